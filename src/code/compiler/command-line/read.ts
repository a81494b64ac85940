import {
  isCallExpression,
  isIdentifier,
  isImportDeclaration,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import { namesOf } from '../names.ts';
import type { CommandLineReading } from '../port.ts';
import { gather } from './declared.ts';
import { type MethodCall, readCac, readCommander, readYargs } from './fluent.ts';
import { readCitty, readParseArgs } from './objects.ts';

/** Readers of command lines that are not understood here: with one of them any flag may be known. */
const others =
  /^(?:minimist|mri|arg|meow|sade|clipanion|@oclif\/.*|command-line-args|getopts|yargs-parser|nopt|gunshi|@stricli\/.*|cmd-ts|cleye|@bomb\.sh\/.*|caporal|@caporal\/.*|vorpal|argparse|optimist|dashdash|type-flag|@effect\/cli.*|func|trpc-cli|ink|pastel)$/;

/** Functions that may be given all that was typed. */
const takers = new Set(['parse', 'parseAsync', 'parseSync', 'hideBin', 'yargs', 'runMain', 'exitOverride']);

function importsOf(file: SourceFile): Map<string, string> {
  const imported = new Map<string, string>();
  for (const statement of file.statements) {
    if (!isImportDeclaration(statement) || !isStringLiteral(statement.moduleSpecifier)) continue;
    const from = statement.moduleSpecifier.text;
    const clause = statement.importClause;
    if (clause?.name) imported.set(clause.name.text, from);
    clause?.namedBindings?.forEachChild((element) => {
      const name = isIdentifier(element) ? element : (element as Node & { name?: Node }).name;
      for (const one of namesOf(name)) imported.set(one, from);
    });
  }
  return imported;
}

/** What a program is usually called where its options are declared. */
const programs = new Set(['cli', 'program', 'command', 'cmd', 'yargs', 'parser']);

const calleeName = (node: Node): string | undefined =>
  isIdentifier(node) ? node.text : isPropertyAccessExpression(node) ? node.name.text : undefined;

/** Whether `process.argv` is handed on as a whole to something that is read here. */
function isHandedOn(argv: Node): boolean {
  let at = argv;
  const sliced = at.parent?.parent;
  if (at.parent && isPropertyAccessExpression(at.parent)) {
    if (at.parent.name.text === 'length') return true;
    if (at.parent.name.text !== 'slice' || !sliced || !isCallExpression(sliced)) return false;
    at = sliced;
  }
  const { parent } = at;
  if (parent && isPropertyAssignment(parent)) return calleeName(parent.name) === 'args';
  return parent !== undefined && isCallExpression(parent) && takers.has(calleeName(parent.expression) ?? '');
}

/** Reads what a file says of the command line of a program, as far as it is written out. */
export function readCommandLine(file: SourceFile): CommandLineReading {
  const imported = importsOf(file);
  const modules = new Set(file.imports.flatMap((node) => (isStringLiteral(node) ? [node.text] : [])));
  const imports = (form: RegExp): boolean => [...modules].some((module) => form.test(module));
  const { findings, reading } = gather(file, imported);
  const fluent: ((call: MethodCall) => void)[] = [];
  if (imports(/^(?:commander|@commander-js\/.*)$/)) fluent.push((call) => readCommander(findings, call));
  if (imports(/^cac(?:\/.*)?$/)) fluent.push((call) => readCac(findings, call));
  const isYargs = imports(/^yargs(?:\/.*)?$/);
  if (isYargs) fluent.push((call) => readYargs(findings, call));
  const isCitty = imports(/^citty$/);
  const hasParseArgs = imports(/^(?:node:)?util$/);
  if (imports(others)) findings.open();

  const visit = (node: Node): void => {
    if (isCallExpression(node)) {
      const { expression: callee, arguments: args } = node;
      const name = calleeName(callee);
      if (hasParseArgs && name === 'parseArgs') readParseArgs(findings, args[0]);
      if (isCitty && name === 'defineCommand') readCitty(findings, args[0]);
      // A function of another package may declare more.
      const from = isIdentifier(callee) ? (imported.get(callee.text) ?? '.') : '.';
      const isGiven = args.some((argument) => isIdentifier(argument) && programs.has(argument.text));
      if (fluent.length > 0 && isGiven && !/^[.#]|^yargs/.test(from)) findings.open();
      if (isPropertyAccessExpression(callee)) {
        for (const read of fluent) read({ method: callee.name.text, args: [...args], node });
      }
    }
    if (isIdentifier(node) && isCitty && node.text === 'rawArgs') findings.open();
    const isArgv =
      isPropertyAccessExpression(node) && node.name.text === 'argv' && calleeName(node.expression) === 'process';
    if (isArgv && !isHandedOn(node)) findings.open();
    node.forEachChild((child) => void visit(child));
  };
  visit(file);
  if (imported.get('argv') === 'node:process' || imported.get('argv') === 'process') findings.open();
  const { flags, commands, whole, strict } = reading();
  return { flags, commands, whole, strict, lenient: isYargs };
}
