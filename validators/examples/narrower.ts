import type { FileIndex } from '../../src/workspace/file-index.ts';
import type { WorkspacePackage } from '../../src/workspace/packages.ts';
import { wordsOfFiles } from '../../src/workspace/words-of-files.ts';

const isTyped = (path: string): boolean => /\.[mc]?tsx?$/.test(path);

/** The types that a text says a type to be one of: `type Shape = Circle | Square<A>`. */
function partsIn(text: string, type: string): string[] {
  const union = new RegExp(`\\btype\\s+${type}\\s*=\\s*([\\w\\s|<>,.]+)`).exec(text)?.[1] ?? '';
  return union.includes('|') ? union.split('|').flatMap((part) => /^\s*([A-Z]\w*)/.exec(part)?.[1] ?? []) : [];
}

/**
 * Whether a type of the package that is narrower than the one which lacks a member has it: a class that extends it, or one
 * of the types that it is a union of. In JavaScript nothing says which of them a value is, as `as` does in TypeScript.
 */
export function isOfNarrower(files: FileIndex, owner: WorkspacePackage, message: string): boolean {
  const [, member, type] = /^Property '([\w$]+)' does not exist on type '([A-Z]\w*)(?:<[^']*)?'/.exec(message) ?? [];
  if (member === undefined || type === undefined) return false;
  const inside = owner.directory === '' ? '' : `${owner.directory}/`;
  const textsWith = (word: string): string[] =>
    [...wordsOfFiles(files, isTyped).filesWith([word])].flatMap((path) =>
      path.startsWith(inside) ? (files.read(path) ?? []) : [],
    );
  const parts = textsWith(type).flatMap((text) => partsIn(text, type));
  const narrower = [
    `\\bclass\\s+\\w+[^{]*\\bextends\\s+${type}\\b`,
    ...parts.map((part) => `\\b(?:class|interface|type)\\s+${part}\\b`),
  ].map((pattern) => new RegExp(pattern));
  const declaring = new RegExp(`^[ \\t]+(?:[a-z]+ )*${member.replaceAll('$', '\\$')}\\s*[?!]?[(<:=]`, 'm');
  return textsWith(member).some((text) =>
    narrower.some((pattern) => {
      const at = text.search(pattern);
      return at >= 0 && declaring.test(text.slice(at));
    }),
  );
}
