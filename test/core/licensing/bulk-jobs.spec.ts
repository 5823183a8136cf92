import { followJob, KeywardError } from '../../../sdk/src/index';
import type { BulkLicenses, BulkPreview, Job, License, StartedJob } from '../../../sdk/src/generated/native';
import { DAY } from '../../../src/core/common/calendar';
import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { RunBackgroundJobsService } from '../../../src/core/platform/background-jobs/run-background-jobs.service';
import { TURN } from '../../../src/core/platform/jobs/take-turn';
import { BulkLicensesJob } from '../../../src/core/licensing/bulk/bulk-licenses.job';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, changed, issued } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { untilWaiting } from '../../testkit/race';
import type { Tuple } from '../../support/tuple';
import { TestServer } from '../../testkit/server';

const NOW = '2027-03-01T12:00:00.000Z';

let server: TestServer;
/** A second node over the same database. */
let other: TestServer;
let count = 0;
beforeAll(async () => {
  [other, server] = await TestServer.sharedPair();
});
beforeEach(() => {
  server.clock.holdAt(NOW);
  other.clock.holdAt(NOW);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await server.stop();
  await other.stop();
});

const product = async () => (await aProduct(server, `product-${(count += 1)}`)).reference;
/** Each change has a time of its own. */
const later = (ms = 1_000) => [server, other].forEach(({ clock }) => clock.advance(ms));
const work = async () => {
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
};
const preview = async (body: BulkLicenses) =>
  (await server.sdk.licenses.bulk({ ...body, preview: true })) as BulkPreview;
const start = async (body: BulkLicenses) => ((await server.sdk.licenses.bulk(body)) as StartedJob).job;
/** Starts a job and runs it to its end. */
const run = async (body: BulkLicenses): Promise<Job> => {
  const { id } = await start(body);
  later();
  await work();
  return server.sdk.jobs.get(id);
};
const undo = async ({ id }: Job): Promise<Job> => {
  const { job } = await server.sdk.jobs.undo(id);
  later();
  await work();
  return server.sdk.jobs.get(job.id);
};
const rowsOf = async ({ id }: Job, query = {}) =>
  (await server.sdk.jobs.listRows(id, query)).items.map(({ label, outcome, reason }) => [label, outcome, reason]);
const get = ({ id }: License) => server.sdk.licenses.get(id);
const STATES = { revoked: { state: 'revoked' }, blocked: { state: 'blocked' }, disabled: { state: 'disabled' } };

/** One license of each kind that a bulk change may meet. */
async function zoo(reference: string) {
  const terms = { name: 'Pending', expiry_basis: 'first_activation', duration_days: 10 } as const;
  const policy = (await server.sdk.policies.create(terms)).id;
  const licenses = {
    active: await issued(server, { product: reference, expires_at: '2027-06-01T00:00:00Z' }),
    expired: await issued(server, { product: reference, expires_at: '2027-02-20T00:00:00Z' }),
    endless: await issued(server, { product: reference }),
    revoked: await issued(server, { product: reference, expires_at: '2027-06-01T00:00:00Z' }),
    blocked: await issued(server, { product: reference, expires_at: '2027-06-01T00:00:00Z' }),
    disabled: await issued(server, { product: reference, expires_at: '2027-06-01T00:00:00Z' }),
    late: await issued(server, { product: reference, expires_at: '9999-12-20T00:00:00Z' }),
    pending: await issued(server, { product: reference, policy }),
  };
  await changed(server, licenses.revoked, STATES.revoked);
  await changed(server, licenses.blocked, STATES.blocked);
  await changed(server, licenses.disabled, STATES.disabled);
  return licenses;
}

describe('an extension by days', () => {
  it('previews exactly what the job then does', async () => {
    const reference = await product();
    const { active, expired, endless, revoked, late, pending } = await zoo(reference);
    const body: BulkLicenses = { action: 'extend', filter: { product: reference }, params: { days: 30 } };
    const seen = await preview(body);
    expect(seen).toMatchObject({ matching: 8, will_change: 5, become_usable: 1 });
    expect(seen.skipped).toEqual([
      { reason: 'never_expires', count: 1 },
      { reason: 'revoked', count: 1 },
      { reason: 'too_long', count: 1 },
    ]);
    const job = await run(body);
    expect(job).toMatchObject({
      kind: 'licenses.extend',
      state: 'done',
      total: 8,
      done: 8,
      changed: 5,
      skipped: 3,
      failed: 0,
      left_alone: 0,
      created_by: 'admin',
      undo_until: '2027-03-08T12:00:01.000Z',
    });
    expect(await rowsOf(job, { outcome: 'skipped' })).toEqual([
      [endless.key, 'skipped', 'never_expires'],
      [revoked.key, 'skipped', 'revoked'],
      [late.key, 'skipped', 'too_long'],
    ]);
    for (const { license, after } of seen.sample) {
      expect(await server.sdk.licenses.get(license)).toMatchObject({
        expires_at: after?.expires_at,
        duration_days: after?.duration_days,
      });
    }
    expect((await get(pending)).duration_days).toBe(40);
    expect((await get(active)).expires_at).toBe('2027-07-01T00:00:00.000Z');
    expect((await get(expired)).expires_at).toBe('2027-03-22T00:00:00.000Z');
  });
});

describe('an extension by months', () => {
  it('previews exactly what the job then does, and is undone', async () => {
    const reference = await product();
    const { active, expired, late, pending } = await zoo(reference);
    const short = await issued(server, { product: reference, expires_at: '2027-01-31T00:00:00Z' });
    const body: BulkLicenses = { action: 'extend', filter: { product: reference }, params: { months: 1 } };
    const seen = await preview(body);
    expect(seen).toMatchObject({ matching: 9, will_change: 6, become_usable: 1 });
    expect(seen.skipped).toContainEqual({ reason: 'too_long', count: 1 });
    const job = await run(body);
    expect(job).toMatchObject({ changed: 6, skipped: 3, failed: 0 });
    for (const { license, after } of seen.sample) {
      expect(await server.sdk.licenses.get(license)).toMatchObject({
        expires_at: after?.expires_at,
        duration_days: after?.duration_days,
        duration_months: after?.duration_months,
      });
    }
    expect(await get(pending)).toMatchObject({ duration_days: 40, duration_months: 1 });
    expect((await get(active)).expires_at).toBe('2027-07-01T00:00:00.000Z');
    expect((await get(expired)).expires_at).toBe('2027-03-20T00:00:00.000Z');
    expect((await get(short)).expires_at).toBe('2027-02-28T00:00:00.000Z');
    expect((await get(late)).expires_at).toBe(late.expires_at);
    await undo(job);
    expect(await get(pending)).toMatchObject({ duration_days: 10, duration_months: null });
    expect((await get(short)).expires_at).toBe(short.expires_at);
  });

  it('counts years as twelve months', async () => {
    const license = await issued(server, { expires_at: '2028-02-29T00:00:00Z' });
    await run({ action: 'extend', ids: [license.id], params: { years: 1 } });
    expect((await get(license)).expires_at).toBe('2029-02-28T00:00:00.000Z');
  });
});

describe('each action', () => {
  let licenses: Awaited<ReturnType<typeof zoo>>;
  let tests = 0;
  beforeAll(async () => {
    server.clock.holdAt(NOW);
    licenses = await zoo(await product());
  });
  // Later than what the test before has restored.
  beforeEach(() => later(60_000 * (tests += 1)));

  it.each<[BulkLicenses['action'], (keyof Awaited<ReturnType<typeof zoo>>)[], object]>([
    ['disable', ['active', 'expired', 'endless', 'late', 'pending'], { status: 'disabled' }],
    ['enable', ['disabled'], { status: 'unused' }],
    ['revoke', ['active', 'expired', 'endless', 'blocked', 'disabled', 'late', 'pending'], { status: 'revoked' }],
    ['block', ['active', 'expired', 'endless', 'disabled', 'late', 'pending'], { status: 'blocked' }],
    ['unblock', ['blocked'], { status: 'unused' }],
  ])('%ss the licenses that it can, and restores them', async (action, names, expected) => {
    const ids = Object.values(licenses).map(({ id }) => id);
    const before = await Promise.all(Object.values(licenses).map(get));
    const seen = await preview({ action, ids });
    const job = await run({ action, ids });
    expect([seen.matching, seen.will_change, job.changed, job.skipped]).toEqual([
      8,
      names.length,
      names.length,
      8 - names.length,
    ]);
    for (const name of names) {
      expect(await get(licenses[name])).toMatchObject(expected);
    }
    const undone = await undo(job);
    expect(undone).toMatchObject({ state: 'done', undo_of: job.id, changed: names.length, undo_until: null });
    const after = await Promise.all(Object.values(licenses).map(get));
    const plain = ({ updated_at: _, ...license }: License & { updated_at?: string }) => license;
    expect(after.map(plain)).toEqual(before.map(plain));
  });
});

const THREE = ['a', 'b', 'c'];
/** Issued in this order, which is that of a job. */
const three = async (more: object = {}): Promise<Tuple<License, 3>> => {
  const one = { product: await product(), expires_at: '2027-06-01T00:00:00Z', ...more };
  return (await server.sdk.licenses.issueBatch({ ...one, count: 3 })).items as Tuple<License, 3>;
};
const idsOf = (licenses: readonly License[]) => licenses.map(({ id }) => id);
const extension = (licenses: readonly License[]): BulkLicenses => ({
  action: 'extend',
  ids: idsOf(licenses),
  params: { days: 30 },
});
const EXTENDED = '2027-07-01T00:00:00.000Z';

describe('actions with a parameter', () => {
  it('extends to a date, and skips licenses that end later', async () => {
    const licenses = await three();
    await changed(server, licenses[2], { expires_at: '2029-01-01T00:00:00Z' });
    const params = { until: '2028-01-01T00:00:00.000Z' };
    expect(await preview({ action: 'extend', ids: idsOf(licenses), params })).toMatchObject({
      will_change: 2,
      skipped: [{ reason: 'ends_later', count: 1 }],
    });
    expect(await run({ action: 'extend', ids: idsOf(licenses), params })).toMatchObject({ changed: 2, skipped: 1 });
    const dates = (await Promise.all(licenses.map(get))).map(({ expires_at }) => expires_at);
    expect(dates).toEqual([params.until, params.until, '2029-01-01T00:00:00.000Z']);
  });

  it('extends from the date that the policy names, or the request', async () => {
    const licenses = await three({ expires_at: '2027-02-01T00:00:00Z', policy_overrides: { renewal_basis: 'today' } });
    await run({ action: 'extend', ids: [licenses[0].id], params: { days: 10 } });
    await run({ action: 'extend', ids: [licenses[1].id], params: { days: 10, from: 'end' } });
    expect((await get(licenses[0])).expires_at).toBe('2027-03-11T12:00:01.000Z');
    expect((await get(licenses[1])).expires_at).toBe('2027-02-11T00:00:00.000Z');
  });

  it('moves licenses to a customer and back', async () => {
    const licenses = await three();
    const { id } = await server.sdk.customers.create({ name: 'Acme' });
    await changed(server, licenses[0], { customer_id: id });
    const job = await run({ action: 'move', ids: idsOf(licenses), params: { customer: id } });
    expect(await rowsOf(job, { outcome: 'skipped' })).toEqual([[licenses[0].key, 'skipped', 'same_customer']]);
    expect((await Promise.all(licenses.map(get))).map(({ customer_id }) => customer_id)).toEqual([id, id, id]);
    await undo(job);
    expect((await Promise.all(licenses.map(get))).map(({ customer_id }) => customer_id)).toEqual([id, null, null]);
  });

  it('changes the policy with its limits, and restores both', async () => {
    const licenses = await three({ max_users: 2 });
    const policy = await server.sdk.policies.create({ name: 'Large', max_users: 9 });
    const job = await run({ action: 'change_policy', ids: idsOf(licenses), params: { policy: policy.id } });
    expect(await get(licenses[1])).toMatchObject({ policy: policy.id, max_users: 9 });
    expect(
      await preview({ action: 'change_policy', ids: idsOf(licenses), params: { policy: policy.id } }),
    ).toMatchObject({ will_change: 0, skipped: [{ reason: 'same_policy', count: 3 }] });
    await undo(job);
    expect(await get(licenses[1])).toMatchObject({ policy: licenses[1].policy, max_users: 2 });
  });

  it('deletes licenses, and restores those that nobody restored or deleted for good since', async () => {
    const licenses = await three();
    const [first, second, third] = licenses;
    await activate(server, first.key, 'desk');
    const before = await get(first);
    const job = await run({ action: 'delete', ids: idsOf(licenses) });
    expect(job).toMatchObject({ state: 'done', changed: 3, undo_until: '2027-03-08T12:00:01.000Z' });
    expect((await server.asAdmin('GET', `/api/v1/licenses/${first.id}`)).status).toBe(404);
    expect(await rowsOf(job)).toEqual(licenses.map(({ key }) => [key, 'changed', null]));
    await server.asAdmin('POST', `/api/v1/licenses/${second.id}/restore`);
    await server.asAdmin('DELETE', `/api/v1/licenses/${third.id}?final=true`);
    const undone = await undo(job);
    expect(undone).toMatchObject({ state: 'done', changed: 1 });
    expect(await rowsOf(undone)).toEqual([
      [first.key, 'changed', null],
      [second.key, 'left_alone', 'changed_since'],
      [third.key, 'left_alone', 'changed_since'],
    ]);
    expect(await get(first)).toEqual(before);
  });
});

describe('a job', () => {
  it('leaves alone what somebody changes or deletes before its turn', async () => {
    const licenses = await three();
    const { id } = await start(extension(licenses));
    later();
    await changed(server, licenses[0], { description: 'Called' });
    await server.sdk.licenses.delete(licenses[1].id);
    await work();
    const job = await server.sdk.jobs.get(id);
    expect(job).toMatchObject({ state: 'done', total: 3, done: 3, changed: 1, left_alone: 2 });
    expect(await rowsOf(job)).toEqual([
      [licenses[0].key, 'left_alone', 'changed_since'],
      [licenses[1].key, 'left_alone', 'deleted'],
      [licenses[2].key, 'changed', null],
    ]);
  });

  it('changes a license that a device activates before its turn', async () => {
    const licenses = await three();
    const { id } = await start(extension(licenses));
    later();
    await activate(server, licenses[0].key, 'desk');
    await work();
    expect(await server.sdk.jobs.get(id)).toMatchObject({ changed: 3 });
  });

  it('goes on after a failure in the middle, on another node, and changes nothing twice', async () => {
    const licenses = await three();
    jest.replaceProperty(server.app.get(BulkLicensesJob), 'chunkSize', 1);
    jest.replaceProperty(other.app.get(BulkLicensesJob), 'chunkSize', 1);
    const { id } = await start(extension(licenses));
    const [{ id: job }] = await server.dataSource.query(`SELECT id FROM background_jobs WHERE uid = $1`, [id]);
    const kind = server.app.get(BulkLicensesJob);
    const runChunk = kind.runChunk.bind(kind);
    const lost = Object.assign(new Error('Connection terminated'), { code: '57P01' });
    jest
      .spyOn(kind, 'runChunk')
      .mockImplementationOnce(runChunk)
      .mockImplementationOnce(async (...chunk) => {
        await runChunk(...chunk);
        throw lost;
      });
    await expect(runJob(server, RUN_BACKGROUND_JOBS, { job })).rejects.toBe(lost);
    expect(await server.sdk.jobs.get(id)).toMatchObject({ state: 'running', changed: 1, done: 1 });
    await runJob(other, RUN_BACKGROUND_JOBS, { job });
    expect(await server.sdk.jobs.get(id)).toMatchObject({ state: 'done', changed: 3 });
    expect((await Promise.all(licenses.map(get))).map(({ expires_at }) => expires_at)).toEqual(
      THREE.map(() => EXTENDED),
    );
    const events = await server.dataSource.query(
      `SELECT 1 FROM events WHERE name = 'license.extended' AND data->>'job' = $1`,
      [id],
    );
    expect(events).toHaveLength(3);
    await work();
  });

  it('is queued again if its node died', async () => {
    const licenses = await three();
    const { id } = await start(extension(licenses));
    await server.dataSource.query(`DELETE FROM graphile_worker._private_jobs`);
    await runJob(server, RUN_BACKGROUND_JOBS);
    await work();
    expect((await server.sdk.jobs.get(id)).state).toBe('queued');
    later(61_000);
    // As if another node had just stored a chunk.
    await server.dataSource.query('UPDATE background_jobs SET continued_at = $1 WHERE uid = $2', [
      server.clock.now(),
      id,
    ]);
    await runJob(server, RUN_BACKGROUND_JOBS);
    await work();
    expect((await server.sdk.jobs.get(id)).state).toBe('queued');
    later(61_000);
    await runJob(server, RUN_BACKGROUND_JOBS);
    await work();
    expect((await server.sdk.jobs.get(id)).state).toBe('done');
  });

  it('reports a row whose license stays locked, and changes the others', async () => {
    const runner = server.app.get(RunBackgroundJobsService, { strict: false });
    expect(runner.lockTimeouts).toEqual({ chunk: '500ms', row: '5s' });
    jest.replaceProperty(runner, 'lockTimeouts', { chunk: '50ms', row: '100ms' });
    const licenses = await three();
    const { id } = await start(extension(licenses));
    later();
    const holder = server.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`SELECT 1 FROM licenses WHERE uid = $1 FOR UPDATE`, [licenses[1].id]);
    await work();
    await holder.rollbackTransaction();
    await holder.release();
    const job = await server.sdk.jobs.get(id);
    expect(job).toMatchObject({ state: 'done', changed: 2, failed: 1 });
    expect(await rowsOf(job, { outcome: 'failed' })).toEqual([[licenses[1].key, 'failed', 'locked']]);
  });

  it('fails if no row could change, and leaves the rows of others alone', async () => {
    const licenses = await three();
    const former = await run(extension(licenses));
    const policy = await server.sdk.policies.create({ name: 'Short-lived' });
    const { id } = await start({ action: 'change_policy', ids: idsOf(licenses), params: { policy: policy.id } });
    await server.sdk.policies.delete(policy.id);
    await work();
    const job = await server.sdk.jobs.get(id);
    expect(job).toMatchObject({ state: 'failed', failed: 3, undo_until: null });
    expect(await rowsOf(job)).toEqual(licenses.map(({ key }) => [key, 'failed', 'policy_not_found']));
    expect((await rowsOf(former)).map(([, outcome]) => outcome)).toEqual(THREE.map(() => 'changed'));
  });

  it('shares licenses with another job: each license is changed by one of them', async () => {
    const licenses = await three();
    const jobs = [await start(extension(licenses)), await start(extension([...licenses].reverse()))];
    later();
    const ids: { id: number }[] = await server.dataSource.query(
      `SELECT id FROM background_jobs WHERE uid = ANY ($1) ORDER BY id`,
      [jobs.map(({ id }) => id)],
    );
    await Promise.all(ids.map(({ id }, node) => runJob(node ? server : other, RUN_BACKGROUND_JOBS, { job: id })));
    const ended = await Promise.all(jobs.map(({ id }) => server.sdk.jobs.get(id)));
    expect(ended.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(ended.reduce((sum, { changed }) => sum + changed, 0)).toBe(3);
    expect(ended.reduce((sum, { left_alone }) => sum + left_alone, 0)).toBe(3);
    expect((await Promise.all(licenses.map(get))).map(({ expires_at }) => expires_at)).toEqual(
      THREE.map(() => EXTENDED),
    );
    await work();
  });

  it('stops after its chunk; what it changed can be undone', async () => {
    const licenses = await three();
    jest.replaceProperty(server.app.get(BulkLicensesJob), 'chunkSize', 1);
    // Its next chunk begins after the stop.
    jest.replaceProperty(TURN, 'limitMs', 0);
    const { id } = await start(extension(licenses));
    later();
    const kind = server.app.get(BulkLicensesJob);
    const runChunk = kind.runChunk.bind(kind);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    jest.spyOn(kind, 'runChunk').mockImplementationOnce(async (...chunk) => {
      reach();
      await released;
      return runChunk(...chunk);
    });
    const [{ id: job }] = await server.dataSource.query(`SELECT id FROM background_jobs WHERE uid = $1`, [id]);
    const running = runJob(server, RUN_BACKGROUND_JOBS, { job });
    await reached;
    const stopping = server.sdk.jobs.stop(id).then(() => undefined);
    await untilWaiting(server.databaseUrl, 1);
    release();
    await running;
    await stopping;
    await work();
    const stopped = await server.sdk.jobs.get(id);
    expect(stopped).toMatchObject({ state: 'stopped', changed: 1, done: 1, undo_until: expect.any(String) });
    await expect(server.sdk.jobs.stop(id)).rejects.toMatchObject({ status: 409, code: 'JOB_FINISHED' });
    expect(await undo(stopped)).toMatchObject({ changed: 1 });
    expect((await get(licenses[0])).expires_at).toBe('2027-06-01T00:00:00.000Z');
  });

  it('changes nothing if it is stopped while it waits', async () => {
    const licenses = await three();
    const { id } = await start(extension(licenses));
    expect(await server.sdk.jobs.stop(id)).toMatchObject({ state: 'stopped', changed: 0, undo_until: null });
    await work();
    expect((await get(licenses[0])).expires_at).toBe('2027-06-01T00:00:00.000Z');
  });

  it('is recorded with its licenses under the name of its creator', async () => {
    const licenses = await three();
    const { reason, reference } = { reason: 'Outage', reference: 'ticket 8799' };
    const body = { ...extension(licenses), params: { days: 30, reason, reference } };
    const job = await run(body);
    expect(job).toMatchObject({ reason, reference });
    const entries = await server.dataSource.query(
      `SELECT action, actor, ip IS NOT NULL AS "hasAddress", request_id = (SELECT request_id FROM background_jobs WHERE uid = $1) AS "ofStart"
       FROM audit_entries WHERE job_id = $1 ORDER BY id`,
      [job.id],
    );
    const entry = { actor: 'admin', hasAddress: true, ofStart: true };
    const actions = ['license.extended', 'license.expiry_changed'];
    expect(entries).toEqual(THREE.flatMap(() => actions.map((action) => ({ action, ...entry }))));
    const own = await server.dataSource.query(
      `SELECT action, actor FROM audit_entries WHERE target_type = 'background_jobs' AND target_id = $1 ORDER BY id`,
      [job.id],
    );
    expect(own).toEqual([
      { action: 'job.started', actor: 'admin' },
      { action: 'job.finished', actor: 'admin' },
    ]);
    const [event] = await server.dataSource.query(`SELECT data FROM events WHERE data->>'job' = $1 LIMIT 1`, [job.id]);
    expect(event.data.change).toEqual({ reason, reference });
  });

  it('gives its rows as CSV', async () => {
    const licenses = await three();
    await changed(server, licenses[1], { state: 'revoked' });
    const { result_url } = await run(extension(licenses));
    const { status, body } = await server.asAdmin('GET', result_url);
    expect([status, body.split('\n')]).toEqual([
      200,
      [
        'target,label,outcome,reason,before,after',
        expect.stringContaining(
          `${licenses[0].id},${licenses[0].key},changed,,"{""expires_at"":""2027-06-01T00:00:00.000Z""`,
        ),
        `${licenses[1].id},${licenses[1].key},skipped,revoked,,`,
        expect.stringContaining(EXTENDED),
        '',
      ],
    ]);
  });

  it('is deleted with its rows 30 days after its end', async () => {
    const job = await run(extension(await three()));
    await runJob(server, 'sweep-background-jobs');
    expect(await rowsOf(job)).toHaveLength(3);
    later(31 * DAY);
    await runJob(server, 'sweep-background-jobs');
    expect((await server.asAdmin('GET', `/api/v1/jobs/${job.id}`)).status).toBe(404);
    const [{ rows }] = await server.dataSource.query(`SELECT count(*)::integer AS rows FROM background_job_rows`);
    expect(rows).toBe(0);
  });
});

describe('undoing', () => {
  it('restores deleted licenses of a customer that was merged with another one since', async () => {
    const [kept, duplicate] = [
      await server.sdk.customers.create({ name: 'Ada' }),
      await server.sdk.customers.create({ name: 'Ada' }),
    ];
    const licenses = await three({ customer_id: duplicate.id });
    const job = await run({ action: 'delete', ids: idsOf(licenses) });
    await server.sdk.customers.merge(kept.id, { customer_ids: [duplicate.id] });
    expect(await undo(job)).toMatchObject({ state: 'done', changed: 3, left_alone: 0, failed: 0 });
    const restored = await Promise.all(licenses.map(get));
    expect(restored.map(({ customer_id }) => customer_id)).toEqual([kept.id, kept.id, kept.id]);
  });

  it('leaves alone what was changed since, but not what a device activated', async () => {
    const licenses = await three();
    const job = await run(extension(licenses));
    later();
    await activate(server, licenses[0].key, 'desk');
    await changed(server, licenses[1], { max_users: 4 });
    const undone = await undo(job);
    expect(undone).toMatchObject({ changed: 2, left_alone: 1 });
    expect(await rowsOf(undone, { outcome: 'left_alone' })).toEqual([[licenses[1].key, 'left_alone', 'changed_since']]);
    expect((await get(licenses[0])).expires_at).toBe('2027-06-01T00:00:00.000Z');
    expect(await get(licenses[1])).toMatchObject({ expires_at: EXTENDED, max_users: 4 });
  });

  it('is possible once, for seven days, and not of an undo', async () => {
    const job = await run(extension(await three()));
    const undone = await undo(job);
    expect((await server.sdk.jobs.get(job.id)).undone_by).toBe(undone.id);
    await expect(server.sdk.jobs.undo(job.id)).rejects.toMatchObject({ status: 409, code: 'JOB_UNDONE' });
    await expect(server.sdk.jobs.undo(undone.id)).rejects.toMatchObject({ status: 409, code: 'JOB_NOT_UNDOABLE' });
    const late = await run(extension(await three()));
    later(7 * DAY);
    await expect(server.sdk.jobs.undo(late.id)).rejects.toMatchObject({ status: 409, code: 'JOB_NOT_UNDOABLE' });
  });

  it('starts one job for two callers at the same time', async () => {
    const job = await run(extension(await three()));
    const answers = await Promise.allSettled([server.sdk.jobs.undo(job.id), server.sdk.jobs.undo(job.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await work();
  });
});

describe('callers', () => {
  it('are held to the product of their key, and see their own jobs', async () => {
    const [own] = await three();
    const reference = own.product;
    const apiKey = (await keyOf(server, 'internal', { product: reference })).key;
    const bound = server.sdk.with({ apiKey });
    const foreign = await run(extension(await three()));
    const matching = (await bound.licenses.bulk({ action: 'disable', filter: {}, preview: true })) as BulkPreview;
    expect(matching.matching).toBe(3);
    const { job } = (await bound.licenses.bulk({ action: 'disable', filter: {} })) as StartedJob;
    later();
    await work();
    expect(await bound.jobs.get(job.id)).toMatchObject({ changed: 3, total: 3 });
    expect((await bound.jobs.list()).items.map(({ id }) => id)).toEqual([job.id]);
    for (const call of ['get', 'listRows', 'stop', 'undo'] as const) {
      await expect(bound.jobs[call](foreign.id)).rejects.toMatchObject({ status: 404 });
    }
    const [theirs] = await three();
    await expect(bound.licenses.bulk({ action: 'disable', ids: [theirs.id] })).rejects.toMatchObject({ status: 404 });
  });

  it('wait for their jobs to finish before they start an eleventh', async () => {
    const [license] = await three();
    const bound = server.sdk.with({ apiKey: (await keyOf(server, 'internal', { product: license.product })).key });
    const starts = Array.from({ length: 12 }, () => bound.licenses.bulk(extension([license])));
    const answers = await Promise.allSettled(starts);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await expect(bound.licenses.bulk(extension([license]))).rejects.toMatchObject({
      status: 409,
      code: 'TOO_MANY_JOBS',
    });
    await work();
  });

  it.each<[string, object, string]>([
    ['neither filter nor ids', { action: 'disable' }, 'filter'],
    ['filter and ids', { action: 'disable', filter: {}, ids: ['0199a5f4-6f3c-7b61-9c6e-2f1f0a7f7a11'] }, 'filter'],
    ['an unknown action', { action: 'melt', filter: {} }, 'action'],
    ['an extension without a length', { action: 'extend', filter: {} }, 'params'],
    [
      'an extension by days to a date',
      { action: 'extend', filter: {}, params: { days: 1, until: '2028-01-01' } },
      'params',
    ],
    ['no day', { action: 'extend', filter: {}, params: { days: 0 } }, 'params.days'],
    ['days and months', { action: 'extend', filter: {}, params: { days: 1, months: 1 } }, 'params'],
    ['months and a date', { action: 'extend', filter: {}, params: { months: 1, until: '2028-01-01' } }, 'params'],
    ['a move without a customer', { action: 'move', filter: {} }, 'params.customer'],
    ['a policy change without a policy', { action: 'change_policy', filter: {} }, 'params.policy'],
    ['an unknown filter', { action: 'disable', filter: { colour: 'red' } }, 'filter.colour'],
    ['a long reason', { action: 'disable', filter: {}, params: { reason: 'a'.repeat(501) } }, 'params.reason'],
  ])('are refused with %s', async (_name, body, field) => {
    const answer = await server.asAdmin('POST', '/api/v1/licenses/bulk', { body });
    expect(answer).toMatchObject({ status: 400, body: { error: { details: [{ field }] } } });
  });

  it('are told that a license, a customer or a policy does not exist', async () => {
    const id = '0199a5f4-6f3c-7b61-9c6e-2f1f0a7f7a11';
    for (const body of [
      { action: 'disable', ids: [id] },
      { action: 'move', filter: {}, params: { customer: id } },
      { action: 'change_policy', filter: {}, params: { policy: id } },
    ]) {
      expect((await server.asAdmin('POST', '/api/v1/licenses/bulk', { body })).status).toBe(404);
    }
  });

  it('start one job with one idempotency key', async () => {
    const body = extension(await three());
    const headers = { 'idempotency-key': `bulk-${(count += 1)}` };
    const first = await server.asAdmin('POST', '/api/v1/licenses/bulk', { body, headers });
    const again = await server.asAdmin('POST', '/api/v1/licenses/bulk', { body, headers });
    expect(again.body.job.id).toBe(first.body.job.id);
    await work();
  });
});

it('leaves a job of a later release to the nodes that know its kind', async () => {
  const reference = await product();
  await issued(server, { product: reference });
  const job = await start({ action: 'block', filter: { product: reference } });
  const rename = (kind: string) =>
    server.dataSource.query(`UPDATE background_jobs SET kind = $2 WHERE uid = $1`, [job.id, kind]);
  await rename('licenses.later');
  await work();
  later(120_000);
  await runJob(server, RUN_BACKGROUND_JOBS);
  expect(await server.sdk.jobs.get(job.id)).toMatchObject({ state: 'queued', failed: 0 });

  await rename(job.kind);
  await runJob(other, RUN_BACKGROUND_JOBS);
  await work();
  expect(await server.sdk.jobs.get(job.id)).toMatchObject({ state: 'done', changed: 1 });
});

it('changes many licenses in chunks, and lists them in pages', async () => {
  jest.replaceProperty(server.app.get(BulkLicensesJob), 'chunkSize', 20);
  const reference = await product();
  await server.dataSource.query(
    `INSERT INTO licenses (key, product_id, policy_id, expires_at, created_at, updated_at)
     SELECT 'MANY-' || n, p.id, p.policy_id, '2027-06-01', now(), now() FROM products p, generate_series(1, 60) n WHERE p.reference = $1`,
    [reference],
  );
  const filter = { product: reference };
  expect(await preview({ action: 'block', filter })).toMatchObject({ matching: 60, will_change: 60 });
  const job = await run({ action: 'block', filter });
  expect(job).toMatchObject({ total: 60, changed: 60 });
  const first = await server.sdk.jobs.listRows(job.id, { limit: 2 });
  const second = await server.sdk.jobs.listRows(job.id, { limit: 2, after: first.next ?? '' });
  expect([...first.items, ...second.items].map(({ position }) => position)).toEqual([1, 2, 3, 4]);
});

describe('followed by the SDK', () => {
  it('tells its progress, its end and its rows, and can be undone', async () => {
    const reference = await product();
    const licenses = await Promise.all([
      issued(server, { product: reference }),
      issued(server, { product: reference }),
    ]);
    const job = followJob(
      server.sdk,
      await server.sdk.licenses.bulk({ action: 'block', filter: { product: reference } }),
    );
    const seen: Job[] = [];
    for await (const progress of job) {
      seen.push(progress);
      later();
      await work();
    }
    expect(seen.map(({ state, done }) => [state, done])).toEqual([
      ['queued', 0],
      ['done', 2],
    ]);
    expect((await job.wait()).changed).toBe(2);
    const labels: (string | null)[] = [];
    for await (const { label } of job.rows({ limit: 1 })) {
      labels.push(label);
    }
    expect(labels.sort()).toEqual(licenses.map(({ key }) => key).sort());
    expect(await (await job.result()).blob()).toBeInstanceOf(Blob);

    const undone = await job.undo();
    later();
    await work();
    expect(await undone.wait()).toMatchObject({ state: 'done', undo_of: job.id });
    expect((await get(licenses[0])).status).toBe('unused');
  });

  it('can be stopped, and abandoned by a signal', async () => {
    const reference = await product();
    await issued(server, { product: reference });
    const body = { action: 'block', filter: { product: reference } } as const;
    const job = followJob(server.sdk, await start(body));
    expect(await job.stop()).toMatchObject({ id: job.id });
    later();
    await work();
    expect(await job.wait()).toMatchObject({ state: 'stopped', changed: 0 });

    const controller = new AbortController();
    const waiting = followJob(server.sdk, (await start(body)).id, { signal: controller.signal }).wait();
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
    const previewed = await preview(body);
    expect(() => followJob(server.sdk, previewed)).toThrow(KeywardError);
    await work();
  });
});
