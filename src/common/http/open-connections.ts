import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/** The connections of a server and which of them wait for an answer: a server that closes waits for every one by itself, the silent ones too. */
export class OpenConnections {
  /** With the number of requests that are under way on each. */
  private readonly open = new Map<Socket, number>();
  private isEnding = false;

  constructor(private readonly server: Server | TlsServer) {
    // Of an encrypted connection, requests know the socket inside alone.
    const event = server instanceof TlsServer ? 'secureConnection' : 'connection';
    server.on(event, (socket: Socket) => this.add(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.count(request.socket, 1);
      response.once('close', () => this.count(request.socket, -1));
    });
  }

  /**
   * Takes no more connections, and ends each one as soon as nothing is under way on it, or after so many milliseconds.
   * Answers when all have ended.
   */
  close(limit: number): Promise<void> {
    this.isEnding = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const [socket, underWay] of this.open) {
      if (underWay === 0) {
        socket.destroy();
      }
    }
    setTimeout(() => this.open.forEach((_underWay, socket) => socket.destroy()), limit).unref();
    return closed;
  }

  private add(socket: Socket): void {
    if (this.isEnding) {
      socket.destroy();
      return;
    }
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
