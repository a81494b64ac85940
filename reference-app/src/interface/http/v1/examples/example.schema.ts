import { z } from 'zod';
import { type Example, longestExampleName } from '../../../../domain/examples/example.ts';
import { workspaceParams } from '../workspaces/workspace.schema.ts';

/** The body that makes or renames one. Unknown keys are refused. */
export const exampleBody = z
  .strictObject({ name: z.string().min(1).max(longestExampleName) })
  .meta({ id: 'ExampleName' });

/** The one in the path. */
export const exampleParams = workspaceParams.extend({
  id: z.uuid({ version: 'v7' }).meta({ description: 'The identifier of one of the examples.' }),
});

/** What a list can be asked for. */
export const listExamplesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'How many at the most.' }),
});

/** One, as it is answered. */
export const exampleAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    version: z.int().meta({ description: 'Counts the changes. The `ETag` header holds it in quotes.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Example' });

/** A list, as it is answered. */
export const examplesAnswer = z.object({ examples: z.array(exampleAnswer) }).meta({ id: 'Examples' });

/** Turns one into its answer. */
export function toExampleAnswer(example: Example): z.input<typeof exampleAnswer> {
  return {
    id: example.id,
    name: example.name,
    version: example.version,
    createdAt: example.createdAt.toISOString(),
    updatedAt: example.updatedAt.toISOString(),
  };
}
