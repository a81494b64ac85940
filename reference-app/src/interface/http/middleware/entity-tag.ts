import { preconditionFailed, preconditionRequired } from '../../../core/errors/core-errors.ts';
import type { Failure } from '../../../core/errors/define-error.ts';
import { failure, type Result, success } from '../../../core/types/result.ts';

/** The strong entity tag of a version (RFC 9110, section 8.8.3). */
export function entityTag(version: number): string {
  return `"${version}"`;
}

const ours = /^"([1-9]\d{0,9})"$/;

/**
 * The version that an `If-Match` header names (RFC 9110, section 13.1.1). A tag that this service never gave out matches
 * nothing, and `*` names no version, so it is asked for.
 */
export function expectedVersion(
  header: string | undefined,
): Result<number, Failure<'precondition-required'> | Failure<'precondition-failed'>> {
  if (header === undefined || header.trim() === '' || header.trim() === '*') {
    return failure(preconditionRequired.failure('The request has no `If-Match` header that names a version.'));
  }
  const tags = header.split(',').map((tag) => tag.trim());
  const version = tags.length === 1 ? ours.exec(tags[0]!)?.[1] : undefined;
  if (version === undefined) {
    return failure(preconditionFailed.failure('`If-Match` names no version that this service gave out.'));
  }
  return success(Number(version));
}

/** Whether an `If-None-Match` header (RFC 9110, section 13.1.2) holds the tag, so that the client has it already. */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((known) => known.trim().replace(/^W\//, '') === tag);
}
