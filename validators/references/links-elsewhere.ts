import type { CheckContext } from '../../src/check/validator.ts';
import type { LinkResolution, Program, VirtualFile } from '../../src/code/compiler/port.ts';
import type { Fact } from '../../src/code/inventories/fact.ts';

/** Looks up links whose first name the comment does not see, as generators of references do: among all exports. */
export interface LinksElsewhere {
  /** What the program must have for it; nothing when there is no such link. */
  readonly file: VirtualFile | undefined;
  resolve(program: Program, name: string): LinkResolution;
}

const name = 'docproof.links.ts';

/** Prepares the look-up. Each way to read a link is a doc comment of a file in memory that imports its first name. */
export function createLinksElsewhere(
  { workspace }: CheckContext,
  facts: readonly Fact[],
  links: readonly { readonly name: string }[],
): LinksElsewhere {
  const path = `${workspace.root}/${name}`;
  const exported = Map.groupBy(
    facts.filter(({ kind }) => kind === 'exports'),
    (fact) => fact.name,
  );
  const readings = new Map<string, { names: { start: number; end: number }[] }[]>();
  let text = '';
  let count = 0;
  for (const link of new Set(links.map((one) => one.name))) {
    const [root = '', ...rest] = link.split(/[.#]/);
    for (const { details } of exported.get(root) ?? []) {
      for (const module of details.modules ?? []) {
        const local = `$${count++}`;
        text += `import { ${root} as ${local} } from '${workspace.root}/${module}';\n/** {@link `;
        const names = [local, ...rest].map((part) => {
          const start = text.length;
          text += `${part}.`;
          return { start, end: start + part.length };
        });
        text = `${text.slice(0, -1)}} */\nexport const of${local} = 1;\n`;
        readings.set(link, [...(readings.get(link) ?? []), { names }]);
      }
    }
  }
  return {
    file: count === 0 ? undefined : { path, text },
    resolve(program, link) {
      const states = program.linksOf(path, readings.get(link) ?? []);
      if (states.length === 0) return { state: 'unscoped' };
      return states.find(({ state }) => state !== 'missing') ?? states[0]!;
    },
  };
}
