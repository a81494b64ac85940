import { JSDOM } from 'jsdom';
import { markdownToHtml } from 'satteri';
import { describe, expect, it } from 'vitest';
import { tables } from '../../site/markdown/tables.ts';

describe('a table on a page', () => {
  it('stands in a box that scrolls, is reached with the keyboard and is named by its columns', async () => {
    const { html } = await markdownToHtml('| `name` | what it *does* |\n|---|---|\n| a | b |\n\nText.\n', {
      hastPlugins: [tables()],
    });
    const box = JSDOM.fragment(html).querySelector('div.table-box')!;
    expect(box.getAttribute('tabindex')).toBe('0');
    expect(box.getAttribute('role')).toBe('group');
    expect(box.getAttribute('aria-label')).toBe('Table: name, what it does');
    expect(box.querySelector('table td')?.textContent).toBe('a');
  });
});
