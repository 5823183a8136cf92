import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROLE } from './cluster';

/** The address of a server. As in libpq, a host that is a path is the folder of a Unix socket. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

// For a socket, the port is only a part of the file name.
const SOCKET_PORT = 5432;
const SOCKET_PATH_LIMIT = 104;

/** A Unix socket in the cluster's private folder; TCP if that path is not possible. */
export async function chooseAddress(clusterFolder: string): Promise<Address> {
  return canHoldSocket(clusterFolder)
    ? { host: clusterFolder, port: SOCKET_PORT }
    : { host: '127.0.0.1', port: await freePort() };
}

export function isSocket({ host }: Address): boolean {
  return host.startsWith('/');
}

/** Connection URL for `new URL`, pg and TypeORM; the socket path may contain spaces. */
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
