import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Dialects } from '../dialects/dialects';

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Sets `Cache-Control: no-store` on responses that may contain secrets: those to requests with a credential and to all
 * writes, including logins. Routes can set their own Cache-Control.
 */
export function useNoStore(fastify: FastifyInstance, { all }: Dialects): void {
  const credentials = new Set(['authorization', 'cookie', ...all.flatMap(({ credential }) => credential.headers)]);
  const mayHoldSecrets = ({ method, headers }: FastifyRequest): boolean =>
    !SAFE_METHODS.includes(method) || [...credentials].some((name) => headers[name] !== undefined);

  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control') && mayHoldSecrets(request)) {
      void reply.header('cache-control', 'no-store');
    }
    done();
  });
}
