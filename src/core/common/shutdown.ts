import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Shutdown state. A stopping server keeps serving for a while, so that load balancers and clients can switch over. */
@Injectable()
export class Shutdown {
  private readonly stopping = new AbortController();
  private held: Promise<unknown> | undefined;

  /** Aborted when the shutdown begins. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  get hasBegun(): boolean {
    return this.signal.aborted;
  }

  begin(): void {
    this.stopping.abort();
  }

  /** Delays new requests until the promise settles: a client that gets an answer may connect again. */
  async delayRequestsUntil(until: Promise<unknown>): Promise<void> {
    this.held = until;
    await until;
    this.held = undefined;
  }

  /** Continues a request, immediately or when requests are no longer held. */
  pass(next: () => void): void {
    if (this.held) {
      void this.held.then(() => next());
    } else {
      next();
    }
  }
}

/** While the server is stopping, every response closes its connection. */
export function useShutdown(fastify: FastifyInstance, shutdown: Shutdown): void {
  fastify.addHook('onRequest', (_request, _reply, done) => shutdown.pass(done));
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (shutdown.hasBegun) {
      reply.header('connection', 'close');
    }
    done();
  });
}
