import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { License } from '../../../sdk/src/generated/native';
import {
  permissionsAvailableTo,
  PRODUCT_ROLE_PERMISSIONS,
} from '../../../src/core/identity/permissions/granted-permissions';
import { RUN_DATA_EXPORTS } from '../../../src/core/platform/exports/run-data-exports';
import { aProduct, keyOf } from '../../testkit/callers';
import { Browser } from '../../testkit/browser';
import { activate, issued, validate } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, type LoggedInUser, PASSWORD } from '../../testkit/users';

const HOOK = { url: 'https://93.184.216.34/hook', events: ['license.*'] };
/** Everything of the other product has this in its name. */
const THEIRS = 'theirs';

let server: TestServer;
let key: string;
let person: LoggedInUser;
let browser: Browser;
let own: License;
let other: License;
let hooks: { own: string; other: string };
beforeAll(async () => {
  server = await TestServer.shared();
  for (const reference of ['ours', THEIRS]) {
    await aProduct(server, reference);
  }
  own = await issued(server, { product: 'ours', key: 'OURS-1' });
  other = await issued(server, { product: THEIRS, key: `${THEIRS}-1`, description: `secret of ${THEIRS}` });
  await issued(server, { product: THEIRS, products: [THEIRS, 'ours'], key: 'SHARED-1', description: 'shared' });
  const hook = async (products: string[] | null, description: string): Promise<string> =>
    (await server.asAdmin('POST', '/api/v1/webhooks', { body: { ...HOOK, products, description } })).body.id;
  hooks = { own: await hook(['ours'], 'Hook of ours'), other: await hook([THEIRS], `Hook of ${THEIRS}`) };
  await hook(null, `Hook of ours and ${THEIRS}`);
  for (const { key: licenseKey } of [own, other]) {
    await activate(server, licenseKey, `${licenseKey}-device`);
    await validate(server, licenseKey, `${licenseKey}-device`);
  }
  await server.asAdmin('PATCH', `/api/v1/licenses/${own.id}`, { body: { description: 'changed' } });
  await server.asAdmin('PATCH', `/api/v1/licenses/${other.id}`, { body: { description: `changed, ${THEIRS}` } });

  const permissions = [...PRODUCT_ROLE_PERMISSIONS];
  const role = { name: 'Desk of ours', permissions, products: ['ours'] };
  expect((await server.asAdmin('POST', '/api/v1/roles', { body: role })).status).toBe(201);
  person = await createLoggedInUser(server, role.name);
  key = (await keyOf(server, 'internal', { permissions, products: ['ours'] })).key;
  browser = new Browser(server);
  await browser.signIn(person.username, PASSWORD);
});
afterAll(() => server.stop());

const idOf = async (statement: string, values: unknown[] = []): Promise<string> => {
  const [row] = await server.dataSource.query<{ id: string }[]>(statement, values);
  return row?.id ?? 'none';
};

it('a role of products can have the permissions of keys of products', () => {
  expect([...PRODUCT_ROLE_PERMISSIONS].sort()).toEqual(
    permissionsAvailableTo('internal', true)
      .filter((permission) => permission !== 'client-calls:write')
      .toSorted(),
  );
});

it('has them on the resources that docs/roles.md names', () => {
  const page = readFileSync(resolve('docs/roles.md'), 'utf8');
  const [, sentence = ''] = /can only have permissions on ([^:]+):/.exec(page) ?? [];
  expect([...sentence.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()).toEqual(
    [...new Set(PRODUCT_ROLE_PERMISSIONS.map((permission) => permission.split(':')[0]))].sort(),
  );
});

it.each([
  ['events', {}],
  ['events', { order: 'oldest' }],
  ['events', { q: 'license' }],
  ['audit', {}],
  ['audit', { q: 'license' }],
  ['audit', { actor: 'admin' }],
  ['webhooks', {}],
  ['catalog', {}],
])('a user with a role of products reads from %s what a key of them does, with %j', async (path, query) => {
  const call = { query: query as Record<string, string> };
  const byUser = await person.call('GET', `/api/v1/${path}`, call);
  const byKey = await server.withKey('GET', `/api/v1/${path}`, call, key);
  const byAdmin = await server.asAdmin('GET', `/api/v1/${path}`, call);
  expect([byUser.status, byUser.body]).toEqual([200, byKey.body]);
  expect(JSON.stringify(byUser.body)).toMatch(/ours/i);
  expect(JSON.stringify(byUser.body)).not.toContain(THEIRS);
  expect(JSON.stringify(byAdmin.body)).toContain(THEIRS);
});

it('a user with a role of products changes webhooks and the catalog of these alone', async () => {
  const change = { body: { description: 'Mine' } };
  expect((await person.call('PATCH', `/api/v1/webhooks/${hooks.own}`, change)).status).toBe(200);
  expect((await person.call('PATCH', `/api/v1/webhooks/${hooks.other}`, change)).status).toBe(404);
  const made = await person.call('POST', '/api/v1/webhooks', { body: HOOK });
  expect([made.status, made.body.products]).toEqual([201, ['ours']]);
  const apply = async (reference: string) => {
    const body = { products: [{ reference, name: 'Renamed' }] };
    const { body: plan } = await person.call('POST', '/api/v1/catalog/diff', { body });
    return (await person.call('PUT', '/api/v1/catalog', { body, query: { plan: plan.plan ?? 'A'.repeat(43) } })).status;
  };
  expect([await apply('ours'), await apply(THEIRS)]).toEqual([200, 403]);
  for (const section of ['policies', 'roles', 'mail_templates']) {
    expect((await person.call('POST', '/api/v1/catalog/diff', { body: { [section]: [] } })).status).toBe(403);
  }
});

describe('in the console, a user with a role of products', () => {
  it.each(['changes', 'everything', 'sign-ins', 'events', 'verdicts'])(
    'sees nothing of others in the tab %s',
    async (tab) => {
      const { status, html } = await browser.get(`/console/audit?tab=${tab}`);
      expect([status, html.includes(THEIRS)]).toEqual([200, false]);
      expect(html.includes(own.id) || html.includes('OURS-1')).toBe(tab !== 'sign-ins');
      const { html: found } = await browser.get(`/console/audit?tab=${tab}&q=${THEIRS}-1`);
      expect(found).not.toContain(other.id);
    },
  );

  it('opens no entry, event or verdict of others', async () => {
    const byId = `SELECT max(id) AS id FROM`;
    const of = (license: License) => ({
      entry: idOf(`${byId} audit_entries WHERE target_id = $1`, [license.id]),
      event: idOf(`${byId} events WHERE target_id = $1`, [license.id]),
      verdict: idOf(
        `SELECT (extract(epoch FROM at) * 1000)::bigint || '-' || id AS id FROM verifications WHERE key = $1 LIMIT 1`,
        [license.key],
      ),
    });
    const status = async (license: License) => {
      const { entry, event, verdict } = of(license);
      const paths = [`entries/${await entry}`, `events/${await event}`, `verdicts/${await verdict}`];
      return Promise.all(paths.map(async (path) => (await browser.get(`/console/audit/${path}`)).status));
    };
    expect(await status(own)).toEqual([200, 200, 200]);
    expect(await status(other)).toEqual([404, 404, 404]);
  });

  it.each(['everything', 'events', 'verdicts'])('exports nothing of others from the tab %s', async (tab) => {
    const path = `/console/audit/export`;
    const { html } = await browser.get(`${path}/file?tab=${tab}`);
    const started = await browser.postFields(path, [
      ['tab', tab],
      ['form_id', `form of ${tab}`],
      ['column[]', tab === 'verdicts' ? 'license_key' : 'target_id'],
    ]);
    expect(started.status).toBe(303);
    while ((await runQueued(server, RUN_DATA_EXPORTS)) > 0);
    const [, file = ''] =
      /href="(\/console\/exports\/[^"]*\/file)"/.exec((await browser.get('/console/exports')).html) ?? [];
    const { html: written } = await browser.get(file);
    const mine = tab === 'verdicts' ? own.key : own.id;
    const foreign = tab === 'verdicts' ? other.key : other.id;
    expect([html, written].map((text) => [text.includes(mine), text.includes(foreign)])).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  it('sees webhooks of these alone, their deliveries, and no number of others', async () => {
    const { html } = await browser.get('/console/webhooks');
    expect([html.includes(hooks.own), html.includes(hooks.other), html.includes(THEIRS)]).toEqual([true, false, false]);
    expect((await browser.get(`/console/webhooks/${hooks.other}`)).status).toBe(404);
    const badge = async (path = '/console/webhooks') =>
      /href="\/console\/webhooks"[^>]*>.*?<\/a>/s.exec((await browser.get(path)).html)?.[0] ?? '';
    const before = await badge();
    await server.dataSource.query(`UPDATE webhook_endpoints SET failing_since = now() WHERE uid = $1`, [hooks.other]);
    expect(await badge()).toBe(before);
    await server.dataSource.query(`UPDATE webhook_endpoints SET failing_since = now() WHERE uid = $1`, [hooks.own]);
    expect(await badge()).not.toBe(before);
  });

  it('downloads the catalog of these alone', async () => {
    const { status, html } = await browser.get('/console/system/catalog/file');
    expect([status, html.includes('reference: ours'), html.includes(THEIRS)]).toEqual([200, true, false]);
  });
});

it('repeats no deliveries of events of other products', async () => {
  const body = { ...HOOK, products: null, description: 'For more before' };
  const { id } = (await server.asAdmin('POST', '/api/v1/webhooks', { body })).body;
  await issued(server, { product: THEIRS });
  await issued(server, { product: 'ours' });
  // The deliveries are made when the events get their numbers.
  await server.asAdmin('GET', '/api/v1/events');
  await server.asAdmin('PATCH', `/api/v1/webhooks/${id}`, { body: { products: ['ours'] } });
  await server.dataSource.query(
    `UPDATE webhook_deliveries SET status = 'failed', finished_at = created_at
     WHERE endpoint_id = (SELECT id FROM webhook_endpoints WHERE uid = $1)`,
    [id],
  );
  const count = async () =>
    (
      await server.dataSource.query(
        `SELECT count(*)::integer AS n FROM webhook_deliveries WHERE replayed_at IS NOT NULL`,
      )
    )[0].n;
  expect(await count()).toBe(0);
  expect((await browser.post(`/console/webhooks/${id}/replay-failed`, { since: 'day' })).status).toBe(303);
  expect(await count()).toBe(1);
});
