import type { Program } from '../../src/code/compiler/port.ts';
import type { Page } from '../../src/docs/page.ts';
import { bindingsOf, type ImportHabits, importStatement } from './import-habits.ts';
import type { Unit } from './unit.ts';

/** Whether a block has a name from an import of a package. Others get it from there too, by the statements of the page. */
function bringsFromPackage(habits: ImportHabits, page: string, body: string, name: string): boolean {
  for (const [, clause = '', , specifier = ''] of body.matchAll(importStatement)) {
    for (const [bound, statement] of bindingsOf(clause, specifier)) {
      if (bound === name && habits.isImportedOn(page, name, statement)) return true;
    }
  }
  return false;
}

const dot = 46;
const dollar = 36;
const underscore = 95;

/** Whether a character can be a part of a name, by its code; those beyond the Latin letters are none here. */
const isOfName = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === underscore ||
  code === dollar;

/** Whether a text has a name where something may be declared, neither in front of a dot nor behind a single one. */
export function mayDeclare(body: string, name: string): boolean {
  for (let at = body.indexOf(name); at >= 0; at = body.indexOf(name, at + name.length)) {
    // A dot behind it is what most names have.
    const behind = body.charCodeAt(at + name.length);
    if (behind === dot || isOfName(behind)) continue;
    const before = body.charCodeAt(at - 1);
    if (isOfName(before)) continue;
    if (before !== dot || body.charCodeAt(at - 2) === dot) return true;
  }
  return false;
}

/** The blocks of a page that declare a name for others, in its order. */
export type Declaring = (program: Program, page: Page, name: string) => readonly Unit[];

/**
 * Finds the blocks of a page that declare a name. Each page is looked through once for a name: what an example does without
 * is often the same in all of them.
 */
export function findDeclaring(habits: ImportHabits, unitsOf: (page: Page) => readonly Unit[]): Declaring {
  const known = new WeakMap<Program, Map<Page, Map<string, readonly Unit[]>>>();
  return (program, page, name) => {
    const pages = known.get(program) ?? new Map<Page, Map<string, readonly Unit[]>>();
    known.set(program, pages);
    const names = pages.get(page) ?? new Map<string, readonly Unit[]>();
    pages.set(page, names);
    let found = names.get(name);
    if (!found) {
      found = unitsOf(page).filter(({ files }) => {
        const { path, frame, body } = files[0]!;
        return (
          files.length === 1 &&
          mayDeclare(frame + body, name) &&
          program.declarationsOf(path).some((declared) => declared.name === name) &&
          !bringsFromPackage(habits, page.file, body, name)
        );
      });
      names.set(name, found);
    }
    return found;
  };
}
