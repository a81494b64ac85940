/** What became of one external address. */
export type Verdict =
  /** It answers. `moved` is where it says that it is from now on. */
  | { readonly kind: 'answers'; readonly moved?: string | undefined }
  /** It says itself that nothing is there, or its host does not exist. */
  | {
      readonly kind: 'broken';
      readonly answer: BrokenAnswer;
      /** The day on which it was first seen broken, as `YYYY-MM-DD`. */
      readonly since: string;
      /** Whether it has been broken for as many days as make an error of it. */
      readonly lasting: boolean;
    }
  /** Nobody can tell from here, and why. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** It is not to be asked, and why. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** What a broken address answers: a status, or that its host does not exist. */
export type BrokenAnswer = '404' | '410' | 'no host';

/** Asks external addresses. The only way from a validator to the network. */
export interface ExternalLinks {
  /**
   * The verdicts by the addresses as they were given. Never throws because of what the network does. What is remembered
   * of the addresses in `onPages` is kept, whether they are asked or not.
   */
  ask(addresses: Iterable<string>, onPages: Iterable<string>): Promise<ReadonlyMap<string, Verdict>>;
}

/** What a project may say about its external links, with every default filled in. */
export interface ExternalSettings {
  /** Days that a link must have been broken for until it is an error. */
  readonly errorAfterDays: number;
  /** Days that a good answer is believed for. */
  readonly rememberDays: number;
  /** How many requests one host gets at the same time. */
  readonly perHost: number;
  /** Milliseconds between the starts of two requests to one host. */
  readonly pause: number;
  /** Seconds that one request may take. */
  readonly timeout: number;
  /** Seconds that all requests together may take. */
  readonly limit: number;
}

/** The settings of a project that says nothing. */
export const defaultSettings: ExternalSettings = {
  errorAfterDays: 3,
  rememberDays: 1,
  perHost: 2,
  pause: 250,
  timeout: 10,
  limit: 300,
};
