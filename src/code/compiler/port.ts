/** A file that exists only in memory, beside those of the disk. */
export interface VirtualFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
}

/** A range of a file. Offsets are UTF-16 code units, the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A node of the syntax tree. */
export interface NodeSpan extends Span {
  /** As the compiler names it: `PropertyAssignment`, `FunctionDeclaration`. */
  readonly kind: string;
  /** Where the comments and the white space before it begin. */
  readonly fullStart: number;
}

/** A statement with what of it can be watched while it runs. */
export interface RunnableStatement extends Span {
  readonly kind: 'expression' | 'print' | 'declaration' | 'return' | 'throw';
  /** The expression that it is about; of a declaration the initial value of its last variable. */
  readonly value: Span;
  /** The arguments of a call that prints, such as `console.log`. */
  readonly printed?: Span | undefined;
  /** What keeps it from being moved into a function of another kind. */
  readonly suspends: 'await' | 'yield' | undefined;
}

/** What the compiler says of one place. Offsets are UTF-16 code units, the end is exclusive. */
export interface Diagnostic {
  readonly start: number;
  readonly end: number;
  /** TypeScript's own number, such as 2339. */
  readonly code: number;
  /** The message with what explains it, one line each. */
  readonly message: string;
  /** Places that the compiler names to explain itself. */
  readonly related: readonly { readonly path: string; readonly start: number; readonly message: string }[];
}

/** Where something is declared. */
export interface Declaration {
  /** Absolute path. */
  readonly path: string;
  /**
   * The name at the top level of that file that it is a part of; empty when it is a part of none, and in the libraries of
   * the compiler.
   */
  readonly name: string;
}

/** A declaration that an imported name leads to. */
export interface ImportedDeclaration extends Declaration {
  /** The name that the importing file has for it. */
  readonly local: string;
}

/** What a diagnostic says does not exist. */
export type Lacked =
  /** An import whose module was not found. */
  | { readonly about: 'module'; readonly specifier: string }
  /** A name that nothing declares. */
  | { readonly about: 'name'; readonly name: string };

/** What a diagnostic is about, told by the symbol that it judges and not by its text. */
export type DiagnosticSubject =
  | Lacked
  /** A name that a module does not export. */
  | {
      readonly about: 'export';
      readonly specifier: string;
      readonly name: string;
      readonly declarations: readonly Declaration[];
    }
  /** A member that a type does not have, or may not be used so. */
  | {
      readonly about: 'member';
      readonly name: string;
      /** Whether it is called. */
      readonly called: boolean;
      readonly owner: string;
      readonly declarations: readonly Declaration[];
    }
  /** A value that a function, constructor, component or declared type does not take. */
  | { readonly about: 'use'; readonly name: string; readonly declarations: readonly Declaration[] };

/** What to compile: one program of all virtual files and whatever they import. */
export interface ProgramInput {
  /** What it is for, one word. A compiler that keeps its programs keeps one of each name. */
  readonly name: string;
  /** Absolute path of the folder that paths in the options are relative to. */
  readonly directory: string;
  /** As in a tsconfig's `compilerOptions`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: readonly VirtualFile[];
  /** Absolute paths of files on the disk that belong to the program though nothing imports them. */
  readonly ambient?: readonly string[];
  /** Whether the program before it is opened again: then what was read for that one is kept. */
  readonly beside?: boolean | undefined;
  /** The paths of those of the files whose free names will be asked for. */
  readonly freeNamesOf?: readonly string[] | undefined;
}

/** The questions that are asked about many files, one after the other. */
export type ForeseenQuestion = 'semanticErrors' | 'freeNamesOf' | 'usesOf' | 'exportedFrom';

/** A compiled program. It is valid until the compiler opens the next one. */
export interface Program {
  /**
   * Says about which files a question will be asked next, in this order, so that many are answered together; `names` are those
   * that it will be asked with. Whoever asks about others, or about fewer, gets the same answers.
   */
  willAsk(question: ForeseenQuestion, paths: readonly string[], names?: ReadonlySet<string>): void;
  /** What keeps a file from being parsed. */
  syntaxErrors(path: string): readonly Diagnostic[];
  /** What is wrong with a file that parses. */
  semanticErrors(path: string): readonly Diagnostic[];
  /** Uses of what is deprecated. */
  deprecations(path: string): readonly Diagnostic[];
  /** The module or the name that a diagnostic of that file says does not exist. Nothing is type-checked for it. */
  lackedAt(path: string, diagnostic: Diagnostic): Lacked | undefined;
  /** What a diagnostic of that file is about; `undefined` when that cannot be told. */
  subjectOf(path: string, diagnostic: Diagnostic): DiagnosticSubject | undefined;
  /** The names that a module exports; empty when it is not part of the program. */
  exportsOf(path: string): readonly string[];
  /**
   * What a module exports, re-exports followed, each with its declarations and members. What is declared in files for which
   * `isOwn` is false is left out.
   */
  exportedFrom(path: string, isOwn: (path: string) => boolean): readonly ExportedSymbol[];
  /** The names that a file refers to and that neither it nor any global scope declares. Nothing is type-checked for it. */
  freeNamesOf(path: string): ReadonlySet<string>;
  /** The ids of the declarations that these names, and those that the file imports, stand for in a file. */
  usesOf(path: string, names: ReadonlySet<string>): ReadonlySet<string>;
  /** The objects of a list or an object that a variable at the top level of a file is given. */
  recordsOf(path: string, name: string): readonly LiteralRecord[];
  /** The calls in a file, to functions of these names, whose first argument is an object literal. */
  registryCallsOf(path: string, names: ReadonlySet<string>): readonly RegistryCall[];
  /** What a file declares of the command line of a program, as far as it is written out. */
  commandLineOf(path: string): CommandLineReading;
  /** The variables that a file reads from the environment. */
  environmentReadsOf(path: string): readonly NamedPlace[];
  /** The keys of a zod schema that a variable at the top level of a file is given. */
  schemaKeysOf(path: string, name: string): readonly SchemaKey[];
  /** The keys of zod schemas in a file that the environment is read with. */
  environmentSchemasOf(path: string): readonly SchemaKey[];
  /**
   * The keys of a type at the top level of a file, or of what the first parameter of a function there takes. Keys that are
   * not declared below the root, or in packages of others, are left out.
   */
  typeKeysOf(path: string, name: string, root: string): readonly SchemaKey[];
  /** The names that a file declares at its top level, imported names included, with whether each is exported. */
  declarationsOf(path: string): readonly TopLevelName[];
  /** The module specifiers that a file names, whether they are found or not. */
  specifiersOf(path: string): readonly string[];
  /** The module specifiers that a file imports from, with what the compiler found. */
  importsOf(path: string): readonly ModuleImport[];
  /** What the names that a file imports really are: where each is declared. */
  importedDeclarationsOf(path: string): readonly ImportedDeclaration[];
  /**
   * The names at the top level of a file whose types rest on a module that was not found. What the compiler says of them
   * proves nothing.
   */
  unfoundedNamesOf(path: string): ReadonlySet<string>;
  /**
   * Whether the types that a diagnostic judges rest on a module that was not found: the expression at its place mentions a
   * name of that module, itself or through what it uses. Where it cannot be told what is judged, the statement does, or the
   * outermost call that gives the place its types.
   */
  isUnfounded(path: string, diagnostic: Diagnostic): boolean;
  /** Whether the types that a diagnostic judges come from one of these names, directly or through what the file declares. */
  restsOn(path: string, diagnostic: Diagnostic, names: ReadonlySet<string>): boolean;
  /** The statements of a file that have a value or throw, in the order of their beginnings. */
  runnableStatementsOf(path: string): readonly RunnableStatement[];
  /** The strings, templates and regular expressions of a file, each as a whole. */
  literalSpansOf(path: string): readonly Span[];
  /** The parts of a file's imports and exports that name types only, and do not say so. */
  erasableSpansOf(path: string): readonly Span[];
  /** The functions of a file that have a doc comment, each with what the comment may name. */
  documentedSignaturesOf(path: string): readonly DocumentedSignature[];
  /** Where chains of names in the doc comments of a file lead, each looked up where it stands. */
  linksOf(path: string, links: readonly LinkedChain[]): readonly LinkResolution[];
  /** The nodes of a file around an offset, the innermost first, the file itself left out. */
  nodesAt(path: string, offset: number): readonly NodeSpan[];
  /** The text of a file of the program; `undefined` when it is no part of it. */
  textOf(path: string): string | undefined;
}

/** A function with a doc comment. Offsets are those of the comment. */
export interface DocumentedSignature extends Span {
  /** Its own parameters, as far as they have names. */
  readonly own: readonly string[];
  /** All names of parameters and type parameters in it and in its overloads, those of functions that it returns included. */
  readonly names: ReadonlySet<string>;
  /** How many parameters are taken apart where they are declared, so that a comment may call them anything. */
  readonly unnamed: number;
  /** Whether it, or one of its overloads, may return something. */
  readonly returns: boolean;
}

/** A chain of names in a doc comment, such as `Store.open`. */
export interface LinkedChain {
  /** The place of each name, without the marks between them. */
  readonly names: readonly Span[];
}

/** What became of a chain of names in a doc comment. */
export type LinkResolution =
  | { readonly state: 'found' }
  /** What stands before the name of this index does not have it. */
  | { readonly state: 'missing'; readonly index: number }
  /** Nothing is known of what stands before. */
  | { readonly state: 'unknown' }
  /** The first name is none that the comment sees. */
  | { readonly state: 'unscoped' };

/** A name at the top level of a file. */
export interface TopLevelName {
  readonly name: string;
  readonly exported: boolean;
  /** Whether the name stands for a type only. */
  readonly typeOnly: boolean;
}

/** What an exported name is. A `member` is a part of a class, an interface, an enum or a type. */
export type SymbolKind = 'function' | 'class' | 'interface' | 'type' | 'constant' | 'enum' | 'namespace' | 'member';

/** Where a symbol is declared. Offsets are those of its name. */
export interface DeclarationPlace {
  /** Names the declaration in every program, as long as the text of its file stays the same. */
  readonly id: string;
  /** Absolute path. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A name that a module exports, with what it is. */
export interface ExportedSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Every declaration in a file of the project: overloads and merged declarations have several. At least one. */
  readonly declarations: readonly DeclarationPlace[];
  /** The first doc comment of its declarations, as it is written. */
  readonly comment?: string | undefined;
  /** Its public members, and what a namespace exports. */
  readonly members: readonly ExportedSymbol[];
}

/** A value that is written out in the code. */
export type LiteralValue =
  | string
  | number
  | boolean
  | null
  | readonly LiteralValue[]
  | { readonly [key: string]: LiteralValue };

/** An object literal with the values that are written out in it. Offsets are those of what a reader looks for. */
export interface LiteralRecord {
  /** The key that holds it, when it is a value of an object. */
  readonly key?: string | undefined;
  readonly values: Readonly<Record<string, LiteralValue>>;
  readonly start: number;
  readonly end: number;
}

/** A call such as `defineError({ … })`. */
export interface RegistryCall {
  readonly callee: string;
  /** Where the function is declared. */
  readonly declarations: readonly Declaration[];
  /** The variable or key that holds what the call returns. */
  readonly bound?: string | undefined;
  readonly record: LiteralRecord;
}

/** A name with its place in a file. */
export interface NamedPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A flag that a program takes. Its name has its dashes. */
export interface DeclaredFlag extends NamedPlace {
  readonly short?: string | undefined;
  readonly type?: string | undefined;
  readonly default?: string | undefined;
  readonly description?: string | undefined;
}

/** What one file says of the command line of a program. */
export interface CommandLineReading {
  readonly flags: readonly DeclaredFlag[];
  readonly commands: readonly NamedPlace[];
  /** Whether there is no sign of flags that are not written out. */
  readonly whole: boolean;
  /** Whether its reader takes flags that nobody declared, when it is not told otherwise. */
  readonly lenient: boolean;
  /** Whether a lenient reader is told otherwise. */
  readonly strict: boolean;
}

/** A key of a schema or of a type. */
export interface SchemaKey {
  /** The keys that lead to it, joined with dots. */
  readonly path: string;
  /** The name of the schema's kind, the values of a choice, or the type as it is written. */
  readonly type: string;
  readonly required: boolean;
  readonly default?: LiteralValue | undefined;
  readonly description?: string | undefined;
  /** Whether its value is never to be shown, where the code says so. */
  readonly secret?: boolean | undefined;
  /** Absolute path of the file that declares it, when that may be another one than was asked for. */
  readonly file?: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** One import of a file. Offsets are those of the specifier without its quotes. */
export interface ModuleImport {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
  /** Whether the compiler found the module. */
  readonly resolved: boolean;
  /** Absolute path of the file that it found. */
  readonly target?: string | undefined;
  /** Whether it says that it is for types alone, so that nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

/** A running compiler. It lives until it is closed. */
export interface Compiler {
  /**
   * Hands over work in small steps, which is done while the compiler reads programs, as far as there is time. Nothing may hang
   * on its being done, and it must not ask the compiler.
   */
  meanwhile(steps: Iterator<unknown>): void;
  /** Compiles. Files that are as they were in the program before are not compiled again. */
  open(input: ProgramInput): Program;
  close(): void;
}

/** Texts of files, by absolute path, that stand instead of those on the disk. `undefined`: there is no such file. */
export type ReplacedTexts = ReadonlyMap<string, string | undefined>;

/** How files differ from what the compiler was told last. Absolute paths. */
export interface FileChanges {
  readonly created: readonly string[];
  readonly deleted: readonly string[];
  readonly changed: readonly string[];
}

/** A compiler that outlives a run, so that little of what it knows is asked again. */
export interface LastingCompiler extends Compiler {
  /** Says which files read otherwise than on the disk from now on; those that are not named read as the disk has them. */
  replace(texts: ReplacedTexts): void;
  /** Says what happened on the disk since the last program was opened. The next one reads it. */
  touch(changes: FileChanges): void;
}
