import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonFields, type Field, type PageType, pageTypes } from '../../site/page-types.ts';

const page = readFileSync(new URL('../../site/content/docs/contributing/documentation.md', import.meta.url), 'utf8');

const between = (name: string) =>
  new RegExp(`<!-- ${name}:begin -->\\n(.*?)\\n?<!-- ${name}:end -->`, 's').exec(page)?.[1]?.trim();

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function typesTable(): string {
  const rows = Object.entries(pageTypes).map(([name, { purpose, sections, fields }]: [string, PageType]) =>
    row(
      `\`${name}\``,
      purpose,
      sections.map(({ title, optional }) => (optional ? `(${title})` : title)).join(' · ') || 'free',
      Object.entries(fields)
        .map(([key, { optional }]) => (optional ? `(\`${key}\`)` : `\`${key}\``))
        .join(', ') || 'none',
    ),
  );
  return [row('type', 'for', 'sections in order', 'more frontmatter'), '|---|---|---|---|', ...rows].join('\n');
}

function fieldsTable(): string {
  const rows = Object.entries(commonFields).map(([key, { purpose, optional }]: [string, Field]) =>
    row(`\`${key}\``, optional ? 'no' : 'yes', purpose),
  );
  return [row('key', 'required', 'what it is for'), '|---|---|---|', ...rows].join('\n');
}

describe('the page about writing documentation', () => {
  it('shows the types of pages as the build knows them', () => {
    expect(between('page-types')).toBe(typesTable());
  });

  it('shows the frontmatter that the build asks for', () => {
    expect(between('common-fields')).toBe(fieldsTable());
  });
});
