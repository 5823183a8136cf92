/** A call of a program with its outcome. */
export interface ObservedCall {
  readonly at: Date;
  readonly operation: string;
  /** Code of the verdict. */
  readonly outcome: string;
  /** Whether the call was allowed; refused ones are observed too. */
  readonly isUsable: boolean;
  /** Row number of the license; null if the key is unknown. */
  readonly licenseId: number | null;
  readonly key: string;
  readonly fingerprint: string | null;
  readonly appVersion: string | null;
  readonly address: string | null;
  /** Name of the API. */
  readonly dialect: string;
}

/**
 * Gets the calls of programs once they are decided: a provider of a module of a plug-in extends it. It can neither slow nor
 * fail a call: one that throws is logged, and what it does not take in time is dropped and counted.
 */
export abstract class CallObserver {
  /** Calls come in their order, up to 500 at once. */
  abstract observe(calls: readonly ObservedCall[]): void | Promise<void>;
}
