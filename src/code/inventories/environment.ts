import { sourcesOf } from '../sources.ts';
import type { CollectContext } from './context.ts';
import { type Fact, factId } from './fact.ts';

/** Set by whatever runs a program, and the same for all: no setting of this one. */
const everywhere = new Set(['NODE_ENV', 'CI', 'PATH', 'HOME', 'PWD', 'TERM', 'SHELL', 'USER', 'TMPDIR', 'TZ', 'LANG']);

/**
 * The environment variables that sources read from `process.env` by name. A variable that a registry of settings declares is
 * not listed a second time.
 */
export function collectEnvironment(context: CollectContext, declared: ReadonlySet<string>): Fact[] {
  const { workspace, program } = context;
  const kind = 'settings';
  const facts = new Map<string, Fact>();
  for (const pkg of workspace.packages) {
    if (pkg.installed) continue;
    for (const file of sourcesOf(workspace, pkg)) {
      if (!workspace.files.read(file)?.includes('process.env')) continue;
      for (const { name, start, end } of program.environmentReadsOf(context.absolute(file))) {
        const id = factId(kind, pkg.name, name);
        if (everywhere.has(name) || declared.has(name) || facts.has(id)) continue;
        const location = context.locate(file, start, end);
        facts.set(id, { id, kind, package: pkg.name, name, aliases: [], location, details: {} });
      }
    }
  }
  return [...facts.values()];
}
