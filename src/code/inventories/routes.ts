import { isMap, isScalar, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { CollectContext } from './context.ts';
import { type Fact, factId } from './fact.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const parseYaml = (text: string) => parseDocument(text, { prettyErrors: false });

/** The usual names of an OpenAPI document. */
export const isOpenApiName = (path: string): boolean => /(^|\/)(openapi|swagger)\.(json|ya?ml)$/i.test(path);

const textAt = (map: YAMLMap, key: string): string | undefined => {
  const value = map.get(key);
  return typeof value === 'string' ? value : undefined;
};

/** The operations of an OpenAPI document (version 2 or 3, JSON or YAML). Throws when it cannot be parsed. */
export function collectRoutes(context: CollectContext, file: string): Fact[] {
  const kind = 'routes';
  // JSON is YAML, and this reader tells the place of every key.
  const document = context.workspace.files.made(file, parseYaml) ?? parseYaml('');
  const [error] = document.errors;
  if (error) throw new Error(error.message.split('\n')[0]);
  const paths = isMap(document.contents) ? document.contents.get('paths') : undefined;
  if (!isMap(paths)) return [];
  const packageName = context.packageOf(file);
  return paths.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !isMap(value)) return [];
    const path = String(key.value);
    return value.items.flatMap((operation): Fact[] => {
      if (!isScalar(operation.key) || !isMap(operation.value)) return [];
      const method = String(operation.key.value);
      if (!methods.includes(method)) return [];
      const name = `${method.toUpperCase()} ${path}`;
      const operationId = textAt(operation.value, 'operationId');
      const [start, end] = (operation.key as Node).range!;
      return [
        {
          id: factId(kind, packageName, name),
          kind,
          package: packageName,
          name,
          aliases: operationId === undefined ? [] : [operationId],
          description: textAt(operation.value, 'summary') ?? textAt(operation.value, 'description'),
          location: context.locate(file, start, end),
          details: { method: method.toUpperCase(), path },
        },
      ];
    });
  });
}
