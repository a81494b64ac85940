import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { diagramFigure } from '../../site/diagrams/figure.ts';
import { readDiagram } from '../../site/diagrams/model.ts';

const named = (family: string, body: string) => `${family}\n  accTitle: A title\n  accDescr: A description\n${body}`;

const drawable = {
  flowchart: named(
    'flowchart TB',
    '  a["Writer<br/>«Person»<br/>Writes & reads"]\n  subgraph s["Both of them"]\n    b["API<br/>«Container: Node.js»"]\n  end\n  a -->|"asks over HTTP"| b',
  ),
  sequence: named(
    'sequenceDiagram',
    '  participant A as Alice\n  A->>B: hello\n  alt it is fine\n    B-->>A: good\n  else\n    B-->>A: bad\n  end',
  ),
  state: named('stateDiagram-v2', '  [*] --> open\n  open --> closed: close it\n  closed --> [*]'),
  class: named('classDiagram', '  class Item {\n    +String name\n    +rename(name) Item\n  }\n  Item --> Tag : has'),
  er: named('erDiagram', '  items {\n    uuid id PK\n    text name\n  }\n  items ||--o{ tags : has'),
  xychart: named('xychart-beta', '  title "Sales"\n  x-axis [jan, feb]\n  y-axis "Revenue" 0 --> 10\n  bar [1, 2]'),
};

const drawn = new Map<string, Promise<string>>();

/** The figure of a diagram that can be drawn. Each is drawn once: that takes Mermaid a tenth of a second. */
function draw(source: string, id = 'diagram-1'): Promise<string> {
  const key = `${id} ${source}`;
  const known = drawn.get(key) ?? diagramFigure(source, id);
  drawn.set(key, known);
  return known;
}

const figureOf = async (source: string, id?: string) => JSDOM.fragment(await draw(source, id)).querySelector('figure')!;

describe('a diagram on a page', () => {
  it.each(Object.entries(drawable))('is drawn when it is a %s', async (_family, source) => {
    const figure = await figureOf(source);
    expect(figure.querySelector('svg[role=img] > title')?.textContent).toBe('A title');
    expect(figure.querySelector('svg > desc')?.textContent).toBe('A description');
    expect(figure.querySelector('figcaption')?.textContent).toBe('A title. A description');
  });

  it('shows its source unchanged, line breaks included', async () => {
    const figure = await figureOf(drawable.flowchart);
    expect(figure.querySelector('details code')?.textContent).toBe(drawable.flowchart);
  });

  it('is one line of HTML, so that Markdown does not cut it', async () => {
    for (const source of Object.values(drawable)) expect(await draw(source)).not.toMatch(/\n/);
  });

  it('loads nothing and styles nothing but itself', async () => {
    for (const source of Object.values(drawable)) {
      const html = await draw(source);
      expect(html).not.toMatch(/<style|@import|#[0-9a-f]{6}\b/i);
    }
  });

  it('has ids that no other diagram of the page has', async () => {
    const ids = async (id: string) =>
      [...(await figureOf(drawable.flowchart, id)).querySelectorAll('[id]')].map((element) => element.id);
    const [first, second] = [await ids('diagram-1'), await ids('diagram-2')];
    expect(first.length).toBeGreaterThan(2);
    expect(first.filter((id) => second.includes(id))).toEqual([]);
  });

  it('refers only to ids that it has', async () => {
    const figure = await figureOf(drawable.class);
    const used = [...figure.innerHTML.matchAll(/url\(#([^)]+)\)/g)].map((match) => match[1]);
    expect(used.length).toBeGreaterThan(0);
    for (const id of used) expect(figure.querySelector(`[id="${id}"]`)).not.toBeNull();
  });

  it('colours the boxes of a C4 diagram by their stereotype', async () => {
    const figure = await figureOf(drawable.flowchart);
    expect(figure.querySelector('.c4-person')?.textContent).toContain('Writer');
    expect(figure.querySelector('.c4-container')?.textContent).toContain('API');
  });

  it('does not take the title and description for boxes', async () => {
    const figure = await figureOf(drawable.state);
    expect(figure.querySelectorAll('.node')).toHaveLength(4);
  });
});

describe('a diagram fails its page', () => {
  const refusal = (source: string) =>
    diagramFigure(source, 'd').then(
      () => 'drawn',
      (error: Error) => error.message,
    );

  it('when Mermaid cannot read it', async () => {
    expect(await refusal(named('flowchart TB', '  a -- b ]'))).toContain('Parse error');
  });

  it.each(['accTitle', 'accDescr'])('when it has no %s', async (line) => {
    const source = drawable.flowchart.replace(new RegExp(`^ *${line}:.*\\n`, 'm'), '');
    expect(await refusal(source)).toContain(`no ${line}`);
  });

  it('when its family is not drawn', async () => {
    expect(await refusal('pie\n  accTitle: A\n  accDescr: B\n  "x" : 1')).toContain('flowchart, sequence, state');
  });

  it.each([
    ['a note', named('stateDiagram-v2', '  a --> b\n  note right of a : remember this'), 'remember this'],
    ['brackets in a label', named('flowchart TB', '  a["list [0]"] --> b'), 'list [0]'],
    ['a class body on one line', named('classDiagram', '  class Item { +String name }\n  Item --> Tag'), 'name'],
  ])('when the drawing would lose %s', async (_case, source, lost) => {
    const message = await refusal(source);
    expect(message).not.toBe('drawn');
    expect(message).toMatch(new RegExp(`${lost.replaceAll(/[[\]]/g, '\\$&')}|Parse error|arrows`));
  });

  it('leaves no window behind that would pass the build for a browser', async () => {
    await readDiagram(drawable.flowchart);
    expect(globalThis).not.toHaveProperty('window');
  });
});
