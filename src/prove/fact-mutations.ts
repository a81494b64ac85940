import type { FactCoverage } from '../check/coverage.ts';
import { importsName, linesAbout, linesStating, type PageLines } from '../check/sayings.ts';
import type { Fact } from '../code/inventories/fact.ts';
import { isBelow } from '../workspace/path.ts';
import { createSourceText } from '../workspace/source-text.ts';
import { isUnmistakable, replaceEverywhere } from './everywhere.ts';
import type { Candidate, Falsified, Mutant, Subject } from './mutant.ts';
import { renamedAt, type Site, siteOf, withCopy, withoutSite } from './site.ts';

const singular: Readonly<Record<string, string>> = { indexes: 'index' };

/** What one fact of a kind is called: `setting`, `cache key`. */
const nounOf = (kind: string): string =>
  (singular[kind] ?? kind.replace(/ies$/, 'y').replace(/s$/, '')).replaceAll('-', ' ');

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

const inSnakeCase = new Set(['tables', 'columns', 'constraints', 'indexes']);

/** Whether other tables may have facts of the same written name. */
const inOneTable = (kind: string): boolean => kind === 'columns';

/** What the names of a kind can end with. */
const suffixOf = (kind: string): string => (inSnakeCase.has(kind) ? '_planted' : '-planted');

/** A name that the repository does not have, in the style of the one that it is made from. */
function plantedName(kind: string, { written: name, isKey }: Site): string {
  if (kind === 'routes') return `${name.replace(/\/$/, '')}/planted`;
  if (!/\p{Ll}/u.test(name)) return `${name}_PLANTED`;
  if (inSnakeCase.has(kind)) return `${name}_planted`;
  return isKey ? `${name}Planted` : `${name}-planted`;
}

/** The name of a fact of which a part is written otherwise. */
const renamedFact = ({ name }: Fact, written: string, other: string): string => {
  const at = name.lastIndexOf(written);
  return at < 0 ? other : name.slice(0, at) + other + name.slice(at + written.length);
};

/** Facts whose names others have too: what a page says may be about any of them. */
function ambiguous(coverage: readonly FactCoverage[]): (fact: Fact) => boolean {
  const counts = new Map<string, number>();
  for (const { fact } of coverage) {
    for (const name of new Set([fact.name, ...fact.aliases])) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return ({ name, aliases }) => [name, ...aliases].some((one) => (counts.get(one) ?? 0) > 1);
}

const uniqueLines = (all: readonly PageLines[]): PageLines[] => [
  ...new Map(all.map((lines) => [`${lines.file}:${lines.line}`, lines])).values(),
];

/** Makes the same change where a fact is declared a second time. */
const changedElsewhere =
  ({ workspace, openProgram }: Subject, { id }: Fact, change: (site: Site) => string): Mutant['rest'] =>
  (texts, coverage) => {
    const left = coverage.find(({ fact }) => fact.id === id)?.fact;
    if (!left || texts.has(left.location.file)) return undefined;
    const site = siteOf(workspace, openProgram(), left);
    return site && new Map([...texts, [site.file, change(site)]]);
  };

/** Makes mutations of facts: each of them taken away, renamed and doubled, and what is said of it changed. */
export function factMutations(subject: Subject): Map<string, Candidate[]> {
  const { workspace, pages, coverage } = subject;
  const program = subject.openProgram();
  const facts = coverage.map(({ fact }) => fact);
  const isAmbiguous = ambiguous(coverage);
  const mutations = new Map<string, Candidate[]>();
  const propose = (mutation: string, candidate: () => Omit<Mutant, 'mutation'> | undefined): void => {
    const proposed = (): Mutant | undefined => {
      const made = candidate();
      return made && { mutation, ...made };
    };
    mutations.set(mutation, [...(mutations.get(mutation) ?? []), proposed]);
  };
  const mustBeDocumented = ({ required, waived }: FactCoverage): boolean =>
    required !== undefined && required !== 'described' && !waived;

  /** The module of a library that hands a fact on from where it is declared. */
  const handedOnBy = ({ kind, details: { modules = [] }, location }: Fact): string | undefined =>
    kind === 'exports' && !modules.includes(location.file) ? modules[0] : undefined;

  const about = (fact: Fact): PageLines[] => linesAbout(pages, fact, facts);
  const byName = new Map<string, Fact[]>();
  for (const fact of facts) {
    for (const name of new Set([fact.name, ...fact.aliases])) byName.set(name, [...(byName.get(name) ?? []), fact]);
  }
  const byFile = Map.groupBy(facts, ({ location }) => location.file);
  /** The facts that are declared inside of what declares another one: the constraints of a table go with it. */
  const inside = ({ file, text, whole }: Site): Fact[] => {
    const source = createSourceText(file, text);
    const held = byFile.get(file)!.filter((one) => {
      const at = source.offsetAt(one.location);
      return at >= whole.start && at < whole.end;
    });
    // Where a name is that of several facts, as of a key and its index, all of them must go.
    const isGone = (name: string): boolean => byName.get(name)!.every((one) => held.includes(one));
    return held.filter(({ name, aliases }) => [name, ...aliases].every(isGone));
  };

  for (const covered of coverage) {
    const { fact } = covered;
    const { kind, location } = fact;
    if (kind === 'members' || (kind === 'exports' && fact.name.includes('.'))) continue;
    const noun = withArticle(nounOf(kind));
    const shown = `\`${fact.name}\``;
    const site = siteOf(workspace, program, fact);
    if (!site) continue;
    const { file } = site;
    const demanded = (name: string, where = file): Falsified['undocumented'] =>
      mustBeDocumented(covered) ? { file: where, name } : undefined;

    propose(`remove ${noun}`, () => {
      if (isAmbiguous(fact)) return undefined;
      const removed = new Map<string, string | undefined>([[file, withoutSite(site)]]);
      const held = inside(site);
      // Whoever takes something away takes its uses away, and those of what was declared in it.
      const uses = held.filter((one) => one.kind === 'exports').map(({ name }) => ({ name, isExport: true }));
      const names = inOneTable(kind) ? [] : [{ name: site.written, isExport: kind === 'exports' }, ...uses];
      const texts = names.reduce((all, one) => replaceEverywhere(workspace, all, one, 'goneFromHere'), removed);
      const lines = uniqueLines([fact, ...held].flatMap(about)).filter((line) => !texts.has(line.file));
      const rest = changedElsewhere(subject, fact, withoutSite);
      return { what: `${shown} is taken away`, location, texts, falsified: { lines }, rest };
    });

    propose(`rename ${noun}`, () => {
      if (isAmbiguous(fact)) return undefined;
      const other = plantedName(kind, site);
      const renamed = new Map([[file, renamedAt(site, other)]]);
      const texts = inOneTable(kind)
        ? renamed
        : replaceEverywhere(workspace, renamed, { name: site.written, isExport: kind === 'exports' }, other);
      if (kind === 'exports' && !isUnmistakable(site.written)) return undefined;
      const lines = about(fact).filter((line) => !texts.has(line.file));
      const name = renamedFact(fact, site.written, other);
      return {
        what: `${shown} is called \`${name}\``,
        location,
        texts,
        falsified: { lines, undocumented: demanded(name) },
        rest: changedElsewhere(subject, fact, (one) => renamedAt(one, other)),
      };
    });

    propose(`add ${noun}`, () => {
      const other = plantedName(kind, site);
      const module = handedOnBy(fact);
      const texts =
        module === undefined
          ? new Map([[file, withCopy(site, other, fact.aliases, suffixOf(kind))]])
          : new Map([[module, `${workspace.files.read(module)}\nexport const ${other} = 1;\n`]]);
      const name = renamedFact(fact, site.written, other);
      const undocumented = demanded(name, module);
      return { what: `\`${name}\` is new, and like ${shown}`, location, texts, falsified: { lines: [], undocumented } };
    });

    proposeValues(subject, covered, site, propose);
    if (kind === 'exports') proposeRetype(subject, fact, site, propose);
  }
  return mutations;
}

type Propose = (mutation: string, candidate: () => Omit<Mutant, 'mutation'> | undefined) => void;

const otherValue = (value: string): string =>
  value === 'true'
    ? 'false'
    : value === 'false'
      ? 'true'
      : /^\d+$/.test(value)
        ? String(Number(value) + 1)
        : `${value}x`;

/** Finds a value behind a key in what declares a fact, as it is written. */
function valueBehind({ text, whole }: Site, key: string): { start: number; end: number; written: string } | undefined {
  const declared = text.slice(whole.start, whole.end);
  const match = new RegExp(`\\b${key}["']?(?::\\s*|\\()(['"]?)([\\w.:/@ -]+?)\\1(?=\\s*[,)\\n}])`).exec(declared);
  if (!match) return undefined;
  const end = whole.start + match.index + match[0].length - match[1]!.length;
  return { start: end - match[2]!.length, end, written: match[2]! };
}

/** What the code says of a fact, and pages repeat in the columns of tables. */
const values = [
  { what: 'default', kinds: ['settings', 'columns'], key: 'default', heading: /^defaults?( value)?$/i },
  { what: 'type', kinds: ['columns'], key: 'type', heading: /^type$/i },
  { what: 'status', kinds: ['errors'], key: 'status', heading: /^(http )?status( code)?$/i },
] as const;

function proposeValues({ pages, coverage }: Subject, { fact }: FactCoverage, site: Site, propose: Propose): void {
  for (const { what, kinds, key, heading } of values) {
    if (!(kinds as readonly string[]).includes(fact.kind)) continue;
    const value = fact.details[what];
    if (value === undefined) continue;
    propose(`change the ${what} of ${withArticle(nounOf(fact.kind))}`, () => {
      const found = valueBehind(site, key);
      if (!found || found.written.replaceAll('_', '') !== String(value)) return undefined;
      const other = otherValue(String(value));
      const facts = coverage.map((covered) => covered.fact);
      const text = site.text.slice(0, found.start) + other + site.text.slice(found.end);
      return {
        what: `the ${what} of \`${fact.name}\` is \`${other}\` instead of \`${value}\``,
        location: fact.location,
        texts: new Map([[site.file, text]]),
        falsified: { lines: linesStating(pages, fact, facts, heading, String(value)) },
      };
    });
  }
}

const parameters = (name: string): RegExp =>
  new RegExp(
    `\\bfunction\\s+${name}\\s*(?:<[^(]*>)?\\(|\\b${name}\\s*=\\s*(?:async\\s+)?(?:<[^(]*>\\s*)?\\((?=[^()]*(?:\\([^()]*\\)[^()]*)*\\)\\s*(?::|=>))`,
  );

/** A function gets one more parameter in front, so that no call of it is right. */
function proposeRetype({ workspace, pages }: Subject, fact: Fact, site: Site, propose: Propose): void {
  if (fact.details.symbol !== 'function' && fact.details.symbol !== 'constant') return;
  const declared = parameters(fact.name.replaceAll('$', '\\$')).exec(site.text.slice(site.whole.start, site.whole.end));
  if (!declared) return;
  propose('retype an export', () => {
    const at = site.whole.start + declared.index + declared[0].length;
    const rest = site.text.slice(at);
    const parameter = `planted: { readonly never: unique symbol }${/^\s*\)/.test(rest) ? '' : ', '}`;
    const calls = new RegExp(`(?<![\\w$.])${fact.name}\\(`);
    const folder = workspace.packages.find(({ name }) => name === fact.package)?.directory ?? '';
    const lines = pages.flatMap(({ file, blocks }) =>
      blocks
        .filter(
          ({ lang, markers }) =>
            /^(?:ts|tsx|typescript)$/.test(lang) && markers.every(({ name }) => name === 'run' || name === 'check'),
        )
        .filter(({ value }) => importsName(value, fact.name) && calls.test(value))
        .map(({ location: { line, endLine } }) => ({ file, line, endLine })),
    );
    return {
      what: `\`${fact.name}\` of ${folder === '' ? 'the root' : folder} takes one more parameter`,
      location: fact.location,
      texts: new Map([[site.file, site.text.slice(0, at) + parameter + rest]]),
      falsified: { lines: lines.filter(({ file }) => !isBelow(file, 'node_modules')) },
    };
  });
}
