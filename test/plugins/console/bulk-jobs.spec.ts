import type { License, Policy } from '../../../sdk/src/generated/native';
import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { Browser, fieldsOf, type Visit } from '../../testkit/browser';
import { activate, changed, issued } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

const LIST = '/console/licenses';
const BULK = `${LIST}/bulk`;
const JOBS = '/console/jobs';
const NOW = '2027-03-01T12:00:00.000Z';
const END = '2090-01-01T12:00:00Z';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  server.clock.holdAt(NOW);
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  server.clock.holdAt(NOW);
  await server.emptyTables('licenses', 'customers', 'background_jobs', 'background_job_rows');
  browser = aBrowser();
});
afterAll(() => server.stop());

const read = ({ id }: License) => server.sdk.licenses.get(id);
const work = async () => {
  server.clock.advance(1_000);
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
};

async function three(body: Record<string, unknown> = {}): Promise<[License, License, License]> {
  return [await issued(server, body), await issued(server, body), await issued(server, body)];
}

const idsOf = (licenses: readonly License[]): string => licenses.map(({ number }) => number).join(',');

/** The part of a page below a heading. */
function part(html: string, id: string): string {
  return html.split(`aria-labelledby="${id}-title"`)[1]?.split('</section>')[0] ?? '';
}

const check = (action: string, fields: Record<string, string>): Promise<Visit> =>
  browser.get(`${BULK}/${action}?${new URLSearchParams(fields).toString()}`);

/** Confirms what a page has shown. */
const confirm = (action: string, { html }: Visit, typed: Record<string, string> = {}): Promise<Visit> =>
  browser.post(`${BULK}/${action}`, { ...fieldsOf(html), ...typed });

/** Checks and confirms a change. Returns the path of its job. */
async function started(action: string, fields: Record<string, string>, typed?: Record<string, string>) {
  const { status, location = '' } = await confirm(action, await check(action, fields), typed);
  expect([action, status, location]).toEqual([action, 303, expect.stringMatching(/^\/console\/jobs\//)]);
  return location;
}

const countJobs = async (): Promise<number> => (await server.sdk.jobs.list()).items.length;

describe('the check', () => {
  it('counts what changes and what is skipped, with a sample and the skipped licenses by reason', async () => {
    const dated = await issued(server, { expires_at: '2027-02-20T12:00:00Z' });
    const [endless, revoked] = await three();
    await changed(server, revoked, { state: 'revoked' });
    const { html, status } = await check('extend', { all: '1', days: '60', counted_from: 'end' });
    expect(status).toBe(200);
    expect(html).toContain('<h1>Extend 4 licenses</h1>');
    expect(html).toContain('All licenses');
    expect(html).toContain('Extend 1 license by 60 days');
    expect(html).toMatch(/Usable again<\/dt><dd class="figure-value">1</);
    expect(part(html, 'sample')).toContain(dated.key);
    expect(part(html, 'sample')).toContain('21 Apr 2027');
    expect(part(html, 'skipped')).toMatch(/<b>2<\/b><span>never expire/);
    expect(part(html, 'skipped')).toMatch(/<b>1<\/b><span>are revoked/);
    const [, shown = ''] = /href="([^"]*obstacle=never_expires)"/.exec(html) ?? [];
    const skipped = await browser.get(shown.replaceAll('&amp;', '&'));
    expect([skipped.status, skipped.html.includes(endless.key)]).toEqual([200, true]);
    expect(skipped.html).not.toContain(dated.key);
    expect(await countJobs()).toBe(0);
  });

  it('checks other parameters instead of running, and refuses what it has not shown', async () => {
    const [license] = await three({ expires_at: END });
    const id = String(license.number);
    const first = await check('extend', { id, days: '30' });
    const again = await confirm('extend', first, { days: '60', do: 'check' });
    expect([again.status, again.html.includes('Extend 1 license by 60 days')]).toEqual([200, true]);
    const other = await confirm('extend', first, { days: '31' });
    expect([other.status, other.html.includes('This was not checked')]).toEqual([422, true]);
    expect(other.html).toContain('Extend 1 license by 31 days');
    expect((await browser.post(`${BULK}/extend`, { id, days: '30' })).status).toBe(422);
    expect(await countJobs()).toBe(0);
    expect((await confirm('extend', other)).status).toBe(303);
  });

  it('extends until the end of a day, and skips what ends later', async () => {
    const sooner = await issued(server, { expires_at: '2027-02-20T12:00:00Z' });
    const later = await issued(server, { expires_at: END });
    const id = idsOf([sooner, later]);
    const asked = await check('extend', { id, extend_by: 'date' });
    expect([asked.status, asked.html.includes('name="previewed"')]).toEqual([200, false]);
    const page = await check('extend', { id, extend_by: 'date', until: '2028-06-30' });
    expect(page.html).toContain('Extend 1 license until 30 Jun 2028');
    expect(part(page.html, 'skipped')).toContain('expire later already');
    const { location = '' } = await confirm('extend', page);
    expect((await browser.get(location)).html).toContain('Extending 1 license until 30 Jun 2028');
    await work();
    expect((await browser.get(location)).html).toContain('Extended 1 license until 30 Jun 2028');
    expect(await read(sooner)).toMatchObject({ expires_at: '2028-06-30T23:59:59.000Z' });
    expect(await read(later)).toMatchObject({ expires_at: later.expires_at });
  });

  it('extends by months', async () => {
    const license = await issued(server, { expires_at: '2027-01-31T12:00:00Z' });
    const id = idsOf([license]);
    expect((await check('extend', { id, extend_by: 'months' })).html).not.toContain('name="previewed"');
    expect((await check('extend', { id, days: '30', months: '2' })).html).toContain('Choose “By months”');
    const page = await check('extend', { id, extend_by: 'months', months: '2' });
    expect(page.html).toContain('Extend 1 license by 2 months');
    const { location = '' } = await confirm('extend', page);
    await work();
    expect((await browser.get(location)).html).toContain('Extended 1 license by 2 months');
    expect(await read(license)).toMatchObject({ expires_at: '2027-03-31T12:00:00.000Z' });
  });

  it('refuses a date that is no day, and one that is not chosen', async () => {
    const id = idsOf(await three({ expires_at: END }));
    const errors = { '2028-02-30': 'Enter a date.', '2028-06-30': 'Choose “Until a date”' };
    for (const [until, error] of Object.entries(errors)) {
      const { status, html } = await check('extend', { id, days: '30', until });
      expect([until, status, html.includes(error), html.includes(`value="${until}"`)]).toEqual([
        until,
        422,
        true,
        true,
      ]);
      expect(html).not.toContain('name="previewed"');
    }
  });

  it('asks again if other licenses match than were checked, and starts no job', async () => {
    const [license] = await three({ expires_at: END, type: 'trial' });
    const checked = await check('disable', { type: 'trial', all: '1' });
    await changed(server, license, { state: 'disabled' });
    const refused = await confirm('disable', checked);
    expect([refused.status, refused.html.includes('This was not checked')]).toEqual([422, true]);
    expect(refused.html).toContain('Disable 2 licenses');
    expect(await countJobs()).toBe(0);
    await changed(server, license, { state: 'active' });
    await server.sdk.licenses.delete(license.id);
    await issued(server, { expires_at: END, type: 'trial' });
    expect((await confirm('disable', checked)).status).toBe(422);
    expect((await confirm('disable', refused)).status).toBe(422);
  });

  it('asks for the number of licenses before a revocation and a deletion', async () => {
    const id = idsOf(await three());
    for (const action of ['revoke', 'delete']) {
      const page = await check(action, { id });
      expect((await confirm(action, page)).status).toBe(422);
      const wrong = await confirm(action, page, { confirm: '2' });
      expect([wrong.status, wrong.html.includes('This is not the number.')]).toEqual([422, true]);
      expect((await confirm(action, page, { confirm: ' 3 ' })).status).toBe(303);
      await work();
    }
    expect((await server.sdk.licenses.list()).items).toEqual([]);
  });

  it('asks for a reason in the form if the settings demand one', async () => {
    const { number } = await issued(server);
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'audit.reason_required': true } });
    const page = await check('block', { id: String(number) });
    const refused = await confirm('block', page);
    expect([refused.status, refused.html.includes('id="field-reason-error"')]).toEqual([422, true]);
    expect((await confirm('block', page, { reason: 'Fraud', change_reference: 'ticket 7' })).status).toBe(303);
    await server.asAdmin('PATCH', '/api/v1/settings', {
      body: { 'audit.reason_required': false, reason: 'The test is over' },
    });
    const [job] = (await server.sdk.jobs.list()).items;
    expect(job).toMatchObject({ reason: 'Fraud', reference: 'ticket 7' });
  });

  it('finds the new customer by what one types', async () => {
    const licenses = await three();
    const id = idsOf(licenses);
    const customer = await server.sdk.customers.create({ name: 'Ada', email: 'ada@example.com' });
    await started('move', { id, new_customer: 'ada@example.com' });
    await work();
    expect((await read(licenses[0])).customer_id).toBe(customer.id);
    const removed = await check('move', { id, new_customer: '' });
    expect(removed.html).toContain('Remove 3 licenses from their customers');
    const nobody = await check('move', { id, new_customer: 'nobody' });
    expect([nobody.status, nobody.html.includes('No customer has this name')]).toEqual([422, true]);
  });

  it('changes the policy with the chosen limits', async () => {
    const body = { name: 'Three seats', max_activations: 3, duration_days: 30, expiry_basis: 'creation' };
    const { id: to_policy } = (await server.asAdmin('POST', '/api/v1/policies', { body })).body as Policy;
    const [first, second] = await three({ max_activations: 5 });
    const id = idsOf([first, second]);
    expect((await check('change_policy', { id })).html).toContain('Choose a policy');
    await started('change_policy', { id, to_policy, limits: 'maxActivations' });
    await work();
    expect(await read(first)).toMatchObject({ policy: to_policy, max_activations: 3, expires_at: null });
    await changed(server, second, { max_activations: 7 });
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await check('change_policy', { id, to_policy: unknown })).status).toBe(422);
  });

  it('answers requests that no page sends', async () => {
    const { number } = await issued(server);
    expect((await check('disable', {})).html).toContain('No license is selected');
    expect((await browser.post(`${BULK}/disable`, {})).html).toContain('No license is selected');
    expect((await check('disable', { id: String(number + 999) })).html).toContain('No license is selected');
    expect((await check('explode', { id: '1' })).status).toBe(400);
    expect((await browser.get(`${BULK}/disable/skipped?id=1&obstacle=boredom`)).status).toBe(400);
    for (const days of ['0', 'x', '-1', '36501']) {
      const refused = await check('extend', { id: String(number), days });
      expect([days, refused.status, refused.html.includes('whole number of days')]).toEqual([days, 422, true]);
    }
    const many = Array.from({ length: 1_001 }, (_, index) => index + 1).join();
    for (const id of ['x', '1.5', '-1', '99999999999999999999', many]) {
      expect([id, (await check('disable', { id })).status]).toEqual([id, 422]);
    }
    expect((await browser.get(`${JOBS}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
  });
});

describe('the job', () => {
  it('shows its progress, then its result with a tab for each outcome and a CSV', async () => {
    await server.asAdmin('POST', '/api/v1/licenses/batch', {
      body: { product: 'v2-default', count: 60, batch: 'Fair', expires_at: END },
    });
    const [left] = (await server.sdk.licenses.list({ batch: 'Fair', limit: 1 })).items;
    const endless = { product: 'v2-default', count: 1, batch: 'Fair' };
    const [skipped] = (await server.asAdmin('POST', '/api/v1/licenses/batch', { body: endless })).body.items;
    const path = await started(
      'extend',
      { batch: 'Fair', all: '1', days: '30' },
      { reason: 'Outage', change_reference: 'T-1' },
    );
    const waiting = (await browser.get(path)).html;
    expect(waiting).toContain('Extending 60 licenses by 30 days');
    expect(waiting).toContain('0 of 60');
    expect(waiting).toContain('<noscript><meta http-equiv="refresh" content="5"/></noscript>');
    expect(waiting).toContain('“Outage” · T-1');
    if (left) {
      server.clock.advance(1_000);
      await changed(server, left, { description: 'changed meanwhile' });
    }
    await work();
    const done = (await browser.get(path)).html;
    expect(done).toContain('Extended 59 licenses by 30 days');
    expect(done).toContain('can be undone until 8 Mar 2027');
    expect(done).not.toContain('http-equiv');
    expect(done).toContain('31 Jan 2090');
    const next =
      /href="([^"]*after=[^"]*)" rel="next"|rel="next" href="([^"]*)"|href="([^"]*after=[^"]*)"/.exec(done) ?? [];
    expect((await browser.get((next.slice(1).find(Boolean) ?? '').replaceAll('&amp;', '&'))).html).toContain(
      '31 Jan 2090',
    );
    const notChanged = (await browser.get(`${path}?tab=not_changed`)).html;
    expect(notChanged).toContain('Somebody changed it after the check');
    expect((await browser.get(`${path}?tab=skipped`)).html).toContain(skipped.key);
    const csv = await browser.get(`${path}/result.csv`);
    expect([csv.status, csv.html.trim().split('\n').length]).toEqual([200, 62]);
    expect((await browser.get(JOBS)).html).toContain('Extended 59 licenses by 30 days');
    expect((await browser.get(`${JOBS}?q=T-1`)).html).toContain(path);
    expect((await browser.get(`/console/search?q=jobs`)).html).toContain(`href="${JOBS}"`);
  });

  it('is undone after a check page, once, except for licenses that were changed since', async () => {
    const licenses = await three({ expires_at: END });
    await activate(server, licenses[0].key, 'desk');
    const path = await started('disable', { id: idsOf(licenses) });
    await work();
    server.clock.advance(1_000);
    await changed(server, licenses[2], { description: 'by somebody' });
    const page = await browser.get(`${path}/undo`);
    expect(page.html).toContain('2 licenses get back what they had before.');
    expect(page.html).toContain('1 license was changed or deleted since');
    expect(page.html).toContain(`href="${path}?tab=changed_since"`);
    const since = (await browser.get(`${path}?tab=changed_since`)).html;
    expect(licenses.map(({ key }) => since.includes(key))).toEqual([false, false, true]);
    const undone = await browser.post(`${path}/undo`, fieldsOf(page.html));
    expect([undone.status, undone.location]).toEqual([303, expect.stringMatching(/^\/console\/jobs\//)]);
    await work();
    expect(await Promise.all(licenses.map(async (license) => (await read(license)).status))).toEqual([
      'active',
      'unused',
      'disabled',
    ]);
    expect((await browser.get(path)).html).toContain('Undone by admin');
    expect((await browser.get(undone.location ?? '')).html).toContain('Undo: Disabled 2 licenses');
    expect((await browser.post(`${path}/undo`, {})).status).toBe(409);
  });

  it('is linked from the audit entries of its licenses', async () => {
    const [license] = await three();
    const path = await started('disable', { id: String(license.number) });
    await work();
    const [, uid = ''] = /jobs\/(.*)$/.exec(path) ?? [];
    const log = (await browser.get(`/console/audit?tab=everything&job=${uid}`)).html;
    expect(log).toContain(`href="${path}"`);
    const [, entry = ''] = /href="(\/console\/audit\/entries\/\d+)"/.exec(log) ?? [];
    expect((await browser.get(entry)).html).toContain(`href="${path}"`);
    expect((await browser.get(path)).html).toContain(`href="/console/audit?tab=everything&amp;job=${uid}"`);
  });

  it('cannot be undone after seven days', async () => {
    const path = await started('disable', { id: idsOf(await three()) });
    await work();
    server.clock.advance(8 * 86_400_000);
    await browser.signIn();
    const { html } = await browser.get(path);
    expect(html).toContain('The time to undo it is over.');
    expect(html).not.toContain(`${path}/undo`);
    expect((await browser.post(`${path}/undo`, {})).status).toBe(409);
  });

  it('is stopped before its turn and touches no license', async () => {
    const licenses = await three();
    const path = await started('disable', { id: idsOf(licenses) });
    expect((await browser.post(`${path}/stop`)).location).toBe(path);
    await work();
    const { html } = await browser.get(path);
    expect(html).toContain('3 licenses were not touched');
    expect((await browser.get(`${path}?tab=pending`)).html).toContain(licenses[0].key);
    expect((await read(licenses[0])).status).toBe('unused');
    await browser.post(`${path}/stop`);
    expect((await browser.get(path)).html).toContain('The job had already finished.');
  });

  it('starts once if the same form is sent twice at the same time', async () => {
    const page = await check('disable', { id: idsOf(await three()) });
    const [one, other] = await Promise.all([confirm('disable', page), confirm('disable', page)]);
    expect([one.status, other.status, one.location === other.location]).toEqual([303, 303, true]);
    expect(await countJobs()).toBe(1);
  });

  it('needs attention if licenses failed', async () => {
    const path = await started('disable', { id: idsOf(await three()) });
    await work();
    expect((await browser.get('/console/overview')).html).not.toContain(`${path}?tab=not_changed`);
    await server.dataSource.query(`UPDATE background_jobs SET failed = 1`);
    expect((await browser.get('/console/overview')).html).toContain(`${path}?tab=not_changed`);
  });
});

it('refuses forms from other sites, and users who may only read', async () => {
  const { number } = await issued(server);
  const id = String(number);
  const page = await check('disable', { id });
  const forged = { 'sec-fetch-site': 'cross-site' };
  expect((await browser.post(`${BULK}/disable`, fieldsOf(page.html), forged)).status).toBe(403);
  const path = await started('disable', { id });
  expect((await browser.post(`${path}/stop`, {}, forged)).status).toBe(403);
  const { username } = await createLoggedInUser(server, 'support');
  const support = new Browser(server);
  await support.signIn(username, PASSWORD);
  expect((await support.get(path)).status).toBe(200);
  expect((await support.get(path)).html).not.toContain(`${path}/stop`);
  expect((await support.get(`${BULK}/disable?id=${id}`)).status).toBe(403);
  for (const refused of [`${BULK}/disable`, `${path}/stop`, `${path}/undo`]) {
    expect([refused, (await support.post(refused, { id })).status]).toEqual([refused, 403]);
  }
});

it('speaks German and Chinese', async () => {
  const path = await started('disable', { id: idsOf(await three()) });
  const said = { de: '3 Lizenzen werden deaktiviert', zh: '正在停用 3 个许可证' };
  for (const [language, text] of Object.entries(said)) {
    const visit = await browser.get(path, { 'accept-language': language });
    expect([language, visit.html.includes(text)]).toEqual([language, true]);
  }
});
