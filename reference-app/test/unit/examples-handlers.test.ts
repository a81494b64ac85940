import { expect, test } from 'vitest';
import { createCreateExampleHandler } from '../../src/application/examples/commands/create-example/create-example.handler.ts';
import { createRenameExampleHandler } from '../../src/application/examples/commands/rename-example/rename-example.handler.ts';
import { createGetExampleHandler } from '../../src/application/examples/queries/get-example/get-example.handler.ts';
import { createListExamplesHandler } from '../../src/application/examples/queries/list-examples/list-examples.handler.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import type { Example } from '../../src/domain/examples/example.ts';
import { createMemoryExampleRepository } from '../kit/memory-example-repository.ts';
import { createMemoryUnitOfWork } from '../kit/memory-unit-of-work.ts';

const [workspaceId, elsewhere] = [createIdentifier<'workspace'>(), createIdentifier<'workspace'>()];
const context = { requestId: '0b9e1d6a-5c1f-4e0a-9d0e-111111111111' };
const [now, later] = [new Date('2026-01-01T00:00:00.000Z'), new Date('2026-01-01T00:00:01.000Z')];

/** The use cases on repositories in memory, and one that was made with them. */
async function inUse() {
  const examples = createMemoryExampleRepository();
  const unitOfWork = createMemoryUnitOfWork({ examples });
  const clock = () => later;
  const create = createCreateExampleHandler({ unitOfWork, clock: () => now });
  const result = await create({ command: 'create-example', workspaceId, name: 'First' }, context);
  if (!result.ok) throw new Error(result.problem.detail);
  const made: Example = result.value;
  const rename = createRenameExampleHandler({ unitOfWork, clock });
  const get = createGetExampleHandler({ examples });
  const list = createListExamplesHandler({ examples });
  return {
    examples,
    clock,
    made,
    unitOfWork,
    create,
    rename: (name: string, expectedVersion: number, workspace = workspaceId) =>
      rename({ command: 'rename-example', workspaceId: workspace, id: made.id, name, expectedVersion }, context),
    get: (workspace = workspaceId) => get({ query: 'get-example', workspaceId: workspace, id: made.id }, context),
    list: (workspace = workspaceId) => list({ query: 'list-examples', workspaceId: workspace, limit: 10 }, context),
  };
}

test('one is made, read and listed, in its workspace only', async () => {
  const { made, get, list, unitOfWork } = await inUse();
  expect(made).toMatchObject({ workspaceId, name: 'First', version: 1, createdAt: now, updatedAt: now });
  expect(await get()).toEqual({ ok: true, value: made });
  expect(await list()).toEqual([made]);
  expect(await get(elsewhere)).toMatchObject({ problem: { code: 'example-not-found' } });
  expect(await list(elsewhere)).toEqual([]);
  expect(unitOfWork.ends).toEqual(['kept']);
  expect(unitOfWork.recorded()).toMatchObject([
    { name: 'example.created', payload: { workspaceId, exampleId: made.id, name: 'First' } },
  ]);
});

test('a name that breaks a rule is refused, and nothing is kept', async () => {
  const { create, rename, made, list } = await inUse();
  const refused = { problem: { code: 'validation-failed', extensions: { errors: [{ pointer: '/name' }] } } };
  expect(await create({ command: 'create-example', workspaceId, name: ' a' }, context)).toMatchObject(refused);
  expect(await rename('', 1)).toMatchObject(refused);
  expect(await list()).toEqual([made]);
});

test('one is renamed from the version that is stored, and from no other', async () => {
  const { made, rename, get, unitOfWork } = await inUse();
  const renamed = await rename('Second', 1);
  expect(renamed).toEqual({ ok: true, value: { ...made, name: 'Second', version: 2, updatedAt: later } });
  expect(await rename('Third', 1)).toMatchObject({
    problem: { code: 'precondition-failed', extensions: { expectedVersion: 1, currentVersion: 2 } },
  });
  expect(await rename('Third', 2, elsewhere)).toMatchObject({ problem: { code: 'example-not-found' } });
  expect(await get()).toEqual(renamed);
  expect(unitOfWork.ends).toEqual(['kept', 'kept', 'undone', 'undone']);
  expect(unitOfWork.recorded().slice(1)).toMatchObject([
    { name: 'example.renamed', payload: { workspaceId, exampleId: made.id, name: 'Second' } },
  ]);
});

test('of two changes at once the faster one stays', async () => {
  const { made, examples, clock } = await inUse();
  const unitOfWork = createMemoryUnitOfWork({ examples: { ...examples, replace: async () => false } });
  const rename = createRenameExampleHandler({ unitOfWork, clock });
  const command = { command: 'rename-example', workspaceId, id: made.id, name: 'Late', expectedVersion: 1 } as const;
  expect(await rename(command, context)).toMatchObject({ problem: { code: 'precondition-failed' } });
  expect(unitOfWork.ends).toEqual(['undone']);
});
