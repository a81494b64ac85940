import { at, type PlacedValue, readPlaced } from '../../workspace/placed-data.ts';
import type { CollectContext } from './context.ts';
import { type Fact, factId } from './fact.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The usual names of an OpenAPI document. */
export const isOpenApiName = (path: string): boolean => /(^|\/)(openapi|swagger)\.(json|ya?ml)$/i.test(path);

const textAt = (map: PlacedValue, key: string): string | undefined => {
  const value = at(map, key)?.value;
  return typeof value === 'string' ? value : undefined;
};

/** The operations of an OpenAPI document (version 2 or 3, JSON or YAML). Throws when it cannot be parsed. */
export function collectRoutes(context: CollectContext, file: string): Fact[] {
  const kind = 'routes';
  const { contents, error } = context.workspace.files.made(file, readPlaced) ?? readPlaced('');
  if (error !== undefined) throw new Error(error);
  const packageName = context.packageOf(file);
  return (at(contents, 'paths')?.entries ?? []).flatMap(({ key: path, value }) =>
    value.entries.flatMap(({ key: method, start, end, value: operation }): Fact[] => {
      if (!operation.isMap || !methods.includes(method)) return [];
      const name = `${method.toUpperCase()} ${path}`;
      const operationId = textAt(operation, 'operationId');
      return [
        {
          id: factId(kind, packageName, name),
          kind,
          package: packageName,
          name,
          aliases: operationId === undefined ? [] : [operationId],
          description: textAt(operation, 'summary') ?? textAt(operation, 'description'),
          location: context.locate(file, start, end),
          details: { method: method.toUpperCase(), path },
        },
      ];
    }),
  );
}
