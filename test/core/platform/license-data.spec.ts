import { Randomness } from '../../../src/core/common/randomness';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { SecretCipher } from '../../../src/core/platform/config/secret-cipher';
import { SecretsService } from '../../../src/core/platform/config/secrets.service';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { addFirstRows } from '../../../src/core/start/first-start';
import { LicenseDataKeysService } from '../../../src/apis/license-manager/app/license-data/license-data-keys.service';
import { LicenseDataService } from '../../../src/apis/license-manager/app/license-data/license-data.service';
import { captureLog } from '../../testkit/captured-log';
import { TestServer } from '../../testkit/server';

const OWNER = { license: 'AAAA-BBBB-CCCC-DDDD', product: 'shop', device: 'shop.example', client: 'Jane Doe' };
const GIVEN = 'a key that somebody has given by hand';
const OLD = 'an old key that came with the licenses';

let log: { text: string };
let server: TestServer;
beforeAll(async () => {
  log = captureLog();
  server = await TestServer.start({ LICENSE_DATA_KEY: GIVEN, LICENSE_DATA_OLD_KEYS: OLD, LOG_LEVEL: 'trace' });
});
afterAll(async () => {
  await server.stop();
  jest.restoreAllMocks();
});

const ofServer = () => server.app.get(LicenseDataService);

/** That of a node with these settings on the same database, after its start. */
async function startedWith(environment: Record<string, string> = {}): Promise<LicenseDataService> {
  const settings = readSettings(environment);
  const secrets = new SecretsService(settings, SecretCipher.from(settings), server.dataSource);
  await secrets.onModuleInit();
  return new LicenseDataService(settings, new LicenseDataKeysService(settings, secrets), new Randomness());
}

async function keyMade(): Promise<string> {
  const [{ value }] = await server.dataSource.query<[{ value: string }]>(
    `SELECT value FROM secrets WHERE name = 'LICENSE_DATA_KEY'`,
  );
  return value;
}

it('opens what it has sealed, after a restart too', async () => {
  const sealed = await ofServer().encrypt(OWNER);
  expect(await ofServer().decrypt(sealed)).toEqual(OWNER);
  expect(await (await startedWith({ LICENSE_DATA_KEY: GIVEN })).decrypt(sealed)).toEqual(OWNER);
  const made = await (await startedWith()).encrypt(OWNER);
  expect(await (await startedWith()).decrypt(made)).toEqual(OWNER);
});

it('opens what was sealed before a key was given, and writes with the given one from then on', async () => {
  const before = await (await startedWith()).encrypt(OWNER);
  expect(await ofServer().decrypt(before)).toEqual(OWNER);
  for (const LICENSE_DATA_CIPHER of ['legacy', 'aes-256-gcm']) {
    const given = await startedWith({ LICENSE_DATA_KEY: GIVEN, LICENSE_DATA_CIPHER });
    expect(await given.decrypt(before)).toEqual(OWNER);
    const after = await given.encrypt(OWNER);
    expect(await (await startedWith()).decrypt(after)).toBeNull();
    expect(await (await startedWith({ LICENSE_DATA_OLD_KEYS: GIVEN })).decrypt(after)).toEqual(OWNER);
  }
});

it('keeps its keys out of the log and of every answer about the server', async () => {
  const sealed = await ofServer().encrypt(OWNER);
  await ofServer().decrypt(`${sealed}x`);
  const answers = [
    await server.asAdmin('GET', '/api/v1/settings'),
    await server.asAdmin('GET', '/api/v1/audit'),
    await server.asAdmin('GET', '/api/v1/events'),
    await server.call('GET', '/metrics'),
    await server.call('GET', '/health'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const told = log.text + JSON.stringify(answers.map(({ body, headers }) => ({ body, headers })));
  expect(log.text).not.toBe('');
  for (const secret of [GIVEN, OLD, await keyMade(), sealed]) {
    expect(told).not.toContain(secret);
  }
});

it('asks the database for the key at the start alone', async () => {
  const node = await startedWith();
  const away = jest.spyOn(server.dataSource.manager, 'findOneByOrFail').mockRejectedValue(new Error('gone'));
  for (const data of [node, ofServer()]) {
    expect(await data.decrypt(await data.encrypt(OWNER))).toEqual(OWNER);
  }
  away.mockRestore();
});

it('has one key for all nodes that start together on a database that had none yet, and no other later', async () => {
  await server.dataSource.query('DELETE FROM secrets');
  const start = () =>
    prepareDatabase(server.databaseUrl, new Date(), (manager) =>
      addFirstRows(manager, readSettings({}), new Date(), () => undefined),
    );
  await Promise.all([start(), start(), start()]);
  const made = await keyMade();
  expect(made).toMatch(/^base64:[A-Za-z0-9+/]{43}=$/);
  const nodes = [await startedWith(), await startedWith()] as const;
  expect(await nodes[1].decrypt(await nodes[0].encrypt(OWNER))).toEqual(OWNER);
  await start();
  expect(await keyMade()).toBe(made);
});
