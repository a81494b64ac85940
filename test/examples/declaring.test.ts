import { expect, test } from 'vitest';
import type { Program, TopLevelName } from '../../src/code/compiler/port.ts';
import type { Page } from '../../src/docs/page.ts';
import { findDeclaring } from '../../validators/examples/declaring.ts';
import type { ImportHabits } from '../../validators/examples/import-habits.ts';
import type { Unit } from '../../validators/examples/unit.ts';

const page = { file: 'README.md' } as Page;
const habits = {
  isImportedOn: (_page: string, name: string) => name === 'list',
} as Partial<ImportHabits> as ImportHabits;

const unitOf = (index: number, ...bodies: readonly string[]): Unit =>
  ({
    page,
    block: { index },
    files: bodies.map((body) => ({ path: `/README.md.${index}.ts`, frame: '', body })),
  }) as unknown as Unit;

/** A program that knows a name of each block, and the paths that it was asked about. */
function programOf(names: readonly string[]): { program: Program; asked: string[] } {
  const asked: string[] = [];
  const declarationsOf = (path: string): readonly TopLevelName[] => {
    asked.push(path);
    return [{ name: names[Number(/\d+/.exec(path)![0])]!, exported: false, typeOnly: false }];
  };
  return { program: { declarationsOf } as Partial<Program> as Program, asked };
}

test('a page is looked through once for a name in a program, whoever asks', () => {
  const units = [
    unitOf(0, 'const user = 1;'),
    unitOf(1, 'order.user;'),
    unitOf(2, 'user; const order = 2;'),
    unitOf(3, 'const user = 3;'),
    unitOf(4, 'const user = 4;', 'const user = 5;'),
  ];
  const { program, asked } = programOf(['user', 'order', 'order', 'user', 'user']);
  const declaring = findDeclaring(habits, () => units);
  expect(declaring(program, page, 'user')).toEqual([units[0], units[3]]);
  expect(asked).toEqual(['/README.md.0.ts', '/README.md.2.ts', '/README.md.3.ts']);
  declaring(program, page, 'user');
  expect(asked).toHaveLength(3);
  const { program: next, asked: again } = programOf(['order', 'order', 'user', 'user', 'user']);
  expect(declaring(next, page, 'user')).toEqual([units[2], units[3]]);
  expect(again).toHaveLength(3);
});

test('a block that has a name from a package declares it for nobody', () => {
  const units = [unitOf(0, "import { list } from 'shop';"), unitOf(1, 'const list = 1;')];
  const { program } = programOf(['list', 'list']);
  expect(findDeclaring(habits, () => units)(program, page, 'list')).toEqual([units[1]]);
});
