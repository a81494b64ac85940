import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { CheckResult } from '../../check/result.ts';
import { findConfigFile, loadConfig } from '../../config/load.ts';
import { nearest } from '../../config/nearest.ts';
import { jsonReport } from '../../report/json.ts';
import { terminalReport } from '../../report/terminal.ts';
import { type Arguments, UsageError } from '../arguments.ts';
import { check } from '../compose.ts';
import { changesSince, gitIn } from '../git.ts';
import { type Interruptible, interruptedCode, interruptible } from '../interrupt.ts';
import { print, startProgress, wantsColor, writeReport } from '../output.ts';
import { ruleIds, validatorNames } from '../rules.ts';
import { readVersion } from '../version.ts';

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

function checkOnly(only: readonly string[]): void {
  const names = [...validatorNames, ...ruleIds];
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

const exitCode = (result: CheckResult, maxWarnings: number | undefined): number => {
  const open = result.findings.filter(({ baselined }) => !baselined);
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  const failed =
    open.some(({ severity }) => severity === 'error') || (maxWarnings !== undefined && warnings > maxWarnings);
  return failed ? 1 : 0;
};

/** Runs `docproof check` and returns the exit code. */
export async function runCheck(args: Arguments): Promise<number> {
  const root = rootOf(args.root);
  checkOnly(args.only);
  const paths = namedPaths(root, args.operands);
  const site = args.site === undefined ? undefined : siteFolder(root, args.site);
  const file = args.config === undefined ? findConfigFile(root) : resolve(args.config);
  const config = file === undefined ? {} : await loadConfig(file, ruleIds);
  const changes = args.changed && (await changesSince(gitIn(root), args.changed.since));
  const progress = startProgress();
  const interrupt: Interruptible | undefined = args.external ? interruptible() : undefined;
  let result: CheckResult;
  try {
    result = await check({
      root,
      config,
      level: args.level ?? config.level ?? 'drift',
      only: args.only.length > 0 ? args.only : undefined,
      site,
      paths: paths.length > 0 ? paths : undefined,
      changes,
      external: interrupt && { signal: interrupt.signal },
      onProgress: (phase) => progress.show(phase),
    });
  } finally {
    progress.stop();
    interrupt?.stop();
  }
  if (interrupt?.signal.aborted) return interruptedCode;
  for (const { name, file: target } of args.reporters) {
    const color = target === undefined && wantsColor(process.stdout, args.color);
    const text =
      name === 'json'
        ? jsonReport(result, { version: readVersion() })
        : terminalReport(result, { color, quiet: args.quiet });
    if (target === undefined) await print(text);
    else writeReport(target, text);
  }
  return exitCode(result, args.maxWarnings);
}
