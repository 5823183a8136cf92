import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { RequestedLicense } from '../../common/dialects/shadowed-api';
import { jsonIn, requestedKey } from './requested-key';

/** A request of a program, with what is needed to send it again. */
export interface ProgramRequest {
  readonly method: string;
  /** Path and query as received, for this server. */
  readonly url: string;
  /** Path and query without the prefix of a dialect, but with the account, for the old server. */
  readonly path: string;
  /** Method and path of the route. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Its license. */
  readonly requested: RequestedLicense;
  /** Of the connection, which may be a proxy's. */
  readonly remoteAddress: string | undefined;
  readonly protocol: string;
}

const LONGEST_OPERATION = 255;

export function programRequest(request: FastifyRequest, body: Buffer): ProgramRequest {
  const { method, originalUrl, raw, headers, routeOptions, protocol } = request;
  const path = raw.urlWithAccount ?? raw.url ?? '/';
  return {
    ...{ method, url: originalUrl, path, headers, rawHeaders: raw.rawHeaders, body, protocol },
    requested: requestedLicense(request, body.toString()),
    operation: `${method} ${routeOptions.url ?? '(unknown path)'}`.slice(0, LONGEST_OPERATION),
    remoteAddress: raw.socket.remoteAddress,
  };
}

function requestedLicense({ dialect, raw, headers, params }: FastifyRequest, body: string): RequestedLicense {
  const { url = '/' } = raw;
  return (
    dialect.shadowing?.licenseOf({ path: url.split('?', 1)[0] ?? '', headers, body: jsonIn(body) }) ?? {
      key: requestedKey(url, body, params as Readonly<Record<string, unknown>>),
    }
  );
}
