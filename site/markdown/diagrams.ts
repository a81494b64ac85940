import type { MdastPluginEntry } from 'satteri';
import { diagramFigure } from '../diagrams/figure.ts';

/** Replaces every `mermaid` block of a page by its drawing. A block that cannot be drawn whole fails the page. */
export function diagrams(): MdastPluginEntry {
  return () => {
    let count = 0;
    return {
      name: 'docproof-diagrams',
      async code(node) {
        if (node.lang !== 'mermaid') return;
        count += 1;
        return { raw: await diagramFigure(node.value, `diagram-${count}`), mdxExpressions: false };
      },
    };
  };
}
