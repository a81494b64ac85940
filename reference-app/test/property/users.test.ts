import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOpaqueToken, hashOpaqueToken } from '../../src/core/types/opaque-token.ts';
import { createEmail, type Email } from '../../src/domain/users/email.ts';
import { checkPassword, passwordLimits } from '../../src/domain/users/password-policy.ts';
import { judgeRefresh, longestDevice, startSession } from '../../src/domain/users/session.ts';
import { checkUserName } from '../../src/domain/users/user.ts';
import { anyText } from '../kit/texts.ts';
import { goodPassword, later, lifetimes, someUser, start } from '../kit/users.ts';

const ada = 'ada.lovelace@example.org' as Email;
const isTaken = (password: string, email = ada) => checkPassword(password, email).ok;

describe('the policy of passwords', () => {
  test('asks for no kinds of characters: any that are unlike one another will do', () => {
    const kinds = [
      'abdehkmprtuwz',
      'ABDEHKMPRTUWZ',
      '2475938106',
      '!§$%&/()=?*+#',
      'äöüßéèñçøåæ',
      '漢字仮名交文章東京大阪城',
    ];
    fc.assert(
      fc.property(
        fc
          .constantFrom(...kinds)
          .chain((kind) => fc.array(fc.constantFrom(...kind), { minLength: 20, maxLength: passwordLimits.most }))
          .filter((characters) => new Set(characters).size > 8),
        (characters) => {
          expect(isTaken(characters.join(''))).toBe(true);
        },
      ),
    );
  });

  test('counts characters, and not the units in which they are kept', () => {
    const face = (count: number) =>
      Array.from({ length: count }, (_, index) => String.fromCodePoint(0x1f600 + ((index * 37) % 79))).join('');
    expect([14, 15, 128, 129].map((count) => isTaken(face(count)))).toEqual([false, true, true, false]);
  });

  test.each([
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababababab',
    'abcdefghijklmnopqrst',
    'zyxwvutsrqponmlkjihg',
    '123456789012345678901234567890',
    'qwertyuiopasdfghjkl',
    'password password password',
    'PasswordPasswordPassword1',
    'almanac-almanac-almanac',
    'ada.lovelace@example.org',
    'ada.lovelace12345678',
    'letmeinletmeinletmein',
    `half of a pair ${'\ud800'} is no text`,
  ])('refuses %j', (password) => {
    expect(checkPassword(password, ada)).toMatchObject({ ok: false, problem: { code: 'validation-failed' } });
  });

  test.each([goodPassword, 'My aunt has 7 green bicycles', 'x7#Kp!2vQz9$Lm4', 'un été à la plage sans fin'])(
    'takes %j',
    (password) => {
      expect(isTaken(password)).toBe(true);
    },
  );

  test('says the same of the same, and never more than which value is wrong', () => {
    fc.assert(
      fc.property(anyText(), (password) => {
        const result = checkPassword(password, ada);
        if (result.ok) expect(result.value).toBe(password);
        else {
          expect(result.problem.extensions).toMatchObject({ errors: [{ pointer: '/password' }] });
          if (password.length > 3) expect(JSON.stringify(result.problem)).not.toContain(password);
        }
      }),
    );
  });
});

describe('an address of e-mail', () => {
  test('is kept in lower case', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        fc.pre(address.length <= 254);
        expect(createEmail(address.toUpperCase())).toEqual({ ok: true, value: address.toLowerCase() });
      }),
    );
  });

  test.each([
    '',
    'ada',
    'ada@',
    '@example.org',
    'ada@example',
    'a b@example.org',
    'ada@exa_mple.org',
    'ada@-example.org',
    'ada@example.org\n',
    'ada@example.org,eve@example.org',
    `${'a'.repeat(65)}@example.org`,
    `ada@${'a.'.repeat(130)}org`,
    'ädä@example.org',
  ])('%j is none', (address) => {
    expect(createEmail(address)).toMatchObject({
      ok: false,
      problem: { extensions: { errors: [{ pointer: '/email' }] } },
    });
  });
});

test.each(['', ' Ada', 'Ada ', 'A\u0000da', '\udc00', 'x'.repeat(101)])('%j is no name', (name) => {
  expect(checkUserName(name).ok).toBe(false);
});

test('what a device calls itself can be stored, whatever it is', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 500 }), (text) => {
      const { device } = startSession(someUser().id, `${text}\u0000\ud800`, start, lifetimes);
      expect(device.length).toBeLessThanOrEqual(longestDevice);
      expect(device.isWellFormed()).toBe(true);
      expect(device).not.toMatch(/\p{Cc}/u);
    }),
  );
  expect(startSession(someUser().id, 'curl/8.5.0', start, lifetimes).device).toBe('curl/8.5.0');
});

describe('a refresh token', () => {
  const session = startSession(someUser().id, '', start, lifetimes);
  const ended = { ...session, ended: { at: start, reason: 'signed-out' as const } };
  const replaced = { issuedAt: start, replacedAt: later(20) };

  test.each([
    ['is replaced at its first use', session, { issuedAt: start }, later(99.999), 'next'],
    ['is over when it was not used in time', session, { issuedAt: start }, later(100), 'over'],
    ['is over with its session, though it is new', session, { issuedAt: later(999) }, later(1000), 'over'],
    ['is over when the session was ended', ended, { issuedAt: start }, later(1), 'over'],
    ['is over and not reused when the session was ended', ended, replaced, later(500), 'over'],
    ['was replaced a moment ago', session, replaced, later(20), 'replaced'],
    ['was replaced a moment ago, to the last', session, replaced, later(30), 'replaced'],
    ['is reused after that', session, replaced, later(30.001), 'reused'],
  ] as const)('%s', (_name, of, token, at, verdict) => {
    expect(judgeRefresh(of, token, at, lifetimes)).toBe(verdict);
  });
});

test('a refresh token is new each time, and only its hash is kept', () => {
  const tokens = Array.from({ length: 50 }, createOpaqueToken);
  expect(new Set(tokens.map(({ token }) => token)).size).toBe(50);
  for (const { token, hash } of tokens) {
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(hashOpaqueToken(token)).toEqual(hash);
    expect(hash.toString('base64url')).not.toBe(token);
  }
});
