import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMdastHandle,
  createMdxMdastHandle,
  dropHandle,
  markdownToMdast,
  mdxToMdast,
  serializeHandle,
} from 'satteri';
import { expect, test } from 'vitest';
import { defaultOptions, loadNativeParser } from '../../src/docs/markdown/native-parser.ts';
import { satteriEngine } from '../../src/docs/markdown/satteri.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';
import { findPages } from '../../src/workspace/find-pages.ts';
import { readFiles } from '../../src/workspace/read-files.ts';

type Node = { readonly [field: string]: unknown; readonly children?: readonly Node[] };

const root = join(import.meta.dirname, '../..');
const tricky = 'test/docs/tricky';
const pages = [
  ...findPages(readFiles(diskFileSystem, root).paths, undefined, undefined),
  ...readdirSync(join(root, tricky)).map((file) => `${tricky}/${file}`),
];

const fields = ['type', 'value', 'url', 'alt', 'depth', 'lang', 'meta', 'name', 'identifier', 'label', 'position'];

/** The fields that the first tree has, as each tree has them. What is absent is empty in one of them. */
function* compared(ours: Node, theirs: Node): Generator<readonly [unknown, unknown]> {
  const has = (field: string): boolean => ours[field] !== undefined;
  const read = (node: Node) => fields.filter(has).map((field) => node[field] || null);
  yield [read(ours), read(theirs)];
  yield [ours.children?.length, theirs.children?.length];
  for (const [index, child] of (ours.children ?? []).entries()) yield* compared(child, theirs.children![index]!);
}

test.each(pages)('what is read of the native tree is what the parser makes of it itself: %s', (file) => {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\uFEFF/, '');
  const isMdx = file.endsWith('.mdx');
  const ours = satteriEngine.parse(text, isMdx ? 'mdx' : 'markdown');
  const theirs = (isMdx ? mdxToMdast : markdownToMdast)(text);
  for (const [own, other] of compared(ours as never, theirs as never)) expect(own).toEqual(other);
});

const entry = import.meta.resolve('satteri');
const texts = readdirSync(join(root, tricky)).map(
  (file) => [file, readFileSync(join(root, tricky, file), 'utf8')] as const,
);

test.each([
  ['the native module', entry],
  ['the entry, where the module is elsewhere', 'file:///nowhere/dist/index.js'],
])('%s makes the trees that the entry makes', async (_name, from) => {
  const native = await loadNativeParser(from);
  // Only the module itself brings everything that it can do.
  expect('parseExpression' in native).toBe(from === entry);
  for (const [file, text] of texts) {
    const isMdx = file.endsWith('.mdx');
    const expected = (isMdx ? createMdxMdastHandle : createMdastHandle)(text);
    const made = (isMdx ? native.createMdxMdastHandle : native.createMdastHandle)(text, defaultOptions, true);
    expect(Buffer.compare(serializeHandle(expected), native.serializeHandle(made)), file).toBe(0);
    dropHandle(expected);
    native.dropHandle(made);
  }
});
