import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as PlainServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as elapsed } from 'node:timers/promises';
import { Server as TlsServer } from 'node:tls';

/** Longer than this a listener does not wait until nobody is waiting for it. */
const ACCEPTING_MS = 1_000;
/** For requests of clients that have connected, which were sent but have not come, or not been read. */
const ON_THEIR_WAY_MS = 500;

/** The connections of a server and which of them wait for an answer: a server that closes waits for every one by itself, the silent ones too. */
export class OpenConnections {
  /** With the number of requests that are under way on each. */
  private readonly open = new Map<Socket, number>();
  private accepted = 0;
  private isEnding = false;
  private closed: Promise<void> | undefined;

  constructor(private readonly server: Server | TlsServer) {
    server.on('connection', () => (this.accepted += 1));
    // Of an encrypted connection, requests know the socket inside alone.
    const event = server instanceof TlsServer ? 'secureConnection' : 'connection';
    server.on(event, (socket: Socket) => this.add(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.count(request.socket, 1);
      response.once('close', () => this.count(request.socket, -1));
    });
  }

  /** Takes no more connections. The system resets those that wait to be accepted, so nobody may be waiting by then. */
  async stopListening(): Promise<void> {
    await this.acceptAll();
    // As a server of plain connections does it: one of HTTP would end what is idle as well.
    this.closed = new Promise((resolve) => void PlainServer.prototype.close.call(this.server, () => resolve()));
  }

  /**
   * Ends each connection as soon as nothing is under way on it, or after so many milliseconds. Answers when all have
   * ended. One that ends over a request that nobody has read is reset: those that are on their way are waited for.
   */
  async end(limit: number): Promise<void> {
    setTimeout(() => this.open.forEach((_underWay, socket) => socket.destroy()), limit).unref();
    await (this.open.size > 0 && elapsed(ON_THEIR_WAY_MS));
    await nextTurn();
    this.endIdle();
    await this.closed;
  }

  /** Node accepts one connection a turn: after a turn without, nobody is waiting. */
  private async acceptAll(): Promise<void> {
    const deadline = performance.now() + ACCEPTING_MS;
    for (let before = -1; before !== this.accepted && performance.now() < deadline;) {
      before = this.accepted;
      await nextTurn();
    }
  }

  private endIdle(): void {
    this.isEnding = true;
    for (const [socket, underWay] of this.open) {
      if (underWay === 0) {
        socket.destroy();
      }
    }
  }

  /** One that was accepted in time may take long to agree on its encryption: it is served, too. */
  private add(socket: Socket): void {
    this.open.set(socket, 0);
    socket.once('close', () => this.open.delete(socket));
  }

  private count(socket: Socket, change: number): void {
    const underWay = this.open.get(socket);
    if (underWay === undefined) {
      return;
    }
    this.open.set(socket, underWay + change);
    if (this.isEnding && underWay + change === 0) {
      socket.destroySoon();
    }
  }
}
