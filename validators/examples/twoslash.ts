/** What the flags of Twoslash in a block say of its errors: https://twoslash.netlify.app/refs/notations. */
export interface TwoslashFlags {
  /** Codes of errors that are shown, or left out. */
  readonly errors: readonly number[];
  /** Whether all errors are left out. */
  readonly noErrors: boolean;
}

const flag = /^[ \t]*\/\/[ \t]*@(errors|noErrors|noErrorValidation)\b(?:[ \t]*:[ \t]*(.*?))?[ \t]*\r?$/gm;

/** Reads the flags of a block. `@noErrors` with codes leaves out these, without any it leaves out all. */
export function twoslashFlags(text: string): TwoslashFlags {
  const errors: number[] = [];
  let noErrors = false;
  if (!text.includes('@')) return { errors, noErrors };
  for (const [, name, value = ''] of text.matchAll(flag)) {
    const codes = (value.match(/\d+/g) ?? []).map(Number);
    errors.push(...codes);
    if (name !== 'errors' && codes.length === 0 && value !== 'false') noErrors = true;
  }
  return { errors, noErrors };
}
