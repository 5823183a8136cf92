import { createHash, createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { problem } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';

/** Identifies a repeated request; the body hash detects a reused key. */
export interface RequestFingerprint {
  readonly caller: string;
  readonly method: string;
  readonly pathHash: string;
  readonly key: string;
  readonly bodyHash: string;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** @param secret key of the body hash: a body may contain a password, which must not be guessable from the table */
export function fingerprintOfRequest(request: FastifyRequest, key: string, secret: string): RequestFingerprint {
  if (!KEY.test(key)) {
    throw problem('IDEMPOTENCY_KEY_INVALID', { field: 'Idempotency-Key' });
  }
  return {
    caller: callerOf(request),
    method: request.method,
    pathHash: sha256(request.url),
    key,
    bodyHash: createHmac('sha256', secret)
      .update(JSON.stringify(request.body ?? {}))
      .digest('base64url'),
  };
}

/** The user or API key; for client calls, the hash of the license key or of the session's token. */
function callerOf({ body }: FastifyRequest): string {
  const actor = currentRequest()?.actor;
  if (actor) {
    return `${actor.type}:${actor.id}`;
  }
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return `license:${sha256(String(fields.license_key ?? fields.session_token))}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
