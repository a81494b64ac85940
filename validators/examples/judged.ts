import type { RelatedLocation } from '../../src/check/finding.ts';
import type { Diagnostic } from '../../src/code/compiler/port.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import type { Unit } from './unit.ts';

/** What a diagnostic proves about a documented package. */
export type Verdict =
  | { readonly kind: 'missing-module'; readonly package: string; readonly specifier: string }
  | { readonly kind: 'missing-export'; readonly package: string; readonly specifier: string; readonly name: string }
  /** The name ends in `()` when it is called. */
  | { readonly kind: 'missing-member'; readonly package: string; readonly owner: string; readonly name: string }
  | { readonly kind: 'wrong-use'; readonly package: string; readonly name: string }
  /** Wrong, but it proves nothing about a documented package: context that a snippet leaves out, or the reader's own code. */
  | { readonly kind: 'other' };

/** A marker that can turn out to change nothing once its block is compiled, apart from `@skip`. */
export type NeedlessMarker = 'context' | 'continue';

/** A diagnostic with its place on the page and what it proves. */
export interface JudgedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly location: Location;
  /** Of an error that the block excuses, what it proves is not asked. */
  readonly verdict: Verdict;
  /** Whether the block says, or shows, that it is meant to be so. */
  readonly excused: boolean;
  readonly related: readonly RelatedLocation[];
  /** The name that was probably meant. */
  readonly suggestion?: string | undefined;
}

/** What the rules of this validator are shown: a script block after it was compiled. */
export interface CompiledBlock {
  readonly unit: Unit;
  /** Syntax errors, when the block does not parse. It was then not checked further. */
  readonly syntax: readonly JudgedDiagnostic[];
  /** What is wrong with it, without what a marker or a comment announces. */
  readonly errors: readonly JudgedDiagnostic[];
  /** Everything that is wrong with it, announced or not. */
  readonly all: readonly JudgedDiagnostic[];
  /** Whether the block asks for everything that the compiler says, whatever the level. */
  readonly demanded: boolean;
  /** A marker that changes nothing, apart from `@skip`. */
  readonly needless: NeedlessMarker | undefined;
  /** Whether nothing at all is wrong with it, markers and comments aside. */
  readonly clean: boolean;
}
