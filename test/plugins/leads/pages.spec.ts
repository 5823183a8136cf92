import type { Lead } from '../../../sdk/src/generated/native';
import { Browser, fieldsOf, type Visit } from '../../testkit/browser';
import { type CheckedImport, checkImport, formOf } from '../../testkit/forms';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { TestServer } from '../../testkit/server';
import { signedIn } from '../../support/signed-in';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  await server.emptyTables('institutions');
  browser = aBrowser();
});
afterAll(() => server.stop());

const GRACE = { name: 'Grace', position: 'Head of IT', emails: ['grace@example.com'], phones: ['+1 555 0100'] };

async function lead(body: Record<string, unknown> = {}): Promise<Lead> {
  const answer = await server.asAdmin('POST', '/api/v1/leads', {
    body: { name: 'Example University', type: 'university', contacts: [GRACE], ...body },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}
const all = async (): Promise<Lead[]> => (await server.sdk.leads.list()).items;

/** The form of a page as a browser would send it. */
function formIn(html: string): [string, string][] {
  const [form = ''] = /<form class="form"[^]*?<\/form>/.exec(html) ?? [];
  const fields: [string, string][] = [];
  for (const [tag, attributes = '', text = ''] of form.matchAll(
    /<(?:input|textarea|select)([^>]*)>(?:([^<]*)<\/textarea>)?/g,
  )) {
    const attribute = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    const isOff = attribute('type') === 'radio' && !attributes.includes(' checked');
    if (!isOff && attribute('name') !== '' && !tag.startsWith('<select')) {
      fields.push([attribute('name'), tag.startsWith('<textarea') ? unescaped(text) : attribute('value')]);
    }
  }
  return fields;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Sends the form of a page with other values. */
async function send(path: string, action: string, change: (fields: [string, string][]) => [string, string][]) {
  const page = await browser.get(path);
  expect(page.status).toBe(200);
  return browser.postFields(action, change(formIn(page.html)));
}

const set =
  (values: Record<string, string>) =>
  (fields: [string, string][]): [string, string][] => [
    ...fields.filter(([name]) => !(name in values)),
    ...Object.entries(values),
  ];

describe('the list', () => {
  it('shows every lead with its status, first contact and latest activity', async () => {
    const { id } = await lead({ city: 'Oslo, NO', contacts: [GRACE, { name: 'Ada' }] });
    await server.sdk.leads.createActivity(id, { type: 'call', text: 'Wants 60 seats' });
    await lead({ name: 'Second', type: 'company', status: 'lost', contacts: [] });
    for (const path of ['/leads/', '/leads']) {
      const { status, html } = await browser.get(path);
      expect(status).toBe(200);
      for (const text of ['Example University', 'Oslo, NO', 'Grace', '+1', 'Call: Wants 60 seats', 'Second', 'Lost']) {
        expect(html).toContain(text);
      }
      expect(html).toContain('1–2 of 2');
      expect(html).toContain(`href="/leads/edit/${id}"`);
    }
  });

  it('is filtered by its address, and the export with it', async () => {
    await lead({ status: 'qualified' });
    await lead({ name: 'Second', type: 'company' });
    const { html } = await browser.get('/leads/?status=new&type=company&q=sec');
    expect(html).toContain('Second');
    expect(html).not.toContain('Example University');
    expect(html).toContain('href="/leads/export/file?status=new&amp;type=company&amp;q=sec"');
    const exported = await browser.get('/leads/export/file?status=new&type=company&q=sec');
    expect(exported.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(exported.html).toContain('Second,company,new');
    expect(exported.html).not.toContain('Example University');
    expect((await browser.get('/leads/?q=&type=')).status).toBe(200);
    expect((await browser.get('/leads/?status=gone')).status).toBe(400);
  });

  it('has the latest activity first, and pages', async () => {
    await lead({ name: 'Lead 0.' });
    await server.dataSource.query(
      `INSERT INTO institutions (name, type, status, last_activity_at, created_at, updated_at)
       SELECT 'Lead ' || n || '.', type, status, last_activity_at + n * interval '1 millisecond', created_at, updated_at
       FROM institutions, generate_series(1, 50) AS n`,
    );
    const leads = await all();
    await server.sdk.leads.createActivity(leads.at(-1)?.id ?? '', { type: 'note' });
    const one = await browser.get('/leads/');
    expect(one.html).toContain('1–50 of 51');
    expect(one.html).toContain('href="/leads/?page=2"');
    const other = await browser.get('/leads/?page=2');
    expect(other.html).toContain('51–51 of 51');
    expect(other.html).toContain('Lead 0.');
  });

  it('says that there is nothing, or nothing like that', async () => {
    expect((await browser.get('/leads/')).html).toContain('No leads yet');
    await lead();
    expect((await browser.get('/leads/?q=xyz')).html).toContain('Nothing was found for “xyz”.');
  });
});

describe('the form', () => {
  const NEW = {
    name: 'New',
    type: 'school',
    status: 'contacted',
    'contact_name[]': 'Ada',
    'contact_emails[]': 'A@x.example',
  };

  it('adds a lead with a contact', async () => {
    const { status, location } = await send('/leads/create', '/leads/create', set(NEW));
    const [added] = await all();
    expect([status, location]).toEqual([303, `/leads/edit/${added?.id}`]);
    expect(added).toMatchObject({
      name: 'New',
      type: 'school',
      status: 'contacted',
      contacts: [{ name: 'Ada', emails: ['a@x.example'] }],
    });
    expect((await browser.get(`/leads/edit/${added?.id}`)).html).toContain('New is added.');
  });

  it('saves nothing else where nothing was changed', async () => {
    const before = await lead({
      address: 'Street 1\n0001 Oslo',
      notes: 'x\n y',
      contacts: [{ ...GRACE, emails: ['a@x.example', 'b@x.example'] }],
    });
    const { id } = before;
    const { status } = await send(`/leads/edit/${id}`, `/leads/update/${id}`, (fields) =>
      fields.map(([name, value]) => [name, value.replaceAll('\n', '\r\n')]),
    );
    expect(status).toBe(303);
    expect(await server.sdk.leads.get(id)).toEqual(before);
  });

  it('changes a lead, keeps the ids of its contacts, and records the activity with it', async () => {
    const { id, contacts } = await lead();
    const change = set({
      status: 'qualified',
      'contact_name[]': 'Grace H.',
      activity_text: 'Asked',
      activity_type: 'call',
      activity_date: '2020-01-01',
    });
    expect(await send(`/leads/edit/${id}`, `/leads/update/${id}`, change)).toMatchObject({
      status: 303,
      location: `/leads/edit/${id}`,
    });
    expect(await server.sdk.leads.get(id)).toMatchObject({
      status: 'qualified',
      contacts: [{ ...contacts[0], name: 'Grace H.' }],
    });
    const { items } = await server.sdk.leads.listActivities(id);
    expect(items).toMatchObject([{ type: 'call', text: 'Asked', at: '2020-01-01T00:00:00.000Z' }]);
    expect((await browser.get(`/leads/edit/${id}`)).html).toContain('Asked');
  });

  it('records an activity without a date, or with that of today, as of now', async () => {
    const { id, created_at } = await lead();
    for (const activity_date of ['', server.clock.now().toISOString().slice(0, 10)]) {
      await send(
        `/leads/edit/${id}`,
        `/leads/update/${id}`,
        set({ activity_text: 'Now', activity_type: 'note', activity_date }),
      );
    }
    const { items } = await server.sdk.leads.listActivities(id);
    expect(items).toHaveLength(2);
    for (const { at } of items) {
      expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(created_at));
    }
  });

  it('takes the dates of activities for those of the viewer', async () => {
    const { id } = await lead();
    browser.cookies.set('keyward_zone', 'Asia%2FShanghai');
    const change = set({ activity_text: 'Asked', activity_type: 'call', activity_date: '2020-01-01' });
    await send(`/leads/edit/${id}`, `/leads/update/${id}`, change);
    const { items } = await server.sdk.leads.listActivities(id);
    expect(items).toMatchObject([{ at: '2019-12-31T16:00:00.000Z' }]);
    const { html } = await browser.get(`/leads/edit/${id}`);
    expect(html).toContain('1 Jan 2020, 00:00');
    expect(html).toContain('Times are in Asia/Shanghai.');
  });

  it('adds and removes contacts without saving', async () => {
    const { id } = await lead({ contacts: [GRACE, { name: 'Ada' }] });
    const more = await send(`/leads/edit/${id}`, `/leads/update/${id}`, set({ name: 'Typed', do: 'add-contact' }));
    expect(more.status).toBe(200);
    expect(more.html).toContain('value="Typed"');
    expect(more.html).toContain('Remove contact 3');
    const less = await send(`/leads/edit/${id}`, `/leads/update/${id}`, set({ do: 'remove-contact-0' }));
    expect(less.html).not.toContain('value="Grace"');
    expect(less.html).toContain('value="Ada"');
    expect(await server.sdk.leads.get(id)).toMatchObject({ name: 'Example University', revision: 1 });
    await browser.postFields(`/leads/update/${id}`, formIn(less.html));
    expect((await server.sdk.leads.get(id)).contacts).toMatchObject([{ name: 'Ada' }]);
    const created = await browser.post('/leads/create', { do: 'add-contact', name: 'Typed' });
    expect(created.html).toContain('value="Typed"');
  });

  it('leaves the contacts of a program alone that does not send them', async () => {
    const { id } = await lead();
    expect((await browser.post(`/leads/update/${id}`, { city: 'Oslo' })).status).toBe(303);
    expect(await server.sdk.leads.get(id)).toMatchObject({
      name: 'Example University',
      city: 'Oslo',
      contacts: [GRACE],
    });
  });

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    const wrong = set({ name: '', type: '', city: 'Typed', 'contact_name[]': '', 'contact_emails[]': 'nobody' });
    const { status, html } = await send('/leads/create', '/leads/create', wrong);
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: Add lead');
    expect(html).toContain('4 fields need a change');
    for (const id of ['field-name', 'field-type', 'field-contact_name-0', 'field-contact_emails-0']) {
      expect(html).toContain(`href="#${id}"`);
      expect(html).toContain(`id="${id}-error"`);
    }
    expect(html).toContain('value="Typed"');
    expect(html).toContain('value="nobody"');
    expect(await all()).toEqual([]);
  });

  it.each([
    ['a bad date', { activity_text: 'x', activity_date: '31.1.2027' }],
    ['a date in the future', { activity_text: 'x', activity_date: '2999-01-01' }],
  ])('refuses %s of an activity, and saves nothing of the lead', async (_, values) => {
    const before = await lead();
    const answer = await send(
      `/leads/edit/${before.id}`,
      `/leads/update/${before.id}`,
      set({ city: 'Oslo', ...values }),
    );
    expect(answer.status).toBe(422);
    expect(await server.sdk.leads.get(before.id)).toEqual(before);
  });

  it('reports a concurrent change, keeps the entries, and overwrites it when sent again', async () => {
    const { id } = await lead();
    const mine = formIn((await browser.get(`/leads/edit/${id}`)).html);
    await server.sdk.leads.update(id, { city: 'Theirs' });
    const refused = await browser.postFields(`/leads/update/${id}`, set({ city: 'Mine' })(mine));
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Somebody else changed this lead meanwhile');
    expect(refused.html).toContain('Show their change');
    expect((await server.sdk.leads.get(id)).city).toBe('Theirs');
    expect((await browser.postFields(`/leads/update/${id}`, formIn(refused.html))).status).toBe(303);
    expect((await server.sdk.leads.get(id)).city).toBe('Mine');
  });
});

describe('deleting and converting', () => {
  it('asks first, and deletes then', async () => {
    const { id } = await lead();
    const page = await browser.get(`/leads/delete/${id}`);
    expect([page.status, page.html.includes('Delete Example University?')]).toEqual([200, true]);
    expect((await server.sdk.leads.get(id)).id).toBe(id);
    expect(await browser.post(`/leads/delete/${id}`)).toMatchObject({ status: 303, location: '/leads/' });
    expect((await browser.get('/leads/')).html).toContain('Example University is deleted.');
    expect((await browser.get(`/leads/edit/${id}`)).status).toBe(404);
    expect((await browser.post(`/leads/delete/${id}`)).status).toBe(404);
  });

  it('makes a customer of a lead, whose status is no choice any more', async () => {
    const { id } = await lead();
    expect((await browser.get(`/leads/convert/${id}`)).html).toContain('grace@example.com');
    expect(await browser.post(`/leads/convert/${id}`)).toMatchObject({ status: 303, location: `/leads/edit/${id}` });
    const { html } = await browser.get(`/leads/edit/${id}`);
    expect(html).toContain('This lead is customer Grace');
    expect(html).not.toContain('name="status"');
    expect(html).not.toContain('Turn into customer');
    const saved = await send(`/leads/edit/${id}`, `/leads/update/${id}`, set({ city: 'Oslo' }));
    expect([saved.status, (await server.sdk.leads.get(id)).status]).toEqual([303, 'converted']);
  });
});

describe('importing', () => {
  const IMPORT = '/leads/import';
  const FILE = 'Firma;Art;Farbe;Ansprechpartner\nA;company;red;Ada\nB;school;blue;\n';
  const check = (text: string): Promise<CheckedImport> => checkImport(browser, IMPORT, text);

  /** The form of the second step, with other columns. */
  const next = ({ html, path }: CheckedImport, columns: string[], verb: string): Promise<Visit> => {
    const { checked = '' } = fieldsOf(html.split('enctype')[0] ?? '');
    const chosen = columns.map((column): [string, string] => ['columns[]', column]);
    return browser.postFields(path, [['checked', checked], ...chosen, ['do', verb]]);
  };

  it('finds columns by their headings, and previews other columns before they are imported', async () => {
    const checked = await check(FILE);
    expect([checked.status, checked.html.includes('rows.csv · 2 rows')]).toEqual([200, true]);
    for (const column of ['="name"', '="type"', '', '="contact_name"']) {
      expect(checked.html).toContain(`<option value${column} selected>`);
    }
    expect(checked.html).toContain('Import 2 rows');
    const columns = ['name', 'type', 'notes', 'contact_name'];
    const unchecked = await next(checked, columns, 'import');
    expect([unchecked.status, unchecked.html.includes('The columns have changed since the check.')]).toEqual([
      422,
      true,
    ]);
    expect(await all()).toEqual([]);
    const imported = await next({ ...checked, html: unchecked.html }, columns, 'import');
    expect([imported.status, imported.location]).toEqual([303, '/leads/']);
    expect((await browser.get('/leads/')).html).toContain('2 leads are imported.');
    expect(await all()).toMatchObject([
      { name: 'B', type: 'school', notes: 'blue', contacts: [] },
      { name: 'A', type: 'company', notes: 'red', contacts: [{ name: 'Ada' }] },
    ]);
  });

  it('shows the rows with what is wrong, and imports nothing', async () => {
    const checked = await check('name,type\nA,company\n,school\n=B,\nC,school,more\n');
    expect(checked.html).toContain('3 of 4 rows have errors, nothing was imported');
    expect(checked.html).toContain('Enter 1 to 255 characters.');
    expect(checked.html).toContain('Enter 1 to 64 characters.');
    expect(checked.html).toContain('The row has more cells than the header');
    const errors = await browser.get(`${checked.path}/errors?columns=name&columns=type`);
    expect(errors.html).toMatch(/row,column,error\n3,name,Enter 1 to 255 characters\.\n4,type,/);
    expect((await next(checked, ['name', 'type'], 'import')).status).toBe(422);
    expect(await all()).toEqual([]);
  });

  it('says which columns are missing or doubled, and keeps the file and the choice', async () => {
    const checked = await check('Farbe;Art\nred;company\n');
    expect([checked.status, checked.html.includes('The header lacks the column name')]).toEqual([422, true]);
    expect(checked.html).toContain('Corrected file');
    const { location = '' } = await next(checked, ['type', 'type'], 'check');
    const doubled = await browser.get(location);
    expect(doubled.html).toContain('The header has the column type twice');
    expect(doubled.html.match(/<option value="type" selected>/g)).toHaveLength(2);
    const right = await next(checked, ['name', 'type'], 'check');
    expect((await browser.get(right.location ?? '')).html).toContain('The row can be imported');
  });

  it('leaves headings and cells as texts', async () => {
    const { html } = await check('<b>x</b>,name,type\n"<script>alert(1)</script>",A,\n');
    expect(html).not.toMatch(/<b>x|<script>alert/);
  });

  it('says what is wrong with the file', async () => {
    expect((await check('colour\nred\n')).html).toContain('The header lacks the column name, type');
    expect((await check('')).html).toContain('The header lacks the column name, type');
  });

  it('asks for a file where there is none', async () => {
    const { body, headers } = await formOf(['do', 'import']);
    const { status, html } = await browser.postBody(IMPORT, body, headers);
    expect([status, html.includes('Choose a CSV file.')]).toEqual([422, true]);
    expect((await browser.post(IMPORT, { file: 'x' })).status).toBe(422);
  });
});

describe('stored script', () => {
  const SCRIPT = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;

  it('comes out as text on every page, from every field', async () => {
    const text = (field: string) => `${field}${SCRIPT}`;
    const { id } = await lead({
      name: text('name'),
      type: 'type"><script>',
      city: text('city'),
      website: text('website'),
      address: text('address'),
      notes: text('notes'),
      contacts: [
        { name: text('contact'), position: text('position'), emails: [], phones: ['phone"><script>alert(1)'] },
      ],
    });
    await server.sdk.leads.createActivity(id, { type: 'note', text: text('activity') });
    const pages = [`/leads/edit/${id}`, '/leads/', `/leads/delete/${id}`, `/leads/convert/${id}`, '/leads/create'];
    const query = new URLSearchParams({ q: SCRIPT, type: SCRIPT.slice(0, 60) });
    const seen = await Promise.all([...pages, `/leads/?${query.toString()}`].map((path) => browser.get(path)));
    const file = `name,type,notes,contact_emails\n"${SCRIPT.replaceAll('"', '""')}","<script>","<script>","<script>"\n`;
    seen.push(await checkImport(browser, '/leads/import', file));
    seen.push(await browser.post(`/leads/update/${id}`, { name: '', notes: SCRIPT }));
    await browser.post(`/leads/delete/${id}`);
    seen.push(await browser.get('/leads/'));
    for (const { html } of seen) {
      expect(html).toMatch(/^<!DOCTYPE html>/);
      expect(html.replace(/<script src="[^"]+" defer><\/script>/, '')).not.toMatch(/<script|<img/);
    }
    const edit = seen[0]?.html ?? '';
    for (const field of ['name', 'city', 'website', 'address', 'notes', 'contact', 'position', 'phone', 'activity']) {
      expect(edit).toMatch(new RegExp(`${field}[^<]*&lt;script`));
    }
  });
});

describe('who may', () => {
  it('leads strangers to the sign-in, and back to the page', async () => {
    const stranger = new Browser(server);
    const { id } = await lead();
    for (const path of [
      '/leads/',
      '/leads/create',
      `/leads/edit/${id}`,
      `/leads/delete/${id}`,
      '/leads/import',
      '/leads/export',
      '/leads/export/file',
    ]) {
      const { status, location } = await stranger.get(path);
      expect([status, location]).toEqual([303, `/login?next=${encodeURIComponent(path)}`]);
    }
    for (const path of [
      '/leads/create',
      `/leads/update/${id}`,
      `/leads/delete/${id}`,
      `/leads/convert/${id}`,
      '/leads/import',
    ]) {
      expect((await stranger.post(path, { name: 'x', type: 'x' })).status).toBe(303);
    }
    expect(await all()).toHaveLength(1);
  });

  it('lets viewers read, and nothing else', async () => {
    const { id } = await lead();
    const { username } = await createLoggedInUser(server, 'viewer');
    const viewer = new Browser(server);
    await viewer.signIn(username, PASSWORD);
    const list = await viewer.get('/leads/');
    expect([list.status, list.html.includes('Add lead'), list.html.includes('Import')]).toEqual([200, false, false]);
    const page = await viewer.get(`/leads/edit/${id}`);
    expect([page.status, page.html.includes('Save lead'), page.html.includes('Delete')]).toEqual([200, false, false]);
    for (const path of ['/leads/create', `/leads/delete/${id}`, `/leads/convert/${id}`, '/leads/import']) {
      expect((await viewer.get(path)).status).toBe(403);
    }
    for (const path of [
      '/leads/create',
      `/leads/update/${id}`,
      `/leads/delete/${id}`,
      `/leads/convert/${id}`,
      '/leads/import',
    ]) {
      expect((await viewer.post(path, { name: 'x', type: 'x' })).status).toBe(403);
    }
    expect(await all()).toMatchObject([{ id, revision: 1 }]);
  });

  it('takes no form from another site', async () => {
    const { id } = await lead();
    for (const path of ['/leads/create', `/leads/update/${id}`, `/leads/delete/${id}`, `/leads/convert/${id}`]) {
      const foreign = await browser.post(path, { name: 'x', type: 'x' }, { 'sec-fetch-site': 'cross-site' });
      expect(foreign.status).toBe(403);
    }
    expect(await all()).toMatchObject([{ id, revision: 1 }]);
  });
});
