import { z } from 'zod';
import { defineEvent } from '../../core/events/define-event.ts';

const schema = z.strictObject({ workspaceId: z.uuid(), exampleId: z.uuid(), name: z.string() });

/** One was made. */
export const exampleCreated = defineEvent({
  name: 'example.created',
  version: 1,
  description: 'One of the examples was made.',
  schema,
});

/** One got another name. */
export const exampleRenamed = defineEvent({
  name: 'example.renamed',
  version: 1,
  description: 'One of the examples got another name.',
  schema,
});
