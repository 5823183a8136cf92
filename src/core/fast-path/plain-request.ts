import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { normalizeAddress } from '../common/http/addresses';
import type { DialectDefinition } from '../common/dialects/define-dialect';

/** Node stops reading a request that nobody reads at twice this size. */
const MAX_BODY_BYTES = 8_192;
const JSON_TYPE = /^application\/json(?:;|$)/;

/** Signatures, tokens, repeated requests and other bodies are Nest's. */
export function isPlain({ headers }: IncomingMessage, { signature }: DialectDefinition): boolean {
  const length = Number(headers['content-length'] ?? 0);
  return (
    length > 0 &&
    length <= MAX_BODY_BYTES &&
    JSON_TYPE.test(headers['content-type'] ?? '') &&
    headers['idempotency-key'] === undefined &&
    headers.authorization === undefined &&
    headers.cookie === undefined &&
    (signature === undefined || headers[signature] === undefined)
  );
}

/** Returns the address of the client like Fastify with `trustProxy`; undefined if a proxy names it by something else. */
export function addressReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string | undefined {
  if (trustedProxies.length === 0) {
    return ({ socket }) => socket.remoteAddress ?? '';
  }
  const trust = proxyAddress.compile([...trustedProxies]);
  return (request) => {
    const address = proxyAddress.all(request, trust).at(-1) ?? '';
    return address === '' || normalizeAddress(address) === address ? address : undefined;
  };
}
