import { oncePer } from '../../src/check/once-per.ts';
import type { CheckContext } from '../../src/check/validator.ts';
import type { FormerName } from '../../src/code/history/former.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { isCommonWord, namesInCode } from '../coverage/namings.ts';
import { speaksOfOtherVersion } from '../examples/versions.ts';
import { type Binding, readBindings } from './bindings.ts';
import { isFileName } from './chain.ts';
import { isToldAsGone, speaksOfOtherTime, tellsOfNames } from './context.ts';
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
  /** What became of the names of all pages, by name. */
  readonly all: ReadonlyMap<string, FormerName>;
  /** True when the mention gives a name that the code had before. */
  mention(page: Page, mention: Mention): boolean;
}

/** The mentions of each page that give names which no fact has, as long as the facts are the same. */
const unknownOn = oncePer((_: readonly Fact[]) => new WeakMap<Page, ReadonlyMap<Mention, readonly string[]>>());

function unknownOf(names: Names, { mentions }: Page): ReadonlyMap<Mention, readonly string[]> {
  const unknown = new Map<Mention, readonly string[]>();
  for (const mention of mentions) {
    const found = unknownNames(names, mention.value);
    if (found.length > 0) unknown.set(mention, found);
  }
  return unknown;
}

/** Asks once for the names of all pages what became of them. */
export async function createFormerCheck(
  context: CheckContext,
  facts: readonly Fact[],
  names: Names,
): Promise<FormerCheck> {
  const known = unknownOn(facts);
  const asked = new Map(
    context.pages.map((page) => {
      const unknown = known.get(page) ?? unknownOf(names, page);
      known.set(page, unknown);
      return [page, unknown] as const;
    }),
  );
  const former = await context.facts.former(
    [...new Set([...asked.values()].flatMap((unknown) => [...unknown.values()].flat()))].sort(),
  );
  const bindings = new Map<Page, ReadonlyMap<string, Binding>>();
  const isOther = (page: Page, name: string): boolean => {
    const bound = bindings.get(page) ?? readBindings(context.workspace, page);
    bindings.set(page, bound);
    return bound.get(name)?.means === 'other';
  };
  return {
    all: former,
    mention(page, mention) {
      const name = asked
        .get(page)
        ?.get(mention)
        ?.find((one) => former.has(one));
      const found = name === undefined ? undefined : former.get(name);
      if (!found || isOther(page, found.name)) return false;
      // A page that tells how things were is right to name them, at any level.
      if (speaksOfOtherVersion(context.workspace, page) !== undefined) return false;
      if (context.level === 'strict' && isToldAsGone(page, mention)) return false;
      if (context.level === 'drift' && (tellsOfNames(page, mention) || speaksOfOtherTime(page, mention))) return false;
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
