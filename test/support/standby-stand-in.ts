import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** Accepts every login as a standby would, and no statement. */
export class StandbyStandIn {
  /** Logins until now. */
  logins = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StandbyStandIn> {
    const server = createServer((socket) => standby.welcome(socket));
    const standby = new StandbyStandIn(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return standby;
  }

  /** Address with port. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
  }

  private welcome(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    socket.once('data', () => {
      this.logins += 1;
      const authenticated = message('R', Buffer.alloc(4));
      const isStandby = message('S', Buffer.from('in_hot_standby\0on\0'));
      const isReady = message('Z', Buffer.from('I'));
      socket.write(Buffer.concat([authenticated, isStandby, isReady]));
      socket.once('data', () => socket.destroy());
    });
  }
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
