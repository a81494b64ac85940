import { type Command, forEachChild, parse, type SyntaxNode, type Word, type WordPart } from 'unbash';
import type { ShellCommand, ShellFault, ShellReading, ShellWord } from './command.ts';
import { folderAfter } from './folder.ts';
import { hidePlaceholders, isPlaceholder } from './placeholders.ts';

const fixedParts = new Set(['Literal', 'SingleQuoted', 'DoubleQuoted', 'AnsiCQuoted']);

const isFixed = (parts: readonly WordPart[]): boolean =>
  parts.every((part) => fixedParts.has(part.type) && (part.type !== 'DoubleQuoted' || isFixed(part.parts)));

const wordOf = ({ value, parts, pos, end }: Word): ShellWord => ({
  text: isPlaceholder(value) || !isFixed(parts ?? []) ? undefined : value,
  start: pos,
  end,
});

/** Parts that run apart: a folder that is entered in one of them is left with it. */
const apart = new Set<SyntaxNode['type']>([
  'Subshell',
  'Pipeline',
  'CommandExpansion',
  'ProcessSubstitution',
  'Function',
]);

/**
 * Reads commands with unbash (https://github.com/webpro-nl/unbash), in the order in which they would run. Never throws:
 * what a shell would refuse becomes a fault.
 */
export function readCommands(text: string): ShellReading {
  const commands: ShellCommand[] = [];
  const faults: ShellFault[] = [];
  const made: string[] = [];
  let folder: string | undefined = '';

  const writes = (node: Command): void => {
    for (const redirect of node.redirects) {
      if (redirect.type !== 'Redirect' || !redirect.operator.includes('>') || !redirect.target) continue;
      const { text: target } = wordOf(redirect.target);
      if (target !== undefined) made.push(target);
    }
  };
  const visit = (node: SyntaxNode): void => {
    if ('errors' in node) for (const { message, pos } of node.errors ?? []) faults.push(faultAt(text, message, pos));
    if (node.type === 'Command' && node.name) {
      const words = [node.name, ...node.args].map((word) =>
        word.type === 'Word' ? wordOf(word) : { text: undefined, start: word.pos, end: word.end },
      );
      commands.push({ words, folder });
      writes(node);
      forEachChild(node, visit);
      folder = folderAfter(folder, words);
      return;
    }
    const before = folder;
    forEachChild(node, visit);
    if (apart.has(node.type)) folder = before;
  };
  visit(parse(hidePlaceholders(text)));
  return { commands, faults, made };
}

/** Says what is wrong at a character, and takes the word that stands there for its place. */
function faultAt(text: string, message: string, pos: number): ShellFault {
  const blanks = /^[ \t]*/.exec(text.slice(pos))?.[0].length ?? 0;
  const start = Math.min(pos + blanks, text.trimEnd().length);
  const word = /^\S+/.exec(text.slice(start))?.[0] ?? '';
  return { detail: message, start, end: start + word.length };
}
