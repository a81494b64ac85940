import type { Finding } from '../check/finding.ts';
import type { CheckResult } from '../check/result.ts';
import type { PageLines } from '../check/sayings.ts';
import type { EditedTexts } from '../workspace/edited-files.ts';
import { factMutations } from './fact-mutations.ts';
import { type Candidate, type Falsified, isFalse, type Mutant, type Subject } from './mutant.ts';
import { pageMutations } from './page-mutations.ts';
import { createRandom, shuffle } from './random.ts';

/** What became of one mutant. */
export interface Trial {
  readonly mutant: Mutant;
  /** The finding that stands where the mutant makes something false; absent when there is none. */
  readonly caughtBy?: Finding | undefined;
  /** Lines that are false now, and at which nothing was found. */
  readonly missed: readonly PageLines[];
  /** New findings that stand elsewhere. */
  readonly elsewhere: readonly Finding[];
  /** Milliseconds that the check took. */
  readonly durationMs: number;
}

/** What a proof found out. */
export interface Proof {
  readonly seed: number;
  /** How many mutants were asked for. There may be fewer: each has a place of its own. */
  readonly asked: number;
  readonly trials: readonly Trial[];
  /** How many changes were left out because they make nothing false that can be told. */
  readonly harmless: number;
}

/** What a proof needs. */
export interface ProofInput {
  readonly subject: Subject;
  /** The findings of the repository as it is. */
  readonly findings: readonly Finding[];
  readonly seed: number;
  readonly count: number;
  check(texts: EditedTexts): Promise<CheckResult>;
  onProgress?(done: number, all: number): void;
}

/** Chooses mutants: a place of each mutation in turn, places and mutations in an order that the seed makes. */
function chooseMutants(subject: Subject, seed: number, count: number): { mutants: Mutant[]; harmless: number } {
  const random = createRandom(seed);
  const mutations = new Map([...factMutations(subject), ...pageMutations(subject)]);
  const queues: Candidate[][] = [...mutations.keys()]
    .sort()
    .map((mutation) => shuffle(mutations.get(mutation)!, random));
  const mutants: Mutant[] = [];
  let harmless = 0;
  while (mutants.length < count && queues.some((queue) => queue.length > 0)) {
    for (const queue of shuffle(queues, random)) {
      for (let candidate = queue.pop(); candidate && mutants.length < count; candidate = queue.pop()) {
        const mutant = candidate();
        if (mutant && isFalse(mutant.falsified)) {
          mutants.push(mutant);
          break;
        }
        harmless += 1;
      }
    }
  }
  return { mutants, harmless };
}

/** Whether a finding stands in lines. */
const standsIn = ({ location }: Finding, { file, line, endLine }: PageLines): boolean =>
  location !== undefined && location.file === file && line <= location.line && location.line <= endLine;

/** Whether a finding stands where something is false now. */
function isRight(finding: Finding, { lines, undocumented }: Falsified): boolean {
  const { location, rule, args } = finding;
  if (lines.some((one) => standsIn(finding, one))) return true;
  if (!undocumented || !rule.startsWith('coverage/')) return false;
  return location?.file === undocumented.file && args.name === undocumented.name;
}

/** Checks what a mutant makes of the repository, in all the places in which its fact is declared. */
async function checkMutant(
  { check }: ProofInput,
  { texts, rest }: Mutant,
): Promise<Pick<CheckResult, 'findings' | 'durationMs'>> {
  const { findings, coverage = [], durationMs } = await check(texts);
  const whole = rest?.(texts, coverage);
  if (!whole) return { findings, durationMs };
  const last = await check(whole);
  return { findings: last.findings, durationMs: durationMs + last.durationMs };
}

/** Makes one change after another in memory, and asks of each whether the check finds it. */
export async function prove(input: ProofInput): Promise<Proof> {
  const { subject, seed, count } = input;
  const known = new Set(input.findings.map(({ fingerprint }) => fingerprint));
  const { mutants, harmless } = chooseMutants(subject, seed, count);
  const trials: Trial[] = [];
  for (const mutant of mutants) {
    input.onProgress?.(trials.length, mutants.length);
    const { findings, durationMs } = await checkMutant(input, mutant);
    const fresh = findings.filter(({ fingerprint }) => !known.has(fingerprint));
    const caughtBy = fresh.find((finding) => isRight(finding, mutant.falsified));
    const elsewhere = fresh.filter((finding) => finding !== caughtBy && !isRight(finding, mutant.falsified));
    const missed = mutant.falsified.lines.filter((one) => !fresh.some((finding) => standsIn(finding, one)));
    trials.push({ mutant, caughtBy, missed, elsewhere, durationMs });
  }
  return { seed, asked: count, trials, harmless };
}
