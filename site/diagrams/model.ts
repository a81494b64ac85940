import { JSDOM } from 'jsdom';

/** The families of Mermaid that the build-time renderer draws faithfully. */
export const diagramFamilies = ['flowchart', 'sequence', 'state', 'class', 'er', 'xychart'] as const;
/** One of {@link diagramFamilies}. */
export type DiagramFamily = (typeof diagramFamilies)[number];

/** What a Mermaid source says, as Mermaid itself reads it: the measure of what a drawing must show. */
export interface DiagramModel {
  readonly family: DiagramFamily;
  /** `accTitle`: the name of the diagram for people who cannot see it. */
  readonly title: string;
  /** `accDescr`: what the diagram shows, in words. */
  readonly description: string;
  /** Every text that the drawing must hold, white space collapsed. */
  readonly labels: readonly string[];
  /** How many arrows the drawing must hold; `undefined` for families without arrows. */
  readonly edges: number | undefined;
}

/** The part of Mermaid's parsed diagrams that is read here. Mermaid publishes no types for it. */
interface MermaidDiagram {
  readonly type: string;
  readonly db: MermaidDatabase & Record<string, unknown>;
}
interface MermaidDatabase {
  getAccTitle?(): string;
  getAccDescription?(): string;
  getDiagramTitle?(): string;
}
interface Flowchart {
  getVertices(): Map<string, { id: string; text?: string }>;
  getEdges(): readonly { text?: string }[];
  getSubGraphs(): readonly { title: string }[];
}
interface Sequence {
  getActors(): Map<string, { description: string }>;
  getMessages(): readonly { from?: string; to?: string; message?: unknown; placement?: number }[];
}
interface StateMachine {
  getStates(): Map<string, { id: string; descriptions: readonly string[]; note?: { text: string } }>;
  getRelations(): readonly { relationTitle?: string }[];
}
interface ClassMember {
  readonly text: string;
}
interface Classes {
  getClasses(): Map<string, { label: string; members: readonly ClassMember[]; methods: readonly ClassMember[] }>;
  getRelations(): readonly { title?: string }[];
}
interface Entities {
  getEntities(): Map<string, { label: string; alias: string; attributes: readonly EntityAttribute[] }>;
  getRelationships(): readonly { roleA?: string }[];
}
interface EntityAttribute {
  readonly type: string;
  readonly name: string;
  readonly keys: readonly string[];
}
interface MermaidModule {
  mermaidAPI: { getDiagramFromText(source: string): Promise<MermaidDiagram> };
  parse(source: string): Promise<unknown>;
}

const familyOfType: Readonly<Record<string, DiagramFamily>> = {
  'flowchart-v2': 'flowchart',
  flowchart: 'flowchart',
  sequence: 'sequence',
  stateDiagram: 'state',
  classDiagram: 'class',
  er: 'er',
  xychart: 'xychart',
};

let loading: Promise<MermaidModule> | undefined;

/**
 * Loads Mermaid once. Its sanitiser binds to the `window` that it finds while it is imported and never looks again,
 * so the window exists only for that moment: nothing else in the build can take the process for a browser.
 */
function loadMermaid(): Promise<MermaidModule> {
  loading ??= (async () => {
    const globals = globalThis as { window?: unknown };
    globals.window = new JSDOM('').window;
    try {
      return (await import('mermaid')).default as unknown as MermaidModule;
    } finally {
      delete globals.window;
    }
  })();
  return loading;
}

/**
 * Reads a Mermaid source with Mermaid's own parser.
 *
 * @throws when the source does not parse, is of a family that is not drawn, or lacks its title or description.
 */
export async function readDiagram(source: string): Promise<DiagramModel> {
  const mermaid = await loadMermaid();
  // The parser registers the families on its first parse, before which no diagram can be read.
  await mermaid.parse(source);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(source);
  const family = familyOfType[diagram.type];
  if (!family) {
    throw new Error(
      `A diagram of the kind "${diagram.type}" is not drawn on this site. Use one of: ${diagramFamilies.join(', ')}.`,
    );
  }
  const { title, description } = accessibleText(source, diagram);
  const { labels, edges } = contentOf(family, diagram.db);
  return { family, title, description, labels: labels.map(plainLabel).filter(Boolean), edges };
}

function accessibleText(source: string, diagram: MermaidDiagram): { title: string; description: string } {
  const title = diagram.db.getAccTitle?.() || /^\s*accTitle\s*:\s*(.+)$/m.exec(source)?.[1]?.trim();
  const description = diagram.db.getAccDescription?.() || /^\s*accDescr\s*:\s*(.+)$/m.exec(source)?.[1]?.trim();
  const missing = [title ? '' : 'accTitle', description ? '' : 'accDescr'].filter(Boolean);
  if (missing.length > 0) {
    throw new Error(
      `The diagram has no ${missing.join(' and no ')}. Add a line such as "${missing[0]}: …", so that people who cannot see the diagram know what it shows.`,
    );
  }
  return { title: title!, description: description!.replaceAll(/\s+/g, ' ') };
}

function contentOf(family: DiagramFamily, database: unknown): { labels: string[]; edges: number | undefined } {
  switch (family) {
    case 'flowchart': {
      const db = database as Flowchart;
      const nodes = [...db.getVertices().values()].map((vertex) => vertex.text ?? vertex.id);
      const edges = db.getEdges();
      const groups = db.getSubGraphs().map((group) => group.title);
      return { labels: [...nodes, ...groups, ...edges.map((edge) => edge.text ?? '')], edges: edges.length };
    }
    case 'sequence': {
      const db = database as Sequence;
      const actors = [...db.getActors().values()].map((actor) => actor.description);
      const messages = db.getMessages();
      const texts = messages.map(({ message }) => (typeof message === 'string' ? message : ''));
      const arrows = messages.filter(({ from, to, placement }) => from && to && placement === undefined);
      return { labels: [...actors, ...texts], edges: arrows.length };
    }
    case 'state': {
      const db = database as StateMachine;
      const states = [...db.getStates().values()].filter(({ id }) => !/_(?:start|end)\d*$/.test(id));
      const relations = db.getRelations();
      const names = states.flatMap((state) => (state.descriptions.length > 0 ? state.descriptions : [state.id]));
      const notes = states.map((state) => state.note?.text ?? '');
      return {
        labels: [...names, ...notes, ...relations.map((relation) => relation.relationTitle ?? '')],
        edges: relations.length,
      };
    }
    case 'class': {
      const db = database as Classes;
      const classes = [...db.getClasses().values()];
      const members = classes.flatMap((entry) =>
        [...entry.members, ...entry.methods].flatMap(({ text }) => words(text)),
      );
      const relations = db.getRelations();
      return {
        labels: [...classes.map((entry) => entry.label), ...members, ...relations.map(({ title }) => title ?? '')],
        edges: relations.length,
      };
    }
    case 'er': {
      const db = database as Entities;
      const entities = [...db.getEntities().values()];
      const attributes = entities.flatMap((entity) =>
        entity.attributes.flatMap(({ type, name, keys }) => [type, name, ...keys]),
      );
      const relations = db.getRelationships();
      const names = entities.map((entity) => entity.alias || entity.label);
      return {
        labels: [...names, ...attributes, ...relations.map(({ roleA }) => roleA ?? '')],
        edges: relations.length,
      };
    }
    case 'xychart':
      return { labels: [(database as MermaidDatabase).getDiagramTitle?.() ?? ''], edges: undefined };
  }
}

/** The words of a class member, whose order and punctuation a drawing may change. */
function words(text: string): string[] {
  return text.match(/\w+/g) ?? [];
}

function plainLabel(label: string): string {
  return label
    .replaceAll(/<br\s*\/?>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
