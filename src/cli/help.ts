import { commands, type OptionHelp, options } from './arguments.ts';

const column = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
};

const valuePart = ({ value, optional }: OptionHelp): string =>
  value === undefined ? '' : optional ? `[=${value}]` : ` ${value}`;

/** What `docproof --help` prints. */
export function helpText(): string {
  return `Docproof proves documentation against the code that it describes.

Usage
${column(Object.values(commands).map(({ usage, text }) => [usage, text]))}

Options
${column(options.map((option) => [`--${option.name}${valuePart(option)}`, option.text]))}

Paths narrow what is reported, never what is read. Everything works without a config.
Exit codes: 0 clean, 1 errors or too many warnings, 2 usage or config, 3 a fault of Docproof.
Documentation: https://docproof.dev
`;
}
