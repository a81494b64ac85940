import {
  isFunctionDeclaration,
  isInterfaceDeclaration,
  isTypeAliasDeclaration,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Checker, type Symbol as NativeSymbol, SymbolFlags, type Type, TypeFlags } from 'typescript/unstable/sync';
import { commentOf } from './exported.ts';
import type { SchemaKey } from './port.ts';

type Property = Node & { readonly name?: Node; readonly type?: Node };
type Callable = Node & { readonly parameters?: readonly (Node & { readonly type?: Node })[] };

/** How many objects deep keys are listed. A type that holds itself would never end. */
const deepest = 5;

/** A value as a tag states it: a word, a number or what stands in quotes. A sentence is for people. */
function statedDefault(comment: string): string | undefined {
  const [, text = ''] = /^[\s/*]*@default(?:Value)?[ \t]+([^\n]*?)[ \t]*(?:\*\/|$)/m.exec(comment) ?? [];
  const bare = text.replace(/^(`+)(.*)\1$/, '$2').trim();
  const value = /^(?:(['"])(.*)\1|([^\s'"`,;]+))$/.exec(bare);
  return value ? (value[2] ?? value[3]) : undefined;
}

/** The words of a doc comment before its tags. */
const wordsOf = (comment: string): string =>
  comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\* ?/gm, '')
    .split(/^\s*@/m)[0]!
    .trim();

const isSecret = (comment: string, type: string): boolean =>
  /^[\s/*]*@(?:secret|sensitive)\b/m.test(comment) || /^(?:\w+\.)?(?:Redacted|Secret|Sensitive)(?:<|$)/.test(type);

function fileOf(node: Node): SourceFile {
  let at: Node = node;
  while (at.parent) at = at.parent;
  return at as SourceFile;
}

/** Reads the keys of types, as far as files of the project declare them. */
function createReader(checker: Checker, root: string) {
  const isOwn = (path: string): boolean => path.startsWith(`${root}/`) && !path.includes('/node_modules/');
  /** The property as it is written down, when a file of the project does so. */
  function declared(property: NativeSymbol): { node: Property; path: string } | undefined {
    for (const handle of property.declarations) {
      const node = isOwn(handle.path) ? (handle.resolve() as Property | undefined) : undefined;
      if (node?.name) return { node, path: fileOf(node).fileName };
    }
    return undefined;
  }

  /** The object type that a value has when its keys are to be listed: no list, no function, nothing that has methods. */
  function objectOf(type: Type | undefined): Type | undefined {
    const some = type && (checker.getNonNullableType(type) ?? type);
    if (!some?.isObjectType() || checker.isArrayLikeType(some)) return undefined;
    const acts = checker.getPropertiesOfType(some).some(({ flags }) => (flags & SymbolFlags.Method) !== 0);
    return acts || checker.getIndexInfosOfType(some).length > 0 ? undefined : some;
  }

  function keysOf(type: Type, prefix: string, above: readonly Type[]): SchemaKey[] {
    return checker.getPropertiesOfType(type).flatMap((property): SchemaKey[] => {
      const found = declared(property);
      if (!found) return [];
      const { node, path } = found;
      const file = fileOf(node);
      const comment = commentOf(node, file) ?? '';
      const text = node.type?.getText(file).replace(/\s+/g, ' ');
      const isMethod = node.kind === SyntaxKind.MethodSignature || node.kind === SyntaxKind.MethodDeclaration;
      const written = isMethod ? 'function' : (text ?? 'unknown');
      const description = wordsOf(comment);
      const key: SchemaKey = {
        path: prefix + property.name,
        type: written,
        required: (property.flags & SymbolFlags.Optional) === 0,
        default: statedDefault(comment),
        description: description === '' ? undefined : description,
        ...(isSecret(comment, written) && { secret: true }),
        file: path,
        start: node.name!.getStart(file),
        end: node.name!.end,
      };
      const inner = isMethod || above.length >= deepest ? undefined : objectOf(checker.getTypeOfSymbol(property));
      const isNew = inner !== undefined && inner.id !== type.id && above.every(({ id }) => id !== inner.id);
      return [key, ...(isNew ? keysOf(inner, `${key.path}.`, [...above, type]) : [])];
    });
  }

  /** The keys of a type; those of its variants when it has several that are objects of the project. */
  function keysOfAny(type: Type): SchemaKey[] {
    const isFunction = checker.getSignaturesOfType(type, 0).length > 0;
    if (isFunction || (type.flags & TypeFlags.Any) !== 0) return [];
    if (type.isTypeParameter()) {
      const constraint = checker.getConstraintOfTypeParameter(type);
      return constraint ? keysOfAny(constraint) : [];
    }
    if (!type.isUnionType()) return keysOf(type, '', []);
    const keys = new Map<string, SchemaKey>();
    for (const key of type.getTypes().flatMap(keysOfAny)) if (!keys.has(key.path)) keys.set(key.path, key);
    return [...keys.values()];
  }
  return keysOfAny;
}

function* declarationsIn(file: SourceFile): Generator<Node & { readonly name?: Node; readonly initializer?: Node }> {
  for (const statement of file.statements) {
    const { declarationList } = statement as Node & { declarationList?: { declarations: readonly Node[] } };
    if (declarationList) yield* declarationList.declarations;
    else yield statement;
  }
}

/**
 * The keys of what a name at the top level of a file stands for: a type, or what the first parameter of a function takes.
 * What is not declared in files below the root, packages of others left out, is left out too.
 */
export function typeKeys(file: SourceFile, checker: Checker, name: string, root: string): SchemaKey[] {
  const read = createReader(checker, root);
  const keys = new Map<string, SchemaKey>();
  for (const node of declarationsIn(file)) {
    if ((node.name as (Node & { readonly text?: string }) | undefined)?.text !== name) continue;
    const callable = isFunctionDeclaration(node) ? node : isVariableDeclaration(node) ? node.initializer : undefined;
    const parameter = (callable as Callable | undefined)?.parameters?.[0]?.type;
    const isType = isInterfaceDeclaration(node) || isTypeAliasDeclaration(node);
    const symbol = isType ? checker.getSymbolAtLocation(node.name!) : undefined;
    const type = symbol ? checker.getDeclaredTypeOfSymbol(symbol) : parameter && checker.getTypeAtLocation(parameter);
    for (const key of type ? read(type) : []) if (!keys.has(key.path)) keys.set(key.path, key);
  }
  return [...keys.values()];
}
