import type { Workspace } from '../workspace/workspace.ts';
import { packagePaths, tsconfigFor } from './package-paths.ts';
import { type ProjectOptions, readProjectOptions } from './project-options.ts';

/** Options that make a block of a page a file of its own, whatever the project's build is like. */
const exampleOptions = {
  target: 'esnext',
  module: 'preserve',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  allowImportingTsExtensions: true,
  allowArbitraryExtensions: true,
  resolveJsonModule: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  allowUnusedLabels: true,
  allowUnreachableCode: true,
} as const;

/** What the options depend on, and where to say what was made of them. */
interface OptionsInput {
  readonly workspace: Workspace;
  readonly level: 'drift' | 'strict';
  note(text: string): void;
}

/** The compiler options of the one program that all blocks, and the code that they are about, are part of. */
export function programOptions(input: OptionsInput): Record<string, unknown> {
  const { workspace, level } = input;
  const config = tsconfigFor(workspace, '');
  const { options, mapped, problems }: ProjectOptions = config
    ? readProjectOptions(workspace, config)
    : { options: { strict: true }, mapped: [], problems: [] };
  for (const problem of problems) input.note(problem);
  if (mapped.length > 0) {
    input.note(
      `${config} has options that TypeScript 7 removed; their nearest equivalents were used: ${mapped.join(', ')}`,
    );
  }
  const { lib, types, paths, ...rest } = options as Record<string, unknown> & { types?: string[]; paths?: object };
  return {
    ...rest,
    ...exampleOptions,
    jsx: rest.jsx ?? 'preserve',
    // A reader may be in a browser or in Node: a snippet that uses either is no lie. A strict project says what it means.
    ...(level === 'strict' && lib !== undefined ? { lib } : {}),
    types: [...new Set([...(types ?? []), 'node'])],
    paths: { ...paths, ...packagePaths(workspace) },
  };
}
