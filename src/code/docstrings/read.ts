/** What a doc comment says with a tag. Offsets are those of the file. */
export interface DocTag {
  readonly tag: string;
  /** What stands in braces behind the tag, and where. */
  readonly type: { readonly name: string; readonly start: number } | undefined;
  /** The rest, white space made one. */
  readonly text: string;
  /** The place of the first word behind the braces; of the tag itself when there is none. */
  readonly start: number;
  readonly end: number;
}

/** A link in a doc comment: what it names, and where. */
export interface DocLink {
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

/** Blanks out what is shown as code: tags in it are not the comment's own. */
const withoutCode = (text: string): string =>
  text
    .replace(/```[\s\S]*?(?:```|\*\/)/g, (code) => code.replace(/[^\n*]/g, ' '))
    .replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));

const tagForm = /^[ \t]*(?:\/\*\*|\*)?[ \t]*@([a-zA-Z]+)(?:[ \t]+(?:\{([^}\n]*)\})?[ \t]*([^\n]*))?$/gm;

/** Reads the tags of a doc comment that begins at an offset of its file. */
export function readDocTags(comment: string, offset: number): DocTag[] {
  return [...withoutCode(comment).matchAll(tagForm)].map((match) => {
    const [whole, tag = '', braced, rest = ''] = match;
    const text = rest.replace(/\*\/\s*$/, '').trim();
    const word = /^\S+/.exec(text)?.[0];
    const at = word === undefined ? whole.indexOf(`@${tag}`) : whole.lastIndexOf(rest) + rest.indexOf(word);
    const start = offset + match.index + at;
    const name = braced?.trim() ?? '';
    const type =
      name === '' ? undefined : { name, start: offset + match.index + whole.indexOf(name, whole.indexOf('{')) };
    return { tag, type, text, start, end: start + (word ?? `@${tag}`).length };
  });
}

const linkForm = /\{@(?:link|linkcode|linkplain)\s+([^}|\s]+)(?:\s*\|[^}]*|\s+[^}]*)?\}/g;

/** Reads the links of a doc comment. */
export function readDocLinks(comment: string, offset: number): DocLink[] {
  return [...withoutCode(comment).matchAll(linkForm)].map((match) => {
    const target = match[1]!;
    const start = offset + match.index + match[0].indexOf(target);
    return { target, start, end: start + target.length };
  });
}
