/** The kinds of claims that a page can make. */
export const claimKinds = ['blocks', 'links', 'mentions', 'diagrams', 'rows'] as const;
/** One of {@link claimKinds}. */
export type ClaimKind = (typeof claimKinds)[number];

/** What can become of a claim, the strongest first. */
export const claimStates = ['ran', 'checked', 'unverifiable', 'skipped', 'not-applicable'] as const;
/** One of {@link claimStates}. */
export type ClaimState = (typeof claimStates)[number];

/** What became of one claim. */
export interface LedgerEntry {
  readonly kind: ClaimKind;
  readonly file: string;
  readonly line: number;
  readonly state: ClaimState;
  /** Why it was not checked, or not run. Always there for `unverifiable` and `skipped`. */
  readonly reason?: string | undefined;
}

/** Anything with a place that can be true or false. The object itself is the identity of the claim. */
export interface Claim {
  readonly file: string;
  readonly line: number;
}

/** How many claims of one kind ended in each state, and why those that were not checked were not. */
export type LedgerCounts = Record<ClaimState, number> & { reasons: Record<string, number> };

/** What became of every claim, pass or fail. Nothing is silently unchecked. */
export interface Ledger {
  /** Adds a claim, which counts as skipped until a validator settles it. */
  enter(kind: ClaimKind, claim: Claim): void;
  /** Records what became of a claim. The strongest state that any validator reached stays. */
  settle(claim: Claim, state: ClaimState, reason?: string): void;
  /** What has become of a claim so far. */
  stateOf(claim: Claim): ClaimState;
  /** Every claim with its state, in the order in which the claims were entered. */
  entries(): readonly LedgerEntry[];
  /** The totals by kind and state. They add up to the number of claims entered. */
  counts(): Record<ClaimKind, LedgerCounts>;
}

const strength = (state: ClaimState): number => claimStates.length - claimStates.indexOf(state);

/** What became of claims of one kind. All claims of which the same became share it: there may be 200,000 of them. */
interface Outcome {
  readonly kind: ClaimKind;
  readonly state: ClaimState;
  readonly reason: string | undefined;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  const claims = new Map<Claim, Outcome>();
  const untouched = new Map(
    claimKinds.map((kind) => [kind, { kind, state: 'skipped', reason: `no validator for ${kind} took part` } as const]),
  );
  const outcomes = new Map(claimKinds.map((kind) => [kind, new Map<ClaimState, Map<string | undefined, Outcome>>()]));
  const outcome = (kind: ClaimKind, state: ClaimState, reason: string | undefined): Outcome => {
    const ofKind = outcomes.get(kind)!;
    const ofState = ofKind.get(state) ?? new Map<string | undefined, Outcome>();
    ofKind.set(state, ofState);
    const known = ofState.get(reason) ?? { kind, state, reason };
    ofState.set(reason, known);
    return known;
  };
  return {
    enter: (kind, claim) => void claims.set(claim, untouched.get(kind)!),
    settle(claim, state, reason) {
      const before = claims.get(claim);
      if (!before) throw new Error(`a claim at ${claim.file}:${claim.line} was settled but never entered`);
      if (before !== untouched.get(before.kind) && strength(state) <= strength(before.state)) return;
      if ((state === 'unverifiable' || state === 'skipped') && !reason) {
        throw new Error(`a claim at ${claim.file}:${claim.line} was settled as ${state} without a reason`);
      }
      claims.set(claim, outcome(before.kind, state, reason));
    },
    stateOf(claim) {
      const outcome = claims.get(claim);
      if (!outcome) throw new Error(`a claim at ${claim.file}:${claim.line} was asked about but never entered`);
      return outcome.state;
    },
    entries: () => [...claims].map(([{ file, line }, entry]) => ({ file, line, ...entry })),
    counts() {
      const counts = Object.fromEntries(
        claimKinds.map((kind) => [
          kind,
          { ...Object.fromEntries(claimStates.map((state) => [state, 0])), reasons: {} } as LedgerCounts,
        ]),
      ) as Record<ClaimKind, LedgerCounts>;
      const shares = new Map<Outcome, number>();
      for (const outcome of claims.values()) shares.set(outcome, (shares.get(outcome) ?? 0) + 1);
      for (const [{ kind, state, reason }, count] of shares) {
        const row = counts[kind];
        row[state] += count;
        if (reason !== undefined) row.reasons[reason] = (row.reasons[reason] ?? 0) + count;
      }
      for (const kind of claimKinds) {
        counts[kind].reasons = Object.fromEntries(
          Object.entries(counts[kind].reasons).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
        );
      }
      return counts;
    },
  };
}
