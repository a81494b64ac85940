import { failure, success } from '../../../../core/types/result.ts';
import { notSignedIn } from '../../../../domain/users/user.errors.ts';
import type { UserRepository } from '../../../../domain/users/user.repository.ts';
import type { MessageHandler } from '../../../shared/cqrs/bus.ts';
import { actorOf } from '../../../shared/cqrs/execution-context.ts';
import type { GetMe } from './get-me.query.ts';

/** Reads the account of whoever asks. */
export function createGetMeHandler({ users }: { users: UserRepository }): MessageHandler<GetMe> {
  return async (_query, context) => {
    const user = await users.find(actorOf(context).userId);
    return user ? success(user) : failure(notSignedIn.failure('The account is gone.'));
  };
}
