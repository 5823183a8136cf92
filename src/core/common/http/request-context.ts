import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OperationMigration } from '../api-versions/api-versions';
import { NATIVE_VERSIONS, VERSION_HEADER } from '../api-versions/native-versions';
import { ContextVariable } from '../async-context';
import type { DialectDefinition } from '../dialects/define-dialect';
import { normalizeAddress } from './addresses';
import type { ChangeReason } from './change-reason.dto';
import type { Span } from '../tracing/tracing';
import type { ReceivedRequest } from './received-request';

/** The originator of a change. */
export interface Actor {
  /** A customer is signed in to the customer portal: a person of the vendor's customers. */
  readonly type: 'user' | 'api-key' | 'customer';
  readonly id: number;
  readonly name: string;
  /** Ids of the products that it is restricted to; left out if it is restricted to none. */
  readonly products?: readonly number[];
}

/** Data of the current request, available to services. */
export interface RequestContext {
  readonly requestId: string;
  /** Client address, from the connection or a trusted proxy; null if invalid. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** Changes only if the body names an action of another dialect of its path. */
  dialect: DialectDefinition;
  /** Only if tracing is on. */
  readonly span?: Span;
  /** The header that the client sent, perhaps malformed. */
  readonly traceparent?: string;
  /** Date of the version of the native API: the request's or, set by the guard, the API key's; undefined for the newest. */
  apiVersion?: string;
  /** Only of an operation that differs in that version. */
  versionMigration?: OperationMigration;
  /** Set by the guard after authentication. */
  actor?: Actor;
  /** Identifies the verified credential without revealing it. Set by the guard. */
  credential?: string;
  /** Uid of the background job that makes the changes. */
  readonly job?: string;
  /** Only in requests that change something for an operator. */
  changeReason?: ChangeReason;
  /** Code of the refusal, whatever the API calls it. */
  errorCode?: string;
  /** The refusal as a JWS, which the answer contains. Only of a call with a nonce. */
  signedRefusal?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read. */
    requestContext?: RequestContext;
  }
}

const BEARER = /^Bearer +(\S+)$/i;

const context = new ContextVariable<RequestContext | undefined>();

/** The context of the current request; undefined in jobs and during startup. */
export function currentRequest(): RequestContext | undefined {
  return context.current;
}

/** Runs work in the context of a request, for requests that are handled together. */
export function inRequest<T>(request: RequestContext | undefined, work: () => T): T {
  return context.run(request, work);
}

/** Runs what follows in the context, and again after the body is parsed: reading it loses the context. */
export function useRequestContext(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, _payload, done) => {
    request.requestContext = contextOf(request);
    context.run(request.requestContext, () => done());
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    context.run(request.requestContext, done);
  });
}

/** The request context of a request, for `inRequest`. */
export function contextOf(request: ReceivedRequest): RequestContext {
  return {
    requestId: request.id,
    address: normalizeAddress(request.ip),
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
    dialect: request.dialect,
    span: request.span,
    traceparent: traceparentIn(request),
    apiVersion: NATIVE_VERSIONS.known(request.headers[VERSION_HEADER]),
  };
}

function traceparentIn({ headers: { traceparent } }: ReceivedRequest): string | undefined {
  return typeof traceparent === 'string' ? traceparent : undefined;
}

/** The token of `Authorization: Bearer …`, if present. */
export function bearerTokenIn({ headers }: FastifyRequest): string | undefined {
  return BEARER.exec(headers.authorization ?? '')?.[1];
}
