import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { validatorNames } from '../../validators/load.ts';
import type { FormerNames } from '../code/history/former.ts';
import { findConfigFile, loadConfig } from '../config/load.ts';
import { nearest } from '../config/nearest.ts';
import type { Changes } from '../workspace/changes.ts';
import { type Arguments, UsageError } from './arguments.ts';
import type { CheckOptions } from './compose.ts';

/** What a command uses in place of what is loaded for it: see {@link CheckOptions}. */
export type CommandParts = Pick<CheckOptions, 'startCompiler' | 'createRunner'>;

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

function rootOf(given: string | undefined): string {
  const root = resolve(given ?? '.');
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder ${root}. Name the repository with --root.`);
  }
  return realpathSync(root);
}

/** The paths that were named, relative to the root, in POSIX form. Each is looked for below the current folder first. */
function namedPaths(root: string, operands: readonly string[]): string[] {
  return operands.map((operand) => {
    const candidates = isAbsolute(operand) ? [operand] : [resolve(operand), join(root, operand)];
    for (const candidate of candidates) {
      if (!exists(candidate)) continue;
      const inside = relative(root, realpathSync(candidate));
      if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) return inside.split(sep).join('/');
    }
    const found = candidates.find(exists);
    throw new UsageError(
      found === undefined
        ? `There is nothing at \`${operand}\`. Paths are those of files or folders below the root, ${root}.`
        : `\`${operand}\` is not below the root, ${root}. Name another root with --root.`,
    );
  });
}

/** The ids of all rules. All validators are loaded to know them. */
const knownRules = async (): Promise<readonly string[]> => (await import('./rules.ts')).ruleIds;

async function checkOnly(only: readonly string[]): Promise<void> {
  if (only.every((name) => validatorNames.includes(name))) return;
  const names = [...validatorNames, ...(await knownRules())];
  for (const name of only) {
    if (names.includes(name)) continue;
    const meant = nearest(name, names);
    throw new UsageError(
      `\`--only ${name}\` names no validator and no rule. ${meant === undefined ? 'Run `docproof explain` to see all.' : `Did you mean \`${meant}\`?`}`,
    );
  }
}

/** The folder of the built site, looked for below the current folder first. It may stand outside the root. */
function siteFolder(root: string, given: string): string {
  const found = [resolve(given), resolve(root, given)].find((path) =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory(),
  );
  if (found === undefined) {
    throw new UsageError(
      `There is no folder \`${given}\` in the current folder or in ${root}. Build the site first, and name the folder it is built into: \`--site dist\`.`,
    );
  }
  return realpathSync(found);
}

/** What git says has changed. It is asked for this alone. */
async function changesIn(root: string, since: string | undefined): Promise<Changes> {
  const { changesSince, gitIn } = await import('./git.ts');
  return changesSince(gitIn(root), since);
}

/** What git tells of names. It is asked for this alone. */
function namesBefore(root: string): FormerNames {
  return async (names) => {
    const { formerNames } = await import('./former-names.ts');
    const { gitIn } = await import('./git.ts');
    return formerNames(gitIn(root))(names);
  };
}

/**
 * Turns a command line into what a check is asked to do: the root, the config, the paths and the changes are looked up.
 * Throws a {@link UsageError} for what is not there.
 */
export async function readRequest(args: Arguments, parts: CommandParts = {}): Promise<CheckOptions> {
  const root = rootOf(args.root);
  await checkOnly(args.only);
  const paths = namedPaths(root, args.operands);
  const site = args.site === undefined ? undefined : siteFolder(root, args.site);
  const file = args.config === undefined ? findConfigFile(root) : resolve(args.config);
  const config = file === undefined ? {} : await loadConfig(file, await knownRules());
  const changes = args.changed && (await changesIn(root, args.changed.since));
  return {
    ...parts,
    root,
    config,
    level: args.level ?? config.level ?? 'drift',
    only: args.only.length > 0 ? args.only : undefined,
    site,
    paths: paths.length > 0 ? paths : undefined,
    changes,
    formerNames: namesBefore(root),
    run: args.run,
  };
}
