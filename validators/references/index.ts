import { factsOf } from '../../src/check/facts.ts';
import { oncePer } from '../../src/check/once-per.ts';
import { createRecorder, type Telling } from '../../src/check/recorder.ts';
import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import { packageOfFile } from '../../src/code/package-paths.ts';
import { programOptions } from '../../src/code/program-options.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import { namesInCode } from '../coverage/namings.ts';
import { speaksOfOtherVersion } from '../examples/versions.ts';
import { type Binding, readBindings } from './bindings.ts';
import { type Chain, isFileName, readChain } from './chain.ts';
import { type CommandCheck, createCommandCheck, type UnknownWord } from './commands.ts';
import { speaksOfOtherTime, tellsOfNames, tellsOfOtherTime } from './context.ts';
import { judgeDocstrings } from './docstrings.ts';
import { createFormerCheck, type FormerCheck } from './former.ts';
import { formerName } from './former-name.ts';
import { createFactsOfRow, undeclaredIn } from './listed.ts';
import { missingLinkTarget } from './missing-link-target.ts';
import { missingMember } from './missing-member.ts';
import { missingModule } from './missing-module.ts';
import { missingPath } from './missing-path.ts';
import { missingSuccessor } from './missing-successor.ts';
import { misspeltName } from './misspelt-name.ts';
import { missingModulePath } from './module-path.ts';
import { createNamedCheck } from './named.ts';
import { createNames, type Names } from './names.ts';
import { createPathCheck } from './paths.ts';
import { type Question, type Root, resolveChains } from './resolve.ts';
import { wrongValuesOn } from './stated-values.ts';
import { type Successions, successionsOn } from './successors.ts';
import { unknownArgument } from './unknown-argument.ts';
import { unknownName } from './unknown-name.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownReturn } from './unknown-return.ts';
import { unknownThrown } from './unknown-thrown.ts';
import type { PageQuestion } from './words.ts';
import { wrongValue } from './wrong-value.ts';

/** A mention whose beginning is a known export. */
interface Asked {
  readonly page: Page;
  readonly mention: Mention;
  readonly question: Question;
}

/** Inline code that names something of the code names what is there. */
export const references = defineValidator({
  name: 'references',
  rules: [
    formerName,
    missingLinkTarget,
    missingMember,
    missingModule,
    missingPath,
    missingSuccessor,
    misspeltName,
    unknownArgument,
    unknownName,
    unknownParameter,
    unknownReturn,
    unknownThrown,
    wrongValue,
  ],
  async check(context) {
    const { workspace, pages, facts: book } = context;
    const facts = factsOf(await book.inventories());
    let questionsOnPages: PageQuestion[] = [];
    const names = createNames(workspace, pages, facts, (question) => void questionsOnPages.push(question));
    const recorder = createRecorder(context);
    const former = await createFormerCheck(recorder.context, facts, names);
    const commands = await createCommandCheck(workspace, facts);
    const judge = createPageJudge(recorder.context, { facts, names, former, commands });
    const verdicts = verdictsOf(facts);
    const asked: Asked[] = [];
    for (const page of pages) {
      const known = verdicts.get(page);
      const isSame = known?.paths === workspace.files.paths && known.former === former.all;
      if (isSame && known.onPages.every((question) => names.stillHolds(question))) {
        recorder.repeat(known.telling);
        asked.push(...known.asked);
        continue;
      }
      if (!book.isLasting) {
        asked.push(...judge(page));
        continue;
      }
      questionsOnPages = [];
      const { value, telling } = recorder.record(() => judge(page));
      const rest = { paths: workspace.files.paths, former: former.all, onPages: questionsOnPages };
      verdicts.set(page, { asked: value, telling, ...rest });
      asked.push(...value);
    }
    if (context.level === 'strict') judgeDocstrings(context, facts);
    if (asked.length > 0) judgeChains(context, facts, asked);
  },
});

/** What was told of a page, with what it rests on beside the page and the facts. */
interface Verdict {
  readonly asked: readonly Asked[];
  readonly telling: Telling;
  /** The paths of all files. */
  readonly paths: readonly string[];
  readonly former: FormerCheck['all'];
  readonly onPages: readonly PageQuestion[];
}

/** What was told of each page, as long as the facts are the same, and with them the code. */
const verdictsOf = oncePer((_: readonly Fact[]) => new WeakMap<Page, Verdict>());

/** What pages are judged with. */
interface Judging {
  readonly facts: readonly Fact[];
  readonly names: Names;
  readonly former: FormerCheck;
  readonly commands: CommandCheck;
}

/** Makes what judges a page, and returns the mentions of which only the compiler knows whether they are right. */
function createPageJudge(
  context: CheckContext,
  { facts, names, former, commands }: Judging,
): (page: Page) => readonly Asked[] {
  const { workspace, level } = context;
  const paths = createPathCheck(context);
  const named = createNamedCheck(facts, names);

  function judgeMention(page: Page, mention: Mention, otherVersion: string | undefined): Question | undefined {
    const undeclared = level === 'strict' ? named(mention.value) : undefined;
    if (undeclared) {
      const { kind, name, suggestion } = undeclared;
      context.ask([unknownName], { kind, name, suggestion, location: mention.location });
      context.settle(mention, 'checked');
      return undefined;
    }
    if (isKnown(names, mention)) {
      context.settle(mention, 'checked');
      return undefined;
    }
    if (otherVersion === undefined && judgeModule(context, page, mention)) return undefined;
    if (paths.mention(page, mention)) {
      context.settle(mention, 'checked');
      return undefined;
    }
    const chain = readChain(mention.value);
    const question = chain && questionOf(names, chain, readBindings(workspace, page).get(chain.root));
    if (question && otherVersion !== undefined) context.settle(mention, 'unverifiable', otherVersion);
    else if (!question) context.settle(mention, 'not-applicable');
    return otherVersion === undefined ? question : undefined;
  }

  return (page) => {
    const otherVersion = level === 'drift' ? speaksOfOtherVersion(workspace, page) : undefined;
    const listed = judgeTables(context, names, page);
    for (const block of page.blocks) {
      for (const unknown of commands.inBlock(block)) {
        const { start, end } = unknown;
        const location = page.source.locate(block.offsetInPage(start), block.offsetInPage(end - 1) + 1);
        const tellsOfThen = level === 'drift' && tellsOfOtherTime(page, location.line);
        if (otherVersion === undefined && !tellsOfThen) askForWord(context, unknown, location);
      }
    }
    if (otherVersion === undefined) for (const list of successionsOn(page)) judgeSuccessions(context, names, list);
    const asked: Asked[] = [];
    for (const mention of page.mentions) {
      if (former.mention(page, mention)) continue;
      if (otherVersion === undefined && judgeSpelling(context, names, page, mention)) continue;
      if (listed.has(mention)) continue;
      if (otherVersion === undefined && judgeCommands(context, commands, page, mention)) continue;
      const question = judgeMention(page, mention, otherVersion);
      if (question) asked.push({ page, mention, question });
    }
    return asked;
  };
}

/** Holds the rows of tables to the facts that they are about. Returns the mentions of which something was told. */
function judgeTables(context: CheckContext, names: Names, page: Page): ReadonlySet<Mention> {
  const told = new Set<Mention>();
  const factsOf = createFactsOfRow(names, page);
  for (const stated of wrongValuesOn(factsOf, page)) context.ask([wrongValue], stated);
  for (const table of page.tables) {
    for (const row of table.rows) {
      context.settle(row, factsOf(row).length > 0 ? 'checked' : 'not-applicable');
    }
    for (const { row, ...undeclared } of undeclaredIn(names, factsOf, table)) {
      const mention = page.mentions.find(({ line, value }) => line === row.line && value.trim() === undeclared.name);
      if (!mention) continue;
      context.ask([unknownName], { ...undeclared, location: mention.location });
      context.settle(row, 'checked');
      context.settle(mention, 'checked');
      told.add(mention);
    }
  }
  return told;
}

/** Whether a mention is the name of a fact. */
const isKnown = (names: Names, { value }: Mention): boolean =>
  namesInCode(value).names.some((name) => names.named(name).length > 0);

/** What a chain may mean on a page whose examples bind its first name so. */
function questionOf(names: Names, chain: Chain, binding: Binding | undefined): Question | undefined {
  if (binding?.means === 'other') return undefined;
  if (binding?.means === 'module') return { chain, roots: [{ as: '', module: binding.module }] };
  return names.rootsOf(chain);
}

/** Whether what is wrong in this sentence proves nothing. */
const isExcused = ({ level }: CheckContext, page: Page, mention: Mention): boolean =>
  level === 'drift' && speaksOfOtherTime(page, mention);

function judgeChains(context: CheckContext, facts: readonly Fact[], asked: readonly Asked[]): void {
  const { workspace, compiler } = context;
  const keyOf = ({ chain, roots }: Question): string =>
    JSON.stringify([chain, roots.map(({ as, module }) => [as, module])]);
  const questions = new Map<string, Question>();
  for (const { question } of asked) {
    const key = keyOf(question);
    if (!questions.has(key)) questions.set(key, question);
  }
  const resolutions = resolveChains(compiler, workspace.root, programOptions(context), [...questions.values()]);
  for (const { page, mention, question } of asked) {
    const resolution = resolutions.get(questions.get(keyOf(question))!)!;
    if (resolution.state === 'unknown') {
      context.settle(mention, 'unverifiable', 'the module that it names is not understood');
      continue;
    }
    if (resolution.state === 'missing') {
      if (isExcused(context, page, mention)) {
        context.settle(mention, 'unverifiable', 'the sentence may speak of another version');
        continue;
      }
      const { owner, name } = resolution;
      const members = facts
        .filter((fact) => fact.name.startsWith(`${owner}.`))
        .map((fact) => fact.name.slice(owner.length + 1));
      const suggestion = nearest(name, members);
      const [{ fact, module }] = question.roots as readonly [Root];
      const from = fact?.package ?? packageOfFile(workspace, `${workspace.root}/${module}`)?.name ?? '';
      context.ask([missingMember], { mention, owner, name, package: from, fact, suggestion });
    }
    context.settle(mention, 'checked');
  }
}

/** Holds a word of a command to its rule. What a config lists is held where a config demands it. */
function askForWord(context: CheckContext, unknown: UnknownWord, location: Location): void {
  const { kind, name, program, found, suggestion } = unknown;
  if (found) context.ask([unknownArgument], { kind, name, program, suggestion, location });
  else context.ask([unknownName], { kind, name, suggestion, location });
}

/** Looks for words in a command that its program does not know. True when there is one. */
function judgeCommands(context: CheckContext, commands: CommandCheck, page: Page, mention: Mention): boolean {
  const [unknown] = commands.inText(mention.value);
  if (!unknown || isExcused(context, page, mention) || (context.level === 'drift' && !unknown.found)) return false;
  askForWord(context, unknown, mention.location);
  context.settle(mention, 'checked');
  return true;
}

/** Whether the first page of the repository has this for its title: some projects have a slash in their name. */
function isNameOfProject({ pages }: CheckContext, text: string): boolean {
  const readme = pages.find(({ file }) => /^readme\.mdx?$/i.test(file));
  return readme?.headings.find(({ depth }) => depth === 1)?.text.trim() === text;
}

/** Looks for a module that is not published. True when the mention names one. */
function judgeModule(context: CheckContext, page: Page, mention: Mention): boolean {
  const missing = missingModulePath(context.workspace, mention.value);
  if (!missing || isExcused(context, page, mention) || isNameOfProject(context, missing.specifier)) return false;
  context.ask([missingModule], { mention, ...missing });
  context.settle(mention, 'checked');
  return true;
}

/** Fewer new names that are known say nothing of whether a list is about this code. */
const fewestKnown = 3;

/** Looks for the new names of a list of renames. Those that most others of the list are unlike say nothing. */
function judgeSuccessions(context: CheckContext, names: Names, list: Successions): void {
  if (list.length <= fewestKnown) return;
  const known = list.filter(({ name }) => names.isInSources(name)).length;
  if (known < fewestKnown || known * 2 < list.length) return;
  for (const { before, name, location, mention } of list) {
    // A word in small letters may stand for anything.
    if (!/[\p{Ll}\p{N}]\p{Lu}/u.test(name) || names.isWritten(name)) continue;
    context.ask([missingSuccessor], { before, name, location, suggestion: names.nearestPublic(name) });
    if (mention) context.settle(mention, 'checked');
  }
}

const smallWord = /^\p{Ll}{6,}(?:\(\))?$/u;

const identifiers = /(?<![\p{L}\p{N}_$./-])[\p{L}_$][\p{L}\p{N}_$]*(?![\p{L}\p{N}_$/-])/gu;

/** Looks for a name that is misspelt. True when there is one. */
function judgeSpelling(context: CheckContext, names: Names, page: Page, mention: Mention): boolean {
  if (isFileName(mention.value)) return false;
  for (const [written] of mention.value.matchAll(identifiers)) {
    // A word without a capital letter inside it may be one of a language, unless its letters are swapped.
    const isName = /[\p{Ll}\p{N}]\p{Lu}/u.test(written);
    if (!isName && !smallWord.test(mention.value)) continue;
    const isCalled = mention.value.includes(`${written}(`);
    const found = isName
      ? (names.misspelt(written) ?? (isCalled ? names.miscalled(written) : undefined))
      : names.swapped(written);
    if (!found || (context.level === 'drift' && tellsOfNames(page, mention))) continue;
    context.ask([misspeltName], { mention, written, ...found });
    context.settle(mention, 'checked');
    return true;
  }
  return false;
}
