import type { BulkLicenses, License, StartedJob } from '../../../sdk/src/generated/native';
import { PRODUCT_ROLE_PERMISSIONS } from '../../../src/core/identity/permissions/granted-permissions';
import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { RUN_DATA_EXPORTS } from '../../../src/core/platform/exports/run-data-exports';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser } from '../../testkit/users';

const MAX_UNFINISHED = 10;

let server: TestServer;
let license: License;
/** Callers of one product. */
let user: TestServer['sdk'];
let key: TestServer['sdk'];
let otherKey: TestServer['sdk'];
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'ours');
  license = await issued(server, { product: 'ours', expires_at: '2030-06-01T00:00:00Z' });
  const rights = { permissions: [...PRODUCT_ROLE_PERMISSIONS], products: ['ours'] };
  await server.asAdmin('POST', '/api/v1/roles', { body: { name: 'Desk', ...rights } });
  const { token, id: userId } = await createLoggedInUser(server, 'Desk');
  user = server.sdk.with({ token });
  const [first, second] = [await keyOf(server, 'internal', rights), await keyOf(server, 'internal', rights)];
  [key, otherKey] = [server.sdk.with({ apiKey: first.key }), server.sdk.with({ apiKey: second.key })];
  const [{ same }] = await server.dataSource.query(
    'SELECT (SELECT id FROM users WHERE uid = $1) = (SELECT id FROM api_keys WHERE uid = $2) AS same',
    [userId, first.id],
  );
  expect(same).toBe(true);
});
afterEach(async () => {
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
});
afterAll(() => server.stop());

const start = async (caller: TestServer['sdk']) => {
  const body: BulkLicenses = { action: 'extend', ids: [license.id], params: { days: 1 } };
  return ((await caller.licenses.bulk(body)) as StartedJob).job;
};

it('a user and an API key with the same id do not see the jobs of each other', async () => {
  const [ofUser, ofKey] = [await start(user), await start(key)];
  expect((await user.jobs.list()).items.map(({ id }) => id)).toEqual([ofUser.id]);
  expect((await key.jobs.list()).items.map(({ id }) => id)).toEqual([ofKey.id]);
  await expect(key.jobs.get(ofUser.id)).rejects.toMatchObject({ status: 404 });
});

it('the unfinished jobs of one API key do not keep another from starting its own', async () => {
  for (let started = 0; started < MAX_UNFINISHED; started++) {
    await start(otherKey);
  }
  await expect(start(otherKey)).rejects.toMatchObject({ status: 409, code: 'TOO_MANY_JOBS' });
  expect(await start(key)).toMatchObject({ state: 'queued' });
});

it('changes are recorded in the name of the API key that started the job', async () => {
  const { id } = await start(key);
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
  expect(await key.jobs.get(id)).toMatchObject({ started_at: expect.any(String) });
  const entries = await server.dataSource.query(
    `SELECT DISTINCT actor_type, actor, ip IS NOT NULL AS "hasAddress" FROM audit_entries WHERE job_id = $1`,
    [id],
  );
  expect(entries).toEqual([{ actor_type: 'api-key', actor: 'internal', hasAddress: true }]);
});

it('a role that loses a product loses the jobs and exports that were made for it', async () => {
  await aProduct(server, 'others');
  const role = { name: 'Both', permissions: [...PRODUCT_ROLE_PERMISSIONS], products: ['ours', 'others'] };
  const { body } = await server.asAdmin('POST', '/api/v1/roles', { body: role });
  const { token, call } = await createLoggedInUser(server, role.name);
  const { id } = await start(server.sdk.with({ token }));
  const exported = (await call('POST', '/api/v1/licenses/bulk', { body: { action: 'export', filter: {} } })).body.job;
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
  while ((await runQueued(server, RUN_DATA_EXPORTS)) > 0);
  const seen = async () => [
    ...(await Promise.all(
      [id, exported.id].map(async (job) => (await call('GET', `/api/v1/jobs/${job}/result.csv`)).status),
    )),
    (await call('GET', '/api/v1/jobs')).body.items.length,
  ];
  expect(await seen()).toEqual([200, 200, 1]);
  const change = { body: { products: ['others'] } };
  expect((await server.asAdmin('PATCH', `/api/v1/roles/${body.id}`, change)).status).toBe(200);
  expect(await seen()).toEqual([404, 404, 0]);
  await server.asAdmin('PATCH', `/api/v1/roles/${body.id}`, { body: { products: ['ours', 'others'] } });
  expect(await seen()).toEqual([200, 200, 1]);
});
