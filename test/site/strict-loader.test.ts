import type { Loader, LoaderContext } from 'astro/loaders';
import { describe, expect, it } from 'vitest';
import { strict } from '../../site/strict-loader.ts';

interface Entry {
  id: string;
  filePath?: string;
  rendered?: object;
  deferredRender?: boolean;
}

/** A loader context that holds entries in memory. */
function contextWith(entries: readonly Entry[]) {
  const held = new Map(entries.map((entry) => [entry.id, entry]));
  const context = {
    store: { values: () => [...held.values()], delete: (id: string) => held.delete(id) },
    parseData: async ({ data }: { data: unknown }) => data,
  } as unknown as LoaderContext;
  return { held, context };
}

const loads = (load: Loader['load'] = async () => {}) => strict({ name: 'test', load });

describe('the strict loader', () => {
  it('accepts pages that are rendered now or when they are bundled', async () => {
    const { context } = contextWith([
      { id: 'a', rendered: {} },
      { id: 'b', deferredRender: true },
    ]);
    await expect(loads().load(context)).resolves.toBeUndefined();
  });

  it('fails on a page that was not rendered, names it, and forgets it so that the next build tries again', async () => {
    const { context, held } = contextWith([
      { id: 'a', rendered: {} },
      { id: 'b', filePath: 'site/content/docs/b.md' },
    ]);
    await expect(loads().load(context)).rejects.toThrow('site/content/docs/b.md');
    expect([...held.keys()]).toEqual(['a']);
  });

  it('says what is wrong with the frontmatter, and where', async () => {
    const { context } = contextWith([]);
    const loader = loads(async ({ parseData }) => {
      await parseData({ id: 'a', filePath: 'site/content/docs/a.md', data: { title: 'A', type: 'guide' } });
    });
    await expect(loader.load(context)).rejects.toThrow(/^site\/content\/docs\/a\.md: .*`owner`/);
  });
});
