import { PRODUCT_ROLE_PERMISSIONS, ROLE_PERMISSIONS } from '../../../src/core/identity/permissions/granted-permissions';
import type { Role } from '../../../src/core/identity/permissions/permission';
import { Contract, type DocumentedOperation } from '../../support/conformance';
import { APIS, callOf, fileOf } from '../../support/contracts';
import { ENDS_SESSION, type PreparedWorld, worldOn } from '../../support/prepared-world';
import { type DeclaredRoute, declaredRoutesOf } from '../../support/console-routes';
import { aProduct } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { type Call, TestServer } from '../../testkit/server';

const ROLES: Role[] = ['owner', 'admin', 'support', 'viewer'];
const CALLERS = [...ROLES, 'internal', 'external', 'system', 'stranger'] as const;
type CallerKind = (typeof CALLERS)[number];

let server: TestServer;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

describe.each(APIS)('the routes of $file', (api) => {
  const { file, dialect, callers: matrix, prefix } = api;
  const { operations } = Contract.of(file);
  let world: PreparedWorld;
  beforeAll(async () => {
    world = await worldOn(server);
  });

  it(`have their callers in ${fileOf(dialect.name)}, which has no others`, () => {
    expect(Object.keys(matrix).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it.each(operations)('$id opens to its callers and to nobody else', async (operation) => {
    const expected = matrix[operation.id]?.split(' ') ?? [];
    const callers = callersOf(operation, expected);
    const open = await openByNothing(
      operation,
      callers.find((kind) => expected.includes(kind)),
    );
    const sent = open ? {} : await goodCall(operation);
    const opened = open ? [open] : [];
    for (const kind of callers.filter((one) => one !== open)) {
      const isOpen = await isOpenTo(operation, kind, sent);
      // What an earlier caller has used up may be refused to a later one.
      if (isOpen === expected.includes(kind) ? isOpen : await isOpenTo(operation, kind, await goodCall(operation))) {
        opened.push(kind);
      }
    }
    const found = callers.filter((kind) => opened.includes(kind));
    expect(found).toEqual(callers.filter((kind) => expected.includes(kind)));
  });

  /** One to whom it opens and one to whom it does not; in a deep run all. */
  function callersOf({ id }: DocumentedOperation, expected: readonly string[]): CallerKind[] {
    const open = CALLERS.filter((kind) => expected.includes(kind));
    const others = CALLERS.filter((kind) => !expected.includes(kind));
    const sampled = [...sampleOf(open, 1, `${file} ${id}`), ...sampleOf(others, 1, `${file} ${id}`)];
    return CALLERS.filter((kind) => sampled.includes(kind));
  }

  /** The caller, if a request about nothing opens to them: then it is refused to others for who they are. */
  async function openByNothing(operation: DocumentedOperation, kind?: CallerKind): Promise<CallerKind | undefined> {
    const isOpen = kind !== undefined && !ENDS_SESSION.includes(operation.id) && (await isOpenTo(operation, kind, {}));
    return isOpen ? kind : undefined;
  }

  async function goodCall({ id }: DocumentedOperation): Promise<Record<string, unknown>> {
    return callOf(api, id).good(world);
  }

  async function isOpenTo(
    operation: DocumentedOperation,
    kind: CallerKind,
    sent: Record<string, unknown>,
  ): Promise<boolean> {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
    const { body, query, headers: own } = sent as Call;
    const headers = { ...own, ...(await credentialOf(kind, operation)) };
    const answer = await server.call(operation.method.toUpperCase(), prefix + path, { body, query, headers });
    // Whoever is let in may still be told that what they sent is wrong for them, but never that they may not.
    return !isClosed(answer.status, answer.body);
  }

  async function credentialOf(kind: CallerKind, { id }: DocumentedOperation): Promise<Record<string, string>> {
    switch (kind) {
      case 'stranger':
        return {};
      case 'internal':
        return { 'x-api-key': world.internalKey };
      case 'external':
        return { 'x-api-key': world.externalKey };
      case 'system':
        return { 'x-api-key': server.systemKey };
      case 'owner':
      case 'admin':
      case 'support':
      case 'viewer':
        return { authorization: `Bearer ${await tokenOf(kind, id)}` };
    }
  }

  /** The same person's for all calls but those that end it. */
  async function tokenOf(role: Role, operationId: string): Promise<string> {
    const known = tokens.get(role);
    if (known && !ENDS_SESSION.includes(operationId)) {
      return known;
    }
    const { token } = await createLoggedInUser(server, role);
    if (!ENDS_SESSION.includes(operationId)) {
      tokens.set(role, token);
    }
    return token;
  }
});

const CLOSING_CODES = [
  ...['UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_API_KEY', 'UNAUTHORIZED'],
  ...['TOKEN_EXPIRED', 'INSUFFICIENT_PERMISSIONS', 'TOKEN_MISSING', 'TOKEN_INVALID'],
];

interface Refusal {
  code?: string;
  error_code?: string | number;
  error?: { code?: string };
  errors?: { code?: string; title?: string }[];
  status?: boolean;
  success?: boolean;
}

/** Those of Software License Manager for its secret keys, with status 200. */
const CLOSING_NUMBERS = [90, 100];

/** A refusal in an API that has no codes. */
function isWithoutCode({ status, success, code, error_code }: Refusal): boolean {
  return status === false || (success === false && (code ?? error_code) === undefined);
}

/** Keygen has none for a credential without the permission. */
const codeOfKeygen = ({ errors }: Refusal) => errors?.[0]?.title && (errors[0].code ?? 'FORBIDDEN');

/** License Manager has no codes, and a HEAD no body: there, the status says it all. */
function isClosed(status: number, body: Refusal | ''): boolean {
  if (body !== '' && typeof body.error_code === 'number') {
    return CLOSING_NUMBERS.includes(body.error_code);
  }
  const { code = '', isBare } =
    body === ''
      ? { isBare: true }
      : { code: body.error?.code ?? body.code ?? body.error_code ?? codeOfKeygen(body), isBare: isWithoutCode(body) };
  return (status === 401 || status === 403) && (CLOSING_CODES.includes(String(code)) || isBare);
}

describe('a role with one permission', () => {
  let native: DeclaredRoute[];
  beforeAll(() => {
    native = declaredRoutesOf(server).filter(({ dialect, takesTokens }) => dialect === undefined && takesTokens);
  });

  const permissions = sampleOf(ROLE_PERMISSIONS, Math.ceil(ROLE_PERMISSIONS.length / 3));

  it.each(permissions)('opens the operations that need %s, and none that need another', async (permission) => {
    const rules = new Map(native.map((route) => [String(route.permissions), route]));
    expect(rules.size).toBeGreaterThan(25);
    const { name: role } = await aRole(permission.replace(':', ' '), [permission]);
    const person = await createLoggedInUser(server, role);
    const needing = native.filter(({ permissions }) => permissions?.includes(permission));
    // Of those that need others, one for each rule of access.
    const others = [...rules.values()].filter((route) => !needing.includes(route));
    const called = [...sampleOf(needing, 4, permission), ...sampleOf(others, 6, permission)];
    const opened = [];
    for (const route of called) {
      const { status, body } = await person.call(route.verb, route.path, route.verb === 'GET' ? {} : { body: [] });
      if (status !== 403 || body.error.code !== 'FORBIDDEN') {
        opened.push(route.name);
      }
    }
    const isOwn = ({ permissions }: DeclaredRoute) => permissions?.some((one) => one.startsWith('own-session:'));
    expect(opened).toEqual(called.filter((route) => needing.includes(route) || isOwn(route)).map(({ name }) => name));
  });
});

async function aRole(name: string, permissions: readonly string[]): Promise<{ id: string; name: string }> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/roles', { body: { name, permissions } });
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ name, permissions: expect.arrayContaining([...permissions]) }),
  ]);
  return body;
}

describe('roles', () => {
  const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });
  const send = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    server.asAdmin(method, `/api/v1/roles${path}`, body ? { body } : {});
  const namesOfEvents = async (id: string): Promise<string[]> =>
    (await server.dataSource.query(`SELECT name FROM events WHERE target_id = $1 ORDER BY id`, [id])).map(
      ({ name }: { name: string }) => name,
    );

  it('are the fixed ones, which nobody changes, and those that were created', async () => {
    const { id } = await aRole('Listed', ['licenses:read']);
    const { items } = await server.sdk.roles.list();
    expect(items.slice(0, 4).map(({ id: name, fixed }) => [name, fixed])).toEqual(ROLES.map((role) => [role, true]));
    expect(items[0]?.permissions).toEqual(ROLE_PERMISSIONS);
    expect(items.find((role) => role.id === id)).toEqual({
      id,
      name: 'Listed',
      fixed: false,
      permissions: ['licenses:read'],
      products: null,
      users: 0,
      created_at: expect.any(String),
    });
    expect(await server.sdk.roles.get('LISTED')).toMatchObject({ id });
    for (const role of ROLES) {
      expect(await send('PATCH', `/${role}`, { permissions: [] })).toMatchObject(refusal(409, 'CONFLICT'));
      expect(await send('DELETE', `/${role}`)).toMatchObject(refusal(409, 'CONFLICT'));
    }
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(65) }],
    ['name', { name: 'two\nlines' }],
    ['permissions', { permissions: undefined }],
    ['permissions', { permissions: ['licenses:delete'] }],
    ['permissions', { permissions: ['client-calls:write'] }],
    ['permissions', { permissions: ['own-session:write'] }],
    ['products', { products: [] }],
    ['products', { products: ['unknown'] }],
  ])('refuse an invalid %s and name it', async (field, wrong) => {
    const { status, body } = await send('POST', '', { name: 'Half-made', permissions: ['licenses:read'], ...wrong });
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it('name the permissions that they can have', async () => {
    const of = async (body: object) =>
      (await send('POST', '', { name: 'Named', ...body })).body.error.details[0].message as string;
    expect(await of({ permissions: ['licenses:delete'] })).toContain(ROLE_PERMISSIONS.join(', '));
    await aProduct(server, 'camera');
    const scoped = await of({ permissions: ['licenses:read', 'users:read'], products: ['camera'] });
    expect(scoped).toContain('cannot have users:read');
    expect(scoped).toContain(PRODUCT_ROLE_PERMISSIONS.join(', '));
  });

  it('have names of their own, whatever the case, also in a race', async () => {
    const named = (name: string) => send('POST', '', { name, permissions: [] });
    const answers = await Promise.all(['Twin', 'TWIN', 'twin'].map(named));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await named('Owner')).toMatchObject(refusal(409, 'CONFLICT'));
    const { id } = await aRole('Renamed', []);
    expect(await send('PATCH', `/${id}`, { name: 'tWin' })).toMatchObject(refusal(409, 'CONFLICT'));
    expect(await send('PATCH', `/${id}`, { name: 'RENAMED' })).toMatchObject({ status: 200 });
  });

  it('keep their users when they are renamed, and are deleted only without users', async () => {
    const { id, name } = await aRole('Desk', ['licenses:read']);
    const person = await createLoggedInUser(server, name);
    await server.sdk.roles.update(id, { name: 'Help desk' });
    expect(await server.sdk.users.get(person.id)).toMatchObject({ role: 'Help desk' });
    expect((await person.call('GET', '/api/v1/licenses')).status).toBe(200);
    expect((await server.sdk.users.list({ role: ['Help desk'] })).items.map(({ id: one }) => one)).toEqual([person.id]);
    expect(await server.sdk.roles.get(id)).toMatchObject({ users: 1 });
    expect(await send('DELETE', `/${id}`)).toMatchObject(refusal(409, 'IN_USE'));
    await server.sdk.users.update(person.id, { role: 'viewer' });
    expect((await send('DELETE', `/${id}`)).status).toBe(204);
    expect(await send('DELETE', `/${id}`)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await namesOfEvents(id)).toEqual(['role.created', 'role.updated', 'role.deleted']);
  });

  it('change for their users with the next request', async () => {
    const { id, name } = await aRole('Shrinking', ['licenses:read', 'customers:read']);
    const person = await createLoggedInUser(server, name);
    const status = async (list: string) => (await person.call('GET', `/api/v1/${list}`)).status;
    expect([await status('licenses'), await status('customers'), await status('products')]).toEqual([200, 200, 403]);
    await server.sdk.roles.update(id, { permissions: ['products:read'] });
    expect([await status('licenses'), await status('customers'), await status('products')]).toEqual([403, 403, 200]);
  });

  it('are given and changed only by those who have all their permissions', async () => {
    const own = ['users:read', 'users:write', 'roles:read', 'roles:write', 'licenses:read'];
    const { name } = await aRole('Deputy', own);
    const [deputy, other] = [await createLoggedInUser(server, name), await createLoggedInUser(server, name)];
    const more = await aRole('More', ['licenses:read', 'licenses:write']);
    const rich = await createLoggedInUser(server, more.name);
    const viewer = await createLoggedInUser(server, 'viewer');
    const attempts = [
      await deputy.call('POST', '/api/v1/roles', { body: { name: 'Mine', permissions: ['licenses:write'] } }),
      await deputy.call('PATCH', `/api/v1/roles/${more.id}`, { body: { permissions: [] } }),
      await deputy.call('DELETE', `/api/v1/roles/${more.id}`),
      await deputy.call('PATCH', `/api/v1/roles/${name}`, { body: { permissions: [...own, 'settings:write'] } }),
      await deputy.call('PATCH', `/api/v1/users/${deputy.id}`, { body: { role: 'More' } }),
      await deputy.call('PATCH', `/api/v1/users/${rich.id}`, { body: { password: 'taken over by a deputy' } }),
      await deputy.call('DELETE', `/api/v1/users/${rich.id}`),
      await deputy.call('PATCH', `/api/v1/users/${viewer.id}`, { body: { role: 'Deputy' } }),
      await deputy.call('POST', '/api/v1/users', { body: { username: 'puppet', password: PASSWORD, role: 'admin' } }),
      await deputy.call('PATCH', `/api/v1/users/${deputy.id}`, { body: { role: 'owner' } }),
    ];
    expect(attempts.map(({ status, body }) => [status, body.error.code])).toEqual(
      attempts.map(() => [403, 'FORBIDDEN']),
    );
    expect(attempts[0]?.body.error.message).toContain('licenses:write');
    const less = { name: 'Less', permissions: ['licenses:read'] };
    expect((await deputy.call('POST', '/api/v1/roles', { body: less })).status).toBe(201);
    expect((await deputy.call('PATCH', `/api/v1/users/${other.id}`, { body: { role: 'Less' } })).status).toBe(200);
  });

  it('refuse an unknown role of a user and name those that exist', async () => {
    const body = { username: 'nobody', password: PASSWORD, role: 'root' };
    const { status, body: answer } = await server.asAdmin('POST', '/api/v1/users', { body });
    expect([status, answer.error.details[0]]).toEqual([
      400,
      expect.objectContaining({ field: 'role', message: expect.stringContaining('owner, admin, support, viewer, ') }),
    ]);
  });

  it('of a product show and change its licenses only', async () => {
    const { reference: product } = await aProduct(server, 'scanner');
    const { id } = await issued(server, { product });
    const other = await issued(server, { product: (await aProduct(server, 'printer')).reference });
    const permissions = ['licenses:read', 'licenses:write'];
    const { status } = await send('POST', '', { name: 'Scanner desk', permissions, products: [product] });
    expect(status).toBe(201);
    const person = await createLoggedInUser(server, 'Scanner desk');
    const { body: listed } = await person.call('GET', '/api/v1/licenses');
    expect(listed.items.map((license: { id: string }) => license.id)).toEqual([id]);
    const change = async (license: string) =>
      (await person.call('PATCH', `/api/v1/licenses/${license}`, { body: { description: 'changed' } })).status;
    expect([await change(id), await change(other.id)]).toEqual([200, 404]);
  });
});
