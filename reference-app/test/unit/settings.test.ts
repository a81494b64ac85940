import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineSetting } from '../../src/core/config/define-setting.ts';
import { describeSettings } from '../../src/core/config/describe-settings.ts';
import { loadSettings, SettingsError } from '../../src/core/config/load-settings.ts';
import { Secret } from '../../src/core/types/secret.ts';
import { readSettings } from '../../src/main/read-settings.ts';
import { settings } from '../../src/main/settings.ts';

test('every default is one that the setting itself would take', () => {
  for (const { key, default: value, schema } of Object.values(settings) as {
    key: string;
    default?: unknown;
    schema: z.ZodType;
  }[]) {
    if (value !== undefined) expect(schema.safeParse(String(value)).data, key).toEqual(value);
  }
});

test('no two settings share a key or a variable', () => {
  const all = Object.values(settings);
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  expect(new Set(all.map(({ env }) => env)).size).toBe(all.length);
});

describe('loading', () => {
  test('takes defaults, and counts an empty variable as not set', () => {
    expect(loadSettings(settings, { PORT: '' }).port).toBe(3000);
    expect(loadSettings(settings, { PORT: '8080' }).port).toBe(8080);
  });

  test('takes no number from white space, which the language counts as 0', () => {
    expect(() => loadSettings(settings, { PORT: ' ' })).toThrow('PORT= : must be a number');
  });

  test('never prints a secret that is wrong, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const message = (value: string): string => {
          try {
            loadSettings(settings, { DATABASE_URL: value });
          } catch (error) {
            return (error as Error).message;
          }
          throw new Error('it was taken');
        };
        expect(message(`s3cret-${text}`)).toBe(message('another'));
      }),
    );
  });

  test('names everything that is wrong at once, and never a secret', () => {
    let message = '';
    try {
      loadSettings(settings, { PORT: 'many', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:hunter2@h/d' });
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      message = (error as Error).message;
    }
    expect(message).toContain('PORT=many: must be a number');
    expect(message).toContain('LOG_LEVEL=loud: must be one of');
    expect(message).toContain('DATABASE_URL: must begin with postgresql://');
    expect(message).not.toContain('hunter2');
  });

  test('asks for a setting that has no default', () => {
    const needed = {
      name: defineSetting({ key: 'a.b', env: 'A_B', schema: z.string(), description: 'What it is called.' }),
    };
    expect(() => loadSettings(needed, {})).toThrow('A_B is not set: What it is called.');
  });

  test('refuses a secret that everybody knows', () => {
    expect(() =>
      defineSetting({ key: 'a', env: 'A', schema: z.string(), default: 'x', secret: true, description: 'No.' }),
    ).toThrow('must not have a default');
  });
});

describe('several sources', () => {
  test('the first that has a value wins, and nothing counts as none', () => {
    expect(loadSettings(settings, { PORT: '1' }, { PORT: '2', HTTP_HOST: 'b' })).toMatchObject({ port: 1, host: 'b' });
    expect(loadSettings(settings, { PORT: '' }, { PORT: '2' }).port).toBe(2);
  });

  test('a file holds a secret, without the line break at its end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'almanac-secret-'));
    try {
      const path = join(folder, 'url');
      writeFileSync(path, 'postgresql://u:hunter2@h/d\n');
      const values = readSettings({ DATABASE_URL_FILE: path });
      expect(values.databaseUrl?.reveal()).toBe('postgresql://u:hunter2@h/d');
      expect(() => readSettings({ DATABASE_URL_FILE: path, DATABASE_URL: 'postgresql://h/d' })).toThrow(
        'DATABASE_URL and DATABASE_URL_FILE are both set',
      );
      expect(() => readSettings({ DATABASE_URL_FILE: join(folder, 'nothing') })).toThrow(/cannot be read \(ENOENT\)/);
      writeFileSync(path, 'mysql://u:hunter2@h/d');
      expect(() => readSettings({ DATABASE_URL_FILE: path })).toThrow(
        new SettingsError(['DATABASE_URL: must begin with postgresql://']),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('no file is read for what is no secret', () => {
    expect(readSettings({ PORT_FILE: '/nowhere' }).port).toBe(3000);
  });
});

test('reusable-patterns.txt, Property 17: Secret Redaction: a secret is never printed, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 9 }), (value) => {
      const secret = new Secret(`s3cret-${value}`);
      const shown = [
        String(secret),
        `${secret}`,
        JSON.stringify({ secret }),
        inspect(secret),
        inspect({ deep: { secret } }, { depth: 9, showHidden: true }),
      ];
      for (const text of shown) expect(text).not.toContain('s3cret-');
      expect(secret.reveal()).toBe(`s3cret-${value}`);
    }),
  );
});

test('the documentation of the settings has one row for each', () => {
  const table = describeSettings(Object.values(settings));
  expect(table.split('\n')).toHaveLength(Object.keys(settings).length + 2);
  expect(table).toContain('| `DATABASE_URL` | `database.url` | none | yes |');
});
