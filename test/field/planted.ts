// Plants drift in memory as history makes it, and counts how much of it the examples show.
// usage: node test/field/planted.ts DIR [exports|members|options|parameters …] [--names=N] [--list]
// DIR holds a public repository. One name after another that its docs use is made another in its sources, or a function
// loses a parameter; the docs stay as they are. A block that uses the name counts as found when something new is reported
// in it with the old name. At most N names of each kind are tried, 60 when it is not said. `--list` prints what was missed.

import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Finding } from '../../src/check/finding.ts';
import { openSession } from '../../src/cli/session.ts';
import { packageOfFile, packageOfSpecifier } from '../../src/code/package-paths.ts';
import { languageOf } from '../../validators/examples/language.ts';
import { speaksOfOtherVersion } from '../../validators/examples/versions.ts';
import { readSources } from './planted/sources.ts';
import { type Use, type UseKind, useKinds, usesOn } from './planted/uses.ts';

const args = process.argv.slice(2);
const [directory, ...wanted] = args.filter((one) => !one.startsWith('--'));
if (directory === undefined) throw new Error('Name the folder of a repository');
const most = Number(args.find((one) => one.startsWith('--names='))?.slice('--names='.length) ?? 60);
const isListing = args.includes('--list');
const root = realpathSync(directory);

const session = await openSession({ root, config: {}, level: 'drift', only: ['examples'] });
const { findings, read, workspace } = await session.check();
const known = new Set(findings.map(({ fingerprint }) => fingerprint));

/** Names of members that the language and browsers have: a rename of them would say nothing. */
function libraryNames(): Set<string> {
  const require = createRequire(import.meta.url);
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  const folder = `${dirname(createRequire(require.resolve('typescript/package.json')).resolve(`${platform}/package.json`))}/lib`;
  const names = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => /^lib\..*\.d\.ts$/.test(name))) {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    for (const [, name = ''] of text.matchAll(/^\s+(?:readonly )?([A-Za-z]\w*)\??[(:<]/gm)) names.add(name);
  }
  return names;
}

const isSource = (path: string): boolean => {
  const owner = packageOfFile(workspace, `${root}/${path}`);
  if (owner === undefined || owner.entries.length === 0) return false;
  const inside = path.slice(owner.directory.length);
  return (
    /\.[mc]?tsx?$/.test(path) &&
    !/(^|\/)(tests?|__tests__|specs?|examples?|bench\w*|docs?|node_modules|sample)\/|\.(test|spec)\./.test(inside)
  );
};
const sources = readSources(
  new Map(workspace.files.paths.filter(isSource).map((path) => [path, workspace.files.read(path)!])),
);

const library = libraryNames();
const isOwn = (specifier: string): boolean => packageOfSpecifier(workspace, specifier) !== undefined;
const pages = read.filter((page) => speaksOfOtherVersion(workspace, page) === undefined);
const uses = pages.flatMap((page) => usesOn(page, (block) => languageOf(block).kind === 'script', isOwn));

const standsIn = (location: Finding['location'], { page, block }: Use): boolean =>
  location?.file === page.file && block.location.line <= location.line && location.line <= block.location.endLine;
const isWrongAlready = (use: Use): boolean => findings.some(({ location }) => standsIn(location, use));

/** Whether the change that a kind stands for can be made of a name, and makes the use of it wrong. */
const canPlant: Readonly<Record<UseKind, (use: Use) => boolean>> = {
  exports: ({ name }) => sources.isExported(name),
  members: ({ name }) => sources.isMember(name) && !library.has(name),
  options: ({ name }) => sources.isMember(name) && !library.has(name),
  parameters: ({ name, count }) => sources.parametersOf(name) === count && !library.has(name),
};
const plant: Readonly<Record<UseKind, (name: string) => ReadonlyMap<string, string>>> = {
  exports: (name) => sources.withExportRenamed(name, `${name}Planted`),
  members: (name) => sources.withMemberRenamed(name, `${name}Planted`),
  options: (name) => sources.withMemberRenamed(name, `${name}Planted`),
  parameters: (name) => sources.withoutLastParameter(name),
};

for (const kind of useKinds.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  const planned = uses.filter((use) => use.kind === kind && canPlant[kind](use) && !isWrongAlready(use));
  const byName = [...Map.groupBy(planned, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1));
  // Spread over the alphabet when there are too many.
  const step = Math.max(1, byName.length / most);
  const chosen = byName.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const missed: string[] = [];
  let found = 0;
  let all = 0;
  for (const [name, list] of chosen) {
    const texts = plant[kind](name);
    if (texts.size === 0) continue;
    const result = await session.check(texts);
    const fresh = result.findings.filter(({ fingerprint }) => !known.has(fingerprint));
    const says = ({ message, suggestion = '' }: Finding): boolean =>
      new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(`${message} ${suggestion}`);
    for (const use of list) {
      all += 1;
      const there = fresh.filter(({ location }) => standsIn(location, use));
      if (there.some(says)) found += 1;
      else {
        const why = there.length > 0 ? `says only: ${there[0]!.message.split('\n')[0]}` : 'nothing is reported in it';
        missed.push(`${use.page.file}:${use.block.line} ${name}: ${why}`);
      }
    }
  }
  console.log(`${kind}: ${found} of ${all} found, by ${chosen.length} of ${byName.length} names`);
  if (isListing) for (const one of missed) console.log(`  missed ${one}`);
}
session.close();
