import type { CheckContext } from '../../src/check/validator.ts';
import type { Link, Page } from '../../src/docs/page.ts';
import { createLinkGraph, isExternal, resolveLink } from './graph.ts';
import { usedDefinitions } from './used-definitions.ts';

/** A link that leads out of the workspace. */
export interface ExternalLink {
  readonly link: Link;
  readonly page: Page;
  /** The address as written, `http:`, `https:` or without a scheme. */
  readonly address: string;
}

/** The links of all pages that lead out of the workspace, those that lead back to it by a full address left out. */
export function* externalLinks(context: CheckContext): Generator<ExternalLink> {
  const graph = createLinkGraph(context.workspace, context.pages);
  for (const page of context.pages) {
    const used = usedDefinitions(page);
    for (const link of page.links) {
      const { target, form } = link;
      if (target === undefined || (form === 'definition' && !used.has(target))) continue;
      if (isExternal(resolveLink(graph, page, link))) yield { link, page, address: target };
    }
  }
}
