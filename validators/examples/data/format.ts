import type { Block } from '../../../src/docs/page.ts';
import { readPlainYaml } from '../../../src/workspace/plain-yaml.ts';
import { statedFileName } from './file-name.ts';
import type { DataFormat, DataReading, DataValue } from './parsed.ts';

const formats: Readonly<Record<string, DataFormat>> = {
  json: 'JSON',
  jsonc: 'JSON',
  yaml: 'YAML',
  yml: 'YAML',
  toml: 'TOML',
  env: '.env',
  dotenv: '.env',
};

const dotenvName = /(^|\/)\.env(\.[\w.-]+)?$/;
const scripts = /^(tsx?|jsx?|typescript|javascript|[mc][tj]s)$/i;

/** How a block of data is read. */
export interface DataLanguage {
  readonly format: DataFormat;
  /** Whether the first column says which lines are added and taken away. */
  readonly diff: boolean;
}

/** The data format of a block, if it is one that is parsed. A block that shows an `.env` file is one, whatever it is coloured as. */
export function dataLanguageOf(block: Block): DataLanguage | undefined {
  const name = /^\{?\.?([a-z0-9]+)/.exec(block.lang.toLowerCase())?.[1] ?? '';
  const inner = /\blang=["']?([A-Za-z]+)/.exec(block.meta)?.[1] ?? /^[A-Za-z]+/.exec(block.meta)?.[0] ?? '';
  const diff = name === 'diff' || /(^|\s)diff(\s|$)/.test(block.meta);
  const word = name === 'diff' ? inner.toLowerCase() : name;
  if (!scripts.test(word) && dotenvName.test(statedFileName(block) ?? '')) return { format: '.env', diff };
  return Object.hasOwn(formats, word) ? { format: formats[word]!, diff } : undefined;
}

/** Parses a text of a format. */
export async function readData(text: string, format: DataFormat): Promise<DataReading> {
  switch (format) {
    case 'JSON':
      return (await import('./json.ts')).readJson(text);
    case 'YAML':
      return (await import('./yaml.ts')).readYaml(text);
    case 'TOML':
      return (await import('./toml.ts')).readToml(text);
    case '.env':
      return (await import('./dotenv.ts')).readDotenv(text);
  }
}

/** What {@link readValue} says of a text. */
interface ValueReading extends Pick<DataReading, 'fault'> {
  readonly data?: Pick<DataValue, 'value'> | undefined;
}

/** Parses a text of a format, and says nothing of where its parts stand. Most YAML is so plain that its parser is not loaded. */
export async function readValue(text: string, format: DataFormat): Promise<ValueReading> {
  const plain = format === 'YAML' ? readPlainYaml(text) : undefined;
  return plain ? { data: { value: plain.data } } : readData(text, format);
}

const elision = /\.\.\.|…|<[A-Za-z][\w -]*>|\{\{|\$\{|\{%|^\s*(>|\$)\s/m;

/** A value under a comment. Several show several files, or the wrong one and the right one. */
const headed = /^\/\/.*\n+[{[]/gm;

/** Whether a text leaves parts out by a sign, or holds a template: what does not parse then proves nothing. */
export function leavesPartsOut(text: string): boolean {
  return elision.test(text) || (text.match(headed)?.length ?? 0) > 1;
}
