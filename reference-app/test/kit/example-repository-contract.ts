import { describe, expect, test } from 'vitest';
import type { ExampleRepository } from '../../src/domain/examples/example.repository.ts';
import { createExample, type Example } from '../../src/domain/examples/example.ts';
import type { Workspace } from '../../src/domain/workspaces/workspace.ts';
import { later } from './users.ts';
import { someWorkspace } from './workspaces.ts';

const some = (workspace: Workspace, name: string, second = 0): Example => {
  const example = createExample(workspace.id, name, later(second));
  if (!example.ok) throw new Error(example.problem.detail);
  return example.value;
};

/** What every repository of examples must do. `create` gives one that holds nothing, where workspaces are stored. */
export function describeExampleRepository(
  name: string,
  create: (...workspaces: readonly Workspace[]) => Promise<ExampleRepository>,
): void {
  describe(name, () => {
    test('finds what was put in, in its workspace only', async () => {
      const [workspace, other] = [someWorkspace(), someWorkspace()];
      const examples = await create(workspace, other);
      const example = some(workspace, 'First');
      await examples.add(example);
      expect(await examples.find(workspace.id, example.id)).toEqual(example);
      expect(await examples.find(other.id, example.id)).toBeUndefined();
    });

    test('lists so many of a workspace, the newest first', async () => {
      const [workspace, other] = [someWorkspace(), someWorkspace()];
      const examples = await create(workspace, other);
      const made = [1, 3, 2].map((second) => some(workspace, `At ${second}`, second));
      for (const example of [...made, some(other, 'Theirs', 9)]) await examples.add(example);
      expect(await examples.list(workspace.id, 2)).toEqual([made[1], made[2]]);
    });

    test('replaces the version before, once', async () => {
      const workspace = someWorkspace();
      const examples = await create(workspace);
      const example = some(workspace, 'First');
      await examples.add(example);
      const second = { ...example, name: 'Second', version: 2, updatedAt: later(1) };
      expect(await examples.replace(second)).toBe(true);
      expect(await examples.replace({ ...second, name: 'Late' })).toBe(false);
      expect(await examples.find(workspace.id, example.id)).toEqual(second);
    });
  });
}
