import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { requestedKey } from './requested-key';

/** A request of a program, with what is needed to send it again. */
export interface ProgramRequest {
  readonly method: string;
  /** Path and query as received, for this server. */
  readonly url: string;
  /** Path and query without the prefix of a dialect, for the old server. */
  readonly path: string;
  /** Method and path of the route. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** The license key, if it has one. */
  readonly key: string | undefined;
  /** Of the connection, which may be a proxy's. */
  readonly remoteAddress: string | undefined;
  readonly protocol: string;
}

const LONGEST_OPERATION = 255;

export function programRequest(request: FastifyRequest, body: Buffer): ProgramRequest {
  const { method, originalUrl, raw, headers, routeOptions, protocol, params } = request;
  const path = raw.url ?? '/';
  return {
    ...{ method, url: originalUrl, path, headers, rawHeaders: raw.rawHeaders, body, protocol },
    key: requestedKey(path, body.toString(), params as Readonly<Record<string, unknown>>),
    operation: `${method} ${routeOptions.url ?? '(unknown path)'}`.slice(0, LONGEST_OPERATION),
    remoteAddress: raw.socket.remoteAddress,
  };
}
