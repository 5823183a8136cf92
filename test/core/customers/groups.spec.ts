import type { Group, License } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { aProduct, keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { activate, changed, deactivate, issued, validate } from '../../testkit/issue';
import { assign, usersOf } from '../../support/license-users';
import { expectTurns, race } from '../../testkit/race';
import { activeSeatsOf, tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import type { Tuple } from '../../support/tuple';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const codeOf = ({ status, body }: Answer) => body.error?.code ?? body.code ?? status;

async function aGroup(limits: object = {}): Promise<Group> {
  return server.sdk.groups.create({ name: 'Acme', ...limits });
}

const issue = (body: object) =>
  server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', ...body } });
const licensesIn = async <N extends number>(
  { id }: { id: string },
  count: N,
  fields: object = {},
): Promise<Tuple<License, N>> => {
  const licenses: License[] = [];
  for (let issuedNow = 0; issuedNow < count; issuedNow++) {
    licenses.push(await issued(server, { group: id, max_activations: null, ...fields }));
  }
  return licenses as Tuple<License, N>;
};
const seat = async ({ key }: { key: string }, device: string, user?: string) =>
  codeOf(await activate(server, key, device, { user }));
/** The row of a group, which everything that adds to it locks. */
const groupOf = ({ id }: { id: string }) => ({
  databaseUrl: server.databaseUrl,
  hold: 'SELECT 1 FROM groups WHERE uid = $1 FOR UPDATE',
  values: [id],
});

describe('groups', () => {
  it('are made, listed, read, changed and deleted', async () => {
    const group = await aGroup({ max_licenses: 3 });
    expect(group).toEqual({
      id: expect.any(String),
      name: 'Acme',
      max_licenses: 3,
      max_activations: null,
      max_users: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const path = `/api/v1/groups/${group.id}`;
    expect(await server.sdk.groups.get(group.id)).toEqual(group);
    expect((await server.sdk.groups.list({ q: 'acm', limit: 1 })).items).toEqual([group]);
    const body = await server.sdk.groups.update(group.id, { max_users: 2, max_licenses: null });
    expect(body).toMatchObject({ name: 'Acme', max_licenses: null, max_users: 2 });
    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
    expect((await server.asAdmin('GET', path)).status).toBe(404);
    const recorded = await server.sdk.audit.listEvents({ limit: 3 });
    expect(recorded.items.map(({ type }) => type)).toEqual(['group.deleted', 'group.updated', 'group.created']);
  });

  it('are changed in turns', async () => {
    const { id } = await aGroup();
    await expectTurns({ server, table: 'groups', id, field: 'name' }, (body) =>
      server.asAdmin('PATCH', `/api/v1/groups/${id}`, { body }),
    );
  });

  it.each([
    ['no name', {}, 'name'],
    ['a limit of 0', { name: 'a', max_licenses: 0 }, 'max_licenses'],
    ['a limit that is too large', { name: 'a', max_users: 2_147_483_648 }, 'max_users'],
    ['a text as limit', { name: 'a', max_activations: '3' }, 'max_activations'],
  ])('cannot have %s', async (_what, body, field) => {
    const answer = await server.asAdmin('POST', '/api/v1/groups', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details[0].field).toBe(field);
  });

  it('are not deleted while they have licenses or customers', async () => {
    const group = await aGroup();
    const path = `/api/v1/groups/${group.id}`;
    const [license] = await licensesIn(group, 1);
    expect([license.group, license.status]).toEqual([group.id, 'unused']);
    const refused = await server.asAdmin('DELETE', path);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'IN_USE']);
    expect((await changed(server, license, { group: null })).group).toBeNull();
    const customer = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', group: group.id } });
    expect(customer.body.group).toBe(group.id);
    expect(codeOf(await server.asAdmin('DELETE', path))).toBe('IN_USE');
    const patched = await server.asAdmin('PATCH', `/api/v1/customers/${customer.body.id}`, { body: { group: null } });
    expect(patched.body.group).toBeNull();
    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
  });

  it('are named by licenses and customers only if they exist', async () => {
    const group = '00000000-0000-4000-8000-000000000000';
    for (const answer of [
      await issue({ group }),
      await server.asAdmin('PATCH', `/api/v1/licenses/${(await issued(server)).id}`, { body: { group } }),
      await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', group } }),
    ]) {
      expect([answer.status, answer.body.error.details[0].field]).toEqual([404, 'group']);
    }
    expect((await issue({ group: 'no such group' })).status).toBe(404);
  });

  it('that were deleted cannot get a deleted license back', async () => {
    const group = await aGroup();
    const [license] = await licensesIn(group, 1);
    await server.sdk.licenses.delete(license.id);
    await server.sdk.groups.delete(group.id);
    const { status, body } = await server.asAdmin('POST', `/api/v1/licenses/${license.id}/restore`);
    expect([status, body.error.code, body.error.details]).toMatchObject([404, 'NOT_FOUND', [{ field: 'group' }]]);
  });

  it('find their licenses', async () => {
    const group = await aGroup();
    const licenses = await licensesIn(group, 2);
    const { body } = await server.asAdmin('GET', `/api/v1/licenses?group=${group.id}`);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(licenses.map(({ id }) => id).reverse());
  });

  it('are closed to keys of one product', async () => {
    const { id } = await aGroup();
    const { key } = await keyOf(server, 'internal', { product: 'v2-default' });
    const headers = { 'x-api-key': key };
    for (const path of ['/api/v1/groups', `/api/v1/groups/${id}`]) {
      expect((await server.call('GET', path, { headers })).status).toBe(403);
    }
    expect((await server.call('POST', '/api/v1/groups', { headers, body: { name: 'a' } })).status).toBe(403);
    const named = await server.call('POST', '/api/v1/licenses', {
      headers,
      body: { product: 'v2-default', group: id },
    });
    expect(named.status).toBe(403);
  });
});

describe('the licenses of a group', () => {
  it('are those of its customers from then on', async () => {
    const group = await aGroup();
    const customer = await server.sdk.customers.create({ name: 'Ada' });
    const before = await issued(server, { customer_id: customer.id });
    await server.sdk.customers.update(customer.id, { group: group.id });
    expect((await issued(server, { customer_id: customer.id })).group).toBe(group.id);
    expect((await issued(server, { customer_id: customer.id, group: null })).group).toBeNull();
    expect((await server.sdk.licenses.get(before.id)).group).toBeNull();
  });

  it('are as many as it may have', async () => {
    const group = await aGroup({ max_licenses: 3 });
    await licensesIn(group, 2);
    const batch = (count: number) =>
      server.asAdmin('POST', '/api/v1/licenses/batch', { body: { product: 'v2-default', group: group.id, count } });
    expect(codeOf(await batch(2))).toBe('LICENSES_EXHAUSTED');
    expect((await batch(1)).status).toBe(201);
    const refused = await issue({ group: group.id });
    expect([refused.status, codeOf(refused)]).toEqual([409, 'LICENSES_EXHAUSTED']);
    const moved = await server.asAdmin('PATCH', `/api/v1/licenses/${(await issued(server)).id}`, {
      body: { group: group.id },
    });
    expect([moved.status, codeOf(moved)]).toEqual([409, 'LICENSES_EXHAUSTED']);
    await server.sdk.groups.update(group.id, { max_licenses: 1 });
    const { body } = await server.asAdmin('GET', `/api/v1/licenses?group=${group.id}`);
    expect(body.items).toHaveLength(3);
    expect((await changed(server, body.items[0], { group: group.id, max_users: 1 })).group).toBe(group.id);
  });

  it('are as many as it may have in a race of issues and moves on two nodes', async () => {
    const group = await aGroup({ max_licenses: 3 });
    const others = await Promise.all(Array.from({ length: 3 }, () => issued(server)));
    const nodes = [server, other];
    const answers = await race(groupOf(group), [
      ...nodes.flatMap((node) =>
        Array.from(
          { length: 3 },
          () => () => node.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', group: group.id } }),
        ),
      ),
      ...others.map(
        ({ id }) =>
          () =>
            server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { group: group.id } }),
      ),
    ]);
    expect(answers.filter((answer) => codeOf(answer) === 'LICENSES_EXHAUSTED')).toHaveLength(6);
    const { body } = await server.asAdmin('GET', `/api/v1/licenses?group=${group.id}`);
    expect(body.items).toHaveLength(3);
  });

  it('are as many as it may have in a race of an issue and an import', async () => {
    const group = await aGroup({ max_licenses: 1 });
    const file = await formOf(['file', `product,group\nv2-default,${group.id}\n`, 'licenses.csv']);
    await race(groupOf(group), [
      () => issue({ group: group.id }),
      () => other.asAdmin('POST', '/api/v1/licenses/import', { query: { dry_run: 'false' }, ...file }),
    ]);
    expect((await server.asAdmin('GET', `/api/v1/licenses?group=${group.id}`)).body.items).toHaveLength(1);
  });
});

describe('the seats of a group', () => {
  it('are shared by its licenses', async () => {
    const group = await aGroup({ max_activations: 2 });
    const [one, two] = await licensesIn(group, 2);
    expect(await seat(one, 'desk')).toBe(201);
    expect(await seat(two, 'desk')).toBe(201);
    expect(await seat(one, 'laptop')).toBe('SEATS_EXHAUSTED');
    expect(await seat(one, 'desk')).toBe(200);
    await deactivate(server, two.key, 'desk');
    expect(await seat(one, 'laptop')).toBe(201);
    const v2 = { license_key: two.key, hardware_hash: 'desk' };
    const refused = await server.withKey('POST', '/api/license/activate', { body: v2 });
    expect([refused.status, codeOf(refused)]).toEqual([409, 'ACTIVATION_LIMIT_REACHED']);
  });

  it('leave the limit of each license', async () => {
    const group = await aGroup({ max_activations: 9 });
    const [license] = await licensesIn(group, 1, { max_activations: 1 });
    await seat(license, 'desk');
    expect(await seat(license, 'laptop')).toBe('SEATS_EXHAUSTED');
  });

  it('stay when the limit is lowered, which admits none', async () => {
    const group = await aGroup({ max_activations: 2 });
    const [one, two] = await licensesIn(group, 2);
    await seat(one, 'desk');
    await seat(two, 'desk');
    await server.sdk.groups.update(group.id, { max_activations: 1 });
    expect(codeOf(await validate(server, two.key, 'desk'))).toBe('VALID');
    expect(await seat(two, 'laptop')).toBe('SEATS_EXHAUSTED');
    await deactivate(server, one.key, 'desk');
    expect(await seat(two, 'laptop')).toBe('SEATS_EXHAUSTED');
  });

  it('are counted as each license counts its own', async () => {
    const group = await aGroup({ max_activations: 2 });
    const policy_overrides = { seats_per: 'user', assign_user_on_use: true };
    const [users] = await licensesIn(group, 1, { policy_overrides });
    const [devices] = await licensesIn(group, 1);
    await seat(users, 'desk', 'ada');
    await seat(users, 'laptop', 'ada');
    expect(await seat(devices, 'desk')).toBe(201);
    expect(await seat(devices, 'laptop')).toBe('SEATS_EXHAUSTED');
    expect(await seat(users, 'phone', 'ada')).toBe(201);
    expect(await seat(users, 'phone', 'eve')).toBe('SEATS_EXHAUSTED');
  });

  it('are given away by the license that needs one, if its policy says so', async () => {
    const group = await aGroup({ max_activations: 2 });
    const [one] = await licensesIn(group, 1, { policy_overrides: { when_full: 'deactivate_oldest' } });
    const [two] = await licensesIn(group, 1);
    await seat(two, 'desk');
    await seat(one, 'desk');
    server.clock.advance(1000);
    expect(await seat(one, 'laptop')).toBe(201);
    expect(await activeSeatsOf(server, one)).toBe(1);
    await deactivate(server, one.key, 'laptop');
    await seat(two, 'laptop');
    expect(await seat(one, 'phone')).toBe('SEATS_EXHAUSTED');
    expect(await activeSeatsOf(server, two)).toBe(2);
  });

  it('are taken by checks that bind, but not beyond the limit', async () => {
    const group = await aGroup({ max_activations: 1 });
    const [one, two] = await licensesIn(group, 2, { policy_overrides: { bind_on_check: true } });
    expect(codeOf(await validate(server, one.key, 'desk'))).toBe('VALID');
    expect(codeOf(await validate(server, two.key, 'desk'))).toBe('NOT_ACTIVATED');
    expect(await activeSeatsOf(server, two)).toBe(0);
  });

  it('go to three of eight devices that race on four licenses and two nodes', async () => {
    const group = await aGroup({ max_activations: 3 });
    const licenses = await licensesIn(group, 4);
    const answers = await race(
      groupOf(group),
      Array.from(
        { length: 8 },
        (_, index) => () => activate(index % 2 ? server : other, licenses[index % 4]?.key ?? '', `device ${index}`),
      ),
    );
    expect(tally(answers.map(codeOf))).toEqual({ 201: 3, SEATS_EXHAUSTED: 5 });
    const seats = await Promise.all(licenses.map((license) => activeSeatsOf(server, license)));
    expect(seats.reduce((sum, count) => sum + count, 0)).toBe(3);
  });
});

describe('the users of a group', () => {
  it('are shared by its licenses, and counted once each', async () => {
    const group = await aGroup({ max_users: 2 });
    const [one, two] = await licensesIn(group, 2, { policy_overrides: { assign_user_on_use: true } });
    expect((await assign(server, one, 'ada')).status).toBe(201);
    expect((await assign(server, two, 'ada')).status).toBe(201);
    expect(await seat(two, 'desk', 'grace')).toBe(201);
    const refused = await assign(server, one, 'eve');
    expect([refused.status, codeOf(refused)]).toEqual([409, 'USERS_EXHAUSTED']);
    expect(await seat(one, 'desk', 'eve')).toBe('USERS_EXHAUSTED');
    expect(codeOf(await validate(server, one.key, undefined, { user: 'eve' }))).toBe('USERS_EXHAUSTED');
    expect(await seat(one, 'desk', 'grace')).toBe(201);
    expect([await usersOf(server, one), await usersOf(server, two)]).toEqual([
      ['grace', 'ada'],
      ['grace', 'ada'],
    ]);
  });

  it('are three of nine who race on several licenses, by programs and admins', async () => {
    const group = await aGroup({ max_users: 3 });
    const licenses = await licensesIn(group, 3, { policy_overrides: { assign_user_on_use: true } });
    const answers = await race(
      groupOf(group),
      Array.from({ length: 9 }, (_, index) => () => {
        const node = index % 2 ? server : other;
        const license = licenses[index % 3] ?? licenses[0];
        return index % 5 === 0
          ? assign(node, license, `E-${index}`)
          : validate(node, license.key, undefined, { user: `E-${index}` });
      }),
    );
    expect(answers.filter((answer) => codeOf(answer) === 'USERS_EXHAUSTED')).toHaveLength(6);
    const users = await Promise.all(licenses.map((license) => usersOf(server, license)));
    expect(new Set(users.flat()).size).toBe(3);
  });
});

it('groups can have licenses of several products', async () => {
  await aProduct(server, 'photo');
  const group = await aGroup({ max_activations: 1 });
  const [one] = await licensesIn(group, 1);
  const [two] = await licensesIn(group, 1, { product: 'photo' });
  await seat(one, 'desk');
  expect(await seat(two, 'desk')).toBe('SEATS_EXHAUSTED');
});

describe('the pages of groups', () => {
  const LIST = '/console/groups';
  let browser: Browser;
  beforeEach(async () => {
    await server.emptyTables('groups', 'licenses', 'customers');
    browser = new Browser(server);
    await browser.signIn();
  });
  const show = async (path = ''): Promise<string> => (await browser.get(`${LIST}${path}`)).html;
  const shows = async (path: string, expected: readonly string[]) => {
    const html = await show(path);
    for (const text of expected) {
      expect({ path, text, isShown: html.includes(text) }).toEqual({ path, text, isShown: true });
    }
  };

  it('add a group, show its limits with their use, and change them', async () => {
    expect(await show()).toContain('No groups yet');
    const fields = { name: 'Acme', max_licenses: '3', max_activations: '', max_users: '1' };
    const refused = await browser.post(`${LIST}/new`, { ...fields, name: '', max_users: '0' });
    expect([refused.status, refused.html.includes('Enter a whole number above 0')]).toEqual([422, true]);
    expect(refused.html).toContain('name="max_licenses" value="3"');
    const { status, location = '' } = await browser.post(`${LIST}/new`, fields);
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/groups\/[\w-]{36}$/)]);
    const id = location.split('/').at(-1) ?? '';
    const [license] = await licensesIn({ id }, 2);
    await seat(license, 'desk');
    await assign(server, license, 'ada@example.com');
    await shows(`/${id}`, [
      'The group Acme is added.',
      '2 of 3',
      'At most 3 licenses',
      'Only the licenses’ own limits of seats count.',
      'At most 1 user of all licenses together',
      `/license/edit/${license.id}`,
      `/console/licenses?group=${id}`,
      'added the group',
    ]);
    await shows('', ['Acme', '2 of 3', 'no limit']);
    expect(await show('?q=nobody')).toContain('No group matches');
    expect((await browser.post(`${LIST}/${id}/edit`, { ...fields, name: 'Acme Ltd', max_users: '' })).status).toBe(303);
    expect(await server.sdk.groups.get(id)).toMatchObject({ name: 'Acme Ltd', max_licenses: 3, max_users: null });
  });

  it('move licenses in and out, within the limit', async () => {
    const group = await aGroup({ max_licenses: 1 });
    const [first, second] = [await issued(server), await issued(server)];
    const add = `${LIST}/${group.id}/add`;
    const unknown = await browser.post(add, { license: 'nobody-has-this' });
    expect([unknown.status, unknown.html.includes('No license has this key or ID.')]).toEqual([422, true]);
    expect((await browser.post(add, { license: first.key })).status).toBe(303);
    const full = await browser.post(add, { license: second.id });
    expect([full.status, full.html.includes('1 license')]).toEqual([409, true]);
    expect((await browser.get(`/license/edit/${first.id}`)).html).toContain(`href="${LIST}/${group.id}"`);
    const { html } = await browser.get(`/console/licenses?group=${group.id}`);
    expect([html.includes(first.key), html.includes(second.key), html.includes('Acme')]).toEqual([true, false, true]);

    const remove = (license: License) => browser.post(`${LIST}/${group.id}/licenses/${license.id}/remove`);
    expect((await remove(first)).status).toBe(303);
    await shows(`/${group.id}`, [
      'is taken out of the group',
      `add?license=${first.id}`,
      'No license is in this group.',
    ]);
    expect((await server.sdk.licenses.get(first.id)).group).toBeNull();
    await remove(first);
    expect(await show(`/${group.id}`)).toContain('is not in this group');
  });

  it('delete a group that has no licenses, and say why one that has some stays', async () => {
    const group = await aGroup();
    const [license] = await licensesIn(group, 1);
    const path = `${LIST}/${group.id}/delete`;
    const inUse = await browser.get(path);
    expect([inUse.html.includes('The group is in use'), inUse.html.includes('Delete group')]).toEqual([true, false]);
    expect((await browser.post(path)).status).toBe(409);
    await changed(server, license, { group: null });
    expect((await browser.get(path)).html).toContain('No license and no customer is in it');
    expect((await browser.post(path)).location).toBe(LIST);
    expect((await browser.get(`${LIST}/${group.id}`)).status).toBe(404);
  });
});
