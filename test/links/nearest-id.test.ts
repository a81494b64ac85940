import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestId } from '../../validators/links/nearest-id.ts';

// Pairs from public documentation: what was written, what the page has, what was meant.
test.each([
  ['exclude', ['coverage', 'coverage-exclude', 'coverage-excludeafterremap'], 'coverage-exclude'],
  ['locators-exact', ['browser-locators', 'browser-locators-exact'], 'browser-locators-exact'],
  ['grammar', ['step-1-grammar--parsing', 'step-3-detection'], 'step-1-grammar--parsing'],
  ['beforeach', ['beforeall', 'beforeeach'], 'beforeeach'],
  ['new_Redis', ['new-redisport-host-options', 'new-redis'], 'new-redis'],
  ['stringbools', ['stringbool', 'stringtourl'], 'stringbool'],
  ['v1.2', ['v12', 'v13'], 'v12'],
  ['no-multiple-spaces-in-regex', ['no-adjacent-spaces-in-regex', 'no-regex'], 'no-adjacent-spaces-in-regex'],
  ['fastifyoptions', ['fastifyserver', 'fastifyoptions-rawserver-logger'], 'fastifyoptions-rawserver-logger'],
])('%s', (written, ids, meant) => {
  expect(nearestId(written, ids)).toBe(meant);
});

test.each([
  ['another version', 'vitest-3', ['vitest-4', 'vitest-5']],
  ['another of a kind', 'agent-reporter', ['tree-reporter', 'json-reporter']],
  ['one word in common', 'raising-issues', ['finding-issues']],
  ['the whole page', 'diff-aannotation', ['diff']],
  ['a long word with another beginning', 'linkworkspacepackages', ['hoistworkspacepackages']],
  ['two that are equally near', 'default', ['default-reporter', 'default-configuration']],
  ['nothing of a name', '', ['a', 'b']],
])('%s is not what was meant', (_, written, ids) => {
  expect(nearestId(written, ids)).toBeUndefined();
});

test('one mistyped letter in a word of five or more is always seen through', () => {
  const word = fc.constantFrom('alpha', 'gamma', 'delta', 'epsilon', 'theta', 'lambda', 'omicron');
  const ids = fc.uniqueArray(
    fc.uniqueArray(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('-')),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(ids, fc.nat(), fc.nat(), (known, which, where) => {
      const meant = known[which % known.length]!;
      const at = where % meant.length;
      fc.pre(meant[at] !== '-');
      const written = `${meant.slice(0, at)}${meant[at] === 'q' ? 'x' : 'q'}${meant.slice(at + 1)}`;
      expect(nearestId(written, known)).toBe(meant);
    }),
  );
});
