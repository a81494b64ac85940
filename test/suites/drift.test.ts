import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/check/finding.ts';
import { check } from '../../src/cli/compose.ts';
import { diskFileSystem, type FileSystem } from '../../src/workspace/file-system.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => new TextDecoder().decode(diskFileSystem.readFile(join(root, path)));

/** This repository as it is on the disk, with one file changed, or gone. */
function withChange(path: string, text: string | undefined): FileSystem {
  const changed = join(root, path);
  return {
    readFile: (file) => {
      if (file !== changed) return diskFileSystem.readFile(file);
      if (text === undefined) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      return new TextEncoder().encode(text);
    },
    list: (folder) =>
      diskFileSystem.list(folder).filter(({ name }) => text !== undefined || join(folder, name) !== changed),
    kind: (file) => (file === changed && text === undefined ? undefined : diskFileSystem.kind(file)),
    realpath: (file) => diskFileSystem.realpath(file),
  };
}

async function findingsAfter(path: string, text: string | undefined): Promise<readonly Finding[]> {
  const fileSystem = withChange(path, text);
  const { findings } = await check({ root, config: { level: 'strict' }, level: 'strict', fileSystem });
  return findings;
}

const edited = (path: string, from: string, to: string): string => {
  const text = read(path);
  expect(text, `${path} holds what the test breaks`).toContain(from);
  return text.replaceAll(from, to);
};

const at = ({ rule, location, message }: Finding): string => `${rule} ${location?.file}:${location?.line} ${message}`;

/** The line of a page that holds a text. */
const lineOf = (path: string, text: string): number =>
  read(path)
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

const configuration = 'site/content/docs/docproof/configuration.md';
const concepts = 'site/content/docs/docproof/concepts.md';

describe('one thing broken in this repository is found at its place', () => {
  test('an export that an example uses is renamed', async () => {
    const findings = await findingsAfter('src/index.ts', edited('src/index.ts', 'defineConfig', 'makeConfig'));
    const line = lineOf(configuration, "import { defineConfig } from 'docproof';");
    expect(findings.map(at)).toContain(
      `examples/missing-export ${configuration}:${line} \`docproof\` does not export \`defineConfig\``,
    );
  });

  test('the type of a parameter changes', async () => {
    const path = 'src/config/define.ts';
    const findings = await findingsAfter(path, edited(path, "'drift' | 'strict'", "'loose' | 'strict'"));
    const line = lineOf(configuration, "const level: ConfigLevel = 'drift';");
    expect(findings.map(at)).toContainEqual(
      expect.stringMatching(new RegExp(`^examples/wrong-use ${configuration}:${line} .*'"drift"' is not assignable`)),
    );
  });

  test('a heading that is linked to is renamed', async () => {
    const findings = await findingsAfter(concepts, edited(concepts, '### Levels', '### Strictness'));
    const line = lineOf(configuration, '/docproof/concepts/#levels');
    expect(findings.map(at)).toContainEqual(expect.stringContaining(`links/missing-anchor ${configuration}:${line} `));
  });

  test('a page is deleted', async () => {
    const findings = await findingsAfter('site/content/docs/docproof/markers.md', undefined);
    const line = lineOf(concepts, '(/docproof/markers/)');
    expect(findings.map(at)).toContain(
      `links/missing-page ${concepts}:${line} there is no page at \`/docproof/markers/\``,
    );
  });

  test('an import in an example is misspelt', async () => {
    const findings = await findingsAfter(configuration, edited(configuration, '{ defineConfig }', '{ defineConfg }'));
    const line = lineOf(configuration, '{ defineConfig }');
    const finding = findings.find(({ rule }) => rule === 'examples/missing-export');
    expect(finding).toMatchObject({ location: { file: configuration, line, column: 10 }, suggestion: 'defineConfig' });
  });

  test('and as it stands nothing is', async () => {
    expect((await findingsAfter('README.md', read('README.md'))).map(at)).toEqual([]);
  });
});
