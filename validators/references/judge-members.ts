import { isBuiltin } from 'node:module';
import { oncePer } from '../../src/check/once-per.ts';
import type { CheckContext } from '../../src/check/validator.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import { packageOfFile } from '../../src/code/package-paths.ts';
import { programOptions } from '../../src/code/program-options.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Mention, Page } from '../../src/docs/page.ts';
import { isRecord } from '../../src/workspace/json.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Binding } from './bindings.ts';
import type { Chain } from './chain.ts';
import { isExcused } from './context.ts';
import { missingMember } from './missing-member.ts';
import type { Names } from './names.ts';
import { type Question, type Root, resolveChains } from './resolve.ts';

/** A mention whose beginning is a known export. */
export interface Asked {
  readonly page: Page;
  readonly mention: Mention;
  readonly question: Question;
}

/** The types that each schema of GraphQL has (https://spec.graphql.org/October2021/#sec-Root-Operation-Types). */
const isRootOfSchema = (name: string): boolean => /^(?:Query|Mutation|Subscription)$/.test(name);

/** Whether schemas of GraphQL have to do with the repository. */
const hasSchemas = oncePer((packages: readonly WorkspacePackage[]): boolean =>
  packages.some(
    ({ name, manifest }) =>
      name === 'graphql' ||
      [manifest.dependencies, manifest.devDependencies, manifest.peerDependencies].some(
        (list) => isRecord(list) && 'graphql' in list,
      ),
  ),
);

/** What a chain may mean on a page whose examples bind its first name so. */
export function questionOf(
  { packages }: Workspace,
  names: Names,
  chain: Chain,
  binding: Binding | undefined,
): Question | undefined {
  if (binding?.means === 'own' || binding?.means === 'foreign') return undefined;
  if (!binding && isRootOfSchema(chain.root) && hasSchemas(packages)) return undefined;
  // A word in small letters is anybody's variable, or a module of Node, unless the examples say whose it is.
  const isAnybodys = /^\p{Ll}/u.test(chain.root) && (isBuiltin(chain.root) || !names.isOurs(chain.root));
  if (!binding && isAnybodys) return undefined;
  const modules = binding?.means === 'module' ? [binding.module] : names.modulesCalled(chain.root);
  const asExport = names.rootsOf(chain);
  if (modules.length === 0 || (asExport && asExport.chain.root !== chain.root)) return asExport;
  const roots: Root[] = modules.map((module) => ({ as: '', module }));
  return { chain, roots: [...roots, ...(asExport?.roots ?? [])] };
}

const last = (chain: string): string => chain.slice(chain.lastIndexOf('.') + 1);

/** The root that a message speaks of: a module, or the export of the package that declares it, before what hands it on. */
function ownRoot(workspace: Workspace, roots: readonly Root[]): Root {
  const isOwn = ({ fact }: Root): boolean =>
    fact !== undefined && packageOfFile(workspace, `${workspace.root}/${fact.location.file}`)?.name === fact.package;
  return roots.find(({ fact }) => !fact) ?? roots.find(isOwn) ?? roots[0]!;
}

/** Asks the compiler whether what mentions begin with has the rest. */
export function judgeChains(
  context: CheckContext,
  facts: readonly Fact[],
  names: Names,
  asked: readonly Asked[],
): void {
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
      if (names.isInOtherLanguage(name) && names.isInOtherLanguage(last(owner))) {
        context.settle(mention, 'unverifiable', 'code in another language has the names too');
        continue;
      }
      const members = facts
        .filter((fact) => fact.name.startsWith(`${owner}.`))
        .map((fact) => fact.name.slice(owner.length + 1));
      const suggestion = nearest(name, members);
      const { fact, module } = ownRoot(workspace, question.roots);
      const from = fact?.package ?? packageOfFile(workspace, `${workspace.root}/${module}`)?.name ?? '';
      context.ask([missingMember], { mention, owner, name, package: from, fact, suggestion });
    }
    context.settle(mention, 'checked');
  }
}
