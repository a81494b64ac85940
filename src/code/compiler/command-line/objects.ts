import { isCallExpression, isIdentifier, type Node, SyntaxKind } from 'typescript/unstable/ast';
import { bare, literalOf } from '../literals.ts';
import { dashed, detailsIn, entriesIn, type Findings, stringIn, stringsIn } from './declared.ts';

/** Reads a call of `parseArgs` of Node (https://nodejs.org/api/util.html#utilparseargsconfig). It refuses what it does not know. */
export function readParseArgs(found: Findings, argument: Node | undefined): void {
  const entries = entriesIn(found, argument);
  if (!entries) return;
  const strict = entries.find(([key]) => key === 'strict')?.[1];
  if (strict && literalOf(strict) !== true) found.open();
  const written = entries.find(([key]) => key === 'options');
  if (!written) return;
  const flags = entriesIn(found, written[1]);
  if (!flags) return;
  for (const [name, value, at] of flags) {
    const said = entriesIn(found, value);
    if (!said) return;
    const short = stringIn(said.find(([key]) => key === 'short')?.[1]);
    found.flag(`--${name}`, at, { ...detailsIn(said), ...(short !== undefined && { short: `-${short}` }) });
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Whether what a key of `subCommands` holds is of this package: a name that is imported from it, or an `import()` of it. */
function isNear({ imported }: Findings, node: Node): boolean {
  let near = true;
  const visit = (at: Node): void => {
    if (isCallExpression(at) && at.expression.kind === SyntaxKind.ImportKeyword) {
      const specifier = at.arguments[0] ? stringIn(at.arguments[0]) : undefined;
      if (specifier === undefined || !/^[.#]/.test(specifier)) near = false;
    } else if (isIdentifier(at) && !/^[.#]/.test(imported.get(at.text) ?? '.')) near = false;
    at.forEachChild((child) => void visit(child));
  };
  visit(bare(node));
  return near;
}

/** Reads a call of `defineCommand` of citty (https://github.com/unjs/citty). What it does not know is never asked for. */
export function readCitty(found: Findings, argument: Node | undefined): void {
  const entries = entriesIn(found, argument);
  if (!entries) return;
  const under = (key: string): Node | undefined => entries.find(([name]) => name === key)?.[1];
  const args = under('args');
  const flags = args ? entriesIn(found, args) : [];
  if (!flags) return;
  for (const [name, value, at] of flags) {
    const said = entriesIn(found, value);
    if (!said) return;
    if (stringIn(said.find(([key]) => key === 'type')?.[1]) === 'positional') continue;
    const alias = said.find(([key]) => key === 'alias')?.[1];
    const aliases = alias ? stringsIn(alias) : [];
    if (!aliases) {
      found.open();
      return;
    }
    found.flag(`--${kebab(name)}`, at, detailsIn(said));
    for (const other of aliases) found.flag(dashed(other), at);
  }
  const below = under('subCommands');
  const named = below ? entriesIn(found, below) : [];
  if (!named) return;
  for (const [name, value, at] of named) {
    found.command(name, at);
    if (!isNear(found, value)) found.open();
  }
}
