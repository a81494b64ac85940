import { inspect } from 'node:util';

const hidden = '[secret]';

/**
 * A value that is never printed. Every way to turn an object into text shows a placeholder; only {@link Secret.reveal}
 * gives the value away, so that a search for it finds every place that does.
 */
export class Secret<Value> {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  /** The value itself. */
  reveal(): Value {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
