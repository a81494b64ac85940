import type { Root } from 'mdast';
import { createSourceText, type SourceText } from '../workspace/source-text.ts';
import { collectClaims } from './collect.ts';
import { withoutComponentTags } from './component-tags.ts';
import { emptyPage } from './empty-page.ts';
import { type FrontmatterReading, readFrontmatter } from './frontmatter.ts';
import { type MarkdownEngine, MarkdownSyntaxError, UnfitTextError } from './markdown/port.ts';
import { readableHeadings } from './mdx-heading-ids.ts';
import type { Page, PageFault, PageSyntax } from './page.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes UTF-8. A byte that is not UTF-8 becomes U+FFFD, and the first one is a fault of the page. */
function decode(file: string, bytes: Uint8Array): { text: string; faults: PageFault[] } {
  try {
    return { text: utf8.decode(bytes), faults: [] };
  } catch {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const text = new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
    const source = createSourceText(file, text);
    const at = utf16 ? 0 : Math.max(text.indexOf('\uFFFD'), 0);
    const message = utf16
      ? 'the file is UTF-16; save it as UTF-8'
      : `byte 0x${firstInvalidByte(bytes).toString(16).padStart(2, '0')} is not UTF-8; save the file as UTF-8`;
    return { text, faults: [{ kind: 'encoding', message, location: source.locate(at, at + 1) }] };
  }
}

/** The first byte at which decoding stops: found by halving, so that a large page costs little. */
function firstInvalidByte(bytes: Uint8Array): number {
  const valid = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let low = 0;
  let high = bytes.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (valid(middle)) low = middle;
    else high = middle;
  }
  return bytes[low] ?? bytes[bytes.length - 1] ?? 0;
}

/** Parses a page; one that is not of its syntax is read as Markdown, so that the rest of it is still checked. */
function parse(engine: MarkdownEngine, source: SourceText, syntax: PageSyntax): { tree: Root; faults: PageFault[] } {
  try {
    const text = syntax === 'markdown' ? withoutComponentTags(source.text) : source.text;
    return { tree: engine.parse(text, syntax), faults: [] };
  } catch (error) {
    if (!(error instanceof MarkdownSyntaxError)) throw error;
    const readable = parseWithHeadingIds(engine, source);
    if (readable) return readable;
    const at = source.offsetAt({ line: error.line, column: error.column });
    const message = ownSign(error.message, source.text, at);
    const fault: PageFault = { kind: 'syntax', message, location: source.locate(at, at + 1) };
    return { tree: engine.parse(source.text, 'markdown'), faults: [fault] };
  }
}

/** Parses an MDX page whose only fault is that headings set their ids. */
function parseWithHeadingIds(engine: MarkdownEngine, source: SourceText): ReturnType<typeof parse> | undefined {
  const readable = readableHeadings(source.text);
  if (!readable) return undefined;
  try {
    const tree = engine.parse(readable.text, 'mdx');
    const faults = readable.places.map((at): PageFault => {
      const end = source.text.indexOf('}', at) + 1;
      const message = `\`${source.text.slice(at, end)}\` sets the id of a heading on sites that read it so, and is a broken expression on others`;
      return { kind: 'heading-id', message, location: source.locate(at, end) };
    });
    return { tree, faults };
  } catch (error) {
    if (!(error instanceof MarkdownSyntaxError)) throw error;
    return undefined;
  }
}

/** Parsers take every `<` for a tag or an address; before a number or a space it stands for itself. */
const ownSign = (message: string, text: string, at: number): string =>
  text[at] === '<' && /[\d\s=]/.test(text[at + 1] ?? '')
    ? message.replace(/\(note: to create a link[^)]*\)[^)]*\)/, '(note: to write the sign itself, use `\\<`)')
    : message;

const unreadable = (source: SourceText, message: string): Page => ({
  ...emptyPage(source, syntaxOf(source.file)),
  faults: [{ kind: 'unreadable', message, location: source.locate(0, 0) }],
});

const syntaxOf = (file: string): PageSyntax => (/\.mdx$/i.test(file) ? 'mdx' : 'markdown');

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is no longer there',
  EISDIR: 'it is a folder',
  ELOOP: 'it links to itself',
  EIO: 'the disk reports an error',
};

/**
 * Reads one page and finds every claim on it. Whatever is wrong with the page becomes a fault of it, and the rest is read as
 * well as it can be. Throws nothing but {@link UnfitTextError}, when another engine had better read the page.
 */
export function readPage(engine: MarkdownEngine, file: string, readBytes: () => Uint8Array): Page {
  let bytes: Uint8Array;
  try {
    bytes = readBytes();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    const message = reasons[code] ?? (error instanceof Error ? error.message : String(error));
    return unreadable(createSourceText(file, ''), message);
  }
  const { text, faults } = decode(file, bytes);
  const source = createSourceText(file, text);
  const syntax = syntaxOf(file);
  try {
    const parsed = parse(engine, source, syntax);
    const frontmatter: FrontmatterReading = readFrontmatter(parsed.tree, source);
    return {
      file,
      syntax,
      source,
      frontmatter: frontmatter.data,
      ...collectClaims(parsed.tree, source, frontmatter),
      faults: [...faults, ...frontmatter.faults, ...parsed.faults],
    };
  } catch (error) {
    if (error instanceof UnfitTextError) throw error;
    const message =
      error instanceof RangeError
        ? 'its blocks are nested too deeply to be read'
        : `it cannot be parsed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    return unreadable(source, message);
  }
}
