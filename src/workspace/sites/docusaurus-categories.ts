import { slug } from 'github-slugger';
import { isRecord, parseJsonObject } from '../json.ts';
import { yamlParser } from '../parsers.ts';
import type { CustomRoute } from '../site.ts';
import { readStaticConfig, type StaticConfig, stringOf } from './config.ts';
import type { Literal } from './literal.ts';
import { cleanRoute, filesBelow, type SiteProject } from './project.ts';

/** The address of the list of a category, below that of its docs (https://docusaurus.io/docs/sidebar/items#generated-index-page). */
const indexRoute = (route: string, label: string, own: string | undefined): string =>
  cleanRoute(`${route}/${own ?? `category/${slug(label)}`}`);

/** The lists that a sidebar written as code asks for. */
function* listsIn(
  config: StaticConfig,
  literal: Literal | undefined,
  depth = 0,
): Generator<[label: string, own: string | undefined]> {
  const value = config.resolve(literal);
  if (depth > 40) return;
  if (value?.kind === 'array') for (const item of value.items) yield* listsIn(config, item, depth + 1);
  if (value?.kind !== 'object') return;
  const link = config.get(value, 'link');
  if (stringOf(config.get(link, 'type')) === 'generated-index') {
    yield [stringOf(config.get(value, 'label')) ?? '', stringOf(config.get(link, 'slug'))];
  }
  for (const entry of value.entries.values()) yield* listsIn(config, entry, depth + 1);
}

/** The same in a sidebar that is JSON. */
function* listsInJson(value: unknown): Generator<[label: string, own: string | undefined]> {
  if (Array.isArray(value)) for (const item of value) yield* listsInJson(item);
  if (!isRecord(value)) return;
  const { link, label } = value;
  if (isRecord(link) && link.type === 'generated-index') {
    yield [String(label ?? ''), typeof link.slug === 'string' ? link.slug : undefined];
  }
  for (const inner of Object.values(value)) yield* listsInJson(inner);
}

/** The addresses of the lists of categories that the sidebars of some docs, or the files in their folders, ask for. */
export function categoryRoutes(project: SiteProject, sidebar: string, folder: string, route: string): CustomRoute[] {
  const { files } = project;
  const found: CustomRoute[] = [];
  const text = files.has(sidebar) ? (files.read(sidebar) ?? '') : '';
  if (text.includes('generated-index')) {
    const config = readStaticConfig(text);
    const lists = sidebar.endsWith('.json') ? listsInJson(parseJsonObject(text)) : listsIn(config, config.root);
    for (const [label, own] of lists) found.push({ route: indexRoute(route, label, own), file: sidebar });
  }
  for (const path of filesBelow(files, folder)) {
    if (!/(^|\/)_category_\.(json|ya?ml)$/.test(path)) continue;
    const file = `${folder}/${path}`;
    const category = files.read(file) ?? '';
    if (!category.includes('generated-index')) continue;
    const value: unknown = path.endsWith('.json')
      ? parseJsonObject(category)
      : yamlParser().parseDocument(category).toJS();
    const name = path.split('/').at(-2) ?? '';
    const labelled = isRecord(value) ? { label: name, ...value } : value;
    for (const [label, own] of listsInJson(labelled)) found.push({ route: indexRoute(route, label, own), file });
  }
  return found;
}
