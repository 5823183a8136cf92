import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { JobStatusesService } from '../../../src/core/platform/jobs/job-statuses.service';
import { AlertsService } from '../../../src/core/platform/alerts/alerts.service';
import { DatabaseStatsService } from '../../../src/core/platform/monitoring/database-stats.service';
import { VERSION } from '../../../src/core/common/version';
import { AlertWatchService } from '../../../src/core/platform/alerts/alert-watch.service';
import { BackupFile } from '../../../src/core/platform/backups/backup-file';
import { Backup } from '../../../src/core/platform/backups/backup.entity';
import { BackupsService } from '../../../src/core/platform/backups/backups.service';
import { ScheduledBackupsService } from '../../../src/core/platform/backups/scheduled-backups.service';
import { DatabaseClock } from '../../../src/core/platform/database/database-clock';
import { DirectDatabase } from '../../../src/core/platform/database/direct-database';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { SettingValuesService } from '../../../src/core/platform/settings/setting-values.service';
import { Settings } from '../../../src/core/platform/config/settings';
import { Browser } from '../../testkit/browser';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
let browser: Browser;
let BACKUP_DIR: string;
beforeAll(async () => {
  BACKUP_DIR = join(mkdtempSync(join(tmpdir(), 'keyward backups ')), 'made at the first backup');
  server = await TestServer.start({ RATE_LIMIT_FACTOR: '1', BACKUP_DIR });
  browser = new Browser(server);
  await browser.signIn();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await server.stop();
  rmSync(dirname(BACKUP_DIR), { recursive: true });
});

const page = async (): Promise<string> => {
  const { status, html } = await browser.get('/console/system');
  expect(status).toBe(200);
  return html;
};

it('shows versions, the database, its connections, logs and how to make a backup', async () => {
  const html = await page();
  const [{ version }] = await server.dataSource.query(`SELECT current_setting('server_version') AS version`);
  for (const text of [
    ...['This node is ready', VERSION, process.version.slice(1), version, 'licenses', 'keyward', 'verifications'],
    ...[
      'audit_entries',
      'forever',
      'expired-licenses',
      'Not run yet',
      'npx keyward backup',
      'No backup has been made',
      'every 24 hours, to ',
    ],
  ]) {
    expect(html).toContain(text);
  }
  expect(html).not.toContain('could not be read');
});

it('shows when a job ran, failed and why, and runs next', async () => {
  const statuses = server.app.get(JobStatusesService);
  await statuses.record('file-sweep', true);
  await statuses.record('alerts', false, new Error('the <b>disk</b> is full\0'));
  await statuses.record('alerts', false, new Error('again'));
  const html = await page();
  for (const text of ['Failed 2 times', 'again', 'Fine', '*/10 * * * *']) {
    expect(html).toContain(text);
  }
  await statuses.record('alerts', true);
  const later = await page();
  expect(later).toContain('again');
  expect(later).not.toContain('Failed 2 times');
});

it('shows how far migrations in the background are, why one fails, and none that the start has made', async () => {
  const { items: made } = await server.sdk.monitoring.listBackgroundMigrations();
  expect(made.map(({ state }) => state)).toContain('done');
  expect(await page()).not.toContain('Changes in the background');
  await server.emptyTables('background_migrations');
  await server.dataSource.query(
    `INSERT INTO background_migrations (name, until, release, unit, done, total, failures, last_error, created_at, started_at,
       failed_at, retry_at, finished_at)
     VALUES ('fill-notes', 'Notes are <b>missing</b>.', '0.2.0', 'rows', 4000, 10000, 3, 'the disk is full', now(), now(), now(),
       now(), NULL),
       ('index-notes', 'Lists are slow.', '0.2.0', 'indexes', 2, 2, 0, NULL, now() - interval '1 hour', now(), NULL, NULL,
       now())`,
  );
  const html = await page();
  for (const text of [
    '4,000 of 10,000 rows (40 %)',
    'Fails',
    'the disk is full',
    'Notes are &lt;b>missing',
    'Finished',
  ]) {
    expect(html).toContain(text);
  }
  const { body } = await server.asAdmin('GET', '/api/v1/monitoring/migrations');
  const error = { failures: 3, last_error: 'the disk is full' };
  expect(body.items).toMatchObject([
    { name: 'index-notes', state: 'done', percent: 100, unit: 'indexes' },
    { name: 'fill-notes', state: 'failing', percent: 40, done: 4000, total: 10_000, finished_at: null, ...error },
  ]);
  const text = await server.metrics();
  expect(text).toContain('keyward_background_migration_progress_ratio{migration="fill-notes",state="failing"} 0.4');
  expect(text).not.toContain('index-notes');
  await server.app.get(AlertWatchService).checkCluster();
  const { items } = await server.sdk.monitoring.listAlerts({ open: true });
  expect(items.map(({ message }) => message)).toContain(
    'Background migrations fail: fill-notes (3 times: the disk is full)',
  );
  await server.emptyTables('background_migrations');
  await server.app.get(AlertWatchService).checkCluster();
  server.clock.reset();
});

it('shows open alerts', async () => {
  await server.app.get(AlertsService).raise({ type: 'error_rate', severity: 'critical' }, 'Much <b>fails</b>', 'a:1');
  const html = await page();
  expect(html).toContain('Much &lt;b>fails&lt;/b>');
  expect(html).toContain('Critical');
});

it('shows what rate limits refused', async () => {
  expect(await page()).toContain('No request was denied.');
  const limit = (value: number | null) => server.sdk.settings.update({ 'limits.native.client': value });
  await limit(2);
  for (let count = 0; count < 4; count++) {
    await server.call('POST', '/api/v1/validate', { body: { license_key: 'x', hardware_id: 'y' } });
  }
  await limit(null);
  const html = await page();
  expect(html).toContain('Keyward API: Unknown license keys');
  expect(html).toContain('native:client');
});

it('says in its own place what cannot be read, and shows the rest', async () => {
  jest.spyOn(server.app.get(DatabaseStatsService), 'largestTables').mockRejectedValue(new Error('permission denied'));
  const html = await page();
  expect(html.match(/could not be read in time/g)).toHaveLength(1);
  expect(html).toContain('file-sweep');
  expect(html).not.toContain('permission denied');
});

it('does not wait for what does not answer', async () => {
  const now = performance.now.bind(performance);
  let passed = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now() + passed);
  const backups = server.app.get(BackupsService);
  const status = backups.status.bind(backups);
  // Nearly all of the time for the page has passed before its last part.
  jest.spyOn(backups, 'status').mockImplementation(async () => {
    passed = 3_950;
    return status();
  });
  jest.spyOn(server.app.get(DatabaseStatsService), 'archive').mockReturnValue(new Promise(() => undefined));
  expect((await page()).match(/could not be read in time/g)).toHaveLength(1);
});

it('is read by every role', async () => {
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  expect((await viewer.get('/console/system')).status).toBe(200);
});

describe('scheduled backups', () => {
  const HOUR = 3_600_000;
  let backups: ScheduledBackupsService;
  beforeAll(() => {
    backups = server.app.get(ScheduledBackupsService);
  });
  afterEach(async () => {
    server.clock.reset();
    await changeSettings({ 'backups.every_hours': null, 'backups.keep': null });
  });

  const changeSettings = async (body: object) => {
    expect((await server.asAdmin('PATCH', '/api/v1/settings', { body })).status).toBe(200);
  };
  const rows = () => server.dataSource.manager.find(Backup, { order: { id: 'ASC' } });
  const files = () => readdirSync(BACKUP_DIR).sort();
  const openAlerts = async () => {
    await server.app.get(AlertWatchService).checkCluster();
    const { items } = await server.sdk.monitoring.listAlerts({ open: true });
    return items.filter(({ type }) => type.startsWith('backup_')).map(({ type, message }) => [type, message]);
  };
  /** As on a second node with the same folder. */
  const otherNode = (settings: Settings = server.app.get(Settings)) =>
    new ScheduledBackupsService(
      settings,
      server.app.get(SettingValuesService),
      server.app.get(DirectDatabase),
      server.app.get(UnitOfWork),
      server.clock,
      server.app.get(DatabaseClock),
    );

  it('are made once by two nodes, verifiable, and shown', async () => {
    await Promise.all([backups.runIfDue(), otherNode().runIfDue(), otherNode().runIfDue()]);
    const [made, ...others] = await rows();
    expect([made?.state, made?.origin, others, files()]).toEqual([
      ...['done', 'schedule', []],
      [expect.stringMatching(/^keyward-[0-9a-f]{8}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/)],
    ]);
    const totals = await BackupFile.open(made?.file ?? '', (file) => file.verify());
    expect(totals.rows).toBe(made?.rows);
    await backups.runIfDue();
    expect(await rows()).toHaveLength(1);
    expect(await page()).toContain(files()[0]);
    expect(await openAlerts()).toEqual([]);
  });

  it('are made again when the interval is over, and only as many are kept, of this installation', async () => {
    const own = files()[0] ?? '';
    for (const name of ['keyward-other.backup', 'notes.txt', `${own}.part`]) {
      writeFileSync(join(BACKUP_DIR, name), '');
    }
    await changeSettings({ 'backups.every_hours': 1, 'backups.keep': 2 });
    for (let time = 0; time < 2; time++) {
      server.clock.advance(HOUR);
      await server.clock.settled();
      await backups.runIfDue();
    }
    expect(files()).toEqual([expect.any(String), expect.any(String), 'keyward-other.backup', 'notes.txt'].sort());
    expect(files()).not.toContain(own);
    expect((await rows()).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it('fail with an alert and a warning, and are tried again after a quarter of an hour', async () => {
    rmSync(BACKUP_DIR, { recursive: true });
    writeFileSync(BACKUP_DIR, 'no folder');
    server.clock.advance(48 * HOUR);
    await backups.runIfDue();
    await backups.runIfDue();
    const failed = { state: 'failed', error: expect.stringMatching(/EEXIST/) };
    expect((await rows()).slice(3)).toMatchObject([failed]);
    expect(await openAlerts()).toEqual([['backup_failed', expect.stringMatching(/^The backup on .* failed: EEXIST/)]]);
    await browser.signIn();
    expect(await page()).toContain('The last scheduled backup failed');

    server.clock.advance(26 * HOUR);
    expect((await openAlerts()).map(([type]) => type).sort()).toEqual(['backup_failed', 'backup_overdue']);
    await browser.signIn();
    expect(await page()).toContain('The last complete backup is too old');

    rmSync(BACKUP_DIR);
    mkdirSync(BACKUP_DIR);
    await backups.runIfDue();
    expect(await openAlerts()).toEqual([]);
    expect(files()).toHaveLength(1);
  });

  it('are made when somebody asks for one, once for all who ask before it begins, and listed', async () => {
    await changeSettings({ 'backups.every_hours': 0 });
    const request = () => server.asAdmin('POST', '/api/v1/backups');
    const [first, second] = await Promise.all([request(), request()]);
    expect([first.status, first.body]).toMatchObject([
      202,
      { state: 'queued', origin: 'request', file: null, node: null },
    ]);
    expect(second.body.id).toBe(first.body.id);
    expect(await page()).toContain('Begins within a minute');
    await Promise.all([backups.runIfDue(), otherNode().runIfDue()]);

    const { body: made } = await server.asAdmin('GET', `/api/v1/backups/${first.body.id}`);
    expect(made).toMatchObject({ state: 'done', origin: 'request', error: null, rows: expect.any(Number) });
    expect(files()).toContain(made.file);
    const { body: listed } = await server.asAdmin('GET', '/api/v1/backups', { query: { state: 'done', limit: '1' } });
    expect(listed).toEqual({ items: [made], next: expect.any(String) });
    const { body: found } = await server.asAdmin('GET', '/api/v1/backups', { query: { q: 'EEXIST' } });
    expect(found.items).toMatchObject([{ state: 'failed', file: expect.stringMatching(/^keyward-.*\.backup$/) }]);
    expect((await server.asAdmin('GET', '/api/v1/backups', { query: { state: 'lost' } })).status).toBe(400);

    await browser.signIn();
    expect((await browser.post('/console/system/backups')).location).toBe('/console/system#backups');
    rmSync(BACKUP_DIR, { recursive: true });
    writeFileSync(BACKUP_DIR, 'no folder');
    await backups.runIfDue();
    await backups.runIfDue();
    expect((await rows()).slice(-2)).toMatchObject([{ state: 'done' }, { state: 'failed', origin: 'request' }]);
    rmSync(BACKUP_DIR);
    mkdirSync(BACKUP_DIR);
    const { body: entries } = await server.asAdmin('GET', '/api/v1/audit?action=backup.requested');
    expect(entries.items).toHaveLength(2);
  });

  it('are asked for by those who may, on a node with a folder', async () => {
    const viewer = await createLoggedInUser(server, 'viewer');
    const asViewer = new Browser(server);
    await asViewer.signIn(viewer.username, PASSWORD);
    expect((await asViewer.get('/console/system')).html).not.toContain('Back up now');
    expect((await asViewer.post('/console/system/backups')).status).toBe(403);
    const settings: Settings = server.app.get(Settings);
    await expect(otherNode({ ...settings, BACKUP_DIR: undefined }).request()).rejects.toMatchObject({
      rule: 'BACKUP_FOLDER_MISSING',
    });
  });

  it('of a node that was killed count as failed, and none are made while they are turned off', async () => {
    const { manager } = server.dataSource;
    const lost = { state: 'running', origin: 'schedule', node: 'gone', file: '/x' } as const;
    await changeSettings({ 'backups.every_hours': 0 });
    server.clock.advance(100 * HOUR);
    const before = files();
    await backups.runIfDue();
    expect(files()).toEqual(before);
    await manager.insert(Backup, { ...lost, startedAt: new Date(server.clock.now().getTime() - HOUR) });
    await changeSettings({ 'backups.every_hours': 24 });
    await backups.runIfDue();
    expect((await rows()).slice(-2)).toMatchObject([
      { node: 'gone', state: 'failed', error: 'The node was stopped' },
      { state: 'done' },
    ]);
  });
});

it('explains the catalog as code, and offers the file for download', async () => {
  const { html } = await browser.get('/console/system/catalog');
  expect(html).toContain('npx keyward catalog diff catalog.yaml');
  expect(html).toContain('href="/console/system/catalog/file"');
  const file = await browser.get('/console/system/catalog/file');
  expect(file.headers['content-disposition']).toBe('attachment; filename="catalog.yaml"');
  expect(parse(file.html)).toEqual(await server.sdk.catalog.export());
});
