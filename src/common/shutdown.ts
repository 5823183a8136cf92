import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Whether the server was told to stop. It serves for a while longer, so that balancers and clients have time to turn away. */
@Injectable()
export class Shutdown {
  private isUnderWay = false;

  get hasBegun(): boolean {
    return this.isUnderWay;
  }

  begin(): void {
    this.isUnderWay = true;
  }
}

/** From then on, each answer asks its client for no more requests on its connection. */
export function useShutdown(fastify: FastifyInstance, shutdown: Shutdown): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (shutdown.hasBegun) {
      reply.header('connection', 'close');
    }
    done();
  });
}
