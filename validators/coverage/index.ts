import { type CheckContext, defineValidator } from '../../src/check/validator.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';
import { packageOfFile } from '../../src/code/package-paths.ts';
import type { MarkedExports } from '../../src/config/define.ts';
import { nearest } from '../../src/config/nearest.ts';
import { createSourceText, type Location } from '../../src/workspace/source-text.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { emptyInventory } from './empty-inventory.ts';
import { joinFacts } from './join.ts';
import { gatherNamings, generatedPages } from './namings.ts';
import { needlessWaiver } from './needless-waiver.ts';
import type { JudgedWaiver } from './subject.ts';
import { undocumented } from './undocumented.ts';

/** Everything that the code declares is on a page, as well as the config requires of its kind. */
export const coverage = defineValidator({
  name: 'coverage',
  rules: [undocumented, emptyInventory, needlessWaiver],
  async check(context) {
    const { workspace, pages, facts: book } = context;
    const {
      require = {},
      waivers = [],
      generated,
      internal = 'skip',
      deprecated = 'require',
    } = book.config.coverage ?? {};
    const inventories = await book.inventories();
    const facts = inventories.flatMap((inventory) => inventory.facts);
    const isGenerated = generatedPages(generated);
    const waived = new Set(waivers.map(({ fact }) => fact));
    const policies = { internal, deprecated };
    const policyOf = ({ details: { mark } }: Fact): MarkedExports => (mark ? policies[mark] : 'require');
    const counted = facts.filter((fact) => policyOf(fact) !== 'skip');
    const covered = joinFacts(counted, {
      namings: gatherNamings(pages.filter((page) => !isGenerated(page))),
      used: book.used(),
      packageFolder: folderOfPackage(workspace),
      requiredOf: (fact) => {
        const { kind, package: from } = fact;
        const level = policyOf(fact) === 'require' ? require[kind] : undefined;
        return typeof level === 'object' ? level[from] : level;
      },
      isWaived: ({ id }) => waived.has(id),
    });
    book.publish(covered);

    const inConfig = locateInConfig(context);
    const of = (kind: string, from?: string): number =>
      facts.filter((fact) => fact.kind === kind && (from === undefined || fact.package === from)).length;
    for (const inventory of inventories) {
      const { kind, source, declared } = inventory;
      if (!declared) continue;
      const location = inConfig(source) ?? inConfig(kind);
      context.ask([emptyInventory], { kind, inventory, found: of(kind), location });
    }
    for (const [kind, level] of Object.entries(require)) {
      for (const from of typeof level === 'object' ? Object.keys(level) : []) {
        context.ask([emptyInventory], { kind, package: from, found: of(kind, from), location: inConfig(from) });
      }
      const isDeclared = inventories.some((inventory) => inventory.declared && inventory.kind === kind);
      if (!isDeclared && typeof level !== 'object')
        context.ask([emptyInventory], { kind, found: of(kind), location: inConfig(kind) });
    }
    for (const one of covered) context.ask([undocumented], one);
    const byId = new Map(covered.map((one) => [one.fact.id, one]));
    for (const waiver of waivers) {
      const found = byId.get(waiver.fact);
      const judged: JudgedWaiver = {
        waiver,
        covered: found,
        nearest: found ? undefined : nearest(waiver.fact, byId.keys()),
        location: inConfig(waiver.fact),
      };
      context.ask([needlessWaiver], judged);
    }
  },
});

/** Tells the folder of the package that a file or folder belongs to. Thousands of facts stand in a few hundred files. */
function folderOfPackage(workspace: Workspace): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    const absolute = `${workspace.root}/${path.replace(/\/*$/, '/')}`;
    const folder = known.get(path) ?? packageOfFile(workspace, absolute)?.directory ?? '';
    known.set(path, folder);
    return folder;
  };
}

/** Finds where the config writes a word: as a string, or as a key. */
function locateInConfig({ workspace, facts }: CheckContext): (word: string) => Location | undefined {
  const { file } = facts.config;
  const text = file !== undefined && workspace.files.has(file) ? workspace.files.read(file) : undefined;
  if (file === undefined || text === undefined) return () => undefined;
  const source = createSourceText(file, text);
  return (word) => {
    const places = [`'${word}'`, `"${word}"`, `${word}:`].map((form) => text.indexOf(form)).filter((at) => at >= 0);
    if (places.length === 0) return undefined;
    const at = Math.min(...places) + (/['"]/.test(text[Math.min(...places)]!) ? 1 : 0);
    return source.locate(at, at + word.length);
  };
}
