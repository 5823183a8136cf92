import type { Product } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

const NEW = '/console/licenses/new';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
let product: Product;
beforeAll(async () => {
  server = await TestServer.shared();
  const body = { reference: 'studio', name: 'Resonance Studio' };
  product = (await server.asAdmin('POST', '/api/v1/products', { body })).body;
  await server.asAdmin('PUT', '/api/v1/products/studio/entitlements/export', {
    body: { name: 'Export', type: 'flag' },
  });
  await server.asAdmin('PUT', '/api/v1/products/studio/entitlements/tracks', {
    body: { name: 'Tracks', type: 'number' },
  });
  await server.asAdmin('PUT', '/api/v1/products/studio/meters/renders', {
    body: { name: 'Renders', unit: 'minutes', kind: 'consumed' },
  });
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers', 'idempotent_requests');
  browser = aBrowser();
});
afterAll(() => server.stop());

const all = async () => (await server.sdk.licenses.list({ limit: 100 })).items;

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** The fields of the form as a browser sends them. */
function fieldsIn(html: string): Record<string, string> {
  const [form = ''] = /<form class="form"[^]*?<\/form>/.exec(html) ?? [];
  const fields: Record<string, string> = {};
  for (const [, attributes = ''] of form.matchAll(/<input((?:"[^"]*"|[^>"])*)>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    if (attribute('type') !== 'radio' || attributes.includes(' checked')) {
      fields[attribute('name')] = unescaped(attribute('value'));
    }
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</g)) {
    fields[name] = unescaped(text);
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([^]*?)<\/select>/g)) {
    fields[name] = /<option value(?:="([^"]*)")? selected/.exec(options)?.[1] ?? '';
  }
  return fields;
}

const textOf = (html: string) => unescaped(html.replace(/<[^>]*>/g, '')).trim();

/** The closed or open part of the form with this id. */
function foldIn(html: string, id: string) {
  const [, open, line = ''] =
    new RegExp(`<details class="fold" id="${id}"( open)?>[^]*?<span class="fold-line">([^]*?)</span>`).exec(html) ?? [];
  return { isOpen: open !== undefined, line: textOf(line) };
}

function sentenceIn(html: string): string {
  return textOf(/id="issue-summary">([^]*?)<\/p>/.exec(html)?.[1] ?? '');
}

const opened = new Map<string, Promise<Record<string, string>>>();
let forms = 0;

/** Sends a page, which is opened once, as another form each time. */
async function send(change: Record<string, string> = {}, path = `${NEW}?product=studio`) {
  const fields = opened.get(path) ?? browser.get(path).then(({ html }) => fieldsIn(html));
  opened.set(path, fields);
  return browser.post(NEW, { ...(await fields), form_id: `form ${forms++}`, ...change });
}

it('issues one license and shows its key', async () => {
  const { status, location = '' } = await send();
  expect(status).toBe(303);
  const license = single(await all());
  expect(license).toMatchObject({ product: 'studio', type: 'perpetual', max_activations: null, expires_at: null });
  const { html } = await browser.get(location);
  expect(html).toContain('1 license issued');
  expect(html).toContain(license.key);
  expect(html).toContain(`/license/edit/${license.id}`);
});

it('records why a license was issued', async () => {
  const { html } = await browser.get('/console/licenses/new');
  expect(html).toContain('name="change_reference"');
  const reasons = { reason: 'Replaces a lost key', change_reference: 'TICKET-7' };
  const { status, location = '' } = await send(reasons);
  expect(status).toBe(303);
  const { body } = await server.asAdmin('GET', '/api/v1/audit?action=license.issued&limit=1');
  expect([location, body.items[0]]).toEqual([
    expect.stringContaining('issued'),
    expect.objectContaining({ reason: 'Replaces a lost key', reference: 'TICKET-7' }),
  ]);
});

it('issues what the form says', async () => {
  const ada = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', email: 'ada@example.com' } });
  const { status } = await send(
    {
      type: 'subscription',
      type_label: 'Studio annual',
      restricted_to_email: 'ada@example.com',
      runs: 'date',
      starts_on: '2090-01-01',
      expires_on: '2090-12-31',
      max_activations: '5',
      uses_limit: '20',
      max_users: '3',
      max_sessions: '',
      allowed_domains: 'brightwater.example\r\n*.lab.example\r\n',
      allowed_ips: '10.0.0.0/8',
      'entitlements.export': 'true',
      'entitlements.tracks': '64',
      'meters.renders': '90',
      'periods.renders': 'month',
      features: 'beta\r\nnight',
      description: 'Paid by wire',
      metadata: '{"invoice": 7}',
      key: 'OWN-KEY-1',
    },
    `${NEW}?product=studio&customer=${ada.body.id}`,
  );
  expect(status).toBe(303);
  expect(await all()).toMatchObject([
    {
      key: 'OWN-KEY-1',
      type: 'subscription',
      type_label: 'Studio annual',
      customer_id: ada.body.id,
      restricted_to_email: 'ada@example.com',
      max_activations: 5,
      uses_limit: 20,
      max_users: 3,
      starts_at: '2090-01-01T00:00:00.000Z',
      expires_at: '2090-12-31T23:59:59.000Z',
      max_sessions: null,
      allowed_domains: ['brightwater.example', '*.lab.example'],
      allowed_ips: ['10.0.0.0/8'],
      entitlements: { export: { value: true }, tracks: { value: 64 } },
      meters: { renders: { limit: 90, period: 'month' } },
      description: 'Paid by wire',
      metadata: { invoice: 7 },
    },
  ]);
});

it('fills in what another policy gives, keeps what was changed, and shows both before they are used', async () => {
  const limits = { max_activations: 5, uses_limit: 20 };
  const body = { name: 'Annual', ...limits, duration_days: 365, expiry_basis: 'first_activation' };
  const { id } = (await server.asAdmin('POST', '/api/v1/policies', { body })).body;
  const refilled = await send({ policy: id, uses_limit: '99' });
  expect(refilled.status).toBe(200);
  expect(refilled.html).toContain('5 seats, 365 days from first activation');
  expect(fieldsIn(refilled.html)).toMatchObject({ policy: id, max_activations: '5', uses_limit: '99', count: '1' });
  expect(await all()).toEqual([]);
  expect((await browser.post(NEW, fieldsIn(refilled.html))).status).toBe(303);
  expect(await all()).toMatchObject([{ policy: id, max_activations: 5, uses_limit: 99, duration_days: 365 }]);
  const named = await browser.get(`${NEW}?product=${product.id}&policy=${id}`);
  expect(fieldsIn(named.html)).toMatchObject({ product: product.id, policy: id, max_activations: '5' });
  // A license without end, although the policy names a term.
  await browser.post(NEW, { ...fieldsIn(named.html), runs: 'never' });
  await browser.post(NEW, { ...fieldsIn(named.html), runs: 'first_use', days_of_use: '30' });
  expect(await all()).toMatchObject([
    { duration_days: 30, expires_at: null },
    { duration_days: null, expires_at: null },
    {},
  ]);
});

it('leaves to the policy what equals it, and issues without the limits that were emptied', async () => {
  const body = { name: 'Five', max_activations: 5, max_users: 3, features: ['surround'] };
  const { id } = (await server.asAdmin('POST', '/api/v1/policies', { body })).body;
  const { html } = await browser.get(`${NEW}?product=studio&policy=${id}`);
  const form = { ...fieldsIn(html), max_users: '' };
  await server.asAdmin('PATCH', `/api/v1/policies/${id}`, { body: { max_sessions: 9 } });
  expect((await browser.post(NEW, form)).status).toBe(303);
  expect(await all()).toMatchObject([{ max_activations: 5, max_users: null, features: ['surround'] }]);
});

it('names own values in the line of a fold, opens it, and leads back to the policy', async () => {
  const { id } = (await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Five', max_activations: 5 } }))
    .body;
  const { html } = await browser.get(`${NEW}?product=studio&policy=${id}`);
  expect(foldIn(html, 'limits')).toMatchObject({ isOpen: false, line: expect.stringContaining('5 seats · ') });
  const changed = await browser.post(NEW, { ...fieldsIn(html), max_activations: '7', do: 'refresh' });
  expect(changed.status).toBe(200);
  expect(foldIn(changed.html, 'limits')).toMatchObject({
    isOpen: true,
    line: expect.stringContaining('7 seats, policy: 5'),
  });
  expect(changed.html).toContain('1 changed');
  expect(changed.html).toContain('Back to 5');
  const back = await browser.post(NEW, { ...fieldsIn(changed.html), do: 'back:max_activations' });
  expect(fieldsIn(back.html)).toMatchObject({ max_activations: '5' });
  expect(foldIn(back.html, 'limits')).toMatchObject({ isOpen: false });
  expect(await all()).toEqual([]);
});

it('leads grants back to the policy', async () => {
  const grants = { entitlements: { tracks: 16 }, meters: { renders: { limit: 50, period: 'month' } } };
  const body = { name: 'Granting', features: ['surround'], ...grants };
  const { id } = (await server.asAdmin('POST', '/api/v1/policies', { body })).body;
  const { html } = await browser.get(`${NEW}?product=studio&policy=${id}`);
  expect(foldIn(html, 'grants').line).toBe('surround · Tracks: 16 · 50 Renders a month');
  const own = { 'entitlements.tracks': '64', 'meters.renders': '90', features: '' };
  let form = { ...fieldsIn(html), ...own };
  const changed = await browser.post(NEW, { ...form, do: 'refresh' });
  const line = 'none, policy: surround · Tracks: 64, policy: 16 · 90 Renders a month, policy: 50 Renders a month';
  expect(foldIn(changed.html, 'grants')).toEqual({ isOpen: true, line });
  for (const name of Object.keys(own)) {
    form = fieldsIn((await browser.post(NEW, { ...form, do: `back:${name}` })).html) as typeof form;
  }
  expect((await browser.post(NEW, { ...form, 'entitlements.tracks': '16' })).status).toBe(303);
  expect(await all()).toMatchObject([{ features: ['surround'], entitlements: { tracks: { value: 16 } } }]);
  const [entry] = (await server.asAdmin('GET', '/api/v1/audit?action=license.issued')).body.items;
  expect(entry).toMatchObject({ after: { entitlements: {}, meters: {} } });
});

it('says the whole license in a sentence', async () => {
  const { html } = await browser.get(`${NEW}?product=studio`);
  expect(sentenceIn(html)).toContain('Resonance Studio without a customer, seats without limit, no end.');
  const change = { runs: 'date', starts_on: '2090-01-01', expires_on: '2090-12-31', max_activations: '7', count: '3' };
  const shown = await browser.post(NEW, { ...fieldsIn(html), ...change, customer: 'Fjordlyd AS', do: 'refresh' });
  expect(sentenceIn(shown.html)).toContain(
    '3 licenses: Resonance Studio for Fjordlyd AS (new), 7 seats, 1 Jan 2090 to 31 Dec 2090.',
  );
  const refused = await browser.post(NEW, { ...fieldsIn(html), runs: 'first_use', days_of_use: '30', count: '0' });
  expect(sentenceIn(refused.html)).toContain('30 days from first activation');
});

describe('with a new customer', () => {
  const customers = async () => (await server.sdk.customers.list({ limit: 100 })).items;

  it('opens a panel for an unknown one, saves nothing, and creates both with the second press', async () => {
    const { status, html } = await send({ customer: 'Fjordlyd AS <kontor@fjordlyd.example>' });
    expect([status, html.includes('Check the new customer below')]).toEqual([422, true]);
    expect(fieldsIn(html)).toMatchObject({ customer_name: 'Fjordlyd AS', customer_email: 'kontor@fjordlyd.example' });
    expect([await all(), await customers()]).toEqual([[], []]);
    expect((await browser.post(NEW, { ...fieldsIn(html), customer_name: 'Fjordlyd' })).status).toBe(303);
    const created = single(await customers());
    expect(created).toMatchObject({ name: 'Fjordlyd', email: 'kontor@fjordlyd.example' });
    expect(await all()).toMatchObject([{ customer_id: created.id }]);
  });

  it('opens and closes the panel by its buttons', async () => {
    const { html } = await browser.get(`${NEW}?product=studio`);
    const opened = await browser.post(NEW, { ...fieldsIn(html), do: 'new_customer' });
    expect(fieldsIn(opened.html)).toMatchObject({ new_customer: '1', customer_name: '' });
    const nameless = await browser.post(NEW, fieldsIn(opened.html));
    expect([nameless.status, nameless.html.includes('Enter a name')]).toEqual([422, true]);
    const closed = await browser.post(NEW, { ...fieldsIn(opened.html), do: 'choose_customer' });
    expect(fieldsIn(closed.html)).not.toHaveProperty('new_customer');
    expect((await browser.post(NEW, fieldsIn(closed.html))).status).toBe(303);
    expect(await customers()).toEqual([]);
  });

  it('names the customer that has the e-mail address, and offers that one', async () => {
    const ada = (await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', email: 'ada@example.com' } }))
      .body;
    const { html } = await send({ customer: 'Somebody' });
    const taken = await browser.post(NEW, { ...fieldsIn(html), customer_email: 'ADA@example.com' });
    expect([taken.status, taken.html.includes('This is the e-mail address of Ada.')]).toEqual([422, true]);
    expect(await all()).toEqual([]);
    const chosen = await browser.post(NEW, { ...fieldsIn(taken.html), do: `take:${ada.id}` });
    expect((await browser.post(NEW, fieldsIn(chosen.html))).status).toBe(303);
    expect(await all()).toMatchObject([{ customer_id: ada.id }]);
    expect(await customers()).toHaveLength(1);
  });

  it('creates one customer for two forms that race with one e-mail address, and none for a form that is refused', async () => {
    const forms = await Promise.all(['One', 'Two'].map(async (customer) => fieldsIn((await send({ customer })).html)));
    const email = { customer_email: 'race@example.com' };
    const answers = await Promise.all(forms.map((form) => browser.post(NEW, { ...form, ...email })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await customers()).toHaveLength(1);
    const keyed = await Promise.all(forms.map((form) => browser.post(NEW, { ...form, key: 'RACED' })));
    expect(keyed.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await customers()).toHaveLength(2);
    expect(await all()).toHaveLength(2);
  });

  it('issues once for a form that is sent twice', async () => {
    const form = { ...fieldsIn((await send({ customer: 'Twice' })).html), customer_email: 'twice@example.com' };
    const answers = [await browser.post(NEW, form), await browser.post(NEW, form)];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect([(await all()).length, (await customers()).length]).toEqual([1, 1]);
  });

  it('asks again if another customer was typed since', async () => {
    await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', email: 'ada@example.com' } });
    const { html } = await send({ customer: 'Somebody' });
    const changed = await browser.post(NEW, { ...fieldsIn(html), customer: 'ada@example.com' });
    expect([changed.status, changed.html.includes('Another customer is named here')]).toEqual([422, true]);
    expect(fieldsIn(changed.html)).not.toHaveProperty('new_customer');
    expect((await browser.post(NEW, fieldsIn(changed.html))).status).toBe(303);
    expect(await customers()).toHaveLength(1);
  });
});

it('issues a batch, once however often the form is sent', async () => {
  const { html } = await browser.get(`${NEW}?product=studio`);
  const form = { ...fieldsIn(html), count: '101', batch: 'Spring fair' };
  const answers = await Promise.all([browser.post(NEW, form), browser.post(NEW, form), browser.post(NEW, form)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
  const issued = await browser.get(answers[0].location ?? '');
  expect(issued.html).toContain('101 licenses issued');
  expect(issued.html).toContain('the first 100 of 101');
  const [, file = ''] = /href="(\/console\/licenses\/export[^"]*)"/.exec(issued.html) ?? [];
  const { html: csv } = await browser.get(unescaped(file));
  expect(csv.trim().split('\n')).toHaveLength(102);
  // After a step back in the browser, another number is another form.
  expect((await browser.post(NEW, { ...form, count: '2' })).status).toBe(303);
  expect((await browser.get('/console/licenses')).html).toContain('103 licenses');
});

it.each<[Record<string, string>, string]>([
  [{ customer: 'nobody' }, 'No customer has this name'],
  [{ runs: 'date' }, 'Enter the last day.'],
  [
    { runs: 'date', starts_on: '2090-12-01', expires_on: '2090-11-02' },
    'Must not be before the first day, 1 Dec 2090.',
  ],
  [{ runs: 'first_use' }, 'Enter a whole number of days'],
  [{ runs: 'first_use', days_of_use: '0' }, 'Enter a whole number of days'],
  [{ max_activations: '0' }, 'Enter a whole number above 0'],
  [{ uses_limit: '1.5' }, 'Enter a whole number above 0'],
  [{ max_users: '99999999999' }, 'Enter a whole number above 0'],
  [{ allowed_domains: 'a.example\nour shop' }, 'Line 2: “our shop” is not a domain.'],
  [{ allowed_ips: 'x' }, 'Line 1: “x” is neither'],
  [{ restricted_to_email: 'x' }, 'Not an e-mail address'],
  [{ count: '1001' }, 'from 1 to 1,000'],
  [{ count: '2', key: 'MINE' }, 'A key of your own is for a single license.'],
  [{ key: 'with space' }, 'A key has 1 to 255 characters'],
  [{ metadata: '{' }, 'Enter a JSON object'],
  [{ 'entitlements.tracks': 'many' }, 'Enter a number.'],
  [{ 'meters.renders': '-1' }, 'Enter a whole number, 0 or more.'],
  [{ runs: 'date', expires_on: '2090-11-02', starts_on: 'soon' }, 'Enter a date such as'],
  [{ not_before: 'soon' }, 'Enter a date such as'],
  [{ starts_on: '2090-11-02' }, 'The chosen term does not use this field'],
  [{ runs: 'date', expires_on: '2090-11-02', not_before: '2090-01-01' }, 'The chosen term does not use this field'],
  [{ expires_on: '2090-11-02' }, 'The chosen term does not use this field'],
  [{ runs: 'never', expires_on: '2090-11-02' }, 'The chosen term does not use this field'],
  [{ runs: 'first_use', days_of_use: '9', expires_on: '2090-11-02' }, 'The chosen term does not use this field'],
  [{ runs: 'date', days_of_use: '9', expires_on: '2090-11-02' }, 'The chosen term does not use this field'],
])('refuses %j and keeps what was typed', async (change, message) => {
  const { status, html } = await send({ description: 'Kept', ...change });
  expect({ status, hasMessage: html.includes(message) }).toEqual({ status: 422, hasMessage: true });
  expect(html).toContain('aria-invalid');
  expect(fieldsIn(html)).toMatchObject({ description: 'Kept', ...change });
  expect(await all()).toEqual([]);
});

it.each<Record<string, string>>([
  { type: 'rented' },
  { runs: 'away' },
  { 'periods.renders': 'never', 'meters.renders': '1' },
])('refuses %j, which no page sends', async (change) => {
  expect((await send(change)).status).toBe(422);
  expect(await all()).toEqual([]);
});

it('has the fields of a term in its choice, and a first day for all terms', async () => {
  const { html } = await browser.get(`${NEW}?product=studio`);
  expect(html).toMatch(/class="choice-fields">(?:(?!class="choice-box")[^])*name="expires_on"/);
  await send({ runs: 'date', expires_on: '2090-11-02' });
  expect(single(await all()).expires_at).toBe('2090-11-02T23:59:59.000Z');
  await send({ runs: 'never', not_before: '2090-11-02' });
  expect((await all())[0]).toMatchObject({ starts_at: '2090-11-02T00:00:00.000Z', expires_at: null });
});

it('opens the folds that have an error', async () => {
  const { html } = await send({ count: '1001', allowed_ips: 'x' });
  const open = ['limits', 'grants', 'key', 'notes', 'number'].filter((id) => foldIn(html, id).isOpen);
  expect(open).toEqual(['limits', 'number']);
});

it('names all wrong fields at once', async () => {
  await send({ key: 'TAKEN' });
  const { status, html } = await send({
    key: 'TAKEN',
    customer: 'nobody',
    not_before: 'soon',
    expires_on: '2090-11-02',
    max_activations: '0',
    allowed_ips: 'x',
    metadata: '{',
    'entitlements.tracks': 'many',
    count: '1001',
    restricted_to_email: 'x',
  });
  expect(status).toBe(422);
  const wrong = ['allowed_ips', 'count', 'customer', 'entitlements-tracks', 'expires_on', 'key', 'max_activations'];
  const linked = [...html.matchAll(/href="#field-([^"]*)"/g)].map(([, field]) => field).sort();
  expect(linked).toEqual([...wrong, 'metadata', 'not_before', 'restricted_to_email']);
  expect(await all()).toHaveLength(1);
});

it('refuses a key that is taken', async () => {
  await send({ key: 'TAKEN' });
  const { status, html } = await send({ key: 'TAKEN' });
  expect([status, html.includes('Another license has')]).toEqual([422, true]);
});

it('suggests customers', async () => {
  await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Grace <b>', email: 'grace@example.com' } });
  await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Graceful' } });
  const { html } = await browser.get('/console/licenses/customers?q=grace');
  expect(html).toContain('value="Grace &lt;b> &lt;grace@example.com>"');
  expect(html).toContain('value="Graceful #2"');
  expect((await browser.get('/console/licenses/customers?q=.')).html).toBe('<datalist></datalist>');
});

it('is for users who may issue licenses', async () => {
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  expect((await viewer.get(NEW)).status).toBe(403);
  expect((await viewer.post(NEW, {})).status).toBe(403);
});
