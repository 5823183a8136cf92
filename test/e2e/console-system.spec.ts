import { parse } from 'yaml';
import { JobStatusesService } from '../../src/platform/jobs/job-statuses.service';
import { AlertsService } from '../../src/platform/alerts/alerts.service';
import { DatabaseStatsService } from '../../src/platform/monitoring/database-stats.service';
import { VERSION } from '../../src/common/version';
import { Browser } from '../support/browser';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start({ RATE_LIMIT_FACTOR: '1' });
  browser = new Browser(server);
  await browser.signIn();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

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
    ...['audit_entries', 'forever', 'expired-licenses', 'Not run yet', 'cp --archive', 'is not known here'],
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

it('shows open alerts', async () => {
  await server.app.get(AlertsService).raise({ type: 'error_rate', severity: 'critical' }, 'Much <b>fails</b>', 'a:1');
  const html = await page();
  expect(html).toContain('Much &lt;b>fails&lt;/b>');
  expect(html).toContain('Critical');
});

it('shows what rate limits refused', async () => {
  expect(await page()).toContain('No request was refused.');
  for (let count = 0; count < 102; count++) {
    await server.call('POST', '/api/v1/validate', { body: { license_key: 'x', hardware_id: 'y' } });
  }
  const html = await page();
  expect(html).toContain('Keyward API: Requests of programs');
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
  jest.spyOn(server.app.get(DatabaseStatsService), 'archive').mockReturnValue(new Promise(() => undefined));
  expect((await page()).match(/could not be read in time/g)).toHaveLength(1);
});

it('is read by every role', async () => {
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  expect((await viewer.get('/console/system')).status).toBe(200);
});

it('explains the catalog as code, and offers the file for download', async () => {
  expect(await page()).toContain('href="/console/system/catalog"');
  const { html } = await browser.get('/console/system/catalog');
  expect(html).toContain('npx keyward catalog diff catalog.yaml');
  expect(html).toContain('href="/console/system/catalog/file"');
  const file = await browser.get('/console/system/catalog/file');
  expect(file.headers['content-disposition']).toBe('attachment; filename="catalog.yaml"');
  expect(parse(file.html)).toEqual(await server.sdk.catalog.export());
});
