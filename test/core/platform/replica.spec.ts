import { Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { allPages } from '../../../src/core/platform/replicas/all-pages';
import { ReplicaReads } from '../../../src/core/platform/database/replica-reads.service';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { RUN_DATA_EXPORTS } from '../../../src/core/platform/exports/run-data-exports';
import { FRESHNESS } from '../../../src/core/platform/replicas/from-replica.decorator';
import { Browser } from '../../testkit/browser';
import { freshDatabase, onDatabase } from '../../testkit/database';
import { runQueued } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { SilentProxy } from '../../support/silent-proxy';
import { until } from '../../testkit/until';

/** Lists of settings and accounts, the progress of jobs, and what programs ask for: few rows, or all day. */
const READ_FROM_PRIMARY = [
  ...['listAlerts', 'listApiKeys', 'listBackgroundMigrations', 'listBackups', 'listMailTemplates', 'listModules'],
  ...['listOwnSessions', 'listRoles', 'listSettings', 'listShopMappings', 'listShops', 'listSigningKeys'],
  ...['listUpdateSigningKeys', 'listUserSessions', 'listUsers', 'listWebhooks'],
  ...['listImportRows', 'listImports', 'listJobRows', 'listJobs', 'listLeftOutRows', 'listRecognizedPolicies'],
  ...['listShadowDifferences', 'listEvents', 'listPublicKeys', 'listReleases'],
];
const IN_COPY = 'Only in the copy';

/** Stands for a replica; another content shows where the node reads. */
let copy: SilentProxy;
let copyUrl: string;
let node: TestServer;
let reads: ReplicaReads;
/** As in production. */
let catchUpMs: number;
let browser: Browser;
beforeAll(async () => {
  copyUrl = await freshDatabase('copy');
  copy = await SilentProxy.before(copyUrl);
  await onDatabase(copyUrl, `UPDATE products SET name = '${IN_COPY}' WHERE id = (SELECT min(id) FROM products)`);
  // On a slow machine, too, only the test of a silent replica may give it up.
  const silence = { answer: 20_000, idle: 0, probe: 20_000, suspect: 20_000 };
  node = await TestServer.start({ DATABASE_READ_URL: copy.url }, await freshDatabase('original'), { silence });
  reads = node.app.get(ReplicaReads);
  catchUpMs = reads.catchUpMs;
  jest.replaceProperty(reads, 'catchUpMs', 20_000);
  takeForCopy();
  node.clock.hold();
  browser = new Browser(node);
  await browser.signIn();
  const body = { product: 'v2-default', key: 'ONLY-IN-THE-ORIGINAL', max_activations: 1 };
  await node.asAdmin('POST', '/api/v1/licenses', { body });
  await node.call('POST', '/api/v1/activate', { body: { license_key: body.key, hardware_id: 'desk' } });
  await isYoung();
});
afterAll(async () => {
  await node.stop();
  copy.stop();
});

/** Only the test of other databases notices that it is one. */
let isOther: jest.SpyInstance;
function takeForCopy(): void {
  isOther = jest.spyOn(reads, 'isOther').mockResolvedValue(false);
}

const get = (path: string, query?: Record<string, string>) => node.asAdmin('GET', `/api/v1/${path}`, { query });
const rowsIn = async (list: string): Promise<number> => (await get(list)).body.items.length;
const foundInCopy = async (): Promise<number> => (await get('search', { q: IN_COPY })).body.items.length;
const textOf = async (path: string, query?: Record<string, string>): Promise<string> => {
  const { body } = await get(path, query);
  return typeof body === 'string' ? body : JSON.stringify(body);
};

async function measure(): Promise<void> {
  node.clock.advance(1_000);
  await node.clock.settled();
}

async function isYoung(): Promise<void> {
  await until('the replica is young', async () => {
    await measure();
    return (reads.lag ?? Infinity) < 1;
  });
}

it('reads lists, searches and logs from the replica', async () => {
  expect(await Promise.all(['licenses', 'activations', 'audit'].map(rowsIn))).toEqual([0, 0, 0]);
  expect(await foundInCopy()).toBe(1);
  expect(await textOf('products')).toContain(IN_COPY);
});

it('reads lists of the console from the replica', async () => {
  expect((await browser.get('/console/products')).html).toContain(IN_COPY);
});

it('reads a single thing, which may be changed next, from the primary', async () => {
  const { body } = await get('products');
  expect(await textOf(`products/${body.items[0].id}`)).not.toContain(IN_COPY);
});

it('reads statistics from the replica', async () => {
  expect((await get('monitoring/stats')).body.usage.active_licenses).toBe(0);
  expect((await get('monitoring/activations')).body.taken).toBe(0);
});

it('reads direct exports from the replica', async () => {
  expect((await textOf('licenses/export')).trim().split('\n')).toHaveLength(1);
  expect((await browser.get('/console/licenses/export/file')).html.trim().split('\n')).toHaveLength(1);
});

it('reads exports that are written in the background from the replica', async () => {
  const body = { action: 'export', filter: { status: 'unused' } };
  const started = await node.asAdmin('POST', '/api/v1/licenses/bulk', { body });
  await until('the export is written', async () => (await runQueued(node, RUN_DATA_EXPORTS)) === 0);
  expect((await get(`jobs/${started.body.job.id}`)).body).toMatchObject({ state: 'done', done: 0 });
});

it('reads every list of the native API from the replica but these', () => {
  const onPrimary = node.app
    .get(DiscoveryService)
    .getControllers()
    .filter(({ metatype }) =>
      /^\/?(api\/v1|\.well-known)/.test(String(Reflect.getMetadata('path', metatype ?? Object))),
    )
    .flatMap(({ metatype }) => Object.entries(Object.getOwnPropertyDescriptors(metatype?.prototype)))
    .filter(([name, { value }]) => /^(list|export)[A-Z]/.test(name) && !Reflect.hasMetadata(FRESHNESS, value))
    .map(([name]) => name);
  expect(onPrimary.sort()).toEqual([...READ_FROM_PRIMARY, 'exportCatalog', 'exportPerson'].sort());
});

it('reads where it writes once DATABASE_READ_URL leads to another database, and says so once', async () => {
  expect(await rowsIn('licenses')).toBe(0);
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  isOther.mockRestore();
  await until('it was checked', async () => {
    await measure();
    return reads.lag === Infinity;
  });
  expect(await rowsIn('licenses')).toBe(1);
  expect(await foundInCopy()).toBe(0);
  expect(await node.metrics()).toMatch(/^keyward_replica_lag_seconds \+Inf$/m);
  expect((await node.call('GET', '/health/ready')).status).toBe(200);
  await measure();
  const sentence = 'DATABASE_READ_URL leads to another database than DATABASE_URL: the primary serves all reads';
  expect(warn.mock.calls.filter(([text]) => String(text).includes('DATABASE_READ_URL'))).toEqual([[sentence]]);
  warn.mockRestore();

  takeForCopy();
  await isYoung();
  expect(await rowsIn('licenses')).toBe(0);
});

it('reads where it writes when the replica is gone, hangs or is too old', async () => {
  const databaseOf = async () =>
    (await node.app.get(UnitOfWork).manager.query('SELECT current_database() AS name'))[0].name as string;
  const pages = await reads.run('current', async () =>
    allPages(async (after) => ({ rows: [await databaseOf()], next: after ? null : 'next', total: null })),
  );
  const [inCopy, inOriginal] = [copyUrl, node.databaseUrl].map((url) => new URL(url).pathname.slice(1));
  expect((await pages.next()).value).toEqual([inCopy]);

  copy.silence({ newOnesToo: true });
  expect(catchUpMs).toBe(200);
  jest.replaceProperty(reads, 'catchUpMs', catchUpMs);
  expect(await rowsIn('licenses')).toBe(1);

  copy.stop();
  expect(await Promise.all(['licenses', 'activations'].map(rowsIn))).toEqual([1, 1]);
  expect((await get('monitoring/activations')).body.taken).toBe(1);
  expect(await foundInCopy()).toBe(0);
  expect((await pages.next()).value).toEqual([inOriginal]);
  expect((await textOf('licenses/export')).trim().split('\n')).toHaveLength(2);
  node.clock.advance(11_000);
  await node.clock.settled();
  expect(Number(/^keyward_replica_lag_seconds (.*)$/m.exec(await node.metrics())?.[1])).toBeGreaterThan(10);
  expect(await rowsIn('licenses')).toBe(1);
});
