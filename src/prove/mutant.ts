import type { FactCoverage } from '../check/coverage.ts';
import type { PageLines } from '../check/sayings.ts';
import type { Program } from '../code/compiler/port.ts';
import type { Page } from '../docs/page.ts';
import type { EditedTexts } from '../workspace/edited-files.ts';
import type { Location } from '../workspace/source-text.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a mutant makes false, and so where a check must find something. */
export interface Falsified {
  /** Claims: lines of pages, or of sources whose documentation was taken away. */
  readonly lines: readonly PageLines[];
  /** A fact that no page can name, of a kind that must be documented. */
  readonly undocumented?: { readonly file: string; readonly name: string } | undefined;
}

/** One change that makes the documentation wrong. */
export interface Mutant {
  /** What is done, without where: `rename a setting`. */
  readonly mutation: string;
  /** What is done here, as the middle of a sentence. */
  readonly what: string;
  /** Where it is done. */
  readonly location: Location;
  readonly texts: EditedTexts;
  readonly falsified: Falsified;
  /**
   * What else must be changed, told from the facts that the changed code has: a fact may be declared twice, by a schema and by
   * a type. `undefined` when the change is whole.
   */
  readonly rest?: ((texts: EditedTexts, coverage: readonly FactCoverage[]) => EditedTexts | undefined) | undefined;
}

/** A place at which a mutation may be tried. It makes no mutant when it would make nothing false. */
export type Candidate = () => Mutant | undefined;

/** What mutations are made from: the repository as it is. */
export interface Subject {
  readonly workspace: Workspace;
  /** The pages that people wrote. */
  readonly pages: readonly Page[];
  readonly coverage: readonly FactCoverage[];
  /** Opens a program that every source of a fact is part of. Others that were opened before it end then. */
  openProgram(): Program;
}

/** Whether a mutant makes anything false. */
export const isFalse = ({ lines, undocumented }: Falsified): boolean => lines.length > 0 || undocumented !== undefined;
