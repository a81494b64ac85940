import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../src/core/errors/define-error.ts';
import { askDatabase, isDatabaseAway } from '../../src/infrastructure/database/connect.ts';

const withCode = (code: string, message = 'It failed.') => Object.assign(new Error(message), { code });

describe('an error of the database', () => {
  test.each([
    ['a connection that is refused', withCode('ECONNREFUSED')],
    ['a connection that is cut', withCode('ECONNRESET')],
    ['a server that ends', withCode('57P01')],
    ['a server that starts', withCode('57P03')],
    ['a server that takes no more connections', withCode('53300')],
    ['a connection that fails', withCode('08006')],
    ['a statement that the server gave up, because it took too long', withCode('57014')],
    ['a statement that the driver gave up, because it took too long', new Error('Query read timeout')],
    ['a pool that has no connection left', new Error('timeout exceeded when trying to connect')],
    ['a connection that ended in the middle', new Error('Connection terminated unexpectedly')],
    ['every address of a name refusing', new AggregateError([withCode('ECONNREFUSED')], '')],
  ])('says that it is away: %s', async (_name, error) => {
    expect(isDatabaseAway(error)).toBe(true);
    const refused = askDatabase(() => Promise.reject(error));
    await expect(refused).rejects.toBeInstanceOf(ApplicationError);
    await expect(refused).rejects.toMatchObject({ failure: { code: 'service-unavailable' }, cause: error });
  });

  test.each([
    ['a constraint', withCode('23505')],
    ['a table that is not there', withCode('42P01')],
    ['a text that cannot be stored', withCode('22021')],
    ['an error of the program', new TypeError('x is not a function')],
    ['something that is no error', 'ECONNREFUSED'],
  ])('says that the statement is wrong, and is passed on as it is: %s', async (_name, error) => {
    expect(isDatabaseAway(error)).toBe(false);
    await expect(askDatabase(() => Promise.reject(error))).rejects.toBe(error);
  });
});
