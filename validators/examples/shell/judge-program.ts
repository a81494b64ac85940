import { nearest } from '../../../src/config/nearest.ts';
import { isRecord } from '../../../src/workspace/json.ts';
import type { WorkspacePackage } from '../../../src/workspace/packages.ts';
import type { Workspace } from '../../../src/workspace/workspace.ts';
import type { PackageRun } from './package-runs.ts';
import type { Judged } from './verdict.ts';

const unscoped = (name: string): string => name.replace(/^@[^/]+\//, '');

/** The names of the programs of a package, from `bin` of its package.json. */
function programsOf({ name, manifest }: WorkspacePackage): string[] {
  const published = isRecord(manifest.publishConfig) ? manifest.publishConfig.bin : undefined;
  const bin = published ?? manifest.bin;
  return typeof bin === 'string' ? [unscoped(name)] : isRecord(bin) ? Object.keys(bin) : [];
}

/**
 * Looks up what `npx` would run. Packages of others are their own business, and so are packages that are never published,
 * or that name a folder of programs.
 */
export function judgeProgram(run: PackageRun, { packages }: Workspace): Judged {
  const owner = packages.find(({ name, installed }) => name === run.package && !installed);
  if (!owner || owner.private || isRecord(owner.manifest.directories)) return { state: 'known' };
  const known = programsOf(owner);
  const wanted = run.program ?? unscoped(run.package);
  const brought = run.program === undefined && packages.some((one) => programsOf(one).includes(wanted));
  const only = run.program === undefined && known.length === 1;
  if (known.includes(wanted) || brought || only) return { state: 'known' };
  const suggestion = nearest(wanted, known);
  const subject = { package: run.package, program: run.program ?? '', known, suggestion };
  return { state: 'wrong', problem: { about: 'program', word: run.word, subject } };
}
