import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What stands between the server and its database, and can forget connections without telling either side, as firewalls do. */
export class SilentProxy {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly sockets = new Set<Socket>();
  private isShut = false;

  private constructor(
    private readonly server: Server,
    /** Of the database, through the proxy. */
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

  /** No byte of the connections that there are gets through any more, and none of new ones either until it is opened. */
  silence({ newOnesToo = false } = {}): void {
    this.isShut = newOnesToo;
    for (const [near, far] of this.pairs) {
      near.unpipe(far).resume();
      far.unpipe(near).resume();
    }
    this.pairs.clear();
  }

  /** To new connections: the old ones stay silent. */
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
