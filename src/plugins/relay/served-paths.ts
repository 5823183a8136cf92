import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { problem } from '../../core/common';
import { RelayPoolService } from './relay-pool.service';

const SESSIONS = '/api/v1/license-sessions';
/** Paths that a relay serves; nothing else of the server is reached through it. */
const SERVED = new Set([
  '/',
  '/api/v1/activate',
  '/api/v1/validate',
  '/api/v1/heartbeat',
  '/api/v1/deactivate',
  '/api/v1/usage',
  SESSIONS,
  `${SESSIONS}/heartbeat`,
  `${SESSIONS}/end`,
  '/health',
  '/health/ready',
  '/metrics',
  '/.well-known/jwks.json',
]);
const SERVED_BELOW = ['/relay/', '/console/assets/'];

/** Answers requests for other paths with 404, and calls of programs with a refusal until there is a pool. */
export function useServedPaths(fastify: FastifyInstance, app: INestApplication): void {
  const pool = app.get(RelayPoolService, { strict: false });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const [path = ''] = request.url.split('?', 1);
    if (!SERVED.has(path) && !SERVED_BELOW.some((beginning) => path.startsWith(beginning))) {
      done(problem('PATH_NOT_FOUND'));
    } else if (path.startsWith('/api/') && !pool.served) {
      done(problem('RELAY_WITHOUT_POOL'));
    } else {
      done();
    }
  });
}

/** Checks are refused until there is a pool. */
export function areChecksRefused(app: INestApplication): () => boolean {
  const pool = app.get(RelayPoolService, { strict: false });
  return () => !pool.served;
}
