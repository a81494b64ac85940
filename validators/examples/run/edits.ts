/** A replacement in a text. Offsets are UTF-16 code units, the end is exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after its edits, with the way back. */
export interface EditedText {
  readonly text: string;
  /** The offset before the edits; what was put in stands where it was put. */
  originalOffset(offset: number): number;
}

/** Puts a text in at an offset. */
export const insertion = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

/** Takes a range out, and leaves blanks where it was, so that every line and column stays. */
export const blanked = (source: string, start: number, end: number): TextEdit => ({
  start,
  end,
  text: source.slice(start, end).replace(/[^\r\n]/g, ' '),
});

/** Applies edits that do not overlap. Of those at one offset the earlier in the list comes first. */
export function applyEdits(source: string, edits: readonly TextEdit[]): EditedText {
  let text = '';
  let at = 0;
  /** Where each stretch begins, after and before the edits, and whether it is as it was. */
  const stretches: { readonly after: number; readonly before: number; readonly kept: boolean }[] = [];
  const add = (piece: string, before: number, kept: boolean): void => {
    if (piece === '') return;
    stretches.push({ after: text.length, before, kept });
    text += piece;
  };
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    add(source.slice(at, edit.start), at, true);
    add(edit.text, edit.start, edit.text.length === edit.end - edit.start);
    at = edit.end;
  }
  add(source.slice(at), at, true);
  return {
    text,
    originalOffset(offset) {
      const stretch = stretches.findLast(({ after }) => after <= offset);
      if (!stretch) return 0;
      return Math.min(stretch.kept ? stretch.before + offset - stretch.after : stretch.before, source.length);
    },
  };
}
