import type { CheckContext } from '../../src/check/validator.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { isFileName } from './chain.ts';
import { tellsOfNames } from './context.ts';
import { misspeltName } from './misspelt-name.ts';
import type { Names } from './names.ts';
import { parametersOn } from './parameters.ts';

const smallWord = /^\p{Ll}{6,}(?:\(\))?$/u;

/** What stands before a bracket or behind one may be a part of a name that has several forms: `get[First|Last]Item`. */
const identifiers = /(?<![\p{L}\p{N}_$./\]}>*…-])[\p{L}_$][\p{L}\p{N}_$]*(?![\p{L}\p{N}_$/*…-])/gu;

/** Names that a reader takes for his own. */
const anyName = /^(?:my|your|some|foo|bar|custom|example)(?=\p{Lu}|$)/u;

/** Whether a name in code is the page's own: a variable with something behind it, or a word that stands for others. */
function isOwnOfPage(code: string, name: string, at: number): boolean {
  const [before, behind] = [code.slice(0, at), code.slice(at + name.length)];
  const isVariable = /^\p{Ll}/u.test(name) && /^\??\.[\p{L}_$]/u.test(behind);
  const isPlaceholder = /(?:^|\s|\[)<(?:\.\.\.)?$/.test(before) && /^(?:\.\.\.)?>/.test(behind);
  return isVariable || isPlaceholder || anyName.test(name);
}

/** Looks for a name that is misspelt. True when there is one. */
export function judgeSpelling(context: CheckContext, names: Names, page: Page, mention: Mention): boolean {
  if (isFileName(mention.value)) return false;
  for (const { 0: written, index } of mention.value.matchAll(identifiers)) {
    if (isOwnOfPage(mention.value, written, index) || parametersOn(page).has(written)) continue;
    // A word without a capital letter inside it may be one of a language, unless its letters are swapped.
    const isName = /[\p{Ll}\p{N}]\p{Lu}/u.test(written);
    if (!isName && !smallWord.test(mention.value)) continue;
    const isCalled = mention.value.includes(`${written}(`);
    const found = isName
      ? (names.misspelt(written) ?? (isCalled ? names.miscalled(written) : undefined))
      : names.swapped(written);
    if (!found || names.isInOtherLanguage(written) || (context.level === 'drift' && tellsOfNames(page, mention)))
      continue;
    context.ask([misspeltName], { mention, written, ...found });
    context.settle(mention, 'checked');
    return true;
  }
  return false;
}
