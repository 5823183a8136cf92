import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Two further addresses of this machine: Linux routes all of 127.0.0.0/8 to loopback. */
export const HOSTILE = '127.0.0.2';
const BYSTANDER = '127.0.0.3';

/** Most processor time of the server, as a multiple of `referenceTime`; typically less than 3; on a full machine, more of the flood waits before the bystander. */
const BYSTANDER_LIMIT = 60;
const REFERENCE = JSON.stringify(Array.from({ length: 40_000 }, (_, index) => ({ index, name: `name ${index}` })));

export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

interface Ask {
  readonly from?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: object;
}

/**
 * Opens connections from an address, a hundred at a time. They may be refused at once or closed later, and what they
 * receive is dropped.
 */
export async function openConnections(url: string, count: number, from = HOSTILE): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const opened: Socket[] = [];
  while (opened.length < count) {
    const sockets = Array.from({ length: Math.min(100, count - opened.length) }, () =>
      connect({ host: hostname, port: Number(port), localAddress: from }).resume(),
    );
    await Promise.all(sockets.map(connectedOrRefused));
    opened.push(...sockets);
  }
  return opened;
}

function connectedOrRefused(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.once('connect', resolve).on('error', resolve));
}

/** Closes connections and waits until the last is closed. */
export async function hangUp(sockets: readonly Socket[]): Promise<void> {
  await Promise.all(
    sockets.map(async (socket) => {
      if (!socket.closed) {
        await once(socket.destroy(), 'close');
      }
    }),
  );
}

/** Sends a request from an address, by default the bystander's, on a connection of its own. */
export function askFrom(
  url: string,
  path: string,
  { from = BYSTANDER, method = 'GET', headers = {}, body }: Ask = {},
): Promise<ReceivedAnswer> {
  const type = body && { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, localAddress: from, agent: false, headers: { ...type, ...headers } })
      .on('error', reject)
      .on('response', (answer) => {
        const parts: Buffer[] = [];
        answer
          .on('data', (part: Buffer) => parts.push(part))
          .on('error', reject)
          .on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
          );
      })
      .end(body && JSON.stringify(body));
  });
}

/**
 * A bystander's `/health` and the check of a known license, sent at the same time and several times in turn. Fails unless
 * both are answered before the server has worked for long. Its processor time is compared with that of a fixed work in the same
 * second: a busy machine prolongs both.
 */
export async function expectBystanderServed(
  { url, pid }: { url: string; pid: number },
  licenseKey: string,
  times = 3,
): Promise<void> {
  const worked: number[] = [];
  for (let time = 0; time < times; time++) {
    const before = processorTime(pid);
    const answers = await Promise.all([
      askFrom(url, '/health'),
      askFrom(url, '/api/v1/validate', { method: 'POST', body: { license_key: licenseKey } }),
    ]);
    worked.push(processorTime(pid) - before);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  }
  expect(Math.max(...worked)).toBeLessThan(BYSTANDER_LIMIT * referenceTime());
}

/** Milliseconds of processor time that this process needs now for a fixed work; some 150. */
function referenceTime(): number {
  const before = process.cpuUsage();
  JSON.stringify(Array.from({ length: 5 }, () => JSON.parse(REFERENCE)));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds for which the main thread of a process has run: Linux counts them. */
function processorTime(pid: number): number {
  const [nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}
