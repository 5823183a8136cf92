import { aProduct } from '../../testkit/callers';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import { Browser, withoutFormIds } from '../../testkit/browser';
import { checkImport, importChecked } from '../../testkit/forms';
import { issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { single } from '../../testkit/rows';
import type { TestServer } from '../../testkit/server';
import { PortalOnServer, wordsOf } from '../../support/portal';
import { DAY } from '../../../src/core/common/calendar';
import { MAX_TRIES } from '../../../src/plugins/portal/claims/claim-tries.service';

const PATH = '/portal/claim';

let portal: PortalOnServer;
let server: TestServer;
beforeAll(async () => {
  portal = await PortalOnServer.start();
  ({ server } = portal);
  await aProduct(server, 'studio');
});
beforeEach(() => portal.set({ 'portal.claims': 'on' }));
afterEach(() => server.clock.reset());
afterAll(() => portal.stop());

let count = 0;

/** A license of a customer who has never signed in. */
async function bought(license: Record<string, unknown> = {}) {
  const email = `buyer-${(count += 1)}@example.com`;
  const { id: customer } = await portal.customer(email);
  const product = 'studio';
  return { email, customer, product, license: await issued(server, { product, customer_id: customer, ...license }) };
}

/** A signed-in customer. */
async function somebody() {
  const email = `ada-${(count += 1)}@example.com`;
  const { id: customer } = await portal.customer(email);
  const browser = await portal.signedIn(email);
  const claim = (key: string, proof: string) => browser.post(PATH, { key, proof });
  return { email, customer, browser, claim };
}

const ownerOf = async (id: string) => (await server.sdk.licenses.get(id)).customer_id;
const auditOf = async (id: string) => (await server.sdk.audit.listEntries({ target: `licenses:${id}` })).items;
const claimsOf = async (license: string, query: Record<string, string> = {}) =>
  (await server.asAdmin('GET', '/api/v1/claims', { query: { license, ...query } })).body.items;

it('moves a license to who names its key and the address it was bought with', async () => {
  const { license, email } = await bought();
  const { email: owner, customer, browser, claim } = await somebody();
  expect((await browser.get('/portal/licenses')).html).toContain(`href="${PATH}"`);
  expect(wordsOf(await browser.get(PATH))).toContain('E-mail address or purchase number');
  const done = await claim(` ${license.key.toLowerCase()} `, ` ${email.toUpperCase()}`);
  expect(done).toMatchObject({ status: 303, location: `/portal/licenses/${license.id}` });
  expect(wordsOf(await browser.get(`/portal/licenses/${license.id}`))).toContain('The license is in your account now.');
  expect(await ownerOf(license.id)).toBe(customer);

  const [entry] = await auditOf(license.id);
  expect(entry).toMatchObject({ action: 'license.claimed', actor_type: 'customer' });
  expect(await claimsOf(license.id)).toMatchObject([{ state: 'approved', proof: 'email', customer_id: customer }]);
  const mails = await portal.smtp.arrivedFor([owner, email], 2);
  expect(mails.map(({ recipients, subject }) => [recipients[0], subject]).sort()).toEqual(
    [
      [owner, expect.stringContaining('was added')],
      [email, expect.stringContaining('moved to another account')],
    ].sort(),
  );
  expect(await claim(license.key, email)).toMatchObject({ status: 422 });
});

it.each(['external_id', 'id'])('moves a license by the %s of its order', async (field) => {
  const { product, email } = await bought();
  const number = `web-${(count += 1)}`;
  const { body: order } = await server.asAdmin('POST', '/api/v1/orders', {
    body: { external_id: number, customer: { email }, lines: [{ product }] },
  });
  const [{ key, id }] = order.lines[0].licenses;
  const { customer, claim } = await somebody();
  expect((await claim(key, 'web-0')).status).toBe(422);
  expect((await claim(key, order[field])).status).toBe(303);
  expect(await ownerOf(id)).toBe(customer);
});

it('moves a license without a customer by its invoice number', async () => {
  const { license } = await bought({ customer_id: undefined, metadata: { invoice_number: 'R-4711' } });
  const { customer, claim } = await somebody();
  expect((await claim(license.key, 'R-4712')).status).toBe(422);
  expect((await claim(license.key, 'R-4711')).status).toBe(303);
  expect(await ownerOf(license.id)).toBe(customer);
});

it('answers an unknown key as a wrong proof, with the same statements', async () => {
  const { license } = await bought();
  const { claim } = await somebody();
  await claim('A-KEY-BEFORE', 'wrong@example.com');
  const answers = [];
  for (const key of [license.key, 'NOBODY-HAS-THIS-KEY']) {
    const queries = jest.spyOn(PostgresQueryRunner.prototype, 'query');
    const { status, html } = await claim(key, 'wrong@example.com');
    const statements = queries.mock.calls
      .map(([text]) => text)
      .filter((text) => /portal_claim|licenses|orders/.test(text));
    queries.mockRestore();
    answers.push([status, withoutFormIds(html).replaceAll(key, 'KEY'), statements]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.[0]).toBe(422);
  // Two counts, the license and its order.
  expect(answers[0]?.[2]).toHaveLength(4);
});

it('tells which group of a key has a typing error', async () => {
  const { id: product } = await aProduct(server, 'coded');
  const { license, email } = await bought({ product });
  const { policy } = await server.sdk.products.get(product);
  await server.sdk.policies.update(policy, { key_format: 'ADA-%Z{5}%C-%Z{5}%C' });
  const { key } = await issued(server, { product, customer_id: license.customer_id });
  const { claim } = await somebody();
  const [prefix, first = '', second] = key.split('-');
  const typed = [prefix, `${first.slice(0, -1)}${first.endsWith('2') ? '3' : '2'}`, second].join('-');
  const refused = await claim(typed, email);
  expect(refused.status).toBe(422);
  expect(wordsOf(refused)).toContain(`“${typed.split('-')[1]}” has a typing error`);
  // An old key of another shape is left alone.
  expect(wordsOf(await claim('Q7RD-K2LM-9XWE-4TUB', email))).not.toContain('typing error');
  expect(await claim(key, email)).toMatchObject({ status: 303 });
});

it('moves no license that is revoked or hidden, and none while it is off', async () => {
  const { license, email } = await bought();
  const { browser, claim, customer } = await somebody();
  await portal.set({ 'portal.products': ['another'] });
  expect((await claim(license.key, email)).status).toBe(422);
  await portal.set({ 'portal.products': [], 'portal.claims': 'off' });
  expect((await browser.get('/portal/licenses')).html).not.toContain(`href="${PATH}"`);
  expect([(await browser.get(PATH)).status, (await claim(license.key, email)).status]).toEqual([404, 404]);
  await portal.set({ 'portal.claims': 'on' });
  await server.sdk.licenses.revoke(license.id);
  expect((await claim(license.key, email)).status).toBe(422);
  expect(await ownerOf(license.id)).not.toBe(customer);
  expect((await new Browser(server).get(PATH)).location).toBe('/portal');
});

it('leads to a license that the customer has already', async () => {
  const { email, customer, claim } = await somebody();
  const { product } = await bought();
  const license = await issued(server, { product, customer_id: customer });
  expect(await claim(license.key, email)).toMatchObject({ location: `/portal/licenses/${license.id}` });
  expect(await claimsOf(license.id)).toEqual([]);
});

describe('a claim that waits', () => {
  const asked = async () => {
    await portal.set({ 'portal.claims': 'with_approval' });
    const sold = await bought();
    const person = await somebody();
    const visit = await person.claim(sold.license.key, sold.email);
    expect(visit).toMatchObject({ status: 303, location: '/portal/licenses' });
    const claim = single<{ id: string }>(await claimsOf(sold.license.id, { state: 'pending' }));
    const decide = (verb: string) => server.asAdmin('POST', `/api/v1/claims/${claim.id}/${verb}`, { body: {} });
    return { ...sold, person, claim, decide };
  };

  it('is approved by an admin', async () => {
    const { license, email, customer, person, claim, decide } = await asked();
    expect(wordsOf(await person.browser.get('/portal/licenses'))).toContain('Your request was sent');
    expect(await ownerOf(license.id)).toBe(customer);
    expect(await auditOf(license.id)).toMatchObject([
      { action: 'license.claim_requested', actor_type: 'customer' },
      {},
    ]);
    // Sent once more, it is the same claim.
    await person.claim(license.key, email);
    expect(await claimsOf(license.id)).toMatchObject([{ id: claim.id, previous_customer_id: customer }]);
    const other = await somebody();
    await other.claim(license.key, email);

    expect(await decide('approve')).toMatchObject({ status: 200, body: { state: 'approved', email: person.email } });
    expect(await ownerOf(license.id)).toBe(person.customer);
    const addresses = [person.email, other.email, email];
    const mails = await portal.smtp.arrivedFor(addresses, 3);
    expect(mails.map(({ recipients }) => recipients[0]).sort()).toEqual(addresses.sort());
    expect(await claimsOf(license.id, { state: 'refused' })).toMatchObject([{ email: other.email }]);
    expect(await decide('refuse')).toMatchObject({ status: 409 });
  });

  it('is refused by an admin, and may be made again', async () => {
    const { license, email, customer, person, claim, decide } = await asked();
    expect(await decide('refuse')).toMatchObject({ status: 200, body: { state: 'refused' } });
    expect(await portal.smtp.arrivedFor([person.email], 1)).toHaveLength(1);
    expect(await ownerOf(license.id)).toBe(customer);
    expect((await auditOf(license.id))[0]).toMatchObject({ action: 'license.claim_refused' });
    expect(await decide('approve')).toMatchObject({ status: 409 });
    await person.claim(license.key, email);
    expect(await claimsOf(license.id)).toMatchObject([{ state: 'pending' }, { id: claim.id, state: 'refused' }]);
  });

  it('moves with a customer who is merged, and goes with the license', async () => {
    const { license, person, claim, decide } = await asked();
    const { id: kept } = await portal.customer(`kept-${count}@example.com`);
    await server.asAdmin('POST', `/api/v1/customers/${kept}/merge`, { body: { customer_ids: [person.customer] } });
    expect(await decide('approve')).toMatchObject({ status: 200 });
    expect(await ownerOf(license.id)).toBe(kept);
    await server.sdk.licenses.delete(license.id);
    expect((await server.asAdmin('GET', `/api/v1/claims/${claim.id}`)).status).toBe(404);
  });

  it('is made for a license of who signs in to the portal, also where claims need no approval', async () => {
    const sold = await bought();
    await portal.signedIn(sold.email);
    const { claim, customer } = await somebody();
    expect(await claim(sold.license.key, sold.email)).toMatchObject({ location: '/portal/licenses' });
    expect(await ownerOf(sold.license.id)).toBe(sold.customer);
    expect(await claimsOf(sold.license.id)).toMatchObject([{ state: 'pending', customer_id: customer }]);
    // Nobody signs in with the address that the vendor gives the customer.
    await server.sdk.customers.update(sold.customer, { email: `new-${count}@example.com` });
    expect(await claim(sold.license.key, `new-${count}@example.com`)).toMatchObject({
      location: `/portal/licenses/${sold.license.id}`,
    });
    await runJob(server, 'sweep-portal-sessions');
    expect(await server.dataSource.query('SELECT 1 FROM portal_addresses WHERE email = $1', [sold.email])).toEqual([]);
  });
});

it('moves a license to one of several customers who claim it at once', async () => {
  const { license, email } = await bought();
  const people = [await somebody(), await somebody(), await somebody()];
  const visits = await Promise.all(people.map(({ claim }) => claim(license.key, email)));
  const [winner] = people.filter((_, index) => visits[index]?.status === 303);
  expect(visits.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  expect(await ownerOf(license.id)).toBe(winner?.customer);
  const moves = (await auditOf(license.id)).filter(({ action }) => action === 'license.claimed');
  expect(moves).toHaveLength(1);
});

it('decides once of an approval and refusals at once', async () => {
  await portal.set({ 'portal.claims': 'with_approval' });
  const { license, email } = await bought();
  const { claim } = await somebody();
  await claim(license.key, email);
  const { id } = single<{ id: string }>(await claimsOf(license.id));
  const verbs = ['approve', 'refuse', 'approve', 'refuse'];
  const answers = await Promise.all(
    verbs.map((verb) => server.asAdmin('POST', `/api/v1/claims/${id}/${verb}`, { body: {} })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
});

it('limits the tries of a visitor and of a key within a day', async () => {
  expect(MAX_TRIES).toEqual({ visitor: 20, key: 10 });
  jest.replaceProperty(MAX_TRIES, 'visitor', 6);
  jest.replaceProperty(MAX_TRIES, 'key', 3);
  const { license, email } = await bought();
  const { claim } = await somebody();
  const wrong = await Promise.all([1, 2, 3].map((index) => claim(license.key, `web-${index}-none`)));
  expect(wrong.map(({ status }) => status)).toEqual([422, 422, 422]);
  const late = await somebody();
  // In another spelling, by another visitor, and with the right proof.
  const spelled = license.key.replaceAll('-', ' ').toLowerCase();
  const full = await late.claim(spelled, email);
  expect([full.status, wordsOf(full)]).toEqual([429, expect.stringContaining('Too many tries')]);
  const others = await Promise.all([1, 2, 3].map((index) => claim(`NO-SUCH-KEY-${index}`, email)));
  expect(others.map(({ status }) => status)).toEqual([422, 422, 422]);
  expect((await claim('NO-SUCH-KEY-4', email)).status).toBe(429);
  jest.restoreAllMocks();
  await runJob(server, 'sweep-portal-sessions');
  server.clock.advance(DAY);
  await runJob(server, 'sweep-portal-sessions');
  expect(await server.dataSource.query('SELECT 1 FROM portal_claim_tries')).toEqual([]);
});

describe('an import of claims', () => {
  const send = (claims: object[], token?: string) =>
    server.asAdmin('POST', '/api/v1/claims/import', { body: { claims }, ...(token !== undefined && { token }) });

  it('moves licenses to customers by key and address, each on its own, and answers for each', async () => {
    const [first, second, stopped] = [await bought(), await bought(), await bought()];
    const number = `web-${(count += 1)}`;
    const { body: order } = await server.asAdmin('POST', '/api/v1/orders', {
      body: { external_id: number, customer: { email: second.email }, lines: [{ product: second.product }] },
    });
    const [sold] = order.lines[0].licenses;
    await server.asAdmin('POST', `/api/v1/licenses/${stopped.license.id}/revoke`);
    const { email, customer } = await somebody();
    const rows = [
      { license_key: first.license.key, email: email.toUpperCase() },
      { license_key: 'NOBODY-HAS-THIS-KEY', email },
      { license_key: sold.key, email, purchase: 'web-0' },
      { license_key: sold.key, email, purchase: number },
      { license_key: stopped.license.key, email },
      { license_key: second.license.key, email: `new-${number}@example.com` },
    ];
    const { status, body } = await send(rows);
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect([status, body]).toEqual([
      200,
      {
        items: [
          { license_key: rows[0]?.license_key, result: 'moved', claim_id: id },
          { license_key: rows[1]?.license_key, result: 'license_unknown', claim_id: null },
          { license_key: sold.key, result: 'purchase_wrong', claim_id: null },
          { license_key: sold.key, result: 'moved', claim_id: id },
          { license_key: stopped.license.key, result: 'license_stopped', claim_id: null },
          { license_key: second.license.key, result: 'moved', claim_id: id },
        ],
      },
    ]);
    expect([await ownerOf(first.license.id), await ownerOf(sold.id)]).toEqual([customer, customer]);
    expect((await server.sdk.customers.get((await ownerOf(second.license.id)) ?? '')).email).toBe(
      `new-${number}@example.com`,
    );
    expect(await claimsOf(first.license.id)).toMatchObject([
      { id: body.items[0].claim_id, state: 'approved', proof: 'vendor', previous_customer_id: first.customer },
    ]);
    expect((await auditOf(first.license.id))[0]).toMatchObject({ action: 'license.claimed', actor_type: 'user' });
    const again = await send(rows.slice(0, 1));
    expect(again.body.items).toEqual([{ license_key: rows[0]?.license_key, result: 'owned', claim_id: null }]);
  });

  it('approves the claim of the customer that waits, and refuses the others', async () => {
    await portal.set({ 'portal.claims': 'with_approval' });
    const { license, email: proof } = await bought();
    const [one, other] = [await somebody(), await somebody()];
    await one.claim(license.key, proof);
    await other.claim(license.key, proof);
    await send([{ license_key: license.key, email: one.email }]);
    expect(await ownerOf(license.id)).toBe(one.customer);
    const states = (await claimsOf(license.id)).map(({ email, state }: { email: string; state: string }) => [
      email,
      state,
    ]);
    expect(states).toEqual([
      [other.email, 'refused'],
      [one.email, 'approved'],
    ]);
  });

  it('refuses more than 200, and rows that are none', async () => {
    const row = { license_key: 'A-KEY', email: 'ada@example.com' };
    for (const claims of [
      [],
      Array.from({ length: 201 }, () => row),
      [{ ...row, email: 'ada' }],
      [{ email: row.email }],
    ]) {
      expect((await send(claims)).status).toBe(400);
    }
  });
});

describe('a file of claims in the console', () => {
  const IMPORT = '/console/claims/import';
  const fileOf = (...rows: string[]): string => ['Key;E-mail;Order number', ...rows].join('\n');
  let browser: Browser;
  beforeAll(async () => {
    browser = new Browser(server);
    await browser.signIn();
  });

  it('is checked, moves its licenses, and can be undone', async () => {
    const [first, second, later] = [await bought(), await bought(), await bought()];
    const { email, customer } = await somebody();
    const rows = [first, second, later].map(({ license }) => `${license.key};${email.toUpperCase()};`);
    const checked = await checkImport(browser, IMPORT, fileOf(...rows));
    expect(checked.html).toContain('All 3 rows can be imported');
    expect(await ownerOf(first.license.id)).toBe(first.customer);
    const done = await importChecked(browser, checked);
    expect([done.status, done.location]).toEqual([303, '/console/claims']);
    const owners = () => Promise.all([first, second, later].map(({ license }) => ownerOf(license.id)));
    expect(await owners()).toEqual([customer, customer, customer]);

    const { html } = await browser.get('/console/claims');
    expect(html).toContain('3 licenses moved.');
    const [, claimant = ''] = /href="(\/customer\/edit\/[0-9a-f-]{36})"/.exec(html) ?? [];
    expect(await browser.get(claimant)).toMatchObject({ status: 200 });
    const [, undo = ''] = /href="(\/console\/claims\/imports\/[0-9a-f-]{36}\/undo)"/.exec(html) ?? [];
    const { id: third } = await portal.customer(`third-${(count += 1)}@example.com`);
    await server.asAdmin('PATCH', `/api/v1/licenses/${later.license.id}`, { body: { customer_id: third } });
    expect((await browser.get(undo)).html).toContain('3 licenses go back to the former customer');
    const told = () =>
      portal.smtp.arrivedFor([first, second, later].map((sold) => sold.email).concat(email), 2 * rows.length);
    expect(await told()).toHaveLength(2 * rows.length);
    expect((await browser.post(undo, {})).location).toBe('/console/claims');
    expect((await browser.get('/console/claims')).html).toContain('2 licenses moved back.');
    expect(await owners()).toEqual([first.customer, second.customer, third]);
    expect(await claimsOf(first.license.id)).toMatchObject([{ state: 'refused', proof: 'vendor' }]);
    expect((await auditOf(first.license.id))[0]).toMatchObject({ action: 'license.updated' });
    expect(await told()).toHaveLength(2 * rows.length);
    await browser.post(undo, {});
    expect(await owners()).toEqual([first.customer, second.customer, third]);
  });

  it('moves nothing while a row is wrong, and says what is', async () => {
    const [good, stopped] = [await bought(), await bought()];
    await server.asAdmin('POST', `/api/v1/licenses/${stopped.license.id}/revoke`);
    const rows = [
      `${good.license.key};ada@example.com;`,
      'NO-SUCH-KEY;ada@example.com;',
      `${stopped.license.key};ada@example.com;`,
      `${(await bought()).license.key};ada@example.com;web-0`,
      `${good.license.key};grace@example.com;`,
      `${(await bought()).license.key};nobody;`,
    ];
    const checked = await checkImport(browser, IMPORT, fileOf(...rows));
    for (const text of [
      '5 of 6 rows have errors',
      'There is no license with this key',
      'The license is blocked or revoked',
      'The license was not bought with this number',
      'Row 2 has the same key',
    ]) {
      expect(checked.html).toContain(text);
    }
    expect((await importChecked(browser, checked)).status).toBe(422);
    expect(await ownerOf(good.license.id)).toBe(good.customer);
  });

  it('moves each license once when it is sent twice at once', async () => {
    const { license } = await bought();
    const { email, customer } = await somebody();
    const checked = await checkImport(browser, IMPORT, fileOf(`${license.key};${email};`));
    await Promise.all([importChecked(browser, checked), importChecked(browser, checked)]);
    expect(await ownerOf(license.id)).toBe(customer);
    expect(await claimsOf(license.id)).toHaveLength(1);
  });
});
