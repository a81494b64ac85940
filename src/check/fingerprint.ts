import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/**
 * A name for a finding that survives when the page around it moves: the rule, the file, what the rule says and the
 * line's own text, but not the line's number. Sixteen hexadecimal digits.
 */
export function fingerprint(finding: Finding, line: string): string {
  const parts = [finding.rule, finding.location?.file ?? '', JSON.stringify(finding.args), line.trim()];
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 16);
}
