import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// What goes wrong with links in practice, and the test that fails when Docproof gets it wrong. The tests stand beside this
// file unless a path is given; a name may stand for a group of tests.

const ids: readonly [trap: string, file: string, test: string][] = [
  ['an apostrophe, signs, emoji, accents, numbers and slashes in a heading', 'heading-ids', '%s'],
  [
    'hyphens that smart punctuation joins, by processor',
    'starlight',
    'hyphens follow the smart punctuation of the config',
  ],
  [
    'an id of its own in braces, which Astro takes for text',
    'heading-ids',
    'authors of Docusaurus, VitePress and Fumadocs set ids themselves',
  ],
  [
    'the alternative text of an image',
    'heading-ids',
    'Docusaurus and Fumadocs make the alternative text of an image part of the id',
  ],
  [
    'a tag or comment that leaves a hyphen at the end, so that nothing collides',
    'heading-ids',
    'what is left at the end of a heading keeps its id apart from one without',
  ],
  [
    'a heading that repeats another, and one that is named as the number would be',
    'heading-ids',
    'a heading that repeats another takes the next free number',
  ],
  [
    'a reference to a footnote',
    'heading-ids',
    'footnotes in headings add their number where the site renders them before it makes ids',
  ],
  [
    'the processor of the site, by its config and by its release of Astro',
    'starlight',
    'the processor is the one that the config asks for, and that of the release of Astro without it',
  ],
  [
    'variation selectors on either side',
    'repository',
    'variation selectors of emoji do not matter, on whichever side they stand',
  ],
  [
    'a heading of emoji alone',
    'site-addresses',
    'a heading whose text holds nothing that ids keep has an empty id, which no link needs',
  ],
  ['`__proto__`', 'site-addresses', 'a heading named like a property of every object has its own id'],
  ['whatever else headings hold', 'heading-ids', 'the ids are those that Astro itself makes, whatever the headings'],
  ['ids that the theme makes', 'heading-ids', 'each processor and theme has ids of its own'],
  [
    '`user-content-`, `#readme`, variation selectors',
    'repository',
    'anchors: headings, ids of HTML, names of anchors, footnotes and the top',
  ],
];

const resolution: readonly [trap: string, file: string, test: string][] = [
  [
    'a query, and a question mark in the fragment',
    'site-addresses',
    'a question mark after the hash belongs to it, one before it does not',
  ],
  [
    'percent escapes, and those that are none',
    'site-addresses',
    'percent escapes are decoded in the path and in the fragment, and a malformed one is told in both',
  ],
  ['`#`, `#top`, `#_top`', 'site-addresses', '`#`, `#top` and `#_top` are there on every page, `#_TOP` is not'],
  ['`:~:text=`', 'site-addresses', 'a text directive is for the browser'],
  [
    '`x.pdf#page=2`',
    'site-addresses',
    'the fragment of a file that is no page is the affair of its viewer, when the file is there',
  ],
  ['`file.ts#L10`', 'repository', 'lines of source files are counted'],
  ['the first hash of several', 'site-addresses', 'it begins at the first hash, and holds every other one'],
  [
    'anchors of the home page and of the base',
    'site-addresses',
    'the home page has anchors like any other, by its address and by the base',
  ],
  ['links without the base', 'starlight', 'the base stands in front of every address'],
  ['the base itself, with and without its slash', 'site-addresses', 'with and without its slash it is the home page'],
  ['the base twice', 'site-addresses', 'a base that stands there twice is taken away once'],
  [
    'a generator that adds the base',
    'site-addresses',
    'VitePress puts the base in front itself: who writes it gets it twice',
  ],
  ['slashes at the end', 'starlight', 'slashes at the end are a matter of the config, and only at the strict level'],
  [
    'no word on slashes, and pages that are built as files',
    'starlight',
    'where nothing is said of slashes, both ways are right; pages that are built as files have none',
  ],
  [
    'files have no rule for slashes',
    'site-addresses',
    'files have no slash at their end, whatever the config says of pages',
  ],
  ['`page.html`, `page/index.html`', 'site-addresses', '`.html` and `index.html` are other names of a page'],
  [
    '`index/index.md`',
    'site-addresses',
    '`index` at any depth is the page of its folder, and a folder may be named index',
  ],
  ['the page for what is missing', 'site-addresses', 'the page for what is missing is a page'],
  [
    '`slug` in the frontmatter',
    'starlight',
    'addresses come from file names, frontmatter, pages, redirects and the public folder',
  ],
  ['names that code makes of files', 'starlight', 'names that code makes of files cannot be told'],
  [
    'dots and capitals in names of files',
    'site-addresses',
    'dots and capitals in file names are lost on the way to the address',
  ],
  ['drafts that link to drafts', 'starlight', 'a draft may link to another draft'],
  ['drafts', 'starlight', 'drafts, images of the project and links of the frontmatter'],
  ['a translation that lacks the page', 'starlight', 'a translation that lacks a page shows the default one'],
  ['a link that leaves the language', '../../validators/links/other-locale.ts', 'links/other-locale'],
  ['redirects that loop', 'redirects', 'redirects that lead to each other are a loop, and so is what leads into it'],
  [
    'redirects in more than one step',
    'redirects',
    'a redirect with more than one step is a warning, and the fix leads to the end at once',
  ],
  ['redirects with holes', 'redirects', 'redirects with holes are followed by nobody, and accuse nobody'],
  [
    'the fragment of a redirect',
    'redirects',
    'the fragment of a link is carried through its redirects, unless they have one',
  ],
  [
    'relative to the address or to the file',
    'two-readers',
    'Starlight: the message says where the browser looks and where the page is',
  ],
  ['right on the site, wrong on GitHub', 'two-readers', 'a README that links as the site does is told the file'],
  [
    'a folder among public files, spaces and letters of any script',
    'site-addresses',
    'a folder of the public folder is no page, and names there may hold spaces and letters of any script',
  ],
  [
    'a folder among public files that has an index',
    'site-addresses',
    'a folder of the public folder with an index is what the host shows there',
  ],
  [
    'composed and decomposed names',
    'site-addresses',
    'the same name, composed or decomposed, is one name on disks and two on servers',
  ],
  ['case', 'repository', 'case counts in paths and in anchors, and the fix writes what is right'],
  ['schemes', 'repository', 'schemes that lead to no page are not judged, and those that are misspelt are'],
  ['`mailto:`', 'sources', '`mailto:` needs an address that could be one'],
  ['`javascript:`', 'sources', '`javascript:` is no destination, in any case and on any element'],
  ['`pathname:///`', 'sources', '`pathname://` leaves the address to the host, where Docusaurus knows it'],
  [
    'the full address of the own site',
    'site-addresses',
    'within the site it is judged like any link, and the strict level offers to leave it out',
  ],
  ['hosts that are reserved for examples', '../external/addresses', 'names that are never asked'],
  ['a reference without a definition', '../../validators/links/undefined-reference.ts', 'links/undefined-reference'],
  [
    'labels in any case, and without their text',
    'repository',
    'labels of references are the same in any case, and without their text',
  ],
  ['two pairs of brackets in text', 'repository', 'brackets in text are no reference'],
  ['a definition that nothing uses', '../../validators/links/unused-definition.ts', 'links/unused-definition'],
  ['two definitions of a label', '../../validators/links/duplicate-definition.ts', 'links/duplicate-definition'],
  ['a wrong definition with many references', 'repository', 'a reference is judged once, at its definition'],
  [
    '`srcset`, `poster`, sources and tracks',
    'sources',
    'every candidate of a srcset, the poster of a video, sources and tracks',
  ],
  [
    '`<Image src={imported}>`',
    'made-by-code',
    'short forms of the folders of the project, and files that a page imports',
  ],
  [
    'images by short forms of the folders of the project',
    'made-by-code',
    'a short form is known where its folder is there, so that a file that is not in it is missing',
  ],
  [
    'relative images on a site',
    'vitepress',
    'images beside the page are files, and those of the public folder begin with a slash',
  ],
  [
    'ids on components, headings in JSX',
    'sources',
    'an id on a component is an id of the page, a heading in JSX has none of its own',
  ],
  ['headings of a part', 'sources', 'headings of a partial belong to the page that takes it in, and to no other'],
  ['links in a part', 'made-by-code', 'link to sections of the pages around them, and from there to the site'],
  ['`client:only`', 'sources', 'what is rendered in the browser only may have any id'],
  ['`href={expression}`', 'sources', 'constants of the page, of its frontmatter and of what it imports are followed'],
  [
    'MDX that does not parse',
    '../suites/bad-input',
    'MDX that does not parse is one finding, and its blocks are checked all the same',
  ],
  [
    '`{#id}` in MDX, where the site reads it',
    '../suites/bad-input',
    'an id that a heading in MDX sets is read where the site reads it',
  ],
  [
    '`{#id}` in MDX, where the site does not',
    '../suites/bad-input',
    'an id that a heading in MDX sets is a fault where the site does not read it, at its braces',
  ],
  [
    'what to write instead of what MDX takes for code',
    '../suites/bad-input',
    'what MDX takes for code is told with what to write instead',
  ],
  [
    'links of the hero, before and after',
    'sources',
    'actions and images of a hero, the pages before and after, and an image of the project',
  ],
  ['HTML in a banner', 'sources', 'links in the HTML of a banner, however YAML holds it'],
  [
    'addresses in the head',
    'sources',
    'addresses for the head of the page are links: canonical pages, icons, styles and scripts',
  ],
  [
    'social links and the address of the sources',
    'navigation',
    'links of the header and the address of the sources are those of Starlight too',
  ],
  [
    'a link without a destination',
    'repository',
    'a link without a destination leads to its own page, which nobody means',
  ],
  ['the sidebar', 'navigation', 'the sidebar and the redirects of Starlight are links, at their place in the config'],
  ['pages that code makes', 'starlight', 'what plugins and routes with holes make cannot be told'],
  ['sections that code adds', 'made-by-code', 'that a transform of the site writes as Markdown may be on any page'],
  [
    'the built site: entities, base, names, templates, sitemaps',
    '../built/built-site',
    'a site without a fault has no finding, and the summary says how much was read',
  ],
  ['the built site: two elements with one id', '../built/built-site', 'an anchor in a template'],
];

const external: readonly [trap: string, file: string, test: string][] = [
  ['servers that refuse HEAD', '../external/asking', 'with GET when HEAD gets %i'],
  ['redirects', '../external/asking', 'ten redirects are followed'],
  ['what has moved for good', '../external/asking', '%s has moved'],
  ['servers that turn programs away', '../external/asking', 'what a server answers'],
  ['challenges to browsers', '../external/asking', 'a challenge to browsers says nothing, whatever its status'],
  ['hosts that do not exist', '../external/asking', 'is broken when others answer'],
  ['no network', '../external/asking', 'says nothing when nobody answers, as on a machine without a network'],
  ['faults that pass', '../external/asking', 'again, later and later, while it has a fault'],
  [
    'all who wait coming back at once',
    '../external/asking',
    'again after waits that differ, so that not all who wait come back at once',
  ],
  ['time limits', '../external/asking', 'no longer than the timeout'],
  ['`Retry-After`', '../external/asking', 'gets the time, from all questions to its host'],
  ['`Retry-After`, and the next link in turn', '../external/asking', 'gets it from the other links to its host too'],
  ['manners by default', '../external/asking', 'by a project that says nothing of it'],
  ['many links to one host', '../external/asking', 'by more requests at a time than it may get'],
  ['a pause between requests', '../external/asking', 'by requests without a pause between them'],
  ['one page with many fragments', '../external/asking', 'once for all fragments of a page'],
  ['failures are not remembered', '../external/memory', 'such as %i is not remembered'],
  ['answers are remembered for a day', '../external/memory', 'is believed for a day and not longer'],
  [
    'the gate asks for new links only',
    '../external/external',
    'only new links are asked, and a new link that is broken is an error at once',
  ],
  ['private networks', '../external/asking', 'what must not be reached'],
  ['private networks in any notation', '../external/addresses', 'no private address is public'],
  ['a redirect into a private network', '../external/asking', '%s, a redirect into a private network'],
  [
    'a name that changes its meaning',
    '../external/asking',
    'a name that means something else a moment later: it is looked up once for each request',
  ],
];

test.each([...ids, ...resolution, ...external])('%s: %s, %s', (_, file, name) => {
  const path = file.endsWith('.ts') ? file : `${file}.test.ts`;
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  expect(
    ["'", '"', '`'].some((quote) => text.includes(`${quote}${name.replaceAll(quote, `\\${quote}`)}${quote}`)),
  ).toBe(true);
});
