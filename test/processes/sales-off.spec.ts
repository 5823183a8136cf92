import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { Program } from './program';

const ORDER = {
  external_id: 'web-1001',
  customer: { email: 'ada@example.com' },
  lines: [{ product: 'v2-default', price: 4900, currency: 'EUR' }],
};
const SECRETS_KEY = 'the key that encrypts the secrets';

let databaseUrl: string;

beforeAll(() => Program.build());
beforeAll(async () => {
  databaseUrl = await freshDatabase();
});
afterEach(() => Program.endAll());

/** The server, and calls with the token of its admin. */
async function start(settings: Record<string, string> = {}) {
  const program = await Program.start({ DATABASE_URL: databaseUrl, ADMIN_PASSWORD, ...settings });
  const headers = await program.logIn(ADMIN_PASSWORD);
  const call = (method: string, path: string, body?: object) => program.call(method, `/api/v1${path}`, body, headers);
  return { program, call };
}

async function settingNames({ call }: Awaited<ReturnType<typeof start>>): Promise<string[]> {
  const { body } = await call('GET', '/settings');
  return body.items.map(({ name }: { name: string }) => name);
}

/** The license that the order gave, as Gumroad's call describes it. */
async function purchase(program: Program, license_key: string) {
  const body = new URLSearchParams({ product_id: 'v2-default', license_key, increment_uses_count: 'false' });
  const response = await fetch(`${program.url}/v2/licenses/verify`, { method: 'POST', body });
  return response.json();
}

async function plainSecrets(): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM shops WHERE secret LIKE 'whsec\\_%'`);
  await client.end();
  return rowCount ?? 0;
}

it('keeps orders and shops while their plug-in is off, and answers as if it had never been', async () => {
  const before = await start();
  const { body: shop } = await before.call('POST', '/shops', { kind: 'generic', name: 'web' });
  const placed = await before.call('POST', '/orders', ORDER);
  expect(placed).toMatchObject({ status: 201 });
  const { body: given } = await before.call('GET', '/licenses?order=web-1001');
  const [{ key, order_id }] = given.items;
  expect(order_id).toBe(placed.body.id);
  expect(await settingNames(before)).toContain('mail.order_renewed.enabled');
  expect(await purchase(before.program, key)).toMatchObject({ purchase: { price: 4900, currency: 'eur' } });
  expect(await plainSecrets()).toBe(1);
  await before.program.end('SIGTERM');

  const off = await start({ PLUGINS_OFF: 'sales', SECRETS_KEY });
  const unknown = await off.call('GET', '/nothing');
  for (const path of ['/orders', `/orders/${order_id}`, '/shops']) {
    const { status, body } = await off.call('GET', path);
    expect({ status, code: body.error.code }).toEqual({ status: unknown.status, code: unknown.body.error.code });
  }
  const names = await settingNames(off);
  expect(names.filter((name) => /^mail[.](order|payment|vendor_(?!to))/.test(name))).toEqual([]);
  expect(names).toContain('mail.license_suspended.enabled');
  expect(await off.call('GET', '/licenses?order=web-1001')).toMatchObject({ body: { items: [{ key, order_id }] } });
  expect(await purchase(off.program, key)).toMatchObject({ success: true, purchase: { price: 0, currency: 'usd' } });
  expect(await plainSecrets()).toBe(0);
  await off.program.end('SIGTERM');

  const after = await start({ SECRETS_KEY });
  expect(await after.call('GET', `/orders/${order_id}`)).toMatchObject({ status: 200, body: { total: 4900 } });
  expect(await after.call('GET', `/shops/${shop.id}`)).toMatchObject({ status: 200, body: { name: 'web' } });
});
