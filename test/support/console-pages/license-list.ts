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

const permission = Permission.LicensesRead;

export const PAGES: readonly ConsolePage[] = [
  { name: 'licenses', path: after('/console/licenses'), permission, isDocumented: true },
  { name: 'licenses-expired', path: after('/console/licenses?view=expired&product=v2-default'), permission },
  { name: 'licenses-nothing', path: after('/console/licenses?q=nothing-like-it&issued_from=2025-01-01'), permission },
];
