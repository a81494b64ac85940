import type { Block } from '../../../src/docs/page.ts';
import type { ShellFault } from './command.ts';
import { hidePlaceholders, isPlaceholder } from './placeholders.ts';

const programs =
  /^\s*(?:sudo\s+)?(?:bun|bunx|cat|cd|chmod|cp|curl|deno|docker|do|done|echo|else|export|fi|find|for|gh|git|grep|if|make|mkdir|mv|node|npm|npx|openssl|pnpm|pnpx|printf|python3?|rm|sed|tar|then|touch|tsc|wget|while|yarn)\b/;

const output = /\btitle=["'{]*(?:[^"'}]*\b)?(?:output|result)/i;

/**
 * Whether a fault stands in a command that a reader would copy. Much that is coloured as shell is none: what a command
 * prints, a list of files, an explanation. Then the line does not begin with a program, or it holds what is filled in.
 */
export function isCopied({ meta }: Block, text: string, { start }: ShellFault): boolean {
  if (output.test(meta)) return false;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(from, end < 0 ? undefined : end);
  return programs.test(line) && !isPlaceholder(hidePlaceholders(line));
}
