import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulePages } from '../../site/generate/rule-pages.ts';
import { drawTerminal, realRun, withoutTimes } from '../../site/generate/run-picture.ts';
import { validators } from '../../validators/index.ts';

const content = join(import.meta.dirname, '../../site/content/docs');

test('the rule reference is what the rules say of themselves: run `npm run site:generate` after changing one', () => {
  const pages = rulePages(validators);
  const standing = readdirSync(join(content, 'docproof/rules'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.md'),
  );
  expect(standing.map((path) => `docproof/rules/${path}`).sort()).toEqual(pages.map(({ path }) => path).sort());
  for (const { path, text } of pages) expect(readFileSync(join(content, path), 'utf8'), path).toBe(text);
});

test('the picture of a run is that of a real run: run `npm run site:generate` after changing the report', () => {
  const standing = readFileSync(join(import.meta.dirname, '../../site/public/run.svg'), 'utf8');
  expect(withoutTimes(drawTerminal(realRun(), 'npx docproof'))).toBe(withoutTimes(standing));
});
