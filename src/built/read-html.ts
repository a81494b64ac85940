import { Parser } from 'htmlparser2';
import type { Point } from '../workspace/source-text.ts';
import type { BuiltDocument, BuiltLink, BuiltLinkUse, BuiltRefresh, RepeatedId } from './built-site.ts';
import { addressesInCss } from './read-css.ts';

/** Keeps one copy of each text, free of the file that it was cut from. */
export type Intern = (text: string) => string;

/** An {@link Intern} with a memory of its own. */
export function createIntern(): Intern {
  const known = new Map<string, string>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    // A slice keeps the whole file in memory. A copy of its bytes does not.
    const copy = Buffer.from(text, 'utf16le').toString('utf16le');
    known.set(copy, copy);
    return copy;
  };
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly offset: number;
}

const wanted = new Set([
  'id',
  'name',
  'href',
  'xlink:href',
  'src',
  'srcset',
  'imagesrcset',
  'poster',
  'data',
  'rel',
  'type',
  'http-equiv',
  'content',
  'property',
  'style',
]);

/** The attributes that hold an address, by element. */
const addresses: Readonly<Record<string, readonly (readonly [attribute: string, use: BuiltLinkUse])[]>> = {
  a: [
    ['href', 'page'],
    ['xlink:href', 'page'],
  ],
  area: [['href', 'page']],
  iframe: [['src', 'page']],
  img: [
    ['src', 'asset'],
    ['srcset', 'asset'],
  ],
  source: [
    ['src', 'asset'],
    ['srcset', 'asset'],
  ],
  video: [
    ['src', 'asset'],
    ['poster', 'asset'],
  ],
  audio: [['src', 'asset']],
  track: [['src', 'asset']],
  embed: [['src', 'asset']],
  object: [['data', 'asset']],
  script: [['src', 'asset']],
  image: [
    ['href', 'asset'],
    ['xlink:href', 'asset'],
  ],
  use: [
    ['href', 'symbol'],
    ['xlink:href', 'symbol'],
  ],
};

/** Relations of `<link>` that name a server to warm up and no file. */
const warmUp = /(^|\s)(preconnect|dns-prefetch)(\s|$)/i;
/** Relations of `<link>` that name a page. */
const toPage = /(^|\s)(canonical|next|prev|prefetch|prerender|author|help|license|search)(\s|$)/i;
const socialImage = /^(og:image(:url|:secure_url)?|og:video|og:audio|twitter:image(:src)?)$/i;

/** The addresses of a `srcset`, read as the HTML standard reads it. */
export function* candidatesOf(srcset: string): Generator<string> {
  let at = 0;
  while (at < srcset.length) {
    while (at < srcset.length && /[\s,]/.test(srcset[at]!)) at += 1;
    const start = at;
    while (at < srcset.length && !/\s/.test(srcset[at]!)) at += 1;
    const address = srcset.slice(start, at);
    if (address === '') return;
    if (address.endsWith(',')) {
      yield address.replace(/,+$/, '');
      continue;
    }
    yield address;
    for (let depth = 0; at < srcset.length && (srcset[at] !== ',' || depth > 0); at += 1) {
      if (srcset[at] === '(') depth += 1;
      else if (srcset[at] === ')') depth -= 1;
    }
  }
}

/** Whether an address holds all that it stands for. Then it leads nowhere. */
const isInline = (target: string): boolean => /^\s*data:/i.test(target);

/** The links of a style sheet. */
export function readSheet(text: string, intern: Intern): BuiltLink[] {
  const place = createPlaces(text);
  return linksOfCss(text, intern, (offset) => place(offset));
}

/** The links of a piece of CSS. What begins with `#` leads into the document that the sheet is applied to. */
function linksOfCss(css: string, intern: Intern, place: (offset: number) => Point): BuiltLink[] {
  const links: BuiltLink[] = [];
  for (const { target, offset } of addressesInCss(css)) {
    if (target === '' || target.startsWith('#') || isInline(target)) continue;
    links.push({ tag: 'style', attribute: 'url', use: 'asset', target: intern(target), ...place(offset) });
  }
  return links;
}

/** Finds lines and columns of offsets that only grow. */
function createPlaces(text: string): (offset: number) => Point {
  let line = 1;
  let start = 0;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line += 1;
      start = next + 1;
      next = text.indexOf('\n', start);
    }
    return { line, column: offset - start + 1 };
  };
}

function readRefresh(content: string): { delay: number; target: string } | undefined {
  const match = /^\s*(\d*(?:\.\d*)?)\s*[;,\s]\s*(?:url\s*=\s*)?(["']?)(.*)$/is.exec(content);
  if (!match) return undefined;
  const [, delay = '', quote = '', rest = ''] = match;
  const end = quote === '' ? -1 : rest.indexOf(quote);
  const target = (end < 0 ? rest : rest.slice(0, end)).trim();
  return target === '' ? undefined : { delay: Number(delay) || 0, target };
}

/**
 * Reads one HTML file: what it links to and what can be linked to. It is read as by a browser that runs scripts: what
 * stands in `<template>` is inert, and an id in `<noscript>` leads nowhere.
 */
export function readHtml(text: string, intern: Intern): BuiltDocument {
  const links: BuiltLink[] = [];
  const ids = new Set<string>();
  const anchors = new Set<string>();
  const repeated: RepeatedId[] = [];
  const place = createPlaces(text);
  let base: string | undefined;
  let canonical: string | undefined;
  let refresh: BuiltRefresh | undefined;
  let templates = 0;
  let noscripts = 0;
  let styleStart: number | undefined;
  let attributes: Attribute[] = [];

  const value = (name: string): string | undefined => attributes.find((attribute) => attribute.name === name)?.value;
  const add = (tag: string, { name, value: target, offset }: Attribute, use: BuiltLinkUse): void => {
    const at = place(offset);
    const targets = name.endsWith('srcset') ? candidatesOf(target) : [target];
    for (const one of targets)
      if (!isInline(one)) links.push({ tag, attribute: name, use, target: intern(one), ...at });
  };
  const addId = ({ value: id, offset }: Attribute): void => {
    if (id === '' || noscripts > 0) return;
    const kept = intern(id);
    if (ids.has(kept)) repeated.push({ id: kept, ...place(offset) });
    ids.add(kept);
    anchors.add(kept);
  };
  const addLinkElement = (attribute: Attribute): void => {
    const rel = value('rel') ?? '';
    if (rel === '' || warmUp.test(rel)) return;
    const isCanonical = /(^|\s)canonical(\s|$)/i.test(rel);
    if (isCanonical) canonical ??= intern(attribute.value);
    const isPage = toPage.test(rel) || (/(^|\s)alternate(\s|$)/i.test(rel) && value('type') === undefined);
    add('link', attribute, isPage ? 'page' : 'asset');
  };
  const addMeta = (attribute: Attribute): void => {
    if (/^refresh$/i.test(value('http-equiv') ?? '')) {
      const found = readRefresh(attribute.value);
      if (found) refresh ??= { ...found, target: intern(found.target), ...place(attribute.offset) };
    } else if (socialImage.test(value('property') ?? value('name') ?? '')) {
      add('meta', attribute, 'asset');
    }
  };

  const parser = new Parser({
    onopentagname(name) {
      attributes = [];
      if (name === 'template') templates += 1;
      else if (name === 'noscript') noscripts += 1;
    },
    onattribute(name, attributeValue) {
      if (templates > 0 || !wanted.has(name) || attributes.some((known) => known.name === name)) return;
      // Highlighted code has a style on every word, and hardly any of them loads something.
      if (name === 'style' && !/url\(/i.test(attributeValue)) return;
      attributes.push({ name, value: attributeValue, offset: parser.startIndex });
    },
    onopentag(tag) {
      for (const attribute of attributes) {
        const { name } = attribute;
        if (name === 'id') addId(attribute);
        else if (name === 'style') links.push(...linksOfCss(attribute.value, intern, () => place(attribute.offset)));
        else if (name === 'name') {
          if (tag === 'a' && attribute.value !== '' && noscripts === 0) anchors.add(intern(attribute.value));
        } else if (tag === 'link') {
          if (name === 'href') addLinkElement(attribute);
          else if (name === 'imagesrcset') add(tag, attribute, 'asset');
        } else if (tag === 'meta') {
          if (name === 'content') addMeta(attribute);
        } else if (tag === 'base') {
          if (name === 'href') base ??= intern(attribute.value);
        } else if (tag === 'input') {
          if (name === 'src' && /^image$/i.test(value('type') ?? '')) add(tag, attribute, 'asset');
        } else {
          const use = addresses[tag]?.find(([known]) => known === name)?.[1];
          if (use) add(tag, attribute, use);
        }
      }
      if (tag === 'style' && templates === 0) styleStart = parser.endIndex + 1;
    },
    onclosetag(name) {
      if (name === 'style' && styleStart !== undefined) {
        const start = styleStart;
        styleStart = undefined;
        const css = text.slice(start, Math.max(start, parser.startIndex));
        links.push(...linksOfCss(css, intern, (offset) => place(start + offset)));
      }
      if (name === 'template') templates = Math.max(0, templates - 1);
      else if (name === 'noscript') noscripts = Math.max(0, noscripts - 1);
    },
  });
  parser.end(text);
  return { links, anchors, repeated, base, canonical, refresh };
}

/** The ids of an SVG file. */
export function readSvgIds(text: string): ReadonlySet<string> {
  const ids = new Set<string>();
  const parser = new Parser(
    {
      onattribute(name, value) {
        if (name === 'id') ids.add(value);
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return ids;
}
