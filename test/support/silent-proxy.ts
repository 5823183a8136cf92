import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

type Pair = readonly [near: Socket, far: Socket];

/** A proxy between server and database that can drop connections silently, as firewalls do, or break them at a statement. */
export class SilentProxy {
  /** With the name of the program that opened the connection. */
  private readonly pairs = new Map<Pair, string>();
  private readonly sockets = new Set<Socket>();
  private readonly dropped = new WeakSet<Pair>();
  private isShut = false;
  private fault: { readonly statement: string; readonly isRun: boolean } | undefined;

  private constructor(
    private readonly server: Server,
    /** URL of the database through the proxy. */
    readonly url: string,
  ) {}

  static async before(databaseUrl: string, port = 0): Promise<SilentProxy> {
    const url = new URL(databaseUrl);
    const host = decodeURIComponent(url.hostname);
    const address = host.startsWith('/')
      ? { path: `${host}/.s.PGSQL.${url.port}` }
      : { host, port: Number(url.port || 5432) };
    const server = createServer((near) => proxy.accept(near, () => connect(address)));
    await once(server.listen(port, '127.0.0.1'), 'listening');
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const proxy = new SilentProxy(server, url.href);
    return proxy;
  }

  /** Drops all traffic of existing connections, and of new ones until `open`. */
  silence({ newOnesToo = false } = {}): void {
    this.isShut = newOnesToo;
    this.pairs.forEach((_name, pair) => this.drop(pair));
  }

  /** Like `silence`, and the database ends the sessions: new connections get another server, as after a failover. */
  abandon(): void {
    const ended = [...this.pairs.keys()];
    this.silence();
    ended.forEach(([, far]) => far.destroy());
  }

  /** Drops all traffic of one connection of a program. */
  silenceOneOf(application: string): void {
    const [pair] = [...this.pairs].find(([, name]) => name === application) ?? [];
    if (!pair) {
      throw new Error(`${application} has no connection`);
    }
    this.drop(pair);
  }

  /** Breaks connections at a statement, which the database runs or does not get, until `mend`. */
  breakAt(statement: string, { isRun }: { isRun: boolean }): void {
    this.fault = { statement, isRun };
  }

  mend(): void {
    this.fault = undefined;
  }

  /** Accepts new connections; existing ones stay silent. */
  open(): void {
    this.isShut = false;
  }

  /** Address with port. */
  get host(): string {
    return new URL(this.url).host;
  }

  /** Ports from which a program has connected. */
  portsOf(application: string): number[] {
    const own = [...this.pairs].filter(([, name]) => name === application);
    return own.flatMap(([[near]]) => near.remotePort ?? []);
  }

  /** Names of the programs that have a connection. */
  get applications(): Set<string> {
    return new Set(this.pairs.values());
  }

  /** Refuses new connections; existing ones stay. */
  refuse(): void {
    this.server.close();
  }

  /** Closes all connections, also the silent ones. */
  hangUp(): void {
    this.sockets.forEach((socket) => socket.destroy());
  }

  stop(): void {
    this.server.close();
    this.hangUp();
  }

  private accept(near: Socket, reach: () => Socket): void {
    this.keep(near);
    if (this.isShut) {
      near.resume();
    } else {
      this.join(near, this.keep(reach()));
    }
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
  }

  private join(near: Socket, far: Socket): void {
    const pair: Pair = [near, far];
    near.on('close', () => this.dropped.has(pair) || far.destroy());
    far.on('close', () => this.dropped.has(pair) || near.destroy());
    near.once('data', (start: Buffer) => {
      const [, application = ''] = /application_name\0([^\0]*)/.exec(start.toString('latin1')) ?? [];
      this.pairs.set(pair, application);
    });
    near.on('data', (sent: Buffer) => this.inspect(pair, sent));
    near.on('close', () => this.pairs.delete(pair));
    near.pipe(far).pipe(near);
  }

  private drop(pair: Pair): void {
    const [near, far] = pair;
    near.unpipe(far).resume();
    far.unpipe(near).resume();
    this.pairs.delete(pair);
    this.dropped.add(pair);
  }

  private inspect([near, far]: Pair, sent: Buffer): void {
    if (!this.fault || !sent.includes(this.fault.statement)) {
      return;
    }
    if (!this.fault.isRun) {
      far.destroy();
      near.destroy();
      return;
    }
    far
      .unpipe(near)
      .once('data', () => near.destroy())
      .resume();
  }
}
