import { renderMermaidSVG } from 'beautiful-mermaid';
import type { DiagramModel } from './model.ts';

/** Which class of the stylesheet colours a box, told from the C4 stereotype in its label (https://c4model.com). */
const stereotypes: readonly (readonly [pattern: RegExp, className: string])[] = [
  [/«External/, 'c4-external'],
  [/«Person/, 'c4-person'],
  [/«(?:Software )?System/, 'c4-system'],
  [/«Container/, 'c4-container'],
  [/«Component/, 'c4-component'],
];

/** The ground under the label of an arrow, which is drawn too high for its letters and too narrow. */
const edgeLabelGround =
  /(<g class="edge-label"[^>]*>\s*)<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g;

/** The width of a page's text in CSS pixels, less the frame of a figure. */
const columnWidth = 600;

/** What counts as an arrow in the drawing of each family. */
const arrowClass: Readonly<Partial<Record<DiagramModel['family'], string>>> = {
  flowchart: 'edge',
  state: 'edge',
  sequence: 'message',
  class: 'class-relationship',
  er: 'er-relationship',
};

/**
 * Draws a Mermaid source as inline SVG on one line. Colours are left to the site's stylesheet, ids begin with
 * `prefix`, and the title and description of the model name the picture.
 *
 * @throws when the drawing lacks a label or an arrow that the source has: the renderer is lenient and would leave it
 * out in silence.
 */
export function drawDiagram(source: string, model: DiagramModel, prefix: string): string {
  const svg = renderMermaidSVG(withoutAccessibleText(source), {
    transparent: true,
    padding: 16,
    nodeSpacing: 32,
    layerSpacing: 48,
  });
  requireEverything(svg, model);
  return nameDrawing(inheritColours(svg), model, prefix);
}

/** The renderer would draw `accTitle` and `accDescr` as boxes. */
function withoutAccessibleText(source: string): string {
  return source
    .replaceAll(/^\s*acc(?:Title|Descr)\s*:.*(?:\r?\n|$)/gm, '')
    .replaceAll(/^\s*accDescr\s*\{[^}]*\}/gm, '');
}

function requireEverything(svg: string, model: DiagramModel): void {
  const texts = [...svg.matchAll(/<text\b[^>]*>(.*?)<\/text>/gs)].map((match) => plainText(match[1]!)).join('\n');
  const lost = model.labels.filter((label) => !texts.includes(label));
  if (lost.length > 0) {
    throw new Error(
      `The drawing would lose ${lost.map((label) => `"${label}"`).join(', ')}. Write the label in the long form: quoted text without brackets in it, one attribute a line, no notes.`,
    );
  }
  const className = arrowClass[model.family];
  if (className === undefined || model.edges === undefined) return;
  const drawn = svg.split(`class="${className}"`).length - 1;
  if (drawn !== model.edges) {
    throw new Error(
      `The drawing would show ${drawn} arrows where the source has ${model.edges}. Write one arrow a line.`,
    );
  }
}

function plainText(markup: string): string {
  return markup
    .replaceAll(/<\/tspan>\s*<tspan/g, '</tspan> <tspan')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * Takes the renderer's own styles away (they import a font from another host and restyle every `svg` and `text` of
 * the page) and leaves classes that the site's stylesheet gives colours in both themes.
 */
function inheritColours(svg: string): string {
  return svg
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<circle [^>]*class="xychart-grid"\/>/g, '')
    .replaceAll(edgeLabelGround, (_whole, before: string, x: string, y: string, width: string, height: string) => {
      const [left, top] = [Number(x) - 2, Number(y) + 5];
      return `${before}<rect x="${left}" y="${top}" width="${Number(width) + 4}" height="${Number(height) - 10}"`;
    })
    .replaceAll(/<g class="node"[^>]*data-label="([^"]*)".*?<\/g>/gs, (box, label: string) => {
      const className = stereotypes.find(([pattern]) => pattern.test(label))?.[1];
      if (!className) return box;
      return box
        .replace('class="node"', `class="node ${className}"`)
        .replace('<tspan', '<tspan class="c4-name"')
        .replaceAll(/<tspan(?=[^>]*>«)/g, '<tspan class="c4-kind"');
    })
    .replaceAll(/ data-[\w-]+="[^"]*"/g, '');
}

function nameDrawing(svg: string, model: DiagramModel, prefix: string): string {
  const [, width = '0', height = '0'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const [across, down] = [Math.ceil(Number(width)), Math.ceil(Number(height))];
  // The renderer's letters are small. A drawing that leaves room in the column is enlarged, never beyond the text.
  const scale = Math.min(1.2, Math.max(1, columnWidth / across));
  const size = `viewBox="0 0 ${across} ${down}" width="${Math.round(across * scale)}" height="${Math.round(down * scale)}" style="--natural-width:${across}px"`;
  const names = `<title id="${prefix}-title">${escapeText(model.title)}</title><desc id="${prefix}-descr">${escapeText(model.description)}</desc>`;
  return svg
    .replaceAll(/<(?!svg)[^>]*>/g, (tag) =>
      tag
        .replaceAll(/(-?\d+\.\d{2,})/g, (number) => String(Math.round(Number(number) * 10) / 10))
        .replace(/ id="([^"]+)"/, ` id="${prefix}-$1"`)
        .replaceAll(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`),
    )
    .replace(
      /<svg[^>]*>/,
      `<svg xmlns="http://www.w3.org/2000/svg" class="diagram-svg" role="img" aria-labelledby="${prefix}-title" aria-describedby="${prefix}-descr" ${size}>${names}`,
    )
    .replaceAll(/>\s+</g, '><')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

/** Escapes a text for HTML, quotes included. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
