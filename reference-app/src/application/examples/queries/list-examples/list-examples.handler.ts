import type { ExampleRepository } from '../../../../domain/examples/example.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { ListExamples } from './list-examples.query.ts';

/** Lists the newest. */
export function createListExamplesHandler({ examples }: { examples: ExampleRepository }): MessageHandler<ListExamples> {
  return ({ workspaceId, limit }) => examples.list(workspaceId, limit);
}
