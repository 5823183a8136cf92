import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';
import { NodeClient } from './node-client';
import { Failures, Random } from './part';
import { activation, post } from './races-limits';
import { type Limit, PlacesContest } from './races-places';
import { ExpectedLog, Races, Tally } from './races-race';

const SEATS = 3;
const RACES = 40;

/** A server that admits this number of devices. */
class SeatServer {
  readonly seats = new Set<string>();

  constructor(private readonly admits: (seats: number) => boolean) {}

  answer(path: string, body: string): number {
    const { hardware_id: device } = JSON.parse(body) as { hardware_id: string };
    if (path === '/api/v1/deactivate') {
      return this.seats.delete(device) ? 200 : 403;
    }
    const isNew = !this.seats.has(device);
    if (isNew && !this.admits(this.seats.size)) {
      return 409;
    }
    this.seats.add(device);
    return isNew ? 201 : 200;
  }
}

let server: Server;
let nodes: NodeClient[];
let seats: SeatServer;
beforeAll(async () => {
  jest.spyOn(console, 'error').mockReturnValue(undefined);
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const status = seats.answer(request.url ?? '', body);
      response.statusCode = status;
      response.end(JSON.stringify(status === 409 ? { error: { code: 'SEATS_EXHAUSTED' } } : { success: true }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  nodes = [1, 2, 3].map(() => new NodeClient(`http://127.0.0.1:${port}`));
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  server.close();
});

const LIMIT: Limit = {
  name: 'seats',
  size: SEATS,
  holders: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
  isRepeatable: true,
  exhausted: 'SEATS_EXHAUSTED',
  take: (device) => activation('KEY', device),
  placeOf: ({ status }, device) => (status < 300 ? { id: device, handle: '' } : undefined),
  giveBack: (device) => post('/deactivate', { license_key: 'KEY', hardware_id: device }),
  taken: () => Promise.resolve([...seats.seats]),
};

/** Races, and counts what they find. */
async function found(admits: (seats: number) => boolean, givesBack: boolean, after?: () => void): Promise<Tally> {
  seats = new SeatServer(admits);
  const tally = new Tally();
  const pool = new Pool();
  const course = { name: 'test', nodes, pool, admin: {}, failures: new Failures(), log: new ExpectedLog() };
  const contest = new PlacesContest(new Races(course, 'seats', 1, new Random(7), tally), LIMIT, givesBack);
  for (let count = 0; count < RACES; count += 1) {
    await contest.race();
  }
  after?.();
  await contest.compare();
  await pool.end();
  return tally;
}

describe.each([
  ['for the last seats', false],
  ['of activations against deactivations', true],
])('races %s', (_what, givesBack) => {
  it('find nothing where the limit holds', async () => {
    const tally = await found((taken) => taken < SEATS, givesBack);
    expect(tally).toMatchObject({ over: 0, lost: 0, wrong: 0, refused: 0 });
    expect(tally.races).toBeGreaterThanOrEqual(RACES);
  });

  it('find a seat too many', async () => {
    expect((await found((taken) => taken < SEATS + 1, givesBack)).over).toBeGreaterThan(0);
  });

  it('find a seat too few', async () => {
    expect((await found((taken) => taken < SEATS - 1, givesBack)).lost).toBeGreaterThan(0);
  });

  it('find a seat that the database does not have', async () => {
    const forget = () => seats.seats.add('nobody');
    expect((await found((taken) => taken < SEATS, givesBack, forget)).wrong).toBe(1);
  });
});
