import { isExportDeclaration, type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import { type Checker, type Symbol as NativeSymbol, SymbolFlags, type Type, TypeFlags } from 'typescript/unstable/sync';
import type { LinkedChain, LinkResolution } from './port.ts';
import { targetOf } from './subject.ts';

type Heir = Node & { readonly heritageClauses?: readonly (Node & { readonly types: readonly Node[] })[] };

/** What is known of a name: it is there, it is not, or nothing can be said. */
type Answer = 'there' | 'absent' | 'unknown';

const best = (answers: readonly Answer[]): Answer =>
  answers.includes('there') ? 'there' : answers.includes('unknown') ? 'unknown' : 'absent';

/** Types of which only a use tells what they have. */
const open = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Instantiable;

/** Whether a type has a member. One member of a union is enough: an option of one variant counts. */
function inType(checker: Checker, type: Type | undefined, name: string): Answer {
  if (!type || (type.flags & open) !== 0) return 'unknown';
  if (checker.getPropertyOfType(type, name)) return 'there';
  if (type.isUnionType() || type.isIntersectionType()) {
    return best(type.getTypes().map((part) => inType(checker, part, name)));
  }
  // A list has numbers, and an enum has its values: neither makes names.
  const names = checker.getIndexInfosOfType(type).filter(({ keyType }) => (keyType.flags & TypeFlags.Number) === 0);
  return names.length > 0 ? 'unknown' : 'absent';
}

/** How far up a line of heirs is looked for a type that was not found. */
const highest = 8;

/** Whether something that the symbol inherits from is not known. */
function inheritsUnknown(checker: Checker, symbol: NativeSymbol, height = 0): boolean {
  if (height > highest) return true;
  const parents = symbol.declarations.flatMap((handle) =>
    ((handle.resolve() as Heir | undefined)?.heritageClauses ?? []).flatMap((clause) => [...clause.types]),
  );
  return parents.some((parent) => {
    const type = checker.getTypeAtLocation(parent);
    if (!type || (type.flags & open) !== 0) return true;
    const above = type.getSymbol();
    return above !== undefined && above !== symbol && inheritsUnknown(checker, above, height + 1);
  });
}

/** Whether a module exports a name. One that hands on what was not found may. */
function inModule(checker: Checker, symbol: NativeSymbol, name: string): Answer {
  if (checker.getExportsOfModule(symbol).some((exported) => exported.name === name)) return 'there';
  const handsOnUnknown = symbol.declarations.some((handle) => {
    const file = handle.kind === SyntaxKind.SourceFile ? (handle.resolve() as SourceFile | undefined) : undefined;
    return file?.statements.some(
      (statement) =>
        isExportDeclaration(statement) &&
        statement.moduleSpecifier !== undefined &&
        !statement.exportClause &&
        checker.getSymbolAtLocation(statement.moduleSpecifier) === undefined,
    );
  });
  return handsOnUnknown ? 'unknown' : 'absent';
}

/** Whether something has a member: as a value, as what an instance has, or as a namespace. */
function inSymbol(checker: Checker, symbol: NativeSymbol, name: string): Answer {
  const target = targetOf(checker, symbol);
  if (!target || checker.isUnknownSymbol(target)) return 'unknown';
  const answers: Answer[] = [];
  if ((target.flags & SymbolFlags.Type) !== 0)
    answers.push(inType(checker, checker.getDeclaredTypeOfSymbol(target), name));
  if ((target.flags & SymbolFlags.Value) !== 0) answers.push(inType(checker, checker.getTypeOfSymbol(target), name));
  if ((target.flags & SymbolFlags.Module) !== 0) answers.push(inModule(checker, target, name));
  if (answers.length === 0) return 'unknown';
  const answer = best(answers);
  return answer === 'absent' && inheritsUnknown(checker, target) ? 'unknown' : answer;
}

/**
 * Follows chains of names in the doc comments of a file as an editor does: the first is looked up where the comment stands,
 * the others in what stands before them.
 */
export function resolveLinks(
  file: SourceFile,
  path: string,
  checker: Checker,
  links: readonly LinkedChain[],
): LinkResolution[] {
  const offsets = links.flatMap(({ names }) => names.map(({ start }) => start));
  const symbols = offsets.length === 0 ? [] : checker.getSymbolAtPosition(path, offsets);
  let next = 0;
  return links.map(({ names }) => {
    const found = names.map(() => symbols[next++]);
    const isAt = (index: number): boolean => {
      const { start, end } = names[index]!;
      return found[index] !== undefined && found[index].name === file.text.slice(start, end);
    };
    // At a comment that belongs to nothing the compiler names what stands around it.
    if (!isAt(0)) return { state: 'unscoped' };
    const missing = names.findIndex((_, index) => !isAt(index));
    if (missing < 0) return { state: 'found' };
    const { start, end } = names[missing]!;
    const answer = inSymbol(checker, found[missing - 1]!, file.text.slice(start, end));
    return answer === 'absent'
      ? { state: 'missing', index: missing }
      : { state: answer === 'there' ? 'found' : 'unknown' };
  });
}
