import type { Failure } from './define-error.ts';

/** A problem document (RFC 9457). Members beyond the standard ones carry what a program can act on. */
export interface Problem {
  /** The address of the page that explains the error. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request that it is about, as a URI: `urn:uuid:…`. */
  readonly instance: string;
  readonly code: string;
  readonly [extension: string]: unknown;
}

/** The media type of a problem document. */
export const problemMediaType = 'application/problem+json';

const documentation = 'https://docproof.dev/api/problems/';

/** The address of the page that explains an error. */
export function problemType(code: string): string {
  return `${documentation}${code}/`;
}

/** Makes the problem document of a failure. `requestId` is the id of the request that failed. */
export function toProblem(failure: Failure, requestId: string): Problem {
  const { definition, detail, extensions, code } = failure;
  const standard = {
    type: problemType(code),
    title: definition.title,
    status: definition.status,
    detail,
    instance: `urn:uuid:${requestId}`,
    code,
  };
  // The standard members come first for a reader, and win over an extension of the same name.
  return { ...standard, ...extensions, ...standard };
}
