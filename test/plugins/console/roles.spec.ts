import type { Role } from '../../../sdk/src/generated/native';
import {
  PERMISSIONS_OF_ROLE,
  PRODUCT_ROLE_PERMISSIONS,
  ROLE_PERMISSIONS,
} from '../../../src/core/identity/permissions/granted-permissions';
import { aProduct } from '../../testkit/callers';
import { Browser, fieldsOf } from '../../testkit/browser';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
let licenses: Record<'camera' | 'scanner', string>;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'camera');
  await aProduct(server, 'scanner');
  const one = async (product: string) => (await issued(server, { product })).id;
  licenses = { camera: await one('camera'), scanner: await one('scanner') };
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  await server.dataSource.query(`DELETE FROM users WHERE role_id IS NOT NULL; DELETE FROM roles`);
  browser = aBrowser();
});
afterAll(() => server.stop());

interface RoleFields {
  readonly name: string;
  readonly products?: string;
  readonly permissions: readonly string[];
}

/** Sends the form with the levels that give these permissions, of which to change includes to read. */
function send(path: string, { name, products, permissions }: RoleFields, as = browser) {
  const levels = permissions.map((permission): [string, string] => {
    const [resource = '', action = ''] = permission.split(':');
    return [`access_${resource}`, action];
  });
  const chosen: [string, string][] = products === undefined ? [] : [['products[]', products]];
  return as.postFields(`/console/roles/${path}`, [['name', name], ...chosen, ['access', 'custom'], ...new Map(levels)]);
}

async function made(fields: RoleFields): Promise<Role> {
  const { status, location } = await send('new', fields);
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/roles\/[\da-f-]{36}$/)]);
  const role = await server.sdk.roles.get(fields.name);
  expect(location).toBe(`/console/roles/${role.id}`);
  return role;
}

/** A person with the role, and their browser. */
async function holderOf({ name }: Role) {
  const person = await createLoggedInUser(server, name);
  const own = new Browser(server);
  await own.signIn(person.username, PASSWORD);
  const status = async (path: string) => (await own.get(path)).status;
  return { ...person, browser: own, status };
}

/** The permissions that a form shows as chosen, and all that it offers. */
function shownIn(html: string): { chosen: string[]; offered: string[] } {
  const radios = [...html.matchAll(/<input type="radio" name="access_([^"]+)" value="([^"]+)"( checked)?/g)];
  const permissions = (some: typeof radios) =>
    some
      .map(([, resource, level]) => `${resource}:${level}`.replace('portal:write', 'portal:sessions'))
      .filter((one) => !one.endsWith(':none'));
  return { chosen: permissions(radios.filter(([, , , isChosen]) => isChosen)), offered: permissions(radios) };
}

/** The levels that stand for permissions: to change includes to read. */
function levelsOf(permissions: readonly string[]): string[] {
  return permissions.filter((one) => !one.endsWith(':read') || !permissions.includes(one.replace(/:read$/, ':write')));
}

describe('the matrix of permissions', () => {
  it('offers each permission that a role can have, and copies those of another role', async () => {
    const { html } = await browser.get('/console/roles/new');
    const { chosen, offered } = shownIn(html);
    expect([chosen, offered.sort()]).toEqual([[], [...ROLE_PERMISSIONS].sort()]);
    expect(html).not.toMatch(/name="access" value="\w+" checked/);
    for (const role of ['viewer', 'support', 'admin', 'owner'] as const) {
      const path = `/console/roles/new?from=${role}`;
      expect(html).toContain(`href="${path}"`);
      const copied = ROLE_PERMISSIONS.filter((permission) => PERMISSIONS_OF_ROLE[role].includes(permission));
      expect(shownIn((await browser.get(path)).html).chosen.sort()).toEqual(levelsOf(copied).sort());
    }
  });

  it('names each row in words', async () => {
    const { html } = await browser.get('/console/roles/new');
    const rows = [...html.matchAll(/data-resource="([^"]+)"/g)].map(([, title = '']) => title);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((title) => !/^[A-Z]/.test(title))).toEqual([]);
  });

  it('hides what does not fit products, and drops it from a copy; what was changed by hand is refused', async () => {
    const { html } = await browser.get('/console/roles/new?from=viewer');
    const hidden = [...html.matchAll(/class="access-row access-of-all" id="field-access_([^"]+)"/g)].map(
      ([, name]) => name,
    );
    const unfit = ROLE_PERMISSIONS.filter((permission) => !PRODUCT_ROLE_PERMISSIONS.includes(permission));
    expect(new Set(hidden)).toEqual(new Set(unfit.map((permission) => permission.split(':')[0])));
    const fields = { ...fieldsOf(html), name: 'Camera viewer', 'products[]': 'camera' };
    expect((await browser.post('/console/roles/new?from=viewer', { ...fields, access: 'read' })).status).toBe(303);
    expect((await server.sdk.roles.get('Camera viewer')).permissions).toEqual(
      PRODUCT_ROLE_PERMISSIONS.filter((permission) => permission.endsWith(':read')),
    );
    const refused = await browser.post('/console/roles/new', {
      name: 'Other',
      'products[]': 'camera',
      access: 'custom',
      access_licenses: 'read',
      access_users: 'read',
    });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('href="#field-access_users"')]);
  });
});

describe('a role that is made in the console', () => {
  it('has what was ticked, for all products, and allows that and nothing else', async () => {
    const permissions = ['licenses:read', 'customers:read', 'customers:write'];
    const role = await made({ name: 'Front desk', permissions });
    expect(role).toMatchObject({ permissions: expect.arrayContaining(permissions), products: null });
    expect(role.permissions).toHaveLength(permissions.length);
    expect((await browser.get('/console/roles')).html).toContain('>Front desk<');

    const { call, status } = await holderOf(role);
    expect((await call('GET', `/api/v1/licenses/${licenses.camera}`)).status).toBe(200);
    expect((await call('POST', '/api/v1/customers', { body: { name: 'Ada' } })).status).toBe(201);
    for (const [method, path] of [
      ['PATCH', `/api/v1/licenses/${licenses.camera}`],
      ['GET', '/api/v1/products'],
      ['GET', '/api/v1/roles'],
    ] as const) {
      expect((await call(method, path, { body: {} })).body.error).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(
      await Promise.all(['licenses', 'customers', 'products', 'roles/new'].map((path) => status(`/console/${path}`))),
    ).toEqual([200, 200, 403, 403]);
  });

  it('for one product shows and changes that product alone', async () => {
    const role = await made({
      name: 'Camera desk',
      products: 'camera',
      permissions: ['licenses:read', 'licenses:write'],
    });
    expect(role.products).toEqual(['camera']);
    const { call, status } = await holderOf(role);
    const change = (id: string) => call('PATCH', `/api/v1/licenses/${id}`, { body: { description: 'seen' } });
    expect([(await change(licenses.camera)).status, (await change(licenses.scanner)).status]).toEqual([200, 404]);
    expect(await status(`/license/edit/${licenses.camera}`)).toBe(200);
    expect(await status(`/license/edit/${licenses.scanner}`)).toBe(404);
  });

  it('is refused beside the field that is wrong, and keeps what was entered', async () => {
    const wrong: [RoleFields, number, string][] = [
      [{ name: '', permissions: ['licenses:read'] }, 422, 'name'],
      [{ name: 'Admin', permissions: ['licenses:read'] }, 409, 'name'],
      [{ name: 'A', products: 'gone', permissions: ['licenses:read'] }, 422, 'products'],
      [{ name: 'A', products: 'camera', permissions: ['licenses:read', 'users:read'] }, 422, 'access_users'],
      [{ name: 'A', permissions: ['licenses:read', 'customers:delete'] }, 422, 'access_customers'],
      [{ name: 'A', permissions: [] }, 422, 'access'],
    ];
    for (const [fields, expected, field] of wrong) {
      const { status, html } = await send('new', fields);
      expect([fields, status, html.includes('The role was not saved')]).toEqual([fields, expected, true]);
      expect(html).toContain(`href="#field-${field}"`);
      expect(shownIn(html).chosen.includes('licenses:read')).toBe(fields.permissions.includes('licenses:read'));
    }
    expect((await server.sdk.roles.list()).items.filter(({ fixed }) => !fixed)).toEqual([]);
  });
});

describe('a role that is changed in the console', () => {
  it('shows what it has, and allows the new permissions with the next request of who has it', async () => {
    const role = await made({ name: 'Desk', permissions: ['licenses:read', 'products:read'] });
    const { status } = await holderOf(role);
    expect(shownIn((await browser.get(`/console/roles/${role.id}`)).html).chosen).toEqual([
      'licenses:read',
      'products:read',
    ]);
    const before = [await status('/console/products'), await status('/console/customers')];

    const fields = { name: 'Front desk', permissions: ['licenses:read', 'customers:read'] };
    expect(await send(role.id, fields)).toMatchObject({ status: 303, location: `/console/roles/${role.id}` });
    expect(await server.sdk.roles.get(role.id)).toMatchObject({ ...fields, users: 1 });
    const after = [await status('/console/products'), await status('/console/customers')];
    expect([before, after]).toEqual([
      [200, 403],
      [403, 200],
    ]);
  });

  it('is limited to a product, and is for all again without one', async () => {
    const fields = { name: 'Desk', permissions: ['licenses:read'] };
    const role = await made(fields);
    const { status } = await holderOf(role);
    const scanner = `/license/edit/${licenses.scanner}`;
    expect(await status(scanner)).toBe(200);
    await send(role.id, { ...fields, products: 'camera' });
    expect(await status(scanner)).toBe(404);
    expect((await browser.get(`/console/roles/${role.id}`)).html).toContain('value="camera" checked');
    await send(role.id, fields);
    expect([await status(scanner), (await server.sdk.roles.get(role.id)).products]).toEqual([200, null]);
  });

  it('still sees nothing if it is saved after its only product was deleted', async () => {
    await aProduct(server, 'short-lived');
    const fields = { name: 'Desk', permissions: ['licenses:read'] };
    const role = await made({ ...fields, products: 'short-lived' });
    const { status } = await holderOf(role);
    await server.sdk.products.delete('short-lived');
    expect(await send(role.id, { ...fields, name: 'Renamed' })).toMatchObject({ status: 303 });
    expect(await server.sdk.roles.get(role.id)).toMatchObject({ name: 'Renamed', products: [] });
    expect(await status(`/license/edit/${licenses.camera}`)).toBe(404);
  });

  it('stays as it is if it is fixed', async () => {
    const { html } = await browser.get('/console/roles/support');
    expect(html).toContain('Fixed role.');
    const refused = await send('support', { name: 'support', permissions: ['settings:write'] });
    expect([refused.status, await server.sdk.roles.get('support')]).toEqual([
      409,
      expect.objectContaining({ permissions: expect.not.arrayContaining(['settings:write']) }),
    ]);
  });
});

describe('a role that is deleted in the console', () => {
  it('is gone after a confirmation, unless somebody has it', async () => {
    const role = await made({ name: 'Desk', permissions: ['licenses:read'] });
    const { id } = await holderOf(role);
    const path = `/console/roles/${role.id}/delete`;
    expect((await browser.get(path)).html).toContain('1 member has this role');
    expect((await browser.post(path)).status).toBe(409);
    await server.asAdmin('PATCH', `/api/v1/users/${id}`, { body: { role: 'viewer' } });
    expect((await browser.get(path)).html).toContain('Nobody has this role.');
    expect(await browser.post(path)).toMatchObject({ status: 303, location: '/console/roles' });
    expect((await browser.get('/console/roles')).html).toContain('Desk deleted.');
    expect((await server.asAdmin('GET', `/api/v1/roles/${role.id}`)).status).toBe(404);
  });
});

describe('nobody', () => {
  const OWN = ['licenses:read', 'roles:read', 'roles:write'];

  it('gives permissions that they lack: they are not offered, and of all they give their own', async () => {
    const { browser: own } = await holderOf(await made({ name: 'Role maker', permissions: OWN }));
    expect(shownIn((await own.get('/console/roles/new')).html).offered).toEqual(OWN);
    expect((await own.post('/console/roles/new', { name: 'All', access: 'full' })).status).toBe(303);
    expect((await server.sdk.roles.get('All')).permissions).toEqual(OWN);
    expect((await send('new', { name: 'Less', permissions: ['licenses:read'] }, own)).status).toBe(303);
  });

  it('changes or deletes a role that has more than they have', async () => {
    const { browser: own } = await holderOf(await made({ name: 'Role maker', permissions: OWN }));
    const more = await made({ name: 'More', permissions: ['licenses:read', 'settings:write'] });
    const { status, html } = await own.get(`/console/roles/${more.id}`);
    expect([status, html]).toEqual([200, expect.stringContaining('Changing this role needs')]);
    expect(html).not.toContain(`/console/roles/${more.id}/delete`);
    expect((await send(more.id, { name: 'More', permissions: ['licenses:read'] }, own)).status).toBe(403);
    expect((await own.post(`/console/roles/${more.id}/delete`)).status).toBe(403);
    expect(await server.sdk.roles.get(more.id)).toMatchObject({
      permissions: ['licenses:read', 'settings:read', 'settings:write'],
    });
  });

  it('makes, changes or deletes roles without the permission to', async () => {
    const role = await made({ name: 'Desk', permissions: ['licenses:read'] });
    const { browser: own } = await holderOf(
      await made({ name: 'Reader', permissions: ['roles:read', 'licenses:read'] }),
    );
    expect((await own.get('/console/roles')).html).not.toContain('/console/roles/new');
    expect((await own.get(`/console/roles/${role.id}`)).status).toBe(200);
    const fields = { name: 'Mine', permissions: ['licenses:read'] };
    expect([
      (await own.get('/console/roles/new')).status,
      (await send('new', fields, own)).status,
      (await send(role.id, fields, own)).status,
      (await own.post(`/console/roles/${role.id}/delete`)).status,
    ]).toEqual([403, 403, 403, 403]);
    expect(await server.sdk.roles.get(role.id)).toMatchObject({ name: 'Desk' });
  });
});
