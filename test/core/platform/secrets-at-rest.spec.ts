import { Client } from 'pg';
import { SecretCipher } from '../../../src/core/platform/config/secret-cipher';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { MAIL_SERVER } from '../../../src/core/platform/mail/mail.settings';
import { KnownSettings } from '../../../src/core/platform/settings/known-settings';
import { SettingValuesService } from '../../../src/core/platform/settings/setting-values.service';
import { tokenSecret } from '../../../src/plugins/migration/imports/import.entity';
import { secretSettings } from '../../../src/core/start/secret-settings';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { addFirstRows } from '../../../src/core/start/first-start';
import { LicenseDataService } from '../../../src/apis/license-manager/app/license-data/license-data.service';
import { UpdateSignerService } from '../../../src/core/catalog/update-signing/update-signer.service';
import { captureLog } from '../../testkit/captured-log';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { freshDatabase, onDatabase } from '../../testkit/database';
import { single } from '../../testkit/rows';
import { secondFactorOf } from '../../support/second-factor';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const KEY = 'the key that encrypts the secrets';
const NEXT_KEY = `base64:${Buffer.alloc(32, 7).toString('base64')}`;
const OWNER = { license: 'AAAA-BBBB-CCCC-DDDD', product: 'shop', device: 'shop.example', client: 'Jane Doe' };
const FILE = { sha256: 'ab'.repeat(32), size: 9 };

let url: string;
let server: TestServer;
let isRunning = false;
afterAll(stop);

async function newDatabase(): Promise<void> {
  url = await freshDatabase();
}

/** What a start does to the database before the server serves. */
function prepare(environment: Record<string, string>): Promise<void> {
  const settings = readSettings({ ADMIN_PASSWORD, ...environment });
  return prepareDatabase(url, new Date(), (manager) => addFirstRows(manager, settings, new Date(), () => undefined));
}

async function restart(environment: Record<string, string>): Promise<void> {
  await prepare(environment);
  await start(environment);
}

/** The database was prepared without a key. */
async function start(environment: Record<string, string> = {}): Promise<void> {
  await stop();
  server = await TestServer.start(environment, url);
  isRunning = true;
}

async function stop(): Promise<void> {
  if (isRunning) {
    isRunning = false;
    await server.stop();
  }
}

/** Asks the database on a connection of its own: some tests need no server. */
async function rowsOf<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Every secret as the database has it. */
async function stored(): Promise<string[]> {
  const rows = await rowsOf<{ text: string }>(`
    SELECT value AS text FROM secrets
    UNION ALL SELECT private_key FROM update_signing_keys WHERE private_key IS NOT NULL
    UNION ALL SELECT private_key FROM signing_keys WHERE private_key IS NOT NULL
  `);
  return rows.map(({ text }) => text).sort();
}

/** Every text of the database that is encrypted, as `table.column: text`. */
async function everyCiphertext(): Promise<string[]> {
  const columns = await rowsOf<{ table: string; column: string }>(`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type IN ('text', 'character varying', 'jsonb')`);
  const queries = columns.map(
    ({ table, column }) =>
      `SELECT '${table}.${column}: ' || trim('"' FROM "${column}"::text) AS text FROM "${table}" WHERE "${column}"::text ~ '^"?enc:v1:'`,
  );
  const rows = await rowsOf<{ text: string }>(queries.join(' UNION ALL '));
  return rows.map(({ text }) => text);
}

const setUp = async (settings: Record<string, string>): Promise<void> => {
  const { status, body } = await server.asAdmin('PATCH', '/api/v1/settings', { body: settings });
  expect([status, body]).toEqual([200, expect.anything()]);
};

const SESSION = '11111111-1111-4111-8111-111111111111';
const LEMON_SQUEEZY = { url: 'https://lemon.example.com/v1', token: 'the-token' };

/** Those of webhooks and shops, both during a rotation, and of an import that is being read. */
const ROTATED = `
  SELECT (SELECT ARRAY[secret, previous_secret] FROM webhook_endpoints) ||
         (SELECT ARRAY[secret, previous_secret, api_key] FROM shops) || (SELECT ARRAY[api_token] FROM imports) AS all`;
const rotated = async (): Promise<string[]> => single(await rowsOf<{ all: string[] }>(ROTATED)).all;

/** All kinds of secrets that a server encrypts beside those of its first start. */
async function addSecrets() {
  await setUp({ 'mail.smtp_url': 'smtp://sales:pass-of-smtp@127.0.0.1:1', 'oidc.client_secret': 'secret-of-oidc' });
  const settings = { api_key: 'rk_live_1' };
  const shop = await server.sdk.shops.create({ kind: 'stripe', name: 'stripe', secret: 'whsec_former', settings });
  await server.sdk.shops.rotateSecret(shop.id, { secret: 'whsec_of_stripe' });
  const webhook = await server.sdk.webhooks.create({ url: 'https://93.184.216.34/', events: ['license.issued'] });
  const { secret } = await server.sdk.webhooks.rotateSecret(webhook.id, {});
  const body = { from: 'lemon-squeezy', api: LEMON_SQUEEZY };
  const reading = await server.asAdmin('POST', '/api/v1/imports', { body });
  expect(reading.status).toBe(201);
  const person = await createLoggedInUser(server, 'viewer');
  const { app } = await secondFactorOf(server, person);
  await server.dataSource.query(
    `INSERT INTO openid_sessions (session_id, user_id, id_token, expires_at) SELECT '${SESSION}', id, 'an.id.token', now() + interval '1 day'
     FROM users WHERE username = 'admin'`,
  );
  return {
    /** By their names, as `rotated` has them. */
    plain: [
      [`webhook endpoint ${webhook.id}`, secret],
      [`webhook endpoint ${webhook.id}`, webhook.secret],
      [`shop ${shop.id}`, 'whsec_of_stripe'],
      [`shop ${shop.id}`, 'whsec_former'],
      [`API key of shop ${shop.id}`, settings.api_key],
      [tokenSecret(reading.body.id), LEMON_SQUEEZY.token],
    ] as const,
    credentials: () => ({ username: person.username, password: PASSWORD, code: app.code(1) }),
  };
}

const isEncrypted = (text: string) => text.startsWith('enc:v1:');

const licenseData = () => server.app.get(LicenseDataService);

const sign = () =>
  server.app
    .get(UpdateSignerService)
    .integrityOf({ reference: 'PROD-001' }, { version: '1', releasedAt: '2024-01-15' }, FILE);

const statusOf = async (token: string) =>
  (await server.call('GET', '/api/v1/auth/me', { headers: { authorization: `Bearer ${token}` } })).status;

it('starts again with the same key and changes nothing', async () => {
  await newDatabase();
  await prepare({ SECRETS_KEY: KEY });
  const encrypted = await stored();
  await prepare({ SECRETS_KEY: KEY });
  expect(await stored()).toEqual(encrypted);
});

it('starts neither without the key nor with another, and says which setting is wrong', async () => {
  await newDatabase();
  await prepare({ SECRETS_KEY: KEY });
  const encrypted = await stored();
  await expect(prepare({})).rejects.toThrow(/^Settings: SECRETS_KEY or SECRETS_KEY_FILE must be set/);
  await expect(prepare({ JWT_SECRET: 'given by hand' })).rejects.toThrow(/SECRETS_KEY/);
  await expect(prepare({ SECRETS_KEY: NEXT_KEY })).rejects.toThrow(/^Settings: SECRETS_KEY does not decrypt/);
  expect(await stored()).toEqual(encrypted);
});

it('lets a node that has the next key for reading alone go on while another encrypts', async () => {
  await newDatabase();
  await restart({ SECRETS_OLD_KEYS: KEY });
  expect((await stored()).map(isEncrypted)).toEqual([false, false, false, false]);
  await prepare({ SECRETS_KEY: KEY });
  expect((await stored()).map(isEncrypted)).toEqual([true, true, true, true]);
  expect((await sign()).signature?.value).toEqual(expect.any(String));
  expect(await statusOf(await server.adminToken())).toBe(200);
  await prepare({ SECRETS_OLD_KEYS: KEY });
  expect((await stored()).map(isEncrypted)).toEqual([true, true, true, true]);
});

it('encrypts everything that a server encrypts, reads it, and leaves nothing to the former key after a rotation', async () => {
  await newDatabase();
  await start();
  const { plain, credentials } = await addSecrets();
  expect(await everyCiphertext()).toEqual([]);
  expect(await rotated()).toEqual(plain.map(([, text]) => text));
  const secrets = await stored();
  expect(secrets).toHaveLength(4);
  const token = await server.adminToken();
  const sealed = await licenseData().encrypt(OWNER);
  const signed = await sign();
  await stop();
  await prepare({ SECRETS_KEY: KEY });
  const now = await stored();
  expect(now.map(isEncrypted)).toEqual([true, true, true, true]);
  expect(secrets.filter((secret) => now.join().includes(secret))).toEqual([]);
  const encrypted = await everyCiphertext();
  const columns = encrypted.map((text) => text.split(':')[0]).sort();
  expect(columns).toEqual([
    'imports.api_token',
    'openid_sessions.id_token',
    'second_factors.secret',
    ...['secrets.value', 'secrets.value'],
    ...['settings.value', 'settings.value'],
    ...['shops.api_key', 'shops.previous_secret', 'shops.secret'],
    'signing_keys.private_key',
    'update_signing_keys.private_key',
    ...['webhook_endpoints.previous_secret', 'webhook_endpoints.secret'],
  ]);

  await prepare({ SECRETS_KEY: NEXT_KEY, SECRETS_OLD_KEYS: KEY });
  const again = await everyCiphertext();
  expect(again.map((text) => text.split(':')[0]).sort()).toEqual(columns);
  expect(again.filter((text) => encrypted.includes(text))).toEqual([]);
  await start({ SECRETS_KEY: NEXT_KEY });
  expect(await statusOf(token)).toBe(200);
  expect(await licenseData().decrypt(sealed)).toEqual(OWNER);
  // The same key signs the same text to the same signature.
  expect(await sign()).toEqual(signed);
  expect(server.app.get(SettingValuesService).get(MAIL_SERVER.smtpUrl)).toContain('pass-of-smtp');
  expect((await server.call('GET', '/health/ready')).status).toBe(200);
  const cipher = server.app.get(SecretCipher);
  const texts = await rotated();
  expect(plain.map(([name], index) => [name, cipher.decrypt(name, texts[index] ?? '')])).toEqual(plain);
  expect((await server.call('POST', '/api/v1/auth/login', { body: credentials() })).status).toBe(200);
  await expect(prepare({ SECRETS_KEY: KEY })).rejects.toThrow(/SECRETS_KEY/);
});

it('encrypts all settings of kind secret, whoever declares them', async () => {
  const shared = await TestServer.shared();
  const known = shared.app.get(KnownSettings).all.filter(({ kind }) => kind === 'secret');
  expect(known.length).toBeGreaterThan(1);
  expect(secretSettings().sort()).toEqual(known.map(({ name }) => name).sort());
  await shared.stop();
});

describe('a server with the key', () => {
  it('starts with a setting that no key decrypts: logs it once, fails what needs it, and takes a new value', async () => {
    await newDatabase();
    const lost = SecretCipher.from(readSettings({ SECRETS_KEY: 'a key that somebody has removed since' }));
    const unreadable = lost.encrypt('setting mail.smtp_url', 'smtp://sales:pass@127.0.0.1:1');
    const values = `('mail.smtp_url', '"${unreadable}"'), ('mail.from', '"sales@example.com"'), ('oidc.name', '"Staff"')`;
    await onDatabase(
      url,
      `INSERT INTO settings (name, value, updated_at) SELECT name, value::jsonb, now() FROM (VALUES ${values}) AS given (name, value)`,
    );
    const log = captureLog();
    await restart({ SECRETS_KEY: KEY, LOG_LEVEL: 'error' });

    expect((await server.call('GET', '/health/ready')).status).toBe(200);
    const shown = Object.fromEntries((await server.sdk.settings.list()).items.map(({ name, value }) => [name, value]));
    expect(shown).toMatchObject({ 'mail.smtp_url': '********', 'oidc.name': 'Staff' });
    const settings = server.app.get(SettingValuesService);
    expect(() => settings.get(MAIL_SERVER.smtpUrl)).toThrow('SECRETS_KEY does not decrypt the setting mail.smtp_url');
    expect(settings.isSet(MAIL_SERVER.smtpUrl)).toBe(true);
    await settings.read();
    expect(log.text.match(/SECRETS_KEY does not decrypt setting mail\.smtp_url/g)).toHaveLength(1);

    await setUp({ 'mail.smtp_url': 'smtp://127.0.0.1:2' });
    expect(settings.get(MAIL_SERVER.smtpUrl)).toBe('smtp://127.0.0.1:2');
    expect((await everyCiphertext()).filter((text) => text.startsWith('settings.'))).not.toContain(unreadable);
  });

  it('encrypts the key that a rotation makes', async () => {
    await newDatabase();
    await restart({ SECRETS_KEY: KEY });
    const before = await stored();
    expect((await server.asAdmin('POST', '/api/v1/update-signing-keys')).status).toBe(201);
    const made = (await stored()).filter((text) => !before.includes(text));
    expect(made.map(isEncrypted)).toEqual([true]);
    expect((await sign()).signature?.value).toEqual(expect.any(String));
  });
});
