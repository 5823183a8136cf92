import { Delay } from '../../src/core/common/delay';
import { IdempotencyService } from '../../src/core/platform/idempotency/idempotency.service';
import { Browser, formTo, type Visit } from '../testkit/browser';
import { aProductNamed, aVersionOf } from '../support/catalog';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { checkImport, formOf, importChecked } from '../testkit/forms';
import { issued } from '../testkit/issue';
import { metered } from '../support/meters';
import { raceInOrder } from '../testkit/race';
import { sampleOf } from '../testkit/sample';
import { TestServer } from '../testkit/server';
import { createLoggedInUser, PASSWORD } from '../testkit/users';
import { signedIn } from '../support/signed-in';

const DAY = 86_400_000;
const CUSTOMER = '/console/customers/new';

let server: TestServer;
/** A second node on the same database. */
let node: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
let product: { id: string; reference: string };
let license: { id: string; key: string; expires_at: string | null };
beforeAll(async () => {
  [server, node] = await TestServer.sharedPair();
  product = await aProductNamed(server);
  license = await issued(server, { product: product.reference, expires_at: '2099-01-01T00:00:00Z', max_users: 9 });
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  await server.emptyTables('sent_forms');
  browser = aBrowser();
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await node.stop();
  await server.stop();
});

async function opened(path: string, fields: Record<string, string>, action = path): Promise<Record<string, string>> {
  const { status, html } = await browser.get(path);
  expect([path, status]).toEqual([path, 200]);
  return { ...formTo(html, action), ...fields };
}

const rowsOf = async (table: string): Promise<number> => {
  const [{ count }] = await server.dataSource.query<[{ count: string }]>(`SELECT count(*) FROM ${table}`);
  return Number(count);
};
const customersNamed = (name: string) => rowsOf(`customers WHERE name = '${name}'`);
const answerOf = ({ status, location }: Visit) => ({ status, location });
const age = (milliseconds: number): Date => new Date(server.clock.now().getTime() - milliseconds);
/** Makes all forms those of a process that has ended without an answer. */
const interrupted = (isCommitted: boolean, milliseconds = DAY / 2) =>
  server.dataSource.query(`UPDATE sent_forms SET answer = NULL, is_committed = $1, at = $2`, [
    isCommitted,
    age(milliseconds),
  ]);

interface SentForm {
  readonly name: string;
  readonly path: string;
  /** By default, the path. */
  readonly action?: string;
  readonly fields: Record<string, string>;
  /** Rows that the change adds. */
  readonly rows: string;
  /** The answer is a page that shows a secret once. */
  readonly isShownOnce?: boolean;
}

/** Forms that create, add, extend, send or use something up. */
const forms = async (): Promise<SentForm[]> => {
  const version = await aVersionOf(server, product.id, { is_active: false });
  const counted = await metered(server, { exports: {} });
  const audits = (action: string) => `audit_entries WHERE action = '${action}'`;
  const ofProduct = `/console/products/${product.id}`;
  const ofLicense = `/license/edit/${license.id}`;
  // Of events that nothing here causes.
  const hook = await server.sdk.webhooks.create({ url: 'https://hooks.example.com/', events: ['order.refunded'] });
  return [
    { name: 'a customer', path: CUSTOMER, fields: { name: 'Once' }, rows: 'customers' },
    { name: 'a product', path: '/console/products/new', fields: { name: 'Once', reference: 'once' }, rows: 'products' },
    { name: 'a policy', path: '/console/policies/new', fields: { name: 'Once' }, rows: 'policies' },
    { name: 'a group', path: '/console/groups/new', fields: { name: 'Once' }, rows: 'groups' },
    {
      name: 'a role',
      path: '/console/roles/new',
      fields: { name: 'once', access: 'read' },
      rows: 'roles',
    },
    {
      name: 'a version',
      path: `${ofProduct}/versions/new`,
      rows: 'product_versions',
      fields: { version: '7.7.7', reference: 'v7.7.7' },
    },
    { name: 'a meter', path: `${ofProduct}/meters/new`, fields: { code: 'once', name: 'Once' }, rows: 'meters' },
    { name: 'a key pool', path: `${ofProduct}/key-pools/new`, fields: { name: 'Once' }, rows: 'key_pools' },
    {
      name: 'a resource',
      path: '/console/resources/new',
      rows: 'resources',
      fields: { type: 'phone', identifier: 'once' },
    },
    {
      name: 'a lead',
      path: '/leads/create',
      fields: { name: 'Once', type: 'school', 'contact_name[]': 'Ada', 'contact_emails[]': 'once@example.com' },
      rows: 'institutions',
    },
    {
      name: 'an API key',
      path: '/console/api-keys/new',
      rows: 'api_keys',
      isShownOnce: true,
      fields: { name: 'Once', kind: 'external' },
    },
    {
      name: 'a webhook',
      path: '/console/webhooks/new',
      rows: 'webhook_endpoints',
      isShownOnce: true,
      fields: { url: 'https://once.example.com/', 'events[]': 'license.*' },
    },
    {
      name: 'a test of a webhook',
      path: `/console/webhooks/${hook.id}`,
      fields: {},
      rows: `webhook_deliveries WHERE endpoint_id = (SELECT id FROM webhook_endpoints WHERE uid = '${hook.id}')`,
      action: `/console/webhooks/${hook.id}/test`,
    },
    { name: 'an extension', path: `${ofLicense}/extend`, fields: { by: 'month' }, rows: audits('license.extended') },
    { name: 'a user of a license', path: `${ofLicense}/users`, fields: { user: 'once' }, rows: 'license_users' },
    {
      name: 'a license file',
      path: `${ofLicense}/files`,
      rows: 'license_files',
      isShownOnce: true,
      fields: { task: 'create', hardware_id: 'once' },
    },
    {
      name: 'a correction of a meter',
      path: `/license/edit/${counted.id}/meters/exports`,
      rows: audits('meter.corrected'),
      fields: { how: 'change', amount: '5', reason: 'once' },
    },
    {
      name: 'a publication',
      path: `${ofProduct}/versions/${version.id}/publish`,
      fields: {},
      rows: audits('version.published'),
    },
  ];
};

it('makes one change of a form that is sent twice, at the same moment and later', async () => {
  const sample = sampleOf(await forms(), 4, 'sent twice');
  const results = [];
  for (const { name, path, action = path, fields, rows } of sample) {
    const form = await opened(path, fields, action);
    const before = await rowsOf(rows);
    const answers = await Promise.all([browser.post(action, form), browser.post(action, form)]);
    answers.push(await browser.post(action, form));
    const statuses = answers.map(({ status }) => status).sort();
    const locations = new Set(answers.map(({ location }) => location));
    results.push({ name, statuses, locations: locations.size, added: (await rowsOf(rows)) - before });
  }
  const expected = sample.map(({ name, isShownOnce = false }) => ({
    name,
    statuses: isShownOnce ? [200, 409, 409] : [303, 303, 303],
    locations: 1,
    added: 1,
  }));
  expect(results).toEqual(expected);
});

it('makes the change of a form with other values, of a form that was refused, and of another person', async () => {
  await server.sdk.customers.create({ name: 'Owner', email: 'taken@example.com' });
  const form = await opened(CUSTOMER, { name: 'Corrected', email: 'taken@example.com' });
  expect((await browser.post(CUSTOMER, form)).status).toBe(409);
  const right = { ...form, email: 'right@example.com' };
  expect((await browser.post(CUSTOMER, right)).status).toBe(303);
  expect((await browser.post(CUSTOMER, { ...right, email: 'second@example.com' })).status).toBe(303);
  expect(await customersNamed('Corrected')).toBe(2);
  await server.dataSource.query(`UPDATE customers SET email = NULL WHERE email = 'taken@example.com'`);
  expect((await browser.post(CUSTOMER, form)).status).toBe(303);
  expect(await customersNamed('Corrected')).toBe(3);

  const { username } = await createLoggedInUser(server, 'admin');
  const colleague = new Browser(server);
  await colleague.signIn(username, PASSWORD);
  const plain = await opened(CUSTOMER, { name: 'Of two people' });
  for (const person of [browser, colleague, browser, colleague]) {
    expect((await person.post(CUSTOMER, plain)).status).toBe(303);
  }
  expect(await customersNamed('Of two people')).toBe(2);
});

it('remembers a form on another node and for 24 hours', async () => {
  const form = await opened(CUSTOMER, { name: 'On two nodes' });
  const there = new Browser(node);
  await there.signIn();
  const answers = await Promise.all([browser.post(CUSTOMER, form), there.post(CUSTOMER, form)]);
  answers.push(await there.post(CUSTOMER, form));
  expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
  server.clock.advance(DAY - 60_000);
  await browser.signIn();
  expect(answerOf(await browser.post(CUSTOMER, form))).toEqual(answerOf(answers[0]));
  expect(await customersNamed('On two nodes')).toBe(1);
  server.clock.advance(120_000);
  expect((await browser.post(CUSTOMER, form)).status).toBe(303);
  expect(await customersNamed('On two nodes')).toBe(2);
  server.clock.advance(2 * DAY);
  await server.app.get(IdempotencyService).sweep();
  expect(await rowsOf('sent_forms')).toBe(0);
});

it('shows the text of the first answer above the page that it leads to', async () => {
  const form = await opened('/console/groups/new', { name: 'Told twice' });
  for (const time of [1, 2]) {
    const { location = '' } = await browser.post('/console/groups/new', form);
    expect([time, browser.lastCookies.join()]).toEqual([time, expect.stringContaining('keyward_flash=')]);
    expect([time, (await browser.get(location)).html]).toEqual([time, expect.stringContaining('Told twice')]);
  }
});

describe('a process that ends', () => {
  it('before the change lets another make it, and after the change none', async () => {
    const form = await opened(CUSTOMER, { name: 'Interrupted' });
    await browser.post(CUSTOMER, form);
    await interrupted(true);
    const { status, html } = await browser.post(CUSTOMER, form);
    expect([status, html]).toEqual([409, expect.stringContaining('its change was made once')]);
    expect(await customersNamed('Interrupted')).toBe(1);
    await interrupted(false);
    expect((await browser.post(CUSTOMER, form)).status).toBe(303);
    expect(await customersNamed('Interrupted')).toBe(2);
  });

  it('is waited for, and then said to be at work', async () => {
    const form = await opened(CUSTOMER, { name: 'Under way' });
    await browser.post(CUSTOMER, form);
    await interrupted(false, 1_000);
    const wait = jest.spyOn(server.app.get(Delay), 'wait').mockResolvedValue();
    const { status, html } = await browser.post(CUSTOMER, form);
    expect([status, html]).toEqual([409, expect.stringContaining('still being processed')]);
    expect(wait.mock.calls.length).toBeGreaterThan(10);
    expect(await customersNamed('Under way')).toBe(1);
  });

  it('too late cannot commit what another has taken over', async () => {
    const path = `/license/edit/${license.id}/extend`;
    const form = await opened(path, { by: 'month' });
    const extensions = `audit_entries WHERE action = 'license.extended'`;
    const before = await rowsOf(extensions);
    const hold = `SELECT id FROM licenses WHERE uid = '${license.id}' FOR UPDATE`;
    const [first, second] = await raceInOrder({ databaseUrl: server.databaseUrl, hold }, [
      () => browser.post(path, form),
      async () => {
        await interrupted(false);
        return browser.post(path, form);
      },
    ]);
    expect([first?.status, second?.status]).toEqual([409, 303]);
    expect((await rowsOf(extensions)) - before).toBe(1);
    expect(answerOf(await browser.post(path, form))).toEqual({ status: 303, location: second?.location });
  });
});

it('stores no secret, and shows none twice', async () => {
  const path = '/console/api-keys/new';
  const form = await opened(path, { name: 'Secret', kind: 'external' });
  const [, secret = ''] = /data-copy="([^"]+)"/.exec((await browser.post(path, form)).html) ?? [];
  expect(secret.length).toBeGreaterThan(20);
  expect((await browser.post(path, form)).html).not.toContain(secret);
  const stored = await server.dataSource.query(`SELECT * FROM sent_forms`);
  expect(JSON.stringify(stored)).not.toContain(secret);
  expect(JSON.stringify(stored)).not.toContain(form.form_id);
});

it('signs in and changes the language each time', async () => {
  const { html } = await new Browser(server).get('/login');
  const form = { ...formTo(html, '/login'), username: 'admin', password: ADMIN_PASSWORD };
  for (const stranger of [new Browser(server), new Browser(server)]) {
    expect((await stranger.post('/login', form)).status).toBe(303);
    expect((await stranger.get('/account')).status).toBe(200);
  }
  const language = formTo(html, '/console/language');
  for (const chosen of ['de', 'en', 'de']) {
    await browser.post('/console/language', { ...language, language: chosen });
    expect((await browser.get(CUSTOMER)).html).toContain(`<html lang="${chosen}"`);
  }
  await browser.post('/console/language', { ...language, language: 'en' });
});

describe('a form with a file', () => {
  it('is carried out once, unless the file is another one', async () => {
    const path = '/console/customers/import';
    const { form_id = '' } = await opened(path, {});
    const send = async (content: string, name = 'rows.csv') => {
      const { body, headers } = await formOf(['form_id', form_id], ['file', content, name]);
      return answerOf(await browser.postBody(path, body, headers));
    };
    const rows = 'name,email\nOne,one-file@example.com\n';
    const files = 'stored_files WHERE completed_at IS NOT NULL';
    const before = await rowsOf(files);
    const [one, other] = await Promise.all([send(rows), send(rows)]);
    expect(one).toEqual({ status: 303, location: expect.stringContaining(path) });
    expect([other, await send(rows)]).toEqual([one, one]);
    expect((await rowsOf(files)) - before).toBe(1);
    const [corrected, renamed] = [await send(rows.replace('One', 'Two')), await send(rows, 'other.csv')];
    expect(new Set([one, corrected, renamed].map(({ location }) => location)).size).toBe(3);
  });

  it('is imported once, also from two tabs', async () => {
    const path = '/console/customers/import';
    const tab = await checkImport(browser, path, 'name,email\nTabs,tabs@example.com\n');
    const other = { ...(await browser.get(tab.path)), path: tab.path };
    expect(formTo(other.html, tab.path).form_id).toBe(formTo(tab.html, tab.path).form_id);
    for (const one of [tab, other]) {
      expect((await importChecked(browser, one)).status).toBe(303);
    }
    expect(await customersNamed('Tabs')).toBe(1);
  });
});
