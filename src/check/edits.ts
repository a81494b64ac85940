import type { Edit, Finding, Fix } from './finding.ts';

/** A finding, and the fix of it that is to be applied. */
export interface ChosenFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

type Range = readonly [start: number, end: number];

/** Whether two ranges cannot both be replaced: they share a character, or one of them is a place at the edge of the other. */
function collide([start, end]: Range, [otherStart, otherEnd]: Range): boolean {
  if (start === end || otherStart === otherEnd) return start <= otherEnd && otherStart <= end;
  return start < otherEnd && otherStart < end;
}

const collideAny = (edits: readonly Edit[], others: readonly Edit[]): boolean =>
  edits.some((edit) => others.some((other) => collide(edit.range, other.range)));

/** Takes fixes of one file in their order and leaves out each that collides with one before it, or with itself. */
export function withoutCollisions(fixes: readonly ChosenFix[]): ChosenFix[] {
  const taken: Edit[] = [];
  return fixes.filter(({ fix: { edits } }) => {
    if (edits.some((edit, index) => collideAny([edit], edits.slice(index + 1))) || collideAny(edits, taken))
      return false;
    taken.push(...edits);
    return true;
  });
}

/** A text after fixes were applied to it. */
export interface FixedText {
  readonly text: string;
  /** Where the edits of each fix stand in that text. */
  readonly places: ReadonlyMap<ChosenFix, readonly Range[]>;
}

/** Applies fixes of one file that do not collide. Ranges are offsets in the text as it was, in UTF-16 code units. */
export function applyFixes(text: string, fixes: readonly ChosenFix[]): FixedText {
  const edits = fixes.flatMap((chosen) => chosen.fix.edits.map((edit) => ({ chosen, edit })));
  edits.sort((a, b) => a.edit.range[0] - b.edit.range[0] || a.edit.range[1] - b.edit.range[1]);
  const places = new Map<ChosenFix, Range[]>(fixes.map((chosen) => [chosen, []]));
  let fixed = '';
  let at = 0;
  for (const { chosen, edit } of edits) {
    fixed += text.slice(at, edit.range[0]);
    places.get(chosen)!.push([fixed.length, fixed.length + edit.text.length]);
    fixed += edit.text;
    at = edit.range[1];
  }
  return { text: fixed + text.slice(at), places };
}
