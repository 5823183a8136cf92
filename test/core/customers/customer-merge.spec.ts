import type { Customer, License } from '../../../sdk/src/generated/native';
import { CUSTOMER_LIMITS } from '../../../src/core/licenses/licenses/licenses-of-customers.service';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { licenseOf, race, untilWaiting } from '../../testkit/race';
import { auditOf, eventsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const PATH = '/api/v1/customers';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const merge = (id: string, customer_ids: unknown) =>
  server.asAdmin('POST', `${PATH}/${id}/merge`, { body: { customer_ids } });
const licensesOf = async (id: string): Promise<string[]> =>
  (await server.sdk.licenses.list({ customer_id: id })).items.map((license) => license.id);

async function made(body: Record<string, unknown> = {}): Promise<Customer> {
  return server.sdk.customers.create({ name: 'Ada', ...body });
}

describe('merging customers', () => {
  it('moves the licenses of all duplicates, which are gone then', async () => {
    const [kept, one, two] = [await made(), await made(), await made()];
    const own = await issued(server, { customer_id: kept.id });
    const first = await issued(server, { customer_id: one.id });
    const second = await issued(server, { customer_id: two.id });
    await activate(server, second.key, 'desk');
    const { status, body } = await merge(kept.id, [one.id, two.id]);
    expect([status, body]).toEqual([200, { ...kept, updated_at: expect.any(String) }]);
    expect(await licensesOf(kept.id)).toEqual([second.id, first.id, own.id]);
    await expect(server.sdk.customers.get(one.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(server.sdk.customers.get(two.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { body: stats } = await server.asAdmin('GET', `/api/customer/${kept.number}/quick-stats`);
    expect(stats).toMatchObject({ total_licenses: 3, total_activations: 1 });
  });

  it('moves deleted licenses too, which can be restored then', async () => {
    const [kept, one, two] = [await made(), await made(), await made()];
    const other = await issued(server, { customer_id: (await made()).id });
    const first = await issued(server, { customer_id: one.id });
    const second = await issued(server, { customer_id: two.id });
    await activate(server, first.key, 'desk');
    for (const { id } of [first, second, other]) {
      await server.sdk.licenses.delete(id);
    }
    await merge(kept.id, [one.id, two.id]);
    const restored = [];
    for (const { id } of [first, second, other]) {
      restored.push((await server.sdk.licenses.restore(id)).customer_id);
    }
    expect(restored).toEqual([kept.id, kept.id, other.customer_id]);
    const { body: stats } = await server.asAdmin('GET', `/api/customer/${kept.number}/quick-stats`);
    expect(stats).toMatchObject({ total_licenses: 2, total_activations: 1 });
  });

  it('finds the customer by its reference as well', async () => {
    const kept = await made({ reference: 'merge-by-reference' });
    const one = await made();
    expect(await merge('merge-by-reference', [kept.id])).toMatchObject({ status: 400 });
    expect(await merge('merge-by-reference', [one.id])).toMatchObject({ status: 200, body: { id: kept.id } });
    expect((await merge('no-such-reference', [kept.id])).body.error.details).toMatchObject([{ field: 'id' }]);
  });

  it('keeps what the customer has, and fills what it lacks from the first duplicate that has it', async () => {
    const kept = await made({ name: 'Kept', email: 'kept@example.com' });
    const one = await made({ name: 'One', email: 'one@example.com', company: 'One Ltd' });
    const two = await made({ name: 'Two', company: 'Two Ltd', phone: '2', reference: 'two', notes: 'Notes' });
    const body = await server.sdk.customers.merge(kept.id, { customer_ids: [one.id, two.id] });
    expect(body).toEqual({
      ...kept,
      company: 'One Ltd',
      phone: '2',
      reference: 'two',
      notes: 'Notes',
      updated_at: expect.any(String),
    });
    expect(await server.sdk.customers.get(kept.id)).toEqual(body);
  });

  it('is on record for each customer and each license', async () => {
    const [kept, gone] = [await made(), await made({ phone: '1' })];
    const license = await issued(server, { customer_id: gone.id });
    await server.sdk.customers.merge(kept.id, { customer_ids: [gone.id] });
    expect((await eventsOf(server, kept.id)).at(-1)).toEqual({
      name: 'customer.merged',
      data: { phone: '1', merged_customer_ids: [gone.id] },
    });
    expect((await eventsOf(server, gone.id)).at(-1)).toMatchObject({
      name: 'customer.deleted',
      data: { phone: '1', merged_into: kept.id },
    });
    expect((await eventsOf(server, license.id)).at(-1)).toEqual({
      name: 'license.updated',
      data: {
        license_id: license.number,
        license_uid: license.id,
        license_key: license.key,
        product_id: expect.any(Number),
        customer_id: kept.number,
      },
    });
    expect((await auditOf(server, kept.id)).at(-1)).toEqual({ action: 'customer.merged', actor: 'admin' });
  });

  it('takes a duplicate that is named twice once, and ids in capitals', async () => {
    const [kept, gone] = [await made(), await made()];
    const { status } = await merge(kept.id.toUpperCase(), [gone.id, gone.id.toUpperCase()]);
    expect(status).toBe(200);
    await expect(server.sdk.customers.get(gone.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('changes nothing where a customer is unknown, and names it', async () => {
    const [kept, gone] = [await made(), await made()];
    const license = await issued(server, { customer_id: gone.id });
    const { status, body } = await merge(kept.id, [gone.id, NOBODY]);
    expect([status, body.error.code, body.error.details]).toEqual([
      404,
      'NOT_FOUND',
      [{ field: 'customer_ids', reason: 'unknown', message: `Customer not found: ${NOBODY}` }],
    ]);
    expect(await licensesOf(gone.id)).toEqual([license.id]);
    expect((await merge(NOBODY, [gone.id])).status).toBe(404);
    expect(await server.sdk.customers.get(gone.id)).toEqual(gone);
  });

  it.each([
    ['nothing', undefined],
    ['no list', NOBODY],
    ['an empty list', []],
    ['what is no id', ['1']],
    ['a number', [1]],
    ['null', [null]],
    ['more than 100', Array.from({ length: 101 }, () => NOBODY)],
  ])('refuses %s', async (_what, ids) => {
    const { id } = await made();
    const { status, body } = await merge(id, ids);
    expect([status, body.error.details[0].field]).toEqual([400, 'customer_ids']);
  });

  it('refuses a customer as its own duplicate', async () => {
    const [kept, gone] = [await made(), await made()];
    const { status, body } = await merge(kept.id, [gone.id, kept.id]);
    expect([status, body.error.details[0]]).toMatchObject([400, { field: 'customer_ids', reason: 'same_customer' }]);
    expect((await server.asAdmin('POST', `${PATH}/1/merge`, { body: { customer_ids: [gone.id] } })).status).toBe(404);
    expect(await server.sdk.customers.get(gone.id)).toEqual(gone);
  });

  it('moves more licenses than fit into one step', async () => {
    const step = jest.replaceProperty(CUSTOMER_LIMITS, 'step', 10);
    const [kept, gone] = [await made(), await made()];
    await server.dataSource.query(
      `INSERT INTO licenses (key, product_id, policy_id, customer_id, created_at, updated_at)
       SELECT 'merged ' || n, p.id, p.policy_id, $1, now(), now()
       FROM products p, generate_series(1, 25) AS n WHERE p.reference = 'v2-default'`,
      [gone.number],
    );
    expect((await merge(kept.id, [gone.id])).status).toBe(200);
    const [{ n }] = await server.dataSource.query(
      `SELECT count(*)::integer AS n FROM licenses WHERE customer_id = $1`,
      [kept.number],
    );
    expect(n).toBe(25);
    step.restore();
  });

  it('by a key of one product sees and changes its customers alone', async () => {
    await aProduct(server, 'mine');
    const { key } = await keyOf(server, 'internal', { product: 'mine' });
    const of = async (...products: string[]) => {
      const customer = await made();
      for (const product of products) {
        await issued(server, { product, customer_id: customer.id });
      }
      return customer;
    };
    const [kept, mine, shared, theirs] = [
      await of('mine'),
      await of('mine'),
      await of('mine', 'v2-default'),
      await of('v2-default'),
    ];
    const status = async (id: string, customer_ids: string[]) =>
      (await server.withKey('POST', `${PATH}/${id}/merge`, { body: { customer_ids } }, key)).status;
    expect(await status(kept.id, [theirs.id])).toBe(404);
    expect(await status(theirs.id, [mine.id])).toBe(404);
    expect(await status(kept.id, [shared.id])).toBe(403);
    expect(await licensesOf(shared.id)).toHaveLength(2);
    expect(await status(kept.id, [mine.id])).toBe(200);
    expect(await licensesOf(kept.id)).toHaveLength(2);
  });
});

describe('merging at the same time', () => {
  it('in opposite directions, one wins and the other finds the duplicate gone', async () => {
    const [a, b] = [await made(), await made()];
    const [ofA, ofB] = [await issued(server, { customer_id: a.id }), await issued(server, { customer_id: b.id })];
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(ofA.key, ofB.key) }, [
      () => merge(a.id, [b.id]),
      () => merge(b.id, [a.id]),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    const winner = answers[0]?.status === 200 ? a : b;
    expect((await licensesOf(winner.id)).sort()).toEqual([ofA.id, ofB.id].sort());
  });

  it('neither deadlocks with changes of the licenses nor loses them', async () => {
    const [kept, gone, other] = [await made(), await made(), await made()];
    const licenses = [];
    for (let n = 0; n < 3; n++) {
      licenses.push(await issued(server, { customer_id: gone.id }));
    }
    const [first, second, third] = licenses as [License, License, License];
    const ids = licenses.map(({ number }) => number).reverse();
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(second.key) }, [
      () => merge(kept.id, [gone.id]),
      () => server.asAdmin('POST', '/api/licenses/bulk-deactivate', { body: { license_ids: ids } }),
      () => server.asAdmin('PATCH', `/api/v1/licenses/${second.id}`, { body: { customer_id: other.id } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await licensesOf(kept.id)).toEqual([third.id, first.id]);
    expect(await licensesOf(other.id)).toEqual([second.id]);
    const { items } = await server.sdk.licenses.list({ customer_id: kept.id });
    expect(items.map(({ status }) => status)).toEqual(['disabled', 'disabled']);
  });

  it('takes its turn after a change that gives a license of a duplicate to the customer', async () => {
    const [kept, gone] = [await made(), await made()];
    const license = await issued(server, { customer_id: gone.id });
    const answers: Promise<Answer>[] = [];
    await server.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT 1 FROM licenses WHERE uid = $1 FOR UPDATE`, [license.id]);
      answers.push(server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { customer_id: kept.id } }));
      await untilWaiting(server.databaseUrl, 1);
      answers.push(merge(kept.id, [gone.id]));
      await untilWaiting(server.databaseUrl, 2);
    });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
    expect(await licensesOf(kept.id)).toEqual([license.id]);
  });

  it('takes a license with it that is issued before the customers are locked', async () => {
    const [kept, gone] = [await made(), await made()];
    const answers: Promise<Answer>[] = [];
    const { key } = await issued(server);
    await server.dataSource.transaction(async (manager) => {
      // As an issue does that has not been committed.
      await manager.query(`UPDATE licenses SET customer_id = $2 WHERE key = $1`, [key, gone.number]);
      answers.push(merge(kept.id, [gone.id]));
      await untilWaiting(server.databaseUrl, 1);
    });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200]);
    expect(await licensesOf(kept.id)).toHaveLength(1);
  });

  it('refuses a license for a duplicate that is gone, or takes it along', async () => {
    const [kept, gone] = [await made(), await made()];
    const known = await issued(server, { customer_id: gone.id });
    const hold = 'SELECT 1 FROM customers WHERE uid = $1 FOR UPDATE';
    const [merged, late] = await race({ databaseUrl: server.databaseUrl, hold, values: [gone.id] }, [
      () => merge(kept.id, [gone.id]),
      () => server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', customer_id: gone.id } }),
    ]);
    expect(merged?.status).toBe(200);
    expect([201, 409]).toContain(late?.status);
    expect(await licensesOf(kept.id)).toEqual([...(late?.status === 201 ? [late.body.id] : []), known.id]);
  });
});
