import type { HeadingPart } from '../page.ts';

/** What of a heading becomes part of its id. */
export interface HeadingTextOptions {
  /** Applied to running text, not to code. */
  text?(value: string): string;
  readonly imageAlt?: boolean;
  /** The number that a footnote's reference shows; left out when there is none. */
  footnote?(identifier: string): string;
  /** Expressions of MDX in braces, as written. */
  readonly expressions?: boolean;
}

/** The text of a heading as a processor sees it when it makes an id of it. */
export function headingText(parts: readonly HeadingPart[], options: HeadingTextOptions): string {
  const textOf = ({ kind, value }: HeadingPart): string => {
    switch (kind) {
      case 'text':
        return options.text ? options.text(value) : value;
      case 'code':
        return value;
      case 'image':
        return options.imageAlt ? value : '';
      case 'footnote':
        return options.footnote?.(value) ?? '';
      case 'expression':
        return options.expressions ? value : '';
    }
  };
  return parts.map(textOf).join('');
}
