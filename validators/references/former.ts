import type { CheckContext } from '../../src/check/validator.ts';
import type { FormerName } from '../../src/code/history/former.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { isCommonWord, namesInCode } from '../coverage/namings.ts';
import { speaksOfOtherVersion } from '../examples/versions.ts';
import { type Binding, readBindings } from './bindings.ts';
import { isFileName } from './chain.ts';
import { speaksOfOtherTime, tellsOfNames } from './context.ts';
import { formerName } from './former-name.ts';
import type { Names } from './names.ts';

const identifier = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** Shorter names are those of many things. */
const shortest = 4;

/** The names in a piece of code that the code may have had before: no fact has any of them, and they stand in no source. */
function unknownNames(names: Names, code: string): readonly string[] {
  if (isFileName(code)) return [];
  const candidates = namesInCode(code).names;
  if (candidates.some((name) => names.named(name).length > 0)) return [];
  return candidates.filter(
    (name) => name.length >= shortest && !isCommonWord(name) && !(identifier.test(name) && names.isInSources(name)),
  );
}

/** Judges mentions by what the code was before. */
export interface FormerCheck {
  /** True when the mention gives a name that the code had before. */
  mention(page: Page, mention: Mention): boolean;
}

/** Asks once for the names of all pages what became of them. */
export async function createFormerCheck(context: CheckContext, names: Names): Promise<FormerCheck> {
  const asked = new Map<Mention, readonly string[]>();
  for (const { mentions } of context.pages) {
    for (const mention of mentions) {
      const unknown = unknownNames(names, mention.value);
      if (unknown.length > 0) asked.set(mention, unknown);
    }
  }
  const former = await context.facts.former([...new Set([...asked.values()].flat())].sort());
  const bindings = new Map<Page, ReadonlyMap<string, Binding>>();
  const isOther = (page: Page, name: string): boolean => {
    const known = bindings.get(page) ?? readBindings(context.workspace, page);
    bindings.set(page, known);
    return known.get(name)?.means === 'other';
  };
  return {
    mention(page, mention) {
      const name = asked.get(mention)?.find((one) => former.has(one));
      const found = name === undefined ? undefined : former.get(name);
      if (!found || isOther(page, found.name)) return false;
      // A page that tells how things were is right to name them, at any level.
      if (speaksOfOtherVersion(context.workspace, page) !== undefined) return false;
      if (tellsOfNames(page, mention) || speaksOfOtherTime(page, mention)) return false;
      context.ask([formerName], { mention, former: found, range: rangeIn(page, mention, found) });
      context.settle(mention, 'checked');
      return true;
    },
  };
}

/** Where the name itself stands in the page, when it stands in the mention once. */
function rangeIn(page: Page, { location }: Mention, { name }: FormerName): readonly [number, number] | undefined {
  const start = page.source.offsetAt(location);
  const end = page.source.offsetAt({ line: location.endLine, column: location.endColumn });
  const text = page.source.text.slice(start, end);
  const at = text.indexOf(name);
  return at < 0 || text.indexOf(name, at + 1) >= 0 ? undefined : [start + at, start + at + name.length];
}
