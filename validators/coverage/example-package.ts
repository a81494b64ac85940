import type { RuleExample } from '../../src/check/rule.ts';

/** A small package with a config that requires its exports to be documented, and a README. */
export function greeterWith(coverage: Readonly<Record<string, unknown>>, ...readme: readonly string[]): RuleExample {
  return {
    'package.json': JSON.stringify({ name: 'greeter', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
    'docproof.config.json': JSON.stringify({ level: 'strict', coverage }, null, 2),
    'src/index.ts': [
      '/** Greets somebody. */',
      'export const greet = (name: string): string => name;',
      '/** Takes leave of somebody. */',
      'export const sayGoodbye = (name: string): string => name;',
      '',
    ].join('\n'),
    'README.md': ['# Greeter', '', ...readme, ''].join('\n'),
  };
}
