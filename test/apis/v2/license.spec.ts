import type { InjectOptions } from 'light-my-request';
import { plugins } from '../../../src/core/common/plugins/plugins';
import { VERSION } from '../../../src/core/common/version';
import { activate as activateNatively, issued, validate as validateNatively } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { type Answer, TestServer } from '../../testkit/server';

const KEY = 'XXXX-XXXX-XXXX-XXXX';
const DEVICE = 'unique-hardware-identifier';
const NOW = '2025-06-19T10:30:00Z';

// The requests as the contract writes them.
const ACTIVATE = {
  license_key: 'XXXX-XXXX-XXXX-XXXX',
  hardware_hash: 'unique-hardware-identifier',
  machine_name: 'DESKTOP-ABC123',
  app_version: '1.0.0',
};
const VERIFY = {
  license_key: 'XXXX-XXXX-XXXX-XXXX',
  hardware_hash: 'unique-hardware-identifier',
  app_version: '1.0.0',
};

const INVALID_API_KEY = {
  error: 'Invalid or missing API key',
  code: 'INVALID_API_KEY',
  status: 401,
};
const INVALID_LICENSE = {
  error: {
    code: 'INVALID_LICENSE',
    message: 'The provided license key is invalid',
    details: {
      field: 'license_key',
      reason: 'format_invalid',
    },
  },
};

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.shared();
});

// Time stands still where the contract's examples play; whoever moves it logs nobody in meanwhile.
beforeEach(async () => {
  server.clock.holdAt(NOW);
  await server.emptyTables('customers', 'product_versions', 'verifications');
});

afterAll(() => server.stop());

/** Answers the text too: shell clients look for words in it. */
async function send(
  method: InjectOptions['method'],
  url: string,
  { key = server.systemKey, ...options }: Omit<InjectOptions, 'method' | 'url'> & { key?: string | null } = {},
): Promise<Answer & { text: string }> {
  const headers = { ...(key === null ? {} : { 'x-api-key': key }), ...options.headers };
  const reply = await server.app.inject({ ...options, method, url, headers });
  const body: unknown = reply.payload === '' ? undefined : JSON.parse(reply.payload);
  return { status: reply.statusCode, text: reply.payload, body, headers: reply.headers };
}

function activate(changes: object = {}, key?: string) {
  return send('POST', '/api/license/activate', { payload: { ...ACTIVATE, ...changes }, key });
}

function verify(changes: object = {}, key?: string) {
  return send('POST', '/api/license/verify', { payload: { ...VERIFY, ...changes }, key });
}

function info(licenseKey = KEY, key?: string) {
  return send('GET', `/api/license/info/${encodeURIComponent(licenseKey)}`, { key });
}

function aLicense(changes: Record<string, unknown> = {}) {
  return issued(server, { key: KEY, ...changes });
}

/** ACME's license of the contract's examples, under that number. */
async function acmesLicense(id = 123) {
  await nextId('licenses', id);
  const [acme] = await server.dataSource.query(
    `INSERT INTO customers (name, email, created_at, updated_at) VALUES ('ACME Corp', 'admin@acme.com', $1, $1) RETURNING uid`,
    [NOW],
  );
  return aLicense({
    customer_id: acme.uid,
    type: 'perpetual',
    starts_at: '2025-01-01',
    expires_at: '2026-01-01',
    max_activations: 5,
    max_users: 10,
  });
}

async function nextId(table: string, id: number): Promise<void> {
  await server.dataSource.query(`ALTER TABLE "${table}" ALTER COLUMN id RESTART WITH ${id}`);
}

let products = 0;
async function aProduct(): Promise<{ id: string; reference: string }> {
  const reference = `product-${++products}`;
  const { body } = await server.asAdmin('POST', '/api/v1/products', { body: { reference, name: reference } });
  return body;
}

async function publish(version: string, product: { id: string } | undefined, more: object = {}): Promise<void> {
  const id = product?.id ?? (await idOfDefaultProduct());
  const { status } = await server.asAdmin('POST', `/api/v1/products/${id}/versions`, {
    body: { reference: `v${version}`, version, ...more },
  });
  expect(status).toBe(201);
}

async function idOfDefaultProduct(): Promise<string> {
  const [{ uid }] = await server.dataSource.query(`SELECT uid FROM products WHERE reference = 'v2-default'`);
  return uid;
}

async function anApiKey(fields: Record<string, unknown>): Promise<{ id: string; key: string }> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'A key', ...fields } });
  expect(status).toBe(201);
  return body;
}

function expectAnswer(answer: Answer & { text: string }, status: number, example: object): void {
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual(example);
  expect(answer.text).toBe(JSON.stringify(example));
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
}

/** In the nested shape, and nothing beside it. */
function expectRefusal(answer: Answer, status: number, code: string, details?: { field: string }): void {
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({
    error: {
      code,
      message: expect.any(String),
      ...(details && { details: { field: details.field, reason: expect.stringMatching(/^[a-z_]+$/) } }),
    },
  });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
}

describe("the contract's examples", () => {
  it('GET /', async () => {
    expectAnswer(await send('GET', '/', { key: null }), 200, {
      status: 'ok',
      service: 'V2 License Server',
      timestamp: '2025-06-19T10:30:00Z',
    });
  });

  it('GET /health, with the fields that another API promises there', async () => {
    const health = await send('GET', '/health', { key: null });
    expect(health.body.uptime).toMatch(/^\d+h[1-5]?\dm[1-5]?\ds$/);
    expectAnswer(health, 200, {
      status: 'healthy',
      timestamp: '2025-06-19T10:30:00Z',
      version: VERSION,
      uptime: health.body.uptime,
      plugins: plugins().map(({ name }) => ({ name, version: VERSION })),
    });
  });

  it('POST /api/license/activate', async () => {
    await acmesLicense();
    await nextId('activations', 123);
    expectAnswer(await send('POST', '/api/license/activate', { payload: ACTIVATE }), 200, {
      message: 'License activated successfully',
      activation: {
        id: 123,
        license_key: 'XXXX-XXXX-XXXX-XXXX',
        hardware_hash: 'unique-hardware-identifier',
        machine_name: 'DESKTOP-ABC123',
        activated_at: '2025-06-19T10:30:00Z',
        last_heartbeat: '2025-06-19T10:30:00Z',
        is_active: true,
      },
    });
  });

  it('POST /api/license/verify', async () => {
    await acmesLicense();
    await publish('1.0.0', undefined);
    await activate();
    expectAnswer(await send('POST', '/api/license/verify', { payload: VERIFY }), 200, {
      valid: true,
      message: 'License is valid',
      license: {
        key: 'XXXX-XXXX-XXXX-XXXX',
        valid_until: '2026-01-01',
        max_users: 10,
      },
      update_available: false,
      latest_version: '1.0.0',
    });
  });

  it('GET /api/license/info/{license_key}', async () => {
    await acmesLicense();
    await nextId('activations', 456);
    server.clock.holdAt('2025-06-19T10:00:00Z');
    await activate();
    server.clock.holdAt('2025-06-19T14:30:00Z');
    await verify();
    expectAnswer(await send('GET', '/api/license/info/XXXX-XXXX-XXXX-XXXX'), 200, {
      license: {
        id: 123,
        key: 'XXXX-XXXX-XXXX-XXXX',
        customer_name: 'ACME Corp',
        type: 'perpetual',
        valid_from: '2025-01-01',
        valid_until: '2026-01-01',
        max_activations: 5,
        max_users: 10,
        is_active: true,
      },
      activations: [
        {
          id: 456,
          hardware_hash: 'unique-hardware-identifier',
          machine_name: 'DESKTOP-ABC123',
          activated_at: '2025-06-19T10:00:00Z',
          last_heartbeat: '2025-06-19T14:30:00Z',
          is_active: true,
        },
      ],
    });
  });

  it('the flat error of a missing API key', async () => {
    expectAnswer(await send('POST', '/api/license/activate', { payload: ACTIVATE, key: null }), 401, INVALID_API_KEY);
  });

  it('the nested error of a malformed license key', async () => {
    expectAnswer(await activate({ license_key: 'not a key' }), 400, INVALID_LICENSE);
  });
});

describe('GET /', () => {
  it('answers HEAD with the length that GET has', async () => {
    const { text } = await send('GET', '/', { key: null });
    const head = await send('HEAD', '/', { key: null });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(Number(head.headers['content-length'])).toBe(Buffer.byteLength(text));
  });

  it('leads browsers to the console', async () => {
    const { status, headers } = await send('GET', '/', {
      key: null,
      headers: { accept: 'text/html,application/xhtml+xml' },
    });
    expect(status).toBe(302);
    expect(headers.location).toBe('/console');
  });
});

describe('activation', () => {
  it('keeps the seat of a device that activates again, and updates its data', async () => {
    await aLicense({ max_activations: 1 });
    const first = await activate();
    server.clock.advance(3_600_000);
    const second = await activate({ machine_name: 'RENAMED' });
    expect(second).toMatchObject({
      status: 200,
      text: expect.stringContaining('"last_heartbeat":"2025-06-19T11:30:00Z"'),
    });
    expect(second.body.activation).toEqual({
      ...first.body.activation,
      machine_name: 'RENAMED',
      last_heartbeat: '2025-06-19T11:30:00Z',
    });
  });

  it('needs neither the name of the machine nor the version of the program', async () => {
    await aLicense();
    const { status, body } = await send('POST', '/api/license/activate', {
      payload: { license_key: KEY, hardware_hash: DEVICE },
    });
    expect(status).toBe(200);
    expect(body.activation.machine_name).toBeNull();
  });

  it('ignores fields that it does not know', async () => {
    await aLicense();
    expect(await activate({ os: 'Windows 11', tags: [1], nested: { deep: true } })).toMatchObject({ status: 200 });
    expect(await verify({ os: 'Windows 11' })).toMatchObject({ status: 200, body: { valid: true } });
  });

  it('knows keys with small letters by their exact case', async () => {
    await aLicense({ key: 'Abcd-Abcd-Abcd-Abcd' });
    expectRefusal(await activate({ license_key: 'ABCD-ABCD-ABCD-ABCD' }), 404, 'LICENSE_NOT_FOUND');
  });

  it('refuses the sixth device of a license with five seats, on the record', async () => {
    await aLicense({ max_activations: 5 });
    for (const device of ['1', '2', '3', '4', '5']) {
      expect(await activate({ hardware_hash: device })).toMatchObject({ status: 200 });
    }
    expectRefusal(await activate({ hardware_hash: '6' }), 409, 'ACTIVATION_LIMIT_REACHED');

    const log = await server.dataSource.query(
      `SELECT dialect, operation, outcome, key, fingerprint, app_version, license_id IS NOT NULL AS is_known
       FROM verifications ORDER BY id DESC LIMIT 1`,
    );
    expect(log).toEqual([
      {
        dialect: 'v2',
        operation: 'activate',
        outcome: 'SEATS_EXHAUSTED',
        key: KEY,
        fingerprint: '6',
        app_version: '1.0.0',
        is_known: true,
      },
    ]);
    expect((await info()).body.activations).toHaveLength(5);
  });

  it('gives three seats to exactly three of seven devices at once', async () => {
    await aLicense({ max_activations: 3 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(KEY) },
      Array.from({ length: 7 }, (_, n) => () => activate({ hardware_hash: `device ${n}` })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
  });
});

interface Refused {
  status: number;
  code: string;
  validUntil?: string;
  set: () => Promise<unknown>;
}

const REFUSED: Record<string, Refused> = {
  'an expired license': {
    status: 403,
    code: 'LICENSE_EXPIRED',
    validUntil: '2025-06-19',
    set: () => aLicense({ expires_at: '2025-06-19T10:30:00Z' }),
  },
  'a disabled license': {
    status: 403,
    code: 'LICENSE_INACTIVE',
    set: () => aLicense({ state: 'disabled' }),
  },
  'a blocked license': {
    status: 403,
    code: 'LICENSE_INACTIVE',
    set: () => aLicense({ state: 'blocked' }),
  },
  'a revoked license': {
    status: 403,
    code: 'LICENSE_INACTIVE',
    set: () => aLicense({ state: 'revoked' }),
  },
  'a license that is not valid yet': {
    status: 403,
    code: 'LICENSE_INACTIVE',
    set: () => aLicense({ starts_at: '2025-06-19T10:30:01Z' }),
  },
  'a license for other addresses': {
    status: 403,
    code: 'LICENSE_INACTIVE',
    set: () => aLicense({ allowed_ips: ['203.0.113.7'] }),
  },
  'a device that another license of the product holds': {
    status: 409,
    code: 'DEVICE_BOUND_ELSEWHERE',
    set: async () => {
      const behavior = { policy_overrides: { device_unique_within: 'product' } };
      await aLicense({ ...behavior, key: 'OTHER' });
      await aLicense(behavior);
      await activate({ license_key: 'OTHER' });
      return {};
    },
  },
};

describe('a refusal', () => {
  it('of an unknown license', async () => {
    expectRefusal(await activate(), 404, 'LICENSE_NOT_FOUND');
    expectRefusal(await info(), 404, 'LICENSE_NOT_FOUND');
    expectAnswer(await verify(), 200, {
      valid: false,
      message: 'License not found',
      license: null,
      update_available: false,
      latest_version: null,
    });
  });

  it('of a license of another product is that of an unknown one for an API key of one product', async () => {
    const { reference } = await aProduct();
    await aLicense({ expires_at: '2090-01-01' });
    await activate();
    const { key } = await anApiKey({ kind: 'external', product: reference });
    expectRefusal(await activate({}, key), 404, 'LICENSE_NOT_FOUND');
    expect((await verify({}, key)).body).toEqual((await verify({ license_key: 'UNKNOWN' }, key)).body);
    const rows = await server.dataSource.query(
      `SELECT license_id, key, outcome FROM verifications WHERE outcome <> 'VALID' ORDER BY id`,
    );
    expect(rows).toEqual(
      [KEY, KEY, 'UNKNOWN'].map((asked) => ({ license_id: null, key: asked, outcome: 'NOT_FOUND' })),
    );
  });

  it.each(Object.entries(REFUSED))('of %s', async (_what, { status, code, validUntil, set }) => {
    await set();
    expectRefusal(await activate(), status, code);

    const verification = await verify();
    expect(verification.status).toBe(200);
    expect(verification.body).toEqual({
      valid: false,
      message: expect.any(String),
      license: { key: KEY, valid_until: validUntil ?? null, max_users: null },
      update_available: false,
      latest_version: null,
    });
    expect(verification.body.message).not.toBe('License is valid');
  });

  it('of an inactive product concerns activation alone', async () => {
    const product = await aProduct();
    await issued(server, { key: KEY, product: product.reference });
    await activate();
    await server.asAdmin('PATCH', `/api/v1/products/${product.id}`, { body: { is_active: false } });
    expectRefusal(await activate({ hardware_hash: 'another' }), 403, 'LICENSE_INACTIVE');
    expect(await verify()).toMatchObject({ status: 200, body: { valid: true } });
  });

  it('of a new device where all uses are spent', async () => {
    await aLicense({ uses_limit: 1 });
    await activate();
    await server.call('POST', '/api/v1/deactivate', { body: { license_key: KEY, hardware_id: DEVICE } });
    expectRefusal(await activate({ hardware_hash: 'another' }), 409, 'ACTIVATION_LIMIT_REACHED');
    expect(await activate()).toMatchObject({ status: 200 });
  });

  it('of a device that has no seat is valid: false, with the license', async () => {
    await acmesLicense();
    const license = { key: KEY, valid_until: '2026-01-01', max_users: 10 };
    expect(await verify()).toMatchObject({ status: 200, body: { valid: false, license } });
    await activate();
    expect(await verify({ hardware_hash: 'another' })).toMatchObject({ status: 200, body: { valid: false, license } });
  });

  it('shows in the information of the license', async () => {
    const { id } = await aLicense();
    expect((await info()).body.license.is_active).toBe(true);
    await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { state: 'disabled' } });
    expect((await info()).body.license).toMatchObject({ is_active: false, customer_name: null, valid_until: null });
  });
});

describe('what cannot be a license key', () => {
  it.each([
    ['no character', ''],
    ['256 characters', 'K'.repeat(256)],
    ['a space inside', 'XXXX XXXX'],
    ['a space after it', 'XXXX-XXXX '],
    ['a no-break space', 'XXXX\u00a0XXXX'],
    ['a line break', 'XXXX\nXXXX'],
    ['a bell', 'XXXX\u0007XXXX'],
    ['a C1 control character', 'XXXX\u0085XXXX'],
    ['NUL', 'XXXX\u0000XXXX'],
  ])('%s', async (_what, licenseKey) => {
    expectAnswer(await activate({ license_key: licenseKey }), 400, INVALID_LICENSE);
    expectAnswer(await verify({ license_key: licenseKey }), 400, INVALID_LICENSE);
    // Without a key, the address is another one.
    if (licenseKey !== '') {
      expectAnswer(await info(licenseKey), 400, INVALID_LICENSE);
    }
  });

  it('is refused without a query or a log row', async () => {
    await verify({ license_key: '' });
    expect(await server.dataSource.query('SELECT 1 FROM verifications')).toEqual([]);
  });

  it.each([
    ['255 characters', 'K'.repeat(255)],
    ['a slash, a percent sign and a question mark', 'a/b%2Fc?d#e'],
    ['letters of any script', 'ключ-鍵-🔑'],
    ['127 characters of four bytes each', '🔑'.repeat(127)],
  ])('but not %s', async (_what, licenseKey) => {
    await aLicense({ key: licenseKey });
    expect(await activate({ license_key: licenseKey })).toMatchObject({ status: 200 });
    expect(await verify({ license_key: licenseKey })).toMatchObject({
      body: { valid: true, license: { key: licenseKey } },
    });
    expect(await info(licenseKey)).toMatchObject({ status: 200, body: { license: { key: licenseKey } } });
  });
});

describe('a field', () => {
  const NO_TEXT = [null, 42, true, ['text'], { text: 'text' }];

  it.each(['license_key', 'hardware_hash'])('%s may not be missing or anything but text', async (field) => {
    for (const value of [undefined, ...NO_TEXT]) {
      expectRefusal(await activate({ [field]: value }), 400, 'VALIDATION_ERROR', { field });
      expectRefusal(await verify({ [field]: value }), 400, 'VALIDATION_ERROR', { field });
    }
  });

  it.each(['machine_name', 'app_version'])('%s may not be anything but text', async (field) => {
    for (const value of NO_TEXT.slice(1)) {
      expectRefusal(await activate({ [field]: value }), 400, 'VALIDATION_ERROR', { field });
    }
    expectRefusal(await activate({ [field]: 'x'.repeat(256) }), 400, 'VALIDATION_ERROR', { field });
  });

  it('hardware_hash has 1 to 512 characters', async () => {
    await aLicense();
    expectRefusal(await activate({ hardware_hash: '' }), 400, 'VALIDATION_ERROR', { field: 'hardware_hash' });
    expectRefusal(await activate({ hardware_hash: 'x'.repeat(513) }), 400, 'VALIDATION_ERROR', {
      field: 'hardware_hash',
    });
    expect(await activate({ hardware_hash: 'x'.repeat(512) })).toMatchObject({ status: 200 });
  });

  it.each([
    ['[]', '[]'],
    ['{}', '{}'],
    ['no bytes', ''],
  ])('is missing in a body of %s', async (_what, payload) => {
    const answer = await send('POST', '/api/license/verify', {
      payload,
      headers: { 'content-type': 'application/json' },
    });
    expectRefusal(answer, 400, 'VALIDATION_ERROR', { field: 'license_key' });
  });
});

describe('the API key', () => {
  const CALLS = [
    ['activate', activate],
    ['verify', verify],
    ['info', (_changes: object, key: string) => info(KEY, key)],
  ] as const;

  it.each(CALLS)(
    'is required at %s: missing, wrong, expired and revoked keys get the same answer',
    async (_name, call) => {
      await aLicense();
      const expired = await anApiKey({ kind: 'external', expires_at: '2025-06-19T10:29:59Z' });
      const revoked = await anApiKey({ kind: 'external' });
      expect(await call({}, revoked.key)).toMatchObject({ status: 200 });
      await server.asAdmin('DELETE', `/api/v1/api-keys/${revoked.id}`);
      for (const key of ['wrong', `${server.systemKey}x`, '', expired.key, revoked.key]) {
        expectAnswer(await call({}, key), 401, INVALID_API_KEY);
      }
    },
  );

  it.each(CALLS)('of client programs opens %s, a management key does not', async (_name, call) => {
    await aLicense();
    const external = await anApiKey({ kind: 'external' });
    const internal = await anApiKey({ kind: 'internal' });
    expect(await call({}, external.key)).toMatchObject({ status: 200 });
    expectRefusal(await call({}, internal.key), 403, 'FORBIDDEN');
  });

  it("cannot be replaced by an admin's token", async () => {
    const headers = { authorization: `Bearer ${await server.adminToken()}` };
    expectAnswer(
      await send('POST', '/api/license/verify', { payload: VERIFY, headers, key: null }),
      401,
      INVALID_API_KEY,
    );
  });

  it('comes in a header of any case', async () => {
    const headers = { 'X-API-KEY': server.systemKey };
    expect(await send('POST', '/api/license/verify', { payload: VERIFY, headers, key: null })).toMatchObject({
      status: 200,
    });
  });

  it('of a product shows the licenses of that product alone', async () => {
    const product = await aProduct();
    const { key } = await anApiKey({ kind: 'external', product: product.reference });
    await aLicense();
    await issued(server, { key: 'OF-THE-PRODUCT', product: product.reference });
    expectRefusal(await info(KEY, key), 404, 'LICENSE_NOT_FOUND');
    expect(await info('OF-THE-PRODUCT', key)).toMatchObject({ status: 200 });
  });
});

describe('an update', () => {
  it.each([
    ['1.9.9', '1.10.0', true],
    ['1.10.0', '1.9.9', false],
    ['v1.10', '1.10.0', false],
    ['2.0', '1.10.0', false],
    ['no version', '1.10.0', true],
  ])('for a program of version %s where %s is published: %s', async (current, published, isAvailable) => {
    await aLicense();
    await publish(published, undefined);
    expect((await verify({ app_version: current })).body).toMatchObject({
      update_available: isAvailable,
      latest_version: published,
    });
  });

  it('is not announced to a program that does not say which version it has', async () => {
    await aLicense();
    await publish('9.0.0', undefined);
    expect((await verify({ app_version: undefined })).body).toMatchObject({
      update_available: false,
      latest_version: '9.0.0',
    });
  });

  it('is the highest by its numbers of those that are active', async () => {
    await aLicense();
    for (const version of ['1.2.0', '1.10.0', '1.9.0']) {
      await publish(version, undefined);
    }
    await publish('3.0.0', undefined, { is_active: false });
    expect((await verify()).body).toMatchObject({ update_available: true, latest_version: '1.10.0' });
  });

  it("is of the license's product, else of the API key's, else of the one for licenses that name none", async () => {
    const [licensed, keyed] = [await aProduct(), await aProduct()];
    await publish('1.0.0', undefined);
    await publish('2.0.0', licensed);
    await publish('3.0.0', keyed);
    await issued(server, { key: KEY, product: licensed.reference });
    const { key } = await anApiKey({ kind: 'external', product: keyed.reference });
    const latest = async (licenseKey: string, apiKey?: string) =>
      (await verify({ license_key: licenseKey }, apiKey)).body.latest_version;

    expect(await latest(KEY)).toBe('2.0.0');
    expect(await latest(KEY, key)).toBe('3.0.0');
    expect(await latest('UNKNOWN', key)).toBe('3.0.0');
    expect(await latest('UNKNOWN')).toBe('1.0.0');
  });
});

describe('requests without a handler are refused in the same format', () => {
  const post = (payload: string | Buffer, type?: string) =>
    send('POST', '/api/license/activate', { payload, headers: type === undefined ? {} : { 'content-type': type } });

  it('broken JSON', async () => {
    expectRefusal(await post('{"license_key":', 'application/json'), 400, 'VALIDATION_ERROR');
    expectRefusal(await post('"text"', 'application/json'), 400, 'VALIDATION_ERROR');
    expectRefusal(await post('[1]', 'application/json'), 400, 'VALIDATION_ERROR');
    expectRefusal(await post(Buffer.from([0x7b, 0xff, 0x7d]), 'application/json'), 400, 'VALIDATION_ERROR');
    expectRefusal(await post('{"__proto__":{}}', 'application/json'), 400, 'VALIDATION_ERROR');
  });

  it('a body of more than a megabyte', async () => {
    expectRefusal(await activate({ filler: 'x'.repeat(1024 * 1024) }), 413, 'VALIDATION_ERROR');
  });

  it('a body of another type', async () => {
    expectRefusal(await post('license_key=x', 'application/x-www-form-urlencoded'), 415, 'VALIDATION_ERROR');
    expectRefusal(await post('<license/>', 'application/xml'), 415, 'VALIDATION_ERROR');
    expectRefusal(await post('{}', 'text/plain'), 415, 'VALIDATION_ERROR');
    expectRefusal(await post('{}', 'no type'), 415, 'VALIDATION_ERROR');
  });

  it.each([
    ['POST', '/api/license'],
    ['POST', '/api/license/nothing'],
    ['GET', '/api/license/info'],
    ['GET', '/api/license/info/'],
    ['GET', '/api/version/nothing?q=1'],
    ['GET', '/api/customer/1/nothing'],
    ['GET', '/api/customers/nothing'],
    ['GET', '/api/sessions/nothing'],
    ['GET', '/api/monitoring/nothing'],
    ['GET', '/api/admin/license/nothing'],
    ['PUT', '/api/generate-license-key'],
    ['PATCH', '/api/licenses/bulk-activate'],
    ['POST', '/health'],
    ['DELETE', '/'],
    ['GET', '/api/license/activate'],
    ['PUT', '/api/license/verify'],
    ['DELETE', '/api/license/info/XXXX'],
  ] as const)('%s %s', async (method, url) => {
    expectRefusal(await send(method, url), 404, 'NOT_FOUND');
  });

  it('a path that cannot be decoded', async () => {
    expectRefusal(await send('GET', '/api/license/info/%zz'), 400, 'VALIDATION_ERROR');
    expectRefusal(await send('GET', '/api/license/info/%ff'), 400, 'VALIDATION_ERROR');
  });

  it('a path that is too long to be a license key', async () => {
    expectAnswer(await info('K'.repeat(5000)), 400, INVALID_LICENSE);
  });

  it('an internal error, without details', async () => {
    await server.dataSource.query('ALTER TABLE verifications RENAME TO hidden');
    try {
      const answer = await verify();
      expectAnswer(answer, 500, { error: { code: 'INTERNAL_ERROR', message: 'Internal server error' } });
    } finally {
      await server.dataSource.query('ALTER TABLE hidden RENAME TO verifications');
    }
  });
});

describe('one model behind every API', () => {
  it('a device activated over V2 is the same device to the native API', async () => {
    await aLicense({ max_activations: 1 });
    const { body } = await activate();
    expect(await validateNatively(server, KEY, DEVICE)).toMatchObject({ body: { valid: true, code: 'VALID' } });
    expect(await activateNatively(server, KEY, DEVICE)).toMatchObject({
      status: 200,
      body: { activation_id: `act_${body.activation.id}` },
    });
    expect(await activateNatively(server, KEY, 'another')).toMatchObject({ status: 409 });
  });

  it('a device activated natively verifies over V2, and its seat is free again once it left', async () => {
    await aLicense({ max_activations: 1 });
    const { body } = await activateNatively(server, KEY, DEVICE, { machine_name: 'desk' });
    expect(await verify()).toMatchObject({ body: { valid: true } });
    expect((await info()).body.activations).toMatchObject([
      { id: Number(body.activation_id.slice(4)), machine_name: 'desk', is_active: true },
    ]);
    expectRefusal(await activate({ hardware_hash: 'another' }), 409, 'ACTIVATION_LIMIT_REACHED');

    await server.call('POST', '/api/v1/deactivate', { body: { license_key: KEY, hardware_id: DEVICE } });
    expect(await verify()).toMatchObject({ body: { valid: false } });
    expect((await info()).body.activations).toMatchObject([{ hardware_hash: DEVICE, is_active: false }]);
    expect(await activate({ hardware_hash: 'another' })).toMatchObject({ status: 200 });
  });
});
