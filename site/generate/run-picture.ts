import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { displayWidth } from '../../src/report/code-frame.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');
const fence = '```';

/** A small repository with three things wrong. */
const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'greeter', version: '1.0.0', type: 'module', exports: './src/index.ts' }),
  'src/index.ts': [
    'export interface Options { loud?: boolean }',
    'export function greet(name: string, options: Options = {}): string {',
    '  return options.loud ? name.toUpperCase() : name;',
    '}',
    '',
  ].join('\n'),
  'README.md': [
    '# Greeter',
    '',
    'See the [options](docs/options.md#lod).',
    '',
    `${fence}ts`,
    "import { greet } from 'greeter';",
    '',
    "greet('Ada', { volume: 11 });",
    fence,
    '',
    `${fence}ts`,
    "import { greetAll } from 'greeter';",
    fence,
    '',
  ].join('\n'),
  'docs/options.md': ['# Options', '', '## loud', '', 'Writes the name in capital letters.', ''].join('\n'),
};

/** Runs Docproof on the small repository and returns what it prints to a terminal, colours included. */
export function realRun(): string {
  const folder = mkdtempSync(join(tmpdir(), 'greeter-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { stdout } = spawnSync(process.execPath, [main], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: '' },
    });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const styles: Readonly<Record<string, string>> = { 1: 'b', 2: 'd', 31: 'r', 32: 'g', 33: 'y', 36: 'c' };
const ends: Readonly<Record<string, readonly string[]>> = { 22: ['b', 'd'], 39: ['r', 'g', 'y', 'c'] };
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const lineHeight = 18;
const characterWidth = 7.83;
const margin = 16;

/** Draws what a terminal would show as an SVG, in the colours of a dark terminal. */
export function drawTerminal(output: string, command: string): string {
  const lines = [`\u001b[32m$\u001b[39m ${command}`, '', ...output.replace(/\n$/, '').split('\n')];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the escape that begins a colour.
  const colourCode = /\u001b\[(\d+)m/;
  let columns = 0;
  const rows = lines.map((line, row) => {
    const classes = new Set<string>();
    let shown = '';
    let width = 0;
    for (const [index, part] of line.split(colourCode).entries()) {
      if (index % 2 === 1) {
        const style = styles[part];
        if (style) classes.add(style);
        for (const end of ends[part] ?? []) classes.delete(end);
      } else if (part !== '') {
        const text = part.replace(/[&<>]/g, (character) => escapes[character]!);
        shown += classes.size > 0 ? `<tspan class="${[...classes].join(' ')}">${text}</tspan>` : text;
        width += displayWidth(part);
      }
    }
    columns = Math.max(columns, width);
    return `<text x="${margin}" y="${margin + (row + 1) * lineHeight - 5}">${shown}</text>`;
  });
  const width = Math.ceil(columns * characterWidth + 2 * margin);
  const height = lines.length * lineHeight + 2 * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">What \`${command}\` prints for a small package whose README has three things wrong</title>
<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#d8dee9;white-space:pre}.b{font-weight:700}.d{fill:#8b95a7}.r{fill:#ff7b86}.g{fill:#8fce8a}.y{fill:#e8c170}.c{fill:#7cc7e8}</style>
<rect width="100%" height="100%" rx="8" fill="#161b22"/>
${rows.join('\n')}
</svg>
`;
}

/** The picture with what depends on time masked, for comparing two runs. */
export function withoutTimes(picture: string): string {
  return picture.replace(/in \d+\.\d+ s/g, 'in 0.00 s');
}
