import { relative, sep } from 'node:path';
import { loadValidators, validatorNames } from '../../validators/load.ts';
import type { BuiltSite } from '../built/built-site.ts';
import { findAffected } from '../check/affected.ts';
import { causedBy } from '../check/changed.ts';
import type { RememberInventories } from '../check/facts.ts';
import type { Finding } from '../check/finding.ts';
import type { CheckResult } from '../check/result.ts';
import type { Level } from '../check/rule.ts';
import { runValidators } from '../check/run.ts';
import type { Validator } from '../check/validator.ts';
import type { CompilerNeeds, startNativeCompiler } from '../code/compiler/native.ts';
import type { Compiler } from '../code/compiler/port.ts';
import type { FormerNames } from '../code/history/former.ts';
import type { ResolvedConfig } from '../config/define.ts';
import { loadMarkdownEngine } from '../docs/markdown/engine.ts';
import type { MarkdownEngine } from '../docs/markdown/port.ts';
import type { Page } from '../docs/page.ts';
import { createPageHistory, type EarlierTexts } from '../docs/page-history.ts';
import { readPages } from '../docs/read-pages.ts';
import type { ExternalLinks } from '../external/port.ts';
import type { createNodeRunner } from '../run/node-runner.ts';
import type { ExampleRunner } from '../run/port.ts';
import type { Changes } from '../workspace/changes.ts';
import { diskFileSystem, type FileSystem } from '../workspace/file-system.ts';
import { isBelow } from '../workspace/path.ts';
import { readWorkspace, type WorkspaceOptions } from '../workspace/read-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { UsageError } from './arguments.ts';
import type { ExternalRequest } from './compose-external.ts';
import { limitMemory } from './memory.ts';

/** What a check is asked to do. */
export interface CheckOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly config: ResolvedConfig;
  readonly level: Level;
  /** Names of validators or ids of rules. Other validators do not take part, and only these findings are reported. */
  readonly only?: readonly string[] | undefined;
  /** POSIX paths of files or folders below the root; only findings in them are reported. */
  readonly paths?: readonly string[] | undefined;
  /** When given, only findings that the change can have caused are reported. */
  readonly changes?: Changes | undefined;
  /** Earlier texts of pages, when it may be asked what a page was before. */
  readonly earlier?: EarlierTexts | undefined;
  /** What the history of the repository tells of names, when it may be asked. */
  readonly formerNames?: FormerNames | undefined;
  /** Absolute path of the folder of the built site, when it is to be checked too. */
  readonly site?: string | undefined;
  /** Asks external links when given. */
  readonly external?: ExternalRequest | undefined;
  /** Whether examples that say so run. Without it no code of the repository runs. */
  readonly run?: boolean | undefined;
  readonly fileSystem?: FileSystem | undefined;
  /** Starts a compiler for the run, or one that lasts for a session. When it is not given, the native one is started and ended. */
  readonly startCompiler?: typeof startNativeCompiler | undefined;
  /** Makes what runs examples. When it is not given, they run in processes of Node. */
  readonly createRunner?: typeof createNodeRunner | undefined;
  /** Told what the run is doing, for whoever watches. */
  onProgress?(phase: string): void;
}

/** Whether a name of `--only` asks for a validator or for one of its rules. */
const asksFor = (wanted: string, { name, rules }: Validator): boolean =>
  wanted === name || rules.some(({ id, aliases = [] }) => id === wanted || aliases.includes(wanted));

/** The validators that take part. Names of validators are known without loading the others, ids of rules are not. */
export async function chosen(only: readonly string[] | undefined): Promise<readonly Validator[]> {
  if (only?.every((name) => validatorNames.includes(name))) return loadValidators(only);
  const all = await loadValidators();
  return only === undefined ? all : all.filter((one) => only.some((name) => asksFor(name, one)));
}

/** The path that leads from one absolute folder to another, in POSIX form. */
const leading = (from: string, to: string): string => relative(from, to).split(sep).join('/');

async function readSite(options: CheckOptions, site: string): Promise<BuiltSite> {
  options.onProgress?.('reading the built site');
  // The reader of HTML is loaded for this alone.
  const { readBuiltSite } = await import('../built/read-built-site.ts');
  const built = readBuiltSite(options.fileSystem ?? diskFileSystem, site, leading(options.root, site));
  if (built.pages.length > 0 || built.unreadable.length > 0) return built;
  throw new UsageError(`There is no HTML file in ${site}. Build the site first, or name the folder it is built into.`);
}

/** What asks external links. It is loaded for this alone. */
async function askers(
  options: CheckOptions,
  request: ExternalRequest,
  note: (text: string) => void,
): Promise<ExternalLinks> {
  const { composeExternal } = await import('./compose-external.ts');
  return composeExternal(options.root, options.config.external, request, {
    note,
    onProgress: (done, all) => options.onProgress?.(`asking external links, ${done} of ${all}`),
  });
}

/** What runs examples. It is loaded for this alone. */
async function runner({ config, createRunner, onProgress }: CheckOptions): Promise<ExampleRunner> {
  const { composeRunner } = await import('./compose-run.ts');
  return composeRunner(
    config.examples,
    (done, all) => onProgress?.(`running examples, ${done} of ${all}`),
    createRunner,
  );
}

/** What a run is made of, beside what it is asked to do. */
export interface RunParts {
  readonly validators: readonly Validator[];
  readonly engine: MarkdownEngine;
  readonly workspace: Workspace;
  readonly pages: readonly Page[];
  readonly startedAt: Date;
  /** Gives the facts that were collected before from the same code; absent for a single run. */
  readonly rememberInventories?: RememberInventories | undefined;
  startCompiler(): Compiler;
}

/** What may be said of the workspace on the command line and in the config. */
export const workspaceOptions = ({ config, paths }: CheckOptions): WorkspaceOptions => ({
  include: config.include,
  exclude: config.exclude,
  named: paths?.filter((path) => /\.(md|mdx|markdown)$/i.test(path)),
});

/** Whether one of the validators asks the compiler. */
export const needsCompiler = (validators: readonly Validator[]): boolean =>
  validators.some(({ compiles }) => compiles !== false);

/** The compiler, loaded when one of the validators needs it. What it gives throws when none of them said so. */
export async function loadCompiler(validators: readonly Validator[]): Promise<typeof startNativeCompiler> {
  if (needsCompiler(validators)) {
    return (await import('../code/compiler/native.ts')).startNativeCompiler;
  }
  return () => {
    throw new Error(`${validators.map(({ name }) => name).join(' or ')} asked for the compiler`);
  };
}

/** Checks pages that were read. */
export async function checkPages(options: CheckOptions, parts: RunParts): Promise<CheckResult> {
  const { root, config, level, only, paths } = options;
  const { validators, engine, workspace, pages } = parts;
  const built = options.site === undefined ? undefined : await readSite(options, options.site);

  const notes: string[] = [];
  const external = options.external && (await askers(options, options.external, (text) => void notes.push(text)));
  options.onProgress?.(`checking ${pages.length} pages`);
  const result = await runValidators({
    workspace,
    pages,
    built,
    validators,
    level,
    startedAt: parts.startedAt,
    rememberInventories: parts.rememberInventories,
    external,
    facts: {
      file: config.file === undefined ? undefined : leading(root, config.file),
      inventories: config.inventories,
      coverage: config.coverage,
    },
    runner: options.run ? await runner(options) : undefined,
    changes: options.changes,
    history: options.earlier && createPageHistory(engine, options.earlier),
    formerNames: options.formerNames,
    startCompiler: () => parts.startCompiler(),
    severities: config.rules,
    reported: ({ rule, location }) =>
      (only === undefined || only.some((name) => rule === name || rule.startsWith(`${name}/`))) &&
      (paths === undefined ||
        paths.length === 0 ||
        (location !== undefined && paths.some((path) => isBelow(location.file, path)))),
  });
  const noted = notes.length === 0 ? result : { ...result, notes: [...result.notes, ...notes].sort() };
  if (!options.changes) return noted;
  const isCaused = causedBy(options.changes, pages);
  // What is built has no history that could tell.
  const isBuilt = ({ location }: Finding): boolean =>
    built !== undefined && location !== undefined && isBelow(location.file, built.folder);
  const isWanted = (finding: Finding): boolean => isBuilt(finding) || isCaused(finding);
  const findings = noted.findings.filter(isWanted);
  const hidden = noted.findings.filter((finding) => !isWanted(finding));
  const facts = (noted.coverage ?? []).map(({ fact }) => fact);
  const passages = findAffected(options.changes, pages, facts, (file) => workspace.files.read(file));
  const changed = { since: options.changes.since, hidden: hidden.length, passages };
  return { ...noted, findings, leftOut: [...noted.leftOut, ...hidden], changed };
}

/** Puts the parts together and runs them once. Reads the disk only through the file system that it is given. */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const startedAt = new Date();
  const { root, fileSystem = diskFileSystem } = options;
  const validators = await chosen(options.only);
  const startCompiler = options.startCompiler ?? (await loadCompiler(validators));

  options.onProgress?.('reading the workspace');
  const workspace = readWorkspace(fileSystem, root, workspaceOptions(options));
  options.onProgress?.(`reading ${workspace.pages.length} pages`);
  limitMemory(workspace.pages.length, needsCompiler(validators));
  const engine = await loadMarkdownEngine();
  const pages = await readPages(engine, workspace.pages, (file) => workspace.files.readBytes(file));
  const run = (needs: Pick<CompilerNeeds, 'whenOutOfStep'>): Promise<CheckResult> =>
    checkPages(options, {
      validators,
      engine,
      workspace,
      pages,
      startedAt,
      startCompiler() {
        const folders = validators.some(({ makesFolders }) => makesFolders?.(pages));
        return startCompiler(root, fileSystem, { folders, ...needs });
      },
    });
  let isOutOfStep = false;
  const whenOutOfStep = (): void => {
    isOutOfStep = true;
  };
  try {
    const result = await run({ whenOutOfStep });
    if (!isOutOfStep) return result;
  } catch (error) {
    if (!isOutOfStep) throw error;
  }
  return run({});
}
