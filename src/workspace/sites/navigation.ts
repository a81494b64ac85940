import type { NavigationEntry, Redirect } from '../site.ts';
import type { StaticConfig } from './config.ts';
import type { Literal } from './literal.ts';

/** How a generator names the entries of its navigation. */
export interface NavigationKeys {
  readonly link: RegExp;
  readonly page?: RegExp | undefined;
  readonly folder?: RegExp | undefined;
  /** Whether a bare string in a list is the id of a page. */
  readonly strings?: boolean;
  /** A key that changes what the addresses below it mean. */
  readonly prefix?: RegExp;
  /** What the links are, where they are none of the menu. */
  readonly as?: 'goal' | 'sources';
}

/**
 * Finds what a part of a config links to. Parts that are imported or computed are left out: a finding about them would
 * have no place.
 */
export function navigationIn(
  config: StaticConfig,
  literal: Literal | undefined,
  keys: NavigationKeys,
): NavigationEntry[] {
  const found: NavigationEntry[] = [];
  const add = (kind: NavigationEntry['kind'], value: Literal): void => {
    if (value.kind !== 'string' || config.text.slice(value.start, value.end) !== value.value) return;
    found.push({ kind, target: value.value, start: value.start, end: value.end });
  };
  const visit = (value: Literal | undefined, depth: number): void => {
    if (depth > 40) return;
    if (value?.kind === 'array') {
      for (const item of value.items) {
        if (item.kind === 'string') {
          if (keys.strings) add('page', item);
        } else visit(config.resolve(item), depth + 1);
      }
    }
    if (value?.kind !== 'object') return;
    for (const key of value.entries.keys()) if (keys.prefix?.test(key)) return;
    for (const [key, inner] of value.entries) {
      if (keys.link.test(key)) add(keys.as ?? 'link', inner);
      else if (keys.page?.test(key)) add('page', inner);
      else if (keys.folder?.test(key)) add('folder', inner);
      else visit(config.resolve(inner), depth + 1);
    }
  };
  visit(config.resolve(literal), 0);
  return found;
}

/** The addresses that redirects lead to, from an object of them or a list of `{ from, to }`. Those with holes are left out. */
export function redirectGoals(config: StaticConfig, literal: Literal | undefined): NavigationEntry[] {
  const value = config.resolve(literal);
  const goals =
    value?.kind === 'object'
      ? [...value.entries.values()].map((to) => (to.kind === 'object' ? to.entries.get('destination') : to))
      : value?.kind === 'array'
        ? value.items.map((item) => (item.kind === 'object' ? item.entries.get('to') : undefined))
        : [];
  return goals.flatMap((goal): NavigationEntry[] =>
    goal?.kind === 'string' && !goal.value.includes('[') && config.text.slice(goal.start, goal.end) === goal.value
      ? [{ kind: 'goal', target: goal.value, start: goal.start, end: goal.end }]
      : [],
  );
}

/** What a redirect of a config leads to. It has a place when it stands in the config's own file. */
export function redirectTo(config: StaticConfig, file: string, goal: Literal | undefined): Redirect {
  if (goal?.kind !== 'string') return { to: '' };
  const { value, start, end } = goal;
  const place = config.text.slice(start, end) === value ? { file, start, end } : undefined;
  return { to: value, place };
}
