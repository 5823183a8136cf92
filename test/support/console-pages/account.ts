import { secondFactorOf } from '../second-factor';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import { createLoggedInUser } from '../../testkit/users';
import type { ConsolePage } from './console-page';

const LONG = 'wilhelmina.von-und-zu-oberschleißheim-unterpfaffenhofen@vertrieb.nordrhein-westfalen.example.com';

/** People with long names, with and without a second factor. Returns the id of one who has everything. */
const people = oncePerServer(async (server) => {
  for (const body of [
    { username: LONG, email: LONG.replace('ß', 'ss'), role: 'admin' },
    { username: '李静', email: null, role: 'viewer' },
  ]) {
    await server.asAdmin('POST', '/api/v1/users', { body: { ...body, password: 'a password' } });
  }
  const person = await createLoggedInUser(server, 'support', 'grace');
  await secondFactorOf(server, person);
  return person.id;
});

const personAt =
  (path: string) =>
  async (server: TestServer): Promise<string> =>
    `/console/people/${await people(server)}${path}`;

const deactivated = oncePerServer(async (server) => {
  const person = await createLoggedInUser(server, 'viewer');
  await server.asAdmin('DELETE', `/api/v1/users/${person.id}`);
  return person.id;
});

/** Views of its own and of somebody else, with long names. Returns the id of one. */
const views = oncePerServer(async (server) => {
  const { username } = await createLoggedInUser(server, 'support');
  const sql = `
    INSERT INTO saved_views (user_id, list, name, name_key, query, is_shared, position, created_at, updated_at)
    SELECT id, $2, $3, gen_random_uuid(), $4, $5, 1, $6, $6 FROM users WHERE username = $1 RETURNING id`;
  const save = (owner: string, list: string, name: string, query: string, isShared: boolean) =>
    server.dataSource.query(sql, [owner, list, name, query, isShared, server.clock.now()]);
  await save('admin', 'customers', 'New', 'q=new', false);
  await save(username, 'licenses', 'Zusammengehörigkeitsbescheinigungen', 'status=expired', true);
  await save(username, 'audit', 'Jobs', 'source=system', true);
  const long = 'Trials of Halden that end soon, for the meeting on Mondays';
  const [{ id }] = await save('admin', 'customers', long, 'columns=email%2Clicenses&q=Halden', true);
  return id as string;
});

const viewAt =
  (path: string) =>
  async (server: TestServer): Promise<string> =>
    `/console/views/${await views(server)}${path}`;

/** A role of a product. */
const seatDesk = oncePerServer(async ({ sdk }) => {
  const permissions = ['licenses:read', 'activations:read', 'activations:write'] as const;
  return (await sdk.roles.create({ name: 'Seat desk', permissions: [...permissions] })).id;
});

const roleAt =
  (path: string) =>
  async (server: TestServer): Promise<string> =>
    `/console/roles/${await seatDesk(server)}${path}`;

export const PAGES: readonly ConsolePage[] = [
  { name: 'account', path: '/account', permission: 'own-session:write' },
  { name: 'shortcuts', path: '/console/shortcuts', permission: 'own-session:write' },
  {
    name: 'views',
    path: async (server) => {
      await views(server);
      return '/console/views';
    },
    permission: 'own-session:write',
  },
  { name: 'view-new', path: '/console/views/new?list=customers&query=q%3DHalden', permission: 'own-session:write' },
  { name: 'view-edit', path: viewAt(''), permission: 'own-session:write' },
  { name: 'view-delete', path: viewAt('/delete'), permission: 'own-session:write' },
  { name: 'account-openid', path: '/account/openid', permission: 'own-session:write' },
  { name: 'account-token', path: '/account/token', permission: 'own-session:write' },
  { name: 'second-factor', path: '/account/second-factor', permission: 'own-session:write' },
  {
    name: 'people',
    path: async (server) => {
      await people(server);
      return '/console/people';
    },
    permission: 'users:read',
  },
  { name: 'people-nobody', path: '/console/people?q=nobody&role=support', permission: 'users:read' },
  { name: 'people-deactivated', path: '/console/people?deactivated=true', permission: 'users:read' },
  { name: 'roles', path: '/console/roles', permission: 'roles:read' },
  { name: 'role-new', path: '/console/roles/new?from=support', permission: 'roles:write' },
  { name: 'role-fixed', path: '/console/roles/support', permission: 'roles:read' },
  { name: 'role', path: roleAt(''), permission: 'roles:read' },
  { name: 'role-delete', path: roleAt('/delete'), permission: 'roles:write' },
  { name: 'person-new', path: '/console/people/new', permission: 'users:write' },
  { name: 'person', path: personAt(''), permission: 'users:read' },
  { name: 'person-password', path: personAt('/password'), permission: 'users:write' },
  { name: 'person-second-factor', path: personAt('/second-factor'), permission: 'users:write' },
  { name: 'person-deactivate', path: personAt('/deactivate'), permission: 'users:write' },
  {
    name: 'person-deactivated',
    path: async (server) => `/console/people/${await deactivated(server)}`,
    permission: 'users:read',
  },
  {
    name: 'person-activate',
    path: async (server) => `/console/people/${await deactivated(server)}/activate`,
    permission: 'users:write',
  },
];
