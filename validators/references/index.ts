import { factsOf } from '../../src/check/facts.ts';
import { oncePer } from '../../src/check/once-per.ts';
import { createRecorder, type Telling } from '../../src/check/recorder.ts';
import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import type { Location } from '../../src/workspace/source-text.ts';
import { readWordsInSteps } from '../../src/workspace/words-of-files.ts';
import { namesInCode } from '../coverage/namings.ts';
import { readBindings } from './bindings.ts';
import { readChain } from './chain.ts';
import { type CommandCheck, createCommandCheck, type UnknownWord } from './commands.ts';
import { isExcused, tellsOfOtherTime } from './context.ts';
import { judgeDocstrings } from './docstrings.ts';
import { createFormerCheck, type FormerCheck } from './former.ts';
import { formerName } from './former-name.ts';
import { type Asked, judgeChains, questionOf } from './judge-members.ts';
import { judgeModule } from './judge-modules.ts';
import { judgeSpelling } from './judge-spelling.ts';
import { createFactsOfRow, undeclaredIn } from './listed.ts';
import { missingLinkTarget } from './missing-link-target.ts';
import { missingMember } from './missing-member.ts';
import { missingModule } from './missing-module.ts';
import { missingPath } from './missing-path.ts';
import { missingSuccessor } from './missing-successor.ts';
import { misspeltName } from './misspelt-name.ts';
import { createNamedCheck } from './named.ts';
import { createNames, type Names } from './names.ts';
import { otherSubject } from './other-subject.ts';
import { createPathCheck } from './paths.ts';
import type { Question } from './resolve.ts';
import { wrongValuesOn } from './stated-values.ts';
import { type Successions, successionsOn } from './successors.ts';
import { unknownArgument } from './unknown-argument.ts';
import { unknownName } from './unknown-name.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownReturn } from './unknown-return.ts';
import { unknownThrown } from './unknown-thrown.ts';
import { isWrittenInCode, type PageQuestion } from './words.ts';
import { wrongValue } from './wrong-value.ts';

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
  meanwhile: ({ files }) => readWordsInSteps(files, isWrittenInCode),
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
    if (asked.length > 0) judgeChains(context, facts, names, asked);
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

  function judgeMention(page: Page, mention: Mention, excuse: string | undefined): Question | undefined {
    const bindings = readBindings(workspace, page);
    const undeclared = level === 'strict' ? named(mention.value, (name) => bindings.has(name)) : undefined;
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
    if (excuse === undefined && judgeModule(context, names, page, mention)) return undefined;
    if (paths.mention(page, mention)) {
      context.settle(mention, 'checked');
      return undefined;
    }
    const chain = readChain(mention.value);
    const question = chain && questionOf(workspace, names, chain, bindings.get(chain.root));
    if (question && excuse !== undefined) context.settle(mention, 'unverifiable', excuse);
    else if (!question) context.settle(mention, 'not-applicable');
    return excuse === undefined ? question : undefined;
  }

  return (page) => {
    const excuse = otherSubject(workspace, page, level);
    const listed = judgeTables(context, names, page);
    for (const block of page.blocks) {
      for (const unknown of commands.inBlock(block)) {
        const { start, end } = unknown;
        const location = page.source.locate(block.offsetInPage(start), block.offsetInPage(end - 1) + 1);
        const tellsOfThen = level === 'drift' && tellsOfOtherTime(page, location.line);
        if (excuse === undefined && !tellsOfThen) askForWord(context, unknown, location);
      }
    }
    if (excuse === undefined) for (const list of successionsOn(page)) judgeSuccessions(context, names, list);
    const asked: Asked[] = [];
    for (const mention of page.mentions) {
      if (former.mention(page, mention)) continue;
      if (excuse === undefined && judgeSpelling(context, names, page, mention)) continue;
      if (listed.has(mention)) continue;
      if (excuse === undefined && judgeCommands(context, commands, page, mention)) continue;
      const question = judgeMention(page, mention, excuse);
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
    for (const { row, ...undeclared } of undeclaredIn(names, factsOf, page, table)) {
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
