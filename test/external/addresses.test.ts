import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/external/addresses.ts';
import { askable, hasHole, hostOf, refusal } from '../../src/external/names.ts';

/** Networks that must never be reached, as the first address and the number of fixed bits. */
const networks: readonly (readonly [number, number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0a80000, 16],
  [0xe0000000, 4],
  [0xf0000000, 4],
];

const privateV4 = fc
  .tuple(fc.constantFrom(...networks), fc.integer({ min: 0, max: 0xffffffff }))
  .map(([[first, bits], random]) => (first | (random & (2 ** (32 - bits) - 1))) >>> 0);

const octets = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const dotted = (value: number): string => octets(value).join('.');
const groups = (value: number): string => `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;

/** Every way in which a browser reads a host as an address of IPv4. */
const notations: Readonly<Record<string, (value: number) => string>> = {
  dotted,
  decimal: (value) => String(value),
  hexadecimal: (value) => `0x${value.toString(16)}`,
  octal: (value) => `0${value.toString(8)}`,
  'hexadecimal octets': (value) =>
    octets(value)
      .map((part) => `0x${part.toString(16)}`)
      .join('.'),
  'octal octets': (value) =>
    octets(value)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  'two parts': (value) => `${value >>> 24}.${value & 0xffffff}`,
  'three parts': (value) => `${value >>> 24}.${(value >>> 16) & 255}.${value & 0xffff}`,
  'a dot at the end': (value) => `${dotted(value)}.`,
  'wide digits': (value) => dotted(value).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  'percent escapes': (value) => dotted(value).replace(/\d/g, (digit) => `%3${digit}`),
  'mapped into IPv6': (value) => `[::ffff:${groups(value)}]`,
  'mapped with dots': (value) => `[::ffff:${dotted(value)}]`,
  'mapped in full': (value) => `[0:0:0:0:0:FFFF:${groups(value)}]`,
  'behind a translator': (value) => `[64:ff9b::${groups(value)}]`,
  'in 6to4': (value) => `[2002:${groups(value)}::1]`,
  'compatible with IPv4': (value) => `[::${groups(value)}]`,
};

describe('no private address is public', () => {
  test.each(Object.entries(notations))('in the notation %s', (_name, write) => {
    fc.assert(
      fc.property(privateV4, (value) => {
        const url = new URL(`http://${write(value)}/`);
        expect(isPublicAddress(hostOf(url)), url.href).toBe(false);
      }),
    );
  });

  test('of IPv6', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    const rest = fc.array(group, { minLength: 7, maxLength: 7 }).map((parts) => parts.join(':'));
    const first = fc.oneof(
      fc.integer({ min: 0xfc00, max: 0xfdff }),
      fc.integer({ min: 0xfe80, max: 0xfebf }),
      fc.integer({ min: 0xff00, max: 0xffff }),
      fc.constant(0x0100),
    );
    fc.assert(
      fc.property(first, rest, (head, tail) => {
        expect(isPublicAddress(`${head.toString(16)}:${tail}`)).toBe(false);
      }),
    );
  });

  test.each([
    '::',
    '::1',
    'fe80::1%eth0',
    '2001:db8::1',
    '2001::1',
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '999.1.1.1',
  ])('nor is %j', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test('public addresses are, next to the private ones too', () => {
  const addresses = [
    ...['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ...[
      '169.253.255.255',
      '169.255.0.0',
      '172.15.255.255',
      '172.32.0.0',
      '192.167.255.255',
      '192.169.0.0',
      '223.1.1.1',
    ],
    ...['2606:4700:4700::1111', '2a00:1450::1', '::ffff:1.1.1.1', '64:ff9b::101:101'],
  ];
  expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

describe('names that are never asked', () => {
  const reasonFor = (address: string): string | undefined => refusal(askable(address)!);

  test.each([
    ...['http://localhost/', 'http://LOCALHOST:3000/', 'https://app.localhost/', 'http://localhost./'],
    ...['https://example.com/a', 'https://www.example.org/', 'https://example.dev/', 'https://api.example.co.uk/'],
    ...['https://a.test/', 'https://a.invalid/', 'http://printer.local/', 'http://db.internal/', 'http://x.example/'],
    ...['http://router.home.arpa/', 'http://abc.onion/'],
  ])('%s', (address) => {
    expect(reasonFor(address)).toContain('reserved');
  });

  test.each([
    ['http://intranet/wiki', 'no public name'],
    ['https://user:secret@acme.dev/', 'password'],
    ['https://token@acme.dev/', 'user name'],
    ['http://acme.dev:22/', 'port 22'],
    ['https://*.acme.dev/', 'no public name'],
    ['ftp://acme.dev/', 'ftp:'],
  ])('%s', (address, reason) => {
    expect(reasonFor(address)).toContain(reason);
    expect(reasonFor(address)).not.toContain('secret');
  });

  test.each([
    ...['https://acme.dev/', 'http://acme.dev:8080/a?b=c', 'https://myexample.com/', 'https://example-app.dev/'],
    ...['https://localhost.acme.dev/', 'https://testing.dev/', '//acme.dev/a'],
  ])('but %s is', (address) => {
    expect(reasonFor(address)).toBeUndefined();
  });
});

test('an address with a hole is none', () => {
  const holes = ['{id}', 'users/<id>', 'users/%3Cid%3E', '...', 'a/…', 'a?b=...&c', 'a/b...'];
  expect(holes.filter((path) => !hasHole(`https://acme.dev/${path}`))).toEqual([]);
  const none = ['compare/v1...v2', 'a*b', 'a?b=c..d', 'a/../b'];
  expect(none.filter((path) => hasHole(`https://acme.dev/${path}`))).toEqual([]);
});
