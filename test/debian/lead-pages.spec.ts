import type { Page } from 'playwright-core';
import type { Lead } from '../../sdk/src/generated/native';
import { Chromium, complaintsOf, overflow, screenshot, SIZES, THEMES, violations } from '../support/chromium';
import { sampleOf } from '../testkit/sample';
import { createLoggedInUser, PASSWORD } from '../testkit/users';
import { TestServer } from '../testkit/server';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
beforeEach(() => server.emptyTables('institutions'));
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

const LONG = 'Staatliche Hochschule für Musik und Darstellende Kunst '.repeat(4).trim();
const UNBROKEN = 'x'.repeat(255);

async function lead(body: Record<string, unknown> = {}): Promise<string> {
  const answer = await server.asAdmin('POST', '/api/v1/leads', {
    body: { name: 'Example University', type: 'university', ...body },
  });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const activity = (id: string, body: object) => server.asAdmin('POST', `/api/v1/leads/${id}/activities`, { body });
const all = async (): Promise<Lead[]> => (await server.asAdmin('GET', '/api/v1/leads')).body.items;

/** Leads as they come, with long values and with none. Returns the ids of the fullest, the emptiest and a converted one. */
async function fewLeads(): Promise<[string, string, string]> {
  const contact = {
    name: LONG,
    position: LONG,
    emails: [`${'e'.repeat(60)}@${'d'.repeat(60)}.example`],
    phones: ['+49 3677 69-0'],
  };
  const full = await lead({
    name: LONG,
    type: 'university of applied sciences and arts, continuing education',
    status: 'qualified',
    city: LONG,
    website: `https://${UNBROKEN.slice(0, 200)}.example`,
    address: 'Street 1\n12345 City',
    notes: LONG.repeat(3),
    contacts: [contact, { name: 'Ada', emails: ['ada@example.com'] }],
  });
  await activity(full, { type: 'call', text: LONG });
  await activity(full, { type: 'meeting', text: '', at: '2026-10-02T10:15:00Z' });
  await lead({ name: UNBROKEN, type: 'company', status: 'contacted', city: UNBROKEN, contacts: [{ name: UNBROKEN }] });
  await lead({ name: '北京电影学院声音学院', city: 'Beijing, CN', contacts: [{ name: '李静' }, { name: 'x' }] });
  const converted = await lead({ name: 'Tideline', type: 'company', contacts: [{ name: 'Head of IT' }] });
  await server.asAdmin('POST', `/api/v1/leads/${converted}/convert`);
  const empty = await lead({ name: 'Copper & Wire', type: 'government', status: 'lost' });
  return [full, empty, converted];
}

const CSV = `name,type,contact_name,contact_emails
Lagos Mix,company,A. Okafor,okafor@lagosmix.example
,company,A. Okafor,okafor@lagosmix.example
Studio,company,Office,petr.maly@
"=HYPERLINK(""http://x.example"",""Click"")",${'x'.repeat(70)},Front desk,pat@smith.example
`;

async function chooseFile(page: Page, text: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
}

async function expectGood(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

describe.each(SIZES)('%s', (size, viewport) => {
  it.each(sampleOf(THEMES, 1, size))('every page is accessible and fits: %s', async (colorScheme) => {
    const page = await chromium.signedIn({ viewport, colorScheme });
    const look = (name: string) => expectGood(page, `${name}-${size}-${colorScheme}`);
    await page.goto('/leads/');
    await look('leads-none');
    const [full, empty, converted] = await fewLeads();
    for (const [name, path] of [
      ['leads', '/leads/'],
      ['leads-filtered', '/leads/?status=new&type=university&q=%E5%8C%97'],
      ['leads-nothing-found', '/leads/?q=nothing'],
      ['lead-create', '/leads/create'],
      ['lead-full', `/leads/edit/${full}`],
      ['lead-empty', `/leads/edit/${empty}`],
      ['lead-converted', `/leads/edit/${converted}`],
      ['lead-delete', `/leads/delete/${full}`],
      ['lead-convert', `/leads/convert/${full}`],
      ['lead-import', '/leads/import'],
    ] as const) {
      await page.goto(path);
      await look(name);
    }
    await chooseFile(page, CSV);
    await page.getByRole('button', { name: 'Import file' }).click();
    await page.getByRole('heading', { name: '3 of 4 rows have errors' }).waitFor();
    await look('lead-import-errors');
    await page.goto('/leads/create');
    await page.getByLabel('E-mail').fill('nobody');
    await page.getByRole('button', { name: 'Save lead' }).last().click();
    await page.getByRole('alert').waitFor();
    await look('lead-create-errors');
    await page.context().close();
  });

  it('what a viewer sees is accessible and fits', async () => {
    const [full] = await fewLeads();
    const { username } = await createLoggedInUser(server, 'viewer');
    const page = await chromium.signedIn({ viewport }, username, PASSWORD);
    for (const path of ['/leads/', `/leads/edit/${full}`]) {
      await page.goto(path);
      await expectGood(page, `viewer-${path.slice(7, 11)}-${size}`);
    }
    await page.context().close();
  });

  it('a change by somebody else is told of', async () => {
    const id = await lead({ contacts: [{ name: 'Ada' }] });
    const page = await chromium.signedIn({ viewport });
    await page.goto(`/leads/edit/${id}`);
    await server.asAdmin('PATCH', `/api/v1/leads/${id}`, { body: { city: 'Theirs' } });
    await page.getByLabel('City and country').fill('Mine');
    await page.getByRole('button', { name: 'Save lead' }).last().click();
    await page.getByText('Somebody else changed this lead meanwhile').waitFor();
    await expectGood(page, `lead-changed-${size}`);
    expect(await page.getByLabel('City and country').inputValue()).toBe('Mine');
    await page.getByRole('link', { name: 'Show their change' }).click();
    expect(await page.getByLabel('City and country').inputValue()).toBe('Theirs');
    await page.context().close();
  });

  it('the list of types to filter by is accessible and fits', async () => {
    await fewLeads();
    const page = await chromium.signedIn({ viewport });
    await page.goto('/leads/');
    await page.getByText('Add filter').click();
    await expectGood(page, `leads-filter-${size}`);
    await page.getByRole('link', { name: 'government' }).click();
    expect(page.url()).toMatch(/type=government/);
    await page.context().close();
  });

  it.each([true, false])('a lead goes from the form to a customer (with script: %s)', async (javaScriptEnabled) => {
    const page = await chromium.signedIn({ viewport, javaScriptEnabled });
    await page.goto('/leads/');
    await page.getByRole('link', { name: 'Add lead' }).click();
    await page.getByLabel('Name').first().fill('Walked');
    await page.getByLabel('Type').fill('school');
    await page.getByLabel('Contacted').check();
    await page.getByRole('group', { name: 'Contact 1' }).getByLabel('Name').fill('Ada');
    await page.getByRole('button', { name: 'Add contact' }).click();
    await page.getByRole('group', { name: 'Contact 2' }).getByLabel('Name').fill('Grace');
    await page.getByRole('group', { name: 'Contact 2' }).getByLabel('E-mail').fill('grace@walked.example');
    await page.getByRole('button', { name: 'Save lead' }).last().click();
    await page.getByText('Walked is added.').waitFor();
    expect(await all()).toMatchObject([
      {
        name: 'Walked',
        type: 'school',
        status: 'contacted',
        contacts: [{ name: 'Ada' }, { emails: ['grace@walked.example'] }],
      },
    ]);

    await page.getByRole('button', { name: 'Remove contact 1' }).click();
    await page.getByLabel('Note', { exact: false }).last().fill('Called back');
    await page.getByRole('button', { name: 'Save lead' }).last().click();
    await page.getByText('Walked is saved.').waitFor();
    expect(await page.getByText('Called back').count()).toBe(1);

    await page.getByRole('link', { name: 'Turn into customer' }).click();
    await page.getByRole('button', { name: 'Turn into customer' }).click();
    await page.getByText('Walked is now a customer.').waitFor();
    await page.getByRole('link', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete lead' }).click();
    await page.getByText('Walked is deleted.').waitFor();
    expect(await all()).toEqual([]);
    await page.context().close();
  });
});

it('a lead is added by keyboard alone, and Enter in a field saves', async () => {
  const page = await chromium.signedIn();
  await page.goto('/leads/create');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // Past the two links of the breadcrumb.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.name')).toBe('name');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.type('school');
  for (let field = 0; field < 5; field++) {
    await page.keyboard.press('Tab');
  }
  expect(await page.evaluate('document.activeElement.name')).toBe('notes');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await page.getByText('By keyboard is added.').waitFor();
  expect(await all()).toMatchObject([{ name: 'By keyboard', type: 'school', contacts: [{ name: 'Ada' }] }]);
  await page.context().close();
});

it('leads are searched while one types', async () => {
  await fewLeads();
  const page = await chromium.signedIn();
  await page.goto('/leads/');
  const complaints = complaintsOf(page);
  await page.getByRole('main').locator('[data-search]').fill('Copper');
  await page.waitForURL('**/leads/?q=Copper');
  expect(await page.getByRole('table', { name: 'Leads' }).locator('tbody tr').count()).toBe(1);
  expect(await page.getByRole('status').last().textContent()).toBe('1–1 of 1');
  await page.getByRole('main').locator('[data-search]').fill('nothing like it');
  await page.getByText('No lead matches', { exact: true }).first().waitFor();
  expect(await page.evaluate('document.activeElement.name')).toBe('q');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('leads are imported and exported', async () => {
  const page = await chromium.signedIn({ acceptDownloads: true });
  await page.goto('/leads/import');
  await chooseFile(page, 'Firma;Art\nA;company\nB;school\n');
  await page.getByRole('button', { name: 'Import file' }).click();
  await page.getByText('All 2 rows can be imported').waitFor();
  expect(await all()).toEqual([]);
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByText('2 leads are imported.').waitFor();
  await page.getByText('Export…').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Everything' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('leads.csv');
  await page.context().close();
});

it('stored script runs on no page', async () => {
  const script = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const id = await lead({
    name: script,
    type: script.slice(0, 60),
    city: script,
    website: script,
    address: script,
    notes: `</textarea>${script}`,
    contacts: [{ name: script, position: script, phones: [script.slice(0, 60)] }],
  });
  await activity(id, { type: 'note', text: script });
  const page = await chromium.signedIn();
  const faults: string[] = [];
  page.on('dialog', (dialog) => {
    faults.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') {
      faults.push(message.text());
    }
  });
  for (const path of ['/leads/', `/leads/edit/${id}`, `/leads/delete/${id}`, `/leads/convert/${id}`, '/leads/create']) {
    await page.goto(path);
    expect(await page.locator('main img, main script').count()).toBe(0);
  }
  await page.goto(`/leads/edit/${id}`);
  expect(await page.getByLabel('Notes').inputValue()).toBe(`</textarea>${script}`);
  expect(await page.getByLabel('City and country').inputValue()).toBe(script);
  expect(faults).toEqual([]);
  await page.context().close();
});
