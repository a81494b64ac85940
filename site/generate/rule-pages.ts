import type { RuleExample } from '../../src/check/rule.ts';
import type { AnyRule, Validator } from '../../src/check/validator.ts';

/** A generated page: where it stands, relative to the content of the site, and its text. */
export interface GeneratedPage {
  readonly path: string;
  readonly text: string;
}

const languages: Readonly<Record<string, string>> = {
  md: 'md',
  mdx: 'mdx',
  ts: 'ts',
  json: 'json',
  mjs: 'js',
  html: 'html',
};

const fenceAround = (text: string): string =>
  '`'.repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map((run) => run[0].length + 1)));

const longest = 20;

/** An example as code blocks, one a file, the pages last because they are what the rule is about. */
function exampleBlocks(example: RuleExample): string {
  const isPage = (path: string): boolean => /\.mdx?$/.test(path);
  return Object.entries(example)
    .sort(([a], [b]) => Number(isPage(a)) - Number(isPage(b)))
    .map(([path, content]) => {
      if (typeof content !== 'string') {
        const bytes = [...content].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
        return `\`${path}\`, byte by byte: \`${bytes}\``;
      }
      if (content.length > 2000) {
        return `\`${path}\`: ${content.length.toLocaleString('en')} characters, beginning with \`${content.slice(0, longest).trim()}\``;
      }
      const language = languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'txt';
      const fence = fenceAround(content);
      return `${fence}${language} title="${path}"\n${content.replace(/\n$/, '')}\n${fence}`;
    })
    .join('\n\n');
}

const sourceOf = (rule: AnyRule): string => `validators/${rule.id.split('/')[0]}`;

/** The beginning of a page. One that is looked up by itself stays out of the sidebar, which every page carries. */
const frontmatter = (title: string, description: string, sources: readonly string[], inSidebar = true): string =>
  [
    '---',
    `title: ${JSON.stringify(title)}`,
    `description: ${JSON.stringify(description)}`,
    'type: reference',
    'owner: maintainers',
    'reviewed: 2026-11-21',
    'generated: site/generate/write.ts',
    'sources:',
    ...sources.map((source) => `  - ${source}`),
    ...(inSidebar ? [] : ['sidebar:', '  hidden: true']),
    '---',
    '',
  ].join('\n');

const plain = (text: string): string => text.replace(/`/g, '');

function rulePage(rule: AnyRule): GeneratedPage {
  const aliases = rule.aliases?.length ? ` Earlier ids: ${rule.aliases.map((id) => `\`${id}\``).join(', ')}.` : '';
  const needsSite = Object.keys(rule.wrong).some((path) => path.startsWith('dist/'));
  const site = needsSite
    ? ' It is checked with `--site`, see [check the built site](/docproof/built-site/); in the examples that is the folder `dist`.'
    : '';
  const text = `${frontmatter(rule.id, plain(rule.summary), [sourceOf(rule)], false)}
${rule.summary}

It applies at [level](/docproof/concepts/#levels) \`${rule.level}\` and is ${rule.severity === 'error' ? 'an error' : 'a warning'} by default.${aliases}${site}

## Why

${rule.why}

## How to fix it

${rule.fix}

## Wrong

${exampleBlocks(rule.wrong)}

## Right

${exampleBlocks(rule.right)}
`;
  return { path: `docproof/rules/${rule.id}.md`, text };
}

function rulesIndex(validators: readonly Validator[]): GeneratedPage {
  const tables = validators.map(
    ({ name, rules }) => `## ${name}

| Rule | Level | Severity | What it holds |
|---|---|---|---|
${rules.map((rule) => `| [\`${rule.id}\`](/docproof/rules/${rule.id}/) | ${rule.level} | ${rule.severity} | ${rule.summary} |`).join('\n')}
`,
  );
  const text = `${frontmatter('Rules', 'Every rule of Docproof, with its level and its default severity.', ['validators'])}
Each rule is one file with its metadata and its check. These pages are generated from the metadata, and so is what
\`docproof explain\` prints. A test runs every wrong example and expects exactly its rule, and every right one and expects
nothing.

${tables.join('\n')}`;
  return { path: 'docproof/rules/index.md', text };
}

/** The rule reference: an index and a page a rule, made from the rules' own metadata. */
export function rulePages(validators: readonly Validator[]): GeneratedPage[] {
  return [rulesIndex(validators), ...validators.flatMap(({ rules }) => rules.map(rulePage))];
}
