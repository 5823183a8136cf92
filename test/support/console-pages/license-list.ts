import { randomUUID } from 'node:crypto';
import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { Browser } from '../../testkit/browser';
import { checkedFile, checkImport } from '../../testkit/forms';
import { runQueued } from '../../testkit/jobs';
import { Permission } from '../../../src/core/identity/permissions/permission';
import { activate, changed, issued } from '../../testkit/issue';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG = 'Universitätsklinikum Schleswig-Holstein, Campus Lübeck, Klinik für Hals-, Nasen- und Ohrenheilkunde';

/** Licenses of every status, with long values and with none. */
const licenses = oncePerServer(async (server) => {
  const key = 'edu-campus-2025/faculty-of-music/department-of-sound-engineering/f7c21';
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
});

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

async function newest(server: TestServer): Promise<{ id: string; number: number }[]> {
  await licenses(server);
  return (await server.asAdmin('GET', '/api/v1/licenses?limit=20')).body.items;
}

/** The path of the check of a change of the newest licenses: a change of all has to count all. */
const aboutNewest =
  (action: string, query = '') =>
  async (server: TestServer) => {
    const numbers = (await newest(server)).map(({ number }) => number);
    return `/console/licenses/bulk/${action}?id=${numbers.join('%2C')}${query}`;
  };

/** The path of the page of a job that waits, or of one that has run. */
const aJob =
  (state: 'queued' | 'done', page = '') =>
  async (server: TestServer) => {
    const ids = (await newest(server)).map(({ id }) => id);
    const ofState = async (): Promise<string | undefined> => {
      const { items } = (await server.asAdmin('GET', '/api/v1/jobs')).body;
      return items.find((job: { kind: string; state: string }) => job.kind === 'licenses.extend' && job.state === state)
        ?.id;
    };
    const params = { days: 30, reason: LONG, reference: 'ticket 8799' };
    if ((await ofState()) === undefined) {
      await server.asAdmin('POST', '/api/v1/licenses/bulk', { body: { action: 'extend', ids, params } });
      if (state === 'done') {
        await runQueued(server, RUN_BACKGROUND_JOBS);
      }
    }
    return `/console/jobs/${await ofState()}${page}`;
  };

/** The keys are random: the pages of an import are opened several times. */
const rows = (): string => `product,key,Devices,Customer,E-mail,Colour
v2-default,${randomUUID()},1,C-17,,red
nobody,OLD,many,C-17,ada@example,
v2-default,=${randomUUID()},3,,ada@example.com,blue
`;

/** The path of the page of an import of licenses: of its check that waits or has run, or of its result. */
const anImport = (state: 'queued' | 'checked' | 'imported') => async (server: TestServer) => {
  const browser = new Browser(server);
  await browser.signIn();
  const file = await checkImport(browser, '/console/licenses/import', rows());
  let { location = '' } = await browser.post(file.path, { do: 'check', create_customers: '1' });
  if (state === 'queued') {
    return location;
  }
  await runQueued(server, RUN_BACKGROUND_JOBS);
  if (state === 'imported') {
    ({ location = '' } = await browser.post(`${location}/import`));
    await runQueued(server, RUN_BACKGROUND_JOBS);
  }
  return location;
};

const permission = Permission.LicensesRead;
const writes = Permission.LicensesWrite;

export const PAGES: readonly ConsolePage[] = [
  { name: 'licenses', path: after('/console/licenses'), permission, isDocumented: true },
  { name: 'licenses-expired', path: after('/console/licenses?view=expired&product=v2-default'), permission },
  { name: 'licenses-nothing', path: after('/console/licenses?q=nothing-like-it&issued_from=2025-01-01'), permission },
  { name: 'licenses-extend', path: aboutNewest('extend'), permission: writes },
  { name: 'licenses-revoke', path: aboutNewest('revoke'), permission: writes, isDocumented: true },
  { name: 'licenses-move', path: aboutNewest('move'), permission: writes },
  { name: 'licenses-skipped', path: aboutNewest('extend/skipped', '&obstacle=never_expires'), permission: writes },
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
    name: 'license-import-columns',
    path: (server) => checkedFile(server, '/console/licenses/import', rows()),
    permission: writes,
  },
  { name: 'license-import-run', path: anImport('queued'), permission },
  { name: 'license-import-check', path: anImport('checked'), permission },
  { name: 'license-import-result', path: anImport('imported'), permission },
  {
    name: 'licenses-policy',
    path: async (server) => {
      const { body } = await server.asAdmin('GET', '/api/v1/policies');
      return aboutNewest('change_policy', `&expiry=restart&to_policy=${body.items[0].id}`)(server);
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
  {
    name: 'licenses-export',
    path: after('/console/licenses/export?product=v2-default&column=key&column=customer_name'),
    permission,
  },
  { name: 'jobs', path: '/console/jobs', permission },
  { name: 'job-run', path: aJob('queued'), permission },
  { name: 'job-result', path: aJob('done'), permission },
  { name: 'job-undo', path: aJob('done', '/undo'), permission: writes },
];
