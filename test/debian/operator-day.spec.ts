import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Program } from '../processes/program';
import { buildFormerRelease } from '../support/former-release';
import { Installation } from '../support/installation';
import { DatabasePair } from '../support/patroni';
import { ChecksAtProxy, ProxiedNodes } from '../support/proxied-nodes';
import { samplesIn } from '../support/samples';
import { stripeHeaders } from '../testkit/shops';
import { until } from '../testkit/until';

const DEVICE = 'the desk';
const NEW_PASSWORD = 'another password of the admin';

let installation: Installation;
let former: string;
let proxy: ProxiedNodes;
let pair: DatabasePair | undefined;
/** By port. */
const nodes = new Map<number, Program>();
/** Of each node, when it is started. */
const settings: Record<string, string> = { TRUSTED_PROXIES: '127.0.0.1', SHUTDOWN_DELAY_MS: '1000' };
let password = '';
let systemKey = '';
let licenseKey = '';
let load: ChecksAtProxy | undefined;

beforeAll(() => Program.build());
beforeAll(async () => {
  installation = await Installation.create();
  former = join(installation.folder, 'former');
  mkdirSync(former);
  buildFormerRelease(former);
  proxy = await ProxiedNodes.create();
  installation.replaced.set('127.0.0.1:8404', proxy.statusHost);
});
afterEach(() => load?.stop());
afterAll(async () => {
  await proxy.stop();
  await Program.endAll();
  await pair?.remove();
  await installation.remove();
});

/** The block of a page under a heading, or with the mark `day: …`. */
function blockOf(page: string, name: string): string {
  const found = samplesIn(page).find(({ heading, mark }) => [heading, mark].includes(name));
  if (!found) {
    throw new Error(`${page} has no ${name}`);
  }
  return found.text;
}

async function typed(commands: string, input = ''): Promise<string> {
  const { code, output, errors } = await installation.type(commands, input);
  if (code !== 0) {
    throw new Error(`${commands}\nended with ${code}:\n${output}${errors}`);
  }
  return output;
}

async function start(port: number, release?: string): Promise<Program> {
  const command = release === undefined ? undefined : [join(release, 'scripts/start.mjs')];
  const node = await Program.start({ ...settings, PORT: String(port) }, process.execPath, command);
  nodes.set(port, node);
  return node;
}

async function restart(port: number): Promise<void> {
  await nodes.get(port)?.end('SIGTERM');
  await start(port);
}

function firstNode(): Program {
  const [node] = nodes.values();
  if (!node) {
    throw new Error('no node serves');
  }
  return node;
}

async function logIn(): Promise<{ authorization: string }> {
  const authorization = await firstNode().logIn(password);
  installation.shell.KEYWARD_TOKEN = authorization.authorization.replace('Bearer ', '');
  writeFileSync(
    join(installation.checkout, 'admin.curl'),
    `header = "authorization: ${authorization.authorization}"\n`,
  );
  return authorization;
}

const check = { license_key: '', hardware_id: DEVICE };

it('installs the former release on a database of its own, and issues a license', async () => {
  const [createDatabase = ''] = blockOf('docs/operate/install.md', 'The database').split('\n');
  await typed(createDatabase);
  settings.DATABASE_URL = installation.databaseUrl('keyward');
  settings.SECRETS_KEY = randomBytes(24).toString('base64');
  installation.shell.DATABASE_URL = settings.DATABASE_URL;
  const node = await start(proxy.ports[0], former);
  password = node.adminPassword ?? '';
  systemKey = node.systemKey ?? '';
  const authorization = await logIn();
  const { body } = await node.call('POST', '/api/v1/licenses', { product: 'v2-default' }, authorization);
  licenseKey = body.key;
  check.license_key = licenseKey;
  expect((await node.call('POST', '/api/v1/activate', check)).status).toBe(201);
});

it('backs up, and upgrades while the former release serves', async () => {
  const inFormer = (command: string) => typed(`export SECRETS_KEY='${settings.SECRETS_KEY}'\ncd ${former}\n${command}`);
  const file = join(installation.checkout, 'keyward.backup');
  await inFormer(`node scripts/keyward.mjs backup ${file}`);
  await typed(blockOf('docs/backup.md', 'Verify'));
  installation.shell.SECRETS_KEY = settings.SECRETS_KEY ?? '';
  await typed(blockOf('docs/upgrade.md', 'One node'));
  await typed(blockOf('docs/upgrade.md', 'Before'));

  const [formerNode] = nodes.values();
  await start(proxy.ports[1]);
  expect((await nodes.get(proxy.ports[1])?.call('POST', '/api/v1/validate', check))?.body.valid).toBe(true);
  await formerNode?.end('SIGTERM');
  nodes.delete(proxy.ports[0]);
});

it('restores the backup elsewhere: the license, its device, the users and the signing keys are there', async () => {
  const folder = join(installation.folder, 'elsewhere');
  await typed(`unset DATABASE_URL\nDATA_DIR=${folder} npx keyward restore keyward.backup`);
  const { SECRETS_KEY = '' } = settings;
  const elsewhere = await Program.start({ DATA_DIR: folder, SECRETS_KEY });
  const keysOf = async (node: Program) => (await node.call('GET', '/.well-known/jwks.json')).body.keys;
  expect((await elsewhere.call('POST', '/api/v1/validate', check)).body.valid).toBe(true);
  expect(await keysOf(elsewhere)).toEqual(await keysOf(firstNode()));
  await elsewhere.logIn(password);
  await elsewhere.end('SIGTERM');
});

it('replaces two nodes behind HAProxy, one after the other: every check is answered', async () => {
  await start(proxy.ports[0]);
  proxy.start(installation.folder);
  load = new ChecksAtProxy(proxy, check);
  await load.more();
  await roundWith({});
  expect(await load.stop()).toEqual([]);
});

it('rotates every secret, and no check is refused meanwhile', async () => {
  const authorization = await logIn();
  const pagesHost = new URL(firstNode().url).host;
  installation.replaced.set('localhost:8080', pagesHost);
  installation.shell.KEYWARD_URL = firstNode().url;
  const get = async (path: string) => (await firstNode().call('GET', path, undefined, authorization)).body;
  const post = async (path: string, body: object) => (await firstNode().call('POST', path, body, authorization)).body;
  const hook = await post('/api/v1/webhooks', { url: 'https://hooks.example.com/keyward', events: ['license.issued'] });
  const shop = await post('/api/v1/shops', {
    kind: 'stripe',
    name: 'stripe',
    secret: 'whsec_former',
    settings: { api_key: 'rk_live_former' },
  });
  const apiKey = await post('/api/v1/api-keys', { name: 'shop', kind: 'internal' });
  Object.assign(installation.shell, { ID: hook.id, SHOP: shop.id });
  const [signingKeys, updateKeys] = [await get('/api/v1/signing-keys'), await get('/api/v1/update-signing-keys')];
  load = new ChecksAtProxy(proxy, check);
  await load.more();

  const { items } = await get('/api/v1/api-keys');
  installation.replaced.set(' ID', ` ${items.find(({ kind }: { kind: string }) => kind === 'system').id}`);
  const rotated = await typed(blockOf('docs/operate/keys.md', 'day: system key'));
  installation.replaced.set(' ID', ` ${apiKey.id}`);
  const [, newApiKey = ''] = /^key +(\S+)$/m.exec(await typed(blockOf('docs/api-keys.md', 'Rotation'))) ?? [];
  await typed(blockOf('docs/signing.md', 'Rotate the key'));
  await typed(blockOf('docs/operate/keys.md', 'Update signing keys'));
  const newHook = JSON.parse(await typed(blockOf('docs/webhooks.md', 'day: webhook secret')));
  await typed(blockOf('docs/operate/keys.md', 'day: secrets of a shop'));
  await typed(blockOf('docs/operate/keys.md', 'day: passwords in settings'));
  const newKeys = [await get('/api/v1/signing-keys'), await get('/api/v1/update-signing-keys')];

  await typed(blockOf('docs/operate/keys.md', 'day: second user'));
  const oldUrl = settings.DATABASE_URL ?? '';
  const { SECRETS_KEY: oldKey = '' } = settings;
  const newKey = randomBytes(24).toString('base64');
  settings.DATABASE_URL = oldUrl.replace('keyward:keyward@', 'keyward_2:another@');
  settings.LICENSE_DATA_OLD_KEYS = 'the license data key of 2027';
  await roundWith({ SECRETS_OLD_KEYS: newKey });
  installation.shell.DATABASE_URL = settings.DATABASE_URL;
  await typed(blockOf('docs/operate/keys.md', 'day: end of the first user'));
  await typed(blockOf('docs/operate/keys.md', 'day: token secret'));
  settings.LICENSE_DATA_KEY = settings.LICENSE_DATA_OLD_KEYS;
  await roundWith({ SECRETS_KEY: newKey, SECRETS_OLD_KEYS: oldKey, METRICS_TOKEN: 'the-token-of-prometheus' });
  delete settings.SECRETS_OLD_KEYS;
  await roundWith({});
  installation.shell.SECRETS_KEY = newKey;
  await typed('npx keyward user password admin', `${NEW_PASSWORD}\n`);

  expect(await load.stop()).toEqual([]);
  expect(rotated).not.toContain(systemKey);
  expect(newHook.secret).toMatch(/^whsec_/);
  expect(newHook.secret).not.toBe(hook.secret);
  expect(newApiKey).not.toBe(apiKey.key);
  await secretsAreThose(shop.id, [apiKey.key, newApiKey]);
  expect(newKeys[0].items[0]).not.toEqual(signingKeys.items[0]);
  expect(newKeys[1].items[0].key_id).not.toBe(updateKeys.items[0].key_id);
  const refused = async (headers: Record<string, string>, at: string, body?: object) =>
    (await firstNode().call(body ? 'POST' : 'GET', at, body, headers)).status;
  expect(await refused(authorization, '/api/v1/licenses')).toBe(401);
  expect(await refused({ 'x-api-key': systemKey }, '/api/license/verify', { license_key: licenseKey })).toBe(401);
  expect(await refused({}, '/api/v1/auth/login', { username: 'admin', password })).toBe(401);
  expect(await refused({}, '/metrics')).toBe(401);
  await expect(typed(`psql ${oldUrl} --command='SELECT 1'`)).rejects.toThrow('not permitted to log in');
  password = NEW_PASSWORD;
  await logIn();
});

it('moves to a pair of database servers, switches over and loses one: every check is answered in the end', async () => {
  await Promise.all([...nodes.values()].map((node) => node.end('SIGTERM')));
  pair = await DatabasePair.start(installation.folder);
  const { replaced, shell } = installation;
  const first = await pair.primary();
  const hosts = ['192.0.2.11:5432', '192.0.2.12:5432'] as const;
  pair.nodes.forEach(({ postgres }, index) => replaced.set(hosts[index] ?? '', postgres.host));
  replaced.set('/etc/patroni_env.conf', first.environmentFile);
  replaced.set('/etc/patroni/config.yml', first.configurationFile);
  replaced.set('sudo -u postgres psql', `psql '${first.urlOf('postgres')}'`);

  const page = 'docs/fail-over.md';
  const servers = () => typed(blockOf(page, 'day: servers of the pair'));
  expect(await servers()).toMatch(leading(first.name));
  await typed(blockOf(page, 'day: database of the pair'));
  await typed(blockOf(page, 'day: move to the pair'));
  settings.DATABASE_URL = parseEnv(installation.filledIn(blockOf(page, 'Name several hosts'))).DATABASE_URL ?? '';
  shell.DATABASE_URL = settings.DATABASE_URL;
  for (const port of proxy.ports) {
    await start(port);
  }
  load = new ChecksAtProxy(proxy, check, true);
  await load.more();

  await typed(blockOf(page, 'day: switchover'), '\n\n\ny\n');
  await load.more();
  const second = pair.other(first);
  await pair.isWhole();
  expect(await servers()).toMatch(leading(second.name));

  await second.kill();
  await until('the standby is the primary', async () => leading(first.name).test(await servers()));
  await load.more();
  expect(await load.stop()).toEqual([]);
  const { status, body } = await firstNode().call('GET', '/api/v1/licenses', undefined, await logIn());
  expect([status, body.items[0].key]).toEqual([200, licenseKey]);
});

/** In the list of patronictl. */
const leading = (name: string): RegExp => new RegExp(`\\| ${name} +\\|.*\\| Leader +\\| running`);

/** The new secrets serve under the new SECRETS_KEY, and those that overlap too. */
async function secretsAreThose(shop: string, apiKeys: readonly string[]): Promise<void> {
  const event = { id: 'evt_1', type: 'product.created', created: Date.now() / 1000, data: { object: {} } };
  const accepted = async (secret: string) => {
    const headers = stripeHeaders(JSON.stringify(event), secret, new Date());
    return (await firstNode().call('POST', `/api/v1/shops/${shop}/events`, event, headers)).status;
  };
  expect(await Promise.all(['whsec_new', 'whsec_former', 'whsec_other'].map(accepted))).toEqual([200, 200, 400]);
  const withKey = async (key: string) =>
    (await firstNode().call('GET', '/api/v1/licenses', undefined, { 'x-api-key': key })).status;
  expect(await Promise.all(apiKeys.map(withKey))).toEqual([200, 200]);
  const { output } = await installation.type('npx keyward doctor --json');
  const { checks } = JSON.parse(output) as { checks: { name: string; status: string }[] };
  expect(checks.find(({ name }) => name === 'database-secrets')?.status).toBe('ok');
  // The SMTP server of the page is asked with the URL that the database has.
  expect(output).toContain('The SMTP server at mail.example.com:465 cannot be used');
}

const stateOfNodes = blockOf('docs/upgrade.md', 'day: state of the nodes');

/** Restarts one node after the other with further settings. */
async function roundWith(further: Record<string, string>): Promise<void> {
  Object.assign(settings, further);
  for (const port of proxy.ports) {
    await restart(port);
    await until('HAProxy uses both nodes', async () => /^one,UP\ntwo,UP$/m.test(await typed(stateOfNodes)));
    await load?.more();
  }
}
