import { failure, success } from '../../../../core/types/result.ts';
import { exampleNotFound } from '../../../../domain/examples/example.errors.ts';
import type { ExampleRepository } from '../../../../domain/examples/example.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { GetExample } from './get-example.query.ts';

/** Reads one. */
export function createGetExampleHandler({ examples }: { examples: ExampleRepository }): MessageHandler<GetExample> {
  return async ({ workspaceId, id }) => {
    const found = await examples.find(workspaceId, id);
    return found ? success(found) : failure(exampleNotFound.failure(`The workspace has no example ${id}.`));
  };
}
