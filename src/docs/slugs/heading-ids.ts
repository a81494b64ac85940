import type { Heading, HtmlHeading, Page } from '../page.ts';
import { headingText } from './heading-text.ts';
import type { SlugProfile } from './profiles.ts';

/** The id of a heading on the published page. */
export interface HeadingId {
  readonly id: string;
  /** The text of the heading, for messages. */
  readonly text: string;
  /** Where the heading stands in the page. */
  readonly offset: number;
}

/** The headings that get an id, in the order in which they stand on the page. */
function headingsOf(page: Page, profile: SlugProfile): readonly (Heading | HtmlHeading)[] {
  if (!profile.htmlHeadings || page.htmlHeadings.length === 0) return page.headings;
  return [...page.headings, ...page.htmlHeadings.filter(({ id }) => id === undefined)].sort(
    (a, b) => a.start - b.start,
  );
}

/** The ids that a processor gives to the headings of a page, in their order. */
export function headingIds(page: Page, profile: SlugProfile): HeadingId[] {
  const slugger = profile.createSlugger();
  const options = profile.textOptions(page);
  return headingsOf(page, profile).map((heading) => {
    const { start: offset } = heading;
    if (!('parts' in heading)) {
      const text = heading.text.trim();
      return { id: slugger.slug(text), text, offset };
    }
    const full = headingText(heading.parts, options);
    const custom = profile.customId?.exec(full) ?? profile.customId?.exec(page.source.text.slice(offset, heading.end));
    const text = custom ? full.replace(profile.customId!, '') : full;
    if (custom) slugger.reserve(custom[1]!);
    return { id: custom ? custom[1]! : slugger.slug(text), text: text.trim(), offset };
  });
}
