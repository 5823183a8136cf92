import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Cleanup } from './cleanup';

const PIECE = Buffer.alloc(64 * 1024, ' ');
/** Far more than is compared. */
const HUGE_PIECES = 128;
const DRIP_MS = 200;

export const MOODS = ['well', 'slow', 'huge', 'reset', 'half', 'silent'] as const;
export type Mood = (typeof MOODS)[number];

/** The answer of an old server of this mood that is asked for a verdict. */
export const HUGE_BYTES = HUGE_PIECES * PIECE.length + '{"valid":true}'.length;

/**
 * An old server that does to each request what its query `mood` names: it answers, answers bit by bit or with megabytes, resets
 * the connection, breaks off in the middle, or never answers.
 */
export async function startHostileServer(cleanup: Cleanup): Promise<string> {
  const server = createServer((request, response) => {
    const mood = new URL(request.url ?? '/', 'http://localhost').searchParams.get('mood') as Mood | null;
    request.resume();
    request.on('end', () => {
      BEHAVIORS[mood ?? 'well'](request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanup.add(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const begin = (response: ServerResponse, more: Record<string, string> = {}): ServerResponse =>
  response.writeHead(200, { 'content-type': 'application/json', ...more });

const BEHAVIORS: Readonly<Record<Mood, RequestListener>> = {
  well: (_request, response) => void begin(response).end('{"valid":true}'),
  slow: (_request, response) => {
    begin(response).write('{"valid"');
    setTimeout(() => response.end(':true}'), DRIP_MS);
  },
  huge: (_request, response) => {
    begin(response);
    for (let piece = 0; piece < HUGE_PIECES; piece++) {
      response.write(PIECE);
    }
    response.end('{"valid":true}');
  },
  reset: (request) => void request.socket.destroy(),
  half: (_request, response) => {
    begin(response, { 'content-length': '1000' }).write('{"valid":');
    setImmediate(() => response.destroy());
  },
  silent: () => undefined,
};
