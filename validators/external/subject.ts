import type { Link, Page } from '../../src/docs/page.ts';
import type { Verdict } from '../../src/external/port.ts';

/** An external link with what became of it. */
export interface AnsweredLink {
  readonly link: Link;
  readonly page: Page;
  /** The address as written. */
  readonly address: string;
  readonly verdict: Verdict;
  /** Whether the change under check brought the link. */
  readonly isNew: boolean;
}
