import type { RuleExample } from '../../check/rule.ts';
import { nearest } from '../../config/nearest.ts';
import { printable } from '../../report/code-frame.ts';
import { type Arguments, UsageError } from '../arguments.ts';
import { print } from '../output.ts';
import { ruleIds, rules } from '../rules.ts';

const longest = 600;

function exampleText(example: RuleExample): string {
  return Object.entries(example)
    .map(([path, content]) => {
      if (typeof content !== 'string') return `    ${path} (${content.length} bytes that are not UTF-8)`;
      const shown =
        content.length > longest ? `${content.slice(0, 60).trim()}… (${content.length} characters)` : content;
      const lines = shown
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `      ${printable(line)}`);
      return `    ${path}\n${lines.join('\n')}`;
    })
    .join('\n');
}

/** Runs `docproof explain` and returns the exit code. */
export async function runExplain({ operands }: Arguments): Promise<number> {
  const [id] = operands;
  if (id === undefined) {
    const width = Math.max(...rules.map((rule) => rule.id.length));
    const lines = rules.map((rule) => `  ${rule.id.padEnd(width)}  ${rule.level.padEnd(6)}  ${rule.summary}`);
    await print(
      `Rules\n${lines.join('\n')}\n\nRun \`docproof explain <rule>\` for the why, and a wrong and a right example.\n`,
    );
    return 0;
  }
  const rule = rules.find((candidate) => candidate.id === id || candidate.aliases?.includes(id));
  if (!rule) {
    const meant = nearest(id, ruleIds);
    throw new UsageError(
      `There is no rule \`${id}\`. ${meant === undefined ? 'Run `docproof explain` to see all rules.' : `Did you mean \`${meant}\`?`}`,
    );
  }
  await print(
    `${rule.id}\n\n  ${rule.summary}\n  It applies at level ${rule.level} and is ${rule.severity === 'error' ? 'an error' : 'a warning'} by default.\n\nWhy\n  ${rule.why}\n\nFix\n  ${rule.fix}\n\nWrong\n${exampleText(rule.wrong)}\n\nRight\n${exampleText(rule.right)}\n\nhttps://docproof.dev/docproof/rules/${rule.id}/\n`,
  );
  return 0;
}
