import { checkedFile } from '../forms';
import { Permission } from '../../../src/identity/permissions/permission';
import { activate, changed, issued } from '../issue';
import type { TestServer } from '../server';
import type { ConsolePage } from './console-page';

const LONG = 'Universitätsklinikum Schleswig-Holstein, Campus Lübeck, Klinik für Hals-, Nasen- und Ohrenheilkunde';

/** Licenses of every status, with long values and with none. */
async function licenses(server: TestServer): Promise<void> {
  const key = 'edu-campus-2025/faculty-of-music/department-of-sound-engineering/f7c21';
  if ((await server.asAdmin('GET', `/api/v1/licenses/${encodeURIComponent(key)}`)).status === 200) {
    return;
  }
  const customer = await server.asAdmin('POST', '/api/v1/customers', {
    body: { name: LONG, email: `${'e'.repeat(60)}@klinikum.example`, company: LONG },
  });
  const { id: customer_id } = customer.body;
  await issued(server, { key, customer_id, max_activations: null, type_label: LONG });
  const full = await issued(server, { customer_id, max_activations: 5, expires_at: '2027-01-31' });
  for (const device of ['desk', 'laptop', 'stage', 'x'.repeat(400)]) {
    await activate(server, full.key, device, { machine_name: device });
  }
  await issued(server, { max_activations: 2, duration_days: 30 });
  await issued(server, { expires_at: '2020-01-01', max_activations: 1_000_000 });
  await issued(server, { starts_at: '2090-01-01', expires_at: '2091-01-01' });
  for (const state of ['disabled', 'blocked', 'revoked']) {
    await changed(server, await issued(server, { customer_id, type: 'trial' }), { state });
  }
}

const after = (path: string) => async (server: TestServer) => {
  await licenses(server);
  return path;
};

/** A product with everything that a license can hold. */
async function product(server: TestServer): Promise<void> {
  const declared = { name: LONG, type: 'flag' };
  const reference = 'resonance-studio';
  await server.asAdmin('POST', '/api/v1/products', { body: { reference, name: LONG } });
  const path = `/api/v1/products/${reference}`;
  await server.asAdmin('PUT', `${path}/entitlements/export`, { body: declared });
  await server.asAdmin('PUT', `${path}/entitlements/tracks`, { body: { ...declared, type: 'number' } });
  await server.asAdmin('PUT', `${path}/meters/renders`, { body: { name: LONG, unit: 'minutes', kind: 'consumed' } });
}

/** The path of a page about all licenses. */
const aboutAll = (verb: string) => async (server: TestServer) => {
  await licenses(server);
  return `/console/licenses/bulk/${verb}?all=1`;
};

const permission = Permission.LicensesRead;
const writes = Permission.LicensesWrite;

export const PAGES: readonly ConsolePage[] = [
  { name: 'licenses', path: after('/console/licenses'), permission, isDocumented: true },
  { name: 'licenses-expired', path: after('/console/licenses?view=expired&product=v2-default'), permission },
  { name: 'licenses-nothing', path: after('/console/licenses?q=nothing-like-it&issued_from=2025-01-01'), permission },
  { name: 'licenses-extend', path: aboutAll('extend'), permission: writes },
  { name: 'licenses-revoke', path: aboutAll('revoke'), permission: writes, isDocumented: true },
  { name: 'licenses-assign', path: aboutAll('assign'), permission: writes },
  {
    name: 'license-new',
    path: async (server) => {
      await product(server);
      return '/console/licenses/new?product=resonance-studio';
    },
    permission: writes,
    isDocumented: true,
  },
  { name: 'licenses-issued', path: after('/console/licenses/issued?product=v2-default'), permission },
  { name: 'devices', path: after('/console/devices'), permission: Permission.ActivationsRead },
  {
    name: 'device-reactivate',
    path: async (server) => {
      await licenses(server);
      const { body } = await server.asAdmin('GET', '/api/v1/activations');
      return `/console/devices/${body.items[0].id}/reactivate`;
    },
    permission: Permission.ReactivationsWrite,
  },
  { name: 'license-import', path: '/console/licenses/import', permission: writes },
  {
    name: 'license-import-check',
    path: (server) =>
      checkedFile(
        server,
        '/console/licenses/import',
        'product,key,max_activations\nv2-default,NEW,1\nnobody,OLD,many\n',
      ),
    permission: writes,
  },
  {
    name: 'licenses-policy',
    path: async (server) => {
      await licenses(server);
      const { body } = await server.asAdmin('GET', '/api/v1/policies');
      return `/console/licenses/bulk/policy?all=1&expiry=restart&to_policy=${body.items[0].id}`;
    },
    permission: writes,
  },
  {
    name: 'licenses-policy-change',
    path: async (server) => {
      const policy = await server.asAdmin('POST', '/api/v1/policies', { body: { name: LONG } });
      const body = { policy: policy.body.id, ids: [(await issued(server)).id] };
      const change = await server.asAdmin('POST', '/api/v1/licenses/change-policy', { body });
      return `/console/licenses/policy-changes/${change.body.id}`;
    },
    permission: Permission.LicensesRead,
  },
];
