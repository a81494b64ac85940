import type { Fix } from '../../src/check/finding.ts';
import type { Link, Page } from '../../src/docs/page.ts';

/** What is wrong with a link, as plain data; the rules word it. */
export type LinkProblem =
  | {
      readonly kind: 'missing-page';
      readonly suggestion?: string | undefined;
      readonly hint: string;
      /** Present when the page that was meant is certain. */
      readonly fix?: readonly Fix[];
    }
  | { readonly kind: 'missing-file'; readonly suggestion?: string | undefined; readonly hint: string }
  | {
      readonly kind: 'missing-anchor';
      readonly fragment: string;
      /** The page or file that lacks it; empty when it is the page itself. */
      readonly target: string;
      readonly suggestion?: string | undefined;
      readonly hint: string;
      /** Present when the section is certain: only signs that ids leave out differ. */
      readonly fix?: readonly Fix[];
    }
  | { readonly kind: 'wrong-case'; readonly actual: string; readonly fix: readonly Fix[] }
  | { readonly kind: 'anchor-case'; readonly actual: string; readonly fix: readonly Fix[] }
  | { readonly kind: 'malformed-url'; readonly detail: string }
  | { readonly kind: 'draft-page'; readonly target: string }
  | { readonly kind: 'missing-base'; readonly base: string; readonly suggestion: string; readonly fix: readonly Fix[] }
  | {
      readonly kind: 'not-on-site';
      /** The file that GitHub opens, from the page. */
      readonly target: string;
      /** Where the browser looks for it on the site, when that can be told. */
      readonly lookedFor?: string | undefined;
      /** The address of the file's page; absent when the site does not publish it. */
      readonly address?: string | undefined;
      readonly suggestion?: string | undefined;
      readonly fix: readonly Fix[];
    }
  | {
      readonly kind: 'not-on-github';
      /** The file that the site serves at the address, from the page. */
      readonly target: string;
      readonly suggestion: string;
      readonly fix: readonly Fix[];
    }
  | {
      readonly kind: 'trailing-slash';
      readonly wanted: string;
      readonly suggestion: string;
      readonly fix: readonly Fix[];
    }
  | { readonly kind: 'full-address'; readonly suggestion: string; readonly fix: readonly Fix[] }
  | { readonly kind: 'other-locale'; readonly locale: string; readonly suggestion: string };

/** What became of a link. */
export type LinkState =
  | { readonly state: 'checked' }
  | { readonly state: 'unverifiable' | 'skipped' | 'not-applicable'; readonly reason: string };

/** A link with everything that was found out about it: what each rule of the validator is asked about. */
export interface ResolvedLink {
  readonly link: Link;
  /** The link as it stands on the page, when constants had to be followed to tell where it leads. */
  readonly claim?: Link | undefined;
  readonly page: Page;
  readonly result: LinkState;
  readonly problems: readonly LinkProblem[];
}

/** Narrows problems to those of one kind. */
export function problemsOf<Kind extends LinkProblem['kind']>(
  { problems }: ResolvedLink,
  kind: Kind,
): Extract<LinkProblem, { kind: Kind }>[] {
  return problems.filter((problem): problem is Extract<LinkProblem, { kind: Kind }> => problem.kind === kind);
}
