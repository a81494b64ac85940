import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import { packageOfFile } from '../../src/code/package-paths.ts';
import { programOptions } from '../../src/code/program-options.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { namesInCode } from '../coverage/namings.ts';
import { speaksOfOtherVersion } from '../examples/versions.ts';
import { type Binding, readBindings } from './bindings.ts';
import { type Chain, isFileName, readChain } from './chain.ts';
import { createCommandCheck } from './commands.ts';
import { speaksOfOtherTime, tellsOfNames } from './context.ts';
import { judgeDocstrings } from './docstrings.ts';
import { createFormerCheck } from './former.ts';
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
import { unknownName } from './unknown-name.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownReturn } from './unknown-return.ts';
import { unknownThrown } from './unknown-thrown.ts';
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
    unknownName,
    unknownParameter,
    unknownReturn,
    unknownThrown,
    wrongValue,
  ],
  async check(context) {
    const { workspace, pages, facts: book } = context;
    const facts = (await book.inventories()).flatMap((inventory) => inventory.facts);
    const names = createNames(workspace, pages, facts);
    const former = await createFormerCheck(context, names);
    const paths = createPathCheck(context);
    const named = createNamedCheck(facts, names);
    const commands = createCommandCheck(facts);
    const asked: Asked[] = [];
    const questions = new Map<string, Question>();
    for (const page of pages) {
      const otherVersion = context.level === 'drift' ? speaksOfOtherVersion(workspace, page) : undefined;
      const listed = judgeTables(context, names, page);
      for (const block of page.blocks) {
        for (const { start, end, ...unknown } of commands.inBlock(block)) {
          const location = page.source.locate(block.offsetInPage(start), block.offsetInPage(end - 1) + 1);
          context.ask([unknownName], { ...unknown, location });
        }
      }
      if (otherVersion === undefined) for (const list of successionsOn(page)) judgeSuccessions(context, names, list);
      let bindings: ReadonlyMap<string, Binding> | undefined;
      for (const mention of page.mentions) {
        if (former.mention(page, mention)) continue;
        if (otherVersion === undefined && judgeSpelling(context, names, page, mention)) continue;
        if (listed.has(mention)) continue;
        const undeclared =
          context.level === 'strict' ? (commands.inText(mention.value)[0] ?? named(mention.value)) : undefined;
        if (undeclared) {
          const { kind, name, suggestion } = undeclared;
          context.ask([unknownName], { kind, name, suggestion, location: mention.location });
          context.settle(mention, 'checked');
          continue;
        }
        if (isKnown(names, mention)) {
          context.settle(mention, 'checked');
          continue;
        }
        if (otherVersion === undefined && judgeModule(context, page, mention)) continue;
        if (paths.mention(page, mention)) {
          context.settle(mention, 'checked');
          continue;
        }
        const chain = readChain(mention.value);
        bindings ??= readBindings(workspace, page);
        const question = chain && questionOf(names, chain, bindings.get(chain.root));
        if (question && otherVersion !== undefined) context.settle(mention, 'unverifiable', otherVersion);
        else if (question) {
          const key = JSON.stringify([question.chain, question.roots.map(({ as, module }) => [as, module])]);
          const known = questions.get(key) ?? question;
          questions.set(key, known);
          asked.push({ page, mention, question: known });
        } else context.settle(mention, 'not-applicable');
      }
    }
    if (context.level === 'strict') judgeDocstrings(context, facts);
    if (asked.length > 0) judgeChains(context, facts, asked, [...questions.values()]);
  },
});

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

function judgeChains(
  context: CheckContext,
  facts: readonly Fact[],
  asked: readonly Asked[],
  questions: readonly Question[],
): void {
  const { workspace, compiler } = context;
  const resolutions = resolveChains(compiler, workspace.root, programOptions(context), questions);
  for (const { page, mention, question } of asked) {
    const resolution = resolutions.get(question)!;
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

/** Looks for a module that is not published. True when the mention names one. */
function judgeModule(context: CheckContext, page: Page, mention: Mention): boolean {
  const missing = missingModulePath(context.workspace, mention.value);
  if (!missing || isExcused(context, page, mention)) return false;
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
