import { describe, expect, test } from 'vitest';
import type { AuditLog, AuditRecorder } from '../../src/application/audit/audit-log.ts';
import type { Clock } from '../../src/application/shared/clock.ts';
import { createIdentifier } from '../../src/core/types/identifier.ts';
import { later } from './users.ts';

/** What every audit log must do, in writing and in reading. `create` gives an empty one. */
export function describeAuditLog(
  name: string,
  create: (clock: Clock) => Promise<{ readonly recorder: AuditRecorder; readonly log: AuditLog }>,
): void {
  const requestId = '0b9e1d6a-5c1f-4e0a-9d0e-111111111111';
  const user = () => createIdentifier<'user'>();

  describe(name, () => {
    test('tells a line as it was written', async () => {
      const { recorder, log } = await create(() => later(1));
      const [workspaceId, subjectId] = [createIdentifier<'workspace'>(), user()];
      const actor = { userId: user(), sessionId: createIdentifier<'session'>() };
      const origin = { address: '10.0.0.1', agent: 'curl/8' };
      const entry = {
        action: 'role-changed',
        workspaceId,
        subjectId,
        details: { before: 'viewer', role: '“admin”' },
      } as const;
      await recorder.record(entry, { requestId, actor, origin });
      const line = {
        ...entry,
        ...origin,
        id: expect.any(String),
        actorId: actor.userId,
        requestId,
        occurredAt: later(1),
      };
      expect(await log.listOfWorkspace(workspaceId, 9)).toEqual([line]);
      expect(await log.listOfUser(subjectId, 9)).toEqual([line]);
    });

    test('leaves out what is not known', async () => {
      const { recorder, log } = await create(() => later(1));
      const subjectId = user();
      await recorder.record({ action: 'sign-in-refused', subjectId }, { requestId });
      await recorder.record({ action: 'sign-in-refused' }, { requestId });
      const [line, ...others] = await log.listOfUser(subjectId, 9);
      expect(others).toEqual([]);
      expect(line).toMatchObject({ action: 'sign-in-refused', subjectId, details: {}, requestId });
      for (const absent of ['workspaceId', 'actorId', 'address', 'agent'] as const)
        expect(line![absent]).toBeUndefined();
    });

    test('lists so many lines of one workspace or one user, the newest first', async () => {
      let second = 0;
      const { recorder, log } = await create(() => later(second));
      const [ours, theirs] = [createIdentifier<'workspace'>(), createIdentifier<'workspace'>()];
      const [ada, eve] = [user(), user()];
      for (second = 1; second <= 6; second += 1) {
        const [workspaceId, subjectId] = [second % 2 === 0 ? ours : theirs, second % 3 === 0 ? ada : eve];
        const details = { second: `${second}` };
        await recorder.record({ action: 'member-joined', workspaceId, subjectId, details }, { requestId });
      }
      const seconds = (lines: Awaited<ReturnType<AuditLog['listOfUser']>>) =>
        lines.map(({ details }) => details?.second);
      expect(seconds(await log.listOfWorkspace(ours, 2))).toEqual(['6', '4']);
      expect(seconds(await log.listOfWorkspace(theirs, 9))).toEqual(['5', '3', '1']);
      expect(seconds(await log.listOfUser(ada, 9))).toEqual(['6', '3']);
    });
  });
}
