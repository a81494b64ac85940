/**
 * The regular expression of a `LIKE` pattern as PostgreSQL reads it (manual, section 9.7.1): `%` is any text, `_` one
 * character, and a backslash takes the meaning from either.
 */
export function likePattern(pattern: string): RegExp {
  let source = '';
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && character === '\\') {
      escaped = true;
      continue;
    }
    if (!escaped && character === '%') source += '.*';
    else if (!escaped && character === '_') source += '.';
    else source += character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    escaped = false;
  }
  return new RegExp(`^${source}$`, 'su');
}
