import { aProduct } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { activate, heartbeat, issued, validate } from '../../testkit/issue';
import { single } from '../../testkit/rows';
import { type Answer, TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';
import { aNonce, type Claims, verified } from '../../support/signed';

const UPDATE = 'keyward-update+jws';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const admin = async (method: 'PATCH' | 'POST', path: string, body: object, status = 200): Promise<Answer['body']> => {
  const answer = await server.asAdmin(method, `/api/v1/${path}`, { body });
  expect([answer.body, answer.status]).toEqual([answer.body, status]);
  return answer.body;
};
const claims = async (key: string, device?: string): Promise<Claims> =>
  verified(server, (await validate(server, key, device, { nonce: aNonce() })).body.signed);

/** A license of a new product with a customer and an active device; the vendor shows something of each. */
async function shown(product: object = { shows_customer: true }) {
  const { id, reference } = await aProduct(server, `shown-${aNonce()}`);
  await admin('PATCH', `products/${id}`, product);
  const parts = { public: { size: 3 }, portal: { contact: 'Bob' }, feed: { news: true }, note: 'late payer' };
  const customer = await admin(
    'POST',
    'customers',
    { name: 'Ada', email: `${aNonce()}@a.example`, metadata: parts },
    201,
  );
  const license = await issued(server, { product: reference, customer_id: customer.id });
  await activate(server, license.key, 'desk');
  const device = single((await server.sdk.activations.list({ license: license.id })).items);
  const metadata = { public: { room: 'B 12' }, portal: { floor: 2 }, note: 'behind the door' };
  await admin('PATCH', `activations/${device.id}`, { metadata });
  return { id, reference, license, device, customer };
}

describe('metadata of a customer and a device', () => {
  it('is shown to the program of this device, and only the part for programs', async () => {
    const { license } = await shown();
    const signed = await claims(license.key, 'desk');
    expect(signed).toMatchObject({
      customer: { name: 'Ada', metadata: { size: 3 } },
      device: { metadata: { room: 'B 12' } },
    });
    expect(JSON.stringify(signed)).not.toMatch(/payer|door|Bob|news|floor/);
    const { body } = await heartbeat(server, license.key, 'desk', { nonce: aNonce() });
    expect(await verified(server, body.signed)).toMatchObject({ device: { metadata: { room: 'B 12' } } });
    expect(await claims(license.key)).not.toHaveProperty('device');
    expect(await claims(license.key, 'stranger')).not.toHaveProperty('customer');
  });

  it('of a customer is not shown unless the product shows its customers', async () => {
    const { license } = await shown({ shows_customer: false });
    const signed = await claims(license.key, 'desk');
    expect(signed).not.toHaveProperty('customer');
    expect(signed).toMatchObject({ device: { metadata: { room: 'B 12' } } });
  });

  it('is changed by field, kept when the device activates again, and bounded', async () => {
    const { license, device } = await shown();
    const path = `activations/${device.id}`;
    expect((await admin('PATCH', path, { metadata: { public: { room: 'C 1' }, note: null } })).metadata).toEqual({
      public: { room: 'C 1' },
      portal: { floor: 2 },
    });
    await activate(server, license.key, 'desk', { app_version: '2.0' });
    expect(await claims(license.key, 'desk')).toMatchObject({ device: { metadata: { room: 'C 1' } } });
    const long = 'x'.repeat(8 * 1024);
    for (const metadata of [{ public: { long } }, { portal: { long } }, { feed: 'none' }]) {
      const { error } = await admin('PATCH', path, { metadata }, 400);
      expect(error.details[0].field).toBe('metadata');
    }
    const { error } = await admin('PATCH', path, { metadata: { a: long, b: long } }, 400);
    expect(error.details[0].field).toBe('metadata');
  });
});

describe('metadata of a version', () => {
  it('is shown in the manifest of updates and in feed.json, to each its part', async () => {
    const { reference } = await aProduct(server, `versioned-${aNonce()}`);
    const metadata = { public: { engine: 9, tier: 'all' }, feed: { tier: 'feed' }, note: 'rushed' };
    const version = { version: '1.1.0', metadata };
    const { id } = await admin('POST', `products/${reference}/versions`, version, 201);
    const file = await formOf(['file', 'content', 'Studio Setup.exe']);
    const artifacts = `/api/v1/products/${reference}/versions/${id}/artifacts`;
    expect((await server.asAdmin('POST', artifacts, file)).status).toBe(201);
    const { key } = await issued(server, { product: reference });
    await activate(server, key, 'desk');
    const body = { product: reference, current_version: '1.0.0', license_key: key, hardware_id: 'desk' };
    const { body: offered } = await server.call('POST', '/api/v1/updates/check', { body });
    expect(await verified(server, offered.manifest, UPDATE)).toMatchObject({ metadata: { engine: 9, tier: 'all' } });
    const feed = await server.call(
      'GET',
      `/api/v1/updates/${reference}/feeds/feed.json?license_key=${key}&hardware_id=desk`,
    );
    expect(feed.body).toMatchObject({ version: '1.1.0', metadata: { engine: 9, tier: 'feed' } });
    expect(JSON.stringify([offered, feed.body])).not.toContain('rushed');
    const path = `products/${reference}/versions/${id}`;
    expect((await admin('PATCH', path, { metadata: { feed: null, build: 7 } })).metadata).toEqual({
      public: { engine: 9, tier: 'all' },
      note: 'rushed',
      build: 7,
    });
  });
});

describe('a list filtered by metadata', () => {
  it.each(['text', 7, true])('finds devices and versions by the value %p', async (value) => {
    const { license, device, id } = await shown();
    const name = `mark_${aNonce().replaceAll('-', '')}`;
    await admin('PATCH', `activations/${device.id}`, { metadata: { [name]: value } });
    const version = await admin(
      'POST',
      `products/${id}/versions`,
      { version: '1.0', metadata: { [name]: value } },
      201,
    );
    await activate(server, license.key, 'laptop');
    const found = async (path: string, wanted: unknown) => {
      const { body } = await server.asAdmin('GET', `/api/v1/${path}?metadata[${name}]=${String(wanted)}`);
      return body.items.map((item: { id: string }) => item.id);
    };
    expect(await found('activations', value)).toEqual([device.id]);
    expect(await found(`products/${id}/versions`, value)).toEqual([version.id]);
    expect(await found('activations', 'other')).toEqual([]);
  });

  it('of devices reads the index', async () => {
    const statements = await statementsOf(() => server.asAdmin('GET', '/api/v1/activations?metadata[asset]=4711'));
    const statement = single(statements.filter(({ text }) => /metadata"? @>/.test(text)));
    const plan = await server.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off');
      return manager.query<object[]>(`EXPLAIN ${statement.text}`, statement.values);
    });
    expect(JSON.stringify(plan)).toContain('activations_metadata');
  });
});
