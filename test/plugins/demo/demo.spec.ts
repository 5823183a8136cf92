import { Logger } from '@nestjs/common';
import { jwtVerify } from 'jose';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { withDemo } from '../../../src/plugins/demo/demo.start-settings';
import { DemoService } from '../../../src/plugins/demo/demo.service';
import { LICENSE_STATUSES } from '../../../src/core/licenses/licenses/license-status';
import { Browser } from '../../testkit/browser';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { freshDatabase } from '../../testkit/database';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';

const KEY = 'TEST-TEST-TEST-TEST';
const MINE = 'MINE-MINE-MINE-MINE';
const API_KEY = 'test_api_key_123';

let warned: jest.SpyInstance;

beforeEach(() => {
  warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** How many rows there are of what the demo adds. */
async function sizes({ dataSource }: TestServer): Promise<object> {
  const tables = ['products', 'product_versions', 'customers', 'licenses', 'activations', 'api_keys', 'events'];
  const counts = await Promise.all(
    tables.map((table) => dataSource.query(`SELECT count(*)::integer AS n FROM ${table}`)),
  );
  return Object.fromEntries(tables.map((table, index) => [table, counts[index][0].n]));
}

/** The part of a start that loads the demo or ends it. */
const startDemo = ({ app }: TestServer): Promise<void> => app.get(DemoService).onApplicationBootstrap();

/** Two nodes that start together. */
let nodes: TestServer[];
let server: TestServer;
let warnings: unknown[];
beforeAll(async () => {
  const spy = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  const url = await freshDatabase('demo');
  nodes = await Promise.all([TestServer.start({ DEMO: '1' }, url), TestServer.start({ DEMO: '1' }, url)]);
  warnings = spy.mock.calls.flat();
  [, server] = nodes as [TestServer, TestServer];
});

describe('with DEMO on', () => {
  it('all is loaded once by two nodes that start together', async () => {
    expect(await sizes(server)).toMatchObject({ customers: 4, licenses: 11, product_versions: 7 });
  });

  it('each start says that everybody knows the credentials', () => {
    const said = warnings.filter((text) => String(text).includes('DEMO is on'));
    expect(said).toHaveLength(nodes.length);
  });

  it('the documented license and API key work at the V2 API', async () => {
    const device = { license_key: KEY, hardware_hash: 'unique-hardware-identifier', app_version: '1.0.0' };
    const activated = await server.withKey('POST', '/api/license/activate', { body: device }, API_KEY);
    expect(activated).toMatchObject({ status: 200, body: { activation: { license_key: KEY, is_active: true } } });
    const verified = await server.withKey('POST', '/api/license/verify', { body: device }, API_KEY);
    expect(verified).toMatchObject({ status: 200, body: { valid: true } });
    // It is a client program's key and opens nothing else.
    expect((await server.withKey('GET', '/api/v1/licenses', {}, API_KEY)).status).toBe(403);
  });

  it('tokens are signed with the documented secret', async () => {
    const token = await server.logIn('admin', ADMIN_PASSWORD);
    const { payload } = await jwtVerify(token, new TextEncoder().encode('test_jwt_secret'));
    expect(payload.sub).toBe('admin');
  });

  it('there is a license in each state, and customers, products and versions to go with them', async () => {
    const licenses = await server.sdk.licenses.list({ limit: 100 });
    const statuses = new Set(licenses.items.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([...LICENSE_STATUSES].sort());
    const active = licenses.items.find(({ key }) => key === 'DEMO-ACTIVE-0001');
    expect(active).toMatchObject({ product: 'demo-photo-studio', max_activations: 5, status: 'active' });
    expect(licenses.items.find(({ key }) => key === KEY)).toMatchObject({ product: 'v2-default' });

    const products = await server.sdk.products.list();
    expect(products.items.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining(['demo-photo-studio', 'demo-shop-plugin']),
    );
    expect(await sizes(server)).toMatchObject({ customers: 4, product_versions: 7 });
  });

  it('the test license may be updated and metered, and the demo products offer trials', async () => {
    const body = { license_key: KEY, current_version: '0.9.0' };
    const update = await server.withKey('POST', '/api/version/check', { body }, API_KEY);
    expect(update).toMatchObject({ status: 200, body: { update_available: true, latest_version: '1.0.0' } });
    for (const license_key of [KEY, 'DEMO-ACTIVE-0001']) {
      const items = [{ meter: 'exports', amount: 1 }];
      const used = await server.call('POST', '/api/v1/usage', { body: { license_key, items } });
      expect([used.status, used.body.meters]).toEqual([
        200,
        [expect.objectContaining({ meter: 'exports', used: 1, left: 99 })],
      ]);
    }
    for (const product of ['demo-photo-studio', 'demo-shop-plugin']) {
      const trial = await server.call('POST', '/api/v1/trials', { body: { product, hardware_id: 'new-desk' } });
      expect([trial.status, trial.body]).toEqual([201, expect.objectContaining({ license_key: expect.any(String) })]);
    }
  });

  it('the console sends a request without a key with the demo key', async () => {
    const browser = new Browser(server);
    await browser.signIn();
    const path = '/console/api-compatibility';
    expect((await browser.get(`${path}/v2/try`)).html).toContain('Empty: the demo key.');
    const { html } = await browser.post(`${path}/license-manager/try?operation=connection-check`);
    expect(html).toContain('<span class="code-name">200 OK</span>');
  });

  it('the page of the import offers the row that waits', async () => {
    const browser = new Browser(server);
    await browser.signIn();
    const { items } = await server.sdk.imports.list();
    const { status, html } = await browser.get(`/console/imports/${single(items).id}`);
    expect([status, html.includes('1 row can be imported'), html.includes('>Import 1 row<')]).toEqual([
      200,
      true,
      true,
    ]);
  });

  it('a second start adds nothing, and what was deleted stays away', async () => {
    const { items } = await server.sdk.licenses.list({ limit: 100 });
    const revoked = single(items.filter(({ key }) => key === 'DEMO-REVOKED-0008'));
    expect((await server.asAdmin('DELETE', `/api/v1/licenses/${revoked.id}`)).status).toBe(204);
    const before = await sizes(server);
    await startDemo(server);
    expect(await sizes(server)).toEqual(before);
  });
});

describe('after a demo', () => {
  const works = async (server: TestServer) => {
    const body = { license_key: KEY, hardware_hash: 'desk' };
    const byKey = await server.withKey('POST', '/api/license/verify', { body }, API_KEY);
    const byLicense = await server.call('POST', '/api/v1/validate', { body: { license_key: KEY } });
    return [byKey.status, byLicense.body.valid];
  };
  const statuses = async (server: TestServer): Promise<Record<string, string>> => {
    const { items } = await server.sdk.licenses.list({ limit: 100 });
    return Object.fromEntries(items.map(({ key, status }) => [key, status]));
  };

  let before: Record<string, string>;
  let token: string;
  let url: string;
  let real: TestServer;
  beforeAll(async () => {
    // Trials of the demo are licenses of others.
    await server.dataSource.query(`DELETE FROM licenses WHERE key <> $1 AND key NOT LIKE 'DEMO-%'`, [KEY]);
    before = await statuses(server);
    expect(await works(server)).toEqual([200, true]);
    token = await server.adminToken();
    await server.sdk.licenses.issue({ product: 'v2-default', key: MINE });
    url = server.databaseUrl;
    await Promise.all(nodes.map((node) => node.stop()));
  });

  it('a start without it revokes what everybody knows and says so', async () => {
    real = await TestServer.start({}, url);
    expect(await works(real)).toEqual([401, false]);
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('DEMO was turned off'));
  });

  it('licenses that somebody else issued stay as they are', async () => {
    const { [MINE]: mine, ...known } = await statuses(real);
    expect([mine, new Set(Object.values(known))]).toEqual(['unused', new Set(['revoked'])]);
  });

  it('a token that was signed with the documented secret opens nothing', async () => {
    const { status } = await real.call('GET', '/api/v1/auth/me', { headers: { authorization: `Bearer ${token}` } });
    expect(status).toBe(401);
  });

  it('a later start says nothing more, and a start with it brings everything back', async () => {
    await startDemo(real);
    expect(warned).not.toHaveBeenCalled();
    // A demo refuses to start beside others' licenses.
    const { items } = await real.sdk.licenses.list({ key: MINE });
    expect((await real.asAdmin('DELETE', `/api/v1/licenses/${single(items).id}`)).status).toBe(204);
    await real.stop();

    const again = await TestServer.start({ DEMO: '1' }, url);
    expect(await works(again)).toEqual([200, true]);
    expect(await statuses(again)).toEqual(before);
    await again.stop();
  });
});

describe.each([MINE, KEY])('on a database with a license %s of its own', (key) => {
  it('refuses to start, says what to do, and adds nothing', async () => {
    const plain = await TestServer.shared();
    await plain.sdk.licenses.issue({ product: 'v2-default', key });
    const before = await sizes(plain);
    await expect(TestServer.start({ DEMO: '1' }, plain.databaseUrl)).rejects.toThrow(
      /^Settings: DEMO must be off on this database.*start without DEMO, or with another DATA_DIR or DATABASE_URL/,
    );
    expect(await sizes(plain)).toEqual(before);
    // The next start revokes no license that has the key of a demo.
    await startDemo(plain);
    expect((await plain.call('POST', '/api/v1/validate', { body: { license_key: key } })).body.valid).toBe(true);
    await plain.stop();
  });
});

it('is off unless asked for', async () => {
  const server = await TestServer.shared();
  expect((await server.call('POST', '/api/v1/validate', { body: { license_key: KEY } })).body.code).toBe('NOT_FOUND');
  const answer = await server.withKey('POST', '/api/license/verify', { body: {} }, API_KEY);
  expect(answer.status).toBe(401);
  expect(await sizes(server)).toMatchObject({ customers: 0, licenses: 0 });
  await server.stop();
});

describe('the setting', () => {
  it('refuses to be on in production, by name', () => {
    expect(() => readSettings({ DEMO: '1', NODE_ENV: 'production' })).toThrow(/DEMO must be off.*production/);
    expect(readSettings({ DEMO: '0', NODE_ENV: 'production' }).DEMO).toBe(false);
    expect(readSettings({ NODE_ENV: 'production' }).DEMO).toBe(false);
    expect(readSettings({ DEMO: 'true', NODE_ENV: 'development' }).DEMO).toBe(true);
  });

  it('is on or off and nothing else', () => {
    expect(() => readSettings({ DEMO: 'maybe' })).toThrow('DEMO must be 1 or 0');
  });

  it('leaves a secret that was given, opens the dialects, and changes nothing while it is off', () => {
    const secret = 'a secret of our own';
    expect(withDemo(readSettings({ DEMO: '1', JWT_SECRET: secret })).JWT_SECRET).toBe(secret);
    expect(withDemo(readSettings({ DEMO: '1' }))).toMatchObject({
      JWT_SECRET: 'test_jwt_secret',
      OPEN_DIALECTS: expect.arrayContaining(['progran3', 'smbeauty']),
    });
    expect(() => withDemo(readSettings({ JWT_SECRET: 'test_jwt_secret' }))).toThrow(/JWT_SECRET must not be/);
    const off = readSettings({});
    expect(withDemo(off)).toBe(off);
  });
});
