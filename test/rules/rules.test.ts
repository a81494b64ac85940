import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/check/finding.ts';
import type { Level, Rule } from '../../src/check/rule.ts';
import { validators } from '../../validators/index.ts';
import { checkFiles } from '../kit/check-files.ts';
import { examplesWorld } from '../kit/external-parts.ts';

const rules = validators.flatMap((validator) => validator.rules.map((rule) => ({ id: rule.id, rule, validator })));

test('every rule has an id of its own, in the folder of its validator', () => {
  const ids = rules.flatMap(({ rule }) => [rule.id, ...(rule.aliases ?? [])]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { rule, validator } of rules) expect(rule.id).toMatch(new RegExp(`^${validator.name}/[a-z]+(-[a-z]+)*$`));
});

/** All that Docproof finds in the files of an example of a rule. What hangs there hangs briefly. */
async function findingsIn(files: Rule['wrong'], level: Level): Promise<readonly Finding[]> {
  const config = 'docproof.config.json' in files ? undefined : { examples: { timeout: 2 } };
  return (await checkFiles(files, level, config, { parts: examplesWorld() }, true)).findings;
}

describe.each(rules)('$id', ({ rule }) => {
  test('says what it holds, why, and what to do', () => {
    for (const text of [rule.summary, rule.why, rule.fix]) {
      expect(text.trim()).toBe(text);
      expect(text).toMatch(/[.]$/);
      expect(text.length).toBeGreaterThan(12);
    }
  });

  test('is raised by its wrong example, and nothing else is', async () => {
    const findings = await findingsIn(rule.wrong, rule.level);
    expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([rule.id]);
    for (const finding of findings) expect(finding.message).not.toMatch(/undefined|\[object|NaN/);
  });

  test('is not raised by its right example, and nothing else is', async () => {
    const findings = await findingsIn(rule.right, rule.level);
    expect(findings.map(({ rule: id, message }) => `${id}: ${message}`)).toEqual([]);
  });
});
