import { MeterGrantsService } from '../../../src/core/verification/meters/meter-grants.service';
import { metered, setTerms, use } from '../../support/meters';
import { activate, validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NOW = '2031-05-17T10:00:00.000Z';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
beforeEach(() => server.clock.holdAt(NOW));
afterEach(() => {
  jest.restoreAllMocks();
  server.clock.reset();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const pathOf = (id: string) => `/api/v1/licenses/${id}/meters/exports`;
const grant = async (id: string, body: Record<string, unknown>) => {
  const answer = await server.asAdmin('POST', `${pathOf(id)}/grants`, { body });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return answer.body as { id: string };
};
const grantsOf = async (id: string) => (await server.asAdmin('GET', `${pathOf(id)}/grants`)).body.items;
const leftOf = async (id: string) =>
  Object.fromEntries(
    (await grantsOf(id)).map(({ note, left }: { note: string | null; left: number }) => [note ?? 'policy', left]),
  );
const take = async (key: string, amount: number) => (await use(server, key, { exports: amount })).status;

it('has at most 100 grants of a meter that are open', async () => {
  const grants = server.app.get(MeterGrantsService);
  expect(grants.maxOpen).toBe(100);
  jest.replaceProperty(grants, 'maxOpen', 2);
  const { id, key } = await metered(server, { exports: { limit: 0 } });
  await grant(id, { amount: 1 });
  await grant(id, { amount: 1 });
  const refused = await server.asAdmin('POST', `${pathOf(id)}/grants`, { body: { amount: 1 } });
  expect([refused.status, refused.body.error.code]).toEqual([409, 'CONFLICT']);
  expect(await take(key, 1)).toBe(200);
  await grant(id, { amount: 1 });
});

describe('a grant', () => {
  it('adds to what is left of a meter, and is listed after the allowance of the period', async () => {
    const { id, key } = await metered(server, { exports: { limit: 10, period: 'month' } });
    const body = { amount: 5, expires_at: '2031-05-20T00:00:00Z', source: 'goodwill', note: 'Sorry', priority: 60 };
    const added = await grant(id, body);
    expect((await validate(server, key)).body.meters).toEqual([
      {
        meter: 'exports',
        used: 0,
        total: 0,
        limit: 10,
        left: 15,
        resets_at: '2031-06-01T00:00:00.000Z',
        granted: 5,
        next_grant_ends_at: '2031-05-20T00:00:00.000Z',
      },
    ]);
    const { body: used, headers } = await use(server, key, { exports: 12 });
    expect(used.meters).toMatchObject([{ used: 12, left: 3, granted: 3 }]);
    expect(headers['keyward-meters']).toContain('"exports";r=3;');
    expect(await grantsOf(id)).toEqual([
      {
        id: null,
        source: 'policy',
        amount: 10,
        used: 10,
        left: 0,
        priority: 50,
        starts_at: '2031-05-01T00:00:00.000Z',
        expires_at: '2031-06-01T00:00:00.000Z',
        note: null,
        created_at: null,
        voided_at: null,
      },
      {
        id: added.id,
        source: 'goodwill',
        amount: 5,
        used: 2,
        left: 3,
        priority: 60,
        starts_at: NOW,
        expires_at: '2031-05-20T00:00:00.000Z',
        note: 'Sorry',
        created_at: NOW,
        voided_at: null,
      },
    ]);
    expect([await take(key, 4), await take(key, 3), await take(key, 1)]).toEqual([409, 200, 409]);
    expect((await eventsOf(server, id)).filter(({ name }) => name.startsWith('meter.grant'))).toMatchObject([
      { name: 'meter.grant_added', data: { meter: 'exports', grant: added.id, amount: 5, source: 'goodwill' } },
    ]);
  });

  it('is taken by priority, then by the soonest end, then by age, and the overage last', async () => {
    const { id, key } = await metered(server, { exports: { limit: 2, period: 'month', overage_percent: 50 } });
    await grant(id, { amount: 1, note: 'endless' });
    await grant(id, { amount: 1, note: 'late', expires_at: '2031-07-01T00:00:00Z' });
    await grant(id, { amount: 1, note: 'later', expires_at: '2031-07-01T00:00:00Z' });
    await grant(id, { amount: 1, note: 'soon', expires_at: '2031-05-18T00:00:00Z' });
    await grant(id, { amount: 1, note: 'first', priority: 0 });
    await grant(id, { amount: 1, note: 'last', priority: 100, expires_at: '2031-05-18T00:00:00Z' });
    const order: string[] = [];
    let before = await leftOf(id);
    for (let step = 0; step < 9; step++) {
      await take(key, 1);
      const after = await leftOf(id);
      order.push(...Object.keys(after).filter((name) => after[name] !== before[name]));
      before = after;
    }
    const expected = ['first', 'soon', 'policy', 'late', 'later', 'endless', 'last', 'policy'];
    expect(order.filter((name, index) => name !== order[index - 1])).toEqual(expected);
    expect((await use(server, key, { exports: -1 })).status).toBe(200);
    expect(await leftOf(id)).toMatchObject({ policy: 1, last: 0 });
    expect((await use(server, key, { exports: -8 })).status).toBe(200);
    expect(await leftOf(id)).toEqual({ first: 1, soon: 1, policy: 3, late: 1, later: 1, endless: 1, last: 1 });
  });

  it('begins and ends at its times', async () => {
    const { id, key } = await metered(server, { exports: { limit: 0 } });
    await grant(id, { amount: 5, starts_at: '2031-05-18T00:00:00Z', expires_at: '2031-05-19T00:00:00Z' });
    expect(await take(key, 1)).toBe(409);
    server.clock.holdAt('2031-05-18T00:00:00.000Z');
    expect(await take(key, 2)).toBe(200);
    server.clock.holdAt('2031-05-19T00:00:00.000Z');
    expect(await take(key, 1)).toBe(409);
    expect((await validate(server, key)).body.meters).toMatchObject([{ used: 2, left: 0, granted: 0 }]);
    expect((await grantsOf(id))[1]).toMatchObject({ used: 2, left: 0 });
  });

  it('loses what is left when it is voided, and keeps what was used', async () => {
    const { id, key } = await metered(server, { exports: { limit: 0 } });
    const { id: uid } = await grant(id, { amount: 5 });
    await take(key, 2);
    const path = `${pathOf(id)}/grants/${uid}`;
    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
    expect((await grantsOf(id))[1]).toMatchObject({ amount: 5, used: 2, left: 0, voided_at: NOW });
    expect((await use(server, key, { exports: -1 })).status).toBe(200);
    expect([(await grantsOf(id))[1].used, await take(key, 1)]).toEqual([1, 409]);
    const voided = (await eventsOf(server, id)).filter(({ name }) => name === 'meter.grant_voided');
    expect(voided).toMatchObject([{ data: { grant: uid, amount: 5, used: 2, unused: 3 } }]);
  });

  it('outlives periods and changes of the terms', async () => {
    const license = await metered(server, { exports: { limit: 2, period: 'day' } });
    const { id, key } = license;
    await grant(id, { amount: 10, note: 'top-up' });
    expect(await take(key, 5)).toBe(200);
    server.clock.holdAt('2031-05-18T10:00:00.000Z');
    expect(await leftOf(id)).toEqual({ policy: 2, 'top-up': 7 });
    expect((await use(server, key, { exports: -1 })).status).toBe(409);
    expect(await take(key, 4)).toBe(200);
    await setTerms(server, license, { exports: { limit: 1, period: 'month' } });
    expect(await take(key, 6)).toBe(200);
    await setTerms(server, license, { exports: { limit: 2, period: 'day' } });
    expect((await use(server, key, { exports: -4 })).status).toBe(200);
    expect((await validate(server, key)).body.meters).toMatchObject([{ used: 0 }]);
  });

  it('lists who took how much of which grant', async () => {
    const { id, key } = await metered(server, { exports: { limit: 1 } }, { max_activations: null });
    const { id: uid } = await grant(id, { amount: 10 });
    await activate(server, key, 'desk');
    await use(server, key, { exports: 3 }, { hardware_id: 'desk' });
    await use(server, key, { exports: 4 });
    const { items, next } = (await server.asAdmin('GET', `${pathOf(id)}/draws?limit=1`)).body;
    const rest = (await server.asAdmin('GET', `${pathOf(id)}/draws?limit=1&after=${next}`)).body;
    expect([...items, ...rest.items]).toMatchObject([
      { grant: uid, hardware_id: 'desk', amount: 2, period_start: null, updated_at: NOW },
      { grant: uid, hardware_id: null, activation: null, amount: 4 },
    ]);
    expect(rest.next).toBeNull();
    expect((await server.asAdmin('GET', `${pathOf(id)}/draws?q=DES`)).body.items).toHaveLength(1);
    expect((await server.asAdmin('GET', `${pathOf(id)}/draws?q=lap`)).body.items).toEqual([]);
  });

  it('is listed page by page', async () => {
    const { id } = await metered(server, { exports: { limit: 1 } });
    for (const note of ['one', 'two', 'three']) {
      await grant(id, { amount: 1, note });
    }
    const notes: (string | null)[] = [];
    let after = '';
    for (let page = 0; page < 4; page++) {
      const { items, next } = (await server.asAdmin('GET', `${pathOf(id)}/grants?limit=1${after}`)).body;
      notes.push(...items.map(({ note }: { note: string | null }) => note));
      after = `&after=${next}`;
      expect(next === null).toBe(page === 3);
    }
    expect(notes).toEqual([null, 'three', 'two', 'one']);
    const found = (await server.asAdmin('GET', `${pathOf(id)}/grants?q=tw`)).body.items;
    expect(found).toMatchObject([{ note: 'two' }]);
  });

  it.each([
    [{}, 400],
    [{ amount: 0 }, 400],
    [{ amount: 1.5 }, 400],
    [{ amount: 1, priority: 101 }, 400],
    [{ amount: 1, source: 'order' }, 400],
    [{ amount: 1, expires_at: '2031-05-17T10:00:00Z' }, 400],
    [{ amount: 1, starts_at: '2031-06-02T00:00:00Z', expires_at: '2031-06-01T00:00:00Z' }, 400],
  ])('is refused as %p', async (body, status) => {
    const { id } = await metered(server, { exports: { limit: 1 } });
    expect((await server.asAdmin('POST', `${pathOf(id)}/grants`, { body })).status).toBe(status);
    expect(await grantsOf(id)).toHaveLength(1);
  });

  it('needs a license with that meter, of the kind that is consumed', async () => {
    const { id } = await metered(server, { jobs: { limit: 1, kind: 'held' } });
    const codeOf = async (path: string, method: 'POST' | 'GET' | 'DELETE', body?: object) =>
      (await server.asAdmin(method, `/api/v1/licenses/${path}`, { body })).body.error.code;
    const none = '00000000-0000-4000-8000-000000000000';
    expect([
      await codeOf(`${id}/meters/none/grants`, 'POST', { amount: 1 }),
      await codeOf(`${id}/meters/none/grants`, 'GET'),
      await codeOf(`${id}/meters/jobs/grants`, 'POST', { amount: 1 }),
      await codeOf(`${none}/meters/jobs/grants`, 'POST', { amount: 1 }),
      await codeOf(`${id}/meters/jobs/grants/${none}`, 'DELETE'),
    ]).toEqual(['METER_NOT_FOUND', 'METER_NOT_FOUND', 'CONFLICT', 'NOT_FOUND', 'NOT_FOUND']);
  });
});

describe('what is left of a period', () => {
  it('goes over for as many periods as the policy says, up to its maximum', async () => {
    const rollover = { periods: 2, max: 6 };
    const { id, key } = await metered(server, { exports: { limit: 10, period: 'month', rollover } });
    expect((await validate(server, key)).body.meters[0]).not.toHaveProperty('granted');
    await take(key, 7);
    server.clock.holdAt('2031-06-02T00:00:00.000Z');
    expect((await validate(server, key)).body.meters).toMatchObject([
      { used: 0, left: 13, granted: 3, next_grant_ends_at: '2031-08-01T00:00:00.000Z' },
    ]);
    expect((await grantsOf(id))[1]).toMatchObject({
      id: null,
      source: 'policy',
      amount: 3,
      left: 3,
      starts_at: '2031-06-01T00:00:00.000Z',
      expires_at: '2031-08-01T00:00:00.000Z',
    });
    expect(await take(key, 2)).toBe(200);
    server.clock.holdAt('2031-07-02T00:00:00.000Z');
    // What is left of May goes on, and of June only the maximum.
    const items = await grantsOf(id);
    expect(items.map(({ amount, left }: { amount: number; left: number }) => [amount, left])).toEqual([
      [10, 10],
      [3, 3],
      [6, 6],
    ]);
    expect([await take(key, 20), await take(key, 19)]).toEqual([409, 200]);
    expect((await use(server, key, { exports: -19 })).status).toBe(200);
    server.clock.holdAt('2031-08-02T00:00:00.000Z');
    expect((await validate(server, key)).body.meters).toMatchObject([{ left: 22, granted: 12 }]);
    server.clock.holdAt('2032-01-02T00:00:00.000Z');
    expect((await validate(server, key)).body.meters).toMatchObject([{ left: 22, granted: 12 }]);
  });

  it('goes over once, of however many racers are the first to take it', async () => {
    const { key } = await metered(server, { exports: { limit: 4, period: 'month', rollover: { periods: 1 } } });
    server.clock.holdAt('2031-06-02T00:00:00.000Z');
    other.clock.holdAt('2031-06-02T00:00:00.000Z');
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(key) },
      Array.from({ length: 10 }, (_, index) => () => use(index % 2 ? other : server, key, { exports: 1 })),
    );
    other.clock.reset();
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
  });

  it.each([
    [{ limit: 1, rollover: { periods: 1 } }],
    [{ limit: 1, period: 'month', rollover: { periods: 0 } }],
    [{ limit: 1, period: 'month', rollover: { periods: 25 } }],
    [{ limit: 1, period: 'month', rollover: { periods: 1, max: -1 } }],
    [{ limit: 1, period: 'month', rollover: { max: 1 } }],
    [{ limit: 1, period: 'month', rollover: 1 }],
  ])('does not go over as %p', async (terms) => {
    const { id } = await metered(server, { exports: { limit: 1 } });
    const body = { meters: { exports: terms } };
    expect((await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body })).status).toBe(400);
  });
});

it('gives racers on two nodes exactly what the allowance and all grants hold', async () => {
  server.clock.reset();
  const { id, key } = await metered(server, { exports: { limit: 10, period: 'year', overage_percent: 10 } });
  for (const [amount, priority] of [
    [3, 10],
    [5, 50],
    [4, 90],
  ] as const) {
    await grant(id, { amount, priority });
  }
  const amounts = Array.from({ length: 20 }, (_, index) => (index < 12 ? (index % 3) + 1 : 1));
  const answers = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(key) },
    amounts.map((amount, index) => () => use(index % 2 ? other : server, key, { exports: amount })),
  );
  const taken = amounts.filter((_, index) => answers[index]?.status === 200).reduce((sum, amount) => sum + amount, 0);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const left = 10 + 1 + 3 + 5 + 4 - taken;
  // Racers with larger amounts may have been the last ones.
  expect([0, 1, 2]).toContain(left);
  for (let count = 0; count <= left; count += 1) {
    expect((await use(server, key, { exports: 1 })).status).toBe(count < left ? 200 : 409);
  }
  expect((await grantsOf(id)).map(({ left }: { left: number }) => left)).toEqual([0, 0, 0, 0]);
  const [{ used, granted, drawn }] = await server.dataSource.query(
    `SELECT b.used, b.granted, (SELECT sum(d.amount)::integer FROM meter_draws d JOIN meter_grants g ON g.id = d.grant_id
       WHERE g.license_id = b.license_id) AS drawn
     FROM meter_balances b JOIN licenses l ON l.id = b.license_id WHERE l.key = $1`,
    [key],
  );
  expect([used, granted, drawn]).toEqual([23, 12, 12]);
});
