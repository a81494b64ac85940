import {
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  type Node,
} from 'typescript/unstable/ast';
import { bare, literalOf } from '../literals.ts';
import {
  dashed,
  detailsIn,
  entriesIn,
  entriesOf,
  type Findings,
  isFunctionHere,
  objectIn,
  stringIn,
  stringsIn,
} from './declared.ts';

/** A call of a method: `program.option('--port <port>')`. */
export interface MethodCall {
  readonly method: string;
  readonly args: readonly Node[];
  readonly node: Node;
}

/** Declares the flags in a text such as `-p, --port <port>`. */
function flagsIn(found: Findings, text: string | undefined, at: Node, description?: string): void {
  const names = [...(text ?? '').matchAll(/(?<![\w-])--?[A-Za-z](?:[\w:.-]*\w)?/g)].map(([name]) => name);
  const long = names.filter((name) => name.startsWith('--'));
  const short = names.find((name) => !name.startsWith('--'));
  if (text === undefined || names.length === 0) {
    found.open();
    return;
  }
  const type = /[<[]/.test(text) ? 'string' : 'boolean';
  for (const name of long.length > 0 ? long : names) {
    found.flag(name, at, {
      type,
      ...(long.length > 0 && short !== undefined && { short }),
      ...(description !== undefined && { description }),
    });
  }
}

/** The first word of a text such as `build [root]`. */
function commandIn(found: Findings, text: string | undefined, at: Node): void {
  const name = /^\s*([a-z][\w:-]*)/i.exec(text ?? '')?.[1];
  if (name !== undefined) found.command(name, at);
}

/** What a chain of calls begins with: `new Option('--x')` of `new Option('--x').default(1)`. */
function headOf(node: Node): Node {
  let at = bare(node);
  while (isCallExpression(at) && isPropertyAccessExpression(at.expression)) at = bare(at.expression.expression);
  return at;
}

/** Whether an expression comes from a package of somebody else. */
const isForeign = ({ imported }: Findings, node: Node): boolean => {
  const head = headOf(node);
  const callee = isCallExpression(head) || isNewExpression(head) ? bare(head.expression) : head;
  if (!isIdentifier(callee)) return true;
  const from = imported.get(callee.text);
  return from !== undefined && !/^[.#]|^commander$|^@commander-js\//.test(from);
};

/** Reads a call of commander (https://github.com/tj/commander.js). It refuses what it does not know unless it is told otherwise. */
export function readCommander(found: Findings, { method, args, node }: MethodCall): void {
  const [first, second] = args;
  const at = first ?? node;
  const isOff = first !== undefined && literalOf(first) === false;
  if (method === 'option' || method === 'requiredOption') flagsIn(found, stringIn(first), at, stringIn(second));
  else if (method === 'helpOption') {
    if (first && !isOff) flagsIn(found, stringIn(first), at);
  } else if (method === 'version') flagsIn(found, second ? stringIn(second) : '-V, --version', at);
  else if (method === 'addOption' || method === 'addHelpOption') {
    const head = first && headOf(first);
    const option = head && isNewExpression(head) ? head.arguments?.[0] : undefined;
    flagsIn(found, stringIn(option), at);
  } else if (method === 'command') {
    commandIn(found, stringIn(first), at);
    // With a description behind its name a command is a program of its own.
    if (stringIn(first) === undefined || (second && objectIn(found.file, second) === undefined)) found.open();
  } else if (method === 'alias' || method === 'aliases') {
    const names = args.length === 1 ? stringsIn(first) : undefined;
    for (const name of names ?? []) commandIn(found, name, at);
  } else if (method === 'addCommand') {
    if (first && isForeign(found, first)) found.open();
  } else if (['allowUnknownOption', 'passThroughOptions', 'executableDir'].includes(method) && !isOff) found.open();
}

/** Reads a call of cac (https://github.com/cacjs/cac). It refuses what it does not know unless it is told otherwise. */
export function readCac(found: Findings, { method, args, node }: MethodCall): void {
  const [first, second] = args;
  const at = first ?? node;
  if (method === 'option') flagsIn(found, stringIn(first), at, stringIn(second));
  else if (method === 'command' || (method === 'alias' && args.length === 1)) {
    const text = stringIn(first);
    if (text === undefined) found.open();
    commandIn(found, text, at);
  } else if (method === 'allowUnknownOptions') found.open();
  else if (method === 'version') flagsIn(found, second ? stringIn(second) : '-v, --version', at);
}

function yargsOption(found: Findings, name: string, at: Node, value: Node | undefined): void {
  const entries = value ? entriesIn(found, value) : [];
  if (!entries) return;
  found.flag(dashed(name), at, detailsIn(entries));
  const alias = entries.find(([key]) => key === 'alias')?.[1];
  const others = alias ? stringsIn(alias) : [];
  if (!others) {
    found.open();
    return;
  }
  for (const other of others) found.flag(dashed(other), at);
}

function yargsOptions(found: Findings, node: Node | undefined): void {
  for (const [key, value, name] of entriesIn(found, node) ?? []) yargsOption(found, key, name, value);
}

/** What builds the options of a command: an object, or a function that is read with the file. */
function yargsBuilder(found: Findings, builder: Node | undefined): void {
  if (builder && !isFunctionHere(bare(builder))) yargsOptions(found, builder);
}

const typed: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  string: 'string',
  number: 'number',
  array: 'array',
  count: 'count',
  normalize: 'string',
};

/** Reads a call of yargs (https://github.com/yargs/yargs). It takes anything unless it is told to be strict. */
export function readYargs(found: Findings, { method, args, node }: MethodCall): void {
  const [first, second, third] = args;
  const at = first ?? node;
  if (method === 'option' || method === 'options') {
    const name = stringIn(first);
    if (name === undefined) yargsOptions(found, first);
    else yargsOption(found, name, at, second);
  } else if (Object.hasOwn(typed, method) || method === 'alias') {
    const names = method === 'alias' ? [stringsIn(first), stringsIn(second)] : [stringsIn(first)];
    for (const name of names.flat()) {
      if (name === undefined) found.open();
      else found.flag(dashed(name), at, typed[method] === undefined ? {} : { type: typed[method] });
    }
  } else if (method === 'command') {
    const object = objectIn(found.file, first);
    const entries = object ? entriesOf(object) : undefined;
    const names = object ? stringsIn(entries?.find(([key]) => key === 'command')?.[1]) : stringsIn(first);
    if (!names) {
      found.open();
      return;
    }
    for (const name of names) commandIn(found, name, at);
    yargsBuilder(found, object ? entries?.find(([key]) => key === 'builder')?.[1] : third);
  } else if (method === 'strict' || method === 'strictOptions') found.strict();
  else if (method === 'commandDir' || method === 'parserConfiguration') found.open();
  else if (method === 'version' || method === 'help' || method === 'config' || method === 'showHidden') {
    const name = stringIn(first);
    if (name !== undefined && /^[a-z][\w-]*$/.test(name)) found.flag(dashed(name), at);
    if (method === 'config') found.flag('--config', at);
  }
}
