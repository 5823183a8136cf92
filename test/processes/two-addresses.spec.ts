import { once } from 'node:events';
import type { Socket } from 'node:net';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { askFrom, expectBystanderServed, hangUp, HOSTILE, openConnections } from '../support/two-addresses';
import { until } from '../testkit/until';
import { Program } from './program';

const KEY = 'EDGE-EDGE-EDGE-EDGE';
/** Maximum per listener. */
const MAX_CONNECTIONS = 4_000;
/** Maximum per address. */
const MAX_OF_ADDRESS = 200;
/** Maximum per connection. */
const MAX_PIPELINED = 10;
const MANY_OBJECTS = `{"a":[${'{},'.repeat(48_999)}{}]}`;
const FEWER_OBJECTS = `{"a":[${'{},'.repeat(20_999)}{}]}`;

let program: Program;
let held: Socket[] = [];
beforeAll(() => Program.build());
beforeAll(async () => {
  program = await Program.start({
    DATABASE_URL: await freshDatabase('two_addresses'),
    RATE_LIMIT_FACTOR: '1',
  });
  await program.issue(ADMIN_PASSWORD, { key: KEY });
});
afterEach(async () => {
  await hangUp(held);
  held = [];
});
afterAll(() => Program.endAll());

const getOf = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

const headOf = (path: string, length: number): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** Sends a request so many times on so many connections of an address, without waiting for an answer. */
async function flood(request: string, from: string, connections: number, times: number): Promise<void> {
  held = await openConnections(program.url, connections, from);
  const bytes = Buffer.from(request);
  for (const socket of held) {
    for (let sent = 0; sent < times; sent++) {
      socket.write(bytes);
    }
  }
}

const openOf = (sockets: readonly Socket[]) => sockets.filter(({ readyState }) => readyState === 'open');

it.each(['/metrics', '/openapi.json', '/docs/swagger-ui-init.js'])(
  'serves others while an address asks for %s as often as it can',
  async (path) => {
    await flood(getOf(path), HOSTILE, MAX_OF_ADDRESS - 1, MAX_PIPELINED);
    await expectBystanderServed(program, KEY);
    expect((await askFrom(program.url, path, { from: HOSTILE })).status).toBe(429);
    expect((await askFrom(program.url, path)).status).toBe(200);
  },
);

it('serves all while an address sends as many requests at once as it can, and ends only those connections', async () => {
  const pipeliner = '127.0.0.4';
  await flood(getOf('/health').repeat(900), pipeliner, MAX_OF_ADDRESS - 1, 1);
  await expectBystanderServed(program, KEY);
  expect((await askFrom(program.url, '/health', { from: pipeliner })).status).toBe(200);
  await until('its connections are closed', () => openOf(held).length === 0);
});

it(`accepts ${MAX_OF_ADDRESS} connections of an address`, async () => {
  held = await openConnections(program.url, MAX_CONNECTIONS);
  await expectBystanderServed(program, KEY);
  await until('the others are closed', () => openOf(held).length === MAX_OF_ADDRESS);
  await hangUp(held.splice(0));
  await until('there is room again', async () => {
    const answer = await askFrom(program.url, '/health', { from: HOSTILE }).catch(() => undefined);
    return answer?.status === 200;
  });
});

it('closes the longest idle connection for a new one when there is no room for more', async () => {
  for (let address = 0; held.length < MAX_CONNECTIONS; address++) {
    held.push(...(await openConnections(program.url, MAX_OF_ADDRESS, `127.0.1.${address + 1}`)));
  }
  expect(openOf(held)).toHaveLength(MAX_CONNECTIONS);
  await expectBystanderServed(program, KEY, 1);
  const isClosed = () => held.map((socket, index) => (socket.closed ? index : -1)).filter((index) => index >= 0);
  await until('two are closed', () => isClosed().length === 2);
  expect(isClosed()).toEqual([0, 1]);
});

it.each([
  ['refused for want of a credential', '/api/v1/licenses', MANY_OBJECTS],
  ['at a route that is open to all', '/api/v1/validate', FEWER_OBJECTS],
])('serves others while an address sends bodies that take long to examine, %s', async (_which, path, body) => {
  await flood(headOf(path, body.length) + body, HOSTILE, 50, MAX_PIPELINED);
  await expectBystanderServed(program, KEY);
  // More than a hundred were counted, before any of them was examined.
  const more = await Promise.all(
    Array.from({ length: 5 }, () => askFrom(program.url, path, { from: HOSTILE, method: 'POST', body: {} })),
  );
  expect(more.map(({ status }) => status)).toEqual(more.map(() => 429));
});

it('serves others while ten addresses send a thousand requests by half', async () => {
  const addresses = Array.from({ length: 10 }, (_, index) => `127.0.1.${index + 1}`);
  held = (await Promise.all(addresses.map((address) => openConnections(program.url, 100, address)))).flat();
  const begun = held.map((socket) => once(socket, 'data'));
  held.forEach((socket) =>
    socket.write(headOf('/api/v1/validate', 100).replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n{')),
  );
  await Promise.all(begun);
  await expectBystanderServed(program, KEY);
  expect((await askFrom(program.url, '/health/ready')).status).toBe(200);
  expect(held.filter(({ destroyed }) => destroyed)).toEqual([]);
});
