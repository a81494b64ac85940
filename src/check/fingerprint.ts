import { sha256 } from '../workspace/digest.ts';
import type { Finding } from './finding.ts';

/**
 * A name for a finding that survives when the page around it moves: the rule, the file, what the rule says and the
 * line's own text, but not the line's number. Sixteen hexadecimal digits.
 */
export function fingerprint(finding: Finding, line: string): string {
  const parts = [finding.rule, finding.location?.file ?? '', JSON.stringify(finding.args), line.trim()];
  return sha256(parts.join('\u0000')).slice(0, 16);
}
