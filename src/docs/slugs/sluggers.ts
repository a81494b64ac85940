import { slug } from 'github-slugger';

/** Makes the ids of one page, each different from those it made before. */
export interface Slugger {
  slug(text: string): string;
  /** Notes an id that an author set himself. */
  reserve(id: string): void;
}

/**
 * GitHub's way, as https://www.npmjs.com/package/github-slugger does it: a repeated id gets the next free number. That
 * package keeps what is taken in an object; a map is kept here, so that no heading can be named like a property of
 * every object.
 */
export function createGithubSlugger(): Slugger {
  const taken = new Map<string, number>();
  return {
    slug(text) {
      const base = slug(text);
      let id = base;
      while (taken.has(id)) {
        const next = taken.get(base)! + 1;
        taken.set(base, next);
        id = `${base}-${next}`;
      }
      taken.set(id, 0);
      return id;
    },
    reserve() {},
  };
}

const special = /[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g;

/** How VitePress (`@mdit-vue/shared`) makes an id of a heading's text. */
export function slugVitepress(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036F]/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the original leaves them out.
      .replace(/[\u0000-\u001f]/g, '')
      .replace(special, '-')
      .replace(/-{2,}/g, '-')
      .replace(/^-+|-+$/g, '')
      .replace(/^(\d)/, '_$1')
      .toLowerCase()
  );
}

/** VitePress' way: `markdown-it-anchor` adds the first number from 1 that makes the id unique. */
export function createVitepressSlugger(): Slugger {
  const taken = new Set<string>();
  return {
    slug(text) {
      const base = slugVitepress(text);
      let id = base;
      for (let number = 1; taken.has(id); number += 1) id = `${base}-${number}`;
      taken.add(id);
      return id;
    },
    reserve: (id) => void taken.add(id),
  };
}
