import { expect, test } from 'vitest';
import { withoutComponentTags } from '../../src/docs/component-tags.ts';

const blanks = (tag: string): string => ' '.repeat(tag.length);

test('tags of components right above a fence are blanked, and nothing else moves', () => {
  const above = ['<Tabs>', '<code-block title="a">', '```ts', 'a();', '```', '</code-block>', '~~~'].join('\n');
  expect(withoutComponentTags(above).split('\n')).toEqual([
    blanks('<Tabs>'),
    blanks('<code-block title="a">'),
    '```ts',
    'a();',
    '```',
    blanks('</code-block>'),
    '~~~',
  ]);
  expect(withoutComponentTags('<Tabs>\r\n```\r\n')).toBe(`${blanks('<Tabs>')}\r\n\`\`\`\r\n`);
});

test.each([
  ['HTML', '<details>\n```\na\n```'],
  ['a tag with a line between', '<Tabs>\n\n```\na\n```'],
  ['a tag with text behind it', '<Tabs> text\n```\na\n```'],
  ['code', '```vue\n<Tabs>\n```\n'],
  ['code in a longer fence', '````md\n<Tabs>\n```ts\na\n```\n````\n'],
  ['an indented tag', '    <Tabs>\n```\na\n```'],
])('%s stays', (_what, text) => {
  expect(withoutComponentTags(text)).toBe(text);
});
