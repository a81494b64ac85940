import type { Page } from '../../src/docs/page.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

const other =
  /(^|[-_/. ])(migrat\w*|upgrad\w*|change-?logs?|release-?notes|releases|blogs?|news|archive[ds]?|previous-versions|legacy|old-versions|versioned_docs|rfcs?|proposals?|decisions|adrs?|deprecat\w*)(?=$|[-_/. ])/i;
const version = /(?<=^|[-_/.]|readme)v(?:ersion-?)?(\d+)(?:\.(?:\d+|x))*(?=$|[-_/.])/gi;

/**
 * Whether a page speaks of another version of the code than the one beside it, by what its path says. Its examples may
 * be right there and wrong here, so they prove nothing.
 */
export function speaksOfOtherVersion(workspace: Workspace, page: Page): string | undefined {
  const path = page.file.replace(/\.[^./]+$/, '');
  const kind = other.exec(path)?.[2];
  if (kind !== undefined) return 'the page tells of other versions';
  const majors = new Set(
    workspace.packages.flatMap(({ version: own, entries }) => {
      const major = entries.length > 0 ? /^(\d+)\./.exec(own ?? '')?.[1] : undefined;
      return major === undefined ? [] : [major];
    }),
  );
  if (majors.size === 0) return undefined;
  const named = [...path.matchAll(version)].map((match) => match[1]!);
  if (named.length === 0 || named.some((major) => majors.has(major))) return undefined;
  return `the page is about version ${named.at(-1)}`;
}
