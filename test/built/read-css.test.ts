import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressesInCss } from '../../src/built/read-css.ts';

const targetsOf = (css: string): string[] => [...addressesInCss(css)].map(({ target }) => target);

test.each([
  ['a { background: url(a.png) }', ['a.png']],
  ['a { background: URL( "a b.png" ), url(\'c.png\') }', ['a b.png', 'c.png']],
  ['@import "a.css"; @import url(b.css) print; @import url("c.css") layer("x");', ['a.css', 'b.css', 'c.css']],
  ['@font-face { src: url(a.woff2) format("woff2"), url(a.woff) }', ['a.woff2', 'a.woff']],
  ['a::before { content: "url(no.png)" } b { background: url(yes.png) }', ['yes.png']],
  ['/* url(no.png) */ a { background: url(yes.png) /* " */ }', ['yes.png']],
  ['@namespace svg url(http://www.w3.org/2000/svg); a { b: url(yes.png) }', ['yes.png']],
  ['a { b: my-url(no.png) }', []],
  ['a { b: url(a\\20 b\\(1\\).png) }', ['a b(1).png']],
  ['a { b: url() }', []],
  // Errors: a string ends at its line, and the rest is read on.
  ['a { b: "open\n} c { d: url(yes.png) }', ['yes.png']],
  ['a { b: url(no "x") } c { d: url(yes.png) }', ['yes.png']],
  ['a { b: url(open', ['open']],
  ['/* open url(no.png)', []],
])('%j', (css, targets) => {
  expect(targetsOf(css)).toEqual(targets);
});

test('an address is found wherever it stands', () => {
  const noise = fc.array(
    fc.constantFrom('a { b: c }', '/* " */', '@media print { }', "d { e: '\\'' }", '\n', 'f { g: url(x.png) }'),
  );
  fc.assert(
    fc.property(noise, noise, (before, after) => {
      const css = `${before.join('')}h { i: url("found.png") }${after.join('')}`;
      const found = [...addressesInCss(css)].filter(({ target }) => target === 'found.png');
      expect(found.map(({ offset }) => css.slice(offset, offset + 5))).toEqual(['url("']);
    }),
  );
});

test('any text is read to its end, in order', () => {
  const piece = fc.constantFrom(
    '"',
    "'",
    '\\',
    'url(',
    ')',
    '/*',
    '*/',
    '@import ',
    '@namespace ',
    ';',
    '\n',
    ' ',
    'a',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const offsets = [...addressesInCss(pieces.join(''))].map(({ offset }) => offset);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    }),
  );
  // Quadratic readers would not come back from these.
  for (const part of ['"\\', 'url( ', 'url("', '/*', '\\'])
    expect([...addressesInCss(part.repeat(300_000))].length).toBeLessThanOrEqual(300_000);
});
