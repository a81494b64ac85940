import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/check/finding.ts';
import { openSession, type Session } from '../../src/cli/session.ts';
import { findConfigFile, loadConfig } from '../../src/config/load.ts';
import { diskFileSystem } from '../../src/workspace/file-system.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => new TextDecoder().decode(diskFileSystem.readFile(join(root, path)));

let session: Session;

beforeAll(async () => {
  const config = await loadConfig(findConfigFile(root)!, []);
  session = await openSession({ root, config, level: 'strict' });
});

afterAll(() => session.close());

/** What is found in this repository with one file changed, or gone. */
async function findingsAfter(path: string, text: string | undefined): Promise<readonly Finding[]> {
  return (await session.check(new Map([[path, text]]))).findings;
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

  test('the file of an import in an example is misspelt', async () => {
    const page = 'site/content/docs/layers/infrastructure/auth.md';
    const findings = await findingsAfter(page, edited(page, 'resilience/bulkhead.ts', 'resilience/bulkhed.ts'));
    expect(findings).toMatchObject([
      {
        rule: 'examples/type-error',
        location: { file: page, line: lineOf(page, 'resilience/bulkhead.ts') },
        suggestion: '@docproof/almanac/src/infrastructure/resilience/bulkhead.ts',
      },
    ]);
  });

  test('and as it stands nothing is', async () => {
    expect((await findingsAfter('README.md', read('README.md'))).map(at)).toEqual([]);
  });
});
