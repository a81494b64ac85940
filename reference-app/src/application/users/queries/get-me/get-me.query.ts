import type { Failure } from '../../../../core/errors/define-error.ts';
import type { Query } from '../../../../core/protocols/messages.ts';
import type { Result } from '../../../../core/types/result.ts';
import type { User } from '../../../../domain/users/user.ts';

/** Asks who asks. */
export type GetMe = Query<'get-me', Result<User, Failure<'not-signed-in'>>>;
