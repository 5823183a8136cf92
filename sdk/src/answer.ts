/** What a call resolves to, with what HTTP says beside it. */
export interface Answer<T> {
  data: T;
  status: number;
  headers: Headers;
  /** By which the server's log knows the request. */
  requestId: string | undefined;
}

export function requestIdIn(headers: Headers): string | undefined {
  return headers.get('x-request-id') ?? undefined;
}
