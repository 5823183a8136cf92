import { createHash } from 'node:crypto';
import { type Answer, TestServer } from '../../testkit/server';
import { expectWhole } from '../../support/lic';
import { verificationsOf } from '../../testkit/records';
import { aSystem, Dashboard } from '../../support/progran3';

const PRODUCT = '/api/v1/products/progran3-default';
const CODE = 'const ProGran3_ReportGenerator = { title: "Звіт" };';
const FORBIDDEN = { success: false, error: expect.any(String), code: 'FORBIDDEN' };

let server: TestServer;
let dashboard: Dashboard;
let systems = 0;
beforeAll(async () => {
  server = await TestServer.shared();
  dashboard = await Dashboard.on(server);
});
afterAll(() => server.stop());

const upload = (name: string, more: object = {}) =>
  server.asAdmin('PUT', `${PRODUCT}/modules/${name}`, { body: { version: '3.2.1', code: CODE, ...more } });

/** Loads a module as the plugin does. */
const load = (name: string, system?: string, headers: Record<string, string> = {}): Promise<Answer> =>
  server.call('GET', `/api/modules/${name}`, {
    headers: {
      'content-type': 'application/json',
      'x-plugin-version': '3.2.1',
      ...(system !== undefined && { 'x-fingerprint-hash': system }),
      ...headers,
    },
  });

it('gives a module with its hash to the system of a usable license', async () => {
  await upload('report-generator');
  const system = aSystem(++systems);
  const { license_key } = await dashboard.active({}, system);
  const whole = {
    success: true,
    data: {
      name: 'report-generator',
      version: '3.2.1',
      code: CODE,
      signature: createHash('sha256').update(CODE).digest('hex'),
      cache_ttl: 86_400,
      metadata: {},
    },
  };
  expectWhole(await load('report-generator', system), 200, whole);
  expectWhole(await load('report-generator', system.toUpperCase()), 200, whole);
  expect((await verificationsOf(server, license_key)).at(-1)).toMatchObject({
    dialect: 'progran3',
    operation: 'check',
    outcome: 'VALID',
    app_version: '3.2.1',
  });
});

it('gives the new code after an upload of the same name', async () => {
  await upload('replaced');
  const system = aSystem(++systems);
  await dashboard.active({}, system);
  await upload('replaced', { version: '3.3.0', code: 'const second = 2;' });
  expect((await load('replaced', system)).body.data).toMatchObject({ version: '3.3.0', code: 'const second = 2;' });
});

it.each([
  ['no fingerprint', undefined],
  ['the word that the plugin sends while it knows none', 'unknown'],
  ['an unknown fingerprint', 'f'.repeat(64)],
  ['a fingerprint that no program sends', 'f'.repeat(600)],
])('refuses %s, whether or not the module exists', async (_what, system) => {
  await upload('known');
  expectWhole(await load('known', system), 403, FORBIDDEN);
  expectWhole(await load('no-such-module', system), 403, FORBIDDEN);
});

it('refuses a license that may not be used, and a system without a seat', async () => {
  await upload('known');
  const system = aSystem(++systems);
  const license = await dashboard.active({}, system);
  await dashboard.update(license.id, { status: 'revoked' });
  expectWhole(await load('known', system), 403, FORBIDDEN);

  const unseated = aSystem(++systems);
  const { id } = await dashboard.active({}, aSystem(++systems));
  await server.call('POST', '/api/systems', { body: { license_id: id, fingerprint_hash: unseated } });
  expectWhole(await load('known', unseated), 403, FORBIDDEN);
});

it('reports an unknown module, and a plugin that is too old', async () => {
  const system = aSystem(++systems);
  await dashboard.active({}, system);
  for (const name of ['no-such-module', '..%2Fsecret', 'x'.repeat(65)]) {
    expectWhole(await load(name, system), 404, { success: false, error: 'Module not found', code: 'NOT_FOUND' });
  }
  await upload('newer', { minimum_version: '3.10.0' });
  expectWhole(await load('newer', system), 400, {
    success: false,
    error: 'Module requires plugin version 3.10.0 or higher. Current: 3.2.1',
    code: 'VALIDATION_ERROR',
  });
  expect((await load('newer', system, { 'x-plugin-version': '3.10.0' })).status).toBe(200);
  expect((await load('newer', system, { 'x-plugin-version': '' })).status).toBe(200);
});

it('gives modules to every plugin where the product gives its updates without a license', async () => {
  await upload('known');
  const open = (updates_need_license: boolean) => server.asAdmin('PATCH', PRODUCT, { body: { updates_need_license } });
  await open(false);
  expect((await load('known', 'unknown')).status).toBe(200);
  await open(true);
  expect((await load('known', 'unknown')).status).toBe(403);
});
