import fc from 'fast-check';

const [surrogates, afterSurrogates, codePoints] = [0xd800, 0xe000, 0x110000];

/**
 * Any text without lone surrogates. `fc.string({ unit: 'binary' })` makes the same, and a table of all 1,112,064 code points
 * before: that takes each process more than a second.
 */
export const anyText = (length: { readonly maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc
    .array(
      fc.mapToConstant(
        { num: surrogates, build: (code) => String.fromCodePoint(code) },
        { num: codePoints - afterSurrogates, build: (code) => String.fromCodePoint(afterSurrogates + code) },
      ),
      length,
    )
    .map((characters) => characters.join(''));
