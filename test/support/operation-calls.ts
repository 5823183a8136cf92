import { ADMIN_PASSWORD } from './credentials';
import type { DocumentedOperation } from './conformance';
import { formOf } from './forms';
import { activate, issued } from './issue';
import { issueFile, releaseCode } from './license-files';
import { metered, use } from './meters';
import { aCreated, verify } from './lic';
import { Authenticator, secondFactorOf } from './second-factor';
import { createLoggedInUser, PASSWORD, withToken } from './users';
import { activate as activateProgran3, aSystem, Dashboard } from './progran3';
import type { TestServer } from './server';

/** Data that calls need, created once for a document. */
export interface PreparedWorld {
  server: TestServer;
  externalKey: string;
  internalKey: string;
  /** The token of the user whom the last call of an own second factor was prepared for. */
  preparedToken: string;
  /** Returns a unique text. */
  name(): string;
  headersFor(operation: DocumentedOperation): Promise<Record<string, string>>;
  wrongCallerFor(operation: DocumentedOperation): Record<string, string>;
}

/** Operations that revoke the token they are called with. */
export const ENDS_SESSION = ['logOut', 'endOwnSession', 'changePassword'];

/** Operations that a user calls whom `good` has made. */
const OF_PREPARED_USER = ['beginSecondFactor', 'confirmSecondFactor', 'createRecoveryCodes', 'removeSecondFactor'];

/** Path parameters by name, `query` and `body`. */
type Sent = Record<string, unknown>;

export interface OperationCall {
  good: (world: PreparedWorld) => Promise<Sent> | Sent;
  bad?: (world: PreparedWorld) => Promise<Sent> | Sent;
}

export async function worldOn(server: TestServer): Promise<PreparedWorld> {
  let count = 0;
  const keyOf = async (kind: string) => {
    const { body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: kind, kind } });
    return body.key as string;
  };
  const externalKey = await keyOf('external');
  const internalKey = await keyOf('internal');
  const world: PreparedWorld = {
    server,
    externalKey,
    internalKey,
    preparedToken: '',
    name: () => `thing-${(count += 1)}`,
    headersFor: async (operation): Promise<Record<string, string>> => {
      if (!operation.needsCredential) {
        return {};
      }
      if (OF_PREPARED_USER.includes(operation.id)) {
        return { authorization: `Bearer ${world.preparedToken}` };
      }
      // Ends sessions of the caller: use another user than the first admin.
      if (operation.id === 'changePassword' || operation.id === 'endOtherSessions') {
        return { authorization: `Bearer ${(await createLoggedInUser(server, 'viewer')).token}` };
      }
      if (!operation.takesTokens) {
        return { 'x-api-key': externalKey };
      }
      // One session for all calls except those that end it.
      const token = ENDS_SESSION.includes(operation.id)
        ? await server.logIn('admin', ADMIN_PASSWORD)
        : await server.adminToken();
      return { authorization: `Bearer ${token}` };
    },
    wrongCallerFor: (operation) => ({ 'x-api-key': operation.takesTokens ? externalKey : internalKey }),
  };
  return world;
}

/** The password in the examples of the document. */
const EXAMPLE_PASSWORD = 'correct horse battery staple';

/** A user of one's own second factor, who is logged in. */
const preparedUser = async (world: PreparedWorld) => {
  const { server } = world;
  const username = world.name();
  const body = { username, password: EXAMPLE_PASSWORD, role: 'viewer' };
  await server.asAdmin('POST', '/api/v1/users', { body });
  world.preparedToken = await server.logIn(username, EXAMPLE_PASSWORD);
  return withToken(server, world.preparedToken);
};

const begunSecondFactor = async (world: PreparedWorld) => {
  const { call } = await preparedUser(world);
  const { body } = await call('POST', '/api/v1/auth/second-factor', { body: { current_password: EXAMPLE_PASSWORD } });
  return { body: { code: new Authenticator(world.server, body.secret).code() } };
};

/** The proof for changes of a second factor that is on. */
const provenSecondFactor = async (world: PreparedWorld) => {
  const { recoveryCodes } = await secondFactorOf(world.server, await preparedUser(world), EXAMPLE_PASSWORD);
  return { body: { current_password: EXAMPLE_PASSWORD, code: recoveryCodes[0] } };
};

const user = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/users', {
    body: { username: name(), password: 'a password', role: 'viewer' },
  });
  return body;
};

const declaration = async (world: PreparedWorld, kind: string, code: string, body: object) => {
  const { id } = await product(world);
  await world.server.asAdmin('PUT', `/api/v1/products/${id}/${kind}/${code}`, { body });
  return { id, code };
};

const entitlement = (world: PreparedWorld) =>
  declaration(world, 'entitlements', 'export', { name: 'Export', type: 'flag' });

const meter = (world: PreparedWorld) => declaration(world, 'meters', 'exports', { name: 'Exports', kind: 'consumed' });

const ownSession = async ({ server }: PreparedWorld) => {
  const { call } = withToken(server, await server.logIn('admin', ADMIN_PASSWORD));
  const { body } = await call('GET', '/api/v1/auth/sessions');
  return body.items.find(({ current }: { current: boolean }) => current);
};

const product = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/products', { body: { reference: name(), name: 'A product' } });
  return body;
};

const version = async (world: PreparedWorld) => {
  const { id } = await product(world);
  const { body } = await world.server.asAdmin('POST', `/api/v1/products/${id}/versions`, {
    body: { reference: 'v1', version: '1.0.0' },
  });
  return { id, version_id: body.id };
};

/** A version with an uploaded main file. */
const versionFile = async (world: PreparedWorld) => {
  const { id, version_id } = await version(world);
  const sent = await formOf(['file', 'a program', 'app.zip']);
  await world.server.asAdmin('PUT', `/api/v1/products/${id}/versions/${version_id}/files/main`, sent);
  return { id, version_id, type: 'main' };
};

/** A published version with a main file, which needs no license. */
const release = async (world: PreparedWorld) => {
  const { id } = await versionFile(world);
  await world.server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { updates_need_license: false } });
  return { product: id, version: 'v1', type: 'main' };
};

const license = ({ server }: PreparedWorld, more: Sent = {}) => issued(server, more);

const apiKey = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: name(), kind: 'external' } });
  return body;
};

const made = async ({ server, name }: PreparedWorld, path: string) => {
  const { body } = await server.asAdmin('POST', `/api/v1/${path}`, { body: { name: name() } });
  return { id: body.id };
};

/** A key pool of a new product, with one key. */
const keyPool = async (world: PreparedWorld) => {
  const { server, name } = world;
  const { reference } = await product(world);
  const { body } = await server.asAdmin('POST', '/api/v1/key-pools', { body: { name: name(), product: reference } });
  await server.asAdmin('POST', `/api/v1/key-pools/${body.id}/keys`, { body: { keys: [name()] } });
  return { id: body.id as string };
};
/** A user of a new license. */
const licenseUser = async (world: PreparedWorld) => {
  const { id } = await license(world);
  const body = { external_id: world.name() };
  const { body: user } = await world.server.asAdmin('POST', `/api/v1/licenses/${id}/users`, { body });
  return { id, user_id: user.id };
};

/** A license file for a device of a new license. */
const licenseFile = async (world: PreparedWorld) => {
  const { id, key } = await license(world);
  const { body: file } = await issueFile(world.server, { id }, { hardware_id: 'desk' });
  return { id, key, file_id: file.id as string };
};

const offlineDevice = async (world: PreparedWorld) => {
  const { id, key, file_id } = await licenseFile(world);
  return { id, body: { code: releaseCode(key, 'desk', file_id) } };
};

/** A request for a trial of a new product. */
const trialRequest = async (world: PreparedWorld) => {
  const { id: trial_policy } = await made(world, 'policies');
  const { id, reference } = await product(world);
  await world.server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { trial_policy } });
  return { product: reference as string, hardware_id: 'desk' };
};

const trial = async (world: PreparedWorld) => {
  const { body } = await world.server.call('POST', '/api/v1/trials', { body: await trialRequest(world) });
  return { id: body.id as string };
};

const leadWithContact = async ({ server, name }: PreparedWorld) => {
  const lead = { name: name(), type: 'university', contacts: [{ name: 'Grace' }] };
  return (await server.asAdmin('POST', '/api/v1/leads', { body: lead })).body;
};

const lead = async (world: PreparedWorld) => ({ id: (await leadWithContact(world)).id });

const leadContact = async (world: PreparedWorld) => {
  const { id, contacts } = await leadWithContact(world);
  return { id, contact_id: contacts[0].id };
};

const termed = async (world: PreparedWorld) => ({ id: (await license(world, { expires_at: '2090-01-01' })).id });

const activation = async (world: PreparedWorld) => {
  await activated(world);
  const { body } = await world.server.asAdmin('GET', '/api/v1/activations', { query: { limit: '1' } });
  return { id: body.items[0].id };
};

const activated = async (world: PreparedWorld) => {
  const { key } = await license(world);
  await activate(world.server, key, 'desk');
  return { license_key: key, hardware_id: 'desk' };
};

/** An unresolved anomaly of a new license. */
const anomaly = async (world: PreparedWorld) => {
  const { id } = await license(world);
  const [found] = await world.server.dataSource.query<{ id: string }[]>(
    `INSERT INTO anomalies (type, license_id, details, detected_at)
     SELECT 'license_hopping', id, '{"devices": 5}', now() FROM licenses WHERE uid = $1 RETURNING uid AS id`,
    [id],
  );
  return found ?? {};
};

/** An active device of the V2 API. */
const programOn = async (world: PreparedWorld) => {
  const { license_key, hardware_id } = await activated(world);
  return { license_key, hardware_hash: hardware_id };
};

const retiredSigningKey = async ({ server }: PreparedWorld) => {
  await server.asAdmin('POST', '/api/v1/signing-keys');
  const { body } = await server.asAdmin('GET', '/api/v1/signing-keys', { query: { limit: '2' } });
  return { kid: body.items[1].kid };
};

const session = async (world: PreparedWorld) => {
  const program = await programOn(world);
  const { body } = await world.server.withKey('POST', '/api/license/session/start', { body: program });
  return { session_token: body.session_token };
};

const startedSession = async (world: PreparedWorld) => {
  const { body } = await world.server.call('POST', '/api/v1/license-sessions', { body: await activated(world) });
  return { body: { session_token: body.session_token } };
};

const policyChange = async (world: PreparedWorld) => ({
  policy: (await made(world, 'policies')).id,
  ids: [(await license(world)).id],
});

/** A version of the V2 product. */
const publish = async ({ server, name }: PreparedWorld) => {
  const { body: products } = await server.asAdmin('GET', '/api/v1/products', { query: { limit: '100' } });
  const { id } = products.items.find(({ reference }: { reference: string }) => reference === 'v2-default');
  await server.asAdmin('POST', `/api/v1/products/${id}/versions`, { body: { reference: name(), version: '1.0.0' } });
};

const webhook = async ({ server }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/webhooks', {
    body: { url: 'https://hooks.example.com/keyward', events: ['license.issued'] },
  });
  return { id: body.id };
};

/** A delivery of a new webhook. */
const delivery = async (world: PreparedWorld) => {
  const { id } = await webhook(world);
  const { body } = await world.server.asAdmin('POST', `/api/v1/webhooks/${id}/test`);
  return { id, delivery_id: body.id };
};

/** An app bundle with a license file. */
const appBundle = async ({ server, name }: PreparedWorld) => {
  const app_bundle_id = name();
  const { body } = await server.asAdmin('POST', '/api/v1/app-bundles', {
    body: { app_bundle_id, expires_at: '2090-01-01', features: ['beauty'] },
  });
  const sent = await formOf(['license_file', 'a license', 'app.lic']);
  await server.asAdmin('POST', `/api/admin/license/upload/${app_bundle_id}`, sent);
  return { id: body.id, app_bundle_id };
};

const resource = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/resources', { body: { type: 'server', identifier: name() } });
  return { id: body.id as string, number: body.number as number };
};

const deviceNumber = async (world: PreparedWorld) => {
  const { number, key } = await license(world);
  const { body } = await activate(world.server, key, 'desk');
  return { license_id: number as number, device_id: Number(body.activation_id.slice('act_'.length)) };
};

/** A resource that a license holds. */
const heldResource = async (world: PreparedWorld) => {
  const { id } = await resource(world);
  const { id: license_id, number } = await license(world);
  await world.server.asAdmin('POST', '/api/v1/resources/allocate', { body: { license_id, resource_ids: [id] } });
  return { id, license_id: number as number };
};

export const NATIVE_CALLS: Record<string, OperationCall> = {
  logIn: {
    good: () => ({ body: { username: 'admin', password: ADMIN_PASSWORD } }),
    bad: () => ({ body: { username: 'admin', password: 'wrong' } }),
  },
  logOut: { good: () => ({}) },
  getMe: { good: () => ({}) },
  changePassword: {
    good: () => ({ body: { current_password: PASSWORD, new_password: 'a new password' } }),
    bad: () => ({ body: { current_password: 'wrong', new_password: 'a new password' } }),
  },
  getSecondFactor: { good: () => ({}) },
  beginSecondFactor: {
    good: async (world) => {
      await preparedUser(world);
      return { body: { current_password: EXAMPLE_PASSWORD } };
    },
  },
  confirmSecondFactor: { good: begunSecondFactor },
  createRecoveryCodes: { good: provenSecondFactor },
  removeSecondFactor: { good: provenSecondFactor },
  listOwnSessions: { good: () => ({}), bad: () => ({ query: { after: 'nonsense' } }) },
  endOwnSession: { good: async (world) => ({ id: (await ownSession(world)).id }) },
  endOtherSessions: { good: () => ({}) },
  createUser: { good: ({ name }) => ({ body: { username: name(), password: 'a password', role: 'viewer' } }) },
  listUsers: { good: () => ({}), bad: () => ({ query: { limit: '0' } }) },
  getUser: { good: async (world) => ({ id: (await user(world)).id }) },
  updateUser: { good: async (world) => ({ id: (await user(world)).id, body: { email: 'jane@example.com' } }) },
  deactivateUser: { good: async (world) => ({ id: (await user(world)).id }) },
  activateUser: { good: async (world) => ({ id: (await user(world)).id }) },
  resetSecondFactor: { good: async (world) => ({ id: (await user(world)).id }) },
  listUserSessions: { good: async (world) => ({ id: (await user(world)).id }) },
  endUserSessions: { good: async (world) => ({ id: (await user(world)).id }) },
  search: { good: () => ({ query: { q: 'thing' } }), bad: () => ({ query: { q: '--' } }) },
  listSettings: { good: () => ({}) },
  updateSettings: {
    good: () => ({
      body: {
        'limits.v2.default': 200,
        lm_normalize_domain_variants: true,
        lm_requests_rate_limiting_method: 'ip_address',
        lm_blacklisted_domains: ['*.evil.example'],
        lm_blacklisted_buyers: null,
      },
    }),
    bad: () => ({ body: { 'limits.v2.default': 0 } }),
  },
  listAlerts: { good: () => ({ query: { open: 'true' } }), bad: () => ({ query: { open: 'perhaps' } }) },
  getMonitoringStats: { good: () => ({}) },
  explainVerdict: {
    good: async ({ server }) => ({ body: { license_key: (await issued(server)).key, hardware_id: 'desk' } }),
    bad: () => ({ body: { license_key: '', operation: 'ask' } }),
  },
  getVerdictSeries: {
    good: () => ({ query: { span: '7d', time_zone: 'Europe/Berlin' } }),
    bad: () => ({ query: { span: '8d' } }),
  },
  getSeatSeries: {
    good: () => ({ query: { span: '14d' } }),
    bad: () => ({ query: { time_zone: 'Mars/Olympus' } }),
  },
  listAnomalies: {
    good: async (world) => {
      await anomaly(world);
      return { query: { limit: '2', resolved: 'false' } };
    },
    bad: () => ({ query: { resolved: 'perhaps' } }),
  },
  resolveAnomaly: { good: anomaly },
  listAuditEntries: { good: () => ({ query: { target: 'users' } }), bad: () => ({ query: { target: ':' } }) },
  listEvents: { good: () => ({ query: { target: 'users' } }), bad: () => ({ query: { target: ':' } }) },
  createWebhook: {
    good: () => ({ body: { url: 'https://hooks.example.com/keyward', events: ['license.issued'] } }),
    bad: () => ({ body: { url: 'http://127.0.0.1/', events: ['license.issued'] } }),
  },
  listWebhooks: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getWebhook: { good: webhook },
  updateWebhook: { good: async (world) => ({ ...(await webhook(world)), body: { description: 'Billing' } }) },
  deleteWebhook: { good: webhook },
  rotateWebhookSecret: { good: async (world) => ({ ...(await webhook(world)), body: { overlap_hours: 1 } }) },
  enableWebhook: { good: webhook },
  disableWebhook: { good: webhook },
  testWebhook: { good: webhook },
  listWebhookDeliveries: { good: async (world) => ({ id: (await delivery(world)).id }) },
  replayWebhookDelivery: { good: delivery },
  createApiKey: { good: ({ name }) => ({ body: { name: name(), kind: 'internal' } }) },
  listApiKeys: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getApiKey: { good: async (world) => ({ id: (await apiKey(world)).id }) },
  rotateApiKey: { good: async (world) => ({ id: (await apiKey(world)).id }) },
  revokeApiKey: { good: async (world) => ({ id: (await apiKey(world)).id }) },
  createProduct: { good: ({ name }) => ({ body: { reference: name(), name: 'A product' } }) },
  listProducts: { good: () => ({}), bad: () => ({ query: { after: 'nonsense' } }) },
  getProduct: { good: async (world) => ({ id: (await product(world)).id }) },
  updateProduct: { good: async (world) => ({ id: (await product(world)).id, body: { is_active: false } }) },
  deleteProduct: { good: async (world) => ({ id: (await product(world)).id }) },
  listEntitlements: {
    good: async (world) => ({ id: (await entitlement(world)).id }),
    bad: async (world) => ({ id: (await product(world)).id, query: { limit: '0' } }),
  },
  getEntitlement: { good: entitlement },
  putEntitlement: {
    good: async (world) => ({ id: (await product(world)).id, code: 'export', body: { name: 'Export', type: 'flag' } }),
  },
  deleteEntitlement: { good: entitlement },
  listMeters: {
    good: async (world) => ({ id: (await meter(world)).id }),
    bad: async (world) => ({ id: (await product(world)).id, query: { limit: '0' } }),
  },
  getMeter: { good: meter },
  putMeter: {
    good: async (world) => ({
      id: (await product(world)).id,
      code: 'exports',
      body: { name: 'Exports', unit: 'pages', kind: 'consumed' },
    }),
  },
  deleteMeter: { good: meter },
  createVersion: {
    good: async (world) => ({ id: (await product(world)).id, body: { reference: 'v2', version: '2.0' } }),
  },
  listVersions: { good: async (world) => ({ id: (await version(world)).id }) },
  getVersion: { good: version },
  updateVersion: { good: async (world) => ({ ...(await version(world)), body: { summary: 'Better' } }) },
  deleteVersion: { good: version },
  uploadVersionFile: {
    good: async (world) => ({ ...(await versionFile(world)), ...(await formOf(['file', 'a program', 'app.zip'])) }),
  },
  downloadVersionFile: { good: versionFile },
  deleteVersionFile: { good: versionFile },
  createPolicy: { good: ({ name }) => ({ body: { name: name(), key_format: 'LIC-%Z{16}' } }) },
  listPolicies: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getPolicy: { good: (world) => made(world, 'policies') },
  updatePolicy: {
    good: async (world) => ({
      ...(await made(world, 'policies')),
      body: { grace_days: 3, entitlements: {}, meters: {} },
    }),
  },
  deletePolicy: { good: (world) => made(world, 'policies') },
  createCustomer: { good: ({ name }) => ({ body: { name: name(), email: `${name()}@example.com` } }) },
  listCustomers: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { email: '' } }) },
  getCustomer: { good: (world) => made(world, 'customers') },
  updateCustomer: { good: async (world) => ({ ...(await made(world, 'customers')), body: { phone: '1' } }) },
  deleteCustomer: { good: (world) => made(world, 'customers') },
  createGroup: { good: ({ name }) => ({ body: { name: name(), max_licenses: 3 } }) },
  listGroups: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getGroup: { good: (world) => made(world, 'groups') },
  updateGroup: { good: async (world) => ({ ...(await made(world, 'groups')), body: { max_users: null } }) },
  deleteGroup: { good: (world) => made(world, 'groups') },
  exportCustomers: { good: () => ({ query: { reference: 'nobody' } }), bad: () => ({ query: { email: '' } }) },
  importCustomers: {
    good: async ({ name }) => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', `name,email\nAda,${name()}@example.com\n`, 'customers.csv'])),
    }),
    bad: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'name,email\nAda,nobody\n', 'customers.csv'])),
    }),
  },
  importLicenses: {
    good: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'product,max_activations\nv2-default,3\n', 'licenses.csv'])),
    }),
    bad: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'product,max_activations\nv2-default,none\n', 'licenses.csv'])),
    }),
  },
  mergeCustomers: {
    good: async (world) => {
      const { id } = await made(world, 'customers');
      return { id, body: { customer_ids: [(await made(world, 'customers')).id] } };
    },
  },
  createLead: { good: ({ name }) => ({ body: { name: name(), type: 'university', contacts: [{ name: 'Grace' }] } }) },
  listLeads: { good: () => ({ query: { status: 'new' } }), bad: () => ({ query: { status: 'gone' } }) },
  exportLeads: { good: () => ({ query: { q: 'a' } }), bad: () => ({ query: { q: '' } }) },
  getLead: { good: lead },
  updateLead: { good: async (world) => ({ ...(await lead(world)), body: { status: 'contacted' } }) },
  deleteLead: { good: lead },
  convertLead: { good: lead },
  importLeads: {
    good: async ({ name }) => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', `name,type\n${name()},university`, 'leads.csv'])),
    }),
    bad: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'name,type\n,university', 'leads.csv'])),
    }),
  },
  listLeadContacts: { good: lead },
  createLeadContact: { good: async (world) => ({ ...(await lead(world)), body: { name: 'Ada' } }) },
  updateLeadContact: { good: async (world) => ({ ...(await leadContact(world)), body: { position: 'Head of IT' } }) },
  deleteLeadContact: { good: leadContact },
  listLeadActivities: { good: lead },
  createLeadActivity: { good: async (world) => ({ ...(await lead(world)), body: { type: 'call', text: 'Hello' } }) },
  createAppBundle: { good: ({ name }) => ({ body: { app_bundle_id: name(), expires_at: '2090-01-01' } }) },
  listAppBundles: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { status: 'lost' } }) },
  getAppBundle: { good: appBundle },
  updateAppBundle: { good: async (world) => ({ ...(await appBundle(world)), body: { version: '2.5.0' } }) },
  deleteAppBundle: { good: appBundle },
  listPublicKeys: { good: () => ({}) },
  listSigningKeys: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  rotateSigningKey: { good: () => ({}) },
  revokeSigningKey: { good: retiredSigningKey },
  listUpdateSigningKeys: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  rotateUpdateSigningKey: { good: () => ({}) },
  revokeUpdateSigningKey: {
    good: async ({ server }) => ({ key_id: (await server.asAdmin('POST', '/api/v1/update-signing-keys')).body.key_id }),
  },
  issueLicense: { good: () => ({ body: { product: 'v2-default', max_activations: 2 } }) },
  issueLicenses: { good: () => ({ body: { product: 'v2-default', count: 2 } }) },
  listLicenses: { good: () => ({ query: { limit: '1' } }), bad: () => ({ query: { limit: '101' } }) },
  listLicenseSessions: {
    good: async (world) => {
      await world.server.withKey('POST', '/api/license/session/end', { body: await session(world) });
      await session(world);
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { running: 'perhaps' } }),
  },
  terminateLicenseSession: {
    good: async (world) => ({
      id: (await world.server.call('POST', '/api/v1/license-sessions', { body: await activated(world) })).body
        .session_id,
    }),
  },
  startLicenseSession: { good: async (world) => ({ body: await activated(world) }) },
  sendLicenseSessionHeartbeat: { good: startedSession },
  endLicenseSession: { good: startedSession },
  getLicense: { good: async (world) => ({ id: (await license(world)).id }) },
  listLicenseUsage: {
    good: async ({ server }) => {
      const { id, key } = await metered(server, { exports: { limit: 10 } });
      await use(server, key, { exports: 1 });
      return { id, query: { meter: 'exports', from: '2020-01-01' } };
    },
    bad: () => ({ id: 'any', query: { from: 'yesterday' } }),
  },
  issueLicenseFile: {
    good: async (world) => ({ id: (await license(world)).id, body: { hardware_id: 'desk', encrypted: true } }),
    bad: async (world) => ({ id: (await license(world)).id, body: { ttl_days: 0 } }),
  },
  listLicenseFiles: {
    good: async (world) => ({ id: (await licenseFile(world)).id, query: { limit: '2' } }),
    bad: () => ({ id: 'any', query: { limit: '0' } }),
  },
  revokeLicenseFile: { good: licenseFile },
  releaseOfflineDevice: { good: offlineDevice },
  requestLicenseFile: { good: async (world) => ({ body: await activated(world) }) },
  assignLicenseUser: {
    good: async (world) => ({ id: (await license(world)).id, body: { email: 'ada@example.com', name: 'Ada' } }),
    bad: async (world) => ({ id: (await license(world)).id, body: { external_id: 'ada@example.com' } }),
  },
  listLicenseUsers: {
    good: async (world) => ({ id: (await licenseUser(world)).id, query: { limit: '2' } }),
    bad: () => ({ id: 'any', query: { limit: '0' } }),
  },
  getLicenseUser: { good: licenseUser },
  removeLicenseUser: { good: licenseUser },
  exportLicenses: { good: () => ({ query: { state: 'active' } }), bad: () => ({ query: { state: 'gone' } }) },
  extendLicense: { good: async (world) => ({ ...(await termed(world)), body: { days: 30 } }) },
  changeLicensePolicy: {
    good: async (world) => ({ id: (await license(world)).id, body: { policy: (await made(world, 'policies')).id } }),
  },
  changeLicensePolicies: { good: async (world) => ({ body: await policyChange(world) }) },
  getPolicyChange: {
    good: async (world) => {
      const body = await policyChange(world);
      return { id: (await world.server.asAdmin('POST', '/api/v1/licenses/change-policy', { body })).body.id };
    },
  },
  checkInLicense: { good: termed },
  rotateLicenseKey: { good: async (world) => ({ id: (await license(world)).id, body: {} }) },
  resetTransfers: { good: termed },
  convertTrial: { good: async (world) => ({ id: (await license(world, { type: 'trial' })).id, body: {} }) },
  disableLicense: { good: termed },
  enableLicense: { good: termed },
  blockLicense: { good: termed },
  unblockLicense: { good: termed },
  revokeLicense: { good: termed },
  updateLicense: { good: async (world) => ({ id: (await license(world)).id, body: { max_users: 3 } }) },
  deleteLicense: { good: async (world) => ({ id: (await license(world)).id }) },
  createKeyPool: {
    good: async (world) => ({ body: { name: world.name(), product: (await product(world)).reference } }),
  },
  listKeyPools: {
    good: async (world) => {
      await keyPool(world);
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { limit: '0' } }),
  },
  getKeyPool: { good: keyPool },
  updateKeyPool: { good: async (world) => ({ ...(await keyPool(world)), body: { low_water: 5 } }) },
  deleteKeyPool: { good: keyPool },
  importPooledKeys: { good: async (world) => ({ ...(await keyPool(world)), body: { keys: [world.name()] } }) },
  drawPooledKey: { good: async (world) => ({ ...(await keyPool(world)), body: {} }) },
  requestTrial: { good: async (world) => ({ body: await trialRequest(world) }) },
  listTrials: {
    good: async (world) => {
      await trial(world);
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { limit: '0' } }),
  },
  getTrial: { good: trial },
  verifyTrial: { good: trial },
  deleteTrial: { good: trial },
  listActivations: {
    good: async (world) => {
      await activated(world);
      return { query: { limit: '2', active: 'true' } };
    },
    bad: () => ({ query: { active: 'perhaps' } }),
  },
  getActivation: { good: activation },
  updateActivation: { good: async (world) => ({ ...(await activation(world)), body: { name: 'Reception' } }) },
  deactivateActivation: { good: activation },
  createResource: { good: ({ name }) => ({ body: { type: 'server', identifier: name() } }) },
  listResources: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { status: 'lost' } }) },
  getResource: { good: resource },
  updateResource: { good: async (world) => ({ ...(await resource(world)), body: { identifier: world.name() } }) },
  deleteResource: { good: resource },
  importResources: {
    good: async ({ name }) => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', `type,identifier\nserver,${name()}\n`, 'resources.csv'])),
    }),
    bad: () => formOf(['file', 'type\nserver\n', 'resources.csv']),
  },
  getResourceStats: {
    good: async (world) => {
      await resource(world);
      return {};
    },
  },
  allocateResources: {
    good: async (world) => ({
      body: { license_id: (await license(world)).id, resource_ids: [(await resource(world)).id] },
    }),
  },
  releaseResources: { good: async (world) => ({ body: { resource_ids: [(await heldResource(world)).id] } }) },
  listResourceAllocations: { good: heldResource },
  activate: { good: async (world) => ({ body: { license_key: (await license(world)).key, hardware_id: 'desk' } }) },
  validate: { good: async (world) => ({ body: await activated(world) }) },
  checkForUpdate: {
    good: async (world) => ({ body: { product: (await release(world)).product, current_version: '0.9' } }),
  },
  getLatestRelease: { good: release },
  listReleases: { good: release },
  downloadRelease: { good: release },
  heartbeat: { good: async (world) => ({ body: await activated(world) }) },
  deactivate: { good: async (world) => ({ body: await activated(world) }) },
  recordUsage: {
    good: async ({ server }) => {
      const { key } = await metered(server, { exports: { limit: 10 } });
      return { body: { license_key: key, items: [{ meter: 'exports', amount: 1 }] } };
    },
    bad: () => ({ body: { license_key: 'any', items: [] } }),
  },
  getReadiness: { good: () => ({}) },
};

const licenseNumber = async (world: PreparedWorld) => ({ license_id: (await license(world)).number });

const licenseIds = async (world: PreparedWorld) => ({ body: { license_ids: [(await license(world)).number] } });

const customerNumber = async (world: PreparedWorld) => {
  const { body } = await world.server.asAdmin('POST', '/api/v1/customers', { body: { name: world.name() } });
  await license(world, { customer_id: body.id });
  return { customer_id: body.number };
};

export const V2_CALLS: Record<string, OperationCall> = {
  getStatus: { good: () => ({}) },
  getHealth: { good: () => ({}) },
  activateLicense: {
    good: async (world) => ({ body: { license_key: (await license(world)).key, hardware_hash: 'desk' } }),
  },
  verifyLicense: {
    good: async (world) => ({ body: { license_key: (await license(world)).key, hardware_hash: 'desk' } }),
  },
  getLicenseInfo: { good: async (world) => ({ license_key: (await license(world)).key }) },
  sendDeviceHeartbeat: { good: async (world) => ({ body: await programOn(world) }) },
  startSession: { good: async (world) => ({ body: await programOn(world) }) },
  sendSessionHeartbeat: { good: async (world) => ({ body: await session(world) }) },
  endSession: { good: async (world) => ({ body: await session(world) }) },
  checkVersion: {
    good: async (world) => ({ body: { license_key: (await license(world)).key, current_version: '1.0.0' } }),
  },
  getLatestVersion: {
    good: async (world) => {
      await publish(world);
      return {};
    },
  },
  searchEverything: { good: () => ({ query: { q: 'thing' } }), bad: () => ({ query: { q: '--' } }) },
  searchCustomers: { good: () => ({ query: { q: 'thing' } }), bad: () => ({ query: { page: '0' } }) },
  listCustomerLicenses: { good: customerNumber },
  getCustomerStats: { good: customerNumber },
  listLicenseDevices: { good: async (world) => ({ license_id: (await deviceNumber(world)).license_id }) },
  registerDevice: { good: async (world) => ({ ...(await licenseNumber(world)), body: { hardware_hash: 'desk' } }) },
  deactivateDevice: { good: deviceNumber },
  listLicenseResources: { good: heldResource },
  allocateLicenseResources: {
    good: async (world) => ({
      body: { ...(await licenseNumber(world)), resource_ids: [(await resource(world)).number] },
    }),
  },
  checkResourceAvailability: {
    good: async (world) => {
      await resource(world);
      return { query: { type: 'server', count: '1' } };
    },
    bad: () => ({ query: { type: 'server', count: '0' } }),
  },
  getResourceUsage: {
    good: async (world) => {
      await resource(world);
      return {};
    },
  },
  toggleLicense: { good: licenseNumber },
  activateLicenses: { good: licenseIds },
  deactivateLicenses: { good: licenseIds },
  deleteLicenses: { good: licenseIds },
  editLicense: { good: async (world) => ({ ...(await licenseNumber(world)), body: { valid_until: '2027-01-01' } }) },
  generateLicenseKey: { good: () => ({}) },
  countActiveSessions: { good: () => ({}) },
  createAnalyticsToken: { good: () => ({}) },
  getLiveStats: { good: () => ({}) },
  getAnomalyStats: { good: () => ({}) },
  getLeadStats: { good: () => ({}) },
};

/** A LIC license that is bound to a machine. */
const bound = async ({ server, name }: PreparedWorld) => {
  const { id, key } = await aCreated(server);
  const machine_code = name();
  await verify(server, key, machine_code);
  return { id, body: { license_key: key, machine_code } };
};

const boundNumber = async (world: PreparedWorld) => ({ id: (await bound(world)).id });

export const SMBEAUTY_CALLS: Record<string, OperationCall> = {
  getHealth: { good: () => ({}) },
  checkLicenseHealth: { good: async (world) => ({ body: { app_bundle_id: (await appBundle(world)).app_bundle_id } }) },
  downloadLicenseFile: { good: appBundle },
  createConfig: {
    good: ({ name }) => ({ body: { app_bundle_id: name(), status: 'active', expires_at: '2090-01-01T00:00:00Z' } }),
  },
  updateConfig: { good: async (world) => ({ ...(await appBundle(world)), body: { status: 'expired' } }) },
  getConfig: { good: appBundle },
  listConfigs: { good: () => ({}), bad: () => ({ query: { page: '0' } }) },
  deleteConfig: { good: appBundle },
  uploadLicenseFile: {
    good: async (world) => ({
      ...(await appBundle(world)),
      ...(await formOf(['license_file', 'another license', 'app.lic'])),
    }),
  },
};

export const LIC_CALLS: Record<string, OperationCall> = {
  verifyLicense: { good: async (world) => ({ body: (await bound(world)).body }) },
  logIn: {
    good: () => ({ body: { username: 'admin', password: ADMIN_PASSWORD } }),
    bad: () => ({ body: { username: 'admin', password: 'wrong' } }),
  },
  logOut: { good: () => ({}) },
  listLicenses: {
    good: async (world) => {
      await bound(world);
      return { query: { status: '1', per_page: '2' } };
    },
    bad: () => ({ query: { page: '0' } }),
  },
  createLicenses: { good: () => ({ body: { count: 2, duration_days: 30, note: 'Spring fair' } }) },
  updateLicense: { good: async (world) => ({ ...(await boundNumber(world)), body: { machine_note: '办公电脑' } }) },
  deleteLicense: { good: boundNumber },
  extendLicense: { good: async (world) => ({ ...(await boundNumber(world)), body: { days: 30 } }) },
  disableLicense: { good: boundNumber },
  enableLicense: { good: boundNumber },
  unbindLicense: { good: boundNumber },
  getStats: { good: () => ({}) },
  listLogs: {
    good: async (world) => {
      await bound(world);
      return { query: { per_page: '2' } };
    },
    bad: () => ({ query: { start_date: 'yesterday' } }),
  },
};

let systems = 0;

/** A ProGran3 license that is active on a new system. */
const placed = async ({ server }: PreparedWorld) => {
  const dashboard = await Dashboard.on(server);
  const { id, license_key } = await dashboard.generated();
  const system_fingerprint = aSystem(++systems);
  await activateProgran3(server, license_key, system_fingerprint);
  return { id, license_key, system_fingerprint };
};

const placedId = async (world: PreparedWorld) => ({ id: (await placed(world)).id });

const onSystem = async (world: PreparedWorld) => {
  const { license_key, system_fingerprint } = await placed(world);
  return { license_key, system_fingerprint };
};

export const PROGRAN3_CALLS: Record<string, OperationCall> = {
  listLicenses: {
    good: async (world) => {
      await placed(world);
      return { query: { status: 'active', limit: '2' } };
    },
    bad: () => ({ query: { status: 'lost' } }),
  },
  getLicense: { good: placedId },
  generateLicense: { good: () => ({ body: { duration_days: 365, description: 'Annual license' } }) },
  createLicense: {
    good: () => ({ body: { license_key: `PROGRAN3-2025-HAND${++systems}-XYZ789`, duration_days: 30 } }),
  },
  activateLicense: {
    good: async (world) => ({ body: { ...(await onSystem(world)), user_email: 'user@example.com' } }),
  },
  validateLicense: { good: async (world) => ({ body: await onSystem(world) }) },
  updateLicense: { good: async (world) => ({ ...(await placedId(world)), body: { duration_days: 730 } }) },
  deleteLicense: { good: placedId },
  listSystems: {
    good: async (world) => {
      await placed(world);
      return {};
    },
    bad: () => ({ query: { page: '0' } }),
  },
  updateSystem: {
    good: async (world) => {
      const { id, system_fingerprint } = await placed(world);
      return { body: { license_id: id, fingerprint_hash: system_fingerprint, system_data: { os: 'Windows 10' } } };
    },
  },
  recordHeartbeat: { good: async (world) => ({ body: { ...(await onSystem(world)), event_type: 'startup' } }) },
  listHeartbeats: {
    good: async (world) => {
      await world.server.call('POST', '/api/heartbeats', { body: await onSystem(world) });
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { since: 'yesterday' } }),
  },
  sendTelemetry: { good: () => ({ body: { os: 'Windows 10' } }), bad: () => ({ body: '[1]' }) },
  getDashboardStats: { good: () => ({}) },
};

const lmProduct = async (world: PreparedWorld) => ({ reference_id: (await product(world)).reference });

const lmVersion = async (world: PreparedWorld) => {
  const { reference_id } = await lmProduct(world);
  const version_id = 'v1.2.0 beta/1';
  await world.server.asAdmin('POST', `/api/internal/products/${reference_id}/versions`, {
    body: { version: '1.2.0', version_id },
  });
  return { reference_id, version_id };
};

const lmActivation = async (world: PreparedWorld) => {
  await activated(world);
  const { body } = await world.server.asAdmin('GET', '/api/internal/product-activations', { query: { per_page: '1' } });
  return { id: body.data[0].id };
};

const endedLmActivation = async (world: PreparedWorld) => {
  const { id } = await lmActivation(world);
  await world.server.asAdmin('DELETE', `/api/internal/activated-product-activations/${id}`);
  return { id };
};

/** Created once per world, for calls that do not change it. */
const knownClients = new WeakMap<PreparedWorld, ReturnType<typeof aLmClient>>();

const lmClient = (world: PreparedWorld): ReturnType<typeof aLmClient> => {
  const client = knownClients.get(world) ?? aLmClient(world);
  knownClients.set(world, client);
  return client;
};

/** A product with a published version that has both files, and a license that is active on a domain. */
const aLmClient = async (world: PreparedWorld) => {
  const { reference } = await product(world);
  const form = await formOf(
    ['version', '1.2.0'],
    ['main_file', 'a program', 'app.zip'],
    ['sql_file', 'SELECT 1', 'update.sql'],
  );
  await world.server.asAdmin('POST', `/api/internal/products/${reference}/versions`, form);
  const { key } = await issued(world.server, { product: reference });
  const { body } = await world.server.withKey(
    'POST',
    '/api/external/license/activate',
    { body: { license_code: key }, headers: LM_LOCATION },
    world.externalKey,
  );
  return { product_id: reference as string, license_code: key as string, license_data: body.lic_response as string };
};

const LM_LOCATION = { 'x-api-url': 'https://client-site.com', 'x-api-ip': '192.168.1.100' };

type LmClient = Awaited<ReturnType<typeof aLmClient>>;

const credentialsOf = ({ product_id, license_data }: LmClient) => ({
  body: { product_id, license_data, client_name: 'Customer Name' },
  headers: LM_LOCATION,
});

const lmCredentials = async (world: PreparedWorld) => credentialsOf(await lmClient(world));

const lmLegacyCredential = (client: LmClient) => {
  const { product_id, license_data } = client;
  return {
    body: { product_id, license_file: license_data, license_code: null, client_name: null },
    headers: LM_LOCATION,
  };
};

const lmNewSite = async (world: PreparedWorld) => {
  const { product_id, license_code } = await lmClient(world);
  return {
    body: { product_id, license_code, client_name: 'Customer Name', verify_type: 'non_envato' },
    headers: { ...LM_LOCATION, 'x-api-url': 'https://another-site.com' },
  };
};

const lmOutdated = async (world: PreparedWorld) => {
  const { product_id } = await lmClient(world);
  return { body: { product_id, current_version: '1.0.0' } };
};

const lmPublished = async (world: PreparedWorld) => {
  const { product_id } = await lmClient(world);
  return { body: { product_id } };
};

const lmFile = async (world: PreparedWorld) => {
  const credentials = await lmCredentials(world);
  return { ...credentials, version: 'v1.2.0', type: 'main', query: { product_id: credentials.body.product_id } };
};

/** LicenseBox's calls return refusals as 200; only an unreadable request gets an error status. */
const UNREADABLE = () => ({ body: '{"product_id":', headers: { 'content-type': 'application/json' } });

const legacyProduct = async (world: PreparedWorld) => ({ body: { product_id: (await product(world)).reference } });

const licenseCode = async (world: PreparedWorld) => ({ id: (await license(world)).key });

const legacyLicense = async (world: PreparedWorld) => ({ body: { license_code: (await license(world)).key } });

export const LICENSE_MANAGER_CALLS: Record<string, OperationCall> = {
  checkHealth: { good: () => ({}) },
  checkExternalConnection: { good: () => ({}) },
  checkInternalConnection: { good: () => ({}) },
  checkConnectionExt: { good: () => ({}) },
  checkConnectionInt: { good: () => ({}) },
  activateLicense: { good: lmNewSite },
  verifyLicense: { good: lmCredentials },
  deactivateLicense: { good: async (world) => credentialsOf(await aLmClient(world)) },
  checkLicense: { good: async (world) => ({ body: { license_code: (await lmClient(world)).license_code } }) },
  checkUpdate: { good: lmOutdated },
  getLatestVersion: { good: lmPublished, bad: () => ({ body: { product_id: 'unknown' } }) },
  downloadUpdate: { good: lmFile },
  getDownloadSize: { good: lmFile },
  activateLicenseLegacy: { good: lmNewSite, bad: UNREADABLE },
  verifyLicenseLegacy: { good: async (world) => lmLegacyCredential(await lmClient(world)), bad: UNREADABLE },
  deactivateLicenseLegacy: { good: async (world) => lmLegacyCredential(await aLmClient(world)), bad: UNREADABLE },
  getLatestVersionLegacy: { good: lmPublished, bad: UNREADABLE },
  checkUpdateLegacy: { good: lmOutdated, bad: UNREADABLE },
  downloadUpdateLegacy: { good: lmFile },
  getUpdateSizeLegacy: { good: lmFile },
  getMainUpdateSizeLegacy: { good: lmFile },
  listProducts: {
    good: async (world) => {
      await product(world);
      return { query: { per_page: '2', is_active: '1' } };
    },
    bad: () => ({ query: { page: '0' } }),
  },
  getProduct: { good: lmProduct },
  createProduct: {
    good: ({ name }) => ({
      body: { name: 'My Product', reference_id: name(), envato_id: '12345678', is_active: true },
    }),
  },
  updateProduct: {
    good: async (world) => ({ ...(await lmProduct(world)), body: { name: 'Other', description: null } }),
    bad: async (world) => ({ ...(await lmProduct(world)), body: { name: null } }),
  },
  activateProduct: { good: lmProduct },
  deactivateProduct: { good: lmProduct },
  listVersions: {
    good: async (world) => ({ ...(await lmVersion(world)), query: { search: '1.2' } }),
    bad: async (world) => ({ ...(await lmVersion(world)), query: { is_active: 'perhaps' } }),
  },
  getVersion: { good: lmVersion },
  createVersion: {
    good: async (world) => ({
      ...(await lmProduct(world)),
      ...(await formOf(['version', '1.2.0'], ['main_file', 'a program', 'my-product.zip'])),
    }),
    bad: async (world) => ({ ...(await lmProduct(world)), body: { version: '1.2.0', released_at: 'soon' } }),
  },
  updateVersion: { good: async (world) => ({ ...(await lmVersion(world)), body: { summary: 'New features' } }) },
  listActivations: {
    good: async (world) => {
      await endedLmActivation(world);
      await activated(world);
      return { query: { per_page: '2' } };
    },
    bad: () => ({ query: { is_active: 'perhaps' } }),
  },
  reactivateActivation: { good: endedLmActivation },
  deactivateActivation: { good: lmActivation },
  addProductLegacy: { good: () => ({ body: { product_name: 'My Product' } }), bad: UNREADABLE },
  getProductLegacy: { good: legacyProduct, bad: UNREADABLE },
  getProductsLegacy: {
    good: async (world) => {
      await product(world);
      return {};
    },
  },
  markProductActive: { good: legacyProduct, bad: UNREADABLE },
  markProductInactive: { good: legacyProduct, bad: UNREADABLE },
  listLicenses: {
    good: async (world) => {
      await license(world, { expires_at: '2090-01-01' });
      return { query: { per_page: '2', is_valid: '1' } };
    },
    bad: () => ({ query: { status: 'lost' } }),
  },
  getLicense: { good: licenseCode },
  createLicense: {
    good: async (world) => ({
      body: {
        product_reference_id: (await product(world)).reference,
        license_code: world.name(),
        customer_id: 'CUST-001',
        email: 'customer@example.com',
        parallel_uses: 3,
        expires_at: '2090-12-31',
        domains: ['example.com', '*.example.com'],
        ips: ['192.168.1.100'],
      },
    }),
  },
  updateLicense: {
    good: async (world) => ({ ...(await licenseCode(world)), body: { type: 'Regular License', expires_at: null } }),
    bad: async (world) => ({ ...(await licenseCode(world)), body: { parallel_uses: 0 } }),
  },
  blockLicense: { good: licenseCode },
  unblockLicense: { good: licenseCode },
  createLicenseLegacy: {
    good: async (world) => ({ body: { product_id: (await product(world)).reference, expiry_days: '30' } }),
    bad: UNREADABLE,
  },
  editLicenseLegacy: {
    good: async (world) => ({ body: { ...(await legacyLicense(world)).body, license_type: 'Regular License' } }),
    bad: UNREADABLE,
  },
  getLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  searchLicensesLegacy: {
    good: async (world) => ({ body: { keyword: (await license(world)).key } }),
    bad: UNREADABLE,
  },
  deleteLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  blockLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  unblockLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  deactivateActivationsLegacy: { good: legacyLicense, bad: UNREADABLE },
};

interface ApiCalls {
  calls: Record<string, OperationCall>;
  /** Where its paths conflict with no other API. */
  prefix: string;
}

/** The calls of every API, by the name of its dialect. */
export const CALLS: Record<string, ApiCalls> = {
  native: { calls: NATIVE_CALLS, prefix: '' },
  v2: { calls: V2_CALLS, prefix: '' },
  // Requests without a token belong to ProGran3 elsewhere, and those with one to LIC.
  lic: { calls: LIC_CALLS, prefix: '/dialects/lic' },
  progran3: { calls: PROGRAN3_CALLS, prefix: '/dialects/progran3' },
  smbeauty: { calls: SMBEAUTY_CALLS, prefix: '' },
  'license-manager': { calls: LICENSE_MANAGER_CALLS, prefix: '' },
};
