import type { BuiltSite } from '../../src/built/built-site.ts';
import type { SiteCounts } from './collect.ts';

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** What a reader of the report should know of how the built site was read. */
export function* siteNotes(built: BuiltSite, { links, external, unjudged, anchors }: SiteCounts): Generator<string> {
  const left = [
    external > 0 ? `${external.toLocaleString('en')} of them external` : '',
    unjudged > 0 ? `${unjudged.toLocaleString('en')} that only a server or a script can tell` : '',
  ].filter((part) => part !== '');
  const rest = left.length > 0 ? ` (${left.join(', ')})` : '';
  yield `the built site in ${built.folder || 'the root'} has ${count(built.pages.length, 'page')}, ${count(links, 'link')}${rest} and ${count(anchors, 'id')}`;
  const [unreadable] = built.unreadable;
  if (unreadable !== undefined)
    yield `${count(built.unreadable.length, 'page')} of the built site cannot be read, the first is ${unreadable}`;
  const [misencoded] = built.misencoded;
  if (misencoded !== undefined)
    yield `${count(built.misencoded.length, 'page')} of the built site with bytes that are not UTF-8, the first is ${misencoded}`;
}
