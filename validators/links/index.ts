import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import type { Link, Page } from '../../src/docs/page.ts';
import { anchorCase } from './anchor-case.ts';
import { createFoldConstant } from './constants.ts';
import { draftPage } from './draft-page.ts';
import { duplicateDefinition } from './duplicate-definition.ts';
import { doubtsOf } from './elsewhere.ts';
import { fullAddress } from './full-address.ts';
import { createLinkGraph, resolveLink } from './graph.ts';
import { malformedUrl } from './malformed-url.ts';
import { missingAnchor } from './missing-anchor.ts';
import { missingBase } from './missing-base.ts';
import { missingFile } from './missing-file.ts';
import { missingPage } from './missing-page.ts';
import { brokenNavigation } from './navigation.ts';
import { notOnGithub } from './not-on-github.ts';
import { notOnSite } from './not-on-site.ts';
import { otherLocale } from './other-locale.ts';
import { redirectChain } from './redirect-chain.ts';
import { redirectLoop } from './redirect-loop.ts';
import { redirectTrails } from './redirects.ts';
import { createRenamedAnchors, withRenamedAnchors } from './renamed-anchor.ts';
import type { ResolvedLink } from './subject.ts';
import { trailingSlash } from './trailing-slash.ts';
import { undefinedReference } from './undefined-reference.ts';
import { unusedDefinition } from './unused-definition.ts';
import { usedDefinitions } from './used-definitions.ts';
import { wrongCase } from './wrong-case.ts';

const linkRules = [
  missingPage,
  missingFile,
  missingAnchor,
  wrongCase,
  anchorCase,
  malformedUrl,
  notOnSite,
  notOnGithub,
  missingBase,
  draftPage,
  trailingSlash,
  otherLocale,
  fullAddress,
];
const redirectRules = [redirectLoop, redirectChain];
const pageRules = [undefinedReference, duplicateDefinition, unusedDefinition];

/** Every link of every page: its page, its file and its anchor exist, as seen on the site or on GitHub. */
export const links = defineValidator({
  name: 'links',
  compiles: false,
  rules: [...linkRules, ...redirectRules, ...pageRules],
  async check(context) {
    const graph = createLinkGraph(context.workspace, context.pages);
    for (const site of context.workspace.sites) {
      for (const broken of brokenNavigation(graph, site)) context.ask(linkRules, broken);
      for (const trail of redirectTrails(graph, site)) context.ask(redirectRules, trail);
    }
    const fold = createFoldConstant(context.workspace.files);
    const originals = copiesOf(context.pages);
    const resolved: ResolvedLink[] = [];
    for (const page of context.pages) {
      context.ask(pageRules, page);
      const used = usedDefinitions(page);
      for (const link of page.links) {
        if (link.form === 'definition' && !used.has(link.target ?? '')) {
          context.settle(link, 'not-applicable', 'a definition that nothing refers to');
          continue;
        }
        const target = link.target ?? fold(page, link);
        const told = target === link.target ? link : leadingTo(link, target);
        resolved.push({ link: told, claim: link, page, ...resolveLink(graph, page, told, originals.get(page)) });
      }
    }
    const doubt = doubtsOf(graph, resolved);
    const nameNow = context.history && createRenamedAnchors(graph, context.history);
    for (const link of resolved) {
      report(context, nameNow ? await withRenamedAnchors(link, graph, nameNow) : link, doubt(link));
    }
  },
});

/** The same link with the destination that its expression comes to. */
const leadingTo = (link: Link, target: string | undefined): Link => ({
  file: link.file,
  line: link.line,
  form: link.form,
  target,
  element: link.element,
  expression: link.expression,
  location: link.location,
  targetRange: link.targetRange,
});

function report(context: CheckContext, resolved: ResolvedLink, doubt: string | undefined): void {
  const { link, claim = link, result, problems } = resolved;
  if (doubt !== undefined) context.settle(claim, 'unverifiable', doubt);
  else {
    context.settle(claim, result.state, result.state === 'checked' ? undefined : result.reason);
    // What is wrong with a reference is said once, at its definition.
    if (problems.length > 0 && link.form !== 'reference') context.ask(linkRules, resolved);
  }
}

/** Pages with the same text as another, by links or by copying, with the one of them that stands highest. */
function copiesOf(pages: readonly Page[]): ReadonlyMap<Page, Page> {
  const depth = (page: Page): number => page.file.split('/').length;
  // To compare texts takes longer than to see that few are of the same length.
  const lengths = new Map<number, number>();
  for (const { source } of pages) lengths.set(source.text.length, (lengths.get(source.text.length) ?? 0) + 1);
  const alike = pages.filter(({ source }) => lengths.get(source.text.length)! > 1);
  const first = new Map<string, Page>();
  for (const page of alike) {
    const known = first.get(page.source.text);
    if (!known || depth(page) < depth(known)) first.set(page.source.text, page);
  }
  return new Map(
    alike.flatMap((page) => {
      const original = first.get(page.source.text);
      return original && original !== page && page.source.text.trim() !== '' ? [[page, original] as const] : [];
    }),
  );
}
