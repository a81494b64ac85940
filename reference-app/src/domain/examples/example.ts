import { type AggregateRoot, revise } from '../../core/base/entity.ts';
import { createIdentifier, type Identifier } from '../../core/types/identifier.ts';
import { failure, type Result, success } from '../../core/types/result.ts';
import type { WorkspaceId } from '../workspaces/workspace.ts';
import { type InvalidExample, invalidExample } from './example.errors.ts';

/** The identifier of a thing of examples. */
export type ExampleId = Identifier<'example'>;

/** One of the examples of a workspace. */
export interface Example extends AggregateRoot<'example'> {
  /** Where it belongs. It never moves. */
  readonly workspaceId: WorkspaceId;
  /** 1 to 200 characters, without white space around them. */
  readonly name: string;
}

/** The most characters that the name can have. The constraint of the table mirrors it. */
export const longestExampleName = 200;

function checked(example: Example): Result<Example, InvalidExample> {
  const { name } = example;
  if (name.includes('\u0000') || !name.isWellFormed())
    return failure(invalidExample('/name', 'must be Unicode text without the character NUL'));
  return name.length >= 1 && name.length <= longestExampleName && name === name.trim()
    ? success(example)
    : failure(
        invalidExample('/name', `must be 1 to ${longestExampleName} characters, without white space around them`),
      );
}

/** Makes one, or says which rule its name breaks. */
export function createExample(workspaceId: WorkspaceId, name: string, now: Date): Result<Example, InvalidExample> {
  return checked({
    id: createIdentifier<'example'>(),
    workspaceId,
    name,
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
}

/** The same with another name, one version later. */
export function renameExample(example: Example, name: string, now: Date): Result<Example, InvalidExample> {
  return checked({ ...example, name, ...revise(example, now) });
}
