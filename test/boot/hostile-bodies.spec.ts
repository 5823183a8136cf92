import { once } from 'node:events';
import type { Socket } from 'node:net';
import { emptyDatabase } from '../support/database';
import { askFrom, expectBystanderServed, hangUp, HOSTILE, openConnections } from '../support/two-addresses';
import { BUILD_LIMIT_MS, Program } from './program';

const KEY = 'BODY-BODY-BODY-BODY';
const PASSWORD = 'the first password';
const CONNECTIONS = 50;
/** Requests on each connection, sent without waiting for answers. */
const REQUESTS = 10;
const MANY_OBJECTS = `{"a":[${'{},'.repeat(48_999)}{}]}`;
const FEWER_OBJECTS = `{"a":[${'{},'.repeat(20_999)}{}]}`;

jest.setTimeout(120_000);

let program: Program;
let held: Socket[] = [];
beforeAll(() => Program.build(), BUILD_LIMIT_MS);
beforeAll(async () => {
  program = await Program.start({
    DATABASE_URL: await emptyDatabase('hostile_bodies'),
    ADMIN_PASSWORD: PASSWORD,
    RATE_LIMIT_FACTOR: '1',
  });
  await program.issue(PASSWORD, { key: KEY });
});
afterEach(async () => {
  await hangUp(held);
  held = [];
});
afterAll(() => Program.endAll());

const headOf = (path: string, length: number): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

it.each([
  ['refused without a credential', '/api/v1/licenses', MANY_OBJECTS],
  ['at a route that is open to all', '/api/v1/validate', FEWER_OBJECTS],
])('serves others while an address sends bodies that take long to examine, %s', async (_which, path, body) => {
  held = await openConnections(program.url, CONNECTIONS);
  const request = Buffer.from(headOf(path, body.length) + body);
  for (const socket of held) {
    for (let count = 0; count < REQUESTS; count++) {
      socket.write(request);
    }
  }
  report(path, await expectBystanderServed(program.url, KEY));
  // More than a hundred were counted, before any of them was examined.
  const more = await Promise.all(
    Array.from({ length: 5 }, () => askFrom(program.url, path, { from: HOSTILE, method: 'POST', body: {} })),
  );
  expect(more.map(({ status }) => status)).toEqual(more.map(() => 429));
});

it('serves others while ten addresses send a thousand unfinished requests', async () => {
  const addresses = Array.from({ length: 10 }, (_, index) => `127.0.1.${index + 1}`);
  held = (await Promise.all(addresses.map((address) => openConnections(program.url, 100, address)))).flat();
  const begun = held.map((socket) => once(socket, 'data'));
  held.forEach((socket) =>
    socket.write(headOf('/api/v1/validate', 100).replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n{')),
  );
  await Promise.all(begun);
  report('1,000 half-sent requests', await expectBystanderServed(program.url, KEY));
  expect((await askFrom(program.url, '/health/ready')).status).toBe(200);
  expect(held.filter(({ destroyed }) => destroyed)).toEqual([]);
});

function report(what: string, ms: number): void {
  process.stderr.write(`${what}: ${ms.toFixed(0)} ms\n`);
}
