import type { Block } from '../../src/docs/page.ts';
import { editedText } from './edited-text.ts';
import type { Language, ScriptExtension } from './language.ts';

/** A stretch of a block that stands in a virtual file as it is. Offsets are UTF-16 code units. */
interface Stretch {
  /** Where it begins in the file's body. */
  readonly at: number;
  /** Where it begins in the block's value. */
  readonly from: number;
  readonly length: number;
}

/** One file of an example. Most examples are one file; `// @filename:` begins another. */
export interface ExampleFile {
  /** The name that the block gives it, if it gives one. */
  readonly name?: string | undefined;
  readonly extension: ScriptExtension | 'json' | 'd.ts';
  readonly body: string;
  readonly stretches: readonly Stretch[];
}

/** Drops the marker column of a diff and the lines that it takes away. */
function withoutDiffMarks(value: string): { body: string; stretches: Stretch[] } {
  let body = '';
  let from = 0;
  const stretches: Stretch[] = [];
  for (const line of value.split('\n')) {
    const removed = line.startsWith('-');
    const marked = /^[+ ]/.test(line) ? 1 : 0;
    if (!removed) {
      const kept = `${line.slice(marked)}\n`;
      stretches.push({ at: body.length, from: from + marked, length: kept.length });
      body += kept;
    }
    from += line.length + 1;
  }
  return { body, stretches };
}

const fileMarker = /^[ \t]*\/\/[ \t]*@filename:[ \t]*(\S+)[ \t]*\r?$/gim;

const endingOf = (name: string, fallback: ScriptExtension): ExampleFile['extension'] => {
  const ending = /\.(d\.ts|[mc]?tsx?|[mc]?jsx?|json)$/i.exec(name)?.[1]?.toLowerCase();
  return (ending as ExampleFile['extension'] | undefined) ?? fallback;
};

/** The name that a block gives its first file. */
const nameOfFirst = ({ markers }: Block): string | undefined => markers.find(({ name }) => name === 'file')?.value;

/** Whether a block names files, so that it has a folder of its own. */
export const namesFiles = (block: Block): boolean =>
  nameOfFirst(block) !== undefined || (block.value.includes('@') && block.value.search(fileMarker) >= 0);

/** The files that a block stands for. Its text is never rewritten: what is left out is left out whole. */
export function filesOf(block: Block, language: Language & { kind: 'script' }): ExampleFile[] {
  const named = nameOfFirst(block);
  const { extension } = language;
  if (language.diff) return [{ name: named, extension, ...withoutDiffMarks(block.value) }];

  const text = editedText(block, false);
  const marks = [...text.matchAll(fileMarker)];
  const whole = (from: number, to: number, name: string | undefined): ExampleFile => ({
    name,
    extension: name === undefined ? extension : endingOf(name, extension),
    body: text.slice(from, to),
    stretches: [{ at: 0, from, length: to - from }],
  });
  if (marks.length === 0) return [whole(0, text.length, named)];
  const files: ExampleFile[] = [];
  if (text.slice(0, marks[0]!.index).trim() !== '') files.push(whole(0, marks[0]!.index, named));
  for (const [index, mark] of marks.entries()) {
    files.push(whole(mark.index, marks[index + 1]?.index ?? text.length, mark[1]));
  }
  return files;
}

/** The offset in the block's value of an offset in a file's body. */
export function offsetInBlock(file: ExampleFile, offset: number): number {
  let nearest = file.stretches[0];
  for (const stretch of file.stretches) {
    if (stretch.at > offset) break;
    nearest = stretch;
  }
  if (!nearest) return 0;
  return nearest.from + Math.min(Math.max(offset - nearest.at, 0), nearest.length);
}
