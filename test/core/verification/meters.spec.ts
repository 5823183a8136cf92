import { activate, deactivate, issued, validate } from '../../testkit/issue';
import { metered, setTerms, use } from '../../support/meters';
import { type Answer, TestServer } from '../../testkit/server';
import { Calendar, DAY } from '../../../src/core/common/calendar';

interface Period {
  period_start: string | null;
  used: number;
  total: number;
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => {
  jest.restoreAllMocks();
  server.clock.reset();
});
afterAll(() => server.stop());

const metersOf = async (key: string, node = server) => (await validate(node, key)).body.meters;
const usedOf = async (key: string): Promise<Record<string, number>> =>
  Object.fromEntries((await metersOf(key)).map(({ meter, used }: { meter: string; used: number }) => [meter, used]));
const logOf = async (key: string) =>
  server.dataSource.query(
    `SELECT operation, outcome, fingerprint FROM verifications WHERE key = $1 AND operation = 'usage' ORDER BY id`,
    [key],
  );

describe('taking from a meter', () => {
  it('answers what was used, what is left and when it resets, also in a header and when validated', async () => {
    server.clock.holdAt('2031-05-17T10:00:00.000Z');
    const { key } = await metered(server, { exports: { limit: 100, period: 'day' } });
    const { status, body, headers } = await use(server, key, { exports: 30 });
    const after = {
      meter: 'exports',
      used: 30,
      total: 30,
      limit: 100,
      left: 70,
      resets_at: '2031-05-18T00:00:00.000Z',
    };
    expect([status, body]).toEqual([200, { meters: [after] }]);
    expect(headers['keyward-meters']).toBe('"exports";r=70;t=50400');
    expect(await metersOf(key)).toEqual([after]);
  });

  it('takes one meter without a list', async () => {
    const { key } = await metered(server, { exports: { limit: 100 } });
    const body = { license_key: key, meter: 'exports', amount: 4 };
    expect((await server.call('POST', '/api/v1/usage', { body })).body.meters).toMatchObject([{ used: 4, left: 96 }]);
  });

  it('takes exactly the limit, and says so when nothing is left', async () => {
    const { key } = await metered(server, { exports: { limit: 3 } });
    expect((await use(server, key, { exports: 3 })).status).toBe(200);
    const { status, body } = await use(server, key, { exports: 1 });
    expect([status, body.error.code, body.error.details]).toEqual([
      409,
      'METER_EXHAUSTED',
      [{ field: 'items', reason: 'exhausted', message: expect.stringContaining('exports'), ids: ['exports'] }],
    ]);
    expect(await usedOf(key)).toEqual({ exports: 3 });
  });

  it('takes all items or none', async () => {
    const { key } = await metered(server, { exports: { limit: 10 }, pages: { limit: 5 } });
    expect((await use(server, key, { exports: 4, pages: 6 })).body.error.details[0].ids).toEqual(['pages']);
    expect(await usedOf(key)).toEqual({ exports: 0, pages: 0 });
    expect((await use(server, key, { exports: 4, pages: 5 })).status).toBe(200);
    expect(await usedOf(key)).toEqual({ exports: 4, pages: 5 });
  });

  it('lets the overage through, and counts it', async () => {
    const { key } = await metered(server, {
      exports: { limit: 10, overage_percent: 25 },
      pages: { limit: 1, overage_percent: null },
    });
    expect((await use(server, key, { exports: 12 })).body.meters).toMatchObject([{ used: 12, limit: 10, left: 0 }]);
    expect((await use(server, key, { exports: 1 })).status).toBe(409);
    expect((await use(server, key, { pages: 1_000 })).body.meters).toMatchObject([
      { used: 1_000, limit: 1, left: null },
    ]);
  });

  it('refuses a meter that the license does not have', async () => {
    const { key } = await metered(server, { exports: { limit: 10 } });
    const { status, body } = await use(server, key, { exports: 1, prints: 1 });
    expect([status, body.error.code, body.error.details[0].ids]).toEqual([404, 'METER_NOT_FOUND', ['prints']]);
    expect(await usedOf(key)).toEqual({ exports: 0 });
  });

  it('refuses a license that is not usable, an unknown key and an unknown device, and logs every call', async () => {
    const { id, key } = await metered(server, { exports: { limit: 10 } });
    expect((await use(server, 'unknown', { exports: 1 })).status).toBe(404);
    expect((await use(server, key, { exports: 1 }, { hardware_id: 'desk' })).body.error.code).toBe('NOT_ACTIVATED');
    await activate(server, key, 'desk');
    expect((await use(server, key, { exports: 1 }, { hardware_id: 'desk' })).status).toBe(200);
    await use(server, key, { exports: 11 });
    await server.sdk.licenses.revoke(id);
    const { status, body } = await use(server, key, { exports: 1 });
    expect([status, body.error.code]).toEqual([403, 'REVOKED']);
    const entry = (outcome: string, fingerprint: string | null = null) => ({
      operation: 'usage',
      outcome,
      fingerprint,
    });
    expect(await logOf(key)).toEqual([
      entry('NOT_ACTIVATED', 'desk'),
      entry('VALID', 'desk'),
      entry('METER_EXHAUSTED'),
      entry('REVOKED'),
    ]);
  });

  /** Of a license that every refused call leaves as it is. */
  let unused: ReturnType<typeof metered> | undefined;

  it.each([
    ['neither form', {}],
    ['both forms', { items: [{ meter: 'exports', amount: 1 }], meter: 'exports', amount: 1 }],
    ['no amount', { meter: 'exports' }],
    ['an amount of 0', { meter: 'exports', amount: 0 }],
    ['a fraction', { items: [{ meter: 'exports', amount: 0.5 }] }],
    ['a huge amount', { items: [{ meter: 'exports', amount: 1e300 }] }],
    ['an amount as text', { items: [{ meter: 'exports', amount: '1' }] }],
    ['no items', { items: [] }],
    ['too many items', { items: Array.from({ length: 21 }, () => ({ meter: 'exports', amount: 1 })) }],
    ['an object for a list', { items: { meter: 'exports', amount: 1 } }],
    ['a list for a meter', { meter: ['exports'], amount: 1 }],
    ['NUL', { meter: 'ex\0ports', amount: 1 }],
  ])('refuses a body with %s', async (_what, body) => {
    const { key } = await (unused ??= metered(server, { exports: { limit: 10 } }));
    const answer = await server.call('POST', '/api/v1/usage', { body: { license_key: key, ...body } });
    expect(answer.status).toBe(400);
    expect(await usedOf(key)).toEqual({ exports: 0 });
  });

  it('takes a meter of any name for an unknown one', async () => {
    const { key } = await metered(server, { exports: { limit: 10 } });
    for (const meter of ['toString', '__proto__', '"x"; r=1', 'Übung']) {
      expect((await use(server, key, {}, { items: [{ meter, amount: 1 }] })).status).toBe(404);
    }
  });

  it('repeats the first answer for the same Idempotency-Key', async () => {
    const { key } = await metered(server, { exports: { limit: 10 } });
    const repeat = () => use(server, key, { exports: 4 }, {}, { 'idempotency-key': 'export-1' });
    const first = await repeat();
    expect(first.body.meters).toMatchObject([{ used: 4 }]);
    expect((await repeat()).body).toEqual(first.body);
    expect(await usedOf(key)).toEqual({ exports: 4 });
  });

  it('keeps the log row of a refusal that was sent with an Idempotency-Key', async () => {
    const { key } = await metered(server, { exports: { limit: 1 } });
    const refused = await use(server, key, { exports: 2 }, {}, { 'idempotency-key': 'export-1' });
    expect(refused.status).toBe(409);
    expect(await logOf(key)).toMatchObject([{ outcome: 'METER_EXHAUSTED' }]);
  });

  it('never counts beyond what JSON can hold', async () => {
    const { id, key } = await metered(server, { exports: { limit: null } });
    await use(server, key, { exports: 1 });
    await server.dataSource.query(
      `UPDATE meter_balances SET used = 9000000000000000, total = 9000000000000000
       WHERE license_id = (SELECT id FROM licenses WHERE uid = $1)`,
      [id],
    );
    expect((await use(server, key, { exports: 1 })).body.error.code).toBe('METER_EXHAUSTED');
  });
});

describe('returning to a meter', () => {
  it('returns at most what was taken in the period, and leaves the total', async () => {
    const { key } = await metered(server, { exports: { limit: 10, period: 'day' } });
    await use(server, key, { exports: 6 });
    expect((await use(server, key, { exports: -4 })).body.meters).toMatchObject([{ used: 2, total: 6, left: 8 }]);
    const { status, body } = await use(server, key, { exports: -3 });
    expect([status, body.error.code]).toEqual([409, 'METER_RETURN_EXCEEDED']);
    expect(await usedOf(key)).toEqual({ exports: 2 });
    server.clock.advance(DAY);
    expect((await use(server, key, { exports: -1 })).status).toBe(409);
  });

  it('returns below a limit that was lowered', async () => {
    const license = await metered(server, { exports: { limit: 10 } });
    const { key } = license;
    await use(server, key, { exports: 9 });
    await setTerms(server, license, { exports: { limit: 5 } });
    expect((await use(server, key, { exports: 1 })).status).toBe(409);
    expect((await use(server, key, { exports: -1 })).body.meters).toMatchObject([{ used: 8, left: 0 }]);
  });
});

describe('a held meter', () => {
  const seats = { jobs: { kind: 'held', limit: 5, period: 'day' } } as const;
  const held = async (key: string) => (await usedOf(key)).jobs;

  it('never resets, and is returned by the one who took it', async () => {
    const { key } = await metered(server, seats);
    await activate(server, key, 'desk');
    await use(server, key, { jobs: 2 });
    await use(server, key, { jobs: 3 }, { hardware_id: 'desk' });
    server.clock.advance(10 * DAY);
    expect((await use(server, key, { jobs: 1 })).status).toBe(409);
    expect((await use(server, key, { jobs: -3 })).body.error.code).toBe('METER_RETURN_EXCEEDED');
    expect((await use(server, key, { jobs: -2 })).body.meters).toMatchObject([{ used: 3, resets_at: null }]);
    expect((await use(server, key, { jobs: -1 }, { hardware_id: 'desk' })).body.meters).toMatchObject([{ used: 2 }]);
  });

  it('adds up what a device takes in several calls', async () => {
    const { key } = await metered(server, seats);
    await activate(server, key, 'desk');
    for (const jobs of [2, 1, -3]) {
      expect((await use(server, key, { jobs }, { hardware_id: 'desk' })).status).toBe(200);
    }
    expect(await held(key)).toBe(0);
  });

  it('gets back what a device holds when it is deactivated, by whomever', async () => {
    const { key } = await metered(server, seats, {
      max_activations: 1,
      policy_overrides: { when_full: 'deactivate_oldest' },
    });
    await activate(server, key, 'desk');
    await use(server, key, { jobs: 3 }, { hardware_id: 'desk' });
    await deactivate(server, key, 'desk');
    expect(await held(key)).toBe(0);

    const { body } = await activate(server, key, 'desk');
    await use(server, key, { jobs: 2 }, { hardware_id: 'desk' });
    await use(server, key, { jobs: 1 });
    const [{ uid }] = await server.dataSource.query('SELECT uid FROM activations WHERE id = $1', [
      body.activation_id.slice(4),
    ]);
    expect((await server.asAdmin('DELETE', `/api/v1/activations/${uid}`)).status).toBe(204);
    expect(await held(key)).toBe(1);

    await activate(server, key, 'laptop');
    await use(server, key, { jobs: 4 }, { hardware_id: 'laptop' });
    await activate(server, key, 'tower');
    expect(await held(key)).toBe(1);
  });

  it('gets back what a device holds when its last session ends or times out', async () => {
    const { key } = await metered(server, seats);
    await activate(server, key, 'desk');
    const start = async () =>
      (
        await server.withKey('POST', '/api/license/session/start', {
          body: { license_key: key, hardware_hash: 'desk' },
        })
      ).body.session_token;
    const end = (session_token: string) =>
      server.withKey('POST', '/api/license/session/end', { body: { session_token } });
    const [first, second] = [await start(), await start()];
    await use(server, key, { jobs: 4 }, { hardware_id: 'desk' });
    await end(first);
    expect(await held(key)).toBe(4);
    await end(second);
    expect(await held(key)).toBe(0);

    const third = await start();
    await use(server, key, { jobs: 4 }, { hardware_id: 'desk' });
    server.clock.advance(120_000);
    await end(third);
    expect(await held(key)).toBe(0);
  });
});

describe('a period', () => {
  const at = (node: TestServer, moment: string) => node.clock.holdAt(moment);
  const resets = async (node: TestServer, key: string) =>
    (await use(node, key, { exports: 1 })).body.meters[0].resets_at;

  it.each([
    ['hour', '2031-03-15T10:20:00Z', '2031-03-15T11:00:00.000Z'],
    ['day', '2031-03-15T23:30:00Z', '2031-03-16T23:00:00.000Z'],
    ['week', '2031-03-15T12:00:00Z', '2031-03-16T23:00:00.000Z'],
    ['month', '2031-03-15T12:00:00Z', '2031-03-31T22:00:00.000Z'],
    ['year', '2031-03-15T12:00:00Z', '2031-12-31T23:00:00.000Z'],
  ] as const)('of the calendar ends with the %s in the time zone of the installation', async (period, now, end) => {
    const { key } = await metered(server, { exports: { limit: 10, period } });
    jest.replaceProperty(server.app.get(Calendar), 'zone', 'Europe/Berlin');
    at(server, now);
    expect(await resets(server, key)).toBe(end);
  });

  it.each([
    ['hour', '2031-01-31T10:30:00Z', '2031-01-31T12:00:00Z', '2031-01-31T12:30:00.000Z'],
    ['day', '2031-01-31T10:30:00Z', '2031-04-01T10:00:00Z', '2031-04-01T10:30:00.000Z'],
    ['week', '2031-01-01T10:30:00Z', '2031-01-15T10:30:00Z', '2031-01-22T10:30:00.000Z'],
    ['month', '2031-01-31T10:30:00Z', '2031-02-28T10:29:00Z', '2031-02-28T10:30:00.000Z'],
    ['month', '2031-01-31T10:30:00Z', '2031-02-28T10:30:00Z', '2031-03-31T10:30:00.000Z'],
    ['year', '2028-02-29T10:30:00Z', '2031-05-01T00:00:00Z', '2032-02-29T10:30:00.000Z'],
  ] as const)('from the start of the license is a whole %s from %s', async (period, starts_at, now, end) => {
    const { key } = await metered(server, { exports: { limit: 10, period, anchor: 'start' } }, { starts_at });
    at(server, now);
    expect(await resets(server, key)).toBe(end);
  });

  it('begins with nothing used, and leaves the history of those before', async () => {
    at(server, '2031-05-17T23:59:00Z');
    const { id, key } = await metered(server, { exports: { limit: 5, period: 'day' }, ever: { limit: 50 } });
    await use(server, key, { exports: 5, ever: 5 });
    expect((await use(server, key, { exports: 1 })).status).toBe(409);
    at(server, '2031-05-18T00:00:00Z');
    expect((await metersOf(key)).map(({ used }: { used: number }) => used)).toEqual([5, 0]);
    await use(server, key, { exports: 2, ever: 2 });
    await use(server, key, { exports: -1 });

    const exports = [
      ['2031-05-18T00:00:00.000Z', 1, 2],
      ['2031-05-17T00:00:00.000Z', 5, 5],
    ];
    const list = (query: Record<string, string>) => server.asAdmin('GET', `/api/v1/licenses/${id}/usage`, { query });
    const facts = async (query: Record<string, string>) => {
      const { body } = await list(query);
      return body.items.map(({ period_start, used, total }: Period) => [period_start, used, total]);
    };
    const everything = await list({});
    const { items } = everything.body;
    expect(await facts({})).toEqual([...exports, [null, 7, 7]]);
    expect(items[1]).toEqual({
      meter: 'exports',
      period_start: '2031-05-17T00:00:00.000Z',
      period_end: '2031-05-18T00:00:00.000Z',
      used: 5,
      total: 5,
      updated_at: '2031-05-17T23:59:00.000Z',
    });
    expect(await facts({ meter: 'exports' })).toEqual(exports);
    expect(await facts({ from: '2031-05-18' })).toEqual(exports.slice(0, 1));
    expect(await facts({ meter: 'exports', to: '2031-05-17' })).toEqual(exports.slice(1));
    const pages: Period[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { body: page }: Answer<{ items: Period[]; next: string | null }> = await list({
        limit: '1',
        ...(after && { after }),
      });
      pages.push(...page.items);
      after = page.next;
    }
    expect(pages).toEqual(items);
    expect((await list({ after: 'nonsense' })).status).toBe(400);
  });
});

it('records an event when 80 and 100 % of a limit are reached, once in a period', async () => {
  server.clock.holdAt('2031-05-17T10:00:00Z');
  const { key, id } = await metered(server, { exports: { limit: 10, period: 'day', overage_percent: 50 } });
  for (const amount of [7, 1, 1, 2, 1]) {
    await use(server, key, { exports: amount });
  }
  const events = await server.dataSource.query(
    `SELECT data FROM events WHERE name = 'meter.threshold_reached' AND target_id = $1 ORDER BY id`,
    [id],
  );
  const period = {
    period_start: expect.stringContaining('2031-05-17'),
    resets_at: expect.stringContaining('2031-05-18'),
  };
  expect(events.map(({ data }: { data: unknown }) => data)).toEqual([
    expect.objectContaining({ license_key: key, meter: 'exports', threshold: 80, used: 8, limit: 10, ...period }),
    expect.objectContaining({ license_key: key, meter: 'exports', threshold: 100, used: 11, limit: 10, ...period }),
  ]);
});

it('keeps the latest use of a meter when a node counts whose clock is behind', async () => {
  server.clock.holdAt('2031-05-17T10:00:00Z');
  const { key, id } = await metered(server, { exports: { limit: 10 } });
  await use(server, key, { exports: 1 });
  server.clock.holdAt('2031-05-17T09:59:00Z');
  await use(server, key, { exports: 1 });
  const rows = await server.dataSource.query(
    `SELECT b.used, b.updated_at FROM meter_balances b JOIN licenses l ON l.id = b.license_id WHERE l.uid = $1`,
    [id],
  );
  expect(rows).toEqual([{ used: 2, updated_at: new Date('2031-05-17T10:00:00Z') }]);
});

it('shows the history of a license only to a key of its product', async () => {
  const { id } = await metered(server, { exports: { limit: 5 } });
  const product = await server.sdk.products.create({ reference: 'other', name: 'Other' });
  const { key } = await server.sdk.apiKeys.create({ name: 'bound', kind: 'internal', product: product.reference });
  expect(key).toEqual(expect.any(String));
  expect((await server.withKey('GET', `/api/v1/licenses/${id}/usage`, {}, key)).status).toBe(404);
});

it.each(['nonsense', 'MQ', Buffer.from('1 0').toString('base64url')])(
  'refuses %j as after in the history of a license',
  async (after) => {
    const { id } = await metered(server, { exports: { limit: 5 } });
    const { status, body } = await server.asAdmin('GET', `/api/v1/licenses/${id}/usage`, { query: { after } });
    expect([status, body.error.details]).toMatchObject([400, [{ field: 'after' }]]);
  },
);

describe('a limit of calls in the policy', () => {
  it('refuses checks of one license above it, through every API, with what is left', async () => {
    server.clock.holdAt('2031-05-17T10:00:00Z');
    const license = await issued(server, { policy_overrides: { max_validations_per_minute: 2 } });
    const other = await issued(server, { policy_overrides: { max_validations_per_minute: 2 } });
    expect((await validate(server, license.key)).headers).toMatchObject({
      'ratelimit-policy': '"license-validations";q=2;w=60',
      ratelimit: '"license-validations";r=1;t=60',
    });
    await validate(server, license.key);
    server.clock.advance(15_000);
    const { status, headers, body } = await validate(server, license.key);
    expect([status, body.error.code, headers['retry-after'], headers.ratelimit]).toEqual([
      429,
      'RATE_LIMIT_EXCEEDED',
      '45',
      '"license-validations";r=0;t=45',
    ]);
    const v2 = await server.withKey('POST', '/api/license/verify', {
      body: { license_key: license.key, hardware_hash: 'desk' },
    });
    expect([v2.status, v2.headers.ratelimit]).toEqual([429, undefined]);
    expect((await validate(server, other.key)).status).toBe(200);
    server.clock.advance(45_000);
    expect((await validate(server, license.key)).status).toBe(200);
  });

  it('refuses usage calls above it, and counts nothing of them', async () => {
    server.clock.holdAt('2031-05-17T10:00:00Z');
    const { key } = await metered(server, { exports: { limit: 10 } }, { policy_overrides: { max_uses_per_minute: 2 } });
    const answers = [];
    for (let call = 0; call < 3; call += 1) {
      answers.push(await use(server, key, { exports: 1 }));
    }
    expect(answers.map(({ status, headers }) => [status, headers.ratelimit])).toEqual([
      [200, '"license-uses";r=1;t=60'],
      [200, '"license-uses";r=0;t=60'],
      [429, '"license-uses";r=0;t=60'],
    ]);
    expect(await usedOf(key)).toEqual({ exports: 2 });
  });
});

it('answers no meters for a license without any, and for an unknown key', async () => {
  const { key } = await issued(server);
  expect([await metersOf(key), await metersOf('unknown')]).toEqual([undefined, undefined]);
});
