import { describe, expect, test } from 'vitest';
import type { KeptAnswers } from '../../src/application/shared/idempotency/kept-answers.ts';
import type { User } from '../../src/domain/users/user.ts';
import { later, someUser } from './users.ts';

/** What every keeper of answers must do. `create` gives one that holds nothing, where users are stored. */
export function describeKeptAnswers(name: string, create: (...users: readonly User[]) => Promise<KeptAnswers>): void {
  // In earnest the time is that of the machine, by which old answers are swept.
  const [now, soon, past] = [new Date(), new Date(Date.now() + 60_000), later(0)];
  const answer = { ok: true, value: { name: 'Team', createdAt: later(3), none: undefined, many: [1, 'two'] } };

  describe(name, () => {
    test('gives an answer back as it was, to whose it is, until its time is over', async () => {
      const [user, other] = [someUser(), someUser()];
      const answers = await create(user, other);
      const key = { userId: user.id, key: 'mine' };
      expect(await answers.take(key, now)).toEqual({ state: 'new' });
      await answers.keep(key, 'a fingerprint', answer, soon);
      expect(await answers.take(key, now)).toEqual({ state: 'used', fingerprint: 'a fingerprint', answer });
      expect(await answers.take({ ...key, userId: other.id }, now)).toEqual({ state: 'new' });
      expect(await answers.take({ ...key, key: 'another' }, now)).toEqual({ state: 'new' });
      expect(await answers.take(key, soon)).toEqual({ state: 'new' });
    });

    test('a key whose time is over can be used again', async () => {
      const user = someUser();
      const answers = await create(user);
      const key = { userId: user.id, key: 'again' };
      await answers.keep(key, 'the first', answer, past);
      await answers.keep(key, 'the second', 'another answer', soon);
      expect(await answers.take(key, now)).toEqual({
        state: 'used',
        fingerprint: 'the second',
        answer: 'another answer',
      });
    });
  });
}
