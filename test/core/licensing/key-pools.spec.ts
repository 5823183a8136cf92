import type { KeyPool } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { expectTurns, race } from '../../testkit/race';
import { countOf, eventsOf, tally } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const POOLS = '/api/v1/key-pools';

let pools = 0;
const create = (body: object) => server.asAdmin('POST', POOLS, { body });
/** A pool with so many keys; returns it with its keys. */
async function aPool(size: number, more: object = {}): Promise<KeyPool & { keys: string[] }> {
  const name = `pool ${(pools += 1)}`;
  const body = await server.sdk.keyPools.create({ name, product: 'v2-default', ...more });
  const keys = Array.from({ length: size }, (_, index) => `POOL-${pools}-${index}`);
  if (size > 0) {
    await server.sdk.keyPools.importPooledKeys(body.id, { keys });
  }
  return { ...body, keys };
}

const importInto = (pool: { id: string }, keys: unknown, node = server): Promise<Answer> =>
  node.asAdmin('POST', `${POOLS}/${pool.id}/keys`, { body: { keys } });
const draw = (pool: { id: string }, body: object = {}, node = server): Promise<Answer> =>
  node.asAdmin('POST', `${POOLS}/${pool.id}/draw`, { body });
const leftOf = async ({ id }: { id: string }) => (await server.sdk.keyPools.get(id)).left;
const codeOf = ({ status, body }: Answer) => body?.error?.code ?? status;
const issueWith = (key: string, node = server) =>
  node.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', key } });

describe('a pool', () => {
  it('is created, listed, changed and deleted', async () => {
    const policy = await server.sdk.policies.create({ name: 'Boxes' });
    const created = await create({ name: 'Boxes', product: 'v2-default', policy: policy.id, warning_threshold: 5 });
    const pool = {
      id: expect.any(String),
      name: 'Boxes',
      product: 'v2-default',
      policy: policy.id,
      warning_threshold: 5,
      left: 0,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    };
    expect([created.status, created.body]).toEqual([201, pool]);
    const path = `${POOLS}/${created.body.id}`;
    expect(await server.sdk.keyPools.get(created.body.id)).toEqual(created.body);
    expect((await server.sdk.keyPools.list({ product: 'v2-default', q: 'boxes' })).items).toEqual([created.body]);
    const changed = await server.asAdmin('PATCH', path, {
      body: { name: 'Bags', policy: null, warning_threshold: null },
    });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Bags', policy: null, warning_threshold: null } });
    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
    expect((await server.asAdmin('GET', path)).status).toBe(404);
    expect((await eventsOf(server, created.body.id)).map(({ name }) => name)).toEqual([
      'key_pool.created',
      'key_pool.updated',
      'key_pool.deleted',
    ]);
  });

  it.each([
    ['name', { name: '' }],
    ['product', { product: undefined }],
    ['policy', { policy: '' }],
    ['warning_threshold', { warning_threshold: -1 }],
    ['warning_threshold', { warning_threshold: 1_000_001 }],
  ])('is refused with an invalid %s: %j', async (field, body) => {
    const answer = await create({ name: 'refused', product: 'v2-default', ...body });
    expect([answer.status, answer.body.error.details[0].field]).toEqual([400, field]);
  });

  it('has a name of its own', async () => {
    const { name } = await aPool(0);
    const { id } = await aPool(0);
    const taken = [
      await create({ name, product: 'v2-default' }),
      await server.asAdmin('PATCH', `${POOLS}/${id}`, { body: { name } }),
    ];
    expect(taken.map(({ status, body }) => [status, body.error.details[0].field])).toEqual([
      [409, 'name'],
      [409, 'name'],
    ]);
  });

  it('keeps every one of several concurrent changes', async () => {
    const { id } = await aPool(0);
    await expectTurns({ server, table: 'key_pools', id, field: 'name' }, (body) =>
      server.asAdmin('PATCH', `${POOLS}/${id}`, { body }),
    );
  });

  it('keeps its product and its policy from being deleted', async () => {
    const product = await aProduct(server, 'pooled');
    const policy = await server.sdk.policies.create({ name: 'Pooled' });
    await aPool(1, { product: 'pooled', policy: policy.id });
    expect(codeOf(await server.asAdmin('DELETE', `/api/v1/products/${product.id}`))).toBe('IN_USE');
    expect(codeOf(await server.asAdmin('DELETE', `/api/v1/policies/${policy.id}`))).toBe('IN_USE');
  });

  it('is not there for a key of another product', async () => {
    await aProduct(server, 'shop');
    const pool = await aPool(1);
    const { key } = await keyOf(server, 'internal', { product: 'shop' });
    const answers = [
      await server.withKey('GET', `${POOLS}/${pool.id}`, {}, key),
      await server.withKey('POST', `${POOLS}/${pool.id}/draw`, { body: {} }, key),
      await server.withKey('POST', `${POOLS}/${pool.id}/keys`, { body: { keys: ['x'] } }, key),
      await server.withKey('POST', POOLS, { body: { name: 'x', product: 'v2-default' } }, key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await server.withKey('GET', POOLS, {}, key)).body.items).toEqual([]);
  });
});

describe('an import', () => {
  it('takes a list or lines of text, and reports the keys that it did not import', async () => {
    const pool = await aPool(0);
    const full = await aPool(1);
    const license = await issued(server);
    const rotated = await server.sdk.licenses.rotateKey(license.id, {});
    const list = ['LIST-1', license.key, 'LIST-2', rotated.key, 'LIST-1', ...full.keys];
    const { status, body } = await importInto(pool, list);
    expect([status, body]).toEqual([
      201,
      { imported: 2, duplicates: [license.key, rotated.key, 'LIST-1', ...full.keys], left: 2 },
    ]);
    const lines = await importInto(pool, 'LIST-2\r\nLINE-1\n\n  LINE-2  \n');
    expect(lines.body).toEqual({ imported: 2, duplicates: ['LIST-2'], left: 4 });
    expect(await leftOf(pool)).toBe(4);
  });

  it('takes 1000 keys of 255 characters', async () => {
    const pool = await aPool(0);
    const keys = Array.from({ length: 1000 }, (_, index) => String(index).padStart(255, 'K'));
    expect(await server.sdk.keyPools.importPooledKeys(pool.id, { keys })).toEqual({
      imported: 1000,
      duplicates: [],
      left: 1000,
    });
  });

  it.each([
    ['no keys', []],
    ['an empty text', ' \n '],
    ['too many keys', Array.from({ length: 1001 }, (_, index) => `MANY-${index}`)],
    ['a key with a space', ['A KEY']],
    ['a key that is too long', ['x'.repeat(256)]],
    ['a key with NUL', ['a\0b']],
    ['half a character', ['a\ud800']],
    ['a number', [4711]],
    ['an object', { key: 'x' }],
    ['null', null],
  ])('refuses %s', async (_, keys) => {
    const pool = await aPool(0);
    const answer = await importInto(pool, keys);
    expect([answer.status, answer.body.error.details?.[0].field ?? 'keys']).toEqual([400, 'keys']);
    expect(await leftOf(pool)).toBe(0);
  });
});

describe('a draw', () => {
  it('issues a license with the next key, and returns how many are left', async () => {
    const customer = await server.sdk.customers.create({ name: 'Jane' });
    const policy = await server.sdk.policies.create({ name: 'Two seats', max_activations: 2 });
    const pool = await aPool(2, { policy: policy.id });
    const first = await draw(pool, { customer_id: customer.id, max_users: 7 });
    expect(first).toMatchObject({
      status: 201,
      body: {
        license: {
          key: pool.keys[0],
          product: 'v2-default',
          policy: policy.id,
          max_activations: 2,
          max_users: 7,
          customer_id: customer.id,
        },
        left: 1,
      },
    });
    expect((await activate(server, pool.keys[0] ?? '', 'desk')).status).toBe(201);
    expect(await draw(pool)).toMatchObject({ status: 201, body: { license: { key: pool.keys[1] }, left: 0 } });
    expect(codeOf(await draw(pool))).toBe('POOL_EMPTY');
  });

  it('gives an order its license again', async () => {
    const pool = await aPool(3);
    const order = { order_reference: 'order 1' };
    const first = await draw(pool, order);
    const again = await draw(pool, order);
    expect([first.status, again.status, again.body.license.id]).toEqual([201, 200, first.body.license.id]);
    const another = await draw(pool, { order_reference: 'order 2' });
    expect(another.body.license.key).toBe(pool.keys[1]);
    await server.sdk.licenses.delete(first.body.license.id);
    expect(codeOf(await draw(pool, order))).toBe('CONFLICT');
    expect(await leftOf(pool)).toBe(1);
  });

  it('repeats its answer for the same Idempotency-Key', async () => {
    const pool = await aPool(2);
    const call = () =>
      server.asAdmin('POST', `${POOLS}/${pool.id}/draw`, { body: {}, headers: { 'idempotency-key': 'shop-1' } });
    const [first, again] = [await call(), await call()];
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await leftOf(pool)).toBe(1);
  });

  it('takes no key if the license is refused', async () => {
    const pool = await aPool(1);
    const { status } = await draw(pool, { customer_id: '00000000-0000-4000-8000-000000000000' });
    expect(status).toBe(404);
    expect(await draw(pool)).toMatchObject({ status: 201, body: { license: { key: pool.keys[0] }, left: 0 } });
  });

  it.each([
    ['order_reference', { order_reference: '' }],
    ['order_reference', { order_reference: 'x'.repeat(256) }],
    ['max_activations', { max_activations: 0 }],
    ['key', { key: 'GIVEN' }],
    ['policy', { policy: '00000000-0000-4000-8000-000000000000' }],
  ])('refuses an invalid %s: %j', async (field, body) => {
    const pool = await aPool(1);
    const answer = await draw(pool, body);
    expect([answer.status, answer.body.error.details[0].field]).toEqual([400, field]);
  });

  it('records that the keys run low, once each time', async () => {
    const pool = await aPool(4, { warning_threshold: 2 });
    const low = async () => (await eventsOf(server, pool.id)).filter(({ name }) => name === 'key_pool.low');
    await server.sdk.keyPools.drawPooledKey(pool.id, {});
    expect(await low()).toEqual([]);
    await Promise.all([draw(pool), draw(pool, {}, other)]);
    expect(await low()).toMatchObject([{ data: { keys_left: 2, low_water: 2 } }]);
    await server.sdk.keyPools.importPooledKeys(pool.id, { keys: ['MORE-1', 'MORE-2'] });
    await server.sdk.keyPools.drawPooledKey(pool.id, {});
    expect(await low()).toHaveLength(2);
  });
});

describe('a pooled key', () => {
  it('is no license until it is drawn', async () => {
    const pool = await aPool(1);
    const [key = ''] = pool.keys;
    expect((await validate(server, key)).body).toMatchObject({ valid: false, code: 'NOT_FOUND' });
    expect((await activate(server, key, 'desk')).status).toBe(404);
    const v2 = { body: { license_key: key, hardware_hash: 'desk' } };
    expect((await server.withKey('POST', '/api/license/verify', v2)).body).toMatchObject({ valid: false });
    await server.sdk.keyPools.drawPooledKey(pool.id, {});
    expect((await validate(server, key)).body).toMatchObject({ valid: true });
  });

  it('cannot be taken by another license', async () => {
    const pool = await aPool(1);
    const [key = ''] = pool.keys;
    const license = await issued(server);
    const taken = [
      await issueWith(key),
      await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: { key } }),
    ];
    expect(taken.map(({ status, body }) => [status, body.error.details[0].field])).toEqual([
      [409, 'key'],
      [409, 'key'],
    ]);
    await server.sdk.keyPools.delete(pool.id);
    expect((await issueWith(key)).status).toBe(201);
  });

  it('is found among many licenses that one statement makes', async () => {
    const { keys } = await aPool(1);
    const made = server.dataSource.query(
      `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
       SELECT given.key, id, policy_id, now(), now() FROM products CROSS JOIN unnest($1::text[]) AS given(key)
       WHERE reference = 'v2-default'`,
      [['MANY-1', 'MANY-2', ...keys, 'MANY-3']],
    );
    await expect(made).rejects.toThrow('the key is reserved');
  });
});

describe('races', () => {
  it('give 6 keys to 6 of 9 draws on two nodes, and no key twice', async () => {
    const pool = await aPool(6, { warning_threshold: 3 });
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, index) => draw(pool, {}, index % 2 ? other : server)),
    );
    expect(tally(answers.map(codeOf))).toEqual({ 201: 6, POOL_EMPTY: 3 });
    const drawn = answers.flatMap(({ body }) => body.license?.key ?? []);
    expect([...drawn].sort()).toEqual([...pool.keys].sort());
    expect(await leftOf(pool)).toBe(0);
    const low = (await eventsOf(server, pool.id)).filter(({ name }) => name === 'key_pool.low');
    expect(low).toHaveLength(1);
  });

  it('give one order one license', async () => {
    const pool = await aPool(5);
    const order = { order_reference: 'raced' };
    const hold = {
      databaseUrl: server.databaseUrl,
      hold: `SELECT pg_advisory_xact_lock(hashtextextended('keyward: order of key pool ' || id || ' raced', 0))
             FROM key_pools WHERE uid = $1`,
      values: [pool.id],
    };
    const answers = await race(hold, [
      () => draw(pool, order),
      () => draw(pool, order, other),
      () => draw(pool, order),
      () => draw(pool, order, other),
    ]);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 3, 201: 1 });
    expect(new Set(answers.map(({ body }) => body.license.id)).size).toBe(1);
    expect(await leftOf(pool)).toBe(4);
  });

  it('give a key either to a pool or to a license', async () => {
    const pool = await aPool(0);
    const keys = Array.from({ length: 10 }, (_, index) => `EITHER-${index}`);
    const hold = `SELECT pg_advisory_xact_lock(hashtextextended('keyward: pooled keys', 0))`;
    const [imported, ...issuedAnswers] = await race({ databaseUrl: server.databaseUrl, hold }, [
      () => importInto(pool, keys),
      ...keys.map((key, index) => () => issueWith(key, index % 2 ? other : server)),
    ]);
    const licensed = keys.filter((_, index) => issuedAnswers[index]?.status === 201);
    expect(tally(issuedAnswers.map(({ status }) => status))[409] ?? 0).toBe(keys.length - licensed.length);
    expect(imported?.body).toEqual({
      imported: keys.length - licensed.length,
      duplicates: licensed,
      left: keys.length - licensed.length,
    });
  });

  it('leave nothing of a pool that is deleted while keys are drawn and imported', async () => {
    const before = await countOf(server, 'pooled_keys');
    const calls: ((pool: { id: string }) => Promise<Answer>)[] = [
      (pool) => draw(pool),
      (pool) => draw(pool, {}, other),
      (pool) => server.asAdmin('DELETE', `${POOLS}/${pool.id}`),
      (pool) => importInto(pool, [`LATE-${pool.id}`], other),
      (pool) => draw(pool, {}, other),
    ];
    for (const first of sampleOf([...calls.keys()], 3, 'first at a pool')) {
      const pool = await aPool(5);
      const ordered = [...calls.slice(first), ...calls.slice(0, first)];
      const hold = {
        databaseUrl: server.databaseUrl,
        hold: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: [`keyward: key pool ${pool.id}`],
      };
      const answers = await race(
        hold,
        ordered.map((call) => () => call(pool)),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => ![201, 204, 404].includes(status))).toEqual([]);
      expect(statuses).toContain(204);
    }
    expect(await countOf(server, 'pooled_keys')).toBe(before);
  });

  it('count each of the keys that are drawn and imported at once', async () => {
    const pool = await aPool(10, { warning_threshold: 3 });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 4 === 0
          ? importInto(pool, [`AT-ONCE-${index}`], index % 8 ? other : server)
          : draw(pool, {}, index % 2 ? other : server),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await leftOf(pool)).toBe(10 + 3 - 9);
  });
});
