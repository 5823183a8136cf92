import { activate, changed, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

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

it('counts hosts beyond the limit like any other', async () => {
  const license = await licenseWith({ max_free_hosts: 1 });
  expect((await on(license, 'localhost')).body.takes_seat).toBe(false);
  expect((await on(license, 'staging.shop.example')).body.takes_seat).toBe(false);
  expect((await on(license, 'staging.shop.example')).body.takes_seat).toBe(false);
  expect((await on(license, 'dev.shop.example')).body).toEqual(expect.not.objectContaining({ takes_seat: false }));
  expect((await on(license, 'test.shop.example')).status).toBe(409);
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

it('gives only one of two hosts that race the last free place', async () => {
  const license = await licenseWith({ max_free_hosts: 1 });
  const hosts = ['staging.shop.example', 'dev.shop.example', 'test.shop.example'];
  const replies = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
    hosts.map((host) => () => on(license, host)),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
  expect(await server.sdk.licenses.get(license.id)).toMatchObject({ seats_used: 1, free_hosts: 1 });
});

it('reports a license with many free hosts as an anomaly, once', async () => {
  const [abused, usual] = [await issued(server, { max_activations: 50 }), await issued(server, ONE_SEAT)];
  const activations = Array.from({ length: 40 }, (_, index) => on(abused, `staging.shop-${index}.example`));
  expect((await Promise.all(activations)).map(({ status }) => status)).toEqual(Array(40).fill(201));
  for (let index = 0; index < 18; index += 1) {
    await on(usual, index < 3 ? `staging.shop-${index}.example` : `shop-${index}.test`);
  }
  await runJob(server, 'anomalies');
  await runJob(server, 'anomalies');
  const anomaliesOf = async ({ id }: { id: string }) =>
    (await server.sdk.monitoring.listAnomalies({ license: id, type: 'many_free_hosts' })).items;
  expect(await anomaliesOf(abused)).toMatchObject([{ details: { hosts: 20, hosts_limit: 15 } }]);
  expect(await anomaliesOf(usual)).toEqual([]);
});
