import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { satteriEngine } from '../../src/docs/markdown/satteri.ts';
import type { Block } from '../../src/docs/page.ts';
import { readPage } from '../../src/docs/read-page.ts';
import { checkFiles } from '../kit/check-files.ts';

/**
 * Suites that are Markdown. A second-level heading begins a case. Its code blocks with `file="…"` are the files of a
 * workspace. A comment in a page or in its code, `finding: <rule> "<part of the message>"`, says that the next line that is
 * no such comment raises exactly this; whatever is raised beside that fails the case. `Level: strict.` in the text of a case
 * sets its level.
 */
interface Case {
  readonly name: string;
  readonly level: 'drift' | 'strict';
  readonly files: Record<string, string>;
  readonly expected: readonly string[];
  /** Parts of messages, each with the place and rule whose messages must hold it. */
  readonly parts: readonly (readonly [at: string, part: string])[];
}

const assertion = /(?:<!--|\{\/\*|\/\/|#)\s*finding:\s*(\S+)(?:\s+"([^"]*)")?/;

function readCase(name: string, text: string, blocks: readonly Block[]): Case {
  const files: Record<string, string> = {};
  const expected: string[] = [];
  const parts: [string, string][] = [];
  for (const block of blocks) {
    const file = /file="([^"]+)"/.exec(block.meta)?.[1];
    if (file === undefined) continue;
    files[file] = `${block.value}\n`;
    let pending: { rule: string; part: string | undefined }[] = [];
    for (const [index, line] of block.value.split('\n').entries()) {
      const match = assertion.exec(line);
      if (match) {
        pending.push({ rule: match[1]!, part: match[2] });
        continue;
      }
      for (const { rule, part } of pending) {
        const at = `${file}:${index + 1} ${rule}`;
        expected.push(at);
        if (part !== undefined) parts.push([at, part]);
      }
      pending = [];
    }
  }
  return { name, level: /Level: strict\./.test(text) ? 'strict' : 'drift', files, expected: expected.sort(), parts };
}

function readSuite(file: string): Case[] {
  const bytes = readFileSync(join(import.meta.dirname, file));
  const { headings, blocks, source } = readPage(satteriEngine, file, () => bytes);
  const cases = headings.filter(({ depth }) => depth === 2);
  return cases.map(({ text, location }, index) => {
    const end = cases[index + 1]?.location.line ?? Number.POSITIVE_INFINITY;
    const own = blocks.filter(({ line }) => line > location.line && line < end);
    const prose = source.text.split('\n').slice(location.line, own[0]?.line).join('\n');
    return readCase(text, prose, own);
  });
}

describe.each(readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md')))('%s', (file) => {
  test.each(readSuite(file))('$name', async ({ files, level, expected, parts }) => {
    expect(Object.keys(files)).not.toEqual([]);
    const { findings } = await checkFiles(files, level);
    const raised = findings.map(({ rule, location }) => `${location?.file}:${location?.line} ${rule}`);
    expect(raised.sort()).toEqual(expected);
    for (const [at, part] of parts) {
      const messages = findings.filter(({ rule, location }) => `${location?.file}:${location?.line} ${rule}` === at);
      expect(messages.map(({ message }) => message).join('\n')).toContain(part);
    }
  });
});
