import { configJsonSchema } from '../../../../src/config/json-schema.ts';
import { packageJsonSchema } from './package-json.ts';
import { tsconfigSchema } from './tsconfig.ts';
import { workflowSchema } from './workflow.ts';

/** A schema with the words that a message calls it by. */
export interface KnownSchema {
  readonly label: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The kinds of files whose schema comes with Docproof. */
export type KnownFile = 'package.json' | 'tsconfig.json' | 'workflow' | 'docproof';

/** The schema of a kind of file. */
export async function knownSchema(kind: KnownFile): Promise<KnownSchema> {
  switch (kind) {
    case 'package.json':
      return { label: 'package.json', schema: packageJsonSchema };
    case 'tsconfig.json':
      return { label: 'tsconfig.json', schema: tsconfigSchema };
    case 'workflow':
      return { label: 'a GitHub workflow', schema: workflowSchema };
    case 'docproof':
      return { label: 'the config of Docproof', schema: await configJsonSchema() };
  }
}

const byName: readonly (readonly [RegExp, KnownFile])[] = [
  [/(^|\/)package\.json$/, 'package.json'],
  [/(^|\/)[tj]sconfig([.-][\w.-]+)?\.json$/, 'tsconfig.json'],
  [/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, 'workflow'],
  [/(^|\/)docproof\.config\.json$/, 'docproof'],
];

/** The kind of the file with this name. */
export function knownFileOf(name: string): KnownFile | undefined {
  return byName.find(([pattern]) => pattern.test(name))?.[1];
}

const byAddress: readonly (readonly [RegExp, KnownFile])[] = [
  [/^(json|www)\.schemastore\.org\/package(\.json)?$/, 'package.json'],
  [/^(json|www)\.schemastore\.org\/[tj]sconfig(\.json)?$/, 'tsconfig.json'],
  [/^(json|www)\.schemastore\.org\/github-workflow(\.json)?$/, 'workflow'],
  [/^docproof\.dev\/config\.schema\.json$/, 'docproof'],
  [/(^|\/)node_modules\/docproof\/(dist\/)?config\.schema\.json$/, 'docproof'],
];

/** The kind of the files that an address or path names the schema of. */
export function knownFileOfSchema(address: string): KnownFile | undefined {
  const bare = address.replace(/^https?:\/\//, '').replace(/#$/, '');
  return byAddress.find(([pattern]) => pattern.test(bare))?.[1];
}
