import { Permission } from '../../../src/core/identity/permissions/permission';
import { activate, issued } from '../../testkit/issue';
import { assign } from '../license-users';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG = 'Universitätsklinikum Schleswig-Holstein, alle Standorte und angeschlossenen Lehrkrankenhäuser';

/** A group whose limits are nearly used up. */
const group = oncePerServer(async (server) => {
  const { id } = await server.sdk.groups.create({ name: LONG, max_licenses: 3, max_activations: 2, max_users: 40 });
  await server.sdk.customers.create({ name: LONG, group: id });
  const customer = await server.sdk.customers.create({ name: '东方音像数字出版有限公司', group: id });
  const license = await issued(server, { customer_id: customer.id });
  await issued(server, { group: id, key: `campus-2025/faculty-of-arts/${id}` });
  await activate(server, license.key, 'edit-bay-03');
  await activate(server, license.key, 'edit-bay-07');
  await assign(server, license, 'ines@example.com');
  await server.sdk.groups.update(id, { max_activations: 3 });
  return id;
});

const emptyGroup = oncePerServer(async ({ sdk }) => (await sdk.groups.create({ name: 'Acme' })).id);

const of = (make: (server: TestServer) => Promise<string>, below: string) => async (server: TestServer) =>
  `/console/groups/${await make(server)}${below}`;

const permission = Permission.LicensesRead;
const writes = Permission.LicensesWrite;

export const PAGES: readonly ConsolePage[] = [
  { name: 'groups-none', path: '/console/groups', permission },
  {
    name: 'groups',
    path: async (server) => {
      await emptyGroup(server);
      await group(server);
      return '/console/groups';
    },
    permission,
  },
  { name: 'groups-nothing-found', path: '/console/groups?q=nobody', permission },
  { name: 'group', path: of(group, ''), permission },
  { name: 'group-empty', path: of(emptyGroup, ''), permission },
  { name: 'group-new', path: '/console/groups/new', permission: writes },
  { name: 'group-edit', path: of(group, '/edit'), permission: writes },
  { name: 'group-add', path: of(group, '/add'), permission: writes },
  { name: 'group-delete', path: of(emptyGroup, '/delete'), permission: writes },
  { name: 'group-delete-in-use', path: of(group, '/delete'), permission: writes },
];
