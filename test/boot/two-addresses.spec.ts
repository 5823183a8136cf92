import type { Socket } from 'node:net';
import { emptyDatabase } from '../support/database';
import { tally } from '../support/records';
import { askFrom, expectBystanderServed, hangUp, HOSTILE, openConnections } from '../support/two-addresses';
import { until } from '../support/until';
import { BUILD_LIMIT_MS, Program } from './program';

const KEY = 'EDGE-EDGE-EDGE-EDGE';
const PASSWORD = 'the first password';
/** Of a listener, and of one address. */
const MAX_CONNECTIONS = 4_000;
const MAX_OF_ADDRESS = 200;

jest.setTimeout(120_000);

let program: Program;
let held: Socket[] = [];
beforeAll(() => Program.build(), BUILD_LIMIT_MS);
beforeAll(async () => {
  program = await Program.start({
    DATABASE_URL: await emptyDatabase('two_addresses'),
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

/** Ten connections, a hundred requests on each, none waiting for an answer. */
async function flood(path: string): Promise<void> {
  held = await openConnections(program.url, 10);
  for (const socket of held) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(100));
  }
}

const openOf = (sockets: readonly Socket[]) =>
  sockets.filter(({ closed, readyState }) => !closed && readyState === 'open');

it.each(['/metrics', '/openapi.json', '/docs/swagger-ui-init.js'])(
  'serves others while an address asks for %s as often as it can',
  async (path) => {
    await flood(path);
    report(path, await expectBystanderServed(program.url, KEY));
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async () => (await askFrom(program.url, path, { from: HOSTILE })).status),
    );
    expect(tally(statuses)).toEqual({ 429: 5 });
  },
);

it(`accepts ${MAX_OF_ADDRESS} connections of an address`, async () => {
  held = await openConnections(program.url, MAX_CONNECTIONS);
  report('4,000 of one address', await expectBystanderServed(program.url, KEY));
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
  report('4,000 of twenty', await expectBystanderServed(program.url, KEY, 1));
  const isClosed = () => held.map((socket, index) => (socket.closed ? index : -1)).filter((index) => index >= 0);
  await until('two are closed', () => isClosed().length === 2);
  expect(isClosed()).toEqual([0, 1]);
});

function report(what: string, ms: number): void {
  process.stderr.write(`${what}: ${ms.toFixed(0)} ms\n`);
}
