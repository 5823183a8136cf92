import type { Server } from 'node:http';
import { createServer, type Server as SecureServer } from 'node:https';

/** A TLS certificate and its key, as PEM. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

const HANDSHAKE_LIMIT_MS = 10_000;

/** A TLS listener for the same application. Throws if certificate and key do not match. */
export function createSecureServer(plain: Server, { cert, key }: Certificate): SecureServer {
  const secure = createServer({ cert, key, handshakeTimeout: HANDSHAKE_LIMIT_MS });
  secure.requestTimeout = plain.requestTimeout;
  secure.headersTimeout = plain.headersTimeout;
  secure.keepAliveTimeout = plain.keepAliveTimeout;
  for (const event of ['request', 'clientError']) {
    secure.on(event, (...what: unknown[]) => plain.emit(event, ...what));
  }
  return secure;
}
