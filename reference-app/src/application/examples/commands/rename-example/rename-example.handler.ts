import { failure, success } from '../../../../core/types/result.ts';
import { exampleNotFound } from '../../../../domain/examples/example.errors.ts';
import { exampleRenamed } from '../../../../domain/examples/example.events.ts';
import { renameExample } from '../../../../domain/examples/example.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { staleVersion } from '../../../shared/stale-version.ts';
import type { UnitOfWork } from '../../../shared/unit-of-work.ts';
import type { RenameExample } from './rename-example.command.ts';

/** Renames one, if it is still the version that the change was made from. */
export function createRenameExampleHandler({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): MessageHandler<RenameExample> {
  return ({ workspaceId, id, name, expectedVersion }, context) =>
    unitOfWork.run(async ({ examples, events }) => {
      const found = await examples.find(workspaceId, id);
      if (!found) return failure(exampleNotFound.failure(`The workspace has no example ${id}.`));
      if (found.version !== expectedVersion) return failure(staleVersion(expectedVersion, found.version));
      const renamed = renameExample(found, name, clock());
      if (!renamed.ok) return renamed;
      // Whoever was faster between the reading and this has made another version: the condition of the statement tells.
      if (!(await examples.replace(renamed.value))) return failure(staleVersion(expectedVersion));
      await events.record(exampleRenamed.event({ workspaceId, exampleId: id, name }), context);
      return success(renamed.value);
    });
}
