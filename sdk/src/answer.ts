/** The result of a call with the status and headers of its response. */
export interface Answer<T> {
  data: T;
  status: number;
  headers: Headers;
  /** Id of the request in the server's log. */
  requestId: string | undefined;
  /** True if the server returned the stored response of an earlier call with the same idempotency key. */
  replayed: boolean;
}

export function requestIdIn(headers: Headers): string | undefined {
  return headers.get('x-request-id') ?? undefined;
}
