import type { CheckContext } from '../../src/check/validator.ts';
import type { Block, Page } from '../../src/docs/page.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import { createNearestFile } from '../links/nearest-file.ts';
import { missingPath } from './missing-path.ts';
import { missingProgram } from './missing-program.ts';
import { missingScript } from './missing-script.ts';
import { type Audience, createAudience } from './shell/about-repository.ts';
import type { ShellCommand, ShellReading, ShellWord } from './shell/command.ts';
import { isCopied } from './shell/copied.ts';
import { judgePath } from './shell/judge-path.ts';
import { judgeProgram } from './shell/judge-program.ts';
import { judgeScript } from './shell/judge-script.ts';
import { shellLanguageOf } from './shell/language.ts';
import { madePathsOf, namedPathsOf } from './shell/named-paths.ts';
import { scriptCallOf } from './shell/package-manager.ts';
import { packageRunOf } from './shell/package-runs.ts';
import { readScripts, type ScriptIndex } from './shell/scripts.ts';
import { readSession } from './shell/session.ts';
import type { CommandProblem, Judged } from './shell/verdict.ts';
import { shellSyntax } from './shell-syntax.ts';

/** The rules that commands are held to. */
export const shellRules = [shellSyntax, missingScript, missingPath, missingProgram];

/** Checks the commands of a page. */
export interface ShellCheck {
  /** Parses a block of commands and looks up what it names; false when the block is none. */
  block(page: Page, block: Block): Promise<boolean>;
  /** Looks up the commands in inline code. Call it when the blocks of the page are done. */
  mentions(page: Page): Promise<void>;
}

/** What the commands above a place on a page did. */
interface PageState {
  readonly page: Page;
  readonly made: string[];
  readonly clones: string[];
}

const readersOwn = 'its commands may run in a project of the reader';
const runsScript = /^(?:npm|pnpm|yarn|bun|node)\s+\S/;

/** Prepares the check of commands for one run. The parser is loaded when the first command is met. */
export function createShellCheck(context: CheckContext): ShellCheck {
  const { workspace, level } = context;
  const nearestFile = createNearestFile(workspace.files);
  let audience: Audience | undefined;
  let scripts: ScriptIndex | undefined;
  let state: PageState | undefined;

  const isOwn = (page: Page, section: readonly string[]): boolean => {
    audience ??= createAudience(workspace);
    return level === 'strict' || audience.isOwn(page, section);
  };
  const stateOf = (page: Page): PageState => {
    if (state?.page !== page) state = { page, made: [], clones: [] };
    return state;
  };
  const read = async (text: string): Promise<ShellReading> =>
    (await import('./shell/read-commands.ts')).readCommands(text);

  function* judgeCommand(page: Page, command: ShellCommand, own: boolean): Generator<Judged> {
    const run = packageRunOf(command);
    if (run) yield judgeProgram(run, workspace);
    const call = scriptCallOf(command);
    const paths = run || call ? [] : namedPathsOf(command);
    if (!own) {
      if (call || paths.length > 0) yield { state: 'unknown', reason: readersOwn };
      return;
    }
    if (call) {
      scripts ??= readScripts(workspace);
      yield judgeScript(call, scripts);
    }
    const { made, clones } = stateOf(page);
    for (const path of paths) {
      yield judgePath(path, { page: page.file, folder: command.folder, made, clones }, workspace, nearestFile);
    }
  }

  const report = (problem: CommandProblem, written: string, locate: (word: ShellWord) => Location): void => {
    const location = locate(problem.word);
    if (problem.about === 'script') context.ask([missingScript], { ...problem.subject, command: written, location });
    else if (problem.about === 'path') context.ask([missingPath], { ...problem.subject, location });
    else context.ask([missingProgram], { ...problem.subject, location });
  };

  return {
    async block(page, block) {
      const language = shellLanguageOf(block);
      if (!language) return false;
      const skip = block.markers.find(({ name }) => name === 'skip');
      if (skip) {
        context.settle(block, 'skipped', skip.value ?? 'marked @skip without a reason');
        return true;
      }
      const session = readSession(block.value, language.terminal);
      if (language.dialect === 'foreign' || session.foreign) {
        context.settle(block, 'not-applicable', session.foreign ? 'a prompt of Windows' : language.name);
        return true;
      }
      if (session.text.trim() === '') {
        context.settle(block, 'not-applicable', 'no command');
        return true;
      }
      const { commands, faults, made } = await read(session.text);
      const believed = level === 'strict' ? faults : faults.filter((fault) => isCopied(block, session.text, fault));
      if (faults.length > 0) {
        context.ask([shellSyntax], { page, block, faults: believed.slice(0, 1) });
        if (believed.length > 0) context.settle(block, 'checked');
        else context.settle(block, 'unverifiable', 'it is no text that a shell reads');
        return true;
      }
      const past = stateOf(page);
      past.made.push(...made, ...commands.flatMap(madePathsOf));
      let own = past.clones.length > 0 || isOwn(page, block.section);
      let reason: string | undefined;
      const locate = ({ start, end }: ShellWord): Location =>
        page.source.locate(block.offsetInPage(start), block.offsetInPage(end - 1) + 1);
      for (const command of commands) {
        if (audience?.fetches(command)) {
          own = true;
          past.clones.push(...madePathsOf(command));
        }
        for (const judged of judgeCommand(page, command, own)) {
          if (judged.state === 'wrong') {
            report(judged.problem, writtenUpTo(session.text, command, judged.problem.word), locate);
          } else if (judged.state === 'unknown') reason ??= judged.reason;
        }
      }
      if (reason === undefined) context.settle(block, 'checked');
      else context.settle(block, 'unverifiable', reason);
      return true;
    },
    async mentions(page) {
      for (const mention of page.mentions) {
        if (!runsScript.test(mention.value) || !isOwn(page, sectionAt(page, mention.line))) continue;
        const { commands, faults } = await read(mention.value);
        const [command, ...more] = faults.length === 0 ? commands : [];
        const call = command && more.length === 0 ? scriptCallOf(command) : undefined;
        if (!command || !call) continue;
        scripts ??= readScripts(workspace);
        const judged = judgeScript(call, scripts);
        if (judged.state === 'unknown') continue;
        if (judged.state === 'wrong') {
          report(judged.problem, writtenUpTo(mention.value, command, judged.problem.word), () => mention.location);
        }
        context.settle(mention, 'checked');
      }
    },
  };
}

/** A command up to one of its words, as it is written, on one line. */
const writtenUpTo = (text: string, { words: [first] }: ShellCommand, { end }: ShellWord): string =>
  text.slice(first!.start, end).replace(/\\?\s+/g, ' ');

/** The headings that a line stands under, outermost first. */
function sectionAt({ headings }: Page, line: number): readonly string[] {
  const open: { depth: number; text: string }[] = [];
  for (const { depth, text, location } of headings) {
    if (location.line > line) break;
    while (open.length > 0 && open.at(-1)!.depth >= depth) open.pop();
    open.push({ depth, text });
  }
  return open.map(({ text }) => text);
}
