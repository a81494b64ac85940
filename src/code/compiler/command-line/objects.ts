import { isCallExpression, isIdentifier, type Node, SyntaxKind } from 'typescript/unstable/ast';
import { bare, literalOf } from '../literals.ts';
import { dashed, detailsIn, entriesOf, type Findings, objectIn, stringIn, stringsIn } from './declared.ts';

/** Reads a call of `parseArgs` of Node (https://nodejs.org/api/util.html#utilparseargsconfig). It refuses what it does not know. */
export function readParseArgs(found: Findings, argument: Node | undefined): void {
  const object = objectIn(found.file, argument);
  const entries = object && entriesOf(object);
  if (!entries) {
    found.open();
    return;
  }
  const strict = entries.find(([key]) => key === 'strict')?.[1];
  if (strict && literalOf(strict) !== true) found.open();
  const written = entries.find(([key]) => key === 'options');
  if (!written) return;
  const options = objectIn(found.file, written[1]);
  const flags = options && entriesOf(options);
  if (!flags) {
    found.open();
    return;
  }
  for (const [name, value, at] of flags) {
    const details = objectIn(found.file, value);
    const said = details && entriesOf(details);
    if (!said) {
      found.open();
      return;
    }
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
  const object = objectIn(found.file, argument);
  const entries = object && entriesOf(object);
  if (!entries) {
    found.open();
    return;
  }
  const under = (key: string): Node | undefined => entries.find(([name]) => name === key)?.[1];
  const args = under('args');
  const declared = args ? objectIn(found.file, args) : undefined;
  const flags = args ? declared && entriesOf(declared) : [];
  if (!flags) {
    found.open();
    return;
  }
  for (const [name, value, at] of flags) {
    const details = objectIn(found.file, value);
    const said = details && entriesOf(details);
    if (!said) {
      found.open();
      return;
    }
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
  const commands = below && objectIn(found.file, below);
  const named = below ? commands && entriesOf(commands) : [];
  if (!named) {
    found.open();
    return;
  }
  for (const [name, value, at] of named) {
    found.command(name, at);
    if (!isNear(found, value)) found.open();
  }
}
