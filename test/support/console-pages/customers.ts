import { activate, changed, issued, validate } from '../../testkit/issue';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

export const LONG =
  'Universitätsklinikum-Schleswig-Holstein-Medizinische-Hochschule, Campus Lübeck, Zentrum für Radiologie';
const DAY_MS = 86_400_000;

async function customer(server: TestServer, body: Record<string, unknown> = {}): Promise<string> {
  const answer = await server.asAdmin('POST', '/api/v1/customers', {
    body: { name: 'Ada Lovelace', allow_duplicate_email: true, ...body },
  });
  return answer.body.id;
}

const customers = oncePerServer(async (server) => {
  await customer(server, { name: LONG, email: `${'radiologie'.repeat(6)}@uksh.example`, company: LONG });
  await customer(server, { name: '东方音像数字出版有限公司' });
  return customerWithTrouble(server, { email: 'ada@engines.example', company: 'Analytical Engines' });
});

/** A customer whose device finds no seat. */
async function customerWithTrouble(server: TestServer, body: Record<string, unknown>): Promise<string> {
  const id = await customer(server, { phone: '+44 20 7946 0000', notes: 'Calls often', ...body });
  const inDays = (days: number) => new Date(server.clock.now().getTime() + days * DAY_MS).toISOString();
  const { key } = await issued(server, { customer_id: id, max_activations: 1, expires_at: inDays(17) });
  const { key: free } = await issued(server, { customer_id: id, max_activations: 5, expires_at: inDays(400) });
  const disabled = await issued(server, { customer_id: id });
  await changed(server, disabled, { state: 'disabled' });
  await activate(server, key, 'WIN-2b90c6e4a1f871ce', { machine_name: 'edit-bay-03' });
  await server.dataSource.query(
    `UPDATE activations SET last_seen_at = last_seen_at - interval '26 days'
     WHERE license_id = (SELECT id FROM licenses WHERE key = $1)`,
    [key],
  );
  await activate(server, free, `MAC-${'c410aa09be'.repeat(6)}`, { machine_name: LONG });
  await activate(server, free, 'edit-bay-07');
  await validate(server, free, 'edit-bay-07', { version: '4.2.1' });
  await validate(server, disabled.key, 'edit-bay-02');
  await activate(server, key, 'edit-bay-09');
  await activate(server, key, 'edit-bay-09');
  return id;
}

const tab = (name: string) => async (server: TestServer) => `/customer/edit/${await customers(server)}?tab=${name}`;

export const PAGES: readonly ConsolePage[] = [
  {
    name: 'customers',
    path: async (server) => {
      await customers(server);
      return '/console/customers';
    },
    permission: 'customers:read',
  },
  { name: 'customers-not-found', path: '/console/customers?q=nobody', permission: 'customers:read' },
  { name: 'customer-new', path: '/console/customers/new', permission: 'customers:write' },
  {
    name: 'customer',
    path: async (server) => `/customer/edit/${await customers(server)}`,
    permission: 'customers:read',
    isDocumented: true,
  },
  { name: 'customer-devices', path: tab('devices'), permission: 'customers:read' },
  { name: 'customer-refusals', path: tab('refusals'), permission: 'customers:read' },
  { name: 'customer-mails', path: tab('mails'), permission: 'customers:read' },
  { name: 'customer-timeline', path: tab('timeline'), permission: 'customers:read' },
  {
    name: 'customer-users',
    path: async (server) => {
      const id = await customer(server, { company: LONG });
      for (const [email, name, role] of [
        ['grace@engines.example', 'Grace Hopper', 'admin'],
        [`${'radiologie'.repeat(6)}@uksh.example`, null, 'user'],
      ]) {
        await server.asAdmin('POST', `/api/v1/customers/${id}/users`, { body: { email, name, role } });
      }
      return `/console/customers/${id}/users`;
    },
    permission: 'customers:read',
  },
  {
    name: 'customer-user-new',
    path: async (server) => `/console/customers/${await customer(server, { company: 'Acme' })}/users/new`,
    permission: 'customers:write',
  },
  {
    name: 'customer-long',
    path: async (server) => {
      const email = `${'radiologie'.repeat(6)}@uksh.example`;
      const long = { name: LONG, company: LONG, email, phone: LONG, notes: LONG.repeat(5) };
      return `/customer/edit/${await customerWithTrouble(server, long)}`;
    },
    permission: 'customers:read',
  },
  {
    name: 'customer-without-licenses',
    path: async (server) => `/customer/edit/${await customer(server)}`,
    permission: 'customers:read',
  },
  {
    name: 'customer-edit',
    path: async (server) => `/console/customers/${await customers(server)}/edit`,
    permission: 'customers:write',
  },
  {
    name: 'customer-merge',
    path: async (server) => {
      await customer(server, { email: 'ada@engines.example' });
      return `/console/customers/${await customers(server)}/merge`;
    },
    permission: 'customers:write',
  },
  {
    name: 'customer-delete',
    path: async (server) => `/console/customers/${await customers(server)}/delete`,
    permission: 'customers:write',
  },
];
