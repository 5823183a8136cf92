export interface ClientOptions {
  /** Where the server answers, with its path prefix if it has one: `https://licenses.example.com/keyward`. */
  baseUrl: string;
  apiKey?: string | undefined;
  /** An admin's access token. `Keyward.logIn` fetches one. */
  token?: string | undefined;
  /** How long one attempt may take, 30 s unless told; 0 waits for ever. Reading a file may take longer: only a pause in it counts. */
  timeoutMs?: number | undefined;
  /** How often a call that may safely be repeated is tried again, twice unless told. */
  retries?: number | undefined;
  /** Up to how long to wait before the first new attempt, 250 ms unless told; each further wait is up to twice as long, at most 10 s. */
  backoffMs?: number | undefined;
  /** The longest `Retry-After` that is waited for, 60 s unless told; a server that asks for more is not asked again. */
  maxRetryAfterMs?: number | undefined;
  /** Sent with every call. */
  headers?: Record<string, string> | undefined;
  /** Instead of the platform's own. */
  fetch?: ((address: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** What a client bound to a call, or to a few, may do differently. */
export interface CallOptions extends Partial<Omit<ClientOptions, 'baseUrl' | 'fetch'>> {
  /** Ends the call, its waits between attempts included. */
  signal?: AbortSignal | undefined;
  /** Identifies ONE change on the native API, in place of a key that the client makes up for each call. */
  idempotencyKey?: string | undefined;
}
