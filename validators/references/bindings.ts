import { oncePer } from '../../src/check/once-per.ts';
import { packageOfSpecifier } from '../../src/code/package-paths.ts';
import type { Page } from '../../src/docs/page.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { bindingsOf, boundNames, importStatement } from '../examples/context.ts';

/** What a name means in the examples of a page. */
export type Binding =
  /** It is what a package exports under this name, or nothing else is known of it. */
  | { readonly means: 'export' }
  /** It is all that a module of a package exports; the module is a POSIX path. */
  | { readonly means: 'module'; readonly module: string }
  /** It is something of the examples themselves, or of somebody else. */
  | { readonly means: 'other' };

/** The source behind a specifier of a package of the workspace. */
function moduleOf(workspace: Workspace, specifier: string): string | undefined {
  const owner = packageOfSpecifier(workspace, specifier);
  const subpath = owner && `.${specifier.slice(owner.name.length)}`;
  return owner?.entries.find((entry) => entry.subpath === subpath)?.source;
}

const dataKey = /(?<=[{,]\s*)(\p{Lu}[\p{L}\p{N}_$]*)\s*:\s*\{/gu;

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
  for (const { value } of page.blocks) {
    // A key with a capital letter is the name of something in data: a type of a schema, a table.
    for (const [, name = ''] of value.matchAll(dataKey)) bindings.set(name, { means: 'other' });
    for (const name of boundNames(value)) bindings.set(name, { means: 'other' });
    for (const [, clause = '', , specifier = ''] of value.matchAll(importStatement)) {
      const module = moduleOf(workspace, specifier);
      for (const [name, statement] of bindingsOf(clause, specifier)) {
        if (!packageOfSpecifier(workspace, specifier)) bindings.set(name, { means: 'other' });
        else if (!statement.startsWith('import *')) bindings.set(name, { means: 'export' });
        else bindings.set(name, module === undefined ? { means: 'other' } : { means: 'module', module });
      }
    }
  }
  return bindings;
}
