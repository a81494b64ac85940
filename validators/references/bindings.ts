import { oncePer } from '../../src/check/once-per.ts';
import { packageOfSpecifier } from '../../src/code/package-paths.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { bindingsOf, boundNames, importStatement } from '../examples/import-habits.ts';

/** What a name means in the examples of a page. */
export type Binding =
  /** It is what a package exports under this name, or nothing else is known of it. */
  | { readonly means: 'export' }
  /** It is all that a module of a package exports; the module is a POSIX path. */
  | { readonly means: 'module'; readonly module: string }
  /** It is what the examples declare themselves. */
  | { readonly means: 'own' }
  /** It is somebody else's, or nothing is known of it. */
  | { readonly means: 'foreign' };

/** The source behind a specifier of a package of the workspace. What plain JavaScript exports is only known when it runs. */
function moduleOf(workspace: Workspace, specifier: string): string | undefined {
  const owner = packageOfSpecifier(workspace, specifier);
  const subpath = owner && `.${specifier.slice(owner.name.length)}`;
  const source = owner?.entries.find((entry) => entry.subpath === subpath)?.source;
  return source === undefined || /\.[mc]?jsx?$/.test(source) ? undefined : source;
}

const dataKey = /(?<=[{,]\s*)(\p{Lu}[\p{L}\p{N}_$]*)\s*:\s*\{/gu;

/** The types that a schema of GraphQL declares. */
const schemaType = /^\s*(?:extend\s+)?(?:type|interface|input|enum|union|scalar)\s+([\p{L}_][\p{L}\p{N}_]*)/gmu;

/** What a block writes, both sides of a change without their signs. */
const written = ({ lang, value }: Block): string => (lang === 'diff' ? value.replace(/^[-+]/gm, ' ') : value);

const required = /\b(?:const|let|var)\s+([\w$]+)\s*=\s*require\(\s*(['"])([^'"]+)\2\s*\)/g;

/** What pages bind, by the packages of the workspace. */
const known = oncePer((_: readonly WorkspacePackage[]) => new WeakMap<Page, ReadonlyMap<string, Binding>>());

/** Reads what the script blocks of a page bind, by a look at their text. The last one wins: pages go from simple to special. */
export function readBindings(workspace: Workspace, page: Page): ReadonlyMap<string, Binding> {
  const ofPages = known(workspace.packages);
  const bindings = ofPages.get(page) ?? bindingsOn(workspace, page);
  ofPages.set(page, bindings);
  return bindings;
}

function bindingsOn(workspace: Workspace, page: Page): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const block of page.blocks) {
    const code = written(block);
    // A key with a capital letter is the name of something in data: a type of a schema, a table.
    for (const [, name = ''] of code.matchAll(dataKey)) bindings.set(name, { means: 'own' });
    if (/^(?:graphql|gql)$/.test(block.lang) || /\b(?:gql|graphql)\b/.test(code)) {
      for (const [, name = ''] of code.matchAll(schemaType)) bindings.set(name, { means: 'own' });
    }
    for (const name of boundNames(code)) bindings.set(name, { means: 'own' });
    for (const [, name = '', , specifier = ''] of code.matchAll(required)) {
      bindings.set(name, { means: packageOfSpecifier(workspace, specifier) ? 'export' : 'foreign' });
    }
    for (const [, clause = '', , specifier = ''] of code.matchAll(importStatement)) {
      const module = moduleOf(workspace, specifier);
      for (const [name, statement] of bindingsOf(clause, specifier)) {
        if (!packageOfSpecifier(workspace, specifier)) bindings.set(name, { means: 'foreign' });
        else if (!statement.startsWith('import *')) bindings.set(name, { means: 'export' });
        else bindings.set(name, module === undefined ? { means: 'foreign' } : { means: 'module', module });
      }
    }
  }
  return bindings;
}

/** What the blocks of all pages make of names. */
export interface BindingsOfPages {
  /** Whether most pages that have the name import it from a package of the workspace. */
  isOurs(name: string): boolean;
  /** Whether some page imports the name from elsewhere, and no page from a package of the workspace. */
  isForeign(name: string): boolean;
  /** The modules that pages import as a whole under the name: POSIX paths, sorted. */
  modulesCalled(name: string): readonly string[];
}

/** How many times more pages must import a name than have another one of it. */
const most = 2;

/** Reads what all pages bind. */
export function readAllBindings(workspace: Workspace, pages: readonly Page[]): BindingsOfPages {
  const bindings = new Map<string, Binding[]>();
  for (const page of pages) {
    for (const [name, binding] of readBindings(workspace, page)) {
      const known = bindings.get(name);
      if (known) known.push(binding);
      else bindings.set(name, [binding]);
    }
  }
  const isImported = ({ means }: Binding): boolean => means === 'export' || means === 'module';
  return {
    isOurs(name) {
      const known = bindings.get(name) ?? [];
      const imported = known.filter(isImported).length;
      return imported > 0 && imported >= most * (known.length - imported);
    },
    isForeign(name) {
      const known = bindings.get(name) ?? [];
      return known.some(({ means }) => means === 'foreign') && !known.some(isImported);
    },
    modulesCalled: (name) =>
      [...new Set((bindings.get(name) ?? []).flatMap((one) => (one.means === 'module' ? [one.module] : [])))].sort(),
  };
}
