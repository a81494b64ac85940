import { describe, expect, test } from 'vitest';
import '../../src/core/errors/core-errors.ts';
import '../../src/domain/items/item.errors.ts';
import '../../src/domain/users/user.errors.ts';
import '../../src/domain/workspaces/workspace.errors.ts';
import { definedErrors, defineError } from '../../src/core/errors/define-error.ts';
import { toProblem } from '../../src/core/errors/problem.ts';

describe('the registry of errors', () => {
  test('refuses a code that is taken, and one that is no code', () => {
    defineError({ code: 'only-once', status: 400, title: 'Once', help: 'None.' });
    expect(() => defineError({ code: 'only-once', status: 400, title: 'Twice', help: 'None.' })).toThrow(
      'defined twice',
    );
    expect(() => defineError({ code: 'Not_A_Code', status: 400, title: 'No', help: 'None.' })).toThrow('lower-case');
  });

  test('holds errors that say what happened and what to do', () => {
    for (const { code, status, title, help } of definedErrors().values()) {
      if (code === 'only-once') continue;
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(title, code).toMatch(/^[A-Z].*[^.]$/);
      expect(help, code).toMatch(/^[A-Z].*\.$/);
    }
  });
});

test('a problem document has the members of RFC 9457 first, and no extension replaces one', () => {
  const teapot = defineError({ code: 'a-teapot', status: 418, title: 'It is a teapot', help: 'Brew tea.' });
  const problem = toProblem(teapot.failure('No coffee.', { status: 200, expectedVersion: 3 }), '0b9e');
  expect(Object.keys(problem)).toEqual(['type', 'title', 'status', 'detail', 'instance', 'code', 'expectedVersion']);
  expect(problem).toMatchObject({
    status: 418,
    type: 'https://docproof.dev/api/problems/a-teapot/',
    instance: 'urn:uuid:0b9e',
  });
});
