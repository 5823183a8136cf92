import { aProductWith } from '../../testkit/callers';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { licenseOf, raceInOrder } from '../../testkit/race';
import { single } from '../../testkit/rows';
import type { TestServer } from '../../testkit/server';
import { PortalOnServer, wordsOf } from '../../support/portal';
import { DAY } from '../../../src/core/common/calendar';

let portal: PortalOnServer;
let server: TestServer;
beforeAll(async () => {
  portal = await PortalOnServer.start();
  ({ server } = portal);
});
afterEach(() => server.clock.reset());
afterAll(() => portal.stop());

let count = 0;

/** A signed-in customer with a license whose policy has these values. */
async function licensed(policy: Record<string, unknown> = {}) {
  count += 1;
  const email = `ada-${count}@example.com`;
  const { id: customer } = await portal.customer(email);
  const reference = `studio-${count}`;
  await aProductWith(server, reference, { portal_key_replacements: 1, ...policy });
  const license = await issued(server, { product: reference, customer_id: customer, max_activations: 2 });
  const browser = await portal.signedIn(email);
  const path = `/portal/licenses/${license.id}`;
  const replace = (key: string) => browser.post(`${path}/replace-key`, { key });
  const keyNow = async () => (await server.sdk.licenses.get(license.id)).key;
  return { email, customer, license, browser, path, replace, keyNow };
}

const isValid = async (key: string, device: string) => (await validate(server, key, device)).body.valid;

it('replaces a key at once, after a page that says what follows', async () => {
  const { license, browser, path, replace, keyNow } = await licensed();
  await activate(server, license.key, 'desk-1');
  expect((await browser.get(path)).html).toContain(`href="${path}/replace-key"`);
  const asked = await browser.get(`${path}/replace-key`);
  for (const words of [
    license.key,
    'This key stops working at once',
    'Enter the new key in the app on your device',
    '1 more time',
  ]) {
    expect(wordsOf(asked)).toContain(words);
  }
  expect(await keyNow()).toBe(license.key);
  expect(await replace(license.key)).toMatchObject({ status: 303, location: path });
  const key = await keyNow();
  expect(key).not.toBe(license.key);
  const shown = wordsOf(await browser.get(path));
  expect(shown).toContain(key);
  expect(shown).toContain('The key was replaced');

  // A known device is refused by its old key, and goes on in its place by the new one.
  expect((await validate(server, license.key, 'desk-1')).body.valid).toBeFalsy();
  expect(await isValid(key, 'desk-1')).toBe(true);
  expect((await server.sdk.activations.list({ license: key })).items).toHaveLength(1);

  const { items } = await server.sdk.audit.listEntries({ target: `licenses:${license.id}`, limit: 1 });
  expect(items).toMatchObject([{ action: 'license.key_rotated', actor_type: 'customer' }]);
});

it('lets the former key work for the days of the policy', async () => {
  const { license, browser, path, replace, keyNow } = await licensed({ replaced_key_days: 14 });
  await activate(server, license.key, 'desk-1');
  expect(wordsOf(await browser.get(`${path}/replace-key`))).toMatch(/This key works until \w/);
  await replace(license.key);
  expect([await isValid(license.key, 'desk-1'), await isValid(await keyNow(), 'desk-1')]).toEqual([true, true]);
  server.clock.advance(14 * DAY);
  expect((await validate(server, license.key, 'desk-1')).body.valid).toBeFalsy();
});

describe('a policy that lets known devices go on', () => {
  const kept = (more: Record<string, unknown> = {}) => licensed({ replaced_key_on_known_devices: true, ...more });

  it('answers them by the ended key as by the new one, and refuses others', async () => {
    const { license, browser, path, replace, keyNow } = await kept();
    await activate(server, license.key, 'desk-1');
    const asked = wordsOf(await browser.get(`${path}/replace-key`));
    expect(asked).toContain('This key stops working at once on other devices');
    expect(asked).toContain('Free those that you do not know first');
    await replace(license.key);

    const { body } = await validate(server, license.key, 'desk-1');
    expect(body).toMatchObject({ valid: true, license: { seats_used: 1 } });
    expect(JSON.stringify(body)).not.toContain(await keyNow());
    expect((await activate(server, license.key, 'desk-1')).status).toBe(200);
    expect((await validate(server, license.key.toLowerCase(), 'desk-1')).body.valid).toBe(true);
    for (const answer of [
      await validate(server, license.key, 'stranger'),
      await validate(server, license.key),
      await activate(server, license.key, 'stranger'),
    ]) {
      expect([answer.body.code ?? answer.body.error.code, answer.body.valid ?? false]).toEqual(['NOT_FOUND', false]);
    }
    expect((await server.sdk.activations.list({ license: license.id })).items).toHaveLength(1);
  });

  it('answers their heartbeats', async () => {
    const { license, replace } = await kept();
    await activate(server, license.key, 'desk-1');
    await replace(license.key);
    expect((await heartbeat(server, license.key, 'desk-1')).status).toBe(200);
    expect((await heartbeat(server, license.key, 'stranger')).status).toBe(404);
  });

  it('stops with the device, the license, the policy, and for devices that came later', async () => {
    const { license, replace, keyNow } = await kept({ replaced_key_days: 1 });
    await activate(server, license.key, 'desk-1');
    await replace(license.key);
    server.clock.advance(2 * DAY);
    await activate(server, await keyNow(), 'late');
    expect((await validate(server, license.key, 'late')).body.code).toBe('NOT_FOUND');
    expect(await isValid(license.key, 'desk-1')).toBe(true);

    const { policy } = await server.sdk.licenses.get(license.id);
    const set = (on: boolean) =>
      server.asAdmin('PATCH', `/api/v1/policies/${policy}`, { body: { replaced_key_on_known_devices: on } });
    await set(false);
    expect((await validate(server, license.key, 'desk-1')).body.code).toBe('NOT_FOUND');
    await set(true);
    expect(await isValid(license.key, 'desk-1')).toBe(true);
    await deactivate(server, await keyNow(), 'desk-1');
    expect((await validate(server, license.key, 'desk-1')).body.code).toBe('NOT_FOUND');
    expect((await activate(server, license.key, 'desk-1')).status).toBe(404);

    await activate(server, await keyNow(), 'desk-1');
    expect((await validate(server, license.key, 'desk-1')).body.code).toBe('NOT_FOUND');
  });

  it('refuses a device that is freed while it activates by the ended key', async () => {
    const { license, replace, keyNow } = await kept();
    await activate(server, license.key, 'desk-1');
    await replace(license.key);
    const key = await keyNow();
    const [freed, activated] = await raceInOrder({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, [
      () => deactivate(server, key, 'desk-1'),
      () => activate(server, license.key, 'desk-1'),
    ]);
    expect([freed?.status, activated?.status]).toEqual([200, 404]);
    expect((await server.sdk.activations.list({ license: license.id })).items).toMatchObject([{ active: false }]);
  });

  it('refuses them once the license is revoked, and keys that the vendor replaced', async () => {
    const { license, replace, keyNow } = await kept();
    await activate(server, license.key, 'desk-1');
    await replace(license.key);
    const second = await keyNow();
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: { overlap_days: 0 } });
    expect(await isValid(license.key, 'desk-1')).toBe(true);
    expect((await validate(server, second, 'desk-1')).body.code).toBe('NOT_FOUND');
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/revoke`);
    expect((await validate(server, license.key, 'desk-1')).body).toMatchObject({ valid: false, code: 'REVOKED' });
  });
});

it('counts within 365 days, and only what the customer does', async () => {
  const { email, license, path, replace, keyNow } = await licensed({ portal_key_replacements: 2 });
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: {} });
  await replace(await keyNow());
  server.clock.advance(100 * DAY);
  await portal.signedIn(email).then(async (browser) => browser.post(`${path}/replace-key`, { key: await keyNow() }));
  const last = await keyNow();
  const browser = await portal.signedIn(email);
  const page = await browser.get(`${path}/replace-key`);
  expect(wordsOf(page)).toContain('You cannot replace the key any more until');
  expect(page.html).not.toContain('>Replace the key</button>');
  await browser.post(`${path}/replace-key`, { key: last });
  expect(wordsOf(await browser.get(path))).toContain('You cannot replace the key any more until');
  expect(await keyNow()).toBe(last);
  server.clock.advance(266 * DAY);
  const later = await portal.signedIn(email);
  await later.post(`${path}/replace-key`, { key: last });
  expect(await keyNow()).not.toBe(last);
});

it('makes one of two replacements at once, which counts once', async () => {
  const { license, browser, path, replace, keyNow } = await licensed({ portal_key_replacements: 5 });
  const visits = await Promise.all([1, 2, 3].map(() => replace(license.key)));
  expect(visits.map(({ status }) => status)).toEqual([303, 303, 303]);
  const rows = await server.dataSource.query(
    'SELECT count(*)::integer AS keys FROM retired_keys WHERE license_id = (SELECT id FROM licenses WHERE uid = $1)',
    [license.id],
  );
  expect(single(rows)).toEqual({ keys: 1 });
  expect(wordsOf(await browser.get(`${path}/replace-key`))).toContain('4 more times');
  const key = await keyNow();
  // A page that was opened before the key was replaced.
  await replace(license.key);
  expect(await keyNow()).toBe(key);
  expect(wordsOf(await browser.get(path))).toContain('The key was replaced already');
});

it('is not there by default, for a suspended license, and for a user of a company', async () => {
  const off = await licensed({ portal_key_replacements: 0 });
  expect((await off.browser.get(off.path)).html).not.toContain('replace-key');
  const suspended = await licensed();
  await changed(server, suspended.license, { state: 'disabled' });
  for (const { browser, path, license, keyNow } of [off, suspended]) {
    expect((await browser.get(`${path}/replace-key`)).status).toBe(404);
    expect((await browser.post(`${path}/replace-key`, { key: license.key })).status).toBe(404);
    expect(await keyNow()).toBe(license.key);
  }

  const { license, path, customer } = await licensed({ require_user: true });
  await server.sdk.customers.update(customer, { company: 'Analytical Engines' });
  const person = `user-${count}@example.com`;
  await server.sdk.customerUsers.add(customer, { email: person });
  await server.sdk.licenseUsers.assign(license.id, { email: person });
  const browser = await portal.signedIn(person);
  expect((await browser.get(path)).html).not.toContain('replace-key');
  expect((await browser.post(`${path}/replace-key`, { key: license.key })).status).toBe(404);
});
