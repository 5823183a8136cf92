import { randomUUID } from 'node:crypto';
import { Permission } from '../../../src/core/identity/permissions/permission';
import { declare, declareMeter } from '../grants';
import { activate, issued, validate } from '../../testkit/issue';
import { metered, use } from '../meters';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';
import { DAY } from '../../../src/core/common/calendar';

const READ = Permission.LicensesRead;
const WRITE = Permission.LicensesWrite;

const LONG_NAME = 'Hörlabor-PC 12 (Raum 2.114, links neben dem Fenster, bitte nicht ausschalten)';

/** A license in its grace period with every seat taken, and everything else that its page can show. */
const busyLicense = oncePerServer(async (server) => {
  const customer = await server.asAdmin('POST', '/api/v1/customers', {
    body: { name: 'Universitätsklinikum Schleswig-Holstein, Campus Lübeck, Institut für Anatomie' },
  });
  const license = await issued(server, {
    customer_id: customer.body.id,
    type: 'subscription',
    max_activations: 3,
    uses_limit: 20,
    max_users: 50,
    max_sessions: 2,
    features: ['surround', 'batch-export', 'ai-denoise-with-a-rather-long-name-that-wraps'],
    allowed_domains: ['uksh.example', '*.lab.uksh.example'],
    description: 'Hörlabor gets replaced machines in January; free seats by name, they call from 0451 500-0.',
    metadata: { order: '4471', note: '<b>bold</b>' },
    policy_overrides: { grace_days: 14 },
  });
  await activate(server, license.key, 'WIN-7c1e04fa99a1b2c3d4e5f60718293a4b', {
    machine_name: LONG_NAME,
    app_version: '4.2.1',
  });
  await activate(server, license.key, 'MAC-91d0b7e2', { machine_name: 'prof-office-mbp' });
  await activate(server, license.key, 'LNX-5ee81d90');
  await activate(server, license.key, 'WIN-14', { machine_name: 'Hörlabor-PC 14' });
  await validate(server, license.key, 'MAC-91d0b7e2');
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/users`, { body: { email: 'ada@uksh.example' } });
  const body = { expires_at: new Date(server.clock.now().getTime() - 4 * DAY).toISOString() };
  await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body });
  return license;
});

const of =
  (below = '') =>
  async (server: TestServer): Promise<string> =>
    `/license/edit/${(await busyLicense(server)).id}${below}`;

const plain = async (server: TestServer): Promise<string> => `/license/edit/${(await issued(server)).id}`;

async function device(server: TestServer): Promise<string> {
  const { id } = await busyLicense(server);
  const { items } = (await server.asAdmin('GET', `/api/v1/activations?license=${id}`)).body;
  return `/license/edit/${id}/devices/${items.at(-1).id}`;
}

async function meter(server: TestServer): Promise<string> {
  const { id, key } = await metered(server, { exports: { limit: 100, period: 'month' } });
  await use(server, key, { exports: 60 });
  return `/license/edit/${id}/meters/exports`;
}

/** The page that voids a grant of a meter, below that of all of them. */
async function grant(server: TestServer): Promise<string> {
  const { id } = await metered(server, { exports: { limit: 100, period: 'month' } });
  const body = { amount: 500, note: 'Ticket 4711', expires_at: '2099-12-31' };
  const added = await server.asAdmin('POST', `/api/v1/licenses/${id}/meters/exports/grants`, { body });
  return `/license/edit/${id}/meters/exports/grants/${added.body.id}`;
}

/** The page of a reservation of floating seats, below that of all of them. */
async function reservation(server: TestServer): Promise<string> {
  const { id } = await issued(server, { max_sessions: 5 });
  const body = { name: 'Design', reserved_for: 'users', members: ['ada@example.com', 'grace@example.com'], seats: 2 };
  const added = await server.asAdmin('POST', `/api/v1/licenses/${id}/reservations`, { body });
  return `/license/edit/${id}/reservations/${added.body.id}`;
}

async function files(server: TestServer): Promise<string> {
  const { id } = await issued(server);
  await server.asAdmin('POST', `/api/v1/licenses/${id}/files`, { body: { hardware_id: 'WIN-7c1e04fa99a1b2c3d4e5' } });
  const { body } = await server.asAdmin('POST', `/api/v1/licenses/${id}/files`, { body: {} });
  await server.asAdmin('POST', `/api/v1/licenses/${id}/files/${body.id}/revoke`);
  return `/license/edit/${id}/files`;
}

async function grants(server: TestServer): Promise<string> {
  const reference = `studio-${randomUUID()}`;
  const product = (await server.asAdmin('POST', '/api/v1/products', { body: { reference, name: 'Studio' } })).body;
  await declare(server, product, 'sso', { name: 'Single sign-on' });
  await declare(server, product, 'plan', { name: 'Plan', type: 'choice', choices: ['team', 'site'] });
  await declareMeter(server, product, 'exports', { name: 'Exports' });
  const { id } = await issued(server, {
    product: reference,
    entitlements: { sso: { value: true, expires_at: '2031-01-31T12:00:00Z' } },
    meters: { exports: { limit: 10_000, period: 'month' } },
  });
  return `/license/edit/${id}/entitlements?open=entitlements.sso`;
}

async function policy(server: TestServer): Promise<string> {
  const { id } = await busyLicense(server);
  const body = { name: 'Studio annual', max_activations: 2, duration_days: 365 };
  const chosen = (await server.asAdmin('POST', '/api/v1/policies', { body })).body.id;
  return `/license/edit/${id}/policy?policy=${chosen}&expiry=restart&limits=1`;
}

async function scheduled(server: TestServer): Promise<string> {
  const { id } = await issued(server);
  const body = { max_activations: 2, effective_at: '2099-01-01T00:00:00Z' };
  const { scheduled_changes: changes } = (await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body })).body;
  return `/license/edit/${id}/scheduled/${changes[0].id}/cancel`;
}

async function user(server: TestServer): Promise<string> {
  const { id } = await busyLicense(server);
  const { items } = (await server.asAdmin('GET', `/api/v1/licenses/${id}/users`)).body;
  return `/license/edit/${id}/users/${items[0].id}`;
}

export const PAGES: readonly ConsolePage[] = [
  { name: 'license', path: of(), permission: READ, isDocumented: true },
  { name: 'license-unused', path: plain, permission: READ },
  { name: 'license-devices', path: of('/devices'), permission: Permission.ActivationsRead },
  { name: 'license-device', path: device, permission: Permission.ActivationsRead },
  { name: 'license-users', path: of('/users'), permission: READ },
  { name: 'license-user-move', path: async (server) => `${await user(server)}/move`, permission: WRITE },
  { name: 'license-meter-use', path: async (server) => `${await meter(server)}/use`, permission: READ },
  {
    name: 'license-meter-grants',
    path: async (server) => (await grant(server)).replace(/\/[^/]*$/, ''),
    permission: READ,
  },
  { name: 'license-meter-grant-new', path: async (server) => `${await meter(server)}/grants/new`, permission: WRITE },
  { name: 'license-meter-grant-void', path: async (server) => `${await grant(server)}/void`, permission: WRITE },
  {
    name: 'license-reservations',
    path: async (server) => (await reservation(server)).replace(/\/[^/]*$/, ''),
    permission: READ,
  },
  {
    name: 'license-reservation-new',
    path: async (server) => (await reservation(server)).replace(/\/[^/]*$/, '/new'),
    permission: WRITE,
  },
  {
    name: 'license-reservation-change',
    path: async (server) => `${await reservation(server)}/change`,
    permission: WRITE,
  },
  {
    name: 'license-reservation-delete',
    path: async (server) => `${await reservation(server)}/delete`,
    permission: WRITE,
  },
  { name: 'license-seat-usage', path: of('/seat-usage?by=host'), permission: READ },
  { name: 'license-files', path: files, permission: READ },
  { name: 'license-files-create', path: of('/files?task=create&hardware_id=x'), permission: READ },
  { name: 'license-release', path: of('/release'), permission: READ },
  { name: 'license-requests', path: of('/requests'), permission: READ },
  { name: 'license-text', path: of('/text'), permission: READ },
  { name: 'license-extend', path: of('/extend'), permission: WRITE },
  { name: 'license-change', path: of('/change'), permission: WRITE },
  { name: 'license-scheduled-cancel', path: scheduled, permission: WRITE },
  { name: 'license-move', path: of('/move?q=Uni'), permission: WRITE },
  { name: 'license-policy', path: policy, permission: WRITE },
  { name: 'license-exceptions', path: of('/exceptions?q=seat&heartbeat_interval=900'), permission: READ },
  { name: 'license-entitlements', path: grants, permission: READ },
  { name: 'license-meter', path: meter, permission: WRITE },
  { name: 'license-block', path: of('/block'), permission: WRITE },
  { name: 'license-revoke', path: of('/revoke'), permission: WRITE },
  { name: 'license-delete', path: of('/delete'), permission: WRITE },
  { name: 'license-free-seats', path: of('/free-seats'), permission: Permission.ActivationsWrite },
  { name: 'license-rotate-key', path: of('/rotate-key'), permission: WRITE },
];
