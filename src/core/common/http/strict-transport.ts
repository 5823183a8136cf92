import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';

/** Names and values in turn. Browsers then call this host by HTTPS alone, for a year after the last visit. */
const STRICT: readonly string[] = ['strict-transport-security', 'max-age=31536000'];
const NONE: readonly string[] = [];

/** The header for a request that was encrypted, or for all where browsers know the server by an address with HTTPS. */
export function strictTransport(publicUrl: string | undefined): (request: IncomingMessage) => readonly string[] {
  const isPublic = publicUrl?.startsWith('https:') === true;
  return ({ socket }) => (isPublic || socket instanceof TLSSocket ? STRICT : NONE);
}

export function useStrictTransport(fastify: FastifyInstance, publicUrl: string | undefined): void {
  const headersOf = strictTransport(publicUrl);
  fastify.addHook('onRequest', (request, reply, done) => {
    const [name, value] = headersOf(request.raw);
    if (name !== undefined) {
      reply.header(name, value);
    }
    done();
  });
}
