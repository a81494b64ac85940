import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparePairs, reportRatio } from './pairs.ts';

/**
 * Checking 500 blocks against heavy types takes at most 1.3 times as long as the bare TypeScript 7 program over the same
 * blocks: whole processes, the median of five alternating pairs. Run it with `npm run bench`.
 */
const blocks = 500;
const perPage = 10;
const most = 1.3;

const root = join(import.meta.dirname, '../..');
const fence = '```';

const kinds: readonly ((index: number) => string)[] = [
  (index) => `import { z } from 'zod';

const user${index} = z.object({ id: z.uuid(), name: z.string().min(1), tags: z.array(z.string()).default([]), role: z.enum(['a', 'b']) });
const change${index} = user${index}.partial().extend({ at: z.coerce.date() }).transform((value) => ({ ...value, n: ${index} }));
export type Change${index} = z.output<typeof change${index}>;
export const parsed${index}: Change${index} = change${index}.parse({});`,
  (index) => `import { Kysely, type Generated } from 'kysely';

interface Tables { person: { id: Generated<number>; name: string; age: number | null }; pet: { id: Generated<number>; owner_id: number; kind: 'cat' | 'dog' } }
declare const db${index}: Kysely<Tables>;
export const rows${index} = await db${index}
  .selectFrom('person')
  .innerJoin('pet', 'pet.owner_id', 'person.id')
  .where('person.age', '>', ${index})
  .select(['person.id', 'pet.kind', (eb) => eb.fn.count('pet.id').as('pets')])
  .groupBy(['person.id', 'pet.kind'])
  .execute();`,
  (index) => `import Fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';

export const app${index} = Fastify().withTypeProvider<ZodTypeProvider>();
app${index}.get('/a${index}/:id', { schema: { params: z.object({ id: z.uuid() }), response: { 200: z.object({ n: z.number() }) } } }, async (request) => {
  return { n: request.params.id.length };
});`,
];

const folder = mkdtempSync(join(tmpdir(), 'docproof-bench-'));
try {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "private": true, "type": "module" }');
  mkdirSync(join(folder, 'docs'));
  for (let page = 0; page < blocks / perPage; page += 1) {
    const parts = Array.from({ length: perPage }, (_, block) => {
      const index = page * perPage + block;
      return `## Part ${index}\n\n${fence}ts\n${kinds[index % kinds.length]!(index)}\n${fence}\n`;
    });
    writeFileSync(join(folder, `docs/page-${page}.md`), `# Page ${page}\n\n${parts.join('\n')}`);
  }
  const result = comparePairs(
    {
      name: 'docproof',
      args: [join(root, 'dist/src/cli/main.js'), '--level', 'strict', '--reporter', 'json'],
      cwd: folder,
    },
    { name: 'the bare program', args: [join(root, 'test/bench/bare-program.ts'), folder], cwd: root },
  );
  reportRatio(`${blocks} blocks of heavy types`, ['docproof', 'bare TypeScript 7'], result, most);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
