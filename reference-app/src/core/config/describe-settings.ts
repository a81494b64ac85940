import type { SettingDefinition } from './define-setting.ts';

const defaultOf = ({ default: value, optional }: SettingDefinition): string =>
  value === undefined ? (optional ? 'none' : 'required') : `\`${String(value)}\``;

/** The settings as a Markdown table, one row a setting, for documentation that is made from the registry. */
export function describeSettings(definitions: Iterable<SettingDefinition>): string {
  const rows = [...definitions].map(
    (definition) =>
      `| \`${definition.env}\` | \`${definition.key}\` | ${defaultOf(definition)} | ${definition.secret ? 'yes' : 'no'} | ${definition.description} |`,
  );
  return ['| Variable | Key | Default | Secret | Meaning |', '|---|---|---|---|---|', ...rows].join('\n');
}
