import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Lead } from '../../sdk/src/generated/native';
import { Chromium, complaintsOf, overflow, screenshot, signIn, violations } from '../support/chromium';
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

const all = async (): Promise<Lead[]> => (await server.asAdmin('GET', '/api/v1/leads')).body.items;

function chooseFile(page: Page, text: string): Promise<void> {
  const file = { name: 'Messe 2026.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  return page.locator('input[type=file]').setInputFiles(file);
}

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  it('the language is chosen before and after the sign-in', async () => {
    const page = await chromium.open('/login?next=%2Fleads%2F', { javaScriptEnabled, locale: 'zh-CN' });
    expect(await page.locator('html').getAttribute('lang')).toBe('zh');
    await page.getByRole('button', { name: 'English' }).click();
    expect(new URL(page.url()).search).toBe('?next=%2Fleads%2F');
    await page.getByLabel('User name').waitFor();
    await page.getByRole('button', { name: 'Deutsch' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.goto('/login');
    await page.getByRole('button', { name: 'English' }).click();
    await signIn(page);
    await page.goto('/leads/?q=x');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '潜在客户' }).first().waitFor();
    expect(new URL(page.url()).search).toBe('?q=x');
    await page.context().close();
  });

  it('leads are imported in three steps, with columns that have other names', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled, locale: 'en-GB' });
    const complaints = complaintsOf(page);
    await page.goto('/leads/import');
    await chooseFile(
      page,
      'Einrichtung;Art;Ansprechpartner;E-Mail\n;company;Ada;\nB;school;Grace;petr.maly@\nC;school;;\n',
    );
    await page.getByRole('button', { name: 'Import file' }).click();
    await page.getByText('The header lacks the column name').first().waitFor();
    await page.getByLabel('“Einrichtung”').selectOption('Name');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('heading', { name: '2 of 3 rows have errors' }).waitFor();
    expect(await page.getByText('Messe 2026.csv · 3 rows').count()).toBe(1);
    // The checks are a script, too.
    expect(javaScriptEnabled ? await violations(page) : []).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await screenshot(page, `import-check-${javaScriptEnabled ? 'scripts' : 'plain'}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Errors as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('errors.csv');
    const errors = readFileSync(await download.path(), 'utf8');
    expect(errors.split('\n')[1]).toBe('2,name,Enter 1 to 255 characters.');

    await chooseFile(page, 'Institution;Art;Ansprechpartner\nA;company;Ada\nC;school;\n');
    await page.getByRole('button', { name: 'Import file' }).click();
    expect(await page.getByLabel('“Ansprechpartner”').inputValue()).toBe('contact_name');
    await screenshot(page, `import-ready-${javaScriptEnabled ? 'scripts' : 'plain'}`);
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByText('2 leads are imported.').waitFor();
    expect((await all()).map(({ name }) => name).sort()).toEqual(['A', 'C']);
    // The refused steps answer 422, which the browser reports.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.context().close();
  });
});

describe('scripts', () => {
  const german = { name: 'keyward_language', value: 'de' };

  it('say their words in the language of the page', async () => {
    await server.asAdmin('POST', '/api/v1/leads', { body: { name: 'A', type: 'company' } });
    const page = await chromium.signedIn({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.context().addCookies([{ ...german, url: chromium.url }]);
    await page.goto('/console/components');
    await page
      .getByRole('button', { name: /^Kopieren/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Kopiert/ }).waitFor();
    expect(await page.getByRole('status').last().textContent()).toBe('Kopiert: key');
    await page.goto('/leads/');
    await page.route('**/leads/?q=*', (route) => route.abort());
    await page.getByRole('main').locator('[data-search]').fill('x');
    await page.getByText('Die Suche ist fehlgeschlagen').waitFor({ state: 'attached' });
    await page.context().close();
  });

  it('tell other scripts of parts that they replaced, and say what others ask them to', async () => {
    await server.asAdmin('POST', '/api/v1/leads', { body: { name: 'A', type: 'company' } });
    const page = await chromium.signedIn();
    await page.goto('/leads/');
    await page.evaluate(`document.addEventListener('keyward:replaced', () => document.body.classList.add('replaced'))`);
    await page.getByRole('main').locator('[data-search]').fill('A');
    await page.locator('body.replaced').waitFor();
    await page.evaluate(
      `document.dispatchEvent(new CustomEvent('keyward:status', { detail: { text: 'Half is done' } }))`,
    );
    expect(await page.getByRole('status').last().textContent()).toBe('Half is done');
    await page.context().close();
  });

  it('show a toast for five seconds, which stays under the pointer and can be closed', async () => {
    const page = await chromium.signedIn();
    await page.clock.install();
    await page.goto('/account');
    await page.clock.pauseAt(Date.now() + 60_000);
    const toast = page.locator('#toasts .toast');
    const show = (text: string, tone?: string): Promise<unknown> =>
      page.evaluate(
        `document.dispatchEvent(new CustomEvent('keyward:toast', { detail: ${JSON.stringify({ text, tone })} }))`,
      );
    await show('Key <b>copied</b>');
    expect(await toast.locator('p').textContent()).toBe('Key <b>copied</b>');
    await page.clock.runFor(4_900);
    expect(await toast.count()).toBe(1);
    await page.clock.runFor(200);
    expect(await toast.count()).toBe(0);

    await page.clock.resume();
    await show('Not sent', 'bad');
    await toast.hover();
    await page.clock.runFor(60_000);
    expect(await toast.count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'toast');
    await page.mouse.move(0, 0);
    await page.clock.runFor(5_100);
    expect(await toast.count()).toBe(0);

    await show('First');
    await show('Second');
    expect(await toast.count()).toBe(1);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await toast.count()).toBe(0);
    await page.context().close();
  });
});

it('pages are printed without controls, in light colours, and say where they are from', async () => {
  for (let index = 0; index < 3; index++) {
    await server.asAdmin('POST', '/api/v1/leads', {
      body: { name: `Lead ${index} ${'long '.repeat(40)}`, type: 'company' },
    });
  }
  const page = await chromium.signedIn({ colorScheme: 'dark', viewport: { width: 717, height: 1000 } });
  await page.goto('/leads/');
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.sidebar', '.topbar', '.actions', '.filters', '.pager']) {
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  }
  expect(await page.locator('.print-foot').textContent()).toMatch(/^127\.0\.0\.1:\d+\/leads\/ · admin · \d+ \w+ \d{4}/);
  expect(await page.evaluate(`getComputedStyle(document.querySelector('thead')).display`)).toBe('table-header-group');
  expect(await page.evaluate('getComputedStyle(document.body).colorScheme')).toBe('light');
  const isWhole = `[...document.querySelectorAll('.cut')].every((text) => text.scrollWidth <= text.clientWidth)`;
  expect(await page.evaluate(isWhole)).toBe(true);
  await screenshot(page, 'print');
  await page.context().close();
});
