import { expect, test } from 'vitest';
import { startNativeCompiler } from '../../src/code/compiler/native.ts';
import { createSyntaxErrors } from '../../src/code/compiler/syntax-errors.ts';
import { memoryFileSystem, memoryRoot } from '../kit/memory-file-system.ts';

const options = { noLib: true, types: [], module: 'preserve', noEmit: true };

test('of many files each tells what it tells when it is asked alone', () => {
  const compiler = startNativeCompiler(memoryRoot, memoryFileSystem({}));
  const texts = ['let a;', 'let a b;', 'const c = ;\n}', 'type T = {', '', 'f(', 'export const ok = 1;'];
  const files = Array.from({ length: 5 }, (_, round) =>
    texts.map((text, index) => ({ path: `${memoryRoot}/p.md.${round}${index}.ts`, text })),
  ).flat();
  try {
    const program = compiler.open({ name: 'many', directory: memoryRoot, options, files });
    const together = files.map(({ path }) => program.syntaxErrors(path));
    const alone = files.map((file) => {
      const other = compiler.open({ name: 'alone', directory: memoryRoot, options, files: [file] });
      return other.syntaxErrors(file.path);
    });
    expect(together).toEqual(alone);
    expect(together.filter((errors) => errors.length > 0)).toHaveLength(20);
  } finally {
    compiler.close();
  }
});

test('a few files are asked about one by one, and many together', () => {
  const asked: (string | undefined)[] = [];
  const program = {
    getSyntacticDiagnostics(path?: string) {
      asked.push(path);
      return [];
    },
  } as unknown as Parameters<typeof createSyntaxErrors>[0];
  const syntaxErrors = createSyntaxErrors(program);
  for (let index = 0; index < 100; index += 1) syntaxErrors(`${index}.ts`);
  expect(asked).toEqual(['0.ts', '1.ts', '2.ts', '3.ts', '4.ts', '5.ts', '6.ts', '7.ts', undefined]);
});
