import { z } from 'zod';
import type { ErrorDefinition } from '../../../core/errors/define-error.ts';
import { problemMediaType } from '../../../core/errors/problem.ts';

/** A problem document, as the OpenAPI document describes it. */
export const problemSchema = z
  .looseObject({
    type: z.url().meta({ description: 'The address of the page that explains the error.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened this time.' }),
    instance: z.string().meta({ description: 'The request that it is about, as a URI.' }),
    code: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'For a request that is not valid: each value that is wrong, by its JSON pointer.' }),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457).' });

/** The answers of a route that are problems, by their status, as its schema lists them. */
export function problemResponses(...definitions: readonly ErrorDefinition[]): Record<number, object> {
  return Object.fromEntries(
    [...Map.groupBy(definitions, ({ status }) => status)].map(([status, alike]) => [
      status,
      {
        description: alike.map(({ code, title }) => `\`${code}\`: ${title}.`).join(' '),
        content: { [problemMediaType]: { schema: problemSchema } },
      },
    ]),
  );
}
