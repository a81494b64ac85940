import type { UnitOfWork, Work } from '../../src/application/shared/unit-of-work.ts';

/** Runs actions on repositories in memory, and counts how they ended. What an action that failed has changed stays changed. */
export interface MemoryUnitOfWork extends UnitOfWork {
  /** How each action ended, in their order. */
  readonly ends: readonly ('kept' | 'undone')[];
}

export function createMemoryUnitOfWork(work: Work): MemoryUnitOfWork {
  const ends: ('kept' | 'undone')[] = [];
  return {
    ends,
    async run(action) {
      try {
        const result = await action(work);
        ends.push(result.ok ? 'kept' : 'undone');
        return result;
      } catch (error) {
        ends.push('undone');
        throw error;
      }
    },
  };
}
