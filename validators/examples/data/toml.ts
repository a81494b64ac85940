import { parse, TomlError } from 'smol-toml';
import type { DataReading } from './parsed.ts';

/** Parses TOML. */
export function readToml(text: string): DataReading {
  try {
    parse(text);
    return {};
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const lines = text.split('\n');
    const before = lines.slice(0, error.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const start = Math.min(before + error.column - 1, text.length);
    const detail = error.message.split('\n')[0]!.replace(/^Invalid TOML document: /, '');
    return { fault: { detail, start, end: Math.min(start + 1, text.length) } };
  }
}
