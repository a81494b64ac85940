/** What an address in a built page is for: a page that the reader goes to, or something that the page is made of. */
export type BuiltLinkUse = 'page' | 'asset' | 'symbol';

/** An address in a built page, as a browser finds it. */
export interface BuiltLink {
  /** The element and the attribute, such as `a` and `href`. */
  readonly tag: string;
  readonly attribute: string;
  readonly use: BuiltLinkUse;
  /** The address as written, entities decoded. */
  readonly target: string;
  /** Where the attribute begins in the HTML; both from 1, columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** An id that a built page declares more than once, at each place but the first. */
export interface RepeatedId {
  readonly id: string;
  readonly line: number;
  readonly column: number;
}

/** Where a built page sends its reader on to by `<meta http-equiv="refresh">`. */
export interface BuiltRefresh {
  /** Seconds until it does. */
  readonly delay: number;
  readonly target: string;
  readonly line: number;
  readonly column: number;
}

/** A file of a built site that holds addresses. */
export interface BuiltFile {
  /** POSIX path relative to the folder of the built site. */
  readonly file: string;
  /** The address that relative ones count from, when it is not that of the file. */
  readonly base?: string | undefined;
}

/** A style sheet and what it loads. */
export interface BuiltSheet extends BuiltFile {
  readonly links: readonly BuiltLink[];
}

/** One HTML file, parsed once. */
export interface BuiltDocument {
  /**
   * The links, in the order of the file. Those in a `<template>` are not live, and left out, and so is what stands in
   * the address itself (`data:`).
   */
  readonly links: readonly BuiltLink[];
  /** Every id and every `<a name>` that a fragment can lead to. Case matters. */
  readonly anchors: ReadonlySet<string>;
  readonly repeated: readonly RepeatedId[];
  /** The address of `<base href>`. */
  readonly base?: string | undefined;
  /** The address of `<link rel="canonical">`. */
  readonly canonical?: string | undefined;
  readonly refresh?: BuiltRefresh | undefined;
}

/** One HTML file of a built site. */
export interface BuiltPage extends BuiltFile, BuiltDocument {
  readonly base?: string | undefined;
}

/** A line of a `_redirects` file, as Netlify and Cloudflare Pages read it. */
export interface RedirectLine {
  readonly from: string;
  readonly to: string;
  /** 301 and the like send the reader on, 200 shows the target in place, 404 is an error page. */
  readonly status: number;
  readonly line: number;
}

/** An address that a sitemap or `robots.txt` names. */
export interface SitemapEntry {
  /** POSIX path of the file that names it, relative to the folder of the built site. */
  readonly file: string;
  readonly address: string;
  readonly line: number;
  readonly column: number;
}

/** What a generator made: the files of a folder as a plain web server would serve them. */
export interface BuiltSite {
  /** The folder as a POSIX path relative to the root of the workspace; it may begin with `..`. */
  readonly folder: string;
  /** POSIX paths of all files, relative to the folder. */
  readonly files: ReadonlySet<string>;
  /** The HTML files, sorted by path. */
  readonly pages: readonly BuiltPage[];
  /** The CSS files that load something, sorted by path. */
  readonly sheets: readonly BuiltSheet[];
  readonly redirects: readonly RedirectLine[];
  readonly sitemap: readonly SitemapEntry[];
  /** The HTML files that could not be read. */
  readonly unreadable: readonly string[];
  /** The HTML files that hold bytes that are not UTF-8. They are read all the same. */
  readonly misencoded: readonly string[];
  /** The ids in an SVG file; `undefined` when there is no such file or it cannot be read. */
  idsOfSvg(file: string): ReadonlySet<string> | undefined;
}
