import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROLE } from './cluster';

/** Where a server listens. As with libpq, a host that is a path is the folder of its Unix socket. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

// With a socket the port is a part of the file's name, nothing more.
const SOCKET_PORT = 5432;
const SOCKET_PATH_LIMIT = 104;

/** A Unix socket in the cluster's folder, where nobody else can reach it; TCP where such a path is impossible. */
export async function chooseAddress(clusterFolder: string): Promise<Address> {
  return canHoldSocket(clusterFolder)
    ? { host: clusterFolder, port: SOCKET_PORT }
    : { host: '127.0.0.1', port: await freePort() };
}

export function isSocket({ host }: Address): boolean {
  return host.startsWith('/');
}

/** Understood by `new URL`, by pg and by TypeORM, spaces in the path of the socket included. */
export function urlOf({ host, port }: Address, password: string, database: string): string {
  return `postgres://${ROLE}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
}

// PostgreSQL reads the folder as a list with commas and quotes, so only plain characters are sure to stay one path.
function canHoldSocket(folder: string): boolean {
  const path = join(folder, `.s.PGSQL.${SOCKET_PORT}`);
  return process.platform !== 'win32' && /^\/[\w/. +-]+$/.test(path) && Buffer.byteLength(path) < SOCKET_PATH_LIMIT;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
