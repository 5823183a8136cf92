import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as PlainServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as elapsed } from 'node:timers/promises';
import { Server as TlsServer, TLSSocket } from 'node:tls';
import { AddressSet } from './address-set';
import { connectionAddress } from './addresses';

/** Maximum per listener. Much higher than the limit of concurrent requests, because most connections are idle. */
const MAX_CONNECTIONS = 4_000;
/** Maximum per address and listener. */
const MAX_CONNECTIONS_OF_ADDRESS = 200;
/** Maximum time for accepting pending connections. */
const ACCEPT_TIMEOUT_MS = 1_000;
/** In a longer turn of the event loop, further connections may have arrived after the last one was accepted. */
const SHORT_TURN_MS = 0.5;
/** Grace period for requests that were sent but not yet received or read. */
const GRACE_PERIOD_MS = 500;
/** Requests that a client may send on a connection without waiting for an answer. */
const MAX_PIPELINED = 10;
/** Time for others after a connection with too many requests was parsed, which may take some 20 ms. */
const PARSING_PAUSE_MS = 20;

/** Limits of the connections to one listener. */
export interface ConnectionLimits {
  readonly total: number;
  readonly ofAddress: number;
  readonly pipelined: number;
  /** Addresses without a limit of their own: all clients of a proxy share its address. */
  readonly proxies: AddressSet;
}

/** @param factor multiplies the limit by address; 0 disables all but the total limit */
export function connectionLimits(factor: number, trustedProxies: readonly string[]): ConnectionLimits {
  return {
    total: MAX_CONNECTIONS,
    ofAddress: factor === 0 ? Infinity : Math.ceil(MAX_CONNECTIONS_OF_ADDRESS * factor),
    pipelined: factor === 0 ? Infinity : MAX_PIPELINED,
    proxies: new AddressSet(trustedProxies),
  };
}

interface Connection {
  /** The TLS socket of an encrypted connection, once its handshake is done. */
  socket: Socket;
  /** Number of requests that were not answered yet. */
  pending: number;
  /** Client and server end; unique in this process. */
  readonly ends: string;
  /** Key of the limit by address; undefined for a proxy. */
  readonly address: string | undefined;
}

/**
 * Tracks the connections of a server and their pending requests, and limits their number. `server.close()` alone would also
 * wait for idle connections, and `server.maxConnections` would let the first clients keep out all others.
 */
export class OpenConnections {
  private readonly open = new Map<string, Connection>();
  private readonly bySocket = new WeakMap<Socket, Connection>();
  /** The longest idle first. */
  private readonly idle = new Set<Connection>();
  private readonly countByAddress = new Map<string, number>();
  /** Connections that are read later, each in a turn of its own. */
  private readonly delayed = new Set<Connection>();
  private accepted = 0;
  private isEnding = false;
  private closed: Promise<void> | undefined;

  constructor(
    private readonly server: Server | TlsServer,
    private readonly limits: ConnectionLimits,
  ) {
    this.acceptWithinLimits();
    if (server instanceof TlsServer) {
      // Requests of an encrypted connection refer to the TLS socket.
      server.on('secureConnection', (socket) => this.secure(socket));
    }
    this.receiveWithinLimits();
  }

  /** Stops accepting connections. Pending ones are accepted first, because the system would reset them. */
  async stopListening(): Promise<void> {
    await this.acceptAll();
    // The HTTP server's `close` would also end idle connections.
    this.closed = new Promise((resolve) => void PlainServer.prototype.close.call(this.server, () => resolve()));
  }

  /**
   * Ends each connection when it has no pending requests, or after the limit in milliseconds. Waits briefly first, because
   * closing a connection with an unread request would reset it.
   */
  async end(limit: number): Promise<void> {
    setTimeout(() => this.open.forEach(({ socket }) => socket.destroy()), limit).unref();
    if (this.open.size > 0) {
      await elapsed(GRACE_PERIOD_MS);
    }
    await nextTurn();
    this.endIdle();
    await this.closed;
  }

  /**
   * Node accepts one connection per event loop turn: after a turn without one, none was pending when the turn began. Only
   * connections that arrive between then and `close` are reset, so the turn has to be a short one.
   */
  private async acceptAll(): Promise<void> {
    const deadline = performance.now() + ACCEPT_TIMEOUT_MS;
    let isQuiet = false;
    while (!isQuiet && performance.now() < deadline) {
      const { accepted } = this;
      const startedAt = performance.now();
      await nextTurn();
      isQuiet = accepted === this.accepted && performance.now() - startedAt < SHORT_TURN_MS;
    }
  }

  private endIdle(): void {
    this.isEnding = true;
    for (const { socket } of this.idle) {
      // A connection whose TLS handshake ends later is served too.
      if (!(this.server instanceof TlsServer) || socket instanceof TLSSocket) {
        socket.destroy();
      }
    }
  }

  /** Replaces the server's own listeners, so that a refused connection costs neither a parser nor a handshake. */
  private acceptWithinLimits(): void {
    const { server } = this;
    const listeners = server.listeners('connection');
    server.removeAllListeners('connection');
    server.on('connection', (socket: Socket) => {
      this.accepted += 1;
      if (this.admit(socket)) {
        listeners.forEach((listen) => void Reflect.apply(listen, server, [socket]));
      } else {
        socket.resetAndDestroy();
      }
    });
  }

  /** Node parses all that it has read of a connection before it serves another one: 64 KB, some two thousand requests. */
  private receiveWithinLimits(): void {
    const { server } = this;
    const listeners = server.listeners('request');
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      if (socket.destroyed) {
        return;
      }
      if (this.count(socket, 1) > this.limits.pipelined) {
        this.refusePipeline(socket);
        return;
      }
      response.once('close', () => this.count(socket, -1));
      listeners.forEach((listen) => void Reflect.apply(listen, server, [request, response]));
    });
  }

  /**
   * Ends this connection alone. Others of the same address may have sent as much, which is not parsed yet: they are read one
   * after another, with time for the connections of all other addresses in between.
   */
  private refusePipeline(socket: Socket): void {
    const refused = this.bySocket.get(socket);
    socket.destroy();
    const isReading = this.delayed.size > 0;
    for (const other of this.idle) {
      if (other !== refused && other.address === refused?.address && !this.delayed.has(other)) {
        this.delayed.add(other);
        other.socket.pause();
      }
    }
    if (!isReading && this.delayed.size > 0) {
      void this.readDelayed();
    }
  }

  private async readDelayed(): Promise<void> {
    for (const connection of this.delayed) {
      this.delayed.delete(connection);
      connection.socket.resume();
      // In the first turn, reading begins.
      await nextTurn();
      await nextTurn();
      if (connection.socket.destroyed) {
        await elapsed(PARSING_PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  private admit(socket: Socket): boolean {
    const { remoteAddress } = socket;
    // The client has hung up already.
    if (remoteAddress === undefined) {
      return false;
    }
    const address = this.limits.proxies.has(remoteAddress) ? undefined : connectionAddress(remoteAddress);
    if (this.countOf(address) >= this.limits.ofAddress || !this.hasRoom()) {
      return false;
    }
    this.countAddress(address, 1);
    const connection = { socket, pending: 0, ends: endsOf(socket), address };
    this.open.set(connection.ends, connection);
    this.bySocket.set(socket, connection);
    this.idle.add(connection);
    socket.once('close', () => this.forget(connection));
    return true;
  }

  /** Closes the longest idle connection if there are as many as there may be. */
  private hasRoom(): boolean {
    if (this.open.size < this.limits.total) {
      return true;
    }
    const [longestIdle] = this.idle;
    if (longestIdle) {
      longestIdle.socket.destroy();
      this.forget(longestIdle);
    }
    return longestIdle !== undefined;
  }

  private secure(socket: Socket): void {
    const connection = this.open.get(endsOf(socket));
    if (connection) {
      connection.socket = socket;
      this.bySocket.set(socket, connection);
    }
  }

  private forget(connection: Connection): void {
    const { ends, address } = connection;
    // The system may have given the client's port to another connection meanwhile.
    if (this.open.get(ends) !== connection) {
      return;
    }
    this.open.delete(ends);
    this.idle.delete(connection);
    this.delayed.delete(connection);
    this.countAddress(address, -1);
  }

  private countOf(address: string | undefined): number {
    return address === undefined ? 0 : (this.countByAddress.get(address) ?? 0);
  }

  private countAddress(address: string | undefined, change: number): void {
    const count = this.countOf(address) + change;
    if (address !== undefined && count > 0) {
      this.countByAddress.set(address, count);
    } else if (address !== undefined) {
      this.countByAddress.delete(address);
    }
  }

  /** Returns the number of pending requests. */
  private count(socket: Socket, change: number): number {
    const connection = this.bySocket.get(socket);
    if (!connection || this.open.get(connection.ends) !== connection) {
      return 0;
    }
    connection.pending += change;
    if (connection.pending > 0) {
      this.idle.delete(connection);
    } else if (this.isEnding) {
      socket.destroySoon();
    } else {
      this.idle.add(connection);
    }
    return connection.pending;
  }
}

function endsOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`;
}
