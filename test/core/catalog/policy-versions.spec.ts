import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import type { BulkLicenses, BulkPreview, License, Policy, StartedJob } from '../../../sdk/src/generated/native';
import { changePolicy, declare, declareMeter, followPolicies } from '../../support/grants';
import { aProduct } from '../../testkit/callers';
import { changed, issued } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import { licenseOf, race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let reference: string;
let product: { id: string };
let count = 0;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  const made = await aProduct(server, `versions-${(count += 1)}`);
  product = made;
  reference = made.reference;
  await declare(server, made, 'projects', { type: 'number' });
  await declareMeter(server, made, 'exports');
});
afterAll(() => server.stop());

/** A policy that grants a number of projects and exports. */
const granting = (value: number) => ({
  entitlements: { projects: value },
  meters: { exports: { limit: 10 * value } },
});
const aPolicy = (value: number): Promise<Policy> =>
  server.sdk.policies.create({ name: `Plan ${(count += 1)}`, ...granting(value) });
const publish = (policy: Policy, note?: string) => server.sdk.policies.publishVersion(policy.id, { note });
const license = (policy: Policy, more: object = {}) =>
  issued(server, { product: reference, policy: policy.id, ...more });
const get = ({ id }: License) => server.sdk.licenses.get(id);
/** The version of a license, with what it grants. */
const held = async (one: License): Promise<unknown[]> => {
  const { policy_version, entitlements, meters } = await get(one);
  return [policy_version, entitlements.projects?.value, meters.exports?.limit];
};
/** A policy at its second version, with a license of each version. */
async function twoVersions() {
  const policy = await aPolicy(1);
  const first = await license(policy);
  await publish(policy);
  await changePolicy(server, policy.id, granting(2));
  await publish(policy, 'Twice as much');
  return { policy, first, second: await license(policy) };
}
const bulk = (body: BulkLicenses) => server.sdk.licenses.bulk(body);
const work = async () => {
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
};

it('keeps what a version grants to its licenses, and gives new licenses the newest', async () => {
  const { policy, first, second } = await twoVersions();
  await changePolicy(server, policy.id, granting(3));
  expect(await followPolicies(server)).toBeGreaterThan(0);
  expect(await held(first)).toEqual([1, 1, 10]);
  expect(await held(second)).toEqual([2, 2, 20]);
  expect(await held(await license(policy))).toEqual([2, 2, 20]);
  expect((await server.sdk.policies.get(policy.id)).published_version).toBe(2);
  const { items } = await server.sdk.policies.listVersions(policy.id);
  expect(items.map(({ number, note, entitlements }) => [number, note, entitlements.projects?.value])).toEqual([
    [2, 'Twice as much', 2],
    [1, null, 1],
  ]);
  const found = await server.sdk.policies.listVersions(policy.id, { q: 'twice' });
  expect(found.items.map(({ number }) => number)).toEqual([2]);
  const events = await server.sdk.audit.listEvents({ type: 'policy.version_published', limit: 1 });
  expect(events.items[0]?.data).toEqual({
    policy_id: policy.id,
    name: policy.name,
    published_version: 2,
    note: 'Twice as much',
    entitlements: { projects: { value: 2, expires_at: null } },
    meters: { exports: { limit: 20, period: 'none', anchor: 'calendar', overage_percent: 0 } },
    credits: {},
    rates: {},
    next_rates: null,
  });
});

it('follows a policy as before until its first version', async () => {
  const policy = await aPolicy(1);
  const one = await license(policy);
  await changePolicy(server, policy.id, granting(2));
  await followPolicies(server);
  expect(await held(one)).toEqual([1, 2, 20]);
  expect((await server.sdk.policies.get(policy.id)).published_version).toBeNull();
});

it('does not publish the same again', async () => {
  const policy = await aPolicy(1);
  await publish(policy);
  await expect(publish(policy)).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('keeps a definition that a version grants', async () => {
  const { policy, first } = await twoVersions();
  await changePolicy(server, policy.id, { entitlements: {}, meters: {} });
  await expect(server.sdk.products.deleteEntitlement(product.id, 'projects')).rejects.toMatchObject({ code: 'IN_USE' });
  expect((await get(first)).entitlements).toHaveProperty('projects');
});

it('moves a license by hand, with its own grants', async () => {
  const { first } = await twoVersions();
  await changed(server, first, { meters: { exports: { limit: 7 } } });
  await changed(server, first, { policy_version: 2 });
  expect(await held(first)).toEqual([2, 2, 7]);
  await changed(server, first, { policy_version: 1, meters: {} });
  expect(await held(first)).toEqual([1, 1, 10]);
  await expect(server.sdk.licenses.update(first.id, { policy_version: 3 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('gives a license of another policy the newest version of that one', async () => {
  const { policy, second } = await twoVersions();
  const other = await aPolicy(5);
  await server.sdk.licenses.changePolicy(second.id, { policy: other.id });
  expect(await held(second)).toEqual([1, 5, 50]);
  await changed(server, second, { policy: policy.id, policy_version: 1 });
  expect(await held(second)).toEqual([1, 1, 10]);
  await server.sdk.licenses.changePolicy(second.id, { policy: policy.id, limits: [] });
  expect(await held(second)).toEqual([1, 1, 10]);
});

it('moves many licenses with a preview, and back', async () => {
  const { policy, first, second } = await twoVersions();
  const unversioned = await license(await aPolicy(4));
  const own = await license(policy, { policy_version: 1, entitlements: { projects: 9 } });
  const body: BulkLicenses = { action: 'change_policy_version', filter: { product: [reference] } };
  const preview = (await bulk({ ...body, preview: true })) as BulkPreview;
  expect(preview).toMatchObject({
    matching: 4,
    will_change: 2,
    skipped: [{ reason: 'same_policy_version', count: 2 }],
  });
  expect(preview.sample.map(({ before, after }) => [before.policy_version, after?.policy_version])).toEqual([
    [1, 2],
    [1, 2],
  ]);
  const { job } = (await bulk(body)) as StartedJob;
  await work();
  expect(await Promise.all([first, own, second, unversioned].map(held))).toEqual([
    [2, 2, 20],
    [2, 9, 20],
    [2, 2, 20],
    [1, 4, 40],
  ]);
  await server.sdk.jobs.undo(job.id);
  await work();
  expect(await Promise.all([first, own, second].map(held))).toEqual([
    [1, 1, 10],
    [1, 9, 10],
    [2, 2, 20],
  ]);
});

it('finds the licenses of a version, and skips those whose policy lacks one', async () => {
  const { policy, first, second } = await twoVersions();
  const filter = { policy: [policy.id], policy_version: 1 };
  expect((await server.sdk.licenses.list(filter)).items.map(({ id }) => id)).toEqual([first.id]);
  const body: BulkLicenses = { action: 'change_policy_version', ids: [second.key], params: { policy_version: 3 } };
  expect(await bulk({ ...body, preview: true })).toMatchObject({
    will_change: 0,
    skipped: [{ reason: 'no_policy_version', count: 1 }],
  });
});

it('never gives a license the version of another policy, however a move and a change of policy meet', async () => {
  const { first } = await twoVersions();
  const other = await aPolicy(5);
  await publish(other);
  const move = (await bulk({ action: 'change_policy_version', ids: [first.key] })) as StartedJob;
  await race({ databaseUrl: server.databaseUrl, ...licenseOf(first.key) }, [
    () => work(),
    async () => {
      await server.sdk.licenses.changePolicy(first.id, { policy: other.id });
    },
    async () => {
      await server.sdk.licenses.update(first.id, { policy_version: 2 }).catch(() => undefined);
    },
  ]);
  expect((await get(first)).policy).toBe(other.id);
  expect(await held(first)).toEqual([1, 5, 50]);
  expect((await server.sdk.jobs.get(move.job.id)).state).toBe('done');
});
