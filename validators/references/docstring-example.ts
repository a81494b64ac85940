import type { RuleExample } from '../../src/check/rule.ts';

/** A small package with a doc comment of these lines. */
export const greeterWithComment = (...lines: readonly string[]): RuleExample => ({
  'package.json': JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    type: 'module',
    exports: './src/index.ts',
    main: './src/index.ts',
  }),
  'src/index.ts': [
    'export class NameError extends Error {}',
    '',
    '/**',
    ...lines.map((line) => ` * ${line}`),
    ' */',
    'export function greet(name: string): void {',
    "  if (name === '') throw new NameError();",
    '  console.log(name);',
    '}',
    '',
  ].join('\n'),
  'README.md': '# Greeter\n',
});
