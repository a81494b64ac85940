import type { RelatedLocation } from '../../src/check/finding.ts';
import type { Location } from '../../src/workspace/source-text.ts';

interface Missing {
  /** The address as the page has it. */
  readonly target: string;
  readonly hint: string;
  readonly suggestion?: string | undefined;
}

/** What is wrong in a built site, as plain data; the rules word it. */
export type SiteProblem =
  | (Missing & { readonly kind: 'missing-page' })
  | (Missing & { readonly kind: 'missing-asset' })
  | {
      readonly kind: 'missing-anchor';
      readonly target: string;
      readonly anchor: string;
      /** The address of the page that lacks it; empty when it is the page itself. */
      readonly page: string;
      readonly suggestion?: string | undefined;
    }
  | { readonly kind: 'wrong-case'; readonly target: string; readonly actual: string }
  | { readonly kind: 'malformed-url'; readonly target: string; readonly detail: string }
  | { readonly kind: 'trailing-slash'; readonly target: string; readonly wanted: string; readonly suggestion: string }
  | { readonly kind: 'duplicate-anchor'; readonly id: string }
  | { readonly kind: 'duplicate-id'; readonly id: string }
  | {
      readonly kind: 'sitemap-entry';
      readonly file: string;
      readonly address: string;
      readonly suggestion?: string | undefined;
    }
  | { readonly kind: 'redirect'; readonly from: string; readonly to: string; readonly fault: 'loop' | 'missing' }
  | { readonly kind: 'redirect-chain'; readonly from: string; readonly through: readonly string[] };

/** A fault of a built site at the place where it is to be mended: what each rule of the validator is asked about. */
export interface SiteFault {
  readonly problem: SiteProblem;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
}

/** The problem of a fault when it is of this kind. */
export function problemOf<Kind extends SiteProblem['kind']>(
  { problem }: SiteFault,
  kind: Kind,
): Extract<SiteProblem, { kind: Kind }> | undefined {
  return problem.kind === kind ? (problem as Extract<SiteProblem, { kind: Kind }>) : undefined;
}

/** The rules of the pages' own links that say of a link that it is broken. */
const broken = [
  'links/missing-page',
  'links/missing-file',
  'links/missing-anchor',
  'links/wrong-case',
  'links/anchor-case',
  'links/malformed-url',
  'links/not-on-site',
  'links/missing-base',
  'links/not-on-github',
  'links/draft-page',
  'links/redirect-loop',
  'links/redirect-chain',
];

/** What a rule says of a fault, beside its arguments. What the pages' own links have told already is left to them. */
export const placed = ({ location, related, problem }: SiteFault) => ({
  location,
  related,
  yieldsTo: problem.kind === 'trailing-slash' ? ['links/trailing-slash'] : broken,
});
