import { drawDiagram, escapeText } from './drawing.ts';
import { readDiagram } from './model.ts';

/**
 * A Mermaid source as a figure: the drawing in a box that scrolls and can be enlarged without script, its title and
 * description as a caption, and the source behind a disclosure. The HTML is one line, because Markdown reads it again.
 *
 * @throws what {@link readDiagram} and {@link drawDiagram} throw.
 */
export async function diagramFigure(source: string, id: string): Promise<string> {
  const model = await readDiagram(source);
  const svg = drawDiagram(source, model, id);
  const title = escapeText(model.title);
  return [
    '<figure class="diagram not-content">',
    // A popover that is styled to stay in the flow while it is closed: it opens over the page without a copy of the SVG.
    `<div class="diagram-view" id="${id}" popover tabindex="0" role="group" aria-label="Diagram: ${title}">`,
    svg,
    `<button class="diagram-close" type="button" popovertarget="${id}" popovertargetaction="hide">Close</button></div>`,
    `<figcaption><strong>${title}.</strong> ${escapeText(model.description)}</figcaption>`,
    '<div class="diagram-actions" data-pagefind-ignore>',
    `<button type="button" popovertarget="${id}" aria-label="Enlarge the diagram: ${title}">Enlarge</button>`,
    `<details><summary aria-label="Source of the diagram: ${title}">Source</summary>`,
    `<pre tabindex="0" aria-label="Mermaid source: ${title}"><code>${escapeText(source).replaceAll('\n', '&#10;')}</code></pre>`,
    '</details></div></figure>',
  ].join('');
}
