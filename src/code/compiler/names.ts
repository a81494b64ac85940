import { isIdentifier, type Node, SyntaxKind } from 'typescript/unstable/ast';

/** The names that a declaration binds: its own, or those of its pattern. */
export function* namesOf(name: Node | undefined): Generator<string> {
  if (!name) return;
  if (isIdentifier(name)) yield name.text;
  else if (name.kind === SyntaxKind.ObjectBindingPattern || name.kind === SyntaxKind.ArrayBindingPattern) {
    const elements: Node[] = [];
    name.forEachChild((element) => void elements.push(element));
    for (const element of elements) yield* namesOf((element as Node & { name?: Node }).name);
  }
}
