import { failure, type Result, success } from '../../core/types/result.ts';
import type { Email } from './email.ts';
import { type InvalidUser, invalidUser } from './user.errors.ts';

/**
 * How long a password is, in characters (ASVS 5.0, 6.2.1 and 6.2.9). There is no rule of which characters it is made
 * (6.2.5), and it is taken as it is, without cutting or changing it (6.2.8).
 */
export const passwordLimits = { least: 15, most: 128 } as const;

/** What people type along when they have to think of something (ASVS 5.0, 6.2.4). */
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm'];
const tracks = rows.flatMap((row) => [row, [...row].reverse().join('')]);

/** Words that say nothing, the name of the service among them (ASVS 5.0, 6.2.11). */
const words = ['almanac', 'password', 'passwort', 'welcome', 'letmein', 'iloveyou', 'administrator', 'admin', 'secret'];

/** The fewest characters that must be left when everything is taken out that is easy to guess. */
const leastLeft = 8;

/** A text without words that are known, runs along a row of the keyboard or an order, and repetitions. */
function withoutTheObvious(password: string, known: readonly string[]): string {
  let left = password.toLowerCase();
  for (const word of known) left = left.replaceAll(word, '');
  let kept = '';
  for (let at = 0; at < left.length; ) {
    let run = 1;
    while (at + run < left.length && tracks.some((track) => track.includes(left.slice(at, at + run + 1)))) run += 1;
    kept += run >= 4 ? left[at] : left.slice(at, at + run);
    at += run;
  }
  // What repeats counts once: the shortest piece that gives the whole when it is repeated, the last time perhaps in part.
  for (let length = 1; length < kept.length; length += 1) {
    const piece = kept.slice(0, length);
    if (piece.repeat(Math.ceil(kept.length / length)).startsWith(kept)) return piece;
  }
  return kept;
}

/** Whether a password may be used by the owner of an address. */
export function checkPassword(password: string, email: Email): Result<string, InvalidUser> {
  const length = [...password].length;
  if (length < passwordLimits.least || length > passwordLimits.most)
    return failure(
      invalidUser('/password', `must be ${passwordLimits.least} to ${passwordLimits.most} characters long`),
    );
  if (!password.isWellFormed()) return failure(invalidUser('/password', 'must be Unicode text'));
  const [name = '', domain = ''] = email.split('@');
  const known = [email, name, domain, ...words].filter((word) => word.length >= 4);
  return withoutTheObvious(password, known).length >= leastLeft
    ? success(password)
    : failure(invalidUser('/password', 'must not be easy to guess, as words, sequences and repetitions are'));
}
