import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../common/clock';
import type { Dialects } from '../../common/dialects/dialects';
import { CONSOLE } from '../console.dialect';
import { asViewer } from './viewer';

/** Makes the viewer known to everything that handles a request of the console. */
export function useViewers(fastify: FastifyInstance, dialects: Dialects, clock: Clock): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (dialects.ownerOf(request).name === CONSOLE.name) {
      asViewer(request, done, clock.now());
    } else {
      done();
    }
  });
}
