import type { KeptAnswers } from '../../src/application/shared/idempotency/kept-answers.ts';
import { undoable } from './undo.ts';

/** Answers in memory. No key is ever in use: nothing is at once here. */
export function createMemoryKeptAnswers(): KeptAnswers {
  const kept = new Map<string, { readonly fingerprint: string; readonly answer: unknown; readonly until: Date }>();
  return {
    ...undoable(kept),
    async take({ userId, key }, now) {
      const found = kept.get(`${userId} ${key}`);
      return found && now < found.until
        ? { state: 'used', fingerprint: found.fingerprint, answer: found.answer }
        : { state: 'new' };
    },
    async keep({ userId, key }, fingerprint, answer, until) {
      kept.set(`${userId} ${key}`, { fingerprint, answer, until });
    },
  };
}
