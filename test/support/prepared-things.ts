import { TrialOffersService } from '../../src/core/verification/trials/trial-offers.service';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { formOf } from '../testkit/forms';
import { activate, issued } from '../testkit/issue';
import { issueFile, releaseCode } from './license-files';
import type { PreparedWorld, Sent } from './prepared-world';
import { Authenticator, secondFactorOf } from './second-factor';
import { post, standardHeaders } from '../testkit/shops';
import { withToken } from '../testkit/users';

/** The password in the examples of the document. */
export const EXAMPLE_PASSWORD = 'correct horse battery staple';

/** A user of one's own second factor, who is logged in. */
export const preparedUser = async (world: PreparedWorld) => {
  const { server } = world;
  const username = world.name();
  const body = { username, password: EXAMPLE_PASSWORD, role: 'viewer' };
  await server.asAdmin('POST', '/api/v1/users', { body });
  world.preparedToken = await server.logIn(username, EXAMPLE_PASSWORD);
  return withToken(server, world.preparedToken);
};

export const begunSecondFactor = async (world: PreparedWorld) => {
  const { call } = await preparedUser(world);
  const { body } = await call('POST', '/api/v1/auth/second-factor', { body: { current_password: EXAMPLE_PASSWORD } });
  return { body: { code: new Authenticator(world.server, body.secret).code() } };
};

/** The proof for changes of a second factor that is on. */
export const provenSecondFactor = async (world: PreparedWorld) => {
  const { recoveryCodes } = await secondFactorOf(world.server, await preparedUser(world), EXAMPLE_PASSWORD);
  return { body: { current_password: EXAMPLE_PASSWORD, code: recoveryCodes[0] } };
};

export const user = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/users', {
    body: { username: name(), password: 'a password', role: 'viewer' },
  });
  return body;
};

/** A role that no user has. */
export const role = async ({ server, name }: PreparedWorld) => {
  const body = { name: name(), permissions: ['licenses:read', 'customers:read'] };
  return (await server.asAdmin('POST', '/api/v1/roles', { body })).body;
};

const declaration = async (world: PreparedWorld, kind: string, code: string, body: object) => {
  const { id } = await product(world);
  await world.server.asAdmin('PUT', `/api/v1/products/${id}/${kind}/${code}`, { body });
  return { id, code };
};

export const entitlement = (world: PreparedWorld) =>
  declaration(world, 'entitlements', 'export', { name: 'Export', type: 'flag' });

export const meter = (world: PreparedWorld) =>
  declaration(world, 'meters', 'exports', { name: 'Exports', kind: 'consumed' });

export const programModule = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/products', { body: { reference: name(), name: 'A product' } });
  const module = { version: '1.0.0', code: 'const ReportGenerator = {};' };
  await server.asAdmin('PUT', `/api/v1/products/${body.id}/modules/report-generator`, { body: module });
  return { id: body.id, name: 'report-generator' };
};

export const ownSession = async ({ server }: PreparedWorld) => {
  const { call } = withToken(server, await server.logIn('admin', ADMIN_PASSWORD));
  const { body } = await call('GET', '/api/v1/auth/sessions');
  return body.items.find(({ current }: { current: boolean }) => current);
};

export const product = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/products', { body: { reference: name(), name: 'A product' } });
  return body;
};

export const version = async (world: PreparedWorld) => {
  const { id } = await product(world);
  const { body } = await world.server.asAdmin('POST', `/api/v1/products/${id}/versions`, {
    body: { reference: 'v1', version: '1.0.0' },
  });
  return { id, version_id: body.id };
};

/** A version that is not published. */
export const draftVersion = async (world: PreparedWorld) => {
  const { id } = await product(world);
  const { body } = await world.server.asAdmin('POST', `/api/v1/products/${id}/versions`, {
    body: { reference: 'v1', version: '1.0.0', is_active: false },
  });
  return { id, version_id: body.id };
};

/** A version with an uploaded main file. */
export const versionFile = async (world: PreparedWorld) => {
  const { id, version_id } = await version(world);
  const sent = await formOf(['file', 'a program', 'app.zip']);
  await world.server.asAdmin('PUT', `/api/v1/products/${id}/versions/${version_id}/files/main`, sent);
  return { id, version_id, type: 'main' };
};

/** A published version with a main file, which needs no license. */
export const release = async (world: PreparedWorld) => {
  const { id } = await versionFile(world);
  await world.server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { updates_need_license: false } });
  return { product: id, version: 'v1', type: 'main' };
};

/** A file of a version for a platform. */
export const artifact = async (world: PreparedWorld) => {
  const { id, version_id } = await version(world);
  const sent = await formOf(['file', 'a program', 'app.exe']);
  const { body } = await world.server.asAdmin('POST', `/api/v1/products/${id}/versions/${version_id}/artifacts`, sent);
  return { id, version_id, artifact_id: body.id };
};

/** Such a file of a product whose updates need no license. */
export const releaseArtifact = async (world: PreparedWorld) => {
  const { id, version_id, artifact_id } = await artifact(world);
  await world.server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { updates_need_license: false } });
  return { product: id, version: version_id, artifact_id, name: 'app.exe' };
};

/** Such a file, with the ticket of a license. */
export const ticketedDownload = async (world: PreparedWorld) => {
  const { id, version_id } = await artifact(world);
  const { body: owner } = await world.server.asAdmin('GET', `/api/v1/products/${id}`);
  const { key } = await issued(world.server, { product: owner.reference });
  await activate(world.server, key, 'desk');
  const headers = { authorization: `License ${key}` };
  const { body } = await world.server.call('GET', `/api/v1/updates/${id}/feeds/feed.json`, { headers });
  const [name, ticket] = new URL(body.files[0].url).pathname.split('/').reverse();
  return { product: id, version: version_id, ticket, name };
};

export const license = ({ server }: PreparedWorld, more: Sent = {}) => issued(server, more);

export const apiKey = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: name(), kind: 'external' } });
  return body;
};

export const made = async ({ server, name }: PreparedWorld, path: string) => {
  const { body } = await server.asAdmin('POST', `/api/v1/${path}`, { body: { name: name() } });
  return { id: body.id };
};

/** A key pool of a new product, with one key. */
/** What was deleted and can be restored. */
export const deleted = async ({ server }: PreparedWorld, path: string, { id }: { id: string }) => {
  await server.asAdmin('DELETE', `/api/v1/${path}/${id}`);
  return { id };
};

export const keyPool = async (world: PreparedWorld) => {
  const { server, name } = world;
  const { reference } = await product(world);
  const { body } = await server.asAdmin('POST', '/api/v1/key-pools', { body: { name: name(), product: reference } });
  await server.asAdmin('POST', `/api/v1/key-pools/${body.id}/keys`, { body: { keys: [name()] } });
  return { id: body.id as string };
};
/** A user of a new license. */
export const licenseUser = async (world: PreparedWorld) => {
  const { id } = await license(world);
  const body = { external_id: world.name() };
  const { body: user } = await world.server.asAdmin('POST', `/api/v1/licenses/${id}/users`, { body });
  return { id, user_id: user.id };
};

/** A reservation of floating seats. */
export const seatReservation = async (world: PreparedWorld) => {
  const { id } = await license(world, { max_sessions: 5 });
  const body = { reserved_for: 'users', members: [world.name()], seats: 2 };
  const { body: reservation } = await world.server.asAdmin('POST', `/api/v1/licenses/${id}/reservations`, { body });
  return { id, reservation_id: reservation.id };
};

/** A change of a new license with a date. */
export const scheduledChange = async (world: PreparedWorld) => {
  const { id } = await license(world);
  const body = { max_activations: 2, effective_at: '2099-01-01T00:00:00Z' };
  const { body: scheduled } = await world.server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body });
  return { id, change_id: scheduled.scheduled_changes[0].id as string };
};

/** A customer that is a company. */
export const company = async ({ server, name }: PreparedWorld) => {
  const body = { name: name(), company: 'Example Ltd' };
  const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', { body });
  return { id: customer.id as string };
};

export const customerUser = async (world: PreparedWorld) => {
  const { id } = await company(world);
  const body = { email: `${world.name()}@example.com`, role: 'admin' };
  const { body: user } = await world.server.asAdmin('POST', `/api/v1/customers/${id}/users`, { body });
  return { id, user_id: user.id as string };
};

/** A license file for a device of a new license. */
export const licenseFile = async (world: PreparedWorld) => {
  const { id, key } = await license(world);
  const { body: file } = await issueFile(world.server, { id }, { hardware_id: 'desk' });
  return { id, key, file_id: file.id as string };
};

export const offlineDevice = async (world: PreparedWorld) => {
  const { id, key, file_id } = await licenseFile(world);
  return { id, body: { code: releaseCode(key, 'desk', file_id) } };
};

/** A request for a trial of a new product. */
export const trialRequest = async (world: PreparedWorld) => {
  const { id: trial_policy } = await made(world, 'policies');
  const { id, reference } = await product(world);
  await world.server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { trial_policy } });
  return { product: reference as string, hardware_id: 'desk' };
};

/** A product whose trials begin with an e-mail. No links are sent. */
export const trialByEmail = async (world: PreparedWorld) => {
  const policy = { name: world.name(), trial_requires: 'email', trial_needs_verification: true };
  const { body } = await world.server.asAdmin('POST', '/api/v1/policies', { body: policy });
  const { id, reference } = await product(world);
  await world.server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { trial_policy: body.id } });
  world.server.app.get(TrialOffersService).sendLinksWith({ isOn: true, send: () => Promise.resolve() });
  return { product: reference as string, email: 'jane@example.com' };
};

export const trial = async (world: PreparedWorld) => {
  const { body } = await world.server.call('POST', '/api/v1/trials', { body: await trialRequest(world) });
  return { id: body.id as string };
};

const leadWithContact = async ({ server, name }: PreparedWorld) => {
  const lead = { name: name(), type: 'university', contacts: [{ name: 'Grace' }] };
  return (await server.asAdmin('POST', '/api/v1/leads', { body: lead })).body;
};

export const lead = async (world: PreparedWorld) => ({ id: (await leadWithContact(world)).id });

export const leadContact = async (world: PreparedWorld) => {
  const { id, contacts } = await leadWithContact(world);
  return { id, contact_id: contacts[0].id };
};

export const termed = async (world: PreparedWorld) => ({ id: (await license(world, { expires_at: '2090-01-01' })).id });

export const activation = async (world: PreparedWorld) => {
  await activated(world);
  const { body } = await world.server.asAdmin('GET', '/api/v1/activations', { query: { limit: '1' } });
  return { id: body.items[0].id };
};

export const activated = async (world: PreparedWorld) => {
  const { key } = await license(world);
  await activate(world.server, key, 'desk');
  return { license_key: key, hardware_id: 'desk' };
};

/** An unresolved anomaly of a new license. */
export const anomaly = async (world: PreparedWorld) => {
  const { id } = await license(world);
  const [found] = await world.server.dataSource.query<{ id: string }[]>(
    `INSERT INTO anomalies (type, license_id, details, detected_at, reaction, suspend_at)
     SELECT 'license_hopping', id, '{"devices": 5}', now(),
       '{"mail_customer": true, "ask_sign_in": false, "report": false, "suspend_after_days": 3}', now() + interval '3 days'
     FROM licenses WHERE uid = $1 RETURNING uid AS id`,
    [id],
  );
  return found ?? {};
};

export const reactionRule = async (world: PreparedWorld) => {
  const policy = (await world.server.asAdmin('POST', '/api/v1/policies', { body: { name: world.name() } })).body.id;
  const body = { anomaly: 'license_hopping', policy, report: true };
  const { id } = (await world.server.asAdmin('PUT', '/api/v1/monitoring/reaction-rules', { body })).body;
  return { id };
};

/** One that is requested: another request returns it, also on a node without a folder for backups. */
export const backup = async (world: PreparedWorld) => {
  const [found] = await world.server.dataSource.query<{ id: string }[]>(
    `INSERT INTO backups (state, origin, node, file, started_at) VALUES ('queued', 'request', '', '', now()) RETURNING uid AS id`,
  );
  return found ?? {};
};

export const shadowDifference = async (world: PreparedWorld) => {
  const [found] = await world.server.dataSource.query<{ id: string }[]>(
    `INSERT INTO shadow_differences (dialect, at, operation, difference, fields, url, request_body, their_status, their_body,
       our_status, our_body, was_ours)
     VALUES ('v2', now(), 'POST /api/license/verify', 'values', '{valid}', '/api/license/verify', '{}', 200,
       '{"valid":true}', 200, '{"valid":false}', false)
     RETURNING uid AS id`,
  );
  return { ...found, dialect: 'v2' };
};

/** An active device of the V2 API. */
export const programOn = async (world: PreparedWorld) => {
  const { license_key, hardware_id } = await activated(world);
  return { license_key, hardware_hash: hardware_id };
};

export const retiredSigningKey = async ({ server }: PreparedWorld) => {
  await server.asAdmin('POST', '/api/v1/signing-keys');
  const { body } = await server.asAdmin('GET', '/api/v1/signing-keys', { query: { limit: '2' } });
  return { kid: body.items[1].kid };
};

export const session = async (world: PreparedWorld) => {
  const program = await programOn(world);
  const { body } = await world.server.withKey('POST', '/api/license/session/start', { body: program });
  return { session_token: body.session_token };
};

export const startedSession = async (world: PreparedWorld) => {
  const { body } = await world.server.call('POST', '/api/v1/license-sessions', { body: await activated(world) });
  return { body: { session_token: body.session_token } };
};

export const policyChange = async (world: PreparedWorld) => ({
  policy: (await made(world, 'policies')).id,
  ids: [(await license(world)).id],
});

/** A version of the V2 product. */
export const publish = async ({ server, name }: PreparedWorld) => {
  const body = { reference: name(), version: '1.0.0' };
  expect((await server.asAdmin('POST', '/api/v1/products/v2-default/versions', { body })).status).toBe(201);
};

/** Nothing is sent: tests start the sender themselves. */
export const mailServer = async ({ server }: PreparedWorld) => {
  const body = { 'mail.smtp_url': 'smtp://127.0.0.1:1', 'mail.from': 'sales@example.com' };
  await server.asAdmin('PATCH', '/api/v1/settings', { body });
};

export const webhook = async ({ server }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/webhooks', {
    body: { url: 'https://hooks.example.com/keyward', events: ['license.issued'] },
  });
  return { id: body.id };
};

/** A delivery of a new webhook. */
export const delivery = async (world: PreparedWorld) => {
  const { id } = await webhook(world);
  const { body } = await world.server.asAdmin('POST', `/api/v1/webhooks/${id}/test`);
  return { id, delivery_id: body.id };
};

/** An app bundle with a license file. */
export const appBundle = async ({ server, name }: PreparedWorld) => {
  const app_bundle_id = name();
  const { body } = await server.asAdmin('POST', '/api/v1/app-bundles', {
    body: { app_bundle_id, expires_at: '2090-01-01', features: ['beauty'] },
  });
  const sent = await formOf(['license_file', 'a license', 'app.lic']);
  await server.asAdmin('POST', `/api/admin/license/upload/${app_bundle_id}`, sent);
  return { id: body.id, app_bundle_id };
};

export const resource = async ({ server, name }: PreparedWorld) => {
  const { body } = await server.asAdmin('POST', '/api/v1/resources', { body: { type: 'server', identifier: name() } });
  return { id: body.id as string, number: body.number as number };
};

export const deviceNumber = async (world: PreparedWorld) => {
  const { number, key } = await license(world);
  const { body } = await activate(world.server, key, 'desk');
  return { license_id: number, device_id: Number(body.activation_id.slice('act_'.length)) };
};

/** A resource that a license holds. */
export const heldResource = async (world: PreparedWorld) => {
  const { id } = await resource(world);
  const { id: license_id, number } = await license(world);
  await world.server.asAdmin('POST', '/api/v1/resources/allocate', { body: { license_id, resource_ids: [id] } });
  return { id, license_id: number };
};

/** An order of one license of a new product. */
export const order = (world: PreparedWorld) => placedOrder(world);

/** An order that its shop renews. */
export const subscription = (world: PreparedWorld) => placedOrder(world, { subscription_id: world.name() });

async function placedOrder(world: PreparedWorld, more: object = {}) {
  const { reference } = await product(world);
  const body = { customer: { email: `${world.name()}@example.com` }, lines: [{ product: reference }], ...more };
  const { body: placed } = await world.server.asAdmin('POST', '/api/v1/orders', { body });
  return { id: placed.id };
}

export const shop = async ({ server, name }: PreparedWorld) => {
  const body = { kind: 'generic', name: name() };
  const { body: created } = await server.asAdmin('POST', '/api/v1/shops', { body });
  return { id: String(created.id), secret: String(created.secret) };
};

export const shopMapping = async (world: PreparedWorld) => {
  const [{ id }, { reference }] = [await shop(world), await product(world)];
  const body = { external_id: 'price_1', product: reference };
  const { body: mapping } = await world.server.asAdmin('POST', `/api/v1/shops/${id}/mappings`, { body });
  return { id, mapping_id: mapping.id };
};

/** An event of a shop that is in its queue. */
export const shopEvent = async (world: PreparedWorld) => {
  const connected = await shop(world);
  const body = JSON.stringify({ type: 'order.shipped', order: {} });
  await post(world.server, connected, body, standardHeaders('msg_1', body, connected.secret, world.server.clock.now()));
  const { body: page } = await world.server.asAdmin('GET', `/api/v1/shops/${connected.id}/events`);
  return { id: connected.id, event_id: page.items[0].id };
};
