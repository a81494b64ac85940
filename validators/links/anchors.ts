import { slug } from 'github-slugger';
import type { Page } from '../../src/docs/page.ts';
import { headingIds } from '../../src/docs/slugs/heading-ids.ts';
import { slugProfiles } from '../../src/docs/slugs/profiles.ts';
import type { HeadingIdStyle } from '../../src/workspace/site.ts';
import { nearestId } from './nearest-id.ts';
import type { InclusionsOf } from './partials.ts';

/** How the ids of a page are told: the style of its site, and whether headings may set their own. */
export interface AnchorView {
  readonly style: HeadingIdStyle | 'any';
  readonly customIds: boolean;
}

/** The ids of a page as it is published. */
export interface PageAnchors {
  readonly ids: ReadonlySet<string>;
  /** The ids that headings have, for suggestions: what a reader would call the sections. */
  readonly headings: readonly string[];
  /** Why there may be more ids than these. */
  readonly open?: string | undefined;
  /** The id as it is spelt when only its case differs. */
  differingCase(id: string): string | undefined;
}

/** Finds the ids of pages, each page once for each way to see it. */
export interface AnchorIndex {
  of(page: Page, view: AnchorView): PageAnchors;
  /** Whether some heading's id could be the fragment, however the site makes ids of headings. */
  conceivable(anchors: PageAnchors, fragment: string): boolean;
  /** Whether the fragment is the text of a heading with its punctuation kept, as makers of ids other than GitHub's do it. */
  keepsPunctuation(page: Page, fragment: string): boolean;
  /** The component on the page whose name is the fragment: it may head what it shows with a section. */
  namedLike(page: Page, fragment: string): string | undefined;
  /** Whether a key of the frontmatter is named like the fragment: a layout may show it as a section. */
  inFrontmatter(page: Page, fragment: string): boolean;
  /** The heading whose id the fragment was, but for what processors disagree about. */
  same(anchors: PageAnchors, fragment: string): string | undefined;
  /** The id that was probably meant, by its words. */
  near(anchors: PageAnchors, fragment: string): string | undefined;
  /** The id that begins most like the fragment, when nothing better is known. */
  beginsAlike(anchors: PageAnchors, fragment: string): string | undefined;
}

const directive = /\s*:[a-z][\w-]*(\[[^\]]*\])?(\{[^}]*\})?\s*$/;
const titled = /<[A-Z][\w.]*\s[^<>]*?\b(?:title|label)="([^"{}]+)"/g;
const customId = /\{\s*(?:\/\*)?\s*#([^\s}*]+)\s*(?:\*\/)?\s*\}\s*$/;
/** What is left of an id when everything that processors disagree about is taken away. */
const essence = (id: string): string =>
  id
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The simplest id of a text, which sites with a slugger of their own make: lower case, and hyphens for spaces. */
const simpleId = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s+|-+/g, '-');

/** A component that the page does not import and that is given all that it shows: it may show sections with ids. */
function foreignComponent(page: Page): string | undefined {
  if (page.syntax !== 'mdx') return undefined;
  for (const match of page.source.text.matchAll(/<([A-Z]\w*)\s[^<>]*\/>/g)) {
    if (!new RegExp(`import[^;\\n]*\\b${match[1]}\\b`).test(page.source.text)) return `<${match[1]}> is made elsewhere`;
  }
  return undefined;
}

/** The id in an MDX comment at the end of a heading, as https://react.dev sets its ids. */
function commentedId(page: Page, offset: number): string | undefined {
  const { text } = page.source;
  const end = text.indexOf('\n', offset);
  const line = text.slice(offset, end < 0 ? undefined : end).trimEnd();
  return /\{\/\*\s*#?([\w-]+)\s*\*\/\}$/.exec(line)?.[1];
}

/** What sites with other habits make of an id of GitHub's: single hyphens, none at the ends, no digit at the start. */
function otherIds(id: string): string[] {
  const single = id.replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
  return /^\d/.test(single) ? [single, `_${single}`] : [single];
}

/** The component of a page that says nothing itself: what is shown, and with it the sections, is the component's. */
function drawnBy(page: Page): string | undefined {
  if (page.headings.length > 0) return undefined;
  const text = page.source.text.replace(/^\uFEFF?(---|\+\+\+)\r?\n[\s\S]*?\n\1/, '');
  const name = /<([A-Z]\w*|[a-z]+-[\w-]+)[\s/>]/.exec(text)?.[1];
  const rest = text
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}|<(script|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/^(import|export)\b.*$|<\/?[A-Za-z][^<>]*>/gm, '');
  return name === undefined || rest.trim() !== '' ? undefined : `<${name}> draws what it shows`;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Finds ids when they are asked for, and keeps them. */
export function createAnchorIndex(inclusionsOf: InclusionsOf, pages: ReadonlyMap<string, Page>): AnchorIndex {
  const known = new Map<Page, Map<string, PageAnchors>>();

  const compute = (page: Page, view: AnchorView, ancestors: readonly string[]): PageAnchors => {
    const ids = new Set<string>();
    const headings: string[] = [];
    const { style } = view;
    const profiles =
      style === 'any' || style === 'unknown'
        ? [slugProfiles.github, slugProfiles.docusaurus, slugProfiles.vitepress]
        : [slugProfiles[style]];
    for (const profile of profiles) {
      for (const { id, offset } of headingIds(page, profile)) {
        const own = style === 'any' ? commentedId(page, offset) : undefined;
        if (own !== undefined) ids.add(own);
        if (profile === profiles[0]) headings.push(own ?? id);
        ids.add(id);
        if (style === 'any') for (const other of otherIds(id)) ids.add(other);
        // Variation selectors of emoji are kept by GitHub and dropped by whoever types the link.
        if (id.includes('\uFE0F')) ids.add(id.replaceAll('\uFE0F', ''));
      }
      for (const id of profile.always) ids.add(id);
    }
    if (view.customIds || style === 'any' || style === 'github') {
      for (const { text } of page.headings) {
        const id = customId.exec(text)?.[1];
        if (id !== undefined) ids.add(id);
      }
    }
    if (style === 'any' && page.syntax === 'mdx') {
      // Components of sites made elsewhere, such as the steps of Mintlify, head what they show with their title.
      for (const [, text] of page.source.text.matchAll(titled)) ids.add(slug(text!));
    }
    if (style === 'any') {
      // A directive at the end of a heading, such as a badge, is drawn and is no part of its text.
      for (const { text } of page.headings) {
        const plain = text.replace(directive, '');
        if (plain !== text) ids.add(slug(plain.trim()));
      }
    }
    for (const { id } of page.ids) ids.add(id);
    for (const identifier of page.footnotes.definitions) {
      for (const id of [`fn-${identifier}`, `user-content-fn-${identifier}`, `fnref-${identifier}`, `fn${identifier}`])
        ids.add(id);
    }
    let open: string | undefined;
    if (style === 'any') open ??= foreignComponent(page);
    if (style !== 'github') open ??= drawnBy(page);
    const inclusions = inclusionsOf(page);
    open ??= inclusions.open;
    for (const id of inclusions.ids) ids.add(id);
    for (const file of inclusions.partials) {
      if (ancestors.includes(file)) continue;
      const partial = pages.get(file);
      if (!partial) {
        open ??= `it takes in ${file}, which is not one of the pages`;
        continue;
      }
      const inner = compute(partial, view, [...ancestors, page.file]);
      for (const id of inner.ids) ids.add(id);
      headings.push(...inner.headings);
      open ??= inner.open;
    }
    if (page.syntax === 'mdx' && page.source.text.includes('id=')) {
      // Elements inside of expressions and exports are code: their ids are read loosely and never missed.
      for (const match of page.source.text.matchAll(/\sid=["']([^"'{}\s]+)["']/g)) ids.add(match[1]!);
      if (/<[A-Za-z][^>]*\sid=\{(?!["'`])/.test(page.source.text)) open ??= 'it computes ids';
    }
    if (style !== 'github' && ['Id=', 'permalink=', 'anchor='].some((name) => page.source.text.includes(name))) {
      // Components name the ids that they set by attributes of their own.
      for (const match of page.source.text.matchAll(
        /<[A-Z][^<>]*\s(?:[a-z]+Id|permalink|anchor)=["']([^"'{}\s]+)["']/g,
      ))
        ids.add(match[1]!);
    }
    let folded: Map<string, string> | undefined;
    return {
      ids,
      headings,
      open,
      differingCase(id) {
        folded ??= new Map([...ids].reverse().map((other) => [other.toLowerCase(), other]));
        const other = folded.get(id.toLowerCase());
        return other === id ? undefined : other;
      },
    };
  };

  return {
    of(page, view) {
      const views = known.get(page) ?? new Map<string, PageAnchors>();
      known.set(page, views);
      const key = `${view.style}${view.customIds}`;
      const anchors = views.get(key) ?? compute(page, view, [page.file]);
      views.set(key, anchors);
      return anchors;
    },
    conceivable(anchors, fragment) {
      const wanted = essence(fragment);
      return [...anchors.ids].some((id) => {
        const own = essence(id);
        return own.includes(wanted) || (own.length > 2 && wanted.includes(own));
      });
    },
    keepsPunctuation: (page, fragment) => page.headings.some(({ text }) => simpleId(text) === fragment),
    namedLike: (page, fragment) =>
      [...page.source.text.matchAll(/<([A-Z]\w+)[\s/>]/g)].find(
        ([, name]) => essence(name!) === essence(fragment),
      )?.[1],
    inFrontmatter: (page, fragment) => Object.keys(page.frontmatter).some((key) => essence(key) === essence(fragment)),
    same(anchors, fragment) {
      const wanted = essence(fragment);
      return anchors.headings.find((id) => essence(id) === wanted);
    },
    near: (anchors, fragment) => nearestId(fragment, anchors.headings),
    beginsAlike(anchors, fragment) {
      const wanted = essence(fragment);
      let best: string | undefined;
      let most = Math.max(4, Math.floor((2 * wanted.length) / 3));
      for (const id of anchors.headings) {
        const shared = commonStart(essence(id), wanted);
        if (shared > most) [best, most] = [id, shared];
      }
      return best;
    },
  };
}
