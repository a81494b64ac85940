import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '../../src/cli/arguments.ts';
import { readRequest } from '../../src/cli/request.ts';
import { openSession } from '../../src/cli/session.ts';
import { bounded, median } from './pairs.ts';
import { docproof } from './peers.ts';

/**
 * What an edit costs in a session that runs: a sentence more on a page, and an export more in a source. And what a change of
 * `docproof prove` costs, the check behind it included. All on this repository. The session is
 * that of the sources: what is built holds the command alone.
 */
const mostOfPage = 150;
const mostOfCode = 1000;
const mostOfMutant = 1000;
const edits = 20;

const root = join(import.meta.dirname, '../..');

/** Some of a list, evenly spread over it. */
const some = (list: readonly string[]): string[] =>
  Array.from({ length: edits }, (_, index) => list[Math.floor((index * list.length) / edits)]!);

const session = await openSession(await readRequest(readArguments(['--root', root])));
const time = async (file: string, addition: string): Promise<number> => {
  const text = readFileSync(join(root, file), 'utf8');
  const start = performance.now();
  await session.check(new Map([[file, `${text}\n${addition}\n`]]));
  return performance.now() - start;
};
try {
  const { workspace } = await session.check();
  await session.check();
  const pages: number[] = [];
  for (const page of some(workspace.pages)) pages.push(await time(page, 'A sentence more.'));
  const isCode = (path: string): boolean => /^(?:src|reference-app\/src)\/.*\.ts$/.test(path);
  const sources: number[] = [];
  for (const file of some(workspace.files.paths.filter(isCode)))
    sources.push(await time(file, 'export const more = 1;'));
  bounded(`an edit of a page: ${Math.round(median(pages))} ms`, median(pages), mostOfPage, ' ms');
  bounded(
    `an edit of a source: ${Math.round(median(sources))} ms, at the most ${Math.round(Math.max(...sources))} ms`,
    median(sources),
    mostOfCode,
    ' ms',
  );
} finally {
  session.close();
}

const { stdout, stderr } = spawnSync(
  process.execPath,
  [docproof, 'prove', '--seed', '1', '--count', '60', '--reporter', 'json'],
  { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
);
if (stdout === '') throw new Error(`docproof prove printed nothing: ${stderr}`);
const { run } = JSON.parse(stdout) as { readonly run: { readonly milliseconds: readonly number[] } };
bounded(
  `a change of a proof: ${Math.round(median(run.milliseconds))} ms`,
  median(run.milliseconds),
  mostOfMutant,
  ' ms',
);
