import type { Answer } from './answer';

/** The promise of a call's result, which can also give the status and headers of the response. */
export class ApiPromise<T> extends Promise<T> {
  /** `then`, `catch` and `finally` return ordinary promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  readonly #answer: Promise<Answer<T>>;

  constructor(answer: Promise<Answer<T>>) {
    super((resolve, reject) => {
      answer.then(({ data }) => resolve(data), reject);
    });
    this.#answer = answer;
  }

  /** Resolves to the result with the status, headers and request ID of its response. */
  withResponse(): Promise<Answer<T>> {
    // The promise that is returned has the same error.
    this.catch(() => undefined);
    return this.#answer;
  }
}
