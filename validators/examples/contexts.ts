import type { Block } from '../../src/docs/page.ts';

/** What a block can say that it is a part of, with `@context`. */
export const contextNames = ['class', 'function', 'jsx'] as const;
/** One of {@link contextNames}. */
type ContextName = (typeof contextNames)[number];

/** The rest of the whole that a block is a part of. It stands around the block for the compiler alone. */
export interface Context {
  readonly before: string;
  readonly after: string;
  /** Whether the whole is JSX, whatever the block's fence says. */
  readonly jsx: boolean;
}

const contexts: Readonly<Record<ContextName, Context>> = {
  class: { before: 'class _ {', after: '\n}', jsx: false },
  function: { before: 'async function _() {', after: '\n}', jsx: false },
  jsx: { before: '<>', after: '\n</>;', jsx: true },
};

const isContext = (name: string): name is ContextName => (contextNames as readonly string[]).includes(name);

/** The context that a block names, if it names one that there is. */
export function contextOf(block: Block): Context | undefined {
  const name = block.markers.find((marker) => marker.name === 'context')?.value?.trim() ?? '';
  return isContext(name) ? contexts[name] : undefined;
}
