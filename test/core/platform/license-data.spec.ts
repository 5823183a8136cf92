import { readSettings } from '../../../src/core/platform/config/read-settings';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { addFirstRows } from '../../../src/core/start/first-start';
import { LicenseDataService } from '../../../src/apis/license-manager/app/license-data/license-data.service';
import { captureLog } from '../../testkit/captured-log';
import { emptyDatabase } from '../../testkit/database';
import { TestServer } from '../../testkit/server';

const OWNER = { license: 'AAAA-BBBB-CCCC-DDDD', product: 'shop', device: 'shop.example', client: 'Jane Doe' };
const GIVEN = 'a key that somebody has given by hand';

let log: { text: string };

let server: TestServer | undefined;

async function serverWith(environment: Record<string, string> = {}, databaseUrl?: string): Promise<TestServer> {
  await server?.stop();
  server = await TestServer.start(environment, databaseUrl);
  return server;
}

const licenseData = ({ app }: TestServer) => app.get(LicenseDataService);

async function keyMadeFor({ dataSource }: TestServer): Promise<string> {
  const [{ value }] = await dataSource.query<[{ value: string }]>(
    `SELECT value FROM secrets WHERE name = 'LICENSE_DATA_KEY'`,
  );
  return value;
}

beforeAll(() => {
  log = captureLog();
});
afterAll(async () => {
  await server?.stop();
  jest.restoreAllMocks();
});

it('opens what it has sealed, after a restart too', async () => {
  const first = await serverWith();
  const sealed = await licenseData(first).encrypt(OWNER);
  expect(await licenseData(first).decrypt(sealed)).toEqual(OWNER);
  const second = await serverWith({}, first.databaseUrl);
  expect(await licenseData(second).decrypt(sealed)).toEqual(OWNER);
});

it('opens what was sealed before a key was given, and writes with the given one from then on', async () => {
  const first = await serverWith();
  const before = await licenseData(first).encrypt(OWNER);
  const second = await serverWith({ LICENSE_DATA_KEY: GIVEN, LICENSE_DATA_CIPHER: 'legacy' }, first.databaseUrl);
  expect(await licenseData(second).decrypt(before)).toEqual(OWNER);
  const after = await licenseData(second).encrypt(OWNER);
  const third = await serverWith({}, first.databaseUrl);
  expect(await licenseData(third).decrypt(after)).toBeNull();
  const fourth = await serverWith({ LICENSE_DATA_OLD_KEYS: GIVEN }, first.databaseUrl);
  expect(await licenseData(fourth).decrypt(after)).toEqual(OWNER);
});

it('has one key for all nodes that start together on an empty database', async () => {
  const url = await emptyDatabase('keys');
  const start = () =>
    prepareDatabase(url, new Date(), (manager) => addFirstRows(manager, readSettings({}), new Date(), () => undefined));
  await Promise.all([start(), start(), start()]);

  const nodes = [await TestServer.start({}, url), await TestServer.start({}, url)] as const;
  try {
    expect(await keyMadeFor(nodes[0])).toMatch(/^base64:[A-Za-z0-9+/]{43}=$/);
    expect(await licenseData(nodes[1]).decrypt(await licenseData(nodes[0]).encrypt(OWNER))).toEqual(OWNER);
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
  }
});

it('gets a key at the next start of a server that had none yet, and no other later', async () => {
  const { databaseUrl, dataSource } = await serverWith();
  const restart = () =>
    prepareDatabase(databaseUrl, new Date(), (manager) =>
      addFirstRows(manager, readSettings({}), new Date(), () => undefined),
    );
  await dataSource.query(`DELETE FROM secrets WHERE name = 'LICENSE_DATA_KEY'`);
  await restart();
  const made = await keyMadeFor(await serverWith({}, databaseUrl));
  await restart();
  expect(await keyMadeFor(await serverWith({}, databaseUrl))).toBe(made);
});

it('keeps its keys out of the log and of every answer about the server', async () => {
  log.text = '';
  const OLD = 'an old key that came with the licenses';
  const own = await serverWith({ LICENSE_DATA_KEY: GIVEN, LICENSE_DATA_OLD_KEYS: OLD, LOG_LEVEL: 'trace' });
  const sealed = await licenseData(own).encrypt(OWNER);
  await licenseData(own).decrypt(`${sealed}x`);
  const answers = [
    await own.asAdmin('GET', '/api/v1/settings'),
    await own.asAdmin('GET', '/api/v1/audit'),
    await own.asAdmin('GET', '/api/v1/events'),
    await own.call('GET', '/metrics'),
    await own.call('GET', '/health'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const told = log.text + JSON.stringify(answers.map(({ body, headers }) => ({ body, headers })));
  expect(log.text).not.toBe('');
  for (const secret of [GIVEN, OLD, await keyMadeFor(own), sealed]) {
    expect(told).not.toContain(secret);
  }
});

it('asks the database for the key at the start alone', async () => {
  const own = await serverWith();
  const sealed = await licenseData(own).encrypt(OWNER);
  const away = jest.spyOn(own.dataSource.manager, 'findOneByOrFail').mockRejectedValue(new Error('gone'));
  expect(await licenseData(own).decrypt(sealed)).toEqual(OWNER);
  away.mockRestore();
});
