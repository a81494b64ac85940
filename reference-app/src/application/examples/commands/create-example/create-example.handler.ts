import { success } from '../../../../core/types/result.ts';
import { exampleCreated } from '../../../../domain/examples/example.events.ts';
import { createExample } from '../../../../domain/examples/example.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { CreateExample } from './create-example.command.ts';

/** Makes one and keeps it. */
export function createCreateExampleHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<CreateExample> {
  return async ({ workspaceId, name }, context) => {
    const created = createExample(workspaceId, name, clock());
    if (!created.ok) return created;
    return unitOfWork.run(async ({ examples, events }) => {
      await examples.add(created.value);
      await events.record(exampleCreated.event({ workspaceId, exampleId: created.value.id, name }), context);
      return success(created.value);
    });
  };
}
