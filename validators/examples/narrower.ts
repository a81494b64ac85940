import type { FileIndex } from '../../src/workspace/file-index.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import { wordsOfFiles } from '../../src/workspace/words-of-files.ts';

const isTyped = (path: string): boolean => /\.[mc]?tsx?$/.test(path);

/**
 * Whether a class of the package extends the type that lacks a member, and has it. In JavaScript nothing says which of the
 * classes a value is of, as `as` does in TypeScript.
 */
export function isOfNarrower(files: FileIndex, owner: WorkspacePackage, message: string): boolean {
  const [, member, type] = /^Property '([\w$]+)' does not exist on type '([A-Z]\w*)(?:<[^']*)?'/.exec(message) ?? [];
  if (member === undefined || type === undefined) return false;
  const extending = new RegExp(`\\bclass\\s+\\w+[^{]*\\bextends\\s+${type}\\b`);
  const declaring = new RegExp(`^[ \\t]+(?:[a-z]+ )*${member.replaceAll('$', '\\$')}\\s*[?!]?[(<:=]`, 'm');
  const inside = owner.directory === '' ? '' : `${owner.directory}/`;
  return [...wordsOfFiles(files, isTyped).filesWith([member])].some((path) => {
    const text = path.startsWith(inside) ? (files.read(path) ?? '') : '';
    const at = text.search(extending);
    return at >= 0 && declaring.test(text.slice(at));
  });
}
