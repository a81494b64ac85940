import type { RelatedLocation } from '../../src/check/finding.ts';
import type { CheckContext } from '../../src/check/validator.ts';
import type { Diagnostic, Program } from '../../src/code/compiler/port.ts';
import { importableEntries, packageNameOf, packageOfSpecifier } from '../../src/code/package-paths.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { Block } from '../../src/docs/page.ts';
import { createSourceText, type Location } from '../../src/workspace/source-text.ts';
import { countsAll, createExcuse } from './excuse.ts';
import type { JudgedDiagnostic, Verdict } from './judged.ts';
import { createNearestModule } from './nearest-module.ts';
import { hasWord, isReadOn, missingKeys } from './told-by-docs.ts';
import { locate, type Unit, type UnitFile } from './unit.ts';
import { createVerdicts, isExample } from './verdicts.ts';

/** What judging a block found out. */
export interface Judgement {
  /** Everything that is wrong with it, announced or not. */
  readonly all: readonly JudgedDiagnostic[];
  /** The first other package that is not installed. */
  readonly unresolved?: string | undefined;
  /** Whether the block imports from a documented package. Told only when it lacks a package or a name. */
  readonly usesPackage?: boolean | undefined;
  /** The names of the block that nothing declares. */
  readonly undeclared: ReadonlySet<string>;
  /** Whether something of it would be wrong if its context were what it most looks like. */
  readonly doubted?: boolean;
}

/** What most blocks lack, kept once for all of them. */
const nothing: readonly never[] = [];
const noNames: ReadonlySet<string> = new Set();

/** Judges a block as the program has it. `lacksNames` says that it uses names that nothing supplies. */
export type Judge = (unit: Unit, lacksNames?: boolean) => Judgement;

/** "Cannot assign to 'x' because it is an import": a block that continues another may assign to its variables. */
const assignsToImport = 2632;

/**
 * Decides what each diagnostic proves. One is held against a documented package only when the symbol that it is about is
 * declared there, and the file that declares it is whole: types that come from a dependency which is not installed prove
 * nothing.
 */
export function createJudge(context: CheckContext, program: Program): Judge {
  const { workspace, level } = context;
  const { verdictOf, meantBy, isUnfounded } = createVerdicts(context, program);

  /** Whether other blocks of the docs give to this function what it misses here: this one shows another part of it. */
  const isToldElsewhere = ({ block }: Unit, callee: string, { message }: Diagnostic): boolean => {
    const missing = givesOptions(callee).test(block.value) ? missingKeys(message) : [];
    const tells = ({ value }: Block, key: string): boolean => value.includes(callee) && hasWord(value, key);
    const among = (key: string): boolean =>
      context.pages.some(({ blocks }) => blocks.some((other) => other !== block && tells(other, key)));
    return missing.length > 0 && missing.every(among);
  };

  const exportsOf = (source: string): readonly string[] => program.exportsOf(`${workspace.root}/${source}`);

  const nearestModule = createNearestModule(workspace);

  const suggestionFor = (verdict: Verdict, diagnostic: Diagnostic): string | undefined => {
    const hinted = /Did you mean (?:the (?:static|instance) member )?'([^']+)'/.exec(diagnostic.message)?.[1];
    if (hinted !== undefined && !hinted.startsWith('import ')) return hinted;
    const unfound = /^Cannot find module '([^']+)'/.exec(diagnostic.message)?.[1];
    if (verdict.kind === 'other' && unfound !== undefined) return nearestModule(unfound);
    if (verdict.kind === 'missing-export') {
      const imported = packageOfSpecifier(workspace, verdict.specifier);
      const entries = imported ? importableEntries(workspace, imported) : [];
      const own = `.${verdict.specifier.slice(verdict.package.length)}`;
      const other = entries.find(({ subpath, source }) => subpath !== own && exportsOf(source).includes(verdict.name));
      if (other) return `import { ${verdict.name} } from "${verdict.package}${other.subpath.slice(1)}"`;
      const entry = entries.find(({ subpath }) => subpath === own);
      return entry && nearest(verdict.name, exportsOf(entry.source));
    }
    if (verdict.kind === 'missing-module') {
      const owner = packageOfSpecifier(workspace, verdict.specifier);
      if (!owner) return meantBy(verdict.specifier);
      return nearest(
        verdict.specifier,
        owner.entries
          .filter(({ subpath }) => !subpath.includes('*'))
          .map(({ subpath }) => owner.name + subpath.slice(1)),
      );
    }
    return undefined;
  };

  const relatedOf = (diagnostic: Diagnostic): RelatedLocation[] =>
    diagnostic.related.flatMap(({ path, start, message }) => {
      if (!path.startsWith(`${workspace.root}/`)) return [];
      const file = path.slice(workspace.root.length + 1);
      const text = workspace.files.has(file) ? workspace.files.read(file) : undefined;
      if (text === undefined) return [];
      return [{ file, ...createSourceText(file, text).pointAt(start), message: message.split('\n')[0]! }];
    });

  const tainted = new Map<string, ReadonlySet<string>>();
  const restsOnNothing = (path: string, diagnostic: Diagnostic): boolean => {
    let names = tainted.get(path);
    if (names === undefined) {
      const imports = program.importedDeclarationsOf(path);
      const unsure = imports.filter((declaration) => !isExample(declaration.path) && isUnfounded(declaration));
      names = new Set(unsure.map(({ local }) => local));
      tainted.set(path, names);
    }
    return program.isUnfounded(path, diagnostic) || (names.size > 0 && program.restsOn(path, diagnostic, names));
  };

  /** Where a block first uses a name that its context brings in. */
  const firstUse = (unit: Unit, file: UnitFile, name: string): Location | undefined => {
    for (const { index } of file.body.matchAll(
      new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'),
    )) {
      const start = file.prefix.length + index;
      const [node, holder] = program.nodesAt(file.path, start);
      const isKey = holder?.kind === 'PropertyAssignment' && holder.start === start;
      if (node?.kind === 'Identifier' && !isKey) return locate(unit, file, start, start + name.length);
    }
    return undefined;
  };
  /** Where a diagnostic stands on the page: one of an import that the context brings in, where the name is used. */
  const placeOf = (unit: Unit, file: UnitFile, diagnostic: Diagnostic): Location | undefined => {
    if (diagnostic.start >= file.prefix.length) return locate(unit, file, diagnostic.start, diagnostic.end);
    const subject = program.subjectOf(file.path, diagnostic);
    return subject?.about === 'export' ? firstUse(unit, file, subject.name) : undefined;
  };

  const usesPackage = ({ files }: Unit): boolean =>
    files.some(({ path }) =>
      program.specifiersOf(path).some((one) => packageOfSpecifier(workspace, one) !== undefined),
    );

  return (unit, lacksNames = false) => {
    const all: JudgedDiagnostic[] = [];
    let unresolved: string | undefined;
    let undeclared: Set<string> | undefined;
    let isExcused: ReturnType<typeof createExcuse> | undefined;
    for (const file of unit.files) {
      for (const diagnostic of program.semanticErrors(file.path)) {
        if (diagnostic.code === assignsToImport) continue;
        const location = placeOf(unit, file, diagnostic);
        if (!location) continue;
        const lacked = program.lackedAt(file.path, diagnostic);
        if (lacked?.about === 'name') undeclared = (undeclared ?? new Set()).add(lacked.name);
        isExcused ??= createExcuse(level, unit);
        const excused = isExcused(diagnostic, location);
        let verdict = verdictOf(
          unit,
          lacked ?? (excused ? undefined : program.subjectOf(file.path, diagnostic)),
          diagnostic,
        );
        if (
          (verdict.kind === 'missing-member' || verdict.kind === 'wrong-use') &&
          restsOnNothing(file.path, diagnostic)
        ) {
          verdict = { kind: 'other' };
        }
        const option = unit.javascript ? /'([\w$]+)' does not exist in type/.exec(diagnostic.message)?.[1] : undefined;
        if (option !== undefined && isReadOn(unit.page, option)) verdict = { kind: 'other' };
        if (
          verdict.kind === 'wrong-use' &&
          (isToldElsewhere(unit, verdict.name, diagnostic) || hasChildren(unit, diagnostic))
        )
          verdict = { kind: 'other' };
        if (lacked?.about === 'module' && verdict.kind === 'other') {
          const name = packageNameOf(lacked.specifier);
          if (name !== undefined && !packageOfSpecifier(workspace, lacked.specifier)) unresolved ??= name;
        }
        const isTold = !excused && (verdict.kind !== 'other' || countsAll(level, unit.block));
        all.push({
          diagnostic,
          location,
          verdict,
          excused,
          related: isTold ? relatedOf(diagnostic) : nothing,
          suggestion: isTold ? suggestionFor(verdict, diagnostic) : undefined,
        });
      }
    }
    const isLacking = lacksNames || unresolved !== undefined || undeclared !== undefined;
    return {
      all: all.length === 0 ? nothing : all,
      unresolved,
      undeclared: undeclared ?? noNames,
      usesPackage: isLacking ? usesPackage(unit) : undefined,
    };
  };
}

/** A call that is given an object literal, first or behind plain values. */
const givesOptions = (callee: string): RegExp =>
  new RegExp(`(?<![\\w$])${callee.replaceAll(/[^\w]/g, '\\$&')}\\((?:[^(){}]*,)?\\s*\\{\\s*(?:[\\w'"}]|//)`);

/**
 * Whether all that is missing are the children of an element that has some. That they stand between its tags only the types
 * of its framework say, which may not be installed.
 */
function hasChildren({ files }: Unit, { message }: Diagnostic): boolean {
  const missing = missingKeys(message);
  return (
    missing.length > 0 && missing.every((key) => key === 'children') && files.some(({ body }) => body.includes('</'))
  );
}
