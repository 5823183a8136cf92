import type { License, Policy } from '../../sdk/src/generated/native';
import { CHANGE_POLICIES } from '../../src/licensing/policy-changes/bulk-policy-changes.service';
import { Browser, fieldsOf, type Visit } from '../support/browser';
import { activate, changed, issued } from '../support/issue';
import { runQueued } from '../support/jobs';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

const LIST = '/console/licenses';
const BULK = `${LIST}/bulk`;

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers');
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const read = async ({ id }: { id: string }): Promise<License> =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;

async function three(body: Record<string, unknown> = {}): Promise<[License, License, License]> {
  return [await issued(server, body), await issued(server, body), await issued(server, body)];
}

const idsOf = (licenses: readonly License[]): string => licenses.map(({ number }) => number).join(',');

/** The part of a page below a heading. */
function part(html: string, id: string): string {
  return html.split(`aria-labelledby="${id}-title"`)[1]?.split('</section>')[0] ?? '';
}

/** Opens the preview of a change and confirms it. */
async function confirmed(
  verb: string,
  fields: Record<string, string>,
  typed: Record<string, string> = {},
): Promise<Visit> {
  const { html } = await browser.get(`${BULK}/${verb}?${new URLSearchParams(fields).toString()}`);
  return browser.post(`${BULK}/${verb}`, { ...fieldsOf(html), ...typed });
}

async function events(): Promise<string[]> {
  const rows = await server.dataSource.query(`SELECT name FROM events WHERE name LIKE 'license.%' ORDER BY id`);
  return rows.map(({ name }: { name: string }) => name).filter((name: string) => name !== 'license.issued');
}

it('disables the selected licenses after a preview, with an event for each', async () => {
  const [first, second, third] = await three();
  await activate(server, first.key, 'desk');
  await changed(server, second, { state: 'disabled' });
  await changed(server, third, { state: 'revoked' });
  const before = (await events()).length;
  const preview = await browser.get(`${BULK}/disable?id=${first.number}&id=${second.number}&id=${third.number}&q=x`);
  expect(preview.status).toBe(200);
  expect(part(preview.html, 'changes')).toContain(first.key);
  expect(part(preview.html, 'changes')).not.toContain(second.key);
  expect(part(preview.html, 'stays')).toMatch(/It is so already/);
  expect(part(preview.html, 'stays')).toMatch(/It is revoked/);
  expect(preview.html).toContain('1 active device is refused at the next check.');
  expect((await read(first)).status).toBe('active');

  const { status, location } = await browser.post(`${BULK}/disable`, fieldsOf(preview.html));
  expect([status, location]).toEqual([303, `${LIST}?q=x`]);
  expect((await read(first)).status).toBe('disabled');
  expect((await events()).slice(before)).toEqual(['license.disabled']);
  const list = await browser.get(LIST);
  expect(list.html).toContain('1 license disabled.');
  expect(list.html.includes(`${BULK}/enable?id=${first.number}"`)).toBe(true);
});

it('enables, revokes and extends licenses', async () => {
  const licenses = await three({ expires_at: '2090-01-01T12:00:00Z' });
  const id = idsOf(licenses);
  await confirmed('disable', { id });
  await confirmed('enable', { id });
  expect((await read(licenses[0])).status).toBe('unused');
  await confirmed('extend', { id, days: '31' });
  expect((await read(licenses[1])).expires_at).toBe('2090-02-01T12:00:00.000Z');
  expect((await browser.get(LIST)).html).toContain('3 licenses extended by 31 days.');
  expect((await confirmed('revoke', { id })).status).toBe(422);
  expect((await confirmed('revoke', { id }, { confirm: '2' })).html).toContain('This is not the number.');
  expect((await read(licenses[2])).status).toBe('unused');
  expect((await confirmed('revoke', { id }, { confirm: ' 3 ' })).status).toBe(303);
  expect((await read(licenses[2])).status).toBe('revoked');
});

it('previews another term, and leaves licenses without end as they are', async () => {
  const dated = await issued(server, { expires_at: '2090-01-01T12:00:00Z' });
  const pending = await issued(server, { expires_at: '9999-12-01T00:00:00Z' });
  const endless = await issued(server);
  const { html } = await browser.get(`${BULK}/extend?id=${idsOf([dated, pending, endless])}&days=60`);
  expect(part(html, 'changes')).toContain('2 Mar 2090');
  expect(part(html, 'stays')).toContain('It never expires');
  expect(part(html, 'stays')).toContain('after the year 9999');
  expect(fieldsOf(html).days).toBe('60');
  for (const days of ['0', 'x', '-1', '1e9', '36501']) {
    const refused = await browser.get(`${BULK}/extend?id=${dated.number}&days=${days}`);
    expect([refused.status, refused.html.includes('whole number of days')]).toEqual([422, true]);
  }
});

it('refuses days and customers that the preview did not show, and previews them', async () => {
  const [license] = await three({ expires_at: '2090-01-01T12:00:00Z' });
  const id = String(license.number);
  await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada' } });
  const extend = await confirmed('extend', { id }, { days: '30' });
  expect(extend.status).toBe(422);
  expect(extend.html).toContain('The preview did not show this change.');
  expect(extend.html).toContain('Extend 1 license by 30 days');
  expect(part(extend.html, 'changes')).toContain('31 Jan 2090');
  const assign = await confirmed('assign', { id }, { new_customer: 'Ada' });
  expect([assign.status, assign.html.includes('Move 1 license to Ada')]).toEqual([422, true]);
  expect(await read(license)).toMatchObject({ expires_at: '2090-01-01T12:00:00.000Z', customer_id: null });
  expect((await browser.post(`${BULK}/extend`, { id, days: '30' })).status).toBe(422);

  expect((await browser.post(`${BULK}/extend`, fieldsOf(extend.html))).status).toBe(303);
  expect((await browser.post(`${BULK}/assign`, fieldsOf(assign.html))).status).toBe(303);
  expect((await read(license)).expires_at).toBe('2090-01-31T12:00:00.000Z');
  expect((await browser.post(`${BULK}/extend`, fieldsOf(extend.html))).status).toBe(422);
  expect((await read(license)).expires_at).toBe('2090-01-31T12:00:00.000Z');
});

it('updates the preview for other days, and changes nothing', async () => {
  const license = await issued(server, { expires_at: '2090-01-01T12:00:00Z' });
  const { html, status } = await confirmed('extend', { id: String(license.number) }, { days: '60', do: 'preview' });
  expect([status, html.includes('Extend 1 license by 60 days')]).toEqual([200, true]);
  expect((await read(license)).expires_at).toBe('2090-01-01T12:00:00.000Z');
});

it('moves licenses to a customer who is found by what one types', async () => {
  const licenses = await three();
  const id = idsOf(licenses);
  const ada = await server.asAdmin('POST', '/api/v1/customers', {
    body: { name: 'Ada', email: 'ada@example.com', reference: 'c-1' },
  });
  for (const body of [
    { name: 'Grace', email: 'grace@example.com' },
    { name: 'Grace B', email: 'b@example.com' },
  ]) {
    await server.asAdmin('POST', '/api/v1/customers', { body });
  }
  for (const typed of ['ada@example.com', 'Ada <ada@example.com>', 'c-1', 'Ada']) {
    await confirmed('assign', { id, new_customer: typed });
    expect((await read(licenses[0])).customer_id).toBe(ada.body.id);
    expect((await browser.get(LIST)).html).toContain('3 licenses moved to Ada.');
    await confirmed('assign', { id, new_customer: '' });
    expect((await read(licenses[0])).customer_id).toBeNull();
  }
  const nobody = await browser.get(`${BULK}/assign?id=${id}&new_customer=nobody`);
  expect([nobody.status, nobody.html.includes('No customer has this name')]).toEqual([422, true]);
  const several = await browser.post(`${BULK}/assign`, { id, new_customer: 'example.com' });
  expect([several.status, several.html.includes('Several customers match')]).toEqual([422, true]);
});

it('changes all that match a filter, and refuses too many', async () => {
  await server.asAdmin('POST', '/api/v1/licenses/batch', { body: { product: 'v2-default', count: 70, batch: 'Fair' } });
  const other = await issued(server);
  const { html } = await browser.get(`${BULK}/disable?batch=Fair&all=1&id=1`);
  expect(html).toContain('Disable 70 licenses?');
  await browser.post(`${BULK}/disable`, fieldsOf(html));
  expect((await browser.get(`${LIST}?status=disabled`)).html).toContain('70 match');
  expect((await read(other)).status).toBe('unused');
  await server.asAdmin('POST', '/api/v1/licenses/batch', { body: { product: 'v2-default', count: 1000 } });
  const refused = await browser.get(`${BULK}/disable?all=1`);
  expect([refused.status, refused.html.includes('takes up to 1,000 licenses')]).toEqual([422, true]);
  const list = await browser.get(LIST);
  expect(list.html).not.toContain('name="all"');
});

it('answers requests that no page sends', async () => {
  const { number } = await issued(server);
  expect((await browser.get(`${BULK}/disable`)).html).toContain('No license is selected');
  expect((await browser.get(`${BULK}/disable?id=${number + 999}`)).html).toContain('No license is selected');
  expect((await browser.get(`${BULK}/explode?id=1`)).status).toBe(400);
  for (const id of [
    'x',
    '1.5',
    '-1',
    '99999999999999999999',
    Array(1_001)
      .fill(0)
      .map((_, n) => n + 1)
      .join(),
  ]) {
    expect({ id, status: (await browser.get(`${BULK}/disable?id=${id}`)).status }).toEqual({ id, status: 422 });
  }
});

it('refuses a user who may only read', async () => {
  const { number } = await issued(server);
  const { username } = await createLoggedInUser(server, 'support');
  const support = new Browser(server);
  await support.signIn(username, PASSWORD);
  expect((await support.get(`${BULK}/disable?id=${number}`)).status).toBe(403);
  expect((await support.post(`${BULK}/disable`, { id: String(number) })).status).toBe(403);
});

describe('the change of policies', () => {
  const policy = async (): Promise<Policy> => {
    const body = { name: 'Three seats', max_activations: 3, duration_days: 30, expiry_basis: 'creation' };
    return (await server.asAdmin('POST', '/api/v1/policies', { body })).body;
  };

  it('is previewed, runs in the background and shows its progress', async () => {
    const { id: policyId } = await policy();
    const [first, second] = await three({ max_activations: 5 });
    for (const device of ['a', 'b', 'c', 'd']) {
      await activate(server, first.key, device);
    }
    const selection = `id=${first.number}&id=${second.number}&type=perpetual`;
    const form = await browser.get(`${BULK}/policy?${selection}`);
    expect(form.html).toContain('What follows the policy');
    expect(form.html).not.toContain('Change the policy of 2 licenses');
    const preview = await browser.get(
      `${BULK}/policy?${selection}&to_policy=${policyId}&limits=&limits=maxActivations`,
    );
    expect(preview.html).toContain('2 licenses get the policy Three seats');
    expect(preview.html).toContain('1 license would have more devices than seats. Their 1 device keeps its seat');
    expect((await read(first)).max_activations).toBe(5);
    const other = await browser.post(`${BULK}/policy`, { ...fieldsOf(preview.html), expiry: 'restart' });
    expect([other.status, other.html.includes('The preview did not show this change.')]).toEqual([422, true]);
    expect(fieldsOf(other.html).expiry).toBe('restart');
    const { status, location = '' } = await browser.post(`${BULK}/policy`, fieldsOf(preview.html));
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/licenses\/policy-changes\//)]);
    expect((await browser.get(location)).html).toContain('Waiting');
    await runQueued(server, CHANGE_POLICIES);
    expect((await browser.get(location)).html).toContain('2 of 2');
    expect(await read(first)).toMatchObject({ policy: policyId, max_activations: 3, expires_at: null });
    expect((await browser.get(location)).html).toContain('Finished');
  });

  it('can leave all limits, and start the term again, for all that match', async () => {
    const { id: policyId } = await policy();
    const [first] = await three({ max_activations: 5, type: 'trial' });
    const preview = await browser.get(`${BULK}/policy?all=1&type=trial&to_policy=${policyId}&limits=&expiry=restart`);
    expect(preview.html).toContain('3 licenses get the policy');
    expect(fieldsOf(preview.html)).toMatchObject({ all: '1', type: 'trial', limits: '', expiry: 'restart' });
    expect((await browser.post(`${BULK}/policy`, fieldsOf(preview.html))).status).toBe(303);
    await runQueued(server, CHANGE_POLICIES);
    expect(await read(first)).toMatchObject({ policy: policyId, max_activations: 5 });
  });

  it('refuses what no page sends', async () => {
    const { number } = await issued(server);
    expect((await browser.get(`${BULK}/policy`)).html).toContain('No license is selected');
    expect((await browser.get(`${BULK}/policy?id=${number}&to_policy=x`)).status).toBe(422);
    expect((await browser.get(`${BULK}/policy?id=${number}&limits=everything`)).status).toBe(422);
    expect((await browser.post(`${BULK}/policy`, { id: String(number) })).status).toBe(422);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await browser.get(`${BULK}/policy?id=${number}&to_policy=${unknown}`)).status).toBe(422);
    expect((await browser.get(`/console/licenses/policy-changes/${unknown}`)).status).toBe(404);
  });
});
