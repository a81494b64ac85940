import type { CheckContext } from '../../src/check/validator.ts';
import type { Declaration, Diagnostic, DiagnosticSubject, Program } from '../../src/code/compiler/port.ts';
import { isInBuild, packageNameOf, packageOfFile, packageOfSpecifier } from '../../src/code/package-paths.ts';
import { nearest } from '../../src/config/nearest.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import { directoryOf } from '../../src/workspace/path.ts';
import { wordsOfFiles } from '../../src/workspace/words-of-files.ts';
import type { Verdict } from './judged.ts';
import { isOfNarrower } from './narrower.ts';
import { extendsType, isAddedOn } from './told-by-docs.ts';
import type { Unit } from './unit.ts';

/** Tells what diagnostics prove about documented packages. */
export interface Verdicts {
  verdictOf(unit: Unit, subject: DiagnosticSubject | undefined, diagnostic: Diagnostic): Verdict;
  /** The package that stands here and that differs by a letter from one of the same scope, which nothing depends on. */
  meantBy(specifier: string): string | undefined;
  /** Whether what is declared there rests on a module that was not found. */
  isUnfounded(declaration: Declaration): boolean;
}

/** Whether a file is an example of a page. */
export const isExample = (path: string): boolean => /\.(md|mdx|markdown)\.\d+(\.|\/)/i.test(path);

/** Codes of a default import from a module that exports no default. */
const lacksDefault = new Set([1192, 2613]);

/** Makes what tells the verdicts on the blocks of one program. */
export function createVerdicts({ workspace, pages }: CheckContext, program: Program): Verdicts {
  const unfounded = new Map<string, ReadonlySet<string>>();
  const isUnfounded = ({ path, name }: Declaration): boolean => {
    let names = unfounded.get(path);
    if (!names) {
      names = program.unfoundedNamesOf(path);
      unfounded.set(path, names);
    }
    return names.has(name);
  };
  // What is declared in several places, such as an interface that a package or an example adds to, is about the package
  // only when nobody else has a part in it.
  const ownerOf = (declarations: readonly Declaration[]): WorkspacePackage | undefined => {
    const owners = declarations.map(({ path }) => (isExample(path) ? undefined : packageOfFile(workspace, path)));
    const areOwned = owners.every((owner) => owner !== undefined && owner.entries.length > 0);
    return areOwned && !declarations.some(isUnfounded) ? owners[0] : undefined;
  };
  const own = workspace.packages.filter(({ entries, installed }) => entries.length > 0 && !installed);
  const ownNames = own.map(({ name }) => name);
  const dependencies = new Set(
    workspace.packages.flatMap(({ manifest }) =>
      ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((field) =>
        Object.keys((manifest[field] ?? {}) as object),
      ),
    ),
  );
  const scopeOf = (name: string): string => name.slice(0, name.indexOf('/') + 1);
  /** The package that stands here and that differs by a letter from one of the same scope, which nothing depends on. */
  const meantBy = (specifier: string): string | undefined => {
    const name = packageNameOf(specifier);
    const scope = scopeOf(name ?? '');
    if (name === undefined || scope === '' || dependencies.has(name)) return undefined;
    return nearest(
      name,
      ownNames.filter((one) => one.startsWith(scope)),
      1,
    );
  };
  /**
   * Whether a module gives something else than its exports, as one of CommonJS does that assigns to `module.exports`: what is
   * required is that, and the types do not say what it can.
   */
  const givesAnother = ({ path, name }: Declaration): boolean =>
    name === '' && !isExample(path) && /^[ \t]*module\.exports\s*=/m.test(program.textOf(path) ?? '');

  /** Whether an import takes something from beside the page, where a file of the reader's own would stand too. */
  const isReadersOwn = ({ page, shown }: Unit, specifier: string): boolean =>
    specifier.startsWith('./') &&
    shown === undefined &&
    !workspace.packages.some(({ directory }) => directory === directoryOf(page.file));
  /** Whether a package whose types are written by hand has a name in its scripts that its types lack. */
  const isUntyped = (owner: WorkspacePackage, name: string): boolean =>
    owner.entries.some(({ source }) => /\.d\.[mc]?ts$/.test(source)) &&
    [...wordsOfFiles(workspace.files, isJavaScript).filesWith([name])].some((path) =>
      path.startsWith(owner.directory === '' ? '' : `${owner.directory}/`),
    );

  /** Whether the docs show how readers give members to the type that lacks one. */
  const isLeftToReaders = (message: string): boolean => {
    const type = /does not exist on type '([A-Z]\w*)[<']/.exec(message)?.[1];
    return type !== undefined && pages.some((page) => extendsType(page, type));
  };

  const verdictOf = (unit: Unit, subject: DiagnosticSubject | undefined, { code, message }: Diagnostic): Verdict => {
    switch (subject?.about) {
      case 'module': {
        const owner = packageOfSpecifier(workspace, subject.specifier);
        if (!owner && meantBy(subject.specifier) !== undefined) {
          return { kind: 'missing-module', package: packageNameOf(subject.specifier)!, specifier: subject.specifier };
        }
        if (!owner || owner.entries.length === 0) break;
        if (isBuiltElsewhere(owner)) break;
        const subpath = `.${subject.specifier.slice(owner.name.length)}`;
        if (subpath === '.' || owner.entries.some((entry) => entry.subpath === subpath)) break;
        if (isInBuild(owner, subpath)) break;
        if (owner.unresolved.some((one) => one === subpath || matchesPattern(one, subpath))) break;
        return { kind: 'missing-module', package: owner.name, specifier: subject.specifier };
      }
      case 'export': {
        const named = packageOfSpecifier(workspace, subject.specifier);
        // The repository may stand in for a package of another name, which readers get from elsewhere.
        if (!named && packageNameOf(subject.specifier) !== undefined && subject.specifier !== '') break;
        const owner = named ?? ownerOf(subject.declarations);
        if (lacksDefault.has(code) && subject.declarations.some(givesAnother)) break;
        if (!owner || subject.declarations.some(({ path }) => isUnfounded({ path, name: '' }))) break;
        const { specifier, name } = subject;
        if (isReadersOwn(unit, specifier) || isUntyped(owner, name)) break;
        return { kind: 'missing-export', package: owner.name, specifier: specifier || owner.name, name };
      }
      case 'member': {
        const owner = ownerOf(subject.declarations);
        if (!owner) break;
        const { name, called, owner: of } = subject;
        if (subject.declarations.some(givesAnother)) break;
        if (unit.javascript && isOfNarrower(workspace.files, owner, message)) break;
        if (isUntyped(owner, name) || isAddedOn(unit.page, name) || isLeftToReaders(message)) break;
        return { kind: 'missing-member', package: owner.name, owner: of, name: called ? `${name}()` : name };
      }
      case 'use': {
        const owner = ownerOf(subject.declarations);
        if (!owner) break;
        return { kind: 'wrong-use', package: owner.name, name: subject.name };
      }
    }
    return { kind: 'other' };
  };

  return { verdictOf, meantBy, isUnfounded };
}

/**
 * Whether a package is published from somewhere else: what stands here is private and says nothing of what is imported from
 * it, so that a build writes the package.json that readers get.
 */
const isBuiltElsewhere = ({ private: isPrivate, sealed, manifest }: WorkspacePackage): boolean =>
  isPrivate &&
  !sealed &&
  ['main', 'module', 'types', 'typings', 'publishConfig'].every((field) => manifest[field] === undefined);

const isJavaScript = (path: string): boolean => /\.[mc]?jsx?$/.test(path);

/** Whether a subpath is one that a pattern of `exports` stands for. */
function matchesPattern(pattern: string, subpath: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return pattern.includes('*') && subpath.startsWith(before) && subpath.endsWith(after);
}
