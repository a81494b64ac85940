import type { BuiltFile } from '../../src/built/built-site.ts';
import type { Judge } from './judge.ts';
import type { Lookup } from './lookup.ts';
import type { Places } from './places.ts';
import type { Redirect, Redirects } from './redirects.ts';
import type { SiteFault, SiteProblem } from './subject.ts';

/** Follows a redirect to its end. */
function follow(
  redirects: Redirects,
  lookup: Lookup,
  first: Redirect,
  isAnswered: (path: string) => boolean,
): SiteProblem | undefined {
  const { from, to } = first;
  const through: string[] = [];
  const seen = new Set([from]);
  let at = first;
  while (at.next !== undefined) {
    if (seen.has(at.next)) return { kind: 'redirect', from, to, fault: 'loop' };
    seen.add(at.next);
    const next = redirects.at(at.next);
    if (!next) {
      // What is wrong further along is said where it is wrong.
      const isMissing = at === first && lookup.file(at.next) === undefined && !isAnswered(at.next);
      if (isMissing) return { kind: 'redirect', from, to, fault: 'missing' };
      break;
    }
    through.push(at.next);
    at = next;
  }
  return through.length > 0 ? { kind: 'redirect-chain', from, through: [...through, at.to] } : undefined;
}

/** What is wrong with the address itself: its fragment, or how it is written. */
function judgeAddress(judge: Judge, page: BuiltFile, { to, next }: Redirect): SiteProblem | undefined {
  const verdict = judge(page, { tag: 'meta', use: 'page', target: to });
  if (verdict.state !== 'bad') return undefined;
  return next !== undefined || verdict.problem.kind === 'malformed-url' ? verdict.problem : undefined;
}

/** Judges the redirects of a built site: each must end, at something that exists, in one step. */
export function judgeRedirects(
  redirects: Redirects,
  lookup: Lookup,
  judge: Judge,
  places: Places,
  isAnswered: (path: string) => boolean,
): SiteFault[] {
  return redirects.all.flatMap((redirect) => {
    const { file, line, column, to } = redirect;
    const page = lookup.page(file);
    // A line of `_redirects` counts from the root of the site.
    const problem = follow(redirects, lookup, redirect, isAnswered) ?? judgeAddress(judge, page ?? { file }, redirect);
    if (!problem) return [];
    const location = places.redirect(redirect.from);
    if (location) return [{ problem, location, related: [] }];
    if (page) return places.place([{ page, problem, line, column, target: to }]);
    return [{ problem, location: places.built(file, line, column), related: [] }];
  });
}
