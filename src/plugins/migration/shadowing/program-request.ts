import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { originForm } from '../../../core/common/internal';
import { bodyFields, jsonIn, queryFields, type SentFields } from './sent-fields';
import { requestedKey } from './requested-key';
import type { RequestedLicense, ShadowedRequest } from './shadowed-api';
import type { Shadow } from './shadowing.service';

/** A request of a program, with what is needed to send it again. */
export interface ProgramRequest {
  readonly method: string;
  /** Path and query as received, for this server. */
  readonly url: string;
  /** Path and query without the prefix of a dialect, but with the account, for the old server. */
  readonly path: string;
  /** Method and path of the route, with the action if it has several. */
  readonly operation: string;
  /** The API has no such call, such as a page of a shop at the same host. */
  readonly isForeign: boolean;
  /** It names none of the actions of a path with several: such requests are many, and tell nothing. */
  readonly isWithoutAction: boolean;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** The request as its API reads it. */
  readonly sent: ShadowedRequest;
  /** Its license. */
  readonly requested: RequestedLicense;
  /** Address of the connection, which may be a proxy's. */
  readonly remoteAddress: string | undefined;
  /** Address of the program, behind proxies that are trusted. */
  readonly clientAddress: string;
  readonly protocol: string;
  /** Names of the headers that only programs of its API send, in lower case. */
  readonly clientHeaders: readonly string[];
}

const LONGEST_OPERATION = 255;

export async function programRequest(
  request: FastifyRequest,
  { dialect, api }: Pick<Shadow, 'dialect' | 'api'>,
  body: Buffer,
): Promise<ProgramRequest> {
  const { method, originalUrl, raw, headers, routeOptions, protocol } = request;
  const sent = sentRequest(request, body.toString());
  const { discriminator } = dialect;
  const hasActions = routeOptions.config.limitsByQuery !== undefined && discriminator !== undefined;
  const action = hasActions ? sent.fields[discriminator] : undefined;
  const isWithoutAction = hasActions && action === undefined;
  const route = `${method} ${routeOptions.url ?? '(unknown path)'}`;
  return {
    method,
    url: originForm(originalUrl),
    headers,
    rawHeaders: raw.rawHeaders,
    body,
    protocol,
    sent,
    path: raw.urlWithAccount ?? raw.url ?? '/',
    requested: (await api?.licenseOf(sent)) ?? { key: usualKey(request, body.toString()) },
    operation: (typeof action === 'string' ? `${route}?${discriminator}=${action}` : route).slice(0, LONGEST_OPERATION),
    isForeign: isWithoutAction || routeOptions.url === undefined,
    isWithoutAction,
    remoteAddress: raw.socket.remoteAddress,
    clientAddress: request.ip,
    clientHeaders: [...dialect.credential.headers, dialect.signature ?? [], dialect.clientHeaders ?? []].flat(),
  };
}

function sentRequest({ method, raw: { url = '/' }, headers }: FastifyRequest, body: string): ShadowedRequest {
  return {
    method,
    headers,
    path: url.split('?', 1)[0] ?? '',
    body: jsonIn(body),
    fields: { ...queryFields(url), ...bodyFields(body) },
  };
}

function usualKey({ raw: { url = '/' }, params }: FastifyRequest, body: string): string | undefined {
  return requestedKey(params as SentFields, queryFields(url), bodyFields(body));
}
