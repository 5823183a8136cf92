import fc from 'fast-check';
import type { License, Product, UpdatePolicy } from '../../../sdk/src/generated/native';
import { aProduct } from '../../testkit/callers';
import { changePolicy, declare, followPolicies } from '../../support/grants';
import { changed, issued, validate } from '../../testkit/issue';
import { race, raceInOrder, untilWaiting } from '../../testkit/race';
import { TestServer } from '../../testkit/server';
import { EntitlementsService } from '../../../src/core/catalog/definitions/entitlements.service';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { RESOLUTION_LIMITS, RESOLVE_POLICY } from '../../../src/core/licenses/grants/resolve-licenses.service';
import { runJob } from '../../testkit/jobs';
import { cases } from '../../testkit/sample';

const HOUR = 3_600_000;
const CODES = ['a', 'b', 'c'] as const;

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

async function aProductWith(...codes: string[]): Promise<Product> {
  const product = await aProduct(server, `product-${(count += 1)}`);
  for (const code of codes) {
    await declare(server, product, code, { type: 'number' });
  }
  return product;
}
const values = (license: Pick<License, 'entitlements'>) =>
  Object.fromEntries(Object.entries(license.entitlements).map(([code, { value }]) => [code, value]));

interface Granted {
  value: number | null;
  /** Hour at which it expires. */
  until: number | null;
}
type Granting = Partial<Record<(typeof CODES)[number], Granted>>;

/** What should hold: the license's own grant while it lasts, else the policy's. */
function expected(policy: Granting, own: Granting, hour: number): object {
  const lasts = (grant?: Granted): grant is Granted =>
    grant !== undefined && (grant.until === null || grant.until > hour);
  return Object.fromEntries(
    CODES.flatMap((code) => {
      const grant = lasts(own[code]) ? own[code] : policy[code];
      return lasts(grant) && grant.value !== null ? [[code, grant.value]] : [];
    }),
  );
}

const until = fc.option(fc.integer({ min: 1, max: 12 }), { nil: null });
const granting = (value: fc.Arbitrary<number | null>): fc.Arbitrary<Granting> => {
  const grant = fc.record({ value, until });
  return fc.record({ a: grant, b: grant, c: grant }, { requiredKeys: [] });
};
const number = fc.integer({ min: 0, max: 9 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('policy' as const), grants: granting(number) }),
  fc.record({ kind: fc.constant('license' as const), grants: granting(fc.option(number, { nil: null })) }),
  fc.record({ kind: fc.constant('move' as const) }),
  fc.record({ kind: fc.constant('hour' as const) }),
  fc.record({ kind: fc.constant('follow' as const) }),
);

it('holds what a simple model says, whatever is granted, withdrawn, expires or moves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      server.clock.reset();
      const start = server.clock.now().getTime();
      const product = await aProductWith(...CODES);
      const shared = await server.sdk.policies.create({ name: 'Shared' });
      const policies = [product.policy, shared.id] as [string, string];
      const model = { policies: [{}, {}] as [Granting, Granting], resolved: {} as Granting, own: {} as Granting };
      let at: 0 | 1 = 0;
      let hour = 0;
      const sent = (grants: Granting) => sentFrom(start, grants);
      const license = await issued(server, { product: product.reference });
      for (const { kind, ...rest } of steps) {
        const grants = 'grants' in rest ? rest.grants : {};
        if (kind === 'policy') {
          await changePolicy(server, policies[at], { entitlements: sent(grants) });
          model.policies[at] = grants;
        } else if (kind === 'license') {
          await changed(server, license, { entitlements: sent(grants) });
          model.own = grants;
          model.resolved = model.policies[at];
        } else if (kind === 'move') {
          at = at === 0 ? 1 : 0;
          await changed(server, license, { policy: policies[at] });
          model.resolved = model.policies[at];
        } else if (kind === 'hour') {
          hour += 1;
          server.clock.advance(HOUR);
        } else {
          await followPolicies(server);
          model.resolved = model.policies[at];
        }
        expect(values(await server.sdk.licenses.get(license.id))).toEqual(expected(model.resolved, model.own, hour));
      }
      await followPolicies(server);
      expect(values(await server.sdk.licenses.get(license.id))).toEqual(expected(model.policies[at], model.own, hour));
    }),
    cases(3),
  );
});

/** Codes that each product declares. */
const DECLARED = { a: ['a', 'b'], b: ['b', 'c'], c: ['a', 'c'] } as const;
type Part = keyof typeof DECLARED;
const parts = fc
  .uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 3 })
  .map((drawn): readonly Part[] => drawn);
const bundleStep = fc.oneof(
  fc.record({ kind: fc.constant('policy' as const), grants: granting(number) }),
  fc.record({ kind: fc.constant('license' as const), grants: granting(fc.option(number, { nil: null })) }),
  fc.record({ kind: fc.constant('products' as const), products: parts }),
  fc.record({ kind: fc.constant('hour' as const) }),
  fc.record({ kind: fc.constant('follow' as const) }),
);

const only = (grants: Granting, codes: readonly string[]): Granting =>
  Object.fromEntries(Object.entries(grants).filter(([code]) => codes.includes(code)));

it('holds what the model says of each product of a bundle, and of all together', async () => {
  // Runs change the policy that they make, and nothing of the products.
  const products = {} as Record<Part, Product>;
  for (const part of CODES) {
    products[part] = await aProductWith(...DECLARED[part]);
  }
  await fc.assert(
    fc.asyncProperty(parts, fc.array(bundleStep, { minLength: 3, maxLength: 9 }), async (first, steps) => {
      server.clock.reset();
      const start = server.clock.now().getTime();
      const policy = await server.sdk.policies.create({ name: 'Shared' });
      const references = (some: readonly Part[]) => some.map((part) => products[part].reference);
      const sent = (grants: Granting) => ({ entitlements: sentFrom(start, grants) });
      const license = await issued(server, {
        product: references(first)[0],
        products: references(first),
        policy: policy.id,
      });
      // The license's own grants, by the product for which they were given.
      const model = { policy: {} as Granting, resolved: {} as Granting, own: {} as Partial<Record<Part, Granting>> };
      let at = first;
      let hour = 0;
      const ofPart = (part: Part) =>
        expected(only(model.resolved, DECLARED[part]), model.own[part] ?? {}, hour) as Record<string, number>;
      const verify = async () => {
        for (const part of at) {
          const { body } = await validate(server, license.key, undefined, { product: products[part].reference });
          expect([part, values({ entitlements: {}, ...body })]).toEqual([part, ofPart(part)]);
        }
        const all = values(await server.sdk.licenses.get(license.id));
        // An earlier product's grant hides those of later ones as long as it is given, also once it has expired.
        for (const code of CODES) {
          const giver = at.find((part) => isGiven(only(model.resolved, DECLARED[part])[code], model.own[part]?.[code]));
          expect([code, all[code]]).toEqual([code, giver && ofPart(giver)[code]]);
        }
      };
      for (const { kind, ...rest } of steps) {
        if (kind === 'policy' && 'grants' in rest) {
          await changePolicy(server, policy.id, sent(rest.grants));
          model.policy = rest.grants;
        } else if (kind === 'license' && 'grants' in rest) {
          const known = only(
            rest.grants,
            at.flatMap((part) => [...DECLARED[part]]),
          );
          await changed(server, license, sent(known));
          model.own = Object.fromEntries(at.map((part) => [part, only(known, DECLARED[part])]));
          model.resolved = model.policy;
        } else if (kind === 'products' && 'products' in rest) {
          await changed(server, license, { products: references(rest.products) });
          const isSame = rest.products.join() === at.join();
          model.resolved = isSame ? model.resolved : model.policy;
          at = rest.products;
          model.own = Object.fromEntries(at.map((part) => [part, model.own[part] ?? {}]));
        } else if (kind === 'hour') {
          hour += 1;
          server.clock.advance(HOUR);
        } else {
          await followPolicies(server);
          model.resolved = model.policy;
        }
        await verify();
      }
    }),
    cases(3),
  );
});

/** A license's own grant without an end withdraws the policy's for good. */
function isGiven(policy: Granted | undefined, own: Granted | undefined): boolean {
  if (own === undefined) {
    return policy !== undefined;
  }
  return own.value !== null || (own.until !== null && policy !== undefined);
}

/** Only a license gets a value of null. */
function sentFrom(start: number, grants: Granting): NonNullable<UpdatePolicy['entitlements']> {
  return Object.fromEntries(
    Object.entries(grants).map(([code, grant]) => [
      code,
      {
        value: grant.value,
        expires_at: grant.until === null ? null : new Date(start + grant.until * HOUR).toISOString(),
      },
    ]),
  ) as NonNullable<UpdatePolicy['entitlements']>;
}

it('carries a change to more licenses than one step takes, and again without writing', async () => {
  const product = await aProductWith('a');
  const batch = jest.replaceProperty(RESOLUTION_LIMITS, 'batch', 10);
  await server.sdk.licenses.issueBatch({ product: product.reference, count: 20 });
  await issued(server, { product: product.reference });
  await changePolicy(server, product.policy, { entitlements: { a: 7 } });
  await followPolicies(server);
  const state = () =>
    server.dataSource.query(
      `SELECT resolved->'entitlements'->'a'->>'value' AS value, count(*)::integer AS n, max(xmin::text::bigint)::text AS written
       FROM licenses WHERE product_id = $1 GROUP BY value`,
      [product.number],
    );
  const [first, ...others] = await state();
  expect([first.value, first.n, others]).toEqual(['7', 21, []]);
  await runJob(server, RESOLVE_POLICY, { policy: await policyNumber(product.policy) });
  expect(await state()).toEqual([first]);
  batch.restore();
});

it('never overwrites a change of a license by what the job read before it', async () => {
  const product = await aProductWith('a', 'b');
  const license = await issued(server, { product: product.reference });
  await changePolicy(server, product.policy, { entitlements: { a: 1 } });
  const [answer] = await raceInOrder<License | number>(rowOf(license), [
    () => changed(server, license, { entitlements: { b: 2 } }),
    () => followPolicies(server),
  ]);
  expect(values(answer as License)).toEqual({ a: 1, b: 2 });
  expect(values(await server.sdk.licenses.get(license.id))).toEqual({ a: 1, b: 2 });
});

it('lets a change of a license that waits behind the job see what the job wrote', async () => {
  const product = await aProductWith('a', 'b');
  const license = await issued(server, { product: product.reference });
  await changePolicy(server, product.policy, { entitlements: { a: 1 } });
  await raceInOrder<License | number>(rowOf(license), [
    () => followPolicies(server),
    () => changed(server, license, { description: 'changed' }),
  ]);
  expect(values(await server.sdk.licenses.get(license.id))).toEqual({ a: 1 });
});

it('lets no license that is issued during a change of its policy keep the old grants', async () => {
  const product = await aProductWith('a');
  const license = await issuedDuring(product, () => changePolicy(server, product.policy, { entitlements: { a: 1 } }));
  expect(values(await server.sdk.licenses.get(license.id))).toEqual({ a: 1 });
});

it('lets no license that is issued while a code is renamed keep the old one', async () => {
  const product = await aProductWith('a');
  await changePolicy(server, product.policy, { entitlements: { a: 1 } });
  const entitlements = server.app.get(EntitlementsService);
  const license = await issuedDuring(product, () => entitlements.rename(product.reference, 'a', 'b'));
  expect(values(await server.sdk.licenses.get(license.id))).toEqual({ b: 1 });
});

it('refuses to rename a code to that of another', async () => {
  const product = await aProductWith('a', 'b');
  const renaming = server.app.get(EntitlementsService).rename(product.reference, 'a', 'b');
  await expect(renaming).rejects.toMatchObject({ rule: 'CODE_TAKEN' });
});

/** A license that has read what it is granted before the work begins, and is committed after its jobs have run for the first time. */
async function issuedDuring(product: Product, change: () => Promise<unknown>): Promise<License> {
  const work = server.app.get(UnitOfWork);
  const record = work.record.bind(work);
  const resolved = deferred();
  const finish = deferred();
  const spy = jest.spyOn(work, 'record').mockImplementation(async (changes) => {
    if (changes[0]?.event === 'license.issued') {
      resolved.resolve();
      await finish.promise;
    }
    return record(changes);
  });
  const issuing = issued(server, { product: product.reference });
  await resolved.promise;
  const changing = change();
  await Promise.race([changing, untilWaiting(server.databaseUrl, 1)]);
  await followPolicies(server);
  finish.resolve();
  const license = await issuing;
  await changing;
  await followPolicies(server);
  spy.mockRestore();
  return license;
}

it('lets neither an issue nor a deletion of its policy fail, whichever comes first', async () => {
  for (let round = 0; round < 2; round++) {
    const policy = await server.sdk.policies.create({ name: 'Shared' });
    const issue = () =>
      server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', policy: policy.id } });
    const remove = () => server.asAdmin('DELETE', `/api/v1/policies/${policy.id}`);
    const held = { hold: 'SELECT 1 FROM policies WHERE uid = $1 FOR UPDATE', values: [policy.id] };
    const racers = round % 2 === 0 ? [issue, remove] : [remove, issue];
    const answers = await raceInOrder({ databaseUrl: server.databaseUrl, ...held }, racers);
    const [issued, removed] = round % 2 === 0 ? answers : answers.toReversed();
    expect([
      [201, 409],
      [404, 204],
      [409, 204],
    ]).toContainEqual([issued?.status, removed?.status]);
  }
});

it('declares a code once, however many ask for it at the same time', async () => {
  const product = await aProductWith();
  const put = () => declare(server, product, 'new');
  await race(
    { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM products WHERE uid = $1 FOR UPDATE', values: [product.id] },
    [put, put, put, put],
  );
  const { items } = await server.sdk.products.listEntitlements(product.id);
  expect(items).toHaveLength(1);
});

it('grants nothing whose declaration goes at the same time', async () => {
  const product = await aProductWith('a');
  const license = await issued(server, { product: product.reference });
  const path = `/api/v1/products/${product.id}/entitlements/a`;
  const [removal, grant] = await race(
    {
      databaseUrl: server.databaseUrl,
      hold: `SELECT 1 FROM entitlements e JOIN products p ON p.id = e.product_id WHERE p.uid = $1 FOR UPDATE OF e`,
      values: [product.id],
    },
    [
      () => server.asAdmin('DELETE', path),
      () => server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { entitlements: { a: 1 } } }),
    ],
  );
  expect([
    [204, 422],
    [409, 200],
  ]).toContainEqual([removal?.status, grant?.status]);
});

const rowOf = (license: { key: string }) => ({
  databaseUrl: server.databaseUrl,
  hold: 'SELECT 1 FROM licenses WHERE key = $1 FOR UPDATE',
  values: [license.key],
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function policyNumber(uid: string): Promise<number> {
  return (await server.sdk.policies.get(uid)).number;
}
