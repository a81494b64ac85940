import { exportedDeclarations, exportedOn, successorOf, type WrittenDeclaration } from '../code/history/declaration.ts';
import type { FormerName, FormerNames } from '../code/history/former.ts';
import { isSource } from '../code/sources.ts';
import type { Git } from './git.ts';

/** Where declarations stand. */
const sources = ['*.ts', '*.tsx', '*.mts', '*.cts'];

/** How many commits are searched, spread evenly over the history. What came and went between two of them is not found. */
const mostSamples = 24;

/** What could be the name of an export, and is no word of a language. */
const declarable = /^(?=.*[\p{Ll}\p{N}]\p{Lu}|\p{Lu}.{4}|.*_)[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** How many names are asked about, and how many files of one commit are read to learn what a name became. */
const mostNames = 200;
const mostFiles = 20;

/** How often one name is followed: to another file, or to what it became. */
const mostSteps = 4;

/** A place at which a name was declared. */
interface Place {
  readonly commit: string;
  readonly file: string;
}

const lines = (output: string): string[] => output.split('\n').filter((line) => line !== '');

/** What git prints; nothing when it fails, as it does when it finds nothing or lacks a part of the history. */
const tryGit = (git: Git, args: readonly string[]): Promise<string> => git(args).catch(() => '');

/** The path of a file in its package, as far as customs tell. */
const inPackage = (file: string): string => file.replace(/^(?:packages|libs|modules|crates|apps)\/[^/]+\//, '');

async function samples(git: Git): Promise<string[]> {
  const commits = lines(await tryGit(git, ['rev-list', '--first-parent', 'HEAD'])).slice(1);
  const count = Math.min(mostSamples, commits.length);
  return Array.from({ length: count }, (_, index) => {
    const at = count === 1 ? 0 : Math.round((index * (commits.length - 1)) / (count - 1));
    return commits[at]!;
  });
}

/** Where each name is exported in these commits, in their order. */
async function declared(
  git: Git,
  names: readonly string[],
  commits: readonly string[],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const patterns = names.flatMap((name) => ['-e', name]);
  const output = await tryGit(git, ['grep', '-I', '-w', '-F', '--no-color', ...patterns, ...commits, '--', ...sources]);
  const found = new Map<string, Place[]>();
  for (const line of lines(output)) {
    const [, commit, file, text] = /^([0-9a-f]{40,64}):(.*?\.[mc]?tsx?):(.*)$/.exec(line) ?? [];
    const name = exportedOn(text ?? '');
    if (commit === undefined || file === undefined || name === undefined || !names.includes(name)) continue;
    if (!isSource(inPackage(file).replace(/\.d(\.[mc]?ts)$/, '$1'))) continue;
    found.set(name, [...(found.get(name) ?? []), { commit, file }]);
  }
  const rank = new Map(commits.map((commit, index) => [commit, index]));
  for (const places of found.values()) places.sort((a, b) => rank.get(a.commit)! - rank.get(b.commit)!);
  return found;
}

const entry = /(?:^|\/)(?:index|mod|main)\.[mc]?tsx?$/;

/**
 * Whether a package handed on what a file exports: an entry file names it, or some file exports all of that file. What was only
 * passed around inside may be called like something of another library.
 */
async function wasPublic(git: Git, name: string, { commit, file }: Place): Promise<boolean> {
  if (/^(?:src\/|lib\/|source\/)?[^/]+$/.test(inPackage(file)) && entry.test(file)) return true;
  const search = (form: string, pattern: string): Promise<string> =>
    tryGit(git, ['grep', '-I', form, '--no-color', '-e', pattern, commit, '--', ...sources]);
  const naming = lines(await search('-wF', name)).map((line) => /^[^:]*:(.*?\.[mc]?tsx?):/.exec(line)?.[1] ?? '');
  if (naming.some((one) => one !== file && entry.test(one) && isSource(inPackage(one)))) return true;
  const stem = file.replace(/(?:\/index)?(?:\.d)?\.[mc]?tsx?$/, '').replace(/^.*\//, '');
  const all = `export [*] .*from .*/${stem.replace(/[.*[\]^$]/g, '[$&]')}(/index)?([.][a-z]+)?['"]`;
  return (await search('-E', all)) !== '';
}

/** What the file declared before a commit. */
const declaredBefore = async (git: Git, commit: string, file: string): Promise<readonly WrittenDeclaration[]> =>
  exportedDeclarations(await tryGit(git, ['cat-file', 'blob', `${commit}^:./${file}`]));

/** The commit that took a declaration away, and the file in which it stood last. */
async function removalOf(git: Git, name: string, from: Place): Promise<Place | undefined> {
  let place = from;
  for (let step = 0; step < mostSteps; step += 1) {
    const { commit: since, file } = place;
    const log = ['--literal-pathspecs', 'log', `-${mostSteps}`, '--format=%H', '--no-renames', `-S${name}`];
    let removed: string | undefined;
    for (const commit of lines(await tryGit(git, [...log, `${since}..HEAD`, '--', file]))) {
      if (!(await declaredBefore(git, commit, file)).some((one) => one.name === name)) continue;
      removed = commit;
      break;
    }
    if (removed === undefined) return undefined;
    const [moved] = (await declared(git, [name], [removed])).get(name) ?? [];
    if (!moved) return { commit: removed, file };
    if (moved.file === file) return undefined;
    place = moved;
  }
  return undefined;
}

/** What a commit declares in its files, before it and after it. */
async function changedBy(
  git: Git,
  { commit, file }: Place,
): Promise<{ readonly before: WrittenDeclaration[]; readonly after: WrittenDeclaration[] }> {
  const list = ['diff-tree', '--no-commit-id', '-r', '--relative', '--name-only', commit, '--', ...sources];
  const others = lines(await tryGit(git, list)).filter((one) => one !== file && isSource(inPackage(one)));
  const before: WrittenDeclaration[] = [];
  const after: WrittenDeclaration[] = [];
  for (const one of [file, ...others.slice(0, mostFiles)]) {
    before.push(...(await declaredBefore(git, commit, one)));
    after.push(...exportedDeclarations(await tryGit(git, ['cat-file', 'blob', `${commit}:./${one}`])));
  }
  return { before, after };
}

/** Pages, wherever they stand. */
const pages = ['*.md', '*.mdx', '*.markdown', '*.mdoc'];

/** The pages that had a name before a commit. */
async function pagesBefore(git: Git, name: string, commit: string): Promise<ReadonlySet<string>> {
  const search = ['grep', '-I', '-l', '-w', '-F', '--no-color', '-e', name, `${commit}^`, '--', ...pages];
  return new Set(lines(await tryGit(git, search)).map((line) => line.slice(line.indexOf(':') + 1)));
}

/** Follows a name from where it was declared to what it is called now. */
async function follow(git: Git, name: string, from: Place, steps: number): Promise<FormerName | undefined> {
  const removal = await removalOf(git, name, from);
  if (!removal) return undefined;
  const commit = removal.commit.slice(0, 9);
  const former = { name, certain: true, commit, pages: await pagesBefore(git, name, removal.commit) };
  const { before, after } = await changedBy(git, removal);
  const gone = before.find((one) => one.name === name);
  const names = (list: readonly WrittenDeclaration[]): ReadonlySet<string> => new Set(list.map((one) => one.name));
  const [then, now] = [names(before), names(after)];
  const successor =
    gone &&
    successorOf(
      gone,
      before.filter((one) => !now.has(one.name)),
      after.filter((one) => !then.has(one.name)),
    );
  if (!successor) return former;
  const { name: became, certain } = successor;
  if ((await declared(git, [became], [await head(git)])).has(became)) return { ...former, became, certain };
  const [next] = (await declared(git, [became], [removal.commit])).get(became) ?? [];
  const later = next && steps > 0 ? await follow(git, became, next, steps - 1) : undefined;
  if (later?.became === undefined) return { ...former, commit: later?.commit ?? commit };
  return { ...former, became: later.became, certain: certain && later.certain };
}

const head = async (git: Git): Promise<string> => (await tryGit(git, ['rev-parse', 'HEAD'])).trim();

/**
 * Tells from git which names the code exported before. Nothing is known where there is no git, in a clone that would have to
 * fetch what it lacks, and before the first commit of a shallow one. The work is bounded by counts, not by time, so that the same
 * history always tells the same.
 */
export function formerNames(git: Git): FormerNames {
  return async (names) => {
    const known = new Map<string, FormerName>();
    const asked = names
      .filter((name) => declarable.test(name))
      .sort()
      .slice(0, mostNames);
    if (asked.length === 0) return known;
    const [partial, commits] = await Promise.all([
      tryGit(git, ['config', '--get-regexp', '^remote\\..*\\.promisor$']),
      samples(git),
    ]);
    if (partial !== '' || commits.length === 0) return known;
    for (const [name, [place]] of await declared(git, asked, commits)) {
      if (!(await wasPublic(git, name, place!))) continue;
      const former = await follow(git, name, place!, mostSteps);
      if (former) known.set(name, former);
    }
    return known;
  };
}
