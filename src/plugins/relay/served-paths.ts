import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../../core/common';
import { PairService } from './pair/pair.service';
import { RelayPoolService } from './relay-pool.service';

const SESSIONS = '/api/v1/license-sessions';
const USAGE = '/api/v1/usage';
const HEARTBEAT = `${SESSIONS}/heartbeat`;
/** Paths that a relay serves; nothing else of the server is reached through it. */
const SERVED = new Set([
  '/',
  '/api/v1/activate',
  '/api/v1/validate',
  '/api/v1/heartbeat',
  '/api/v1/deactivate',
  USAGE,
  SESSIONS,
  HEARTBEAT,
  `${SESSIONS}/end`,
  '/health',
  '/health/ready',
  '/metrics',
  '/.well-known/jwks.json',
]);
const SERVED_BELOW = ['/relay/', '/console/assets/'];

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';

/** Calls by which a program gets or keeps a session. */
const isOfSession = (request: FastifyRequest): boolean => [SESSIONS, HEARTBEAT].includes(pathOf(request));

/**
 * Answers requests for other paths with 404, and calls of programs with 503 until there is a pool. A relay of a pair that has lost
 * its partner and the witness gives no seats.
 */
export function useServedPaths(fastify: FastifyInstance, app: INestApplication): void {
  const pair = app.get(PairService, { strict: false });
  const pool = app.get(RelayPoolService, { strict: false });
  // Without a limit of sessions in the pool, there are no seats to share.
  const givesSeat = (request: FastifyRequest): boolean =>
    isOfSession(request) && pool.served?.claims.pool.sessions !== undefined;
  fastify.addHook('onRequest', (request, _reply, done) => {
    const path = pathOf(request);
    if (!SERVED.has(path) && !SERVED_BELOW.some((beginning) => path.startsWith(beginning))) {
      done(problem('PATH_NOT_FOUND'));
    } else if (path.startsWith('/api/') && !pool.served) {
      done(problem('RELAY_WITHOUT_POOL'));
    } else {
      done(givesSeat(request) && !pair.mayServe() ? problem('RELAY_ISOLATED') : undefined);
    }
  });
  const open = new WeakMap<FastifyRequest, (() => void)[]>();
  fastify.addHook('preHandler', async (request) => {
    const ends: (() => void)[] = [];
    if (pathOf(request) === USAGE) {
      open.set(request, ends);
      await pair.makeAmounts(request.body, ends);
    }
    if (!givesSeat(request)) {
      return;
    }
    open.set(request, ends);
    const days = (request.body as { borrow_days?: unknown } | undefined)?.borrow_days;
    if (pathOf(request) === SESSIONS) {
      ends.push(() => pair.endStart());
      await pair.makeRoom();
    }
    if (typeof days === 'number' && days > 0) {
      ends.push(await pair.announce(days));
    }
  });
  // The contact may have been lost while the call was served.
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isLost = givesSeat(request) && reply.statusCode < 300 && !pair.mayServe();
    if (isLost) {
      done(problem('RELAY_ISOLATED'));
    } else {
      done(null, payload);
    }
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    open.get(request)?.forEach((end) => end());
    done();
  });
}

/** Checks are refused until there is a pool, and usage calls of a pair may ask the partner. */
export function areCallsHooked(app: INestApplication): () => boolean {
  const pool = app.get(RelayPoolService, { strict: false });
  const pair = app.get(PairService, { strict: false });
  return () => !pool.served || pair.movesAmounts;
}
