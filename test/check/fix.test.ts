import '../kit/fixed-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Fix } from '../../src/check/finding.ts';
import { type FixOutcome, fixFindings, type Texts } from '../../src/check/fix.ts';
import type { CheckResult } from '../../src/check/result.ts';
import { createSourceText } from '../../src/workspace/source-text.ts';

/** A word that a rule does not want, and the words that its fixes put there. */
interface Unwanted {
  readonly rule: string;
  readonly word: RegExp;
  readonly fixes: readonly string[];
  /** Whether the finding says where it stands, as rules do that name a line. */
  readonly saysLine?: boolean;
}

/** Finds unwanted words in texts, as a rule finds wrong links on pages. */
function findingsIn(file: string, text: string, rules: readonly Unwanted[]): Finding[] {
  const source = createSourceText(file, text);
  return rules
    .flatMap(({ rule, word, fixes, saysLine }) =>
      [...text.matchAll(word)].map((match): Finding => {
        const location = source.locate(match.index, match.index + match[0].length);
        const range = [match.index, match.index + match[0].length] as const;
        return {
          rule,
          severity: 'error',
          message: `no ${match[0]}`,
          args: { word: match[0], ...(saysLine && { line: location.line }) },
          fingerprint: '',
          baselined: false,
          location,
          related: [],
          fixes: fixes.map((text): Fix => ({ title: `Write ${text}`, safe: true, edits: [{ file, range, text }] })),
          url: '',
        };
      }),
    )
    .sort((a, b) => a.location!.line - b.location!.line || a.location!.column - b.location!.column);
}

interface Run extends FixOutcome {
  /** The texts in the end. */
  readonly texts: Record<string, string>;
  readonly checks: number;
}

/** Fixes texts in memory. Names that begin with `link` are other names of the file `a`. */
async function fix(
  files: Readonly<Record<string, string>>,
  rules: readonly Unwanted[],
  leaveOut: (finding: Finding) => boolean = () => false,
): Promise<Run> {
  let checks = 0;
  const pathOf = (file: string): string => `/${file.startsWith('link') ? 'a' : file}`;
  const read = (texts: Texts, file: string): string => texts.get(pathOf(file)) ?? files[pathOf(file).slice(1)]!;
  const check = async (texts: Texts): Promise<CheckResult> => {
    checks += 1;
    const sources = Object.fromEntries(
      Object.keys(files).map((file) => [file, createSourceText(file, read(texts, file).replace(/^\uFEFF/, ''))]),
    );
    const found = Object.values(sources).flatMap(({ file, text }) => findingsIn(file, text, rules));
    return {
      findings: found.filter((finding) => !leaveOut(finding)),
      leftOut: found.filter(leaveOut),
      source: (file: string) => sources[file],
    } as unknown as CheckResult;
  };
  const outcome = await fixFindings({ check, pathOf, read: (path) => files[path.slice(1)] });
  const texts = { ...files, ...Object.fromEntries(outcome.files.map(({ path, after }) => [path.slice(1), after])) };
  return { ...outcome, texts, checks };
}

const rule = (name: string, word: RegExp, ...fixes: readonly string[]): Unwanted => ({ rule: name, word, fixes });

test('every safe fix is applied, and the texts are checked again', async () => {
  const { texts, applied, result, checks } = await fix({ a: 'cat dog cat', b: 'dog' }, [rule('r', /cat/g, 'bird')]);
  expect(texts).toEqual({ a: 'bird dog bird', b: 'dog' });
  expect(applied.map(({ finding: { location } }) => location!.column)).toEqual([1, 9]);
  expect(result.findings).toEqual([]);
  expect(checks).toBe(2);
});

test('a fix that is not safe is left to a person', async () => {
  const unsafe = findingsIn('a', 'cat', [rule('r', /cat/g, 'bird')]).map((finding) => ({
    ...finding,
    fixes: finding.fixes.map((fix) => ({ ...fix, safe: false })),
  }));
  const check = async (): Promise<CheckResult> =>
    ({ findings: unsafe, leftOut: [], source: () => createSourceText('a', 'cat') }) as unknown as CheckResult;
  const { files } = await fixFindings({ check, pathOf: (file) => file, read: () => 'cat' });
  expect(files).toEqual([]);
});

test('of fixes that collide the first wins, and the other is looked at anew', async () => {
  const { texts, applied } = await fix({ a: 'abc' }, [rule('one', /ab/g, 'x'), rule('two', /bc/g, 'y')]);
  expect(texts.a).toBe('xc');
  expect(applied).toHaveLength(1);
});

test('a fix that lets another show is followed by that one', async () => {
  const { texts, applied } = await fix({ a: 'cat' }, [rule('one', /cat/g, 'dog'), rule('two', /dog/g, 'bird')]);
  expect(texts.a).toBe('bird');
  expect(applied.map(({ finding }) => finding.rule)).toEqual(['one', 'two']);
});

describe('a fix is taken back', () => {
  test('when it brings what nothing fixes, and those beside it stay', async () => {
    const rules = [rule('one', /cat/g, 'wolf'), rule('two', /wolf/g), rule('three', /dog/g, 'bird')];
    const { texts, applied, takenBack } = await fix({ a: 'cat dog' }, rules);
    expect(texts.a).toBe('cat bird');
    expect(applied.map(({ finding }) => finding.rule)).toEqual(['three']);
    expect(takenBack.map(({ reason }) => reason)).toEqual(['it raised two: no wolf']);
  });

  test('and its finding gets the next fix, if it has one', async () => {
    const { texts } = await fix({ a: 'cat' }, [rule('one', /cat/g, 'wolf', 'dog'), rule('two', /wolf/g)]);
    expect(texts.a).toBe('dog');
  });

  test('when it does not fix what it says', async () => {
    const { texts, takenBack } = await fix({ a: 'cat' }, [rule('one', /cats?/g, 'cats')]);
    expect(texts.a).toBe('cat');
    expect(takenBack).not.toEqual([]);
  });

  test('when what it brings is fixed by what brings more', async () => {
    const rules = [rule('one', /cat/g, 'dog'), rule('two', /dog/g, 'wolf'), rule('three', /wolf/g)];
    const { texts, applied } = await fix({ a: 'cat' }, rules);
    expect(texts.a).toBe('cat');
    expect(applied).toEqual([]);
  });

  test('when what it brings stands elsewhere in the file, found by trying one fix at a time', async () => {
    const rules = [rule('one', /cat/g, 'tac'), rule('two', /dog/g, 'bird'), rule('far', /end(?=[\s\S]*tac)/g)];
    const { texts } = await fix({ a: 'end dog cat dog' }, rules);
    expect(texts.a).toBe('end bird cat bird');
  });

  test('when it raises what is not reported', async () => {
    const rules = [rule('one', /cat/g, 'wolf'), rule('two', /wolf/g)];
    const { texts } = await fix({ a: 'cat' }, rules, (finding) => finding.rule === 'two');
    expect(texts.a).toBe('cat');
  });

  test('when another name of the same file becomes wrong by it', async () => {
    const rules = [rule('one', /cat/g, 'dog')];
    const onLink: Unwanted = rule('two', /dog/g);
    let names: string[] = [];
    const { texts } = await fix({ a: 'cat', link: 'cat' }, [...rules, onLink], ({ location }) => {
      names = [...names, location!.file];
      return false;
    });
    expect(new Set(names)).toEqual(new Set(['a', 'link']));
    expect(texts.a).toBe('cat');
  });
});

test('fixes that undo each other come to an end, and leave what stood there', async () => {
  const { texts, applied, checks } = await fix({ a: 'cat' }, [rule('one', /cat/g, 'dog'), rule('two', /dog/g, 'cat')]);
  expect(texts.a).toBe('cat');
  expect(applied).toEqual([]);
  expect(checks).toBeLessThan(10);
});

test('a fix that brings itself again does not make the file grow without end', async () => {
  const { texts, checks } = await fix({ a: 'a' }, [rule('one', /a/g, 'aa')]);
  expect(texts.a).toBe('a');
  expect(checks).toBeLessThan(5);
});

test('lines that move make no finding new', async () => {
  const rules = [rule('one', /cat/g, 'bird\nbird'), { ...rule('two', /wolf/g), saysLine: true }];
  expect((await fix({ a: 'cat\nwolf' }, rules)).texts.a).toBe('bird\nbird\nwolf');
});

test('a fix that waits for another is still wanted when its line has moved', async () => {
  const rules = [rule('one', /ab\n/g, 'x\nx\n'), { ...rule('two', /\ncat/g, '\ndog'), saysLine: true }];
  expect((await fix({ a: 'ab\ncat' }, rules)).texts.a).toBe('x\nx\ndog');
});

test('a finding that only says something else after a fix beside it is not new', async () => {
  const rules = [rule('case', /Cat(?=s?)/g, 'cat'), rule('whole', /[Cc]ats?/g)];
  expect((await fix({ a: 'Cat' }, rules)).texts.a).toBe('cat');
});

test('a byte order mark and the ends of lines stay', async () => {
  const { texts } = await fix({ a: '\uFEFFcat\r\ncat\r' }, [rule('one', /cat/g, 'dog')]);
  expect(texts.a).toBe('\uFEFFdog\r\ndog\r');
});

test('what is left out of the report is not fixed', async () => {
  const { texts } = await fix(
    { a: 'cat', b: 'cat' },
    [rule('one', /cat/g, 'dog')],
    ({ location }) => location!.file === 'b',
  );
  expect(texts).toEqual({ a: 'dog', b: 'cat' });
});

test('a file that is not what was checked is not touched, and is named', async () => {
  const source = createSourceText('a', 'cat');
  const check = async (): Promise<CheckResult> =>
    ({
      findings: findingsIn('a', 'cat', [rule('one', /cat/g, 'dog')]),
      leftOut: [],
      source: () => source,
    }) as unknown as CheckResult;
  const changed = await fixFindings({ check, pathOf: (file) => file, read: () => 'a cat' });
  const binary = await fixFindings({ check, pathOf: (file) => file, read: () => undefined });
  expect(changed.unfixed).toEqual([{ file: 'a', reason: 'it changed while it was being checked' }]);
  expect(binary.unfixed).toEqual([{ file: 'a', reason: 'it is not UTF-8, or cannot be read' }]);
  expect([...changed.files, ...binary.files]).toEqual([]);
});

test('whatever the rules are: fixing ends, leaves no more than there was, and comes to the same each time', async () => {
  const letters = fc.constantFrom('a', 'b', 'c', 'd');
  const word = fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  const unwanted = fc.record({ from: word, to: fc.array(word, { maxLength: 2 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(unwanted, { minLength: 1, maxLength: 4 }),
      fc.array(letters, { maxLength: 12 }).map((parts) => parts.join('')),
      async (wrong, text) => {
        const rules = wrong.map(({ from, to }, index) => rule(`r${index}`, new RegExp(from, 'g'), ...to));
        const { texts, applied, checks } = await fix({ a: text }, rules);
        const count = (value: string): number => findingsIn('a', value, rules).length;
        expect(checks).toBeLessThanOrEqual(51);
        expect(count(texts.a!)).toBeLessThanOrEqual(count(text));
        if (applied.length === 0) expect(texts.a).toBe(text);
        expect((await fix({ a: text }, rules)).texts).toEqual(texts);
      },
    ),
    { numRuns: 300 },
  );
});
