import { expect, test } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import type { Program } from '../../src/code/compiler/port.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

const path = `${memoryRoot}/code.ts`;

/** What is told of a file that is compiled alone. */
function told<Answer>(text: string, ask: (program: Program) => Answer): Answer {
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({}));
  try {
    const options = { strict: true, noEmit: true, noLib: true, types: [], module: 'preserve' };
    return ask(compiler.open({ name: 'code', directory: memoryRoot, options, files: [{ path, text }] }));
  } finally {
    compiler.close();
  }
}

const reads = (text: string): string[] =>
  told(text, (program) =>
    program.environmentReadsOf(path).map(({ name, start, end }) => `${name}=${text.slice(start, end)}`),
  );

test('what a file reads from the environment is found however deep, and only in code', () => {
  const text = [
    '// process.env.NOT_ONE',
    'export function port() {',
    '  const nothing = { a: [1, (b: number) => b] };',
    '  return class { static at = [() => ({ [String(process.env.PORT)]: process',
    "    .env['HOST'] })]; };",
    '}',
    "export const text = 'process.env.NOT_TWO', rest = 1;",
    'process.env.SET = process.env.LAST;',
  ].join('\n');
  expect(reads(text)).toEqual(['PORT=PORT', "HOST='HOST'", 'LAST=LAST']);
});

test('a name that is written with escapes is found as well', () => {
  expect(reads('export const port = proc\\u0065ss.env.PORT;')).toEqual(['PORT=PORT']);
});

test('calls are found in the order of the file, whichever function is called', () => {
  const text = [
    "export const a = defineError({ code: 'a' });",
    'export const unrelated = { c: [() => 1] };',
    "export const d = [() => defineEvent({ name: 'd', inner: defineEvent({ name: 'e' }) })];",
  ].join('\n');
  const names = new Set(['defineEvent', 'defineError', '']);
  const calls = told(text, (program) => program.registryCallsOf(path, names));
  expect(calls.map(({ callee, record }) => [callee, record.values.code ?? record.values.name])).toEqual([
    ['defineError', 'a'],
    ['defineEvent', 'd'],
    ['defineEvent', 'e'],
  ]);
});
