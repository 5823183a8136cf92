import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { running } from './leftovers';

/** The address of a server that answers as a test tells it to, until the end of the spec file. */
export async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  running.add({ stop: () => new Promise<void>((closed) => server.close(() => closed()).closeAllConnections()) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
