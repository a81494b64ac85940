import { defineRule } from '../../src/check/rule.ts';
import { nearest } from '../../src/config/nearest.ts';
import { isMarkerName, type Marker, type MarkerName } from '../../src/docs/markers.ts';
import type { Block } from '../../src/docs/page.ts';
import { contextNames } from './contexts.ts';
import { dataLanguageOf } from './data/format.ts';
import { languageOf } from './language.ts';
import { shellLanguageOf } from './shell/language.ts';
import type { PageBlock } from './unclosed-fence.ts';

/** Markers that say how a block is compiled or run. */
const forScripts: ReadonlySet<MarkerName> = new Set(['check', 'run', 'error', 'continue', 'isolated', 'context']);
const withoutValue: ReadonlySet<MarkerName> = new Set(['check', 'run', 'continue', 'isolated']);

interface Misuse {
  readonly reason: string;
  readonly suggestion?: string | undefined;
}

/** What is wrong with the value of a marker. */
function wrongValue(name: MarkerName, value: string | undefined): Misuse | undefined {
  const given = value?.trim() ?? '';
  if (withoutValue.has(name)) return value === undefined ? undefined : { reason: 'takes no value' };
  if (name === 'skip' && given === '') return { reason: 'needs a reason: `@skip="reason"`' };
  if (name === 'file' && given === '') return { reason: 'needs a name: `@file="name.ts"`' };
  if (name === 'error' && !/\d/.test(given)) return { reason: 'names no error: write `@error="TS2345"`' };
  if (name === 'context' && !(contextNames as readonly string[]).includes(given)) {
    const meant = nearest(given, contextNames);
    const reason = `is one of ${contextNames.map((each) => `\`${each}\``).join(', ')}, not \`${given}\``;
    return { reason, suggestion: meant && `@context="${meant}"` };
  }
  return undefined;
}

/** Why a marker means nothing where it stands. */
function wrongPlace(name: MarkerName, block: Block, earlier: readonly Marker[]): string | undefined {
  const language = languageOf(block);
  const has = (other: MarkerName): boolean => block.markers.some((marker) => marker.name === other);
  if (language.kind === 'other') {
    if (forScripts.has(name)) return `means nothing on a block of ${language.name}: it is not compiled`;
    const isRead = dataLanguageOf(block) !== undefined || shellLanguageOf(block) !== undefined;
    if (name === 'skip' && !isRead) return `is not needed on a block of ${language.name}: nothing checks it`;
  }
  if (name === 'context' && /^[ \t]*\/\/[ \t]*@filename:/im.test(block.value)) {
    return 'means nothing in a block of several files';
  }
  if (name !== 'error' && earlier.some((marker) => marker.name === name)) return 'stands there twice';
  if (has('skip') && forScripts.has(name)) return 'means nothing beside `@skip`';
  if (name === 'isolated' && has('continue')) return 'is the opposite of `@continue`';
  return undefined;
}

/** `examples/misused-marker`: a marker stands where it means something, with the value that it takes. */
export const misusedMarker = defineRule<PageBlock, { marker: string; reason: string }>({
  id: 'examples/misused-marker',
  level: 'drift',
  severity: 'error',
  summary: 'A marker stands where it means something, with the value that it takes.',
  why: 'A marker that does nothing says something to the author and nothing to Docproof: the block is not checked as the page believes.',
  fix: 'Take the marker away, or give it the value that it takes. The page about markers lists them all.',
  wrong: { 'README.md': '# Title\n\n```json @continue\n{ "a": 1 }\n```\n' },
  right: { 'README.md': '# Title\n\n```json\n{ "a": 1 }\n```\n' },
  message: ({ marker, reason }) => `\`@${marker}\` ${reason}`,
  *check({ block }) {
    for (const [index, { name, value, location }] of block.markers.entries()) {
      if (!isMarkerName(name)) continue;
      const place = wrongPlace(name, block, block.markers.slice(0, index));
      const misuse = place === undefined ? wrongValue(name, value) : { reason: place };
      if (misuse) yield { args: { marker: name, reason: misuse.reason }, location, suggestion: misuse.suggestion };
    }
  },
});
