import { AsyncLocalStorage } from 'node:async_hooks';

/** A value and those that were set around it. */
interface Context {
  readonly variable: ContextVariable<unknown>;
  readonly value: unknown;
  readonly outer: Context | undefined;
}

/** Only one for all variables: Node copies each storage to every promise. */
const storage = new AsyncLocalStorage<Context>();

/** A value that a piece of work and all that it starts can read, such as the current request. */
export class ContextVariable<T> {
  /** Undefined outside of `run`. */
  get current(): T | undefined {
    let context = storage.getStore();
    while (context !== undefined && context.variable !== this) {
      context = context.outer;
    }
    return context?.value as T | undefined;
  }

  run<R>(value: T, work: () => R): R {
    return storage.run({ variable: this, value, outer: storage.getStore() }, work);
  }
}
