import { isDeclaredMember, isMemberName, nameOf, nodesOf, parse, type SyntaxNode } from './syntax.ts';

/** Replaces a range of a source. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const applied = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: other }) => result.slice(0, start) + other + result.slice(end), text);

/** A function that is declared once, and whose last parameter can be taken away. */
interface Shortened {
  readonly file: string;
  readonly edits: readonly Edit[];
  /** How many parameters it has. */
  readonly count: number;
}

/** The sources of a repository, in which names can be made others and parameters be taken away. */
export interface Sources {
  /** Whether something of this name is exported where it is declared. */
  isExported(name: string): boolean;
  /** Whether a type or a class declares a member of this name. */
  isMember(name: string): boolean;
  /** How many parameters the one function or method of this name has; `undefined` where that cannot be told. */
  parametersOf(name: string): number | undefined;
  /** The texts of the files in which a variable, function, class or type gets another name. */
  withExportRenamed(name: string, other: string): Map<string, string>;
  /** The texts of the files in which a member gets another name. */
  withMemberRenamed(name: string, other: string): Map<string, string>;
  /** The text of the file in which a function loses its last parameter. */
  withoutLastParameter(name: string): Map<string, string>;
}

type Place = readonly [file: string, node: SyntaxNode, parent: SyntaxNode, grandparent: SyntaxNode | undefined];

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

const isFunction = ({ type }: SyntaxNode): boolean =>
  type === 'FunctionDeclaration' || type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

/** A function without its last parameter, which its body has as a variable of any value from then on. */
function shortened(file: string, declared: SyntaxNode): Shortened | undefined {
  const params = declared.params as readonly SyntaxNode[];
  const last = params.at(-1);
  const body = declared.body as SyntaxNode | null;
  const name = nameOf(last?.type === 'AssignmentPattern' ? last.left : last);
  if (!last || name === undefined || name === 'this') return undefined;
  const start = params.at(-2)?.end ?? last.start;
  const edits: Edit[] = [{ start, end: last.end, text: '' }];
  if (body?.type === 'BlockStatement') {
    edits.push({ start: body.start + 1, end: body.start + 1, text: `const ${name}: any = undefined;` });
  }
  return { file, edits, count: params.length };
}

/** Reads sources. Whatever does not parse is left as it is. */
export function readSources(files: ReadonlyMap<string, string>): Sources {
  const places = new Map<string, Place[]>();
  const exported = new Set<string>();
  const members = new Set<string>();
  const functions = new Map<string, (Shortened | undefined)[]>();
  for (const [file, text] of files) {
    const tree = parse(text, file.endsWith('x') ? 'tsx' : 'ts');
    if (!tree) continue;
    for (const [node, above] of nodesOf(tree)) {
      const parent = above.at(-1);
      const name = node.type === 'Literal' && typeof node.value === 'string' ? node.value : nameOf(node);
      if (name === undefined || !parent) continue;
      push(places, name, [file, node, parent, above.at(-2)]);
      if (node.type === 'Literal') continue;
      if (isDeclaredMember(node, parent)) members.add(name);
      const declares = parent.id === node;
      const holder = parent.type === 'VariableDeclarator' ? above.at(-3) : above.at(-2);
      if (declares && holder?.type === 'ExportNamedDeclaration') exported.add(name);
      if (parent.type === 'ExportSpecifier' && parent.exported === node) exported.add(name);
      if (declares && parent.type === 'TSDeclareFunction') push(functions, name, undefined);
      const value = declares ? (parent.type === 'VariableDeclarator' ? parent.init : parent) : parent.value;
      const isMethod = parent.type === 'MethodDefinition' && parent.key === node;
      if ((declares || isMethod) && value && isFunction(value as SyntaxNode)) {
        push(functions, name, shortened(file, value as SyntaxNode));
      } else if (parent.key === node && parent.type !== 'Property') push(functions, name, undefined);
    }
  }
  const functionOf = (name: string): Shortened | undefined => {
    const known = functions.get(name) ?? [];
    return known.length === 1 ? known[0] : undefined;
  };
  const edited = (name: string, editOf: (place: Place) => Edit | undefined): Map<string, string> => {
    const edits = new Map<string, Map<number, Edit>>();
    for (const place of places.get(name) ?? []) {
      const edit = editOf(place);
      if (!edit) continue;
      const ofFile = edits.get(place[0]) ?? new Map<number, Edit>();
      edits.set(place[0], ofFile.set(edit.start, edit));
    }
    return new Map([...edits].map(([file, list]) => [file, applied(files.get(file)!, [...list.values()])]));
  };
  return {
    isExported: (name) => exported.has(name),
    isMember: (name) => members.has(name),
    parametersOf: (name) => functionOf(name)?.count,
    withExportRenamed: (name, other) =>
      edited(name, ([, node, parent]) => {
        if (node.type === 'Literal') return undefined;
        const start = node.start;
        const end = start + name.length;
        if (parent.type === 'Property' && parent.shorthand === true) return { start, end, text: `${name}: ${other}` };
        return isMemberName(node, parent) ? undefined : { start, end, text: other };
      }),
    withMemberRenamed: (name, other) =>
      edited(name, ([, node, parent]) => {
        const { start } = node;
        const end = start + name.length;
        if (node.type === 'Literal') {
          const isKey = parent.type === 'TSLiteralType' || parent.type === 'MemberExpression' || parent.key === node;
          return isKey ? { start: start + 1, end: end + 1, text: other } : undefined;
        }
        if (parent.type === 'Property' && parent.shorthand === true) return { start, end, text: `${other}: ${name}` };
        if (parent.type === 'TSParameterProperty') return undefined;
        return isMemberName(node, parent) ? { start, end, text: other } : undefined;
      }),
    withoutLastParameter(name) {
      const found = functionOf(name);
      return found ? new Map([[found.file, applied(files.get(found.file)!, found.edits)]]) : new Map();
    },
  };
}
