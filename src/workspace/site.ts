/** The site generators whose addresses, heading ids and link rules Docproof knows. */
export type SiteFramework = 'starlight' | 'astro' | 'docusaurus' | 'vitepress' | 'fumadocs';

/**
 * How the ids of headings are made. The Astro styles differ in what smart punctuation makes of hyphens: Sätteri joins
 * two or more, unified exactly two, and `astro-plain` is Astro with smart punctuation switched off. `unknown` is a site
 * whose config replaces the way ids are made.
 */
export type HeadingIdStyle =
  | 'github'
  | 'astro-satteri'
  | 'astro-unified'
  | 'astro-plain'
  | 'docusaurus'
  | 'vitepress'
  | 'fumadocs'
  | 'unknown';

/** A folder of pages and where the site publishes it. */
export interface SiteFolder {
  /** POSIX path, `''` for the root of the workspace. */
  readonly folder: string;
  /** The address that its pages stand below, without base and without a slash at the end; empty for the site's root. */
  readonly route: string;
  /** False when the generator turns file names into addresses in a way that only running it would tell. */
  readonly routed: boolean;
  /** Folders of old versions, of translations or of other collections that are published elsewhere. */
  readonly kind: 'docs' | 'blog' | 'pages';
}

/** An address that code makes: a page written as a component, or a pattern of such pages. */
export interface CustomRoute {
  /** The address without base; `[x]` stands for one segment, `[...x]` for any number. */
  readonly route: string;
  /** POSIX path of the file that makes it. */
  readonly file: string;
}

/** An address that the config of a site names itself: in its sidebar, its navigation or as the goal of a redirect. */
export interface NavigationEntry {
  /**
   * A `link` is an address without the base, a `goal` one with the base or without, such as where a redirect leads, a
   * `page` the id of a page, a `folder` one whose pages are listed, `sources` the address below which the host of the
   * repository shows the project of the site.
   */
  readonly kind: 'link' | 'goal' | 'page' | 'folder' | 'sources';
  readonly target: string;
  /** Offsets in the text of the config. */
  readonly start: number;
  readonly end: number;
}

/** Where an address of a site leads instead of to a page of its own. */
export interface Redirect {
  /** As it is written; empty when it is computed. */
  readonly to: string;
  /** Where it is written, as offsets in the text of a file. Absent for one that holds under conditions only. */
  readonly place?: { readonly file: string; readonly start: number; readonly end: number } | undefined;
}

/**
 * How addresses of pages end: all with a slash, none, each as its file is built (`by-file`: a slash where that is the index
 * of a folder), or either way.
 */
export type TrailingSlash = 'always' | 'never' | 'by-file' | 'ignore';

/** What stands among the {@link Site.generators} of a site whose config makes redirects by code. */
export const computedRedirects = 'redirects made by the config';

/** One published site: which pages it takes and how it addresses them. */
export interface Site {
  readonly framework: SiteFramework;
  /** POSIX path of the folder of the site's project, `''` for the root. */
  readonly root: string;
  /** POSIX path of the site's config. */
  readonly configFile: string;
  /** The folders that hold pages. */
  readonly folders: readonly SiteFolder[];
  /** POSIX paths of the folders whose files are served as they are. */
  readonly publicFolders: readonly string[];
  /** The path prefix that every address starts with, without a slash at the end; empty when there is none. */
  readonly base: string;
  /** The address of the published site, when its config says so. */
  readonly origin?: string | undefined;
  readonly trailingSlash: TrailingSlash;
  readonly headingIds: HeadingIdStyle;
  /** Whether `{#id}` at the end of a heading sets its id, where the style alone does not say so. */
  readonly customHeadingIds: boolean;
  /** Whether links to `.md` files reach the published pages: by custom, by a plugin, or perhaps by one. */
  readonly markdownLinks: 'rewritten' | 'perhaps' | 'kept';
  /** The translations: folders of the content, and the default one, which is `root` when it stands in no folder. */
  readonly locales: readonly string[];
  readonly defaultLocale?: string | undefined;
  /** Addresses that lead elsewhere, without base. */
  readonly redirects: ReadonlyMap<string, Redirect>;
  readonly customRoutes: readonly CustomRoute[];
  /** What the config itself links to, as far as it stands in the config's own file. */
  readonly navigation: readonly NavigationEntry[];
  /** What may add addresses that cannot be told without running it: a plugin, a redirect made by code. */
  readonly generators: readonly string[];
}
