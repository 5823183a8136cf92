import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as PlainServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as elapsed } from 'node:timers/promises';
import { Server as TlsServer } from 'node:tls';

/** Maximum time for accepting pending connections. */
const ACCEPT_TIMEOUT_MS = 1_000;
/** Grace period for requests that were sent but not yet received or read. */
const GRACE_PERIOD_MS = 500;

/** Tracks the connections of a server and their pending requests. `server.close()` alone would also wait for idle connections. */
export class OpenConnections {
  /** Number of pending requests by connection. */
  private readonly open = new Map<Socket, number>();
  private accepted = 0;
  private isEnding = false;
  private closed: Promise<void> | undefined;

  constructor(private readonly server: Server | TlsServer) {
    server.on('connection', () => (this.accepted += 1));
    // Requests of an encrypted connection refer to the TLS socket.
    const event = server instanceof TlsServer ? 'secureConnection' : 'connection';
    server.on(event, (socket: Socket) => this.add(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.count(request.socket, 1);
      response.once('close', () => this.count(request.socket, -1));
    });
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
    setTimeout(() => this.open.forEach((_pending, socket) => socket.destroy()), limit).unref();
    await (this.open.size > 0 && elapsed(GRACE_PERIOD_MS));
    await nextTurn();
    this.endIdle();
    await this.closed;
  }

  /** Node accepts one connection per event loop turn: after a turn without one, none is pending. */
  private async acceptAll(): Promise<void> {
    const deadline = performance.now() + ACCEPT_TIMEOUT_MS;
    for (let before = -1; before !== this.accepted && performance.now() < deadline;) {
      before = this.accepted;
      await nextTurn();
    }
  }

  private endIdle(): void {
    this.isEnding = true;
    for (const [socket, pending] of this.open) {
      if (pending === 0) {
        socket.destroy();
      }
    }
  }

  /** A connection whose TLS handshake ends after the shutdown began is served too. */
  private add(socket: Socket): void {
    this.open.set(socket, 0);
    socket.once('close', () => this.open.delete(socket));
  }

  private count(socket: Socket, change: number): void {
    const pending = this.open.get(socket);
    if (pending === undefined) {
      return;
    }
    this.open.set(socket, pending + change);
    if (this.isEnding && pending + change === 0) {
      socket.destroySoon();
    }
  }
}
