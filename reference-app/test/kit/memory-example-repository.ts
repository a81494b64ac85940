import type { ExampleRepository } from '../../src/domain/examples/example.repository.ts';
import type { Example } from '../../src/domain/examples/example.ts';
import { undoable } from './undo.ts';

/** The context `examples` in memory, with the contract of the repository in PostgreSQL. */
export function createMemoryExampleRepository(): ExampleRepository {
  const stored = new Map<string, Example>();
  return {
    ...undoable(stored),
    async add(example) {
      stored.set(example.id, example);
    },
    async find(workspaceId, id) {
      const found = stored.get(id);
      return found?.workspaceId === workspaceId ? found : undefined;
    },
    list: async (workspaceId, limit) =>
      [...stored.values()]
        .filter((each) => each.workspaceId === workspaceId)
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
        .slice(0, limit),
    async replace(example) {
      if (stored.get(example.id)?.version !== example.version - 1) return false;
      stored.set(example.id, example);
      return true;
    },
  };
}
