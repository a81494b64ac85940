import { ApplicationError, type Failure } from './define-error.ts';

/** Something that failed because others were in its way, and may succeed when it is tried again as it is. */
export class TransientError extends ApplicationError {
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure, options);
    this.name = 'TransientError';
  }
}
