import { describe, expect, test } from 'vitest';
import '../../src/domain/items/item.errors.ts';
import '../../src/domain/users/user.errors.ts';
import '../../src/domain/workspaces/workspace.errors.ts';
import { serviceUnavailable } from '../../src/core/errors/core-errors.ts';
import { definedErrors, defineError } from '../../src/core/errors/define-error.ts';
import { toProblem } from '../../src/core/errors/problem.ts';

describe('the registry of errors', () => {
  test('refuses a code that is taken, and one that is no code', () => {
    const other = { status: 400, title: 'No', help: 'None.' };
    expect(() => defineError({ ...other, code: serviceUnavailable.code })).toThrow('defined twice');
    expect(definedErrors().get(serviceUnavailable.code)).toMatchObject({ status: 503 });
    expect(() => defineError({ ...other, code: 'Not_A_Code' })).toThrow('lower-case');
  });

  test('holds errors that say what happened and what to do', () => {
    for (const { code, status, title, help } of definedErrors().values()) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(title, code).toMatch(/^[A-Z].*[^.]$/);
      expect(help, code).toMatch(/^[A-Z].*\.$/);
    }
  });
});

test('a problem document has the members of RFC 9457 first, and no extension replaces one', () => {
  const failure = serviceUnavailable.failure('No coffee.', { status: 200, expectedVersion: 3 });
  const problem = toProblem(failure, '0b9e');
  expect(Object.keys(problem)).toEqual(['type', 'title', 'status', 'detail', 'instance', 'code', 'expectedVersion']);
  expect(problem).toMatchObject({
    status: 503,
    type: 'https://docproof.dev/api/problems/service-unavailable/',
    instance: 'urn:uuid:0b9e',
  });
});
