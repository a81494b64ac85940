import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createExample, longestExampleName, renameExample } from '../../src/domain/examples/example.ts';

const now = new Date('2026-01-01T00:00:00.000Z');
const workspaceId = createIdentifier<'workspace'>();
const validNames = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((name) => name.replaceAll('\u0000', '').trim())
  .filter((name) => name.length >= 1 && name.length <= longestExampleName);
const brokenNames = fc.constantFrom('', ' a', 'a\n', 'a\u0000b', 'a\ud800b', 'x'.repeat(longestExampleName + 1));

test('every valid name is taken, and a change raises the version and moves no time backwards', () => {
  fc.assert(
    fc.property(validNames, validNames, fc.date({ noInvalidDate: true }), (name, next, at) => {
      const made = createExample(workspaceId, name, now);
      if (!made.ok) throw new Error(made.problem.detail);
      expect(made.value).toMatchObject({ workspaceId, name, version: 1 });
      const renamed = renameExample(made.value, next, at);
      if (!renamed.ok) throw new Error(renamed.problem.detail);
      expect(renamed.value).toMatchObject({ id: made.value.id, workspaceId, name: next, version: 2 });
      expect(renamed.value.updatedAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
    }),
  );
});

test('a name that breaks a rule is refused at its place', () => {
  fc.assert(
    fc.property(brokenNames, (name) => {
      expect(createExample(workspaceId, name, now)).toMatchObject({
        ok: false,
        problem: { code: 'validation-failed', extensions: { errors: [{ pointer: '/name' }] } },
      });
    }),
  );
});
