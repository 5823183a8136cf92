import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { License } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { credited } from '../../support/credits';
import { declare, declareMeter } from '../../support/grants';
import { metered } from '../../support/meters';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { filesOf, tokenIn } from '../../support/license-files';
import { start } from '../../support/license-sessions';
import { oncePerServer } from '../../support/once-per-server';
import { roundTripsOf } from '../../testkit/statements';
import { first, single } from '../../testkit/rows';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

/** One after the other: those of the session and the navigation, and those of the parts. */
const MAX_STATEMENTS = 13;
const at = (license: { id: string }, below = ''): string => `/license/edit/${license.id}${below}`;
const inDays = (days: number): string => new Date(server.clock.now().getTime() + days * DAY).toISOString();
const read = async ({ id }: { id: string }): Promise<License> =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;
async function page(license: { id: string }, below = ''): Promise<string> {
  const { status, html } = await browser.get(at(license, below));
  expect(status).toBe(200);
  return html;
}

/** For tests of what is refused, which leave it as it is. */
const untouched = oncePerServer((one) => issued(one));

/** Gives a license so many devices, `device-1.` first. */
async function withDevices({ number }: { number: number }, count: number): Promise<void> {
  await server.dataSource.query(
    `INSERT INTO activations (license_id, fingerprint, activated_at, last_seen_at)
     SELECT $1, 'device-' || n || '.', $2::timestamptz + n * interval '1 millisecond', $2
     FROM generate_series(1, $3::integer) AS n`,
    [number, server.clock.now(), count],
  );
}

/** Pages below that of a license. */
const PAGES = [
  'devices',
  'change',
  'extend',
  'move',
  'policy',
  'files',
  'users',
  'exceptions',
  'entitlements',
  'revoke',
  'text',
];

describe('grants of a meter', () => {
  const grantsOf = async ({ id }: { id: string }, code: string) =>
    (await server.asAdmin('GET', `/api/v1/licenses/${id}/meters/${code}/grants`)).body.items;

  it('are listed, added and made void', async () => {
    const license = await metered(server, { exports: { limit: 100, period: 'month' } });
    const path = at(license, '/meters/exports/grants');
    expect(await page(license)).toContain(path);
    expect(await page(license, '/meters/exports/grants')).toMatch(/Policy.*100/s);
    const fields = { amount: '500', expires_at: '2099-12-31', priority: '10', source: 'goodwill', note: 'Ticket 4711' };
    const { status, location } = await browser.post(`${path}/new`, fields);
    expect([status, location]).toEqual([303, path]);
    const [, added] = await grantsOf(license, 'exports');
    expect(added).toMatchObject({ amount: 500, priority: 10, source: 'goodwill', note: 'Ticket 4711' });
    expect(await page(license, '/meters/exports/grants')).toMatch(/Goodwill.*500.*Ticket 4711/s);
    expect((await browser.get(`${path}/${added.id}/void`)).html).toContain('Void the rest');
    expect((await browser.post(`${path}/${added.id}/void`)).location).toBe(path);
    expect((await grantsOf(license, 'exports'))[1].voided_at).toEqual(expect.any(String));
  });

  it('of a credit have decimals', async () => {
    const license = await credited(server, { decimals: 2, limit: '1' }, { image: '0.25' });
    const path = at(license, '/meters/ai/grants');
    const fields = { amount: '2.75', expires_at: '', priority: '50', source: 'hand', note: '' };
    expect((await browser.post(`${path}/new`, fields)).status).toBe(303);
    expect((await grantsOf(license, 'ai'))[1]).toMatchObject({ amount: '2.75', expires_at: null, note: null });
    const refused = await browser.post(`${path}/new`, { ...fields, amount: '2.755' });
    expect([refused.status, refused.html.includes('field-amount-error')]).toEqual([422, true]);
  });

  const refused = oncePerServer((one) => metered(one, { exports: { limit: 100 } }));
  it.each([
    ['amount', { amount: '0' }],
    ['amount', { amount: '1.5' }],
    ['expires_at', { expires_at: '2001-01-01' }],
    ['priority', { priority: '101' }],
  ])('are refused beside %s', async (field, wrong) => {
    const license = await refused(server);
    const fields = { amount: '5', expires_at: '', priority: '50', source: 'hand', note: '', ...wrong };
    const { status, html } = await browser.post(at(license, '/meters/exports/grants/new'), fields);
    expect(status).toBe(422);
    expect(html).toContain(`id="field-${field}-error"`);
    expect(await grantsOf(license, 'exports')).toHaveLength(1);
  });
});

describe('the page', () => {
  it('is found by uuid, number and key', async () => {
    const license = await issued(server);
    for (const id of [license.id, String(license.number), encodeURIComponent(license.key)]) {
      const { status, html } = await browser.get(`/license/edit/${id}`);
      expect(status).toBe(200);
      expect(html).toContain(`<h1>${license.key}</h1>`);
    }
  });

  it('offers a search for what is no license', async () => {
    for (const id of [
      '7d4f1c9e-0000-4000-8000-000000000000',
      '999999',
      'NO-SUCH-KEY',
      '%22%3E%3Cscript%3E',
      '9'.repeat(400),
    ]) {
      const { status, html } = await browser.get(`/license/edit/${id}`);
      expect(status).toBe(404);
      expect(html).toContain('No such license');
      expect(html).not.toContain('"><script>');
    }
    expect((await browser.get('/license/edit/NO-SUCH-KEY')).html).toContain('value="NO-SUCH-KEY"');
  });

  it.each(['%00', 'a%00b', '%F0%9F%98%80', '..%2F..', 'x'.repeat(5_000), '-1', '0', '1e5', '%E2%80%AE'])(
    'answers the odd id %s',
    async (id) => {
      expect([400, 404, 414]).toContain((await browser.get(`/license/edit/${id}`)).status);
    },
  );

  it.each(sampleOf(PAGES, 3, 'of no license'))('has no page %s for a license that there is not', async (verb) => {
    expect((await browser.get(`/license/edit/7d4f1c9e-0000-4000-8000-000000000000/${verb}`)).status).toBe(404);
    for (const key of ['nonsense', 'a%00b', 'x'.repeat(300)]) {
      expect([400, 404, 414]).toContain((await browser.get(`/license/edit/${key}/${verb}`)).status);
    }
  });

  it('has every page also at its key', async () => {
    const { key, id } = await issued(server, { expires_at: '2030-01-15T12:00:00Z' });
    for (const verb of sampleOf(PAGES, 3, 'at the key')) {
      expect([verb, (await browser.get(`/license/edit/${key}/${verb}`)).status]).toEqual([verb, 200]);
    }
    const { status, location } = await browser.post(`/license/edit/${key}/extend`, { by: 'month' });
    expect([status, location]).toEqual([303, `/license/edit/${id}`]);
    expect((await read({ id })).expires_at).toBe('2030-02-15T12:00:00.000Z');
  });

  it('shows no banner if all is well', async () => {
    const html = await page(await issued(server));
    expect(html).not.toContain('id="state-title"');
    expect(html).toContain('VALID');
  });

  it.each([
    [{ state: 'revoked' }, 'Revoked on', 'REVOKED'],
    [{ state: 'blocked' }, 'Blocked since', 'BLOCKED'],
    [{ state: 'disabled' }, 'Disabled since', 'DISABLED'],
  ])('shows who set the state %j', async (change, title, code) => {
    const license = await issued(server);
    await changed(server, license, change);
    const html = await page(license);
    expect(html).toContain(title);
    expect(html).toContain('By admin.');
    expect(html).toContain(code);
    expect(html).toContain(`/console/explain?key=${license.key}`);
  });

  it('shows when it expires, when it expired and until when it can be used', async () => {
    const license = await issued(server, { expires_at: inDays(12.5) });
    expect(await page(license)).toContain('Expires in 12 days');
    await changed(server, license, { expires_at: inDays(-4.5), policy_overrides: { grace_days: 14 } });
    expect(await page(license)).toMatch(/Expired 4 days ago, still runs until .*IN_GRACE/s);
    await changed(server, license, { policy_overrides: {} });
    expect(await page(license)).toMatch(/Expired 4 days ago.*gives no grace.*EXPIRED/s);
    await changed(server, license, { policy_overrides: { expiry_strategy: 'allow_access' } });
    expect(await page(license)).toMatch(/Expired 4 days ago, still runs.*EXPIRED_BUT_USABLE/s);
    await changed(server, license, { starts_at: inDays(3), expires_at: null });
    expect(await page(license)).toMatch(/Starts on .*NOT_STARTED/s);
  });

  it('shows that all seats are taken, and that programs must send a user', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    expect(await page(license)).toMatch(/The only seat is taken.*A further device is denied now/s);
    await changed(server, license, { max_activations: 2, policy_overrides: { require_user: true } });
    expect(await page(license)).toMatch(/Apps are denied now.*must name a user.*USER_MISMATCH/s);
  });

  it('shows devices, verdicts, users and history, escaped, and takes no seat and writes no log', async () => {
    const license = await issued(server, { description: '<img src=x>', max_users: 5 });
    await activate(server, license.key, 'desk', { machine_name: '<b>Desk</b>', app_version: '4.2.1' });
    await validate(server, license.key, 'other');
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/users`, { body: { email: 'ada@example.com' } });
    const before = await server.dataSource.query('SELECT count(*) FROM verifications');
    const html = await page(license);
    for (const text of [
      '&lt;b>Desk&lt;/b>',
      '4.2.1',
      'DEVICE_MISMATCH',
      'ada@example.com',
      'today: 1 allowed, 1 denied',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toContain('admin issued the license');
    expect(html).toContain('An app activated a device');
    expect(html).not.toContain('<b>Desk');
    expect(html).not.toContain('<img src=x');
    expect(await server.dataSource.query('SELECT count(*) FROM verifications')).toEqual(before);
  });

  it('names the users and components of devices, and former keys', async () => {
    const license = await issued(server, {
      policy_overrides: { assign_user_on_use: true, component_match: 'two' },
      max_sessions: 2,
    });
    await activate(server, license.key, 'desk', { user: 'ada@example.com', components: { board: 'a', disk: 'b' } });
    const html = await page(license);
    expect(html.match(/ada@example\.com/g)?.length).toBeGreaterThan(2);
    expect(html).toContain('0 of 2 running');
    const [{ id }] = (await server.asAdmin('GET', `/api/v1/activations?license=${license.id}`)).body.items;
    expect(await page(license, `/devices/${id}`)).toMatch(/ada@example\.com.*Components<\/dt><dd>2</s);
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: { overlap_days: 7 } });
    expect(await page(license)).toMatch(new RegExp(`Former key.*${license.key}.*usable until`, 's'));
  });

  it('shows sessions that run', async () => {
    const license = await issued(server, { max_sessions: 2 });
    await activate(server, license.key, 'desk', { machine_name: 'Front desk' });
    await start(server, license.key, 'desk');
    expect(await page(license)).toContain('1 of 2 running');
  });

  it('reads by few statements, however much there is to show', async () => {
    const license = await issued(server, {
      max_activations: 50,
      max_sessions: 5,
      policy_overrides: { seats_per: 'user' },
    });
    const few = (await roundTripsOf(() => page(license))).length;
    await withDevices(license, 20);
    const many = (await roundTripsOf(() => page(license))).length;
    expect(few).toBeLessThanOrEqual(MAX_STATEMENTS);
    expect(many).toBeLessThanOrEqual(MAX_STATEMENTS);
  });

  it('shows 20 of many devices, and a list of all', async () => {
    const license = await issued(server, { max_activations: 50 });
    await withDevices(license, 23);
    const html = await page(license);
    expect(html).toContain('23 of 50 taken');
    expect(html).toContain('device-4.');
    expect(html).not.toContain('device-3.');
    expect(html).toContain(`href="${at(license, '/devices')}"`);
  });
});

describe('actions at once', () => {
  it.each([
    ['disable', 'disabled', 'enable'],
    ['enable', 'active', 'disable'],
    ['unblock', 'active', 'block'],
  ])('%s, and offers to undo it', async (verb, state, undo) => {
    const license = await issued(server);
    await changed(server, license, {
      state: verb === 'unblock' ? 'blocked' : verb === 'enable' ? 'disabled' : 'active',
    });
    const { status, location } = await browser.post(at(license, `/${verb}`));
    expect([status, location]).toEqual([303, at(license)]);
    expect((await read(license)).state).toBe(state);
    expect(await page(license)).toContain(`action="${at(license, `/${undo}`)}"`);
  });

  it('check in and reset the count of deactivations, if the policy has them', async () => {
    const license = await issued(server, { policy_overrides: { check_in_interval: 60, max_transfers: 1 } });
    const html = await page(license);
    for (const verb of ['check-in', 'reset-transfers']) {
      expect(html).toContain(`action="${at(license, `/${verb}`)}"`);
      expect((await browser.post(at(license, `/${verb}`))).status).toBe(303);
    }
    expect((await read(license)).checked_in_at).not.toBeNull();
    expect(await page(await issued(server))).not.toContain('/check-in');
  });
});

describe('devices', () => {
  const devicesOf = async ({ id }: { id: string }, active = true) =>
    (await server.sdk.activations.list({ license: id, active })).items;

  it('lose their seat at once, and get it back', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk', { machine_name: '<i>Desk' });
    const { id } = single(await devicesOf(license));
    const freed = await browser.post(at(license, `/devices/${id}/free`));
    expect([freed.status, freed.location]).toEqual([303, at(license)]);
    expect(await devicesOf(license)).toEqual([]);
    const html = await page(license);
    expect(html).toContain('The seat of &lt;i>Desk is free.');
    expect(html).toContain('Past devices (1)');
    expect((await browser.post(at(license, `/devices/${id}/restore`))).status).toBe(303);
    expect(await devicesOf(license)).toMatchObject([{ id }]);
  });

  it('stay without a seat if the license refuses them', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    const { id } = single(await devicesOf(license));
    await browser.post(at(license, `/devices/${id}/free`));
    await activate(server, license.key, 'laptop');
    expect((await browser.post(at(license, `/devices/${id}/restore`))).location).toBe(at(license));
    expect(await page(license)).toContain('the license refuses it with SEATS_EXHAUSTED');
    await changed(server, license, { state: 'blocked' });
    await browser.post(at(license, `/devices/${id}/restore`));
    expect(await page(license)).toContain('the license refuses it with BLOCKED');
  });

  it('are listed in pages, the past ones apart, and are renamed', async () => {
    const license = await issued(server, { max_activations: 60 });
    await withDevices(license, 51);
    const newest = await page(license, '/devices');
    expect(newest).toContain('device-2.');
    expect(newest).not.toContain('device-1.');
    const [, next = ''] = /href="([^"]*after=[^"]*)"/.exec(newest) ?? [];
    expect((await browser.get(next.replaceAll('&amp;', '&'))).html).toContain('device-1.');
    const device = first(await devicesOf(license));
    const path = at(license, `/devices/${device.id}`);
    expect((await browser.post(`${path}/change`, { name: 'x'.repeat(256) })).status).toBe(422);
    expect((await browser.post(`${path}/change`, { name: ' Front desk ' })).location).toBe(path);
    expect((await browser.get(path)).html).toContain('<h1>Front desk</h1>');
    await browser.post(`${path}/change`, { name: '' });
    expect(first(await devicesOf(license)).name).toBeNull();
    await browser.post(`${path}/free`);
    expect(await page(license, '/devices?past=1')).toContain(`${path}/restore`);
  });

  it('have metadata that is edited, shown again and emptied', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'rack');
    const { id } = single(await devicesOf(license));
    const path = at(license, `/devices/${id}`);
    const save = async (metadata: string) => {
      const { location } = await browser.post(`${path}/change`, { name: 'Rack 4', metadata });
      expect(location).toBe(path);
      return (await browser.get(path)).html;
    };
    const saved = await save('{"room": "4.1", "public": {"slot": 7}, "portal": {"site": "North"}}');
    expect(saved).toContain('<dt>room</dt>');
    expect(saved).toContain('&quot;room&quot;: &quot;4.1&quot;');
    const metadata = { room: '4.1', public: { slot: 7 }, portal: { site: 'North' } };
    expect(single(await devicesOf(license))).toMatchObject({ name: 'Rack 4', metadata });
    expect(await save('{"public": {"slot": 8}}')).not.toContain('<dt>room</dt>');
    expect(single(await devicesOf(license)).metadata).toEqual({ public: { slot: 8 } });
    await save('');
    expect(single(await devicesOf(license))).toMatchObject({ name: 'Rack 4', metadata: {} });
  });

  const withRack = oncePerServer(async (one) => {
    const license = await issued(one);
    await activate(one, license.key, 'rack');
    return license;
  });
  it.each([
    ['no JSON', '{typed'],
    ['a list', '[1]'],
    ['a part that is no object', '{"portal": 1}'],
    ['a part that is too large', `{"feed": {"a": "${'x'.repeat(8192)}"}}`],
  ])('keep metadata that is %s in the form', async (_, metadata) => {
    const license = await withRack(server);
    const { id } = single(await devicesOf(license));
    const form = { name: 'Typed name', metadata };
    const { status, html } = await browser.post(at(license, `/devices/${id}/change`), form);
    expect(status).toBe(422);
    expect(html).toContain('The device was not saved');
    expect(html).toContain('href="#field-metadata"');
    expect(html).toContain('id="field-metadata-error"');
    expect(html).toContain(`>${metadata.replaceAll('"', '&quot;')}</textarea>`);
    expect(html).toContain('value="Typed name"');
    expect(single(await devicesOf(license)).name).toBeNull();
  });

  it('belong to their license alone', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    const { id } = single(await devicesOf(license));
    const other = await issued(server);
    expect((await browser.get(at(other, `/devices/${id}`))).status).toBe(404);
    expect((await browser.post(at(other, `/devices/${id}/free`))).status).toBe(404);
    expect((await browser.get(at(license, '/devices?after=nonsense'))).status).toBe(400);
  });

  it('all lose their seats after a confirmation', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    await activate(server, license.key, 'laptop');
    expect(await page(license, '/free-seats')).toContain('2 devices lose the seat');
    expect((await browser.post(at(license, '/free-seats'))).location).toBe(at(license));
    expect(await devicesOf(license)).toEqual([]);
  });
});

describe('confirmed actions', () => {
  it('block, with what happens', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    expect(await page(license, '/block')).toContain('1 device is denied with BLOCKED at the next check');
    expect((await browser.post(at(license, '/block'))).location).toBe(at(license));
    expect((await read(license)).state).toBe('blocked');
  });

  it.each(['revoke', 'delete'])('%s only after the key is typed', async (verb) => {
    const license = await issued(server, { key: `K-${verb}-0RTP-3WAC` });
    const refused = await browser.post(at(license, `/${verb}`), { key: `K-${verb}-ORTP-3WAC` });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('part 3 is 0RTP');
    expect(refused.html).toContain(`value="K-${verb}-ORTP-3WAC"`);
    for (const key of ['', ' ', 'something else', license.key.toLowerCase()]) {
      expect((await browser.post(at(license, `/${verb}`), { key })).status).toBe(422);
    }
    expect((await read(license)).state).toBe('active');
    expect((await browser.post(at(license, `/${verb}`), { key: ` ${license.key} ` })).status).toBe(303);
    expect((await read(license)).state).toBe(verb === 'revoke' ? 'revoked' : undefined);
  });

  it('delete it so that it can be restored from the message, its page and the list', async () => {
    const license = await issued(server);
    const archived = `/console/licenses/archived/${license.id}`;
    for (let time = 0; time < 2; time++) {
      const restoring = `${archived}/restore`;
      const deleted = await browser.post(at(license, '/delete'), { key: license.key });
      expect(deleted.location).toBe('/console/licenses');
      const list = await browser.get('/console/licenses');
      expect(list.html).toContain(`action="${restoring}"`);
      expect((await browser.get('/console/licenses/archived')).html).toContain(`href="${archived}"`);
      expect((await browser.get(at(license))).location).toBe(archived);
      expect((await browser.get(archived)).html).toContain('can be restored until');
      expect((await browser.post(restoring)).location).toBe(at(license));
      expect((await read(license)).state).toBe('active');
    }
    expect((await browser.get(archived)).status).toBe(404);
  });

  it('stay deleted while their customer is, and can be deleted for good', async () => {
    const customer = await server.sdk.customers.create({ name: 'Ada' });
    const license = await issued(server, { customer_id: customer.id });
    const archived = `/console/licenses/archived/${license.id}`;
    await server.sdk.licenses.delete(license.id);
    await server.sdk.customers.delete(customer.id);
    const refused = await browser.post(`${archived}/restore`);
    expect([refused.status, refused.html.includes('deleted since')]).toEqual([409, true]);
    expect((await browser.get(`/customer/edit/${customer.id}`)).location).toBe(
      `/console/customers/archived/${customer.id}`,
    );
    expect((await browser.get(`${archived}/purge`)).html).toContain('for good?');
    expect((await browser.post(`${archived}/purge`)).location).toBe('/console/licenses/archived');
    expect((await browser.get(archived)).status).toBe(404);
  });

  it('ask for the end of a long key, and offer the milder action', async () => {
    const license = await issued(server, { key: `${'A'.repeat(40)}12345678` });
    const html = await page(license, '/revoke');
    expect(html).toContain('the last 8 characters of the key: 12345678');
    expect(html).toContain(`formaction="${at(license, '/disable')}"`);
    expect((await browser.post(at(license, '/revoke'), { key: '12345678' })).status).toBe(303);
  });

  it('replace the key', async () => {
    const license = await issued(server);
    const other = await issued(server);
    for (const [fields, message] of [
      [{ overlap_days: '-1', key: '' }, 'from 0 to 365'],
      [{ overlap_days: '7', key: 'with space' }, 'no spaces'],
      [{ overlap_days: '7', key: other.key }, 'had or will have'],
    ] as const) {
      const { status, html } = await browser.post(at(license, '/rotate-key'), fields);
      expect([status === 422 || status === 409, html.includes(message)]).toEqual([true, true]);
    }
    expect((await browser.post(at(license, '/rotate-key'), { overlap_days: '7', key: '' })).status).toBe(303);
    const { key } = await read(license);
    expect(key).not.toBe(license.key);
    expect((await validate(server, license.key)).body.code).toBe('VALID');
  });
});

describe('extending', () => {
  it('shows the new ends, and adds days or sets the last day', async () => {
    const license = await issued(server, { expires_at: '2030-01-15T12:00:00Z' });
    expect(await page(license, '/extend')).toContain('ends 15 Jan 2031');
    const send = async (fields: Record<string, string>) => {
      const { status } = await browser.post(at(license, '/extend'), fields);
      return [status, (await read(license)).expires_at];
    };
    expect(await send({ by: 'month' })).toEqual([303, '2030-02-15T12:00:00.000Z']);
    expect(await send({ by: 'days', days: '1' })).toEqual([303, '2030-02-16T12:00:00.000Z']);
    expect(await send({ by: 'date', date: '2031-05-01' })).toEqual([303, '2031-05-01T23:59:59.000Z']);
    const wrong: Record<string, string>[] = [
      {},
      { by: 'days' },
      { by: 'days', days: '0' },
      { by: 'date', date: 'soon' },
      { by: 'year', days: '30' },
      { by: 'days', days: '30', date: '2032-01-01' },
    ];
    for (const fields of [...wrong, { by: 'x' }]) {
      expect(await send(fields)).toEqual([422, '2031-05-01T23:59:59.000Z']);
    }
  });

  it('has a date only for a license without an end, and longer terms for one that has not begun', async () => {
    const endless = await issued(server);
    expect(await page(endless, '/extend')).not.toContain('name="days"');
    expect((await browser.post(at(endless, '/extend'), { by: 'month' })).status).toBe(409);
    const policy = await server.asAdmin('POST', '/api/v1/policies', {
      body: { name: 'First use', expiry_basis: 'first_activation', duration_days: 100 },
    });
    const pending = await issued(server, { policy: policy.body.id });
    expect(await page(pending, '/extend')).toContain('a term of 130 days');
    await browser.post(at(pending, '/extend'), { by: 'month' });
    expect((await read(pending)).duration_days).toBe(130);
  });
});

describe('moving', () => {
  it('finds customers, and moves the license to one or to nobody', async () => {
    const license = await issued(server);
    const body = { name: 'Nordic <Audio>', email: 'shop@nordic.example' };
    const { id } = (await server.asAdmin('POST', '/api/v1/customers', { body })).body;
    const html = await page(license, '/move?q=nordic');
    expect(html).toContain(`value="${id}"`);
    expect(html).toContain('Nordic &lt;Audio>');
    expect(await page(license, '/move?q=zzz')).toContain('No customer matches “zzz”.');
    expect((await browser.post(at(license, '/move'), {})).status).toBe(422);
    expect((await browser.post(at(license, '/move'), { customer: id })).location).toBe(at(license));
    expect((await read(license)).customer_id).toBe(id);
    await browser.post(at(license, '/move'), { customer: 'none' });
    expect((await read(license)).customer_id).toBeNull();
  });
});

describe('changing the policy', () => {
  it('shows what changes before it does', async () => {
    const license = await issued(server, { max_activations: 3 });
    await activate(server, license.key, 'a');
    await activate(server, license.key, 'b');
    const policy = await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Small', max_activations: 1 } });
    const query = `policy=${policy.body.id}&expiry=keep`;
    const html = await page(license, `/policy?${query}&limits=1`);
    expect(html).toContain('1 seat is above the new limit');
    expect((await read(license)).policy).toBe(license.policy);
    expect(await page(license, `/policy?${query}`)).not.toContain('above the new limit');
    const fields = { policy: policy.body.id, expiry: 'keep', limits: '1' };
    expect((await browser.post(at(license, '/policy'), fields)).location).toBe(at(license));
    expect(await read(license)).toMatchObject({ policy: policy.body.id, max_activations: 1 });
    expect((await browser.post(at(license, '/policy'), { policy: 'x' })).status).toBe(422);
  });
});

describe('the form', () => {
  const change = (license: { id: string }): string => at(license, '/change');
  /** The values of the form as a browser would send them. */
  async function valuesOf(license: { id: string }): Promise<Record<string, string>> {
    const fields: Record<string, string> = {};
    const html = (await browser.get(change(license))).html;
    const [form = ''] = /<form class="form"[^]*?<\/form>/.exec(html) ?? [];
    for (const [, attributes = '', text] of form.matchAll(/<(?:input|textarea)([^>]*)>(?:([^<]*)<\/textarea>)?/g)) {
      const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
      if (attribute('type') !== 'radio' || attributes.includes(' checked')) {
        fields[attribute('name')] = (text ?? attribute('value')).replaceAll('&quot;', '"').replaceAll('\n', '\r\n');
      }
    }
    return fields;
  }
  const send = async (license: { id: string }, fields: Record<string, string>) =>
    browser.post(change(license), { ...(await valuesOf(license)), ...fields });

  it('saves nothing where nothing was changed', async () => {
    const license = await issued(server, {
      starts_at: '2025-01-02T03:04:05.006Z',
      expires_at: '2031-05-06T07:08:09.010Z',
      allowed_domains: ['a.example', '*.b.example'],
      metadata: { order: '4471', deep: { list: [1, null] } },
      max_activations: 7,
      restricted_to_client_name: 'Ada',
      description: 'one\n two',
      type: 'subscription',
    });
    expect((await send(license, {})).location).toBe(at(license));
    const { updated_at: _before, ...before } = license;
    const { updated_at: _after, ...after } = await read(license);
    expect(after).toEqual(before);
  });

  it('shows where the license differs from its policy', async () => {
    const body = { name: 'Small', max_activations: 3, max_users: 2, max_sessions: 4, uses_limit: 5, features: ['a'] };
    const policy = (await server.asAdmin('POST', '/api/v1/policies', { body })).body.id;
    const copied = await issued(server, { policy });
    expect(await page(copied, '/change')).not.toContain('Policy:');
    const own = { max_activations: 7, max_users: null, max_sessions: 9, uses_limit: 8, features: [] };
    await server.asAdmin('PATCH', `/api/v1/licenses/${copied.id}`, { body: own });
    const html = await page(copied, '/change');
    const marked = [
      ...html.matchAll(/id="field-(\w+)-hint"[^>]*>[^<]*(?:<br\/>)?<s>Policy: (.*?)<\/s> <b>(.*?)<\/b>/g),
    ];
    expect(marked.map(([, ...parts]) => parts)).toEqual([
      ['max_activations', '3', '7'],
      ['uses_limit', '5', '8'],
      ['max_users', '2', 'no limit'],
      ['max_sessions', '4', '9'],
      ['features', 'a', 'none'],
    ]);
  });

  it('shows a license with an end as a subscription, and leaves the type that was issued to the APIs that answer it', async () => {
    const license = await issued(server, { type: 'lifetime', expires_at: '2031-05-06T07:08:09.010Z' });
    const issuedType = async () => (await server.withKey('GET', `/api/license/info/${license.key}`)).body.license.type;
    expect(await page(license)).toMatch(/<dt>Type<\/dt>\s*<dd[^>]*>Subscription</);
    expect(await valuesOf(license)).toMatchObject({ type: 'subscription' });
    await send(license, { description: 'x' });
    expect([await read(license), await issuedType()]).toMatchObject([
      { type: 'subscription', description: 'x' },
      'lifetime',
    ]);
    await send(license, { type: 'trial' });
    expect([(await read(license)).type, await issuedType()]).toEqual(['trial', 'trial']);
  });

  it('refuses a type that the license would not have', async () => {
    const license = await issued(server, { type: 'trial', expires_at: inDays(9) });
    const { status, html } = await send(license, { type: 'perpetual' });
    expect([status, html.includes('id="field-type-error"')]).toEqual([422, true]);
    expect((await send(license, { type: 'perpetual', expires_at: '' })).location).toBe(at(license));
    expect(await read(license)).toMatchObject({ type: 'perpetual', expires_at: null });
  });

  it('changes and clears every field', async () => {
    const license = await issued(server, { max_activations: 7, expires_at: inDays(9), allowed_ips: ['10.0.0.1'] });
    const { status } = await send(license, {
      type: 'trial',
      type_label: 'Demo',
      starts_at: '2026-01-01',
      expires_at: '',
      updates_until: '2030-12-31',
      support_until: '2031-12-31',
      max_activations: '',
      uses_limit: '9',
      max_users: '8',
      max_sessions: '3',
      allowed_domains: 'a.example\r\n\r\n *.b.example ',
      allowed_ips: '',
      restricted_to_email: 'ada@example.com',
      features: 'one\r\ntwo',
      description: 'x\r\ny',
      metadata: '{"a": 1}',
    });
    expect(status).toBe(303);
    expect(await read(license)).toMatchObject({
      type: 'trial',
      type_label: 'Demo',
      starts_at: '2026-01-01T00:00:00.000Z',
      expires_at: null,
      updates_until: '2030-12-31T23:59:59.000Z',
      support_until: '2031-12-31T23:59:59.000Z',
      max_activations: null,
      uses_limit: 9,
      max_users: 8,
      max_sessions: 3,
      allowed_domains: ['a.example', '*.b.example'],
      allowed_ips: [],
      restricted_to_email: 'ada@example.com',
      features: ['one', 'two'],
      description: 'x\ny',
      metadata: { a: 1 },
    });
  });

  const values = oncePerServer(async (one) => valuesOf(await untouched(one)));
  it.each(
    sampleOf(
      [
        ['max_activations', '0', 'Enter 1 or more'],
        ['max_activations', 'many', 'Enter 1 or more'],
        ['uses_limit', '9'.repeat(30), 'Enter 1 or more'],
        ['expires_at', '2027-02-30', 'Enter a date such as'],
        ['allowed_domains', 'a.example\r\nno domain', 'Line 2: “no domain” is not a domain'],
        ['allowed_ips', '10.0.0.300', 'Line 1: “10.0.0.300” is not an address'],
        ['restricted_to_email', 'nobody', 'Enter an e-mail address'],
        ['features', 'x'.repeat(256), 'Too many lines, or a line is too long'],
        ['description', 'x'.repeat(2001), 'Too long'],
        ['metadata', '[1]', 'Enter a JSON object'],
        ['metadata', '{', 'Enter a JSON object'],
      ],
      4,
      'wrong fields',
    ),
  )('refuses %s %j beside the field and keeps what was typed', async (field, value, message) => {
    const license = await untouched(server);
    const fields = { ...(await values(server)), [field]: value, type_label: '<kept>' };
    const { status, html } = await browser.post(change(license), fields);
    expect(status).toBe(422);
    expect(html).toContain(message);
    expect(html).toContain(`id="field-${field}-error"`);
    expect(html).toContain('value="&lt;kept>"');
    expect((await read(license)).updated_at).toBe(license.updated_at);
  });

  it('joins and leaves a group', async () => {
    const { id } = (await server.asAdmin('POST', '/api/v1/groups', { body: { name: 'Campus <1>' } })).body;
    const license = await issued(server);
    expect((await send(license, { group: id })).status).toBe(303);
    expect((await read(license)).group).toBe(id);
    const html = await page(license);
    expect(html).toContain('Campus &lt;1>');
    expect((await browser.get(change(license))).html).toContain(`<option value="${id}" selected>`);
    await send(license, { group: '' });
    expect((await read(license)).group).toBeNull();
    expect((await send(license, { group: 'x' })).status).toBe(422);
  });

  it('notices what somebody else changed, and replaces it when sent again', async () => {
    const license = await issued(server);
    const mine = { ...(await valuesOf(license)), max_activations: '3' };
    await changed(server, license, { max_activations: 4 });
    const refused = await browser.post(change(license), mine);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Someone else changed this license meanwhile');
    expect((await read(license)).max_activations).toBe(4);
    const [, revision = ''] = /name="revision" value="([^"]*)"/.exec(refused.html) ?? [];
    expect((await browser.post(change(license), { ...mine, revision })).status).toBe(303);
    expect((await read(license)).max_activations).toBe(3);
    expect((await browser.post(change(license), {})).status).toBe(422);
  });
});

describe('offline devices', () => {
  const files = (license: { id: string }): string => at(license, '/files');
  const requestOf = ({ key }: { key: string }, device: string): string => {
    const k = createHash('sha256').update(key).digest('base64url').slice(0, 22);
    return `KWR1.${Buffer.from(JSON.stringify({ k, f: device, n: 'abcdefghijklmnop' })).toString('base64url')}`;
  };

  it('are issued for a request code, shown once with a QR code, listed and revoked', async () => {
    const license = await issued(server);
    const request = requestOf(license, 'lab-7');
    const wrapped = `${request.slice(0, 30)}\r\n ${request.slice(30)} `;
    const { status, html, headers } = await browser.post(files(license), { request: wrapped, machine_name: 'Lab 7' });
    expect(status).toBe(200);
    const [text = ''] = /-----BEGIN KEYWARD[^<]*-----\n/.exec(html) ?? [];
    expect(tokenIn(text)).toContain('.');
    expect(html).toContain(`data:application/octet-stream;base64,${Buffer.from(text).toString('base64')}`);
    expect(html).toContain('<svg class="qr"');
    expect(headers['cache-control']).toContain('no-store');
    const [device] = (await server.asAdmin('GET', `/api/v1/activations?license=${license.id}`)).body.items;
    expect(device).toMatchObject({ name: 'Lab 7' });
    const [file] = await filesOf(server, license);
    expect(await page(license, '/files')).toContain(`action="${files(license)}/${file.id}/revoke"`);
    expect((await browser.post(`${files(license)}/${file.id}/revoke`)).location).toBe(files(license));
    expect((await filesOf(server, license))[0].revoked_at).not.toBeNull();
    expect(await page(license, '/files')).not.toContain('/revoke"');
  });

  it.each(
    sampleOf(
      [
        [{ request: 'KWR1.nonsense' }, 'Not a request code of this license'],
        [{ request: 'x' }, 'Not a request code of this license'],
        [{ request: '' }, 'Not a request code of this license'],
        [{}, 'Not a request code of this license'],
        [{ task: 'create', hardware_id: 'x'.repeat(513) }, 'at most 512 characters'],
        [{ task: 'create', ttl_days: '31' }, 'at most the days of the policy'],
        [{ task: 'create', ttl_days: 'many' }, 'at most the days of the policy'],
        [{ task: 'create', ttl_days: '1e99' }, 'at most the days of the policy'],
        [{ task: 'create', hardware_id: 'desk', machine_name: 'x'.repeat(256) }, 'at most 255 characters'],
        [{ task: 'create', machine_name: 'Lab' }, 'has no device name'],
      ],
      4,
      'wrong files',
    ),
  )('are refused for %j', async (fields, message) => {
    const license = await untouched(server);
    const { status, html } = await browser.post(files(license), fields);
    expect([status, html.includes(message)]).toEqual([422, true]);
    expect(await filesOf(server, license)).toEqual([]);
  });

  it('tell beside the field why the license refuses one', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    expect(await page(license, '/files?task=create&hardware_id=laptop')).toContain('All 1 seats are taken');
    const refused = await browser.post(files(license), { task: 'create', hardware_id: 'laptop' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('id="field-hardware_id-error"');
    expect(refused.html).toContain('SEATS_EXHAUSTED');
    expect((await browser.post(files(license), { task: 'create' })).status).toBe(200);
  });

  it('are shown from what was pasted before anything is saved', async () => {
    const license = await issued(server, { max_activations: 3 });
    await activate(server, license.key, 'desk', { machine_name: 'Front desk' });
    const shown = async (query: Record<string, string>): Promise<string> =>
      (/<dl class="details"[^]*?<\/dl>/.exec(await page(license, `/files?${new URLSearchParams(query)}`)) ?? [''])[0]
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
    const pasted = { request: `see: ${requestOf(license, 'lab-7')}` };
    expect(await shown(pasted)).toMatch(/Device New device Fingerprint lab-7 Seat Uses 1 seat: then 2 of 3/);
    expect(await shown({ request: requestOf(license, 'desk') })).toMatch(/Device Front desk .* Has a seat already/);
    expect(await shown({ task: 'create', hardware_id: 'desk' })).toMatch(/Device Front desk .* Has a seat already/);
    expect(await shown({ task: 'create', hardware_id: '' })).toMatch(/Device any device Seat Takes no seat/);
    const wrong = await browser.get(`${files(license)}?request=KWR1.x`);
    expect([wrong.status, wrong.html.includes('id="field-request-error"')]).toEqual([422, true]);
    expect(await filesOf(server, license)).toEqual([]);
    for (const task of ['activate', 'create', 'release']) {
      const html = await page(license, `/files?task=${task}`);
      expect(html.match(/<(input|textarea) class="input[^>]*>/g)).toHaveLength(1);
      expect(html).toContain(`?task=${task}" aria-current="page"`);
    }
  });

  it('end with the release code of the device', async () => {
    const license = await issued(server);
    await browser.post(files(license), { request: requestOf(license, 'lab-7') });
    const [file] = await filesOf(server, license);
    const k = createHash('sha256').update(license.key).digest('base64url').slice(0, 22);
    const proof = createHmac('sha256', license.key).update(`keyward release lab-7 ${file.id}`).digest('base64url');
    const value = JSON.stringify({ k, f: 'lab-7', s: proof.slice(0, 22) });
    const code = `KWX1.${Buffer.from(value).toString('base64url')}`;
    expect((await browser.post(at(license, '/release'), { code: 'KWX1.e30' })).status).toBe(422);
    const { html } = await browser.get(`${at(license, '/release')}?${new URLSearchParams({ code })}`);
    expect(html).toMatch(/lab-7[^]*Released, and its file revoked/);
    expect((await browser.post(at(license, '/release'), { code })).location).toBe(at(license));
    expect(await page(license)).toContain('Seat of lab-7 released');
    const again = await browser.post(at(license, '/release'), { code });
    expect([again.status, again.html.includes('was used before')]).toEqual([409, true]);
  });
});

describe('users', () => {
  const usersOf = async ({ id }: { id: string }) => (await server.sdk.licenseUsers.list(id)).items;

  it('are assigned, found and removed', async () => {
    const license = await issued(server, { max_users: 2 });
    const path = at(license, '/users');
    await browser.post(path, { user: ' Ada@Example.com ', name: '<u>Ada</u>' });
    await browser.post(path, { user: 'staff-7' });
    expect((await usersOf(license)).map(({ email, external_id }) => email ?? external_id)).toEqual([
      'staff-7',
      'ada@example.com',
    ]);
    const full = await browser.post(path, { user: 'third' });
    expect([full.status, full.html.includes('as many users as it may have')]).toEqual([409, true]);
    const html = await page(license, '/users?q=ada');
    expect(html).toContain('2 of 2 assigned');
    expect(html).toContain('&lt;u>Ada');
    expect(html).not.toContain('staff-7');
    const staff = first(await usersOf(license));
    await browser.post(`${path}/${staff.id}/remove`);
    expect(await usersOf(license)).toHaveLength(1);
    expect((await browser.post(path, { user: 'ada@example.com' })).location).toBe(path);
  });

  const WRONG: Record<string, string>[] = [
    {},
    { user: '' },
    { user: ' ' },
    { user: 'a@b' },
    { user: 'x'.repeat(256) },
    { user: 'a', name: 'x'.repeat(256) },
  ];
  it.each(sampleOf(WRONG, 3, 'wrong users'))('are refused: %j', async (fields) => {
    const license = await untouched(server);
    expect((await browser.post(at(license, '/users'), fields)).status).toBe(422);
    expect(await usersOf(license)).toEqual([]);
  });
});

describe('the parts of the form', () => {
  it('are one page, to which the former addresses lead', async () => {
    const license = await issued(server, { policy_overrides: { grace_days: 14 } });
    const parts = ['change', 'exceptions', 'entitlements'].map((part) => at(license, `/${part}`));
    for (const part of parts) {
      const { html } = await browser.get(part);
      const tabs = (/<nav class="tabs"[^]*?<\/nav>/.exec(html) ?? [''])[0];
      expect(parts.every((path) => tabs.includes(`href="${path}"`))).toBe(true);
      expect(tabs).toContain(`href="${part}" aria-current="page"`);
    }
    expect((await browser.get(at(license, '/overrides'))).location).toBe(parts[1]);
    expect((await browser.get(at(license, '/grants'))).location).toBe(parts[2]);
  });
});

/** The list items of a page by the title of their value. */
function rowsIn(html: string): ReadonlyMap<string, string> {
  const rows = [...html.matchAll(/<li class="rule[^]*?<\/li>/g)].map(([row]) => row);
  return new Map(rows.map((row) => [/<p class="rule-title">([^<]*)/.exec(row)?.[1] ?? '', row]));
}

const footIn = (html: string): string =>
  (/<ul class="foot-changes[^]*?<\/ul>/.exec(html) ?? [''])[0].replace(/<[^>]*>/g, '').trim();

describe('policy exceptions', () => {
  const path = (license: { id: string }): string => at(license, '/exceptions');

  it('are listed alone, with the value of the policy, who set them and why', async () => {
    const license = await issued(server);
    const policy_overrides = { grace_days: 14, virtual_machines: 'refuse' };
    const body = { policy_overrides, reason: 'Bank', reference: 'ticket-4471' };
    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body });
    const html = await page(license, '/exceptions');
    expect([...rowsIn(html).keys()]).toEqual(['Grace period', 'Virtual machines']);
    const row = rowsIn(html).get('Grace period');
    expect(row).toContain('<s>0 days</s> <b>14 days</b>');
    expect(row).toMatch(/admin, .*“Bank” · ticket-4471/);
    expect(html).toMatch(/in \d+ of \d+ rules/);
    expect(footIn(html)).toBe('');
  });

  it('are searched and set by their address, and the foot says what will be saved', async () => {
    const license = await issued(server);
    const found = rowsIn(await page(license, '/exceptions?q=HEARTBEAT'));
    expect(found.get('Heartbeat interval')).toContain('Policy: 3,600 seconds');
    expect(found.has('Grace period')).toBe(false);
    expect(rowsIn(await page(license, '/exceptions?q=zzz')).size).toBe(0);
    expect([...rowsIn(await page(license, '/exceptions?q=air-gapped')).keys()]).toEqual(['Offline']);
    expect([...rowsIn(await page(license, '/exceptions?show=countries')).keys()]).toEqual(['Only in', 'Not in']);
    const opened = await page(license, '/exceptions?q=heartbeat&open=heartbeat_interval');
    expect(opened).toMatch(/name="heartbeat_interval" value="3600"/);
    const set = await page(license, '/exceptions?q=heartbeat&heartbeat_interval=900&open=max_cores');
    expect(footIn(set)).toContain('Heartbeat interval 3,600 seconds → 900 seconds applies at the next check');
    expect(set).toMatch(/name="heartbeat_interval" value="900"/);
    expect(set).toMatch(/name="max_cores"/);
    expect((await read(license)).policy_overrides).toEqual({});
    const wrong = await browser.get(`${path(license)}?grace_days=-1`);
    expect([wrong.status, wrong.html.includes('id="field-grace_days-error"')]).toEqual([422, true]);
  });

  it('are saved together: what was entered, and what follows the policy again', async () => {
    const license = await issued(server, { policy_overrides: { grace_days: 14, max_cores: 8, offline_days: 5 } });
    const fields = {
      max_cores: '',
      when_full: 'deactivate_oldest',
      require_user: '0',
      allowed_platforms: 'linux, macos',
      rate_limits: 'reports 100 day\nscans 5 second',
      followed: 'grace_days',
    };
    const shown = await page(license, `/exceptions?${new URLSearchParams(fields).toString()}`);
    expect(footIn(shown)).toContain('Grace period 14 days → 0 days');
    expect(footIn(shown)).toContain('Apps must name the user stays no when the policy changes');
    expect(footIn(shown)).toMatch(/Rate limits none → reports 100 day, scans 5 second/);
    expect(shown).toContain('Save 6 changes');
    expect((await browser.post(path(license), fields)).location).toBe(at(license));
    expect((await read(license)).policy_overrides).toEqual({
      max_cores: null,
      when_full: 'deactivate_oldest',
      require_user: false,
      allowed_platforms: ['linux', 'macos'],
      rate_limits: { reports: { limit: 100, window: 'day' }, scans: { limit: 5, window: 'second' } },
      offline_days: 5,
    });
  });

  it('are not said to be saved where nothing was entered', async () => {
    const license = await issued(server, { policy_overrides: { grace_days: 14 } });
    expect((await browser.post(path(license), { grace_days: '14' })).location).toBe(path(license));
    expect(await page(license, '/exceptions')).toContain('No changes to save.');
    expect((await read(license)).updated_at).toBe(license.updated_at);
  });

  it.each(
    sampleOf(
      [
        ['grace_days', '-1'],
        ['grace_days', ''],
        ['offline_days', '99999'],
        ['when_full', 'explode'],
        ['allowed_countries', 'DE'],
        ['allowed_countries', 'Germany'],
        ['min_version', 'x'.repeat(256)],
        ['rate_limits', 'reports oft'],
        ['rate_limits', 'reports 0 day'],
      ],
      3,
      'wrong exceptions',
    ),
  )('refuse %s %j beside the field', async (field, value) => {
    const license = await untouched(server);
    const { status, html } = await browser.post(path(license), { [field]: value });
    expect(status).toBe(422);
    expect(html).toContain(`href="#field-${field}"`);
    expect(html).toContain(`id="field-${field}-error"`);
  });
});

describe('own grants', () => {
  const path = (license: { id: string }): string => at(license, '/entitlements');

  async function granted(): Promise<License> {
    const reference = `p-${randomUUID()}`;
    const product = (await server.asAdmin('POST', '/api/v1/products', { body: { reference, name: 'Studio' } })).body;
    await declare(server, product, 'sso', { name: 'Single <sign-on>' });
    await declare(server, product, 'gb', { type: 'number' });
    await declare(server, product, 'plan', { type: 'choice', choices: ['team', 'site'] });
    await declareMeter(server, product, 'exports');
    const credit = { name: 'AI credits', decimals: 2 };
    await server.asAdmin('PUT', `/api/v1/products/${product.id}/credits/ai`, { body: credit });
    const policy = await server.asAdmin('POST', '/api/v1/policies', {
      body: {
        name: 'P',
        entitlements: { sso: true, gb: 50 },
        meters: { exports: { limit: 100, limit_per_user: 20, period: 'month' } },
      },
    });
    return issued(server, { product: reference, policy: policy.body.id });
  }

  it('stand beside what the policy grants, and change one at a time', async () => {
    const license = await granted();
    const policy = [...rowsIn(await page(license, '/entitlements')).values()].join();
    for (const text of ['Single &lt;sign-on>', 'Policy: 50', 'Policy: 100 a month', 'Policy: not granted']) {
      expect(policy).toContain(text);
    }
    const fields = {
      denied: 'entitlements.sso',
      'entitlements.gb': '75',
      'until.gb': '2031-01-31',
      'entitlements.plan': 'site',
      'until.plan': '',
      'meters.exports': '500',
      'period.exports': 'day',
      'credits.ai': '20.5',
      'period.ai': 'month',
    };
    const foot = footIn(await page(license, `/entitlements?${new URLSearchParams(fields).toString()}`));
    expect(foot).toContain('Single &lt;sign-on> yes → not granted');
    expect(foot).toMatch(/50 → 75 until 31 Jan 2031.*100 a month → 500 a day/s);
    expect((await browser.post(path(license), fields)).location).toBe(at(license));
    const after = await read(license);
    expect(after.entitlements).toEqual({
      gb: { value: 75, expires_at: '2031-01-31T23:59:59.000Z', from: 'license' },
      plan: { value: 'site', expires_at: null, from: 'license' },
    });
    expect(after.meters.exports).toMatchObject({ limit: 500, limit_per_user: 20, period: 'day', from: 'license' });
    expect(after.credits.ai).toMatchObject({ limit: '20.5', period: 'month', from: 'license' });
    const shown = await page(license);
    expect(shown).toContain('At most 20 for one user.');
    expect(shown).toMatch(/gb = 75.*own · until 31 Jan 2031 · policy: 50/s);
    expect(shown).toMatch(/sso = withdrawn.*policy: true/s);
    await browser.post(path(license), { followed: 'entitlements.sso,entitlements.gb' });
    expect(await read(license)).toMatchObject({
      entitlements: { sso: { from: 'policy' }, gb: { value: 50 }, plan: { value: 'site', from: 'license' } },
      meters: { exports: { limit: 500 } },
    });
  });

  const refused = oncePerServer(granted);
  it.each(
    sampleOf(
      [
        ['entitlements.gb', { 'entitlements.gb': 'many' }],
        ['entitlements.plan', { 'entitlements.plan': 'other' }],
        ['until.gb', { 'entitlements.gb': '1', 'until.gb': 'soon' }],
        ['meters.exports', { 'meters.exports': '-1' }],
        ['credits.ai', { 'credits.ai': '1.005' }],
        ['credits.ai', { 'credits.ai': 'many' }],
      ],
      3,
      'wrong grants',
    ),
  )('are refused beside %s', async (field, fields) => {
    const { status, html } = await browser.post(path(await refused(server)), fields);
    expect(status).toBe(422);
    expect(html).toContain(`id="field-${field.replace('.', '-')}-error"`);
  });
});

describe('roles', () => {
  it('see no button that they may not press, and are refused', async () => {
    const license = await issued(server, { expires_at: inDays(400) });
    await activate(server, license.key, 'desk');
    const [{ id }] = (await server.asAdmin('GET', `/api/v1/activations?license=${license.id}`)).body.items;
    for (const role of ['viewer', 'support'] as const) {
      const user = await createLoggedInUser(server, role);
      const other = new Browser(server);
      await other.signIn(user.username, PASSWORD);
      const { html } = await other.get(at(license));
      const verbs = ['disable', 'extend', 'revoke', 'delete', 'change', 'move', 'entitlements'];
      verbs.forEach((verb) => expect(html).not.toContain(at(license, `/${verb}`)));
      for (const verb of sampleOf(verbs, 3, role)) {
        expect((await other.post(at(license, `/${verb}`))).status).toBe(403);
      }
      const isSupport = role === 'support';
      expect(html.includes(`/devices/${id}/free`)).toBe(isSupport);
      expect((await other.get(at(license, '/free-seats'))).status).toBe(isSupport ? 200 : 403);
      expect((await other.post(at(license, `/devices/${id}/free`))).status).toBe(isSupport ? 303 : 403);
      expect((await other.post(at(license, `/devices/${id}/restore`))).status).toBe(403);
      expect((await other.get(at(license))).html).not.toContain('/restore');
    }
  });
});
