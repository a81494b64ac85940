import { z } from 'zod';
import { claimKinds, claimStates } from '../check/ledger.ts';

const count = z.int().nonnegative();
const position = z.int().positive();

const ledgerSchema = z.strictObject({
  ...Object.fromEntries(claimStates.map((state) => [state, count])),
  reasons: z
    .record(z.string(), count)
    .meta({ description: 'Why claims were not checked, with how many for each reason.' }),
});

const findingSchema = z.object({
  rule: z.string().meta({ description: '<validator>/<problem>' }),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  args: z.record(z.string(), z.unknown()).meta({ description: 'The values that the message is made of.' }),
  fingerprint: z
    .string()
    .meta({ description: 'Stays the same while the finding does, wherever on the page it moves.' }),
  baselined: z.boolean(),
  file: z
    .string()
    .optional()
    .meta({ description: 'POSIX path relative to the root; absent when it is about the run.' }),
  line: position.optional(),
  column: position.optional().meta({ description: 'In UTF-16 code units, from 1.' }),
  endLine: position.optional(),
  endColumn: position.optional().meta({ description: 'Exclusive.' }),
  related: z.array(z.object({ file: z.string(), line: position, column: position, message: z.string() })),
  suggestion: z.string().optional(),
  fixes: z.array(
    z.object({
      title: z.string(),
      safe: z.boolean(),
      edits: z.array(z.object({ file: z.string(), range: z.tuple([count, count]), text: z.string() })),
    }),
  ),
  url: z.string(),
});

const fixSchema = z.object({
  rule: z.string(),
  message: z.string(),
  title: z.string().meta({ description: 'What the fix does.' }),
  file: z.string().optional(),
  line: position.optional(),
  column: position.optional(),
});

/** The JSON report, version 1. Later versions of Docproof add keys to it and take none away. */
export const reportSchema = z.object({
  version: z.literal(1),
  tool: z.object({ name: z.literal('docproof'), version: z.string() }),
  run: z
    .object({
      startedAt: z.string(),
      durationMs: z.number(),
      level: z.enum(['drift', 'strict']),
      changed: z
        .object({
          since: z.string(),
          hidden: count,
          passages: z.array(
            z.object({ file: z.string(), line: position, endLine: position, facts: z.array(z.string()) }),
          ),
        })
        .optional()
        .meta({
          description:
            'With --changed: the commit, how many findings were left out, and what speaks of facts that changed.',
        }),
    })
    .meta({
      description: 'Whatever depends on time or on the history of git. Everything else is the same for the same files.',
    }),
  summary: z.object({
    pages: count,
    errors: count,
    warnings: count,
    baselined: count,
    ledger: z.object(Object.fromEntries(claimKinds.map((kind) => [kind, ledgerSchema]))),
    coverage: z
      .record(z.string(), z.record(z.string(), count))
      .meta({ description: 'How well the facts of each kind are documented. Empty while no kind is inventoried.' }),
    notes: z.array(z.string()),
  }),
  findings: z.array(findingSchema),
  fixed: z
    .object({
      dryRun: z.boolean().meta({ description: 'Whether nothing was written. `findings` are then what would remain.' }),
      applied: z.array(fixSchema),
      takenBack: z
        .array(fixSchema.extend({ reason: z.string() }))
        .meta({ description: 'Fixes that were undone, because they brought something new.' }),
      files: z.array(z.object({ file: z.string(), diff: z.string() })),
      notWritten: z.array(z.object({ file: z.string(), reason: z.string() })),
    })
    .optional()
    .meta({ description: 'With `docproof fix`: what was fixed.' }),
});

/** The JSON schema of the report (draft 2020-12), as it is published with the package. */
export function reportJsonSchema(): Record<string, unknown> {
  return {
    $id: 'https://docproof.dev/report.schema.json',
    title: 'The report of Docproof',
    ...z.toJSONSchema(reportSchema),
  };
}
