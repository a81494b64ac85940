import { isRecord } from '../../workspace/json.ts';
import type { WorkspacePackage } from '../../workspace/packages.ts';
import { joinInside } from '../../workspace/path.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { isScriptSource, sourcesOf } from '../sources.ts';
import type { CollectContext } from './context.ts';
import { type Fact, type FactDetails, factId, type Inventory } from './fact.ts';

const signs =
  /\bparseArgs\b|\bprocess\.argv\b|['"](?:node:)?process['"]|['"](?:commander|cac|citty|yargs|@commander-js\/|minimist|mri|arg|meow|sade|clipanion|@oclif\/|command-line-args|getopts|yargs-parser|nopt|gunshi|@stricli\/|cmd-ts|cleye|@bomb\.sh\/|caporal|@caporal\/|vorpal|argparse|optimist|dashdash|type-flag|@effect\/cli|func|trpc-cli|ink|pastel)/;

/** Whether a source has to do with a command line, by a look at its text. */
const mayRead = (text: string): boolean => signs.test(text);

/** The names of the programs of a package, from `bin` of its package.json. */
export function programsOf({ name, manifest }: WorkspacePackage): string[] {
  const published = isRecord(manifest.publishConfig) ? manifest.publishConfig.bin : undefined;
  const bin = published ?? manifest.bin;
  if (typeof bin === 'string') return name === '' ? [] : [name.replace(/^@[^/]+\//, '')];
  return isRecord(bin) ? Object.keys(bin) : [];
}

/** Whether every program that is a file of the repository is one of the sources that are read. What is built is from them. */
function isRead(workspace: Workspace, { manifest, directory }: WorkspacePackage, sources: readonly string[]): boolean {
  const paths = isRecord(manifest.bin) ? Object.values(manifest.bin) : [manifest.bin];
  return paths.every((path) => {
    const file = typeof path === 'string' ? joinInside(directory, path) : undefined;
    return file !== undefined && (!workspace.files.has(file) || sources.includes(file));
  });
}

/** The sources of a package that may read a command line, those in plain JavaScript with them. */
function readersOf(workspace: Workspace, pkg: WorkspacePackage): string[] {
  if (programsOf(pkg).length === 0) return [];
  const scripts = sourcesOf(workspace, pkg, isScriptSource);
  if (!isRead(workspace, pkg, scripts)) return [];
  return scripts.filter((file) => workspace.files.made(file, mayRead));
}

const packagesWithPrograms = ({ packages }: Workspace): readonly WorkspacePackage[] =>
  packages.filter((pkg) => !pkg.installed && programsOf(pkg).length > 0);

/** The sources that may read a command line, by a look at their text. */
export const commandLineFiles = (workspace: Workspace): string[] =>
  packagesWithPrograms(workspace).flatMap((pkg) => readersOf(workspace, pkg));

/**
 * The flags and commands of the programs of each package. A package of which not every flag is written out has none here: a
 * part of them would make the others look wrong. Packages whose flags are told by the config are left out.
 */
export function collectCommandLines(context: CollectContext, known: readonly Fact[]): Inventory[] {
  const { workspace, program } = context;
  const told = new Set(known.filter(({ kind }) => kind === 'flags' || kind === 'commands').map((fact) => fact.package));
  const inventories: Inventory[] = [];
  for (const pkg of packagesWithPrograms(workspace)) {
    if (told.has(pkg.name)) continue;
    const readings = readersOf(workspace, pkg).map((file) => ({
      file,
      ...program.commandLineOf(context.absolute(file)),
    }));
    const isStrict = readings.some(({ strict }) => strict) || !readings.some(({ lenient }) => lenient);
    if (!isStrict || readings.some(({ whole }) => !whole)) continue;
    const programs = programsOf(pkg);
    const facts = new Map<string, Fact>();
    const add = (
      kind: string,
      name: string,
      file: string,
      at: { start: number; end: number },
      more: Partial<Fact>,
    ): void => {
      const id = factId(kind, pkg.name, name);
      const known = facts.get(id);
      facts.set(id, {
        id,
        kind,
        package: pkg.name,
        name,
        location: context.locate(file, at.start, at.end),
        ...known,
        description: known?.description ?? more.description,
        aliases: [...new Set([...(known?.aliases ?? []), ...(more.aliases ?? [])])],
        details: { ...more.details, ...known?.details, programs },
      });
    };
    for (const { file, flags, commands } of readings) {
      for (const { name, short, type, default: fallback, description, ...at } of flags) {
        const details: FactDetails = {
          ...(type !== undefined && { type }),
          ...(fallback !== undefined && { default: fallback }),
        };
        add('flags', name, file, at, { aliases: short === undefined ? [] : [short], description, details });
      }
      for (const { name, ...at } of commands) {
        for (const owner of programs) add('commands', `${owner} ${name}`, file, at, {});
      }
    }
    const found = Map.groupBy(facts.values(), ({ kind }) => kind);
    if (!found.has('flags')) continue;
    for (const [kind, some] of found) {
      inventories.push({ kind, source: `the programs of ${pkg.name}`, declared: false, facts: some });
    }
  }
  return inventories;
}
