import type { RuleExample } from '../../src/check/rule.ts';

/** A page about a small package. */
export function greeterPage(...lines: readonly string[]): RuleExample {
  return {
    'package.json': JSON.stringify({
      name: 'greeter',
      version: '1.0.0',
      type: 'module',
      exports: { '.': './src/index.ts', './formal': './src/formal.ts' },
    }),
    'src/index.ts': [
      'export interface Options { loud?: boolean }',
      'export const greetEveryone = (options: Options = {}): string => (options.loud ? "HELLO" : "hello");',
      '',
    ].join('\n'),
    'src/formal.ts': "export const title = 'Dr';\n",
    'README.md': ['# Greeter', '', ...lines, ''].join('\n'),
  };
}
