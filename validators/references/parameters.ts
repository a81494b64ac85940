import { oncePer } from '../../src/check/once-per.ts';
import type { Page } from '../../src/docs/page.ts';

/** What is given to a call, or is declared between the same brackets. */
const between = /\(([^()]*)\)/g;

const parameter = /^\s*(?:\.\.\.)?(\p{Ll}[\p{L}\p{N}_$]*)\s*(?=[?:=]|$)/u;

function* parametersIn(code: string): Generator<string> {
  for (const [, given = ''] of code.matchAll(between)) {
    for (const one of given.replace(/\{[^{}]*\}|[[\]]/g, '').split(',')) {
      const name = parameter.exec(one)?.[1];
      if (name !== undefined) yield name;
    }
  }
}

/** The names that the signatures and calls in inline code of a page give to parameters. Pages choose them as they like. */
export const parametersOn = oncePer(
  ({ mentions, headings }: Page): ReadonlySet<string> =>
    new Set(
      [...mentions.map(({ value }) => value), ...headings.map(({ text }) => text)].flatMap((code) => [
        ...parametersIn(code),
      ]),
    ),
);
