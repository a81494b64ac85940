import { z } from 'zod';
import type { CollectInventory } from './define.ts';

const patterns = z.array(z.string().min(1));

/** A file below the root. A config on a stranger's branch must not choose what else is written. */
const memoryFile = z
  .string()
  .regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\:]+\.json$/, 'a path below the root that ends with .json');

const external = z.strictObject({
  memory: memoryFile.optional().meta({
    description: 'The file that answers are remembered in, relative to the root. It may be committed.',
    default: 'node_modules/.cache/docproof/external.json',
  }),
  errorAfterDays: z.int().min(0).max(365).optional().meta({
    description: 'Days that a link must have been broken for until it is an error; a warning before.',
    default: 3,
  }),
  rememberDays: z.int().min(1).max(90).optional().meta({
    description: 'Days that a good answer is believed for.',
    default: 1,
  }),
  perHost: z.int().min(1).max(4).optional().meta({
    description: 'How many requests one host gets at the same time.',
    default: 2,
  }),
  pause: z.int().min(0).max(60_000).optional().meta({
    description: 'Milliseconds between the starts of two requests to one host.',
    default: 250,
  }),
  timeout: z.int().min(1).max(120).optional().meta({
    description: 'Seconds that one request may take.',
    default: 10,
  }),
  limit: z.int().min(1).max(7200).optional().meta({
    description: 'Seconds that all requests together may take.',
    default: 300,
  }),
});

const reference = z
  .string()
  .regex(/^[^#]+\.[mc]?tsx?#[\w$]+$/, 'a file and a variable in it, such as `src/config.ts#schema`');
const jsonReference = z
  .string()
  .regex(/^[^#]+\.json(#(\/.*)?)?$/, 'a JSON schema, such as `config.schema.json#/$defs/Options`');
const kind = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'a plural noun in lower case, such as `events`');
const name = z.string().min(1);

const collect = z.custom<CollectInventory['collect']>((value) => typeof value === 'function', 'a function');

const inventory = z.union([
  z.strictObject({ kind, define: name, name: name.optional() }),
  z.strictObject({ kind, list: reference, name: name.optional(), prefix: z.string().optional() }),
  z.strictObject({ kind, schema: z.union([reference, jsonReference]) }),
  z.strictObject({ kind, type: reference }),
  z.strictObject({ kind: z.literal('routes'), openapi: name }),
  z.strictObject({ kind: z.literal('tables'), snapshot: name }),
  z.strictObject({ kind, collect }),
]);

const coverageLevel = z.enum(['described', 'documented', 'exampled', 'ran']);

const markedExports = z.enum(['skip', 'count', 'require']);

const coverage = z.strictObject({
  require: z
    .record(kind, z.union([coverageLevel, z.record(name, coverageLevel)]))
    .optional()
    .meta({
      description:
        'The level that every fact of a kind must have, by the kind: in all packages, or in those that are named. Held at the level strict.',
    }),
  waivers: z
    .array(
      z.strictObject({
        fact: name,
        reason: z.string().regex(/\S.*\s.*\S/, 'a reason in words'),
      }),
    )
    .optional()
    .meta({ description: 'Facts that may stay below it, each with a reason.' }),
  generated: patterns.optional().meta({
    description: 'Patterns of pages that a program writes, as in a .gitignore. They document nothing.',
  }),
  internal: markedExports.optional().meta({
    description:
      'What becomes of exports that are marked @internal or @hidden: they are no facts (skip), are counted without a demand (count), or held to what their kind requires (require).',
    default: 'skip',
  }),
  deprecated: markedExports.optional().meta({
    description: 'What becomes of exports that are marked @deprecated, likewise. They are facts in any case.',
    default: 'require',
  }),
});

const examples = z.strictObject({
  run: patterns.optional().meta({
    description:
      'Patterns of pages on which every example runs, as in a .gitignore. Only those marked @run by default.',
  }),
  timeout: z.int().min(1).max(600).optional().meta({
    description: 'Seconds that one example may take.',
    default: 5,
  }),
  memory: z.int().min(64).max(16_384).optional().meta({
    description: 'Megabytes of memory that the process of the examples may take.',
    default: 512,
  }),
  network: z.boolean().optional().meta({
    description: 'Whether examples may use the network.',
    default: false,
  }),
});

/** What a config may hold. The JSON schema that editors use is made from it. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().meta({ description: 'Where editors find this schema.' }),
  level: z.enum(['drift', 'strict']).optional().meta({
    description:
      'How much is demanded: what is wrong whoever wrote it (drift), or everything that can be proven (strict).',
    default: 'drift',
  }),
  include: patterns.optional().meta({
    description: 'Patterns of the pages to check, as in a .gitignore. Every page of the repository by default.',
  }),
  exclude: patterns.optional().meta({ description: 'Patterns of the pages to leave out, as in a .gitignore.' }),
  rules: z
    .record(z.string(), z.enum(['error', 'warning', 'off']))
    .optional()
    .meta({ description: "The weight of a rule's findings, by the rule's id." }),
  examples: examples.optional().meta({ description: 'How examples run with --run.' }),
  external: external.optional().meta({ description: 'How external links are asked with --external.' }),
  inventories: z
    .array(inventory)
    .optional()
    .meta({ description: 'Sources of facts beside those that are found without being told.' }),
  coverage: coverage.optional().meta({ description: 'What is demanded of the documentation of facts.' }),
});

const inner: Readonly<Record<string, { readonly shape: object }>> = { examples, external, coverage };

/** The keys that may stand beside the one at the end of a path. */
export const keysBeside = (path: readonly PropertyKey[]): readonly string[] =>
  Object.keys(((path.length > 1 && inner[String(path[0])]) || configSchema).shape);

/** The JSON schema of a config (draft 2020-12), as it is published with the package. */
export function makeConfigJsonSchema(): Record<string, unknown> {
  return {
    $id: 'https://docproof.dev/config.schema.json',
    title: 'The config of Docproof',
    ...z.toJSONSchema(configSchema, {
      unrepresentable: 'any',
      // JSON has no functions: nothing that can be written there is one.
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'custom') jsonSchema.not = {};
      },
    }),
  };
}
