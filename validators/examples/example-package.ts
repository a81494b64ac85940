import type { RuleExample } from '../../src/check/rule.ts';

const fence = '```';

/** A small package that the examples of the rules document. */
const greeter: RuleExample = {
  'package.json': JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    type: 'module',
    exports: { '.': './src/index.ts', './formal': './src/formal.ts' },
  }),
  'src/index.ts': [
    'export interface Options { loud?: boolean }',
    'export function greet(name: string, options: Options = {}): string {',
    '  return options.loud ? name.toUpperCase() : name;',
    '}',
    "export const words = { hello: 'hello', goodbye: 'goodbye' };",
    '',
  ].join('\n'),
  'src/formal.ts': "export const title = 'Dr';\n",
};

/** A page with one block about that package. */
export function pageAboutGreeter(info: string, ...lines: readonly string[]): RuleExample {
  return { ...greeter, 'README.md': ['# Greeter', '', `${fence}${info}`, ...lines, fence, ''].join('\n') };
}

/** A page with one block that shows a part of a file, which has a region `greet`. */
export function pageAboutRegion(region: string, ...lines: readonly string[]): RuleExample {
  return {
    'src/greet.ts': '// #region greet\nexport const greet = (name: string) => name;\n// #endregion greet\n',
    'README.md': ['# Greet', '', `${fence}ts @region="${region}"`, ...lines, fence, ''].join('\n'),
  };
}
