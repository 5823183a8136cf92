import { aProduct } from '../../testkit/callers';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const siteOf = (domain: string) => ({ hardware_id: domain, domain });
const on = (license: { key: string }, domain: string) => activate(server, license.key, domain, { domain });
const ONE_SEAT = { max_activations: 1 };
const licenseWith = (policy_overrides: object, more: object = ONE_SEAT) =>
  issued(server, { policy_overrides, ...more });

it('leaves the seats to production hosts, and shows free hosts on the license', async () => {
  const license = await issued(server, ONE_SEAT);
  for (const host of ['staging.shop.example', 'dev.shop.example', 'shop.wpengine.com', 'localhost']) {
    const { status, body } = await on(license, host);
    expect([host, status, body.takes_seat]).toEqual([host, 201, false]);
  }
  expect((await on(license, 'shop.example')).status).toBe(201);
  expect((await on(license, 'test.shop.example')).status).toBe(201);
  expect((await on(license, 'another.example')).status).toBe(409);
  expect((await validate(server, license.key, 'staging.shop.example')).body.valid).toBe(true);
  expect(await server.sdk.licenses.get(license.id)).toMatchObject({ seats_used: 1, free_hosts: 5 });
});

it('refuses hosts beyond the limit, which take no seat of a production host', async () => {
  const license = await licenseWith({ max_free_hosts: 1, when_full: 'deactivate_oldest' });
  expect((await on(license, 'localhost')).body.takes_seat).toBe(false);
  expect((await on(license, 'staging.shop.example')).body.takes_seat).toBe(false);
  const { status, body } = await on(license, 'dev.shop.example');
  expect([status, body.error.code]).toEqual([409, 'SEATS_EXHAUSTED']);
  expect((await on(license, 'staging.shop.example')).body.takes_seat).toBe(false);
  expect((await on(license, 'shop.example')).status).toBe(201);
  expect((await on(license, 'test.shop.example')).status).toBe(409);
  expect((await validate(server, license.key, 'shop.example')).body.valid).toBe(true);
});

it('refuses checks that would activate one host too many', async () => {
  const license = await licenseWith({ max_free_hosts: 1, bind_on_check: true });
  const check = (domain: string) => validate(server, license.key, domain, { domain });
  expect((await check('staging.shop.example')).body.valid).toBe(true);
  expect((await check('dev.shop.example')).body).toMatchObject({ valid: false, code: 'DEVICE_MISMATCH' });
  expect((await check('shop.example')).body.valid).toBe(true);
});

it('takes hosts from the list of the product, together with that of the policy', async () => {
  const { reference } = await aProduct(server, 'shops', { free_hosts: ['acceptance.*'] });
  const license = await licenseWith({ free_hosts: ['*.intern.example'] }, { product: reference, ...ONE_SEAT });
  for (const host of ['acceptance.shop.example', 'a.intern.example', 'staging.shop.example']) {
    expect((await on(license, host)).body.takes_seat).toBe(false);
  }
  expect((await on(license, 'shop.example')).body).toEqual(expect.not.objectContaining({ takes_seat: false }));
});

it.each([false, true])('gives a production host the seat of a staging host, if bind_on_check is %s', async (bind) => {
  const strict = { staging_hosts: 'count', max_free_hosts: 0, bind_on_check: bind };
  const license = await licenseWith(strict);
  await on(license, 'staging.shop.example');
  await changed(server, license, { policy_overrides: { ...strict, staging_hosts: 'without_seat' } });
  const explain = { license_key: license.key, operation: 'activate', ...siteOf('shop.example') };
  expect((await server.asAdmin('POST', '/api/v1/explain', { body: explain })).body.code).toBe('VALID');
  const hosts = ['shop.example', 'another.example'];
  const ask = (domain: string) => (bind ? validate(server, license.key, domain, { domain }) : on(license, domain));
  const replies = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
    hosts.map((host) => () => ask(host)),
  );
  expect(replies.filter(({ body, status }) => (bind ? body.valid : status === 201))).toHaveLength(1);
  expect((await validate(server, license.key, 'staging.shop.example')).body.valid).toBe(true);
  expect(await server.sdk.licenses.get(license.id)).toMatchObject({ seats_used: 1, free_hosts: 1 });
});

it('leaves the uses of a license to production hosts', async () => {
  const license = await licenseWith({}, { uses_limit: 1 });
  await on(license, 'staging.shop.example');
  expect((await on(license, 'shop.example')).status).toBe(201);
  expect((await on(license, 'dev.shop.example')).status).toBe(201);
  expect((await on(license, 'another.example')).body.error.code).toBe('USES_EXHAUSTED');
});

it('takes hosts from a list of its own, and none if it is switched off', async () => {
  const license = await licenseWith({ free_hosts: ['acceptance.*', '*.intern.example'], staging_hosts: 'count' });
  expect((await on(license, 'acceptance.shop.example')).body.takes_seat).toBe(false);
  expect((await on(license, 'a.intern.example')).body.takes_seat).toBe(false);
  expect((await on(license, 'staging.shop.example')).body).toEqual(expect.not.objectContaining({ takes_seat: false }));
  expect((await on(license, 'shop.example')).status).toBe(409);
  const strict = await licenseWith({ staging_hosts: 'refuse' });
  expect((await on(strict, 'staging.shop.example')).body.error.code).toBe('DEVICE_NOT_ALLOWED');
});

it('gives a seat back that a host took before its policy let it go without', async () => {
  const license = await licenseWith({ staging_hosts: 'count' });
  await on(license, 'staging.shop.example');
  await changed(server, license, { policy_overrides: {} });
  await on(license, 'staging.shop.example');
  expect(await server.sdk.licenses.get(license.id)).toMatchObject({ seats_used: 0, free_hosts: 1 });
});

it('does not bind a license to its staging host', async () => {
  const license = await licenseWith({ add_first_domain: true }, { max_activations: 2 });
  await on(license, 'staging.shop.example');
  await on(license, 'shop.example');
  expect((await server.sdk.licenses.get(license.id)).allowed_domains).toEqual(['shop.example']);
});

it('gives one of several hosts that race the last free place, and the production host its seat', async () => {
  const license = await licenseWith({ max_free_hosts: 1 });
  const hosts = ['staging.shop.example', 'dev.shop.example', 'test.shop.example', 'shop.example'];
  const replies = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
    hosts.map((host) => () => on(license, host)),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
  expect(replies.at(-1)?.status).toBe(201);
  expect(await server.sdk.licenses.get(license.id)).toMatchObject({ seats_used: 1, free_hosts: 1 });
});

it('reports a license with many free hosts as an anomaly, once', async () => {
  await server.sdk.settings.update({ 'anomalies.free_hosts': 4 });
  const [abused, usual] = [
    await licenseWith({ max_free_hosts: 6 }, { max_activations: 50 }),
    await issued(server, ONE_SEAT),
  ];
  const activations = Array.from({ length: 10 }, (_, index) => on(abused, `staging.shop-${index}.example`));
  expect((await Promise.all(activations)).map(({ status }) => status).sort()).toEqual(
    Array.from({ length: 10 }, (_, index) => (index < 6 ? 201 : 409)),
  );
  for (let index = 0; index < 7; index += 1) {
    await on(usual, index < 3 ? `staging.shop-${index}.example` : `shop-${index}.test`);
  }
  await runJob(server, 'anomalies');
  await runJob(server, 'anomalies');
  const anomaliesOf = async ({ id }: { id: string }) =>
    (await server.sdk.monitoring.listAnomalies({ license: id, type: 'many_free_hosts' })).items;
  expect(await anomaliesOf(abused)).toMatchObject([{ details: { hosts: 6, hosts_limit: 4 } }]);
  expect(await anomaliesOf(usual)).toEqual([]);
  await server.sdk.settings.update({ 'anomalies.free_hosts': null });
});
