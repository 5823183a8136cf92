import type { IncomingMessage } from 'node:http';

/** Whether the query of a request has a field that this pattern names. Decided before the request is routed. */
export function hasQueryField({ url = '' }: IncomingMessage, name: string): boolean {
  return new RegExp(`^[^?]*\\?(?:[^#]*&)?${name}=`).test(url);
}
