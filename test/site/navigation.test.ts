import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { navigationGroups, sidebarOf } from '../../site/navigation.ts';

describe('the sidebar', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'navigation-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const page = (path: string, frontmatter = 'title: A page') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `---\n${frontmatter}\n---\n\nText.\n`);
  };

  it('is empty without pages, and holds a group from its first page on', () => {
    expect(sidebarOf(root)).toEqual([]);
    page('guides/one.md');
    expect(sidebarOf(root)).toEqual([{ label: 'Guides', collapsed: true, items: [{ slug: 'guides/one' }] }]);
  });

  it('holds the groups in the order of the information architecture', () => {
    for (const { folder } of [...navigationGroups].reverse()) page(`${folder}/one.md`);
    expect(sidebarOf(root).map((group) => (group as { label: string }).label)).toEqual([
      'Start here',
      'Docproof',
      'Architecture',
      'Layers',
      'API',
      'Guides',
      'Operations',
      'Security',
      'Decisions',
      'Contributing',
      'Reference',
      'Quality',
    ]);
  });

  it('puts the index page first, then pages by their order, then the rest by name', () => {
    page('start/a.md');
    page('start/b.md', 'title: B\nsidebar:\n  order: 2');
    page('start/c.md', 'title: C\nsidebar:\n  order: 1');
    page('start/index.md');
    const [group] = sidebarOf(root) as { items: { slug: string }[] }[];
    expect(group!.items.map(({ slug }) => slug)).toEqual(['start', 'start/c', 'start/b', 'start/a']);
  });

  it('calls the index page of a folder its overview, unless the page says otherwise', () => {
    page('decisions/index.md', 'title: Decisions\nsidebar:\n  label: All decisions');
    page('docproof/rules/index.md', 'title: Rules');
    expect(sidebarOf(root)).toEqual([
      {
        label: 'Docproof',
        collapsed: true,
        items: [{ label: 'Rules', collapsed: true, items: [{ slug: 'docproof/rules', label: 'Overview' }] }],
      },
      { label: 'Decisions', collapsed: true, items: [{ slug: 'decisions', label: 'All decisions' }] },
    ]);
  });

  it('leaves out hidden pages, and the folder when nothing else is in it', () => {
    page('api/problems/index.md');
    page('api/problems/not-found.md', 'title: X\nsidebar:\n  hidden: true');
    page('api/hidden/one.md', 'title: X\nsidebar:\n  hidden: true');
    expect(sidebarOf(root)).toEqual([
      {
        label: 'API',
        collapsed: true,
        items: [{ label: 'Problems', collapsed: true, items: [{ slug: 'api/problems', label: 'Overview' }] }],
      },
    ]);
  });

  it('nests folders with a label that a person reads, and skips empty ones and partials', () => {
    page('api/http/items.md');
    page('api/http/_part.md');
    page('api/ports-and-adapters/x.mdx');
    mkdirSync(join(root, 'api/empty'));
    expect(sidebarOf(root)).toEqual([
      {
        label: 'API',
        collapsed: true,
        items: [
          { label: 'HTTP', collapsed: true, items: [{ slug: 'api/http/items' }] },
          { label: 'Ports and adapters', collapsed: true, items: [{ slug: 'api/ports-and-adapters/x' }] },
        ],
      },
    ]);
  });
});
