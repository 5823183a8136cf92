import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Whether the server was told to stop. It serves for a while longer, so that balancers and clients have time to turn away. */
@Injectable()
export class Shutdown {
  private isUnderWay = false;
  private held: Promise<unknown> | undefined;

  get hasBegun(): boolean {
    return this.isUnderWay;
  }

  begin(): void {
    this.isUnderWay = true;
  }

  /** Requests that come meanwhile are served afterwards. Who is answered may connect again, and this is for nobody to do so. */
  async holdRequests(meanwhile: Promise<unknown>): Promise<void> {
    this.held = meanwhile;
    await meanwhile;
    this.held = undefined;
  }

  /** Goes on with a request, at once or when it is no longer held. */
  pass(goOn: () => void): void {
    if (this.held) {
      void this.held.then(() => goOn());
    } else {
      goOn();
    }
  }
}

/** From its begin on, each answer asks its client for no more requests on its connection. */
export function useShutdown(fastify: FastifyInstance, shutdown: Shutdown): void {
  fastify.addHook('onRequest', (_request, _reply, done) => shutdown.pass(done));
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (shutdown.hasBegun) {
      reply.header('connection', 'close');
    }
    done();
  });
}
