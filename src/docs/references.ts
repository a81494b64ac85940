import type { Definition as DefinitionNode, Nodes, Text } from 'mdast';
import type { SourceText } from '../workspace/source-text.ts';
import type { Definition, Footnotes, LooseReference } from './page.ts';

/** Gathers definitions, footnotes and what refers to them while the tree of a page is walked. */
export interface ReferenceCollector {
  readonly definitions: Definition[];
  readonly looseReferences: LooseReference[];
  /** Whether the page has anything for which running text must be looked at. */
  readonly readsText: boolean;
  enter(node: Nodes, ancestors: readonly Nodes[]): void;
  references(): string[];
  footnotes(): Footnotes;
}

const loose = /(?<![\\\w\]!)])!?\[([^[\]\\`]*\p{L}[^[\]\\`]*)\]\[([^[\]\\`]*)\](?![[(:\w])/gu;

/** Finds what refers to a definition or a footnote, and what is written as if it did. */
export function createReferenceCollector(source: SourceText): ReferenceCollector {
  const definitions: Definition[] = [];
  const looseReferences: LooseReference[] = [];
  const references = new Set<string>();
  const footnoteReferences = new Set<string>();
  const footnoteDefinitions: string[] = [];
  const hasPairs = source.text.includes('][');

  const addDefinition = (node: DefinitionNode): void => {
    const start = node.position?.start.offset ?? 0;
    const location = source.locate(start, node.position?.end.offset ?? start);
    definitions.push({ identifier: node.identifier, label: node.label ?? node.identifier, url: node.url, location });
  };

  const addLoose = (node: Text): void => {
    const start = node.position?.start.offset ?? 0;
    const written = source.text.slice(start, node.position?.end.offset ?? start);
    for (const match of written.matchAll(loose)) {
      const label = match[2] === '' ? match[1]! : match[2]!;
      const at = start + match.index;
      looseReferences.push({ label, location: source.locate(at, at + match[0].length) });
    }
  };

  return {
    definitions,
    looseReferences,
    readsText: hasPairs,
    enter(node, ancestors) {
      switch (node.type) {
        case 'definition':
          addDefinition(node);
          break;
        case 'linkReference':
        case 'imageReference':
          references.add(node.identifier);
          break;
        case 'footnoteReference':
          footnoteReferences.add(node.identifier);
          break;
        case 'footnoteDefinition':
          if (ancestors.length === 1) footnoteDefinitions.push(node.identifier);
          break;
        case 'text':
          if (hasPairs && ancestors.at(-1)?.type === 'paragraph') addLoose(node);
          break;
      }
    },
    references: () => [...references],
    footnotes: () => ({ references: [...footnoteReferences], definitions: footnoteDefinitions }),
  };
}
