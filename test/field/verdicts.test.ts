import { expect, test } from 'vitest';
import { rules } from '../../src/cli/rules.ts';
import { type Found, judge, readVerdicts, type Verdict } from './verdicts.ts';

const verdicts = readVerdicts();

test('each verdict is on one finding of a rule that there is, with a reason', () => {
  const ids = new Set(rules.map(({ id }) => id));
  const places = verdicts.map(({ repository, file, line, column, rule }) =>
    [repository, file, line, column, rule].join(' '),
  );
  expect(new Set(places).size).toBe(places.length);
  for (const { rule, verdict, reason, commit } of verdicts) {
    expect(ids).toContain(rule);
    expect(['true', 'false']).toContain(verdict);
    expect(reason).not.toBe('');
    expect(commit).toMatch(/^[\da-f]{40}$/);
  }
});

test('a repository is judged at one commit', () => {
  for (const list of Map.groupBy(verdicts, ({ repository }) => repository).values()) {
    expect(new Set(list.map(({ commit }) => commit)).size).toBe(1);
  }
});

test('findings are joined with verdicts by their place, whatever the message says', () => {
  const found = (line: number): Found => ({
    file: 'a.md',
    line,
    column: 1,
    rule: 'links/missing-page',
    message: 'now',
  });
  const said = (line: number, verdict: Verdict['verdict']): Verdict => ({
    ...found(line),
    repository: 'a/b',
    commit: '',
    message: 'then',
    verdict,
    reason: 'read',
  });
  const list = [said(1, 'true'), said(2, 'false'), said(3, 'true'), said(4, 'false')];
  const { right, wrong, unjudged, lost } = judge(list, [found(1), found(2), found(5)]);
  expect([right, wrong, unjudged, lost].map((some) => some.map(({ line }) => line))).toEqual([[1], [2], [5], [3]]);
});
