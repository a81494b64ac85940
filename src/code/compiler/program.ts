import { isStringLiteral, type SourceFile } from 'typescript/unstable/ast';
import type { Diagnostic as NativeDiagnostic, Symbol as NativeSymbol, Project } from 'typescript/unstable/sync';
import type { AskAhead } from './ahead.ts';
import { readCommandLine } from './command-line/read.ts';
import { resolveLinks } from './doc-links.ts';
import { environmentReads } from './environment.ts';
import { erasableSpans } from './erasable.ts';
import { exportedFrom } from './exported.ts';
import { createForeseen } from './foreseen.ts';
import { createGlobals, undeclaredNames } from './free-names.ts';
import { initializerOf, recordsIn, registryCalls } from './literals.ts';
import { importedDeclarations, moduleImports, topLevelNames } from './modules.ts';
import type { NamesOfFile } from './names-read.ts';
import { nodesAt } from './nodes-at.ts';
import type { Diagnostic, Program, TopLevelName } from './port.ts';
import type { RecentFiles } from './recent-files.ts';
import { releaseNodes } from './release-nodes.ts';
import { literalSpans, runnableStatements } from './runnable.ts';
import { documentedSignatures } from './signatures.ts';
import { hasSubject, lackedAt, lacks, subjectOf } from './subject.ts';
import { createSyntaxErrors } from './syntax-errors.ts';
import { typeKeys } from './type-keys.ts';
import { isOfPage, mentionsAt, unfoundedNames, withDependents } from './unfounded.ts';
import { createUses } from './uses.ts';
import { environmentSchemas, schemaKeys } from './zod-schema.ts';

/** Messages with what explains them, one line each, two spaces deeper a level. */
const messageOf = (diagnostic: NativeDiagnostic, depth = 0): string =>
  [
    '  '.repeat(depth) + diagnostic.text,
    ...(diagnostic.messageChain ?? []).map((inner) => messageOf(inner, depth + 1)),
  ].join('\n');

/** What most diagnostics are related to, kept once for all of them. */
const unrelated: Diagnostic['related'] = [];

const relatedTo = (information: readonly NativeDiagnostic[]): Diagnostic['related'] =>
  information.flatMap((related) =>
    related.fileName === undefined ? [] : [{ path: related.fileName, start: related.pos, message: messageOf(related) }],
  );

const fromNative = (diagnostic: NativeDiagnostic): Diagnostic => ({
  start: diagnostic.pos,
  end: diagnostic.end,
  code: diagnostic.code,
  message: messageOf(diagnostic),
  related: diagnostic.relatedInformation?.length ? relatedTo(diagnostic.relatedInformation) : unrelated,
});

/**
 * Answers questions about a program that the native compiler has opened. Where it can be asked ahead, it is asked so what was
 * announced.
 */
export function programOf(
  project: Project,
  files: RecentFiles,
  namesOf: (path: string) => NamesOfFile | undefined,
  askAhead?: AskAhead,
): Program {
  const { program, checker } = project;
  const unfoundedInBlocks = new Map<string, ReadonlySet<string>>();
  const fileAt = (path: string): SourceFile | undefined => files(program, path);
  /** What is told of all nodes of a file, which nobody needs afterwards. */
  const readOnce = <Told>(path: string, read: (file: SourceFile) => Told): Told | undefined => {
    const file = fileAt(path);
    if (!file) return undefined;
    const told = read(file);
    releaseNodes(file);
    return told;
  };
  const unfoundedIn = (path: string): ReadonlySet<string> => {
    const known = unfoundedInBlocks.get(path);
    if (known) return known;
    unfoundedInBlocks.set(path, new Set());
    const file = isOfPage(path) ? fileAt(path) : undefined;
    const names = file ? unfoundedNames(file, checker, true, unfoundedIn) : new Set<string>();
    unfoundedInBlocks.set(path, names);
    return names;
  };
  const syntaxErrorsOf = createSyntaxErrors(program);
  /** Blocks further down a page ask for the names of each block above them. */
  const declared = new Map<string, readonly TopLevelName[]>();
  const uses = createUses(checker);
  const globals = createGlobals(checker, askAhead);
  /** The names that files refer to and do not declare. */
  const undeclared = new Map<string, readonly string[]>();
  const undeclaredIn = (path: string): readonly string[] => {
    const names = undeclared.get(path) ?? namesOf(path)?.undeclared ?? readOnce(path, undeclaredNames) ?? [];
    undeclared.set(path, names);
    return names;
  };
  const modules = new Map<string, NativeSymbol | undefined>();
  const foreseen =
    askAhead &&
    createForeseen(askAhead, {
      project,
      uses,
      fileAt,
      keepModule: (path, module) => void modules.set(path, module),
      namesOf,
      keepNames: undeclaredIn,
      lookUpGlobals: globals.lookUp,
    });
  return {
    willAsk: (question, paths, names = new Set()) => foreseen?.[question].announce(paths, names),
    syntaxErrors: (path) => syntaxErrorsOf(path).map(fromNative),
    semanticErrors(path) {
      foreseen?.semanticErrors.reach(path);
      return program
        .getSemanticDiagnostics(path)
        .filter((diagnostic) => diagnostic.category === 1)
        .map(fromNative);
    },
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
      const file = hasSubject(diagnostic) ? fileAt(path) : undefined;
      return file && subjectOf(file, checker, diagnostic);
    },
    exportsOf(path) {
      const file = fileAt(path);
      const symbol = file && checker.getSymbolAtLocation(file);
      return symbol ? checker.getExportsOfModule(symbol).map((exported) => exported.name) : [];
    },
    exportedFrom(path, isOwn) {
      foreseen?.exportedFrom.reach(path);
      const file = fileAt(path);
      const module = modules.has(path) ? modules.get(path) : file && checker.getSymbolAtLocation(file);
      return module ? exportedFrom(module, checker, isOwn) : [];
    },
    freeNamesOf: (path) => new Set(undeclaredIn(path).filter(globals.lacks)),
    usesOf(path, names) {
      foreseen?.usesOf.reach(path);
      return readOnce(path, (file) => uses.in(file, names)) ?? new Set<string>();
    },
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
      let names = declared.get(path);
      if (!names) {
        const file = namesOf(path) ? undefined : fileAt(path);
        names = namesOf(path)?.declared ?? (file ? [...topLevelNames(file)] : []);
        declared.set(path, names);
      }
      return names;
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
      return file !== undefined && mentionsAt(file, unfoundedIn(path), diagnostic);
    },
    restsOn(path, diagnostic, names) {
      const file = fileAt(path);
      return file !== undefined && mentionsAt(file, withDependents(file, names, true), diagnostic);
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
