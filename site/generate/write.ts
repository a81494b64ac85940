import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { validators } from '../../validators/index.ts';
import { rulePages } from './rule-pages.ts';
import { drawTerminal, realRun, withoutTimes } from './run-picture.ts';

const content = join(import.meta.dirname, '../content/docs');

/** Writes every generated page and removes those that nothing generates any more. Run by `npm run site:generate`. */
const pages = rulePages(validators);
const wanted = new Set(pages.map(({ path }) => path));
for (const path of readdirSync(join(content, 'docproof/rules'), { recursive: true, encoding: 'utf8' })) {
  if (/\.md$/.test(path) && !wanted.has(`docproof/rules/${path.replaceAll('\\', '/')}`))
    rmSync(join(content, 'docproof/rules', path));
}
let written = 0;
for (const { path, text } of pages) {
  const file = join(content, path);
  mkdirSync(dirname(file), { recursive: true });
  let known: string | undefined;
  try {
    known = readFileSync(file, 'utf8');
  } catch {
    known = undefined;
  }
  if (known === text) continue;
  writeFileSync(file, text);
  written += 1;
}

const pictureFile = join(import.meta.dirname, '../public/run.svg');
const picture = drawTerminal(realRun(), 'npx docproof');
if (!existsSync(pictureFile) || withoutTimes(readFileSync(pictureFile, 'utf8')) !== withoutTimes(picture)) {
  writeFileSync(pictureFile, picture);
  written += 1;
}
console.log(`${pages.length} generated pages and a picture, ${written} of them changed.`);
