import { isDeepStrictEqual } from 'node:util';
import { oncePer } from '../../src/check/once-per.ts';
import type { CheckContext } from '../../src/check/validator.ts';
import type { FormerName } from '../../src/code/history/former.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import { packageOfFile } from '../../src/code/package-paths.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { directoryOf, nameOf } from '../../src/workspace/path.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { isCommonWord, namesInCode } from '../coverage/namings.ts';
import { speaksOfOtherVersion } from '../examples/versions.ts';
import { type Binding, readBindings } from './bindings.ts';
import { isFileName } from './chain.ts';
import { isToldAsGone, speaksOfOtherTime, tellsOfNames } from './context.ts';
import { formerName } from './former-name.ts';
import type { Names } from './names.ts';
import { otherSubject } from './other-subject.ts';

const identifier = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** Shorter names are those of many things. */
const shortest = 4;

/**
 * The names in a piece of code that the code may have had before: no fact has any of them, and they stand in no source. A word
 * that any sentence may have is one where it is called, and where a section is about it alone. A page that says which packages it
 * is about means their sources: others may use a name for something of their own.
 */
function unknownNames(
  names: Names,
  code: string,
  { isSubject, folders }: { readonly isSubject: boolean; readonly folders: readonly string[] },
): readonly string[] {
  if (isFileName(code)) return [];
  const { names: candidates, call } = namesInCode(code);
  if (candidates.some((name) => names.named(name).length > 0)) return [];
  return candidates.filter(
    (name) =>
      name.length >= shortest &&
      (call || isSubject || !isCommonWord(name)) &&
      !(identifier.test(name) && names.isInSourcesBelow(folders, name)),
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

/** The folders of the packages that a page says in its frontmatter that it is about; the root when it says nothing of it. */
function foldersOf(workspace: Workspace, { frontmatter: { sources } }: Page): readonly string[] {
  const written = Array.isArray(sources) ? sources.filter((one): one is string => typeof one === 'string') : [];
  const folders = written.map((source) => {
    const path = source.replace(/^\.?\//, '').replace(/\/*$/, '/');
    return packageOfFile(workspace, `${workspace.root}/${path}`)?.directory ?? '';
  });
  return folders.length === 0 ? [''] : [...new Set(folders)];
}

function unknownOf(workspace: Workspace, names: Names, page: Page): ReadonlyMap<Mention, readonly string[]> {
  const { mentions, headings } = page;
  const folders = foldersOf(workspace, page);
  const unknown = new Map<Mention, readonly string[]>();
  const subjects = new Map(headings.map(({ text, location }) => [location.line, text]));
  for (const mention of mentions) {
    const isSubject = subjects.get(mention.line)?.trim() === mention.value.trim();
    const found = unknownNames(names, mention.value, { isSubject, folders });
    if (found.length > 0) unknown.set(mention, found);
  }
  return unknown;
}

/** What was told last of names, as long as the facts are the same. */
const toldLast = oncePer((_: readonly Fact[]): { names: ReadonlyMap<string, FormerName> } => ({ names: new Map() }));

/** What is told of names now, as the map that told the same before where there is one: whoever has it knows that nothing changed. */
function asToldLast(facts: readonly Fact[], names: ReadonlyMap<string, FormerName>): ReadonlyMap<string, FormerName> {
  const last = toldLast(facts);
  if (!isDeepStrictEqual(last.names, names)) last.names = names;
  return last.names;
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
      const unknown = known.get(page) ?? unknownOf(context.workspace, names, page);
      known.set(page, unknown);
      return [page, unknown] as const;
    }),
  );
  const unknown = [...new Set([...asked.values()].flatMap((found) => [...found.values()].flat()))].sort();
  const former = asToldLast(facts, await context.facts.former(unknown));
  const bindings = new Map<Page, ReadonlyMap<string, Binding>>();
  const isOther = (page: Page, name: string): boolean => {
    const bound = bindings.get(page) ?? readBindings(context.workspace, page);
    bindings.set(page, bound);
    const means = bound.get(name)?.means;
    return means === 'own' || means === 'foreign' || names.isForeign(name);
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
      if (!namedThen(page, found)) return false;
      // A page that tells how things were is right to name them, at any level.
      if (speaksOfOtherVersion(context.workspace, page) !== undefined) return false;
      if (otherSubject(context.workspace, page, context.level) !== undefined) return false;
      if (context.level === 'strict' && isToldAsGone(page, mention)) return false;
      if (context.level === 'drift' && (isToldOn(page, found.name) || speaksOfOtherTime(page, mention))) return false;
      context.ask([formerName], { mention, former: found, range: rangeIn(page, mention, found) });
      context.settle(mention, 'checked');
      return true;
    },
  };
}

/** Whether a page had the name when it was taken away. One that was written later knows of that, or means another thing. */
const namedThen = ({ file }: Page, { pages }: FormerName): boolean =>
  !pages || [...pages].some((one) => one === file || wasMoved(one, file));

/** Whether a page may be another one that was moved: by its name, or where many are called so by the folders that it stands in. */
function wasMoved(from: string, to: string): boolean {
  if (nameOf(from) !== nameOf(to)) return false;
  if (!/^(?:index|readme)\.\w+$/i.test(nameOf(to))) return true;
  const [own, other] = [directoryOf(from), directoryOf(to)];
  return nameOf(own) === nameOf(other) || directoryOf(own) === directoryOf(other);
}

/** Whether a page tells anywhere that a name is one of another time: whoever reads it knows then. */
const isToldOn = (page: Page, name: string): boolean =>
  page.mentions.some((mention) => mention.value.includes(name) && tellsOfNames(page, mention));

/** Where the name itself stands in the page, when it stands in the mention once. */
function rangeIn(page: Page, { location }: Mention, { name }: FormerName): readonly [number, number] | undefined {
  const start = page.source.offsetAt(location);
  const end = page.source.offsetAt({ line: location.endLine, column: location.endColumn });
  const text = page.source.text.slice(start, end);
  const at = text.indexOf(name);
  return at < 0 || text.indexOf(name, at + 1) >= 0 ? undefined : [start + at, start + at + name.length];
}
