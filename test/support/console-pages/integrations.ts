import type { CreateApiKey } from '../../../sdk/src/generated/native';
import { Permission } from '../../../src/core/identity/permissions/permission';
import { V2 } from '../../../src/apis/v2/v2.dialect';
import { ComparisonsService } from '../../../src/plugins/migration/shadowing/comparisons.service';
import { AuthenticateApiKeyService } from '../../../src/core/identity/api-keys/authenticate-api-key.service';
import { ApiKeyUsesService } from '../../../src/core/identity/api-keys/api-key-uses.service';
import { WebhookDispatcherService } from '../../../src/core/events/webhooks/webhook-dispatcher.service';
import { WebhookSenderService } from '../../../src/core/events/webhooks/webhook-sender.service';
import { first } from '../../testkit/rows';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';
import type { ConsolePage } from './console-page';

const LONG = 'Staatliche Hochschule für Musik und Darstellende Kunst '.repeat(4).trim();
const UNBROKEN = 'x'.repeat(240);

const apiKey = ({ sdk }: TestServer, body: Partial<CreateApiKey>) =>
  sdk.apiKeys.create({ name: 'Release pipeline', kind: 'external', ...body });

const apiKeys = oncePerServer(async (server) => {
  await apiKey(server, { name: LONG });
  await apiKey(server, { name: UNBROKEN, kind: 'internal', permissions: ['licenses:read', 'licenses:write'] });
  const products = ['v2-default', 'lic-default'];
  await apiKey(server, { name: 'Shop', products, expires_at: '2999-12-31T23:59:59Z' });
  const { id } = await apiKey(server, { name: 'Old server' });
  await server.sdk.apiKeys.revoke(id);
  return '/console/api-keys';
});

async function oneApiKey(server: TestServer): Promise<string> {
  const { id, key } = await apiKey(server, {
    name: LONG,
    kind: 'internal',
    permissions: ['customers:read', 'customers:write', 'licenses:read', 'products:read', 'app-bundles:write'],
    allowed_ips: ['127.0.0.0/8', '2001:db8:7c1e:4fa9:9a1b:2c3d:4e5f:6071'],
  });
  await server.sdk.with({ apiKey: key }).customers.create({ name: 'Ada', email: `a.${id}@example.com` });
  await server.app.get(AuthenticateApiKeyService).authenticate(key, '203.0.113.9');
  await server.app.get(ApiKeyUsesService).write();
  await server.sdk.apiKeys.rotate(id, { overlap_seconds: 3_600 });
  return `/console/api-keys/${id}`;
}

/** An API key that is set to an older version of the API. */
const olderVersions = oncePerServer(async (server) => {
  await apiKey(server, { name: LONG, api_version: '2026-11-01' });
  return '/console/api-versions';
});

/** An API key with requests of programs, some refused. */
async function calledApiKey(server: TestServer): Promise<string> {
  const { id, key } = await apiKey(server, { name: LONG });
  const { key: license_key } = await server.sdk.licenses.issue({ product: 'v2-default', max_activations: 1 });
  const call = (path: string, body: object) => server.withKey('POST', `/api/license/${path}`, { body }, key);
  for (const hardware_hash of ['WIN-7c1e04fa99a1b2c3d4e5f60718293a4b', UNBROKEN]) {
    await call('activate', { license_key, hardware_hash, app_version: '4.2.1' });
  }
  await call('verify', { license_key: UNBROKEN, hardware_hash: 'desk' });
  return `/console/api-keys/${id}`;
}

const oneKey = oncePerServer(async (server) => (await apiKey(server, {})).id);

/** A webhook whose endpoint answers badly. Nothing is sent over the network. */
async function failing(server: TestServer, description: string): Promise<string> {
  const sender = server.app.get(WebhookSenderService);
  const answers = [503, 503, 200];
  sender.send = () => {
    const status = answers.shift() ?? 503;
    const response = status === 200 ? '{"ok":true,"id":42}' : 'upstream is restarting';
    const at = server.clock.now().toISOString();
    return Promise.resolve({ at, status_code: status, duration_ms: 12, response, error: null });
  };
  server.app.get(WebhookDispatcherService).start();
  const { id } = await server.sdk.webhooks.create({
    url: `https://93.184.216.34/hooks/${UNBROKEN.slice(0, 60)}`,
    description,
    events: ['license.issued', 'license.activated', 'customer.created', 'webhook_endpoint.tested'],
  });
  for (let index = 0; index < 3; index++) {
    await server.sdk.webhooks.test(id);
  }
  await server.sdk.licenses.issue({ product: 'v2-default' });
  await until('every delivery was tried', async () => {
    // After a failure, an endpoint is tried again some time later.
    server.clock.advance(10_000);
    const { items } = await server.sdk.webhooks.listDeliveries(id);
    // Events of before may be numbered after the endpoint was created, and are then delivered, too.
    return items.length >= 4 && items.every(({ tries }) => tries.length > 0);
  });
  return `/console/webhooks/${id}`;
}

const failingWebhook = oncePerServer((server) => failing(server, 'CRM of the sales team'));

async function webhooks(server: TestServer): Promise<string> {
  await server.sdk.webhooks.create({ url: 'https://93.184.216.34/billing', events: ['license.issued'], format: 'v2' });
  const { id } = await server.sdk.webhooks.create({
    url: `https://93.184.216.34/${UNBROKEN}`,
    description: LONG,
    events: ['license.issued', 'license.expiring'],
  });
  await server.sdk.webhooks.disable(id);
  await failingWebhook(server);
  return '/console/webhooks';
}

const retiredKey = oncePerServer(async (server) => {
  const { kid } = first((await server.sdk.signingKeys.list()).items);
  await server.sdk.signingKeys.rotate();
  return `/console/signing-keys/${kid}`;
});

async function busyDialect(server: TestServer): Promise<string> {
  for (const key of ['UNKNOWN-1', 'UNKNOWN-2', UNBROKEN]) {
    await server.withKey('POST', '/api/license/verify', { body: { license_key: key, hardware_hash: 'desk' } });
  }
  return '/console/api-compatibility/v2';
}

/** An API in front of an old server that answers otherwise. */
const shadowedDialect = oncePerServer(async (server) => {
  await server.sdk.settings.update({ 'shadow.v2.url': `https://${UNBROKEN.slice(0, 60)}.example.com` });
  const comparisons = server.app.get(ComparisonsService);
  const answers = [{ valid: true }, { valid: true, [UNBROKEN]: LONG }, { error: LONG }];
  answers.forEach((theirs, index) => {
    comparisons.add({
      dialect: V2,
      request: sampleRequest(index === 1 ? `POST ${UNBROKEN}` : 'POST /api/license/verify'),
      theirs: { status: index === 2 ? 404 : 200, body: JSON.stringify(theirs) },
      ours: { status: 200, body: JSON.stringify(answers[0]) },
      wasOurs: false,
    });
  });
  await comparisons.written();
  return '/console/api-compatibility/v2/differences';
});

const sampleRequest = (operation: string) => ({
  operation,
  path: '/api/license/verify',
  body: Buffer.from('{"license_key":"AAAA-BBBB-CCCC-DDDD-EEEE"}'),
  requested: { key: 'AAAA-BBBB-CCCC-DDDD-EEEE' },
});

async function oneDifference(server: TestServer): Promise<string> {
  const path = await shadowedDialect(server);
  const { rows } = await server.app.get(ComparisonsService).list('v2', { limit: 1 });
  return `${path}/${first(rows).uid}`;
}

const API_KEYS = { permission: Permission.ApiKeysWrite } as const;
const WEBHOOKS = { permission: Permission.WebhooksWrite } as const;
const SIGNING_KEYS = { permission: Permission.SettingsWrite } as const;

export const PAGES: readonly ConsolePage[] = [
  { name: 'api-keys', path: apiKeys, permission: Permission.ApiKeysRead },
  { name: 'api-key-new', path: '/console/api-keys/new', ...API_KEYS },
  { name: 'api-key', path: oneApiKey, permission: Permission.ApiKeysRead },
  { name: 'api-key-called', path: calledApiKey, permission: Permission.ApiKeysRead },
  {
    name: 'api-key-rotate',
    path: async (server) => `/console/api-keys/${await oneKey(server)}/rotate`,
    ...API_KEYS,
  },
  {
    name: 'api-key-version',
    path: async (server) => `/console/api-keys/${await oneKey(server)}/version`,
    ...API_KEYS,
  },
  { name: 'api-versions', path: olderVersions, permission: Permission.ApiKeysRead },
  {
    name: 'api-key-revoke',
    path: async (server) => `/console/api-keys/${await oneKey(server)}/revoke`,
    ...API_KEYS,
  },
  { name: 'webhooks', path: webhooks, permission: Permission.WebhooksRead },
  { name: 'webhook-new', path: '/console/webhooks/new', ...WEBHOOKS },
  { name: 'webhook', path: failingWebhook, permission: Permission.WebhooksRead },
  { name: 'webhook-edit', path: async (server) => `${await failingWebhook(server)}/edit`, ...WEBHOOKS },
  { name: 'webhook-rotate', path: async (server) => `${await failingWebhook(server)}/rotate-secret`, ...WEBHOOKS },
  { name: 'webhook-replay', path: async (server) => `${await failingWebhook(server)}/replay-failed`, ...WEBHOOKS },
  { name: 'webhook-delete', path: async (server) => `${await failing(server, LONG)}/delete`, ...WEBHOOKS },
  { name: 'signing-keys', path: '/console/signing-keys', permission: Permission.SettingsRead },
  { name: 'signing-key', path: retiredKey, permission: Permission.SettingsRead },
  { name: 'signing-key-rotate', path: '/console/signing-keys/rotate', ...SIGNING_KEYS },
  { name: 'dialects', path: '/console/api-compatibility', permission: Permission.MonitoringRead },
  { name: 'dialect', path: busyDialect, permission: Permission.MonitoringRead },
  {
    name: 'dialect-try',
    path: '/console/api-compatibility/license-manager/try?operation=activate',
    permission: Permission.LicensesWrite,
  },
  { name: 'dialect-differences', path: shadowedDialect, permission: Permission.MonitoringRead },
  { name: 'dialect-difference', path: oneDifference, permission: Permission.MonitoringRead },
  { name: 'signing-key-revoke', path: async (server) => `${await retiredKey(server)}/revoke`, ...SIGNING_KEYS },
];
