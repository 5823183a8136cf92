import type { Hooks, Logger } from './hooks';

export interface ClientOptions extends Hooks {
  /** URL of the server, including a path prefix if it has one: `https://licenses.example.com/keyward`. */
  baseUrl: string;
  apiKey?: string | undefined;
  /** Access token of an admin. `Keyward.logIn` fetches one. */
  token?: string | undefined;
  /** Timeout of one attempt in milliseconds; 30,000 by default; 0 for none. While a file is read, it applies to each chunk. */
  timeoutMs?: number | undefined;
  /** Maximum number of retries of a call that is safe to repeat; 2 by default. */
  retries?: number | undefined;
  /** Maximum delay before the first retry in milliseconds; 250 by default. It doubles with each retry, up to 10 s. */
  backoffMs?: number | undefined;
  /** Longest `Retry-After` to wait for, in milliseconds; 60,000 by default. A call with a longer one is not retried. */
  maxRetryAfterMs?: number | undefined;
  /** Sent with every call. */
  headers?: Record<string, string> | undefined;
  /** Replaces the platform's `fetch`. */
  fetch?: ((address: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Silent by default. */
  logger?: Logger | undefined;
}

/** Options of a client bound to one or several calls with `with`. */
export interface CallOptions extends Partial<Omit<ClientOptions, 'baseUrl' | 'fetch'>> {
  /** Aborts the call, including the delays between attempts. */
  signal?: AbortSignal | undefined;
  /** Idempotency key of ONE change on the native API; by default the client generates a key for each call. */
  idempotencyKey?: string | undefined;
}
