import type { FormerName } from '../../src/code/history/former.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import type { Mention } from '../../src/docs/page.ts';
import type { Location } from '../../src/workspace/source-text.ts';

/** A name in inline code of which the code knows the beginning, and not the rest. */
export interface MissingName {
  readonly mention: Mention;
  /** What is there. */
  readonly owner: string;
  /** What it does not have. */
  readonly name: string;
  /** The package that has it. */
  readonly package: string;
  /** Where the owner, or what it is a part of, is declared; absent for a module as a whole. */
  readonly fact?: Fact | undefined;
  readonly suggestion?: string | undefined;
}

/** A name in inline code that nothing has, and that differs little from one that is declared. */
export interface MisspeltName {
  readonly mention: Mention;
  readonly written: string;
  /** Absent when the name is in the sources and not public. */
  readonly fact?: Fact | undefined;
  /** The name as it is declared. */
  readonly name: string;
}

/** A module that inline code names by a package and a path in it. */
export interface MissingModule {
  readonly mention: Mention;
  readonly specifier: string;
  readonly package: string;
  readonly suggestion?: string | undefined;
}

/** A value in a table that differs from the one that the code declares. */
export interface StatedValue {
  readonly fact: Fact;
  /** What the value is, as the message says it: `default`, `type`, `status`. */
  readonly what: string;
  readonly written: string;
  readonly real: string;
  readonly location: Location;
}

/** A new name that a list of renames gives, and that nothing has. */
export interface MissingSuccessor {
  readonly before: string;
  readonly name: string;
  readonly location: Location;
  readonly suggestion?: string | undefined;
}

/** A name that the code had before, where a page gives it. */
export interface NamedBefore {
  readonly mention: Mention;
  readonly former: FormerName;
  /** Offsets of the name in the page, when it can be replaced. */
  readonly range?: readonly [start: number, end: number] | undefined;
}

/** A path that inline code names and that is not there. */
export interface MissingPath {
  readonly mention: Mention;
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly suggestion?: string | undefined;
}

/** A parameter that a doc comment describes and that the function does not have. */
export interface UnknownParameter {
  readonly name: string;
  /** The parameters that it has. */
  readonly own: readonly string[];
  readonly location: Location;
  readonly suggestion?: string | undefined;
}

/** What a doc comment says is returned, by a function that returns nothing. */
export interface UnknownReturn {
  readonly text: string;
  readonly location: Location;
}

/** A name in a doc comment that nothing has. */
export interface UnknownName {
  readonly name: string;
  /** What is there, and what it does not have, when the name is a chain of which the beginning is known. */
  readonly owner?: string | undefined;
  readonly missing?: string | undefined;
  readonly location: Location;
  readonly suggestion?: string | undefined;
}

/** A name that a page gives as that of a fact, and that no fact of the kind has. */
export interface UndeclaredName {
  /** What the facts of the kind are called, one of them: `setting`. */
  readonly kind: string;
  readonly name: string;
  readonly location: Location;
  readonly suggestion?: string | undefined;
}

/** A word of a command that the program does not know. */
export interface UnknownArgument {
  readonly kind: 'command' | 'flag';
  readonly name: string;
  readonly program: string;
  readonly location: Location;
  readonly suggestion?: string | undefined;
}
