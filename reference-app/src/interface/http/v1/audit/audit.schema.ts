import { z } from 'zod';
import { type AuditLine, auditActions } from '../../../../application/audit/audit-log.ts';

/** What can be asked of an audit log. */
export const auditQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many lines at the most.' }),
});

/** An audit log. */
export const auditAnswer = z
  .object({
    lines: z.array(
      z.object({
        id: z.uuid(),
        action: z.enum(auditActions),
        subjectId: z.uuid().optional().meta({ description: 'Whose account it concerns.' }),
        actorId: z.uuid().optional().meta({ description: 'Who did it.' }),
        workspaceId: z.uuid().optional(),
        requestId: z.uuid(),
        address: z.string().optional().meta({ description: 'The network address of whoever did it.' }),
        agent: z.string().optional().meta({ description: 'What their client calls itself.' }),
        details: z.record(z.string(), z.string()),
        occurredAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'AuditLog' });

/** Turns lines into their answer. */
export function toAuditAnswer(lines: readonly AuditLine[]): z.input<typeof auditAnswer> {
  return {
    lines: lines.map(({ details, occurredAt, ...line }) => ({
      ...line,
      details: { ...details },
      occurredAt: occurredAt.toISOString(),
    })),
  };
}
