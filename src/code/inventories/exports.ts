import type { WorkspacePackage } from '../../workspace/packages.ts';
import { isBelow } from '../../workspace/path.ts';
import type { DeclarationPlace, ExportedSymbol } from '../compiler/port.ts';
import { isApplication, sourcesOf } from '../sources.ts';
import type { CollectContext } from './context.ts';
import { type Fact, type FactDetails, factId } from './fact.ts';

/** A module whose exports are public, and what stands before the names that it exports. */
interface PublicModule {
  /** POSIX path. */
  readonly file: string;
  /** The subpath that it is published under, without `./`; empty for the main one and for the files of an application. */
  readonly subpath: string;
}

/** The modules whose exports are public: the entry points of a library, every source file of an application. */
export function publicModules(context: Pick<CollectContext, 'workspace'>, pkg: WorkspacePackage): PublicModule[] {
  const { workspace } = context;
  if (pkg.installed) return [];
  if (isApplication(workspace, pkg)) return sourcesOf(workspace, pkg).map((file) => ({ file, subpath: '' }));
  return pkg.entries
    .filter(({ source }) => !source.includes('*') && workspace.files.has(source) && /\.[mc]?tsx?$/.test(source))
    .map(({ subpath, source }) => ({ file: source, subpath: subpath.replace(/^\.\/?/, '') }))
    .sort((a, b) => a.subpath.length - b.subpath.length || (a.subpath < b.subpath ? -1 : 1));
}

const hasTag = (comment: string | undefined, tag: string): boolean =>
  comment !== undefined && new RegExp(`^[\\s*/]*@${tag}\\b`, 'm').test(comment);

/** The mark that a doc comment sets. What nobody outside may use stays so while it is on its way out. */
const markOf = (comment: string | undefined): FactDetails['mark'] =>
  hasTag(comment, 'internal') || hasTag(comment, 'hidden')
    ? 'internal'
    : hasTag(comment, 'deprecated')
      ? 'deprecated'
      : undefined;

/** The words of a doc comment, without its stars and tags. */
function textOf(comment: string): string {
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .split(/^\s*@/m)[0]!
    .trim();
}

interface Entry {
  readonly symbol: ExportedSymbol;
  readonly name: string;
  readonly kind: 'exports' | 'members';
  readonly mark: FactDetails['mark'];
  readonly aliases: Set<string>;
  readonly modules: Set<string>;
}

/**
 * The public exports of a package and their members. A symbol that can be reached in several ways, and one that is declared
 * several times, is listed once. What is marked `@internal` or `@hidden` is no fact unless the context asks for it.
 */
export function collectExports(context: CollectContext, pkg: WorkspacePackage): Fact[] {
  const { program, relative, absolute } = context;
  // A library answers for what it hands on from its neighbours, a program only for itself.
  const home = isApplication(context.workspace, pkg) ? pkg.directory : '';
  const isOwn = (path: string): boolean => {
    const file = relative(path);
    return file !== undefined && context.workspace.files.has(file) && isBelow(file, home);
  };
  /** What a default export is called where it is declared; `undefined` when it has no name there. */
  const declaredName = ({ declarations: [first] }: ExportedSymbol): string | undefined => {
    const text = context.workspace.files.read(relative(first!.path)!)?.slice(first!.start, first!.end) ?? '';
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text) ? text : undefined;
  };
  const entries = new Map<string, Entry>();
  const add = (
    symbol: ExportedSymbol,
    name: string,
    kind: Entry['kind'],
    file: string,
    holder?: Entry['mark'],
  ): void => {
    const own = markOf(symbol.comment);
    const mark = holder === 'internal' ? holder : (own ?? holder);
    if (mark === 'internal' && !context.withInternal) return;
    const key = symbol.declarations[0]!.id;
    const known = entries.get(key);
    known?.modules.add(file);
    if (known) {
      // `z.default` is a way to reach `z` that nobody writes.
      if (known.name !== name && !name.split('.').includes('default')) known.aliases.add(name);
    } else entries.set(key, { symbol, name, kind, mark, aliases: new Set(), modules: new Set([file]) });
    for (const member of symbol.members) {
      if (member.kind === 'member') add(member, `${name}.${member.name}`, 'members', file, mark);
      else if (name.split('.').length < deepest) add(member, `${name}.${member.name}`, 'exports', file, mark);
    }
  };
  const modules = publicModules(context, pkg);
  program.willAsk(
    'exportedFrom',
    modules.map(({ file }) => absolute(file)),
  );
  for (const { file } of modules) {
    for (const symbol of program.exportedFrom(absolute(file), isOwn)) {
      const name = symbol.name === 'default' ? declaredName(symbol) : symbol.name;
      if (name !== undefined) add(symbol, name, 'exports', file);
    }
  }
  const locate = ({ path, start, end }: DeclarationPlace) => context.locate(relative(path)!, start, end);
  return [...entries.values()].map(({ symbol, name, kind, mark, aliases, modules }) => ({
    id: factId(kind, pkg.name, name),
    kind,
    package: pkg.name,
    name,
    aliases: [...aliases].sort(),
    description: symbol.comment === undefined ? undefined : textOf(symbol.comment),
    location: locate(symbol.declarations[0]!),
    details: {
      symbol: symbol.kind,
      declarations: symbol.declarations.map(({ id }) => id),
      modules: [...modules].sort(),
      ...(mark && { mark }),
    },
  }));
}

/** How many names may be joined by dots: a namespace in a namespace is still written out by people, more is not. */
const deepest = 3;
