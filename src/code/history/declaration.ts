/** A declaration as it is written, found by its place alone: the text may be one that nothing compiles any more. */
export interface WrittenDeclaration {
  readonly name: string;
  /** The line of its name, from 0. */
  readonly line: number;
  /** Its first line, with its own name left out and white space made one. */
  readonly head: string;
  /** All of it, likewise. */
  readonly shape: string;
}

const exported =
  /^export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const\s+enum|const|let|var|interface|type|enum|namespace)\s+([\p{L}_$][\p{L}\p{N}_$]*)/u;

/** The name that a line exports where it declares it. */
export const exportedOn = (line: string): string | undefined => exported.exec(line)?.[1];

const indentation = (line: string): number => /^\s*/.exec(line)![0].length;

const continues = /^\s*(?:[)}\]>|&?:=.,;+*/-]|extends\b|implements\b|$)/;

/** The number of lines up to the end of what stands on one, counted from 0: the next is indented no more, and no end or rest of it. */
export function endOfDeclaration(lines: readonly string[], line: number, depth: number): number {
  let end = line + 1;
  while (end < lines.length && (indentation(lines[end]!) > depth || continues.test(lines[end]!))) {
    // A comment belongs to what follows it.
    if (indentation(lines[end]!) <= depth && /^\s*\/[/*]/.test(lines[end]!)) break;
    end += 1;
  }
  return end;
}

/** The declaration that begins on a line, counted from 0. */
export function declarationAt(lines: readonly string[], line: number, name: string): WrittenDeclaration {
  const first = lines[line] ?? '';
  const end = endOfDeclaration(lines, line, indentation(first));
  const own = new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll('$', '\\$')}(?![\\p{L}\\p{N}_$])`, 'gu');
  const blank = (text: string): string => text.replace(own, '_').replace(/\s+/g, ' ').trim();
  return { name, line, head: blank(first), shape: blank(lines.slice(line, end).join('\n')) };
}

/** The exported declarations of a file, by a look at its text. */
export function exportedDeclarations(text: string): WrittenDeclaration[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const name = exportedOn(line);
    return name === undefined ? [] : [declarationAt(lines, index, name)];
  });
}

/** Shorter declarations are alike by chance. */
const shortest = 40;

/**
 * What a declaration that is gone is called now, when one that is new is the same but for its name. It is certain when no other
 * one is the same and there is enough of it; what only begins alike is a guess.
 */
export function successorOf(
  gone: WrittenDeclaration,
  alsoGone: readonly WrittenDeclaration[],
  added: readonly WrittenDeclaration[],
): { readonly name: string; readonly certain: boolean } | undefined {
  const same = added.filter(({ shape }) => shape === gone.shape);
  const rivals = alsoGone.filter(({ shape, name }) => shape === gone.shape && name !== gone.name);
  if (same.length === 1 && rivals.length === 0) return { name: same[0]!.name, certain: gone.shape.length >= shortest };
  const alike = added.filter(({ head }) => head === gone.head);
  return alike.length === 1 && same.length === 0 ? { name: alike[0]!.name, certain: false } : undefined;
}
