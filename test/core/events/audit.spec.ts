import { keyOf } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { createLoggedInUser } from '../../testkit/users';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });
const audit = (query: Record<string, string> = {}) => server.asAdmin('GET', '/api/v1/audit', { query });
const events = (query: Record<string, string> = {}) => server.asAdmin('GET', '/api/v1/events', { query });

it('records who changed which field, with its old and new value', async () => {
  const { id } = await issued(server, { description: 'before' });
  const patched = await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { description: 'after' } });
  const { status, body } = await audit({ target: `licenses:${id}` });
  expect(status).toBe(200);
  expect(body.items).toHaveLength(2);
  expect(body.items[0]).toEqual({
    id: expect.any(Number),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    actor: 'admin',
    actor_type: 'user',
    action: 'license.updated',
    target: { type: 'licenses', id },
    before: { description: 'before' },
    after: { description: 'after' },
    ip: '127.0.0.1',
    request_id: patched.headers['x-request-id'],
    reason: null,
    reference: null,
  });
  expect(body.items[1]).toMatchObject({ action: 'license.issued', before: null, after: { description: 'before' } });
});

it('names fields and rows as the other calls do, not as they are stored', async () => {
  const { id } = await issued(server, { max_activations: 2 });
  const customer = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada' } });
  const body = { max_activations: 3, customer_id: customer.body.id };
  expect((await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body })).status).toBe(200);
  const { body: listed } = await audit({ target: `licenses:${id}` });
  const { body: told } = await events({ target: `licenses:${id}` });
  expect(listed.items[0]).toMatchObject({ before: { max_activations: 2, customer_id: null }, after: body });
  expect(told.items[0].data).toMatchObject(listed.items[0].after);
});

it('lists events by their sequence numbers', async () => {
  const { id } = await issued(server, { description: 'numbered' });
  await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { description: 'changed' } });
  const { status, body } = await events({ target: `licenses:${id}` });
  expect(status).toBe(200);
  expect(body.items).toEqual([
    {
      sequence: expect.any(Number),
      type: 'license.updated',
      at: expect.any(String),
      target: { type: 'licenses', id },
      data: expect.objectContaining({ description: 'changed' }),
    },
    expect.objectContaining({ type: 'license.issued', data: expect.objectContaining({ description: 'numbered' }) }),
  ]);
  expect(body.items[0].sequence).toBeGreaterThan(body.items[1].sequence);
});

it('finds entries by actor, by action, by kind of target, and by all of them', async () => {
  const person = await createLoggedInUser(server, 'admin', 'the-auditor-sees-me');
  const made = await person.call('POST', '/api/v1/products', { body: { reference: 'audited', name: 'Audited' } });
  const seen = async (query: Record<string, string>) =>
    (await audit({ limit: '100', ...query })).body.items.map(({ action }: { action: string }) => action);
  expect(await seen({ actor: person.username })).toEqual(['product.created', 'policy.created', 'user.logged_in']);
  expect(await seen({ actor: person.username, action: 'policy.created' })).toEqual(['policy.created']);
  expect(await seen({ actor: person.username, target: 'products' })).toEqual(['product.created']);
  expect(await seen({ target: `products:${made.body.id}` })).toEqual(['product.created']);
  expect(new Set(await seen({ action: 'user.created' }))).toEqual(new Set(['user.created']));
  expect(await seen({ actor: 'nobody' })).toEqual([]);

  const { body } = await events({ type: 'product.created', target: 'products' });
  expect(body.items[0]).toMatchObject({ type: 'product.created', target: { type: 'products', id: made.body.id } });
});

it('names the API key, or the client program, of a change', async () => {
  const { key } = await keyOf(server, 'internal', { name: 'Release pipeline' });
  await server.withKey('POST', '/api/v1/products', { body: { reference: 'by-key', name: 'By key' } }, key);
  expect((await audit({ actor: 'Release pipeline', action: 'product.created' })).body.items).toMatchObject([
    { actor_type: 'api-key' },
  ]);
  const license = await issued(server);
  await activate(server, license.key, 'desk');
  expect((await audit({ actor: 'client' })).body.items[0]).toMatchObject({ actor_type: 'client' });
});

it('pages through both, the newest first', async () => {
  for (const list of [audit, events]) {
    const whole = await list({ limit: '3' });
    const one = await list({ limit: '2' });
    const two = await list({ limit: '1', after: one.body.next });
    expect([...one.body.items, ...two.body.items]).toEqual(whole.body.items);
  }
});

it.each([
  ['limit', { limit: '101' }],
  ['limit', { limit: '0' }],
  ['after', { after: 'nonsense' }],
  ['target', { target: '' }],
  ['target', { target: ':' }],
  ['target', { target: 'licenses:' }],
  ['target', { target: 'x'.repeat(65) }],
  ['unknown', { unknown: 'x' }],
])('refuses an invalid %s and names the field', async (field, query) => {
  for (const list of [audit, events]) {
    const refused = await list(query);
    expect(refused).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
    expect(refused.body.error.details[0].field).toBe(field);
  }
});

it('is read by every role, and by no key', async () => {
  const { key } = await keyOf(server, 'internal');
  for (const url of ['/api/v1/audit', '/api/v1/events']) {
    for (const role of ['admin', 'support', 'viewer'] as const) {
      expect((await (await createLoggedInUser(server, role)).call('GET', url)).status).toBe(200);
    }
    expect(await server.withKey('GET', url, {}, key)).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect(await server.withKey('GET', url)).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect(await server.call('GET', url)).toMatchObject(refusal(401, 'UNAUTHENTICATED'));
  }
});

it('cannot be rewritten, not even in SQL', async () => {
  const { body: before } = await audit({ limit: '100' });
  for (const statement of [
    `UPDATE audit_entries SET actor = 'nobody'`,
    `DELETE FROM audit_entries`,
    `DELETE FROM audit_entries WHERE false`,
    `TRUNCATE audit_entries`,
    `TRUNCATE audit_entries CASCADE`,
  ]) {
    await expect(server.dataSource.query(statement)).rejects.toThrow('append-only');
  }
  expect((await audit({ limit: '100' })).body).toEqual(before);
});

it('has an index for every filter, in the order of the list', async () => {
  const plan = async (query: string): Promise<string> =>
    server.dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL enable_seqscan = off`);
      await manager.query(`SET LOCAL enable_bitmapscan = off`);
      return JSON.stringify(await manager.query(`EXPLAIN ${query} ORDER BY id DESC LIMIT 20`));
    });
  for (const [table, column] of [
    ['audit_entries', 'actor'],
    ['audit_entries', 'action'],
    ['events', 'name'],
  ] as const) {
    expect(await plan(`SELECT * FROM ${table} WHERE ${column} = 'x'`)).toMatch(new RegExp(`${table}_\\w*${column}`));
  }
  for (const table of ['audit_entries', 'events']) {
    expect(await plan(`SELECT * FROM ${table} WHERE target_type = 'x' AND target_id = 'y'`)).toMatch(
      new RegExp(`${table}_\\w*target_type_target_id`),
    );
  }
});

it('contains no key, token or password', async () => {
  const { key, id } = await keyOf(server, 'external');
  const rotated = await server.asAdmin('POST', `/api/v1/api-keys/${id}/rotate`);
  const person = await createLoggedInUser(server, 'viewer');
  const secrets = [key, rotated.body.key, person.token, 'argon2', 'password_hash', '"hash"', 'token_hash'];
  const rows = await server.dataSource.query(
    `SELECT to_jsonb(a) AS kept FROM audit_entries a UNION ALL SELECT to_jsonb(e) FROM events e`,
  );
  const all = JSON.stringify(rows);
  expect(all).toContain(id);
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});
