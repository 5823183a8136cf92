import { inOneBatch } from '../../support/in-one-batch';
import { activate, deactivate } from '../../testkit/issue';
import { metered, setTerms, use } from '../../support/meters';
import { licenseOf, race, raceInOrder } from '../../testkit/race';
import { countsAndRows, tally, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const balanceOf = async (key: string): Promise<[used: number, total: number]> => {
  const [{ used, total }] = await server.dataSource.query(
    `SELECT b.used, b.total FROM meter_balances b JOIN licenses l ON l.id = b.license_id WHERE l.key = $1`,
    [key],
  );
  return [used, total];
};
const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

it.each([
  ['without a key', false],
  ['with Idempotency-Keys', true],
])('gives 18 racers on two nodes exactly what the limit allows, %s', async (_how, isKeyed) => {
  const { key } = await metered(server, { exports: { limit: 20 } });
  const amounts = Array.from({ length: 18 }, (_, index) => (index < 12 ? (index % 3) + 1 : 1));
  const answers = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(key) },
    amounts.map((amount, index) => () => {
      const headers: Record<string, string> = isKeyed ? { 'idempotency-key': `racer-${index}` } : {};
      return use(index % 2 ? other : server, key, { exports: amount }, {}, headers);
    }),
  );
  const taken = sum(amounts.filter((_, index) => answers[index]?.status === 200));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const refused = amounts.filter((_, index) => answers[index]?.status === 409);
  // Racers with small amounts may have been the first ones.
  expect(Math.min(...refused)).toBeGreaterThan(20 - taken);
  expect(taken).toBeLessThanOrEqual(20);
  expect(await balanceOf(key)).toEqual([taken, taken]);
});

it('counts every call in the log and in the statistics, in batches and singly', async () => {
  const licenses = await Promise.all(Array.from({ length: 3 }, () => metered(server, { exports: { limit: 5 } })));
  const calls = licenses.flatMap(({ key }) => Array.from({ length: 7 }, () => key));
  const answers = await Promise.all(calls.map((key, index) => use(index % 2 ? other : server, key, { exports: 1 })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(15);
  const { counts, rows } = await countsAndRows(server);
  expect(counts).toEqual(rows);
  for (const { key } of licenses) {
    const logged = (await verificationsOf(server, key)).map(({ outcome }) => outcome);
    expect(tally(logged)).toEqual({ VALID: 5, METER_EXHAUSTED: 2 });
  }
});

it('lets a locked license delay no other one', async () => {
  const [locked, free] = [
    await metered(server, { exports: { limit: 10 } }),
    await metered(server, { exports: { limit: 10 } }),
  ];
  const [answer] = await raceInOrder(
    { databaseUrl: server.databaseUrl, ...licenseOf(locked.key) },
    [() => use(server, locked.key, { exports: 1 })],
    async () => expect((await use(server, free.key, { exports: 1 })).status).toBe(200),
  );
  expect(answer?.status).toBe(200);
});

it('judges by the limit that holds when the license is locked', async () => {
  const license = await metered(server, { exports: { limit: 100 } });
  const { key } = license;
  // Both wait while the limit is 100, and the change is the first to get the lock.
  const [, refused] = await raceInOrder<{ status: number }>({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, [
    () => setTerms(server, license, { exports: { limit: 5 } }).then(() => ({ status: 200 })),
    () => use(other, key, { exports: 6 }),
  ]);
  expect(refused?.status).toBe(409);
  expect((await use(other, key, { exports: 5 })).status).toBe(200);
  expect(await balanceOf(key)).toEqual([5, 5]);
});

it('neither loses nor invents what devices hold when they end while taking', async () => {
  const { key } = await metered(server, { jobs: { kind: 'held', limit: 1_000 } }, { max_activations: null });
  const devices = Array.from({ length: 6 }, (_, index) => `device-${index}`);
  await Promise.all(devices.map((device) => activate(server, key, device)));
  // Something is held, whoever is first.
  await Promise.all(devices.map((device) => use(server, key, { jobs: 1 }, { hardware_id: device })));
  const answers = await Promise.all(
    devices.flatMap((device) => [
      use(server, key, { jobs: 3 }, { hardware_id: device }),
      use(other, key, { jobs: 2 }, { hardware_id: device }),
      deactivate(other, key, device),
      use(server, key, { jobs: -1 }, { hardware_id: device }),
    ]),
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const [{ held }] = await server.dataSource.query(
    `SELECT coalesce(sum(amount), 0)::integer AS held FROM meter_holds h JOIN licenses l ON l.id = h.license_id WHERE l.key = $1`,
    [key],
  );
  expect([held, (await balanceOf(key))[0]]).toEqual([0, 0]);
});

describe('calls that share a batch', () => {
  it('keep apart what each device holds', async () => {
    const { key } = await metered(server, { jobs: { kind: 'held', limit: 10 } }, { max_activations: null });
    const devices = ['desk', 'laptop'];
    await Promise.all(devices.map((device) => activate(server, key, device)));
    const move = async (...amounts: number[]) => {
      const calls = devices.map(
        (device, index) => () => use(server, key, { jobs: amounts[index] ?? 0 }, { hardware_id: device }),
      );
      return (await inOneBatch(server, 'usage', calls)).map(({ status }) => status);
    };
    expect([await move(2, 3), await move(-2, -3), await balanceOf(key)]).toEqual([
      [200, 200],
      [200, 200],
      [0, 5],
    ]);
  });

  it('give the rest of a limit to the first of them', async () => {
    const { key } = await metered(server, { exports: { limit: 3 } });
    const answers = await inOneBatch(
      server,
      'usage',
      [2, 2, 1].map((amount) => () => use(server, key, { exports: amount })),
    );
    expect([answers.map(({ status }) => status), await balanceOf(key)]).toEqual([
      [200, 409, 200],
      [3, 3],
    ]);
  });

  it('are refused alone if their license has reached its limit of calls', async () => {
    server.clock.holdAt('2031-05-17T10:00:00Z');
    const limited = await metered(server, { exports: { limit: 5 } }, { policy_overrides: { max_uses_per_minute: 1 } });
    const free = await metered(server, { exports: { limit: 5 } });
    const keys = [limited.key, free.key, limited.key];
    const answers = await inOneBatch(
      server,
      'usage',
      keys.map((key) => () => use(server, key, { exports: 1 })),
    );
    server.clock.reset();
    expect(answers.map(({ status, headers }) => [status, headers.ratelimit])).toEqual([
      [200, '"license-uses";r=0;t=60'],
      [200, undefined],
      [429, '"license-uses";r=0;t=60'],
    ]);
  });

  it('are on record with their own request', async () => {
    const licenses = [
      await metered(server, { exports: { limit: 5 } }),
      await metered(server, { exports: { limit: 5 } }),
    ];
    const answers = await inOneBatch(
      server,
      'usage',
      licenses.map(
        ({ key }, index) =>
          () =>
            use(server, key, { exports: 5 }, {}, { 'user-agent': `agent ${index}` }),
      ),
    );
    for (const [index, { id, key }] of licenses.entries()) {
      expect(await verificationsOf(server, key)).toMatchObject([{ user_agent: `agent ${index}` }]);
      const [entry] = await server.dataSource.query(
        `SELECT request_id FROM audit_entries WHERE target_id = $1 AND action = 'meter.threshold_reached'`,
        [id],
      );
      expect(entry).toEqual({ request_id: answers[index]?.headers['x-request-id'] });
    }
  });
});
