import { expect, test } from 'vitest';
import { createListAuditHandler } from '../../src/application/audit/queries/list-audit/list-audit.handler.ts';
import { createListMyAuditHandler } from '../../src/application/audit/queries/list-my-audit/list-my-audit.handler.ts';
import { createListActivityHandler } from '../../src/application/workspaces/queries/list-activity/list-activity.handler.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { createMemoryActivityRepository } from '../kit/memory-activity-repository.ts';
import { createMemoryAuditLog } from '../kit/memory-audit-log.ts';
import { someUser, start } from '../kit/users.ts';

const requestId = '0b9e1d6a-5c1f-4e0a-9d0e-111111111111';
const as = (userId: ReturnType<typeof someUser>['id']) => ({ requestId, actor: { userId, sessionId: '' as never } });
const [ada, eve] = [someUser().id, someUser().id];
const [one, other] = [createIdentifier<'workspace'>(), createIdentifier<'workspace'>()];

test('somebody reads the last lines of their own account, whoever wrote them, and none of others', async () => {
  const auditLog = createMemoryAuditLog();
  for (const [action, subjectId] of [
    ['account-made', ada],
    ['signed-in', eve],
    ['signed-in', ada],
    ['signed-out', ada],
  ] as const)
    await auditLog.record({ action, subjectId }, as(eve));
  const list = createListMyAuditHandler({ auditLog });
  const actions = async (userId: typeof ada, limit: number) =>
    (await list({ query: 'list-my-audit', limit }, as(userId))).map(({ action }) => action);
  expect(await actions(ada, 2)).toEqual(['signed-out', 'signed-in']);
  expect(await actions(ada, 10)).toEqual(['signed-out', 'signed-in', 'account-made']);
  expect(await actions(eve, 10)).toEqual(['signed-in']);
  await expect(async () => list({ query: 'list-my-audit', limit: 1 }, { requestId })).rejects.toMatchObject({
    failure: { code: 'not-signed-in' },
  });
});

test('an admin reads the last lines of a workspace, and none of another', async () => {
  const auditLog = createMemoryAuditLog();
  for (const workspaceId of [one, other, one])
    await auditLog.record({ action: 'workspace-renamed', workspaceId, subjectId: ada }, as(ada));
  const list = createListAuditHandler({ auditLog });
  expect(await list({ query: 'list-audit', workspaceId: one, limit: 10 }, as(eve))).toHaveLength(2);
  expect(await list({ query: 'list-audit', workspaceId: one, limit: 1 }, as(eve))).toMatchObject([
    { workspaceId: one },
  ]);
});

test('the activity of a workspace is told the newest first, as far as it is wanted', async () => {
  const activity = createMemoryActivityRepository();
  const lines = [one, other, one, one].map((workspaceId, index) => ({
    id: createIdentifier<'event'>(),
    workspaceId,
    event: `number ${index}`,
    actorId: ada,
    details: {},
    occurredAt: start,
  }));
  for (const line of lines) await activity.add(line);
  const list = createListActivityHandler({ activity });
  expect(await list({ query: 'list-activity', workspaceId: one, limit: 2 }, as(ada))).toEqual([lines[3], lines[2]]);
});
