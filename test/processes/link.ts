import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A connection between two programs that a test can cut. */
export class Link {
  private target = 0;
  private isCut = false;
  private losesAnswers = false;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Link> {
    const server = createServer();
    const link = new Link(server);
    server.on('connection', (socket) => link.carry(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return link;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Where it leads from now on. */
  leadTo(url: string): void {
    this.target = Number(new URL(url).port);
  }

  cut(): void {
    this.isCut = true;
    this.sockets.forEach((socket) => socket.destroy());
  }

  /** What is asked arrives, and no answer comes back. */
  cutAnswers(): void {
    this.losesAnswers = true;
  }

  restore(): void {
    this.isCut = false;
    this.losesAnswers = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private carry(socket: Socket): void {
    if (this.isCut || this.target === 0) {
      socket.destroy();
      return;
    }
    const other = connect(this.target, '127.0.0.1');
    for (const [one, opposite] of [
      [socket, other],
      [other, socket],
    ] as const) {
      this.sockets.add(one);
      one
        .on('error', () => opposite.destroy())
        .once('close', () => {
          this.sockets.delete(one);
          opposite.destroy();
        });
    }
    socket.pipe(other);
    other.on('data', (bytes: Buffer) => {
      if (!this.losesAnswers) {
        socket.write(bytes);
      }
    });
  }
}
