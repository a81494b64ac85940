import {
  isExportDeclaration,
  isIdentifier,
  isImportDeclaration,
  isStringLiteral,
  type ModifierFlags,
  type Node,
  type SourceFile,
  type Statement,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FileSystem as NativeFileSystem } from 'typescript/unstable/fs';
import {
  API,
  type Checker,
  type Diagnostic as NativeDiagnostic,
  type Project,
  type Snapshot,
} from 'typescript/unstable/sync';
import { diskFileSystem, type FileSystem } from '../../workspace/file-system.ts';
import { readCommandLine } from './command-line/read.ts';
import { resolveLinks } from './doc-links.ts';
import { environmentReads } from './environment.ts';
import { erasableSpans } from './erasable.ts';
import { exportedFrom } from './exported.ts';
import { createFreeNames } from './free-names.ts';
import { initializerOf, recordsIn, registryCalls } from './literals.ts';
import { namesOf } from './names.ts';
import { nodesAt } from './nodes-at.ts';
import type {
  Declaration,
  Diagnostic,
  FileChanges,
  LastingCompiler,
  ModuleImport,
  Program,
  ProgramInput,
  ReplacedTexts,
  TopLevelName,
} from './port.ts';
import { releaseNodes } from './release-nodes.ts';
import { literalSpans, runnableStatements } from './runnable.ts';
import { documentedSignatures } from './signatures.ts';
import { declarationsOf, lackedAt, lacks, subjectOf, targetOf } from './subject.ts';
import { typeKeys } from './type-keys.ts';
import { mentionsAt, unfoundedNames, withDependents } from './unfounded.ts';
import { createUses } from './uses.ts';
import { environmentSchemas, schemaKeys } from './zod-schema.ts';

/** Messages with what explains them, one line each, two spaces deeper a level. */
const messageOf = (diagnostic: NativeDiagnostic, depth = 0): string =>
  [
    '  '.repeat(depth) + diagnostic.text,
    ...(diagnostic.messageChain ?? []).map((inner) => messageOf(inner, depth + 1)),
  ].join('\n');

const fromNative = (diagnostic: NativeDiagnostic): Diagnostic => ({
  start: diagnostic.pos,
  end: diagnostic.end,
  code: diagnostic.code,
  message: messageOf(diagnostic),
  related: (diagnostic.relatedInformation ?? []).flatMap((related) =>
    related.fileName === undefined ? [] : [{ path: related.fileName, start: related.pos, message: messageOf(related) }],
  ),
});

type Declaring = Statement & {
  readonly name?: Node;
  readonly modifierFlags?: ModifierFlags;
  readonly modifiers?: readonly Node[];
  readonly declarationList?: { readonly declarations: readonly (Node & { readonly name: Node })[] };
};

const typeStatements = new Set<SyntaxKind>([SyntaxKind.InterfaceDeclaration, SyntaxKind.TypeAliasDeclaration]);

function* topLevelNames(file: SourceFile): Generator<TopLevelName> {
  for (const statement of file.statements as readonly Declaring[]) {
    if (isImportDeclaration(statement)) {
      const clause = statement.importClause;
      const typeOnly = clause?.phaseModifier === SyntaxKind.TypeKeyword;
      if (clause?.name) yield { name: clause.name.text, exported: false, typeOnly };
      const bindings = clause?.namedBindings as (Node & { elements?: readonly Node[]; name?: Node }) | undefined;
      if (bindings?.elements) {
        for (const element of bindings.elements as readonly (Node & { name: Node; isTypeOnly: boolean })[]) {
          for (const name of namesOf(element.name)) {
            yield { name, exported: false, typeOnly: typeOnly || element.isTypeOnly };
          }
        }
      } else for (const name of namesOf(bindings?.name)) yield { name, exported: false, typeOnly };
      continue;
    }
    const exported = (statement.modifiers ?? []).some((modifier) => modifier.kind === SyntaxKind.ExportKeyword);
    const isDefault = (statement.modifiers ?? []).some((modifier) => modifier.kind === SyntaxKind.DefaultKeyword);
    const names = statement.declarationList
      ? statement.declarationList.declarations.flatMap((declaration) => [...namesOf(declaration.name)])
      : [...namesOf(statement.name)];
    for (const name of names) {
      yield { name, exported: exported && !isDefault, typeOnly: typeStatements.has(statement.kind) };
    }
  }
}

/** Whether an import or an export from elsewhere says that all of it is for types. */
function isTypeOnly({ parent }: Node): boolean {
  if (parent && isImportDeclaration(parent)) {
    const clause = parent.importClause;
    if (!clause || clause.phaseModifier === SyntaxKind.TypeKeyword) return clause !== undefined;
    const { elements = [] } = (clause.namedBindings ?? {}) as {
      elements?: readonly (Node & { isTypeOnly: boolean })[];
    };
    return !clause.name && elements.length > 0 && elements.every((element) => element.isTypeOnly);
  }
  if (parent && isExportDeclaration(parent)) return parent.isTypeOnly;
  // `import('./a.ts').A` where a type stands: what holds the specifier is a type itself.
  return parent?.kind === SyntaxKind.LiteralType;
}

function moduleImports(file: SourceFile, checker: Checker): ModuleImport[] {
  return file.imports.flatMap((node): ModuleImport[] => {
    if (!isStringLiteral(node)) return [];
    const start = node.getStart(file) + 1;
    const symbol = checker.getSymbolAtLocation(node);
    // The path of the handle itself has lost its case where the disk does not mind case.
    const found = symbol?.declarations.find(({ kind }) => kind === SyntaxKind.SourceFile)?.resolve();
    const target = (found as SourceFile | undefined)?.fileName;
    const typeOnly = isTypeOnly(node);
    return [{ specifier: node.text, start, end: node.end - 1, resolved: symbol !== undefined, target, typeOnly }];
  });
}

function importedDeclarations(file: SourceFile, checker: Checker): Declaration[] {
  const names: Node[] = [];
  for (const statement of file.statements) {
    if (!isImportDeclaration(statement)) continue;
    const clause = statement.importClause;
    if (clause?.name) names.push(clause.name);
    clause?.namedBindings?.forEachChild((element) => {
      const name = isIdentifier(element) ? element : (element as Node & { name?: Node }).name;
      if (name) names.push(name);
    });
  }
  if (names.length === 0) return [];
  return checker.getSymbolAtLocation(names).flatMap((symbol) => declarationsOf(targetOf(checker, symbol)));
}

function openProgram(project: Project): Program {
  const { program, checker } = project;
  const unfoundedInBlocks = new Map<string, ReadonlySet<string>>();
  const fileAt = (path: string): SourceFile | undefined => program.getSourceFile(path);
  /** What is told of all nodes of a file, which nobody needs afterwards. */
  const readOnce = <Told>(path: string, read: (file: SourceFile) => Told): Told | undefined => {
    const file = fileAt(path);
    if (!file) return undefined;
    const told = read(file);
    releaseNodes(file);
    return told;
  };
  const uses = createUses(checker);
  const freeNames = createFreeNames(checker);
  return {
    syntaxErrors: (path) => program.getSyntacticDiagnostics(path).map(fromNative),
    semanticErrors: (path) =>
      program
        .getSemanticDiagnostics(path)
        .filter((diagnostic) => diagnostic.category === 1)
        .map(fromNative),
    deprecations: (path) =>
      program
        .getSuggestionDiagnostics(path)
        .filter((diagnostic) => diagnostic.reportsDeprecated)
        .map(fromNative),
    lackedAt(path, diagnostic) {
      const file = lacks(diagnostic) ? fileAt(path) : undefined;
      return file && lackedAt(file, diagnostic);
    },
    subjectOf(path, diagnostic) {
      const file = fileAt(path);
      return file && subjectOf(file, checker, diagnostic);
    },
    exportsOf(path) {
      const file = fileAt(path);
      const symbol = file && checker.getSymbolAtLocation(file);
      return symbol ? checker.getExportsOfModule(symbol).map((exported) => exported.name) : [];
    },
    exportedFrom(path, isOwn) {
      const file = fileAt(path);
      return file ? exportedFrom(file, checker, isOwn) : [];
    },
    freeNamesOf: (path) => readOnce(path, freeNames) ?? new Set<string>(),
    usesOf: (path, names) => readOnce(path, (file) => uses(file, names)) ?? new Set<string>(),
    recordsOf(path, name) {
      const file = fileAt(path);
      const value = file && initializerOf(file, name);
      return file && value ? recordsIn(file, value) : [];
    },
    registryCallsOf(path, names) {
      const file = fileAt(path);
      return file ? registryCalls(file, checker, names) : [];
    },
    commandLineOf(path) {
      const file = fileAt(path);
      // Of a file that is not there nothing is known.
      return file ? readCommandLine(file) : { flags: [], commands: [], whole: false, lenient: false, strict: false };
    },
    environmentReadsOf(path) {
      const file = fileAt(path);
      return file ? environmentReads(file) : [];
    },
    schemaKeysOf(path, name) {
      const file = fileAt(path);
      return file ? schemaKeys(file, name) : [];
    },
    environmentSchemasOf(path) {
      const file = fileAt(path);
      return file ? environmentSchemas(file) : [];
    },
    typeKeysOf(path, name, root) {
      const file = fileAt(path);
      return file ? typeKeys(file, checker, name, root) : [];
    },
    declarationsOf(path) {
      const file = fileAt(path);
      return file ? [...topLevelNames(file)] : [];
    },
    specifiersOf: (path) => (fileAt(path)?.imports ?? []).flatMap((node) => (isStringLiteral(node) ? [node.text] : [])),
    importsOf(path) {
      const file = fileAt(path);
      return file ? moduleImports(file, checker) : [];
    },
    importedDeclarationsOf(path) {
      const file = fileAt(path);
      return file ? importedDeclarations(file, checker) : [];
    },
    unfoundedNamesOf(path) {
      const file = fileAt(path);
      return file ? unfoundedNames(file, checker, false) : new Set<string>();
    },
    isUnfounded(path, diagnostic) {
      const file = fileAt(path);
      if (!file) return false;
      let names = unfoundedInBlocks.get(path);
      if (!names) {
        names = unfoundedNames(file, checker, true);
        unfoundedInBlocks.set(path, names);
      }
      return mentionsAt(file, names, diagnostic.start);
    },
    restsOn(path, diagnostic, names) {
      const file = fileAt(path);
      return file !== undefined && mentionsAt(file, withDependents(file, names, true), diagnostic.start);
    },
    runnableStatementsOf(path) {
      const file = fileAt(path);
      return file ? runnableStatements(file) : [];
    },
    literalSpansOf(path) {
      const file = fileAt(path);
      return file ? literalSpans(file) : [];
    },
    erasableSpansOf(path) {
      const file = fileAt(path);
      return file ? erasableSpans(file, checker) : [];
    },
    documentedSignaturesOf(path) {
      const file = fileAt(path);
      return file ? documentedSignatures(file) : [];
    },
    linksOf(path, links) {
      const file = fileAt(path);
      return file ? resolveLinks(file, path, checker, links) : links.map(() => ({ state: 'unknown' }));
    },
    nodesAt(path, offset) {
      const file = fileAt(path);
      return file ? nodesAt(file, offset) : [];
    },
    textOf: (path) => fileAt(path)?.text,
  };
}

/** What the compiler asks of a file system that is not the disk, for paths below the root; others are the disk's. */
function readingFrom(fileSystem: FileSystem, root: string): NativeFileSystem {
  const isBelow = (path: string): boolean => path === root || path.startsWith(`${root}/`);
  return {
    readFile(path) {
      if (!isBelow(path)) return undefined;
      try {
        return new TextDecoder().decode(fileSystem.readFile(path));
      } catch {
        return null;
      }
    },
    fileExists: (path) => (isBelow(path) ? fileSystem.kind(path) === 'file' : undefined),
    directoryExists: (path) => (isBelow(path) ? fileSystem.kind(path) === 'directory' : undefined),
    getAccessibleEntries(path) {
      if (!isBelow(path)) return undefined;
      const entries = fileSystem.kind(path) === 'directory' ? fileSystem.list(path) : [];
      const named = (kind: string): string[] =>
        entries.filter(({ name }) => fileSystem.kind(`${path}/${name}`) === kind).map(({ name }) => name);
      return { files: named('file'), directories: named('directory') };
    },
    realpath: (path) => (isBelow(path) ? (fileSystem.realpath(path) ?? path) : undefined),
  };
}

/** Whether a file was there for the last program, and whether it is there now. */
interface Touched {
  readonly was: boolean;
  readonly is: boolean;
}

/** Compares what files read now with what they read before. `undefined` stands for a file that is not there. */
function compareTexts(
  before: ReadonlyMap<string, string | undefined>,
  after: ReadonlyMap<string, string | undefined>,
  isThere: (path: string) => boolean,
): FileChanges {
  const changes = { created: [] as string[], deleted: [] as string[], changed: [] as string[] };
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.has(path) && after.has(path) && before.get(path) === after.get(path)) continue;
    const was = before.has(path) ? before.get(path) !== undefined : isThere(path);
    const is = after.has(path) ? after.get(path) !== undefined : isThere(path);
    if (was && is) changes.changed.push(path);
    else if (is) changes.created.push(path);
    else if (was) changes.deleted.push(path);
  }
  return changes;
}

/** Paths as the compiler takes them. */
type Changed = Record<'created' | 'deleted' | 'changed', string[]>;

/** More changed files are told at once: to tell each costs something too. */
const mostSteps = 24;

/**
 * Splits changes so that each is of one file. The compiler makes a program again from the one before when one file has other
 * text and the same imports, and otherwise looks up every import of every file anew, which takes fifty times as long.
 */
function oneByOne(changes: Changed): readonly Changed[] {
  const { created, deleted, changed } = changes;
  const isPlain = created.length + deleted.length === 0 && !changed.some((path) => path.endsWith('.json'));
  if (!isPlain || changed.length < 2 || changed.length > mostSteps) return [changes];
  return changed.map((path) => ({ created, deleted, changed: [path] }));
}

/** How much garbage the compiler lets pile up before it is collected, in percent of what is in use. */
const garbage = '300';

/** Starts the compiler. One that lives for a single run saves a fifth of its time when it collects garbage more rarely. */
function startApi(options: ConstructorParameters<typeof API>[0], lasting: boolean): API {
  const { GOGC: wanted } = process.env;
  if (lasting || wanted !== undefined) return new API(options);
  // The compiler is written in Go, and takes over the environment of the process that starts it.
  process.env.GOGC = garbage;
  try {
    return new API(options);
  } finally {
    delete process.env.GOGC;
  }
}

/**
 * TypeScript 7's native compiler, over its API that is named unstable. This folder is the only one that knows it. Files
 * are handed over from memory; nothing is written to the disk. A compiler that is to last keeps one program of each name.
 */
export function startNativeCompiler(root: string, fileSystem: FileSystem, lasting = false): LastingCompiler {
  /** The virtual files of each project, by the path of its config. */
  const projects = new Map<string, ReadonlyMap<string, string>>();
  let replaced: ReplacedTexts = new Map();
  /** What the compiler reads from here: virtual files, and those that replace what is on the disk. */
  let texts: ReadonlyMap<string, string | undefined> = new Map();
  // The compiler reads the disk faster by itself than by asking for each file.
  const below = fileSystem === diskFileSystem ? undefined : readingFrom(fileSystem, root);
  const folders = new Set<string>();
  /** What was told since the last program, by path. */
  const touched = new Map<string, Touched>();
  const noteTouched = (paths: readonly string[], was: boolean, is: boolean): void => {
    for (const path of paths) touched.set(path, { was: touched.get(path)?.was ?? was, is });
  };
  const touchedPaths = (wanted: Touched): string[] =>
    [...touched].filter(([, { was, is }]) => was === wanted.was && is === wanted.is).map(([path]) => path);
  let snapshot: Snapshot | undefined;
  const fs: NativeFileSystem = {
    readFile: (path) => (texts.has(path) ? (texts.get(path) ?? null) : below?.readFile?.(path)),
    fileExists: (path) => (texts.has(path) ? texts.get(path) !== undefined : below?.fileExists?.(path)),
    directoryExists: (path) => (folders.has(path) ? true : below?.directoryExists?.(path)),
    ...(below?.getAccessibleEntries && { getAccessibleEntries: below.getAccessibleEntries }),
    ...(below?.realpath && { realpath: below.realpath }),
  };
  const api = startApi({ cwd: root, fs }, lasting);

  return {
    replace(next) {
      replaced = next;
    },
    touch(changes) {
      noteTouched(changes.created, false, true);
      noteTouched(changes.deleted, true, false);
      noteTouched(changes.changed, true, true);
    },
    open({ name, directory, options, files, ambient = [], beside = false }: ProgramInput): Program {
      const configPath = `${directory}/tsconfig.docproof${lasting || beside ? `.${name}` : ''}.json`;
      const closed = lasting || beside ? [] : [...projects.keys()].filter((path) => path !== configPath);
      for (const path of closed) projects.delete(path);
      const opened = projects.has(configPath) ? [] : [configPath];
      const own = new Map(files.map((file) => [file.path, file.text]));
      const roots = [...files.map((file) => file.path), ...ambient];
      own.set(configPath, JSON.stringify({ compilerOptions: options, files: roots }));
      projects.set(configPath, own);
      const next = new Map<string, string | undefined>(replaced);
      for (const project of projects.values()) for (const [path, text] of project) next.set(path, text);
      // Before its first program the compiler knows of no file that could have changed.
      const compared = compareTexts(snapshot ? texts : next, next, (path) => fileSystem.kind(path) === 'file');
      const fileChanges = {
        created: [...touchedPaths({ was: false, is: true }), ...compared.created],
        deleted: [...touchedPaths({ was: true, is: false }), ...compared.deleted],
        changed: [...touchedPaths({ was: true, is: true }), ...compared.changed],
      };
      touched.clear();
      texts = next;
      folders.clear();
      for (const [path, text] of texts) {
        if (text === undefined) continue;
        for (let folder = path.slice(0, path.lastIndexOf('/')); folder.length > root.length; ) {
          if (folders.has(folder)) break;
          folders.add(folder);
          folder = folder.slice(0, folder.lastIndexOf('/'));
        }
      }
      const steps = lasting && opened.length === 0 ? oneByOne(fileChanges) : [fileChanges];
      for (const step of steps) {
        const previous = snapshot;
        snapshot = api.updateSnapshot({
          openProjects: opened,
          ...(closed.length > 0 && { closeProjects: closed }),
          ...(previous && { fileChanges: step }),
        });
        previous?.dispose();
      }
      const project = snapshot?.getProject(configPath) ?? (lasting || beside ? undefined : snapshot?.getProjects()[0]);
      if (!project) throw new Error(`the compiler opened no project for ${configPath}`);
      return openProgram(project);
    },
    close() {
      // Asked to end, the compiler may print "context canceled" beside the report, and whoever says goodbye to it waits until
      // its memory is taken back. It holds nothing that could be lost.
      const { client } = api as unknown as {
        readonly client: { readonly channel: { readonly child: { kill(signal: string): void } }; close(): void };
      };
      client.channel.child.kill('SIGKILL');
      client.close();
    },
  };
}
