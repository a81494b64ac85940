import type { BuiltSite } from '../../src/built/built-site.ts';
import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import { createReadAddress } from './addresses.ts';
import { createKeyOf, findAuthored } from './authored.ts';
import { findMount } from './base.ts';
import { collectFaults } from './collect.ts';
import { duplicateAnchor } from './duplicate-anchor.ts';
import { duplicateId } from './duplicate-id.ts';
import { cleanPath } from './files.ts';
import { createJudge } from './judge.ts';
import { judgeRedirects } from './judge-redirects.ts';
import { judgeSitemap } from './judge-sitemap.ts';
import { createLookup } from './lookup.ts';
import { malformedUrl } from './malformed-url.ts';
import { missingAnchor } from './missing-anchor.ts';
import { missingAsset } from './missing-asset.ts';
import { missingPage } from './missing-page.ts';
import { siteNotes } from './notes.ts';
import { createPlaces } from './places.ts';
import { proveLinks } from './prove-links.ts';
import { redirect } from './redirect.ts';
import { redirectChain } from './redirect-chain.ts';
import { createRedirects } from './redirects.ts';
import { sitemapEntry } from './sitemap-entry.ts';
import { trailingSlash } from './trailing-slash.ts';
import { wrongCase } from './wrong-case.ts';

const rules = [
  missingPage,
  missingAsset,
  missingAnchor,
  wrongCase,
  malformedUrl,
  duplicateAnchor,
  duplicateId,
  sitemapEntry,
  redirect,
  redirectChain,
  trailingSlash,
];

/** The site as its readers get it: what the built pages link to, with what was built. Nothing without `--site`. */
export const site = defineValidator({
  name: 'site',
  compiles: false,
  rules,
  check(context) {
    if (context.built) checkSite(context, context.built);
  },
});

function checkSite(context: CheckContext, built: BuiltSite): void {
  const { workspace } = context;
  const authored = findAuthored(workspace, context.pages, built);
  const { table, site: source } = authored;
  const mount = findMount(built, source);
  const readAddress = createReadAddress(mount);
  const keyOf = createKeyOf(readAddress);
  const lookup = createLookup(built);
  const redirects = createRedirects(built, readAddress, lookup);
  /** Addresses that have no file, because the host of the site or a running server answers them. */
  const isAnswered = (path: string): boolean => {
    const kind = table?.find(cleanPath(path))?.kind;
    return redirects.at(path) !== undefined || redirects.answers(path) || kind === 'custom' || kind === 'redirect';
  };
  const judge = createJudge({
    built,
    mount,
    readAddress,
    lookup,
    trailingSlash: source?.trailingSlash ?? 'ignore',
    isAnswered,
    redirects,
    hint(path) {
      const target = table?.find(cleanPath(path));
      if (target?.kind !== 'page') return '';
      return target.draft ? `; \`${target.file}\` is a draft` : `; \`${target.file}\` was not built`;
    },
  });
  const places = createPlaces(built, workspace, authored, keyOf);
  const { occurrences, counts } = collectFaults(built, judge, authored, keyOf);
  const faults = [
    ...places.place(occurrences),
    ...judgeRedirects(redirects, lookup, judge, places, isAnswered),
    ...judgeSitemap(built, mount, readAddress, lookup, places, isAnswered),
  ];
  for (const fault of faults) context.ask(rules, fault);
  proveLinks(context, built, judge, authored, keyOf);
  for (const note of siteNotes(built, counts)) context.note(note);
}
