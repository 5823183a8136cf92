import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy between server and database that can drop connections silently, as firewalls do. */
export class SilentProxy {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly sockets = new Set<Socket>();
  private isShut = false;

  private constructor(
    private readonly server: Server,
    /** URL of the database through the proxy. */
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<SilentProxy> {
    const url = new URL(databaseUrl);
    const host = decodeURIComponent(url.hostname);
    const address = host.startsWith('/')
      ? { path: `${host}/.s.PGSQL.${url.port}` }
      : { host, port: Number(url.port || 5432) };
    const server = createServer((near) => proxy.join(near, connect(address)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const proxy = new SilentProxy(server, url.href);
    return proxy;
  }

  /** Drops all traffic of existing connections, and of new ones until `open`. */
  silence({ newOnesToo = false } = {}): void {
    this.isShut = newOnesToo;
    for (const [near, far] of this.pairs) {
      near.unpipe(far).resume();
      far.unpipe(near).resume();
    }
    this.pairs.clear();
  }

  /** Accepts new connections; existing ones stay silent. */
  open(): void {
    this.isShut = false;
  }

  stop(): void {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
  }

  private join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    }
    if (this.isShut) {
      near.resume();
      return;
    }
    near.pipe(far).pipe(near);
    this.pairs.add([near, far]);
  }
}
