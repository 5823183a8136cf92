import type { Customer } from '../../../sdk/src/generated/native';
import type { Role } from '../../../src/core/identity/permissions/permission';
import { Browser } from '../../testkit/browser';
import { checkImport, formOf, importChecked } from '../../testkit/forms';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.emptyTables('customers');
  browser = aBrowser();
});

async function customer(body: Record<string, unknown> = {}): Promise<Customer> {
  const answer = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada Lovelace', ...body } });
  expect(answer.status).toBe(201);
  return answer.body;
}

const read = async (id: string): Promise<Customer> => (await server.asAdmin('GET', `/api/v1/customers/${id}`)).body;
const all = async (): Promise<Customer[]> => (await server.asAdmin('GET', '/api/v1/customers')).body.items;

async function visitor(role: Role): Promise<Browser> {
  const { username } = await createLoggedInUser(server, role);
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  return other;
}

describe('the list', () => {
  it('shows each customer with the number of its licenses, and finds one by a part of its name', async () => {
    const { id } = await customer({ email: 'ada@example.com', company: 'Engines Ltd', reference: 'A-1' });
    await issued(server, { customer_id: id });
    await customer({ name: 'Grace Hopper' });
    const { status, html } = await browser.get('/console/customers');
    expect(status).toBe(200);
    for (const text of ['Ada Lovelace', 'ada@example.com', 'Engines Ltd', 'A-1', 'Grace Hopper', '1–2 of 2']) {
      expect(html).toContain(text);
    }
    expect(html).toContain(`href="/customer/edit/${id}"`);
    const found = await browser.get('/console/customers?q=lovel');
    expect(found.html).toContain('Ada Lovelace');
    expect(found.html).not.toContain('Grace Hopper');
    expect(found.html).toContain('href="/console/customers/export/file?q=lovel"');
  });

  it('pages forwards and back by cursors', async () => {
    await server.dataSource.query(
      `INSERT INTO customers (name, created_at, updated_at)
       SELECT 'Customer ' || n || '.', $1, $1 FROM generate_series(0, 100) AS n`,
      [server.clock.now()],
    );
    const links = (html: string) =>
      ['prev', 'next'].map((rel) =>
        new RegExp(`href="([^"]*)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&'),
      );
    const one = await browser.get('/console/customers');
    const [none, second = ''] = links(one.html);
    expect([none, one.html.includes('Customer 100.')]).toEqual([undefined, true]);
    const two = await browser.get(second);
    const [first, third = ''] = links(two.html);
    expect([first, two.html.includes('Customer 50.')]).toEqual(['/console/customers', true]);
    const three = await browser.get(third);
    const [back = '', end] = links(three.html);
    expect([end, three.html.includes('Customer 0.')]).toEqual([undefined, true]);
    expect((await browser.get(back)).html).toContain('Customer 50.');
    expect((await browser.get('/console/customers?after=nonsense')).status).toBe(400);
  });

  it('says that there is nothing, or nothing like that', async () => {
    expect((await browser.get('/console/customers')).html).toContain('No customers yet');
    await customer();
    for (const q of ['xyz', '%40', '%25%25%25']) {
      const { status, html } = await browser.get(`/console/customers?q=${q}`);
      expect([q, status, html.includes('No customer matches')]).toEqual([q, 200, true]);
    }
  });

  it('is downloaded as CSV', async () => {
    await customer({ name: '=1+1' });
    const { status, headers, html } = await browser.get('/console/customers/export/file');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(html).toContain(`'=1+1`);
  });
});

describe('the form', () => {
  it('adds a customer, and leaves out what is empty', async () => {
    const form = { name: 'Ada', email: 'Ada@Example.com', company: '', reference: '', phone: '', notes: 'a\r\nb' };
    const { status, location } = await browser.post('/console/customers/new', form);
    const [added] = await all();
    expect([status, location]).toEqual([303, `/customer/edit/${added?.id}`]);
    expect(added).toMatchObject({ email: 'ada@example.com', company: null, reference: null, notes: 'a\nb' });
    expect((await browser.get(location ?? '')).html).toContain('Ada is added.');
  });

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    await customer({ reference: 'taken' });
    const wrong = await browser.post('/console/customers/new', { name: '', email: 'nobody', company: 'Typed' });
    expect(wrong.status).toBe(422);
    for (const text of ['id="field-name-error"', 'id="field-email-error"', 'value="nobody"', 'value="Typed"']) {
      expect(wrong.html).toContain(text);
    }
    const taken = await browser.post('/console/customers/new', { name: 'Other', reference: 'taken' });
    expect([taken.status, taken.html.includes('id="field-reference-error"')]).toEqual([409, true]);
    expect(await all()).toHaveLength(1);
  });

  it('says who has an address, links to it, and saves it if that is asked for', async () => {
    const { id } = await customer({ name: 'First <b>', email: 'shared@example.com' });
    const form = { name: 'Second', email: 'Shared@example.com' };
    const refused = await browser.post('/console/customers/new', form);
    expect([refused.status, refused.html]).toEqual([
      409,
      expect.stringContaining('Another customer has this address.'),
    ]);
    expect(refused.html).toMatch(new RegExp(`This address belongs to <a href="/customer/edit/${id}">First &lt;b`));
    expect(refused.html).toContain('name="allow_duplicate_email" value="1"');
    expect(await all()).toHaveLength(1);
    const asked = { ...form, allow_duplicate_email: '1' };
    const wrong = await browser.post('/console/customers/new', { ...asked, name: '' });
    expect([wrong.status, wrong.html]).toEqual([
      422,
      expect.stringMatching(/name="allow_duplicate_email"[^>]*checked/),
    ]);
    expect((await browser.post('/console/customers/new', asked)).status).toBe(303);
    expect(await all()).toHaveLength(2);

    const other = await customer({ name: 'Third', email: 'third@example.com' });
    const path = `/console/customers/${other.id}/edit`;
    const changed = await browser.post(path, { ...form, name: 'Third' });
    expect([changed.status, changed.html]).toEqual([409, expect.stringContaining(`href="/customer/edit/${id}"`)]);
    expect((await browser.post(path, { ...asked, name: 'Third' })).status).toBe(303);
    // The address stays as it is: nothing is asked.
    expect((await browser.post(path, { ...form, name: 'Renamed' })).status).toBe(303);
    expect((await browser.get(path)).html).not.toContain('allow_duplicate_email');
  });

  it('changes a customer, and returns to its page', async () => {
    const { id } = await customer({ phone: '123' });
    const path = `/console/customers/${id}/edit`;
    expect((await browser.get(path)).html).toContain('value="123"');
    const saved = await browser.post(path, { name: 'Countess', phone: '', notes: 'x' });
    expect([saved.status, saved.location]).toEqual([303, `/customer/edit/${id}`]);
    expect(await read(id)).toMatchObject({ name: 'Countess', phone: null, notes: 'x' });
    const { html } = await browser.get(`/customer/edit/${id}?tab=timeline`);
    expect(html).toContain('Countess is saved.');
    expect(html).toContain('admin changed the customer');
    expect(html).toContain('Changed: Name, Notes, Phone');
  });

  it('keeps the fields that a form does not send', async () => {
    const { id } = await customer({ company: 'Engines' });
    await browser.post(`/console/customers/${id}/edit`, { name: 'Ada' });
    expect(await read(id)).toMatchObject({ company: 'Engines' });
  });

  it('offers the groups, and refuses one that is gone', async () => {
    const group = await server.asAdmin('POST', '/api/v1/groups', { body: { name: 'University' } });
    const { id } = await customer();
    expect((await browser.get(`/console/customers/${id}/edit`)).html).toContain('University');
    await browser.post(`/console/customers/${id}/edit`, { name: 'Ada', group: group.body.id });
    expect(await read(id)).toMatchObject({ group: group.body.id });
    expect((await browser.get(`/customer/edit/${id}`)).html).toContain('University');
    await browser.post(`/console/customers/${id}/edit`, { name: 'Ada', group: '' });
    expect(await read(id)).toMatchObject({ group: null });
  });

  it.each(['0', 'x', '123456789', '%00', '1e3', '99999999999999999999'])('has no page for %s', async (id) => {
    const { status } = await browser.get(`/customer/edit/${id}`);
    expect([400, 404]).toContain(status);
  });
});

describe('deleting', () => {
  it('asks first, and deletes then', async () => {
    const { id } = await customer();
    expect((await browser.get(`/console/customers/${id}/delete`)).html).toContain('Delete Ada Lovelace?');
    expect(await browser.post(`/console/customers/${id}/delete`)).toMatchObject({
      status: 303,
      location: '/console/customers',
    });
    expect(await all()).toEqual([]);
  });

  it('says why a customer with licenses stays', async () => {
    const { id } = await customer();
    await issued(server, { customer_id: id });
    expect((await browser.get(`/console/customers/${id}/delete`)).html).toContain('has licenses (1)');
    const { status, html } = await browser.post(`/console/customers/${id}/delete`);
    expect([status, html.includes('Move or delete them first')]).toEqual([409, true]);
    expect(await all()).toHaveLength(1);
  });
});

describe('merging', () => {
  it('offers customers of the same name, previews the change, and makes it', async () => {
    const kept = await customer();
    const other = await customer({ name: 'ada lovelace', email: 'ada@example.com' });
    const stranger = await customer({ name: 'Grace' });
    const license = await issued(server, { customer_id: other.id });
    const path = `/console/customers/${kept.id}/merge`;
    const choice = await browser.get(path);
    expect(choice.html).toContain(`value="${other.id}"`);
    expect(choice.html).not.toContain(`value="${stranger.id}"`);
    expect((await browser.get(`${path}?q=grace`)).html).toContain(`value="${stranger.id}"`);
    const fields: [string, string][] = [['customer_ids[]', other.id]];
    const preview = await browser.postFields(`${path}/preview`, fields);
    expect(preview.status).toBe(200);
    for (const text of ['Merge 1 duplicate into Ada Lovelace?', '1 license moves', 'email = ada@example.com']) {
      expect(preview.html).toContain(text);
    }
    expect(await all()).toHaveLength(3);
    const done = await browser.postFields(path, fields);
    expect([done.status, done.location]).toEqual([303, `/customer/edit/${kept.id}`]);
    const moved = await server.asAdmin('GET', `/api/v1/licenses/${license.id}`);
    expect(moved.body.customer_id).toBe(kept.id);
    expect(await read(kept.id)).toMatchObject({ email: 'ada@example.com' });
  });

  it('refuses a choice of none, too many, itself or one that is gone', async () => {
    const { id } = await customer();
    const path = `/console/customers/${id}/merge`;
    const many = Array.from({ length: 11 }, (): [string, string] => ['customer_ids[]', id]);
    for (const fields of [[], many, many.slice(0, 1), [['customer_ids[]', 'x']]] as [string, string][][]) {
      const { status, html } = await browser.postFields(`${path}/preview`, fields);
      expect([status, html.includes('Choose at least one')]).toEqual([422, true]);
      expect((await browser.postFields(path, fields)).status).toBe(422);
    }
    const gone: [string, string][] = [['customer_ids[]', '00000000-0000-4000-8000-000000000000']];
    expect((await browser.postFields(`${path}/preview`, gone)).status).toBe(422);
  });
});

describe('importing', () => {
  const IMPORT = '/console/customers/import';
  const check = (text: string) => checkImport(browser, IMPORT, text);

  it('checks a file, then imports it', async () => {
    expect((await browser.get(IMPORT)).html).toContain('enctype="multipart/form-data"');
    const checked = await check('name,email\nA,a@x.example\n=B,\n');
    expect(checked.html).toContain('All 2 rows can be imported');
    expect(checked.html).toContain('Text only');
    expect(await all()).toEqual([]);
    const { status, location } = await importChecked(browser, checked);
    expect([status, location]).toEqual([303, '/console/customers']);
    expect((await browser.get('/console/customers')).html).toContain('2 customers are imported.');
    expect((await all()).map(({ name }) => name)).toEqual(['=B', 'A']);
  });

  it('assigns columns of any name', async () => {
    const checked = await check('Kundenname;E-Mail-Adresse;Farbe;备注\nAda;ada@x.example;red;x\n');
    expect(checked.html).toContain('The row can be imported');
    expect((await importChecked(browser, checked)).status).toBe(303);
    expect(await all()).toMatchObject([{ name: 'Ada', email: 'ada@x.example', notes: 'x' }]);
  });

  it('asks for what the file does not say: its character set, the line of its headings, what a spreadsheet has changed', async () => {
    const csv = Buffer.from('Kunden;2026;\nKunde;Telefon;Farbe\nM\xfcller;"=""0049""";rot\n', 'latin1');
    const asked = await checkImport(browser, IMPORT, csv);
    expect([asked.status, asked.html.includes('choose its character set')]).toEqual([422, true]);
    const next = async (html: string, fields: Record<string, string>) => {
      const [, checked = ''] = /name="checked" value="([^"]*)"/.exec(html) ?? [];
      const { location = '' } = await browser.post(asked.path, { do: 'check', checked, ...fields });
      return browser.get(location);
    };
    const wrong = await next(asked.html, { charset: 'windows-1252' });
    expect(wrong.html).toContain('The header lacks the column name');
    const unclear = await next(wrong.html, { charset: 'windows-1252', header_line: '2' });
    expect(unclear.html).toContain('A spreadsheet has shortened or guarded the value.');
    const fields = { charset: 'windows-1252', header_line: '2', damaged: 'repair' };
    const right = await next(unclear.html, fields);
    expect(right.html).toContain('The row can be imported');
    expect(right.html).toContain('Farbe (1 value)');
    const [, checked = ''] = /name="checked" value="([^"]*)"/.exec(right.html) ?? [];
    const other = await browser.post(asked.path, { do: 'import', checked, ...fields, damaged: 'keep' });
    expect([other.status, other.html.includes('The columns have changed since the check.')]).toEqual([422, true]);
    expect((await next(right.html, { header_line: '99' })).html).toContain('1 to 11.');
    expect((await browser.post(asked.path, { do: 'import', checked, ...fields })).status).toBe(303);
    expect(await all()).toMatchObject([{ name: 'Müller', phone: '0049' }]);
  });

  it('shows the rows with what is wrong otherwise, and imports nothing', async () => {
    const checked = await check('name,email\nA,nobody\nB,b@x.example\nC,,more\n');
    expect(checked.html).toContain('2 of 3 rows have errors, nothing was imported');
    expect(checked.html).toContain('<code>nobody</code>');
    expect(checked.html).toContain('The row has more cells than the header');
    expect((await importChecked(browser, checked)).status).toBe(422);
    expect(await all()).toEqual([]);
  });

  it('says what is wrong with the file, or that there is none', async () => {
    expect((await check('colour\nred\n')).status).toBe(422);
    const { body, headers } = await formOf(['do', 'import']);
    const { status, html } = await browser.postBody(IMPORT, body, headers);
    expect([status, html.includes('Choose a CSV file.')]).toEqual([422, true]);
  });
});

it('lets readers read and nothing else', async () => {
  const { id } = await customer();
  for (const role of ['support', 'viewer'] as const) {
    const reader = await visitor(role);
    const page = await reader.get(`/customer/edit/${id}`);
    expect([page.status, page.html.includes('Ada Lovelace')]).toEqual([200, true]);
    for (const hidden of ['/merge', '/delete', '/edit"', 'licenses/new', 'bulk/assign']) {
      expect(page.html).not.toContain(hidden);
    }
    expect((await reader.get('/console/customers')).html).not.toContain('/console/customers/new');
    for (const path of ['new', 'import', `${id}/delete`, `${id}/edit`, `${id}/merge`]) {
      expect([path, (await reader.get(`/console/customers/${path}`)).status]).toEqual([path, 403]);
      expect([path, (await reader.post(`/console/customers/${path}`)).status]).toEqual([path, 403]);
    }
  }
  expect(await read(id)).toMatchObject({ name: 'Ada Lovelace' });
});

it('shows hostile texts as texts', async () => {
  const script = `"'><script>alert(1)</script>`;
  const { id } = await customer({ name: script, company: script, reference: script, phone: script, notes: script });
  await customer({ name: script });
  const paths = [`/customer/edit/${id}`, '/console/customers', `/console/customers?q=${encodeURIComponent(script)}`];
  for (const path of [
    ...paths,
    `/console/customers/${id}/edit`,
    `/console/customers/${id}/delete`,
    `/console/customers/${id}/merge`,
  ]) {
    const { status, html } = await browser.get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(html).toContain('&lt;script>');
    expect(html).not.toContain('<script>alert');
  }
});
