import { readFileSync } from 'node:fs';

/** What a reader made of one finding on a public repository. */
export interface Verdict {
  /** Owner and name on GitHub. */
  readonly repository: string;
  readonly commit: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
  /** `false` for a finding that was wrong. It stays on the list, so that it is known when it comes back. */
  readonly verdict: 'true' | 'false';
  readonly reason: string;
}

/** The part of a finding in the JSON report that tells it from others. */
export type Found = Pick<Verdict, 'file' | 'line' | 'column' | 'rule' | 'message'>;

/** What today's findings on a repository are worth. */
export interface Judged {
  readonly right: readonly Found[];
  readonly wrong: readonly Found[];
  readonly unjudged: readonly Found[];
  /** Verdicts of `true` on what is no longer found. */
  readonly lost: readonly Verdict[];
}

/** Every verdict of the list beside this file, in its order. */
export function readVerdicts(): Verdict[] {
  const text = readFileSync(new URL('verdicts.jsonl', import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
}

const placeOf = ({ file, line, column, rule }: Found): string => `${file}:${line}:${column} ${rule}`;

/** Joins findings on a repository with the verdicts on them. The wording of a message may change, its place may not. */
export function judge(verdicts: readonly Verdict[], found: readonly Found[]): Judged {
  const known = new Map(verdicts.map((verdict) => [placeOf(verdict), verdict]));
  const places = new Set(found.map(placeOf));
  const having = (verdict: Verdict['verdict'] | undefined): Found[] =>
    found.filter((finding) => known.get(placeOf(finding))?.verdict === verdict);
  return {
    right: having('true'),
    wrong: having('false'),
    unjudged: having(undefined),
    lost: verdicts.filter((verdict) => verdict.verdict === 'true' && !places.has(placeOf(verdict))),
  };
}
