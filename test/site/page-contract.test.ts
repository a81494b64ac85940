import { markdownToMdast } from 'satteri';
import { describe, expect, it } from 'vitest';
import { frontmatterProblems, frontmatterSchema } from '../../site/frontmatter.ts';
import { sectionProblems } from '../../site/markdown/page-sections.ts';
import { type PageType, type PageTypeName, pageTypes } from '../../site/page-types.ts';

const names = Object.keys(pageTypes) as PageTypeName[];

/** A page that has just what its type asks for. */
function skeleton(type: PageTypeName): string {
  const { sections }: PageType = pageTypes[type];
  return `${sections
    .filter((section) => !section.optional)
    .map(({ title, subsections = [], atLeast }) =>
      [
        `## ${title}`,
        ...Array.from({ length: atLeast?.items ?? 0 }, (_, index) => `- item ${index}`),
        ...(atLeast?.blocks ? ['```sh\nls\n```'] : []),
        ...subsections.map((subsection) => `### ${subsection}`),
      ].join('\n\n'),
    )
    .join('\n\n')}\n`;
}

const problemsOf = (type: string, markdown: string) => sectionProblems(type, markdownToMdast(markdown));

describe('the sections of a page', () => {
  it.each(names)('of the type %s are satisfied by its skeleton', (type) => {
    expect(problemsOf(type, skeleton(type))).toEqual([]);
  });

  const demanding = names.filter((type) => pageTypes[type].sections.length > 0);

  it.each(demanding)('of the type %s are each missed when they are not there', (type) => {
    const { sections }: PageType = pageTypes[type];
    for (const { title } of sections.filter((section) => !section.optional)) {
      const problems = problemsOf(type, skeleton(type).replace(`## ${title}\n`, '## Something else\n'));
      expect(problems.join('\n')).toContain(`"## ${title}" is missing`);
    }
  });

  it('must stand in their order', () => {
    const problems = problemsOf('explanation', "## Trade-offs\n\n## Overview\n\n## What's next");
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('"Trade-offs" stands too early');
  });

  it('may have others between them', () => {
    expect(problemsOf('explanation', "## Overview\n\n## Mine\n\n## Trade-offs\n\n## What's next")).toEqual([]);
  });

  it('are recognised after typographic punctuation', () => {
    expect(problemsOf('explanation', '## Overview\n\n## Trade-offs\n\n## What\u2019s next')).toEqual([]);
  });

  it('need the subsections that a decision is confirmed by', () => {
    const problems = problemsOf('adr', skeleton('adr').replace('### Confirmation', ''));
    expect(problems).toEqual(['The section "Decision Outcome" needs the subsection "### Confirmation".']);
  });

  it('need two options to choose between', () => {
    expect(problemsOf('adr', skeleton('adr').replace('- item 1', ''))).toHaveLength(1);
  });

  it('do not send the reader to more than five places', () => {
    const links = Array.from({ length: 6 }, (_, index) => `[x](/${index}/)`).join(' ');
    const problems = problemsOf('explanation', `## Overview\n\n## Trade-offs\n\n## What's next\n\n${links}`);
    expect(problems).toEqual([expect.stringContaining('6 links')]);
  });

  it('do not follow a second title', () => {
    expect(problemsOf('reference', '# Title')).toEqual([expect.stringContaining('first-level heading')]);
  });
});

describe('the frontmatter of a page', () => {
  const good = {
    title: 'A page',
    type: 'reference',
    description: 'What it is.',
    owner: 'maintainers',
    reviewed: new Date('2026-11-21'),
    sources: ['src'],
  };

  it('is accepted when it is complete', () => {
    expect(frontmatterProblems(good)).toEqual([]);
    expect(frontmatterSchema.parse(good)).toMatchObject({ type: 'reference', owner: 'maintainers' });
  });

  it.each(['description', 'owner', 'reviewed', 'sources'])('names the missing %s', (key) => {
    expect(frontmatterProblems({ ...good, [key]: undefined })).toEqual([expect.stringContaining(`lacks \`${key}\``)]);
    expect(frontmatterSchema.safeParse({ ...good, [key]: undefined }).success).toBe(false);
  });

  it('names the keys that a type adds', () => {
    expect(frontmatterProblems({ ...good, type: 'adr' })).toEqual([
      expect.stringContaining('`status`'),
      expect.stringContaining('`date`'),
    ]);
  });

  it('lists the types when the type is unknown or not there', () => {
    for (const type of ['tutorail', undefined, 'generated', 'toString']) {
      expect(frontmatterProblems({ ...good, type })).toEqual([expect.stringContaining('explanation, guide, module')]);
    }
  });

  it('keeps descriptions short enough to be shown whole', () => {
    expect(frontmatterProblems({ ...good, description: 'x'.repeat(161) })).toEqual([expect.stringContaining('161')]);
  });

  it('says what a value should be', () => {
    expect(frontmatterProblems({ ...good, reviewed: 'yesterday' })).toEqual([expect.stringContaining('`reviewed`')]);
  });

  it('defaults to the generated type where no file stands behind a page', () => {
    expect(frontmatterSchema.parse({ title: 'x' })).toEqual({ type: 'generated' });
  });
});
