import { SecretCipher } from '../../src/platform/config/secret-cipher';
import { readSettings } from '../../src/platform/config/read-settings';
import { prepareDatabase } from '../../src/start/prepare-database';
import { addFirstRows } from '../../src/start/first-start';
import { LicenseDataService } from '../../src/dialects/license-manager/app/license-data/license-data.service';
import { UpdateSignerService } from '../../src/catalog/update-signing/update-signer.service';
import { ADMIN_PASSWORD } from '../support/credentials';
import { freshDatabase } from '../support/database';
import { secondFactorOf } from '../support/second-factor';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

const KEY = 'the key that encrypts the secrets';
const NEXT_KEY = `base64:${Buffer.alloc(32, 7).toString('base64')}`;
const OWNER = { license: 'AAAA-BBBB-CCCC-DDDD', product: 'shop', device: 'shop.example', client: 'Jane Doe' };
const FILE = { sha256: 'ab'.repeat(32), size: 9 };

let url: string;
let server: TestServer;
let isRunning = false;
beforeEach(async () => {
  url = await freshDatabase();
});
afterEach(stop);

/** What a start does to the database before the server serves. */
function prepare(environment: Record<string, string>): Promise<void> {
  const settings = readSettings({ ADMIN_PASSWORD, ...environment });
  return prepareDatabase(url, new Date(), (manager) => addFirstRows(manager, settings, new Date(), () => undefined));
}

async function restart(environment: Record<string, string>): Promise<void> {
  await stop();
  await prepare(environment);
  await start(environment);
}

/** The database was prepared without a key. */
async function start(environment: Record<string, string> = {}): Promise<void> {
  server = await TestServer.start(environment, url);
  isRunning = true;
}

async function stop(): Promise<void> {
  if (isRunning) {
    isRunning = false;
    await server.stop();
  }
}

/** Every secret as the database has it. */
async function stored(): Promise<string[]> {
  const rows = await server.dataSource.query<{ text: string }[]>(`
    SELECT value AS text FROM secrets
    UNION ALL SELECT private_key FROM update_signing_keys WHERE private_key IS NOT NULL
    UNION ALL SELECT private_key FROM signing_keys WHERE private_key IS NOT NULL
  `);
  return rows.map(({ text }) => text).sort();
}

const isEncrypted = (text: string) => text.startsWith('enc:v1:');

const licenseData = () => server.app.get(LicenseDataService);

const sign = () =>
  server.app
    .get(UpdateSignerService)
    .integrityOf({ reference: 'PROD-001' }, { version: '1', releasedAt: '2024-01-15' }, FILE);

const statusOf = async (token: string) =>
  (await server.call('GET', '/api/v1/auth/me', { headers: { authorization: `Bearer ${token}` } })).status;

it('leaves no secret in plain text in the database, and all that they signed and encrypted good', async () => {
  await start();
  const plain = await stored();
  expect(plain).toHaveLength(4);
  const token = await server.adminToken();
  const sealed = await licenseData().encrypt(OWNER);
  const signed = await sign();

  await restart({ SECRETS_KEY: KEY });
  const encrypted = await stored();
  expect(encrypted.filter(isEncrypted)).toHaveLength(4);
  for (const secret of plain) {
    expect(encrypted.join()).not.toContain(secret);
  }
  expect(await statusOf(token)).toBe(200);
  expect(await licenseData().decrypt(sealed)).toEqual(OWNER);
  // The same key signs the same text to the same signature.
  expect(await sign()).toEqual(signed);
});

it('starts again with the same key and changes nothing', async () => {
  await restart({ SECRETS_KEY: KEY });
  const encrypted = await stored();
  await restart({ SECRETS_KEY: KEY });
  expect(await stored()).toEqual(encrypted);
});

it('encrypts the key that a rotation makes', async () => {
  await restart({ SECRETS_KEY: KEY });
  expect((await server.asAdmin('POST', '/api/v1/update-signing-keys')).status).toBe(201);
  expect((await stored()).filter(isEncrypted)).toHaveLength(4);
  expect((await sign()).signature?.value).toEqual(expect.any(String));
});

it('starts neither without the key nor with another, and says which setting is wrong', async () => {
  await restart({ SECRETS_KEY: KEY });
  const encrypted = await stored();
  await expect(prepare({})).rejects.toThrow(/^Settings: SECRETS_KEY or SECRETS_KEY_FILE must be set/);
  await expect(prepare({ JWT_SECRET: 'given by hand' })).rejects.toThrow(/SECRETS_KEY/);
  await expect(prepare({ SECRETS_KEY: NEXT_KEY })).rejects.toThrow(/^Settings: SECRETS_KEY does not decrypt/);
  expect(await stored()).toEqual(encrypted);
});

it('changes from one key to the next', async () => {
  await restart({ SECRETS_KEY: KEY });
  const token = await server.adminToken();
  const sealed = await licenseData().encrypt(OWNER);

  await restart({ SECRETS_KEY: NEXT_KEY, SECRETS_OLD_KEYS: KEY });
  await restart({ SECRETS_KEY: NEXT_KEY });
  expect(await statusOf(token)).toBe(200);
  expect(await licenseData().decrypt(sealed)).toEqual(OWNER);
  await expect(prepare({ SECRETS_KEY: KEY })).rejects.toThrow(/SECRETS_KEY/);
});

it('lets a node that has the next key for reading alone go on while another encrypts', async () => {
  await restart({ SECRETS_OLD_KEYS: KEY });
  expect((await stored()).map(isEncrypted)).toEqual([false, false, false, false]);
  await prepare({ SECRETS_KEY: KEY });
  expect((await stored()).map(isEncrypted)).toEqual([true, true, true, true]);
  expect((await sign()).signature?.value).toEqual(expect.any(String));
  expect(await statusOf(await server.adminToken())).toBe(200);
  await restart({ SECRETS_OLD_KEYS: KEY });
  expect((await stored()).map(isEncrypted)).toEqual([true, true, true, true]);
});

it('encrypts the secrets of webhooks and shops, both during a rotation', async () => {
  await start();
  const created = await server.sdk.webhooks.create({ url: 'https://93.184.216.34/', events: ['license.issued'] });
  const rotated = await server.sdk.webhooks.rotateSecret(created.id, {});
  const settings = { api_key: 'rk_live_1' };
  const shop = await server.sdk.shops.create({ kind: 'stripe', name: 'stripe', secret: 'whsec_former', settings });
  await server.sdk.shops.rotateSecret(shop.id, { secret: 'whsec_of_stripe' });
  const ofShop = ['whsec_of_stripe', 'whsec_former', 'rk_live_1'];
  const secrets = async (): Promise<string[]> => {
    const [{ all }] = await server.dataSource.query(
      `SELECT (SELECT ARRAY[secret, previous_secret] FROM webhook_endpoints) ||
         (SELECT ARRAY[secret, previous_secret, api_key] FROM shops) AS all`,
    );
    return all;
  };
  expect(await secrets()).toEqual([rotated.secret, created.secret, ...ofShop]);
  await restart({ SECRETS_KEY: KEY });
  const encrypted = await secrets();
  expect(encrypted.map(isEncrypted)).toEqual(Array(5).fill(true));
  await restart({ SECRETS_KEY: NEXT_KEY, SECRETS_OLD_KEYS: KEY });
  await restart({ SECRETS_KEY: NEXT_KEY });
  const cipher = server.app.get(SecretCipher);
  const again = await secrets();
  expect(again.filter((text) => encrypted.includes(text))).toEqual([]);
  const names = [
    ...[`webhook endpoint ${created.id}`, `webhook endpoint ${created.id}`],
    ...[`shop ${shop.id}`, `shop ${shop.id}`, `API key of shop ${shop.id}`],
  ];
  expect(again.map((text, index) => cipher.decrypt(names[index] ?? '', text))).toEqual([
    rotated.secret,
    created.secret,
    ...ofShop,
  ]);
  await expect(prepare({ SECRETS_KEY: KEY })).rejects.toThrow(/SECRETS_KEY/);
});

it('encrypts the secrets of second factors, and reads them', async () => {
  await start();
  const person = await createLoggedInUser(server, 'viewer');
  const { app } = await secondFactorOf(server, person);
  const [{ secret: plain }] = await server.dataSource.query('SELECT secret FROM second_factors');
  expect(isEncrypted(plain)).toBe(false);
  await restart({ SECRETS_KEY: KEY });
  const [{ secret }] = await server.dataSource.query('SELECT secret FROM second_factors');
  expect(isEncrypted(secret)).toBe(true);
  const { status } = await server.call('POST', '/api/v1/auth/login', {
    body: { username: person.username, password: PASSWORD, code: app.code(1) },
  });
  expect(status).toBe(200);
});

it('encrypts the token of an API that an import is reading', async () => {
  await start();
  const body = { from: 'lemon-squeezy', api: { url: 'https://1.1.1.1/v1', token: 'the-token' } };
  expect((await server.asAdmin('POST', '/api/v1/imports', { body })).status).toBe(201);
  const token = async () =>
    (await server.dataSource.query<{ api_token: string }[]>('SELECT api_token FROM imports'))[0]?.api_token ?? '';
  expect(await token()).toBe('the-token');
  await restart({ SECRETS_KEY: KEY });
  const encrypted = await token();
  await restart({ SECRETS_KEY: NEXT_KEY, SECRETS_OLD_KEYS: KEY });
  expect([isEncrypted(encrypted), isEncrypted(await token()), (await token()) === encrypted]).toEqual([
    true,
    true,
    false,
  ]);
});
