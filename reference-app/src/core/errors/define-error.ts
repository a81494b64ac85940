/** What can go wrong, as it is documented: one page a code, and one entry in the registry. */
export interface ErrorDefinition<Code extends string = string> {
  /** Lower-case words with hyphens. It ends the address of the page that explains the error. */
  readonly code: Code;
  /** The HTTP status that the error is answered with (RFC 9110, section 15). */
  readonly status: number;
  /** What happened, the same for every occurrence (RFC 9457, section 3.1.3). */
  readonly title: string;
  /** What whoever sees it can do. */
  readonly help: string;
}

/** One occurrence of an error. Plain data: it is returned, and thrown only as an {@link ApplicationError}. */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly definition: ErrorDefinition<Code>;
  /** What happened this time. It never holds a secret, SQL or a stack. */
  readonly detail: string;
  /** Further members of the problem document, such as the version that was expected. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A definition that makes occurrences of itself. */
export interface DefinedError<Code extends string> extends ErrorDefinition<Code> {
  failure(detail: string, extensions?: Readonly<Record<string, unknown>>): Failure<Code>;
}

const registry = new Map<string, ErrorDefinition>();

/** Declares an error. Throws when the code is taken or is no code. */
export function defineError<const Code extends string>(definition: ErrorDefinition<Code>): DefinedError<Code> {
  const { code } = definition;
  if (!/^[a-z]+(-[a-z]+)*$/.test(code))
    throw new Error(`The error code "${code}" is not lower-case words with hyphens.`);
  if (registry.has(code)) throw new Error(`The error code "${code}" is defined twice.`);
  registry.set(code, definition);
  return {
    ...definition,
    failure: (detail, extensions = {}) => ({ code, definition, detail, extensions }),
  };
}

/** Every error that has been declared, by its code. */
export function definedErrors(): ReadonlyMap<string, ErrorDefinition> {
  return registry;
}

/** A failure on its way up where no caller is expected to handle it, such as a database that is away. */
export class ApplicationError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.detail, options);
    this.name = 'ApplicationError';
    this.failure = failure;
  }
}
