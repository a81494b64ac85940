import type { HastPluginEntry } from 'satteri';

/** A node of an HTML tree, as much of it as is read here. */
interface HtmlNode {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly children?: readonly HtmlNode[];
}

/**
 * Puts every table into a box that scrolls sideways, so that a wide table never widens the page. The box can be reached
 * and scrolled with the keyboard, and is named by the headings of its columns.
 */
export function tables(): HastPluginEntry {
  return {
    name: 'docproof-tables',
    element: {
      filter: ['table'],
      visit(node, context) {
        const properties = {
          className: ['table-box'],
          role: 'group',
          tabIndex: 0,
          ariaLabel: `Table: ${headingsOf(node)}`,
        };
        context.wrapNode(node, { type: 'element', tagName: 'div', properties, children: [] });
      },
    },
  };
}

function headingsOf(node: HtmlNode): string {
  const headings: string[] = [];
  const walk = (current: HtmlNode): void => {
    if (current.tagName === 'th') headings.push(textOf(current).trim());
    else current.children?.forEach(walk);
  };
  walk(node);
  return headings.filter(Boolean).join(', ');
}

function textOf(node: HtmlNode): string {
  return (node.value ?? '') + (node.children ?? []).map(textOf).join('');
}
