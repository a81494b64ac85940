import type { RelatedLocation } from '../../../src/check/finding.ts';
import type { Block, Page } from '../../../src/docs/page.ts';
import type { Location } from '../../../src/workspace/source-text.ts';

/** Why a block failed while it ran. */
export interface Failure {
  /** What happened, as the end of a sentence about the example. */
  readonly what: string;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
}

/** A comment that says something else than what the code beside it does. */
export interface Mismatch {
  readonly kind: 'value' | 'throws' | 'unreached' | 'loose';
  /** As the comment writes it. */
  readonly expected: string;
  /** As the comment would have to write it; empty when there is nothing to write. */
  readonly actual: string;
  readonly location: Location;
  /** The range of the page that the actual text may replace. */
  readonly range?: readonly [start: number, end: number] | undefined;
}

/** What a block shows as printed, with what was. */
export interface PrintedBlock {
  readonly page: Page;
  readonly block: Block;
  /** Absent when no block that runs stands before it. */
  readonly printed?: { readonly text: string; readonly same: boolean; readonly cut: boolean } | undefined;
}

/** What the rules about running are shown: a block after it ran. */
export interface RanBlock {
  readonly failure?: Failure | undefined;
  /** Seconds that it was given, and what it was waiting for when they were over. */
  readonly overrun?: { readonly seconds: number; readonly waitsFor: string; readonly location: Location } | undefined;
  readonly mismatches: readonly Mismatch[];
}
