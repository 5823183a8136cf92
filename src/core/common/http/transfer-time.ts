import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ReceivedRequest } from './received-request';
import { BODY_BYTES } from './body-limits';
import { Readable } from 'node:stream';

declare module 'fastify' {
  interface FastifyRequest {
    /** The deadline of the body, if the request has one. */
    receiving?: ReceivingTime;
  }
}

/** Limits for receiving requests; times in milliseconds. */
export interface ReceivingLimits {
  /** Limit for the headers, and again for a body of more than 64 KB. */
  readonly ordinary: number;
  /** Limit for a body of at most 64 KB, or the rest of a larger one that the route does not accept. */
  readonly small: number;
  /** Limit for a large body that a route is reading. */
  readonly large: number;
  /** Maximum pause in a large body. */
  readonly silence: number;
  /** Bodies that may be unfinished at the same time. If there are more, the oldest is abandoned. */
  readonly unfinished: number;
  /** Maximum of unfinished requests that may exceed 64 KB at routes without a credential. */
  readonly unfinishedRaw: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const RECEIVING_LIMITS: ReceivingLimits = {
  ordinary: MINUTE,
  small: 10 * SECOND,
  large: 24 * 60 * MINUTE,
  silence: MINUTE,
  unfinished: 1_000,
  // At most 512 KB each: 32 MB in all.
  unfinishedRaw: 64,
};

/** Bytes of a refused body that are still read, unless the route accepts files. */
const MAX_DROPPED_BYTES = 16 * 1024 * 1024;

/** Ends requests that arrive too slowly. Node's own limit applies to all routes and would cut off long uploads. */
export function useReceivingLimits(fastify: FastifyInstance, bodies: UnfinishedBodies): void {
  fastify.server.requestTimeout = 0;
  fastify.server.headersTimeout = bodies.limits.ordinary;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request.raw)) {
      request.receiving = bodies.add(request, reply.raw, isSmall(request));
    }
    done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.receiving && !request.raw.readableEnded) {
      // Fastify would close the connection: bytes on their way would reset it, and the client might never read the response.
      reply.removeHeader('connection');
      request.receiving.dropRest(reply.raw, request.routeOptions.config.takesFile ? Infinity : MAX_DROPPED_BYTES);
    }
    done(null, payload);
  });
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isSmall({ headers, routeOptions }: FastifyRequest): boolean {
  const { bodyLimit, config } = routeOptions;
  const accepted = config.takesFile ? Infinity : bodyLimit;
  return Math.min(Number(headers['content-length'] ?? Infinity), accepted) <= BODY_BYTES;
}

interface Unfinished {
  readonly request: ReceivedRequest;
  readonly response: ServerResponse;
}

/** The bodies that a server is receiving, oldest first. */
export class UnfinishedBodies {
  private readonly all = new Set<ReceivingTime>();
  /** Those of them that are kept in memory and may be large. */
  private readonly raw = new Set<ReceivingTime>();
  private readonly bySocket = new WeakMap<Socket, Unfinished>();

  constructor(
    private readonly server: Server,
    readonly limits = RECEIVING_LIMITS,
  ) {}

  /** Undefined for an injected request, which has no connection. */
  add(request: ReceivedRequest, response: ServerResponse, isSmall: boolean): ReceivingTime | undefined {
    const { raw } = request;
    const { socket } = raw;
    if (!(socket instanceof Socket)) {
      return undefined;
    }
    const receiving = new ReceivingTime(
      raw,
      this.limits,
      isSmall ? this.limits.small : this.limits.ordinary,
      () => endConnection(this.server, socket, response.headersSent),
      () => {
        this.all.delete(receiving);
        this.raw.delete(receiving);
        // Another request may follow on the connection.
        if (this.bySocket.get(socket)?.request === request) {
          this.bySocket.delete(socket);
        }
      },
    );
    this.all.add(receiving);
    if (!isSmall && request.routeOptions.config.rawBodyBytes !== undefined) {
      this.raw.add(receiving);
    }
    this.bySocket.set(socket, { request, response });
    abandonOldest(this.all, this.limits.unfinished);
    abandonOldest(this.raw, this.limits.unfinishedRaw);
    return receiving;
  }

  /** The request whose body is arriving on a connection. */
  on(socket: Socket): Unfinished | undefined {
    const last = this.bySocket.get(socket);
    return last?.request.raw.complete ? undefined : last;
  }
}

function abandonOldest(bodies: Set<ReceivingTime>, most: number): void {
  for (const receiving of bodies) {
    if (bodies.size <= most) {
      return;
    }
    bodies.delete(receiving);
    receiving.abandon();
  }
}

/** The deadline for receiving a body. */
export class ReceivingTime {
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param first the deadline to begin with
   * @param isOver ends the connection
   * @param isFinished called when the body needs no deadline any more, or has a large one
   */
  constructor(
    private readonly raw: IncomingMessage,
    private readonly limits: ReceivingLimits,
    first: number,
    private readonly isOver: () => void,
    private readonly isFinished: () => void,
  ) {
    this.expectWithin(first);
    // Either event: an aborted body has no end, and an unread one may close much later.
    raw.once('end', () => this.finish());
    raw.once('close', () => this.finish());
    // Only incomplete requests emit the timeouts of their connection.
    raw.on('timeout', isOver);
  }

  /** For a large body that an authorized client sends and a route reads. */
  extendDeadline(): void {
    this.isFinished();
    this.expectWithin(this.limits.large);
    this.raw.socket.setTimeout(this.limits.silence);
  }

  /** Call it when the rest of the body is not needed. */
  restoreDeadline(): void {
    this.expectWithin(this.limits.ordinary);
    this.raw.socket.setTimeout(0);
  }

  /** Ends the connection unless the whole body has arrived: others may be using the connection then. */
  abandon(): void {
    if (!this.raw.complete) {
      this.isOver();
    }
  }

  /** Reads the rest of a body that is not needed, and keeps the connection until then: closing it would reset it. */
  dropRest(response: ServerResponse, maxBytes: number): void {
    const { raw } = this;
    if (!response.shouldKeepAlive) {
      response.shouldKeepAlive = true;
      const close = (): void => raw.socket.destroySoon();
      raw.once('end', () => {
        if (response.writableFinished) {
          close();
        } else {
          response.once('finish', close);
        }
      });
    }
    let remaining = maxBytes;
    raw.on('data', ({ length }: Buffer) => {
      remaining -= length;
      if (remaining < 0) {
        this.isOver();
      }
    });
    raw.resume();
  }

  private finish(): void {
    clearTimeout(this.timer);
    this.isFinished();
  }

  private expectWithin(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.abandon(), milliseconds).unref();
  }
}

/** Lets the `clientError` handler answer 408 and close the connection, like Node. */
function endConnection(server: Server, socket: Socket, isAnswered: boolean): void {
  if (isAnswered) {
    socket.destroy();
    return;
  }
  server.emit('clientError', Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
}

/** In milliseconds. Twice the limit for receiving, because the system buffers data for slow readers. */
const SENDING_SILENCE = 120_000;

/** Ends connections whose client has stopped reading a streamed response, which is buffered in memory. Slow readers are not limited. */
export function useSendingLimit(fastify: FastifyInstance, silence = SENDING_SILENCE): void {
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    if (payload instanceof Readable) {
      endIfUnread(request, silence);
    }
    done();
  });
}

/** Ends the connection of a request if the client reads nothing of the answer for `silence` milliseconds. */
export function endIfUnread({ raw: { socket } }: Pick<FastifyRequest, 'raw'>, silence = SENDING_SILENCE): void {
  // An injected request has no connection.
  if (socket instanceof Socket) {
    // Without a listener, Node ends the connection on timeout. The next request resets the timeout.
    socket.setTimeout(silence);
  }
}
