import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StarlightUserConfig } from '@astrojs/starlight/types';
import { parse } from 'yaml';

/** A group of the information architecture: a folder of the content and what the sidebar calls it. */
export interface NavigationGroup {
  readonly folder: string;
  readonly label: string;
}

/** The groups in their order. One appears in the sidebar with its first page. */
export const navigationGroups: readonly NavigationGroup[] = [
  { folder: 'start', label: 'Start here' },
  { folder: 'docproof', label: 'Docproof' },
  { folder: 'architecture', label: 'Architecture' },
  { folder: 'layers', label: 'Layers' },
  { folder: 'api', label: 'API' },
  { folder: 'guides', label: 'Guides' },
  { folder: 'operations', label: 'Operations' },
  { folder: 'security', label: 'Security' },
  { folder: 'decisions', label: 'Decisions' },
  { folder: 'contributing', label: 'Contributing' },
  { folder: 'reference', label: 'Reference' },
  { folder: 'quality', label: 'Quality' },
];

/** Names of folders that a capital letter alone does not turn into a label. */
const folderLabels: Readonly<Record<string, string>> = {
  http: 'HTTP',
  graphql: 'GraphQL',
  websocket: 'WebSocket',
  cli: 'CLI',
};

type Sidebar = NonNullable<StarlightUserConfig['sidebar']>;

/** The sidebar: the groups that have pages, and in each its folders and pages. */
export function sidebarOf(contentRoot: string): Sidebar {
  return navigationGroups.flatMap(({ folder, label }) => {
    const items = itemsOf(contentRoot, folder);
    return items.length > 0 ? [{ label, collapsed: true, items }] : [];
  });
}

/**
 * The pages of a folder by their order, then the folders in it by name. The index page comes first, as the overview of
 * the folder that its group is named after. A page that is hidden is reached from there: every page carries the whole
 * sidebar, so pages that are looked up one at a time are left out of it.
 */
function itemsOf(contentRoot: string, folder: string): Sidebar {
  const entries = readFolder(join(contentRoot, folder));
  const pages = entries
    .filter((entry) => entry.isFile() && /^[^_].*\.mdx?$/.test(entry.name))
    .flatMap(({ name }) => {
      const stem = name.replace(/\.mdx?$/, '');
      const { order, label, hidden } = sidebarSettings(join(contentRoot, folder, name));
      if (hidden) return [];
      return stem === 'index'
        ? { order: Number.NEGATIVE_INFINITY, item: { slug: folder, label: label ?? 'Overview' } }
        : { order: order ?? Number.POSITIVE_INFINITY, item: { slug: `${folder}/${stem}` } };
    })
    .sort((a, b) => (a.order === b.order ? (a.item.slug < b.item.slug ? -1 : 1) : a.order - b.order))
    .map(({ item }) => item);
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => {
      const items = itemsOf(contentRoot, `${folder}/${name}`);
      return items.length > 0 ? [{ label: folderLabel(name), collapsed: true, items }] : [];
    });
  return [...pages, ...folders];
}

function readFolder(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

interface SidebarSettings {
  readonly order?: number;
  readonly label?: string;
  readonly hidden?: boolean;
}

/** What the frontmatter of a page says of its place in the sidebar. Pages without an order come after those with one. */
function sidebarSettings(file: string): SidebarSettings {
  return (frontmatterOf(file) as { sidebar?: SidebarSettings } | null)?.sidebar ?? {};
}

function frontmatterOf(file: string): unknown {
  const frontmatter = /^---\r?\n(.*?)\r?\n---/s.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  try {
    return parse(frontmatter);
  } catch (error) {
    throw new Error(`The frontmatter of ${file} is not YAML. ${(error as Error).message}`, { cause: error });
  }
}

function folderLabel(name: string): string {
  const label = folderLabels[name] ?? name.replaceAll('-', ' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
