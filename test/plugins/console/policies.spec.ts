import { randomUUID } from 'node:crypto';
import { type PolicyDto } from '../../../src/core/catalog/policies/dto/policy.dto';
import { fieldsOf, FIELDS, GROUPS } from '../../../src/plugins/console/policies/policy-fields';
import { sentenceOf } from '../../../src/plugins/console/policies/policy-sentences';
import { CHANGE_POLICIES } from '../../../src/core/licensing/policy-changes/bulk-policy-changes.service';
import { asViewer } from '../../../src/core/i18n/viewer';
import { readTexts } from '../../../src/core/i18n/messages';
import { Browser, type Visit } from '../../testkit/browser';
import { declare, declareMeter } from '../../support/grants';
import { oncePerServer } from '../../support/once-per-server';
import { activate, issued, validate } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const created = async (name: string, body: object = {}) =>
  (await server.asAdmin('POST', '/api/v1/policies', { body: { name, ...body } })).body;
const stored = async (id: string) => (await server.asAdmin('GET', `/api/v1/policies/${id}`)).body;

/** What the form of a page would send, unchanged. */
async function formAt(path: string): Promise<Record<string, string>> {
  const { html } = await browser.get(path);
  const fields: Record<string, string> = {};
  for (const [, tag = ''] of html.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const isUnchecked = tag.includes('type="checkbox"') && !/\bchecked\b/.test(tag);
    if (name !== undefined && name !== 'q' && !isUnchecked) {
      fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    }
  }
  for (const [, name = '', options = ''] of html.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    fields[name] =
      /<option selected value="([^"]*)"|<option value="([^"]*)" selected/.exec(options)?.slice(1).find(Boolean) ?? '';
  }
  for (const [, name = '', text = ''] of html.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs)) {
    fields[name] = text.replaceAll('&quot;', '"');
  }
  return fields;
}

/** The fields of the page with the effects of a change. */
function fieldsOfCheck(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    fields[name] = value.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  }
  return fields;
}

const seatsOf = async ({ id }: { id: string }) =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body.max_activations;

/** Values of a field that read differently. */
function samplesOf({ kind, choices = [] }: (typeof FIELDS)[number]): unknown[] {
  switch (kind) {
    case 'flag':
      return [true, false];
    case 'choice':
      return [...choices];
    case 'number':
      return [1, 2000];
    case 'limit':
      return [null, 1, 2000];
    case 'list':
      return [[], ['one', 'two']];
    case 'entitlements':
    case 'meters':
    case 'credits':
    case 'rates':
      return [{}, { one: {}, two: {} }];
    case 'next_rates':
      return [null, { from: new Date('2031-01-01T00:00:00Z'), rates: {} }];
    case 'rate-limits': {
      const one = { limit: 1, window: 'day' };
      return [{}, { one }, { one, two: { ...one, limit: 2000 } }];
    }
    case 'text':
      return ['uuid', 'ulid'];
    case 'optional-text':
      return [null, '2.0'];
    case 'instant':
      return [null, new Date('2031-01-01T12:00:00Z'), new Date('2031-01-02T12:00:00Z')];
  }
}

it('shows every field of a policy once', () => {
  const names = FIELDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(GROUPS.flatMap((group) => fieldsOf(group))).toHaveLength(names.length);
});

it('has a place for every field of the API', async () => {
  const policy = await created('all fields');
  const others = ['id', 'number', 'name', 'key_pattern', 'published_version', 'created_at', 'updated_at'];
  expect(Object.keys(policy as PolicyDto).sort()).toEqual([...FIELDS.map(({ name }) => name), ...others].sort());
});

it.each(['en', 'de', 'zh'])('says every value of a field in a sentence in %s', (language) => {
  const sentences = readTexts(language).policySentences ?? {};
  expect(Object.keys(sentences).sort()).toEqual(FIELDS.map(({ name }) => name).sort());
  asViewer({ headers: { cookie: `keyward_language=${language}` }, raw: {}, protocol: 'http' } as never, () => {
    for (const field of FIELDS) {
      const said = samplesOf(field).map((value) => sentenceOf(field, value));
      expect([field.name, said.filter((text) => text.length < 2 || /[{}]|undefined/.test(text))]).toEqual([
        field.name,
        [],
      ]);
      expect([field.name, new Set(said).size]).toEqual([field.name, said.length]);
    }
  });
});

it('says in one sentence that a new policy is equal to the default', async () => {
  const policy = await created('as by default');
  const { html } = await browser.get(`/console/policies/${policy.id}`);
  expect(html).toContain(`This policy is equal to the default in all ${FIELDS.length} values.`);
  expect(html).not.toContain('class="differences"');
  expect(html).toContain('No licenses use this policy yet');
});

it('shows what differs from the default, with its consequence and a link to its field', async () => {
  const policy = await created('differs', {
    uses_limit: 20,
    grace_days: 14,
    containers: 'refuse',
    features: ['a', 'b'],
  });
  const { html } = await browser.get(`/console/policies/${policy.id}`);
  const [differences = ''] = /id="differs-title".*?<\/section>/s.exec(html) ?? [];
  expect(differences.match(/<s>.*?<\/b>/g)?.map((value) => value.replace(/<[^>]*>/g, ''))).toEqual([
    '0 days 14 days',
    'no limit 20',
    'none a, b',
    'Take a seat Refuse',
  ]);
  expect(differences).toContain('<code>USES_EXHAUSTED</code>');
  expect(differences).toContain(`href="/console/policies/${policy.id}/edit?field=uses_limit#field-uses_limit"`);
  expect(html).toContain(`4 of ${FIELDS.length} values`);
  const list = (await browser.get('/console/policies?q=differs')).html;
  expect(list).toContain('14 days of grace · 20 lifetime activations · a, b on · Containers are refused');
});

/** The values of a fold's head or of the preview, as the text of the page. */
const lineIn = (html: string, live: string) =>
  (new RegExp(`data-live="${live}"[^>]*>(.*?)</(?:span|section)>`, 's').exec(html)?.[1] ?? '').replace(/<[^>]*>/g, ' ');
const openIn = (html: string) => [...html.matchAll(/id="group-(\w+)" open/g)].map(([, group]) => group);

it('has a fold for each group of fields, which says its values in a sentence', async () => {
  const policy = await created('folded', { duration_days: 365, expiry_basis: 'first_activation', grace_days: 14 });
  const path = `/console/policies/${policy.id}/edit`;
  const { html } = await browser.get(path);
  expect(html.match(/<details class="fold"/g)).toHaveLength(GROUPS.length);
  expect(lineIn(html, 'line-term')).toBe('Lasts 365 days from the first activation · 14 days of grace');
  expect(lineIn(html, 'line-users')).toBe('No limit on users · Apps need not name the user');
  expect([lineIn(html, 'count-term'), lineIn(html, 'count-users')]).toEqual(['3 custom', '']);
  // Rules that differ from the default come first.
  const inTerm = html.slice(html.indexOf('id="group-term"'), html.indexOf('id="group-seats"'));
  expect([...inTerm.matchAll(/ name="(\w+)"/g)].map(([, name]) => name).slice(0, 4)).toEqual([
    ...['duration_days', 'expiry_basis', 'grace_days'],
    'duration_months',
  ]);
  expect(openIn(html)).toEqual([]);
  expect(openIn((await browser.get(`${path}?field=max_users`)).html)).toEqual(['users']);
  expect(openIn((await browser.get('/console/policies/new')).html)).toEqual(['term']);
  const refused = await browser.post(path, { ...(await formAt(path)), offline_days: 'x', q: 'grace' });
  expect([refused.status, openIn(refused.html)]).toEqual([422, ['life']]);
});

it('shows what customers get by what is entered, and saves nothing', async () => {
  const policy = await created('previewed', { duration_months: 12, require_user: true });
  const path = `/console/policies/${policy.id}/edit`;
  const saved = (await browser.get(path)).html;
  expect(lineIn(saved, 'customers-get')).toMatch(/Term\s+Lasts 12 calendar months\s.*Seats\s+No limit on seats/s);
  const { require_user, ...form } = await formAt(path);
  const entered = { ...form, duration_months: '', duration_days: '30', max_activations: '5', meters: 'exports oft' };
  const { html } = await browser.get(`${path}?${new URLSearchParams({ ...entered, offline_days: 'x' }).toString()}`);
  expect(require_user).toBe('1');
  expect(lineIn(html, 'customers-get')).toMatch(/Lasts 30 days\s.*\s5 seats\s.*\s30 days offline/s);
  expect(lineIn(html, 'line-users')).toContain('Apps need not name the user');
  expect(openIn(html)).toEqual(['term', 'seats', 'users']);
  expect(html).toContain('name="max_activations" value="5"');
  expect(lineIn((await browser.get(`/console/policies/${policy.id}`)).html, 'customers-get')).toContain('12 calendar');
  expect(await stored(policy.id)).toEqual(policy);
});

it('finds fields by their synonyms and keeps the values of the others', async () => {
  const policy = await created('sought', { max_users: 7 });
  const path = `/console/policies/${policy.id}/edit`;
  const { html } = await browser.get(`${path}?q=air-gapped`);
  expect(openIn(html)).toEqual(['life']);
  expect(html.match(/<details class="fold"/g)).toHaveLength(1);
  expect(html).toContain('<input type="hidden" name="max_users" value="7"');
  expect(html).toContain('1 value matches “air-gapped”.');
  // Enter in the search is no change.
  const form = { ...(await formAt(path)), max_users: '8', q: 'air-gapped' };
  const searched = await browser.post(path, { ...form, do: 'enter' });
  expect([searched.status, searched.html.includes('name="max_users" value="8"')]).toEqual([200, true]);
  expect((await stored(policy.id)).max_users).toBe(7);
  const draft = { ...(await formAt('/console/policies/new')), name: 'sought too', q: 'grace', do: 'enter' };
  expect((await browser.post('/console/policies/new', draft)).status).toBe(200);
  expect((await browser.post('/console/policies/new', { ...draft, q: '' })).status).toBe(303);
  expect((await browser.post(path, form)).status).toBe(303);
  expect((await stored(policy.id)).max_users).toBe(8);
});

it('finds values by their API names and their words, and opens the folds that have them', async () => {
  const policy = await created('searched', { max_users: 7 });
  const foldsOf = async (q: string) =>
    (await browser.get(`/console/policies/${policy.id}?q=${q}`)).html.match(/<details class="fold" id="[^"]*" open/g);
  expect(await foldsOf('max_users')).toEqual(['<details class="fold" id="group-users" open']);
  expect(await foldsOf('Floating')).toEqual(['<details class="fold" id="group-sessions" open']);
  expect(await foldsOf('nothing-like-this')).toBeNull();
});

it('counts the licenses that a change reaches, and those with values of their own', async () => {
  const policy = await created('reaching', { max_activations: 2, grace_days: 30 });
  const past = new Date(server.clock.now().getTime() - 5 * 86_400_000).toISOString();
  await issued(server, { policy: policy.id });
  await issued(server, { policy: policy.id, max_activations: 9 });
  await issued(server, { policy: policy.id, starts_at: '2020-01-01T00:00:00Z', expires_at: past });
  const revoked = await issued(server, { policy: policy.id });
  await server.asAdmin('POST', `/api/v1/licenses/${revoked.id}/revoke`);
  const { html } = await browser.get(`/console/policies/${policy.id}`);
  expect(html).toContain('Applies to 4 licenses at their next check');
  expect(html).toContain('1 has exceptions.');
  expect(html).toMatch(/<dt>Usable<\/dt><dd>3<\/dd>.*<dt>In grace<\/dt><dd>1<\/dd>/s);
  expect(html).toContain(`href="/console/licenses?policy=${policy.id}"`);
  expect((await browser.get('/console/policies')).html).toContain(`href="/console/licenses?policy=${policy.id}">4</a>`);
});

it('compares two policies by the values that differ', async () => {
  const strict = await created('Compared strict', { max_activations: 1, grace_days: 3 });
  const loose = await created('Compared loose', { max_activations: 9, grace_days: 3 });
  const path = `/console/policies/compare?first=${strict.id}&second=${loose.id}`;
  const { status, html } = await browser.get(path);
  expect(status).toBe(200);
  const rowsOf = (page: string) =>
    [...page.matchAll(/<tr role="row">(.*?)<\/tr>/gs)]
      .slice(1)
      .map(([, row = '']) => row.replace(/<[^>]*>/g, ' ').trim());
  expect(rowsOf(html)).toEqual([expect.stringMatching(/^Seats\s+\(differs\).*\b1 seat\s+9 seats$/)]);
  expect(html).toContain(`<option value="${strict.id}" selected>`);
  const whole = rowsOf((await browser.get(`${path}&all=true`)).html);
  expect(whole.length).toBeGreaterThan(40);
  expect(whole.filter((row) => row.includes('(differs)'))).toHaveLength(1);
  expect(whole.filter((row) => /3 days of grace\s+3 days of grace$/.test(row))).toHaveLength(1);
  expect((await browser.get(`${path}&all=maybe`)).status).toBe(400);
  const same = await browser.get(`/console/policies/compare?first=${strict.id}&second=${strict.id}`);
  expect(same.html).toContain('The two policies are equal in all');
  expect((await browser.get('/console/policies/compare')).html).toContain('Choose two policies');
  const alone = await browser.get(`/console/policies/compare?first=${strict.id}`);
  expect(alone.html).toMatch(/Compare with.*first=[^"]*second=/s);
  expect((await browser.get(`/console/policies/compare?first=${randomUUID()}`)).status).toBe(404);
  expect((await browser.get('/console/policies')).html).toContain('href="/console/policies/compare"');
  expect((await browser.get(`/console/policies/${loose.id}`)).html).toContain(`compare?first=${loose.id}"`);
});

it('marks the entries of lists and grants that the other policy lacks', async () => {
  const product = (await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'diff', name: 'Diff' } }))
    .body;
  await declare(server, product, 'cloud_gb', { type: 'number' });
  await declareMeter(server, product, 'renders');
  const terms = (limit: number) => ({
    entitlements: { cloud_gb: limit },
    meters: { renders: { limit, period: 'month' } },
    allowed_platforms: ['linux', `os${limit}`],
  });
  const small = await created('Small grants', terms(5));
  const large = await created('Large grants', terms(50));
  const { html } = await browser.get(`/console/policies/compare?first=${small.id}&second=${large.id}`);
  const marked = [...html.matchAll(/<li class="only-here">([^<]*)/g)].map(([, entry]) => entry);
  expect(marked).toEqual([
    ...['cloud_gb 5', 'cloud_gb 50', 'renders 5 month calendar 0%', 'renders 50 month calendar 0%'],
    ...['os5', 'os50'],
  ]);
  expect(html).toContain('<li>linux</li>');
});

it('lists the last changes of a policy with their values', async () => {
  const policy = await created('history');
  await server.asAdmin('PATCH', `/api/v1/policies/${policy.id}`, { body: { grace_days: 3, max_users: 4 } });
  const { html } = await browser.get(`/console/policies/${policy.id}`);
  expect(html).toContain('Grace period: 0 days → 3 days · 1 more value');
});

it('publishes a version, shows what changed since, and leads to its licenses', async () => {
  const product = (await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'vp', name: 'Versions' } }))
    .body;
  await declare(server, product, 'projects', { type: 'number' });
  const policy = await created('versioned', { entitlements: { projects: 5 } });
  const license = await issued(server, { product: 'vp', policy: policy.id });
  const path = `/console/policies/${policy.id}`;
  const { status } = await browser.post(`${path}/publish`, { note: 'The first one' });
  expect([status, (await stored(policy.id)).published_version]).toEqual([303, 1]);
  await server.asAdmin('PATCH', `/api/v1/policies/${policy.id}`, { body: { entitlements: { projects: 10 } } });
  const { html } = await browser.get(path);
  expect(html).toContain('projects: 5 → 10');
  expect(html).toContain('The first one');
  expect(html).toContain(`/console/licenses?policy=${policy.id}&amp;policy_version=1">1</a>`);
  expect((await browser.post(`${path}/publish`, { note: '' })).status).toBe(303);
  expect((await browser.get(`${path}/publish`)).html).not.toContain('projects: 5');
  expect((await browser.post(`${path}/publish`, { note: '' })).status).toBe(409);
  const bulk = await browser.get(`/console/licenses/bulk/change_policy_version?policy=${policy.id}&all=1`);
  expect(bulk.html).toContain(license.key);
  expect(bulk.html).toContain('Version 2');
});

it('saves an unchanged form without any change', async () => {
  const product = (await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'grants', name: 'Grants' } }))
    .body;
  await declare(server, product, 'sso');
  await declare(server, product, 'storage', { type: 'number' });
  await declare(server, product, 'plan', { type: 'text' });
  await declare(server, product, 'until', { type: 'number' });
  await declareMeter(server, product, 'exports');
  await declareMeter(server, product, 'calls');
  const credit = { name: 'AI', decimals: 2 };
  expect((await server.asAdmin('PUT', `/api/v1/products/${product.id}/credits/ai`, { body: credit })).status).toBe(200);
  const policy = await created('unchanged', {
    max_activations: 3,
    seat_overage_percent: null,
    require_user: true,
    features: ['a', 'b'],
    allowed_platforms: ['windows'],
    expiry_strategy: 'maintain_access',
    heartbeat_timeout: 900,
    min_version: '1.2',
    entitlements: {
      sso: true,
      storage: 50,
      plan: 'team "x"',
      until: { value: 1, expires_at: '2031-01-01T00:00:00.000Z' },
    },
    meters: {
      exports: { limit: 1000, limit_per_device: 100, limit_per_user: 50, period: 'month', overage_percent: 10 },
      calls: { limit: null },
    },
    credits: {
      ai: { limit: '1000.25', period: 'month', rollover: { periods: 2, max: '0.5' }, limit_per_user: '2.5' },
    },
    rates: { image: { credit: 'ai', amount: '2.5' } },
    next_rates: { from: '2099-01-01T00:00:00.000Z', rates: { image: { credit: 'ai', amount: '3' } } },
    rate_limits: { reports: { limit: 100, window: 'day' }, scans: { limit: 5, window: 'second' } },
  });
  const fields = await formAt(`/console/policies/${policy.id}/edit`);
  const { status, location } = await browser.post(`/console/policies/${policy.id}/edit`, fields);
  expect([status, location]).toEqual([303, `/console/policies/${policy.id}`]);
  expect({ ...(await stored(policy.id)), updated_at: 0 }).toEqual({ ...policy, updated_at: 0 });
});

it('creates a policy with the defaults of the API', async () => {
  const fields = await formAt('/console/policies/new');
  const { status, location = '' } = await browser.post('/console/policies/new', { ...fields, name: 'by form' });
  expect(status).toBe(303);
  const { id, number, name, created_at, updated_at, ...byForm } = await stored(location.split('/').at(-1) ?? '');
  const other = await created('by API');
  expect({ ...other, ...byForm }).toEqual(other);
  expect([typeof id, typeof number, name, typeof created_at, typeof updated_at]).toEqual([
    'string',
    'number',
    'by form',
    'string',
    'string',
  ]);
});

/** Sends the form of a policy with changes, and confirms the page with their effects. */
async function confirmed(
  id: string,
  change: Record<string, string>,
  choices: Record<string, string> = {},
): Promise<Visit> {
  const path = `/console/policies/${id}/edit`;
  const checked = await browser.post(path, { ...(await formAt(path)), ...change });
  expect([checked.status, checked.html.includes('Change for ')]).toEqual([200, true]);
  return browser.post(path, { ...fieldsOfCheck(checked.html), ...choices, do: 'save' });
}

it('shows the effects of a change before it holds for licenses that exist', async () => {
  const policy = await created('changing', { max_activations: 1 });
  const license = await issued(server, { policy: policy.id });
  const path = `/console/policies/${policy.id}/edit`;
  const { html } = await browser.post(path, { ...(await formAt(path)), grace_days: '7' });
  expect(html).toContain('Change changing for 1 license?');
  expect(html).toContain('7 days of grace');
  expect(await stored(policy.id)).toEqual(policy);
  const { status } = await confirmed(policy.id, { require_user: '1', grace_days: '7' });
  expect(status).toBe(303);
  const { body } = await server.call('POST', '/api/v1/validate', { body: { license_key: license.key } });
  expect(body.code).toBe('USER_MISMATCH');
  expect((await stored(policy.id)).grace_days).toBe(7);
});

it('goes back from the effects to the form with what was typed', async () => {
  const policy = await created('back');
  await issued(server, { policy: policy.id });
  const path = `/console/policies/${policy.id}/edit`;
  const checked = await browser.post(path, { ...(await formAt(path)), grace_days: '11' });
  const { status, html } = await browser.post(path, { ...fieldsOfCheck(checked.html), do: 'form' });
  expect([status, html.includes('name="grace_days" value="11"')]).toEqual([200, true]);
  expect(await stored(policy.id)).toEqual(policy);
});

it('saves at once what reaches no issued license', async () => {
  const policy = await created('new only');
  await issued(server, { policy: policy.id });
  const path = `/console/policies/${policy.id}/edit`;
  expect((await browser.post(path, { ...(await formAt(path)), name: 'renamed', key_format: 'uuid' })).status).toBe(303);
  const unused = await created('unused');
  const other = `/console/policies/${unused.id}/edit`;
  expect((await browser.post(other, { ...(await formAt(other)), grace_days: '2' })).status).toBe(303);
});

it('counts who is hurt: seats above a new limit, expired licenses, silent devices', async () => {
  const policy = await created('hurting', { max_activations: 3, grace_days: 30 });
  const past = new Date(server.clock.now().getTime() - 5 * 86_400_000).toISOString();
  const full = await issued(server, { policy: policy.id });
  await activate(server, full.key, 'desk');
  await activate(server, full.key, 'laptop');
  await issued(server, { policy: policy.id, starts_at: '2020-01-01T00:00:00Z', expires_at: past });
  await server.dataSource.query(
    `UPDATE activations SET last_seen_at = last_seen_at - interval '1 hour' WHERE fingerprint = 'desk'`,
  );
  const path = `/console/policies/${policy.id}/edit`;
  const { html } = await browser.post(path, {
    ...(await formAt(path)),
    max_activations: '1',
    grace_days: '0',
    check_in_interval: '600',
  });
  expect(html).toContain('1 license has more than 1 seat taken');
  expect(html).toContain('1 license that has expired is refused at its next check');
  expect(html).toContain('1 device is refused at its next check');
});

it('lets issued licenses with the old value follow, and only if asked to', async () => {
  const policy = await created('followed', { max_activations: 5 });
  const same = await issued(server, { policy: policy.id });
  const own = await issued(server, { policy: policy.id, max_activations: 8 });
  await confirmed(policy.id, { max_activations: '4' });
  expect(await seatsOf(same)).toBe(5);
  await confirmed(policy.id, { max_activations: '5' });
  const { location } = await confirmed(policy.id, { max_activations: '3' }, { follow_max_activations: 'follow' });
  expect(location).toBe(`/console/policies/${policy.id}`);
  await runQueued(server, CHANGE_POLICIES);
  expect([await seatsOf(same), await seatsOf(own)]).toEqual([3, 8]);
});

it('tells that another person changed the policy between form, check and save', async () => {
  const policy = await created('raced');
  const license = await issued(server, { policy: policy.id });
  const path = `/console/policies/${policy.id}/edit`;
  const form = { ...(await formAt(path)), grace_days: '9' };
  const checked = await browser.post(path, form);
  await server.asAdmin('PATCH', `/api/v1/policies/${policy.id}`, { body: { max_users: 6 } });
  for (const sent of [form, { ...fieldsOfCheck(checked.html), do: 'save' }]) {
    const { status, html } = await browser.post(path, sent);
    expect([status, html.includes('Somebody else changed this policy')]).toEqual([409, true]);
    expect(html).toContain('name="grace_days" value="9"');
    expect(html).toContain(`/console/audit?target=policies%3A${policy.id}`);
  }
  expect((await stored(policy.id)).grace_days).toBe(0);
  expect((await validate(server, license.key)).body.code).toBeDefined();
});

it('makes only one of two changes that were checked at the same time', async () => {
  const policy = await created('two at once');
  await issued(server, { policy: policy.id });
  const path = `/console/policies/${policy.id}/edit`;
  const form = await formAt(path);
  const answers = await Promise.all(
    ['3', '4'].map((days) => browser.post(path, { ...form, grace_days: days, do: 'save' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
});

const refused = oncePerServer(async () => {
  const policy = await created('wrong');
  return { policy, fields: await formAt(`/console/policies/${policy.id}/edit`) };
});

it.each(
  sampleOf(
    [
      [{ grace_days: 'many' }, 'grace_days'],
      [{ max_activations: '0' }, 'max_activations'],
      [{ name: '' }, 'name'],
      [{ meters: 'exports often' }, 'meters'],
      [{ credits: 'ai 1,5' }, 'credits'],
      [{ rates: 'image 2.5' }, 'rates'],
      [{ next_rates: '2031-01-01\nimage many ai' }, 'next_rates'],
      [{ next_rates: 'soon' }, 'next_rates'],
      [{ when_full: 'explode' }, 'when_full'],
    ],
    3,
    'wrong fields',
  ),
)('refuses %j beside its field and keeps what was typed', async (wrong, field) => {
  const { policy, fields } = await refused(server);
  const { status, html } = await browser.post(`/console/policies/${policy.id}/edit`, {
    ...fields,
    features: 'typed',
    ...wrong,
  });
  expect(status).toBe(422);
  expect(html).toContain(`id="field-${field}-error"`);
  expect(html).toContain('value="typed"');
  expect(await stored(policy.id)).toEqual(policy);
});

it('deletes a policy, except one in use', async () => {
  const used = await created('used');
  await issued(server, { policy: used.id });
  const { status, html } = await browser.post(`/console/policies/${used.id}/delete`);
  expect([status, html.includes('uses this policy')]).toEqual([409, true]);
  const free = await created('free');
  const leads = async ({ id }: { id: string }) =>
    (await browser.get(`/console/policies/${id}`)).html.includes(`/console/policies/${id}/delete`);
  expect([await leads(used), await leads(free)]).toEqual([false, true]);
  expect(await browser.post(`/console/policies/${free.id}/delete`)).toMatchObject({ status: 303 });
  expect((await server.asAdmin('GET', `/api/v1/policies/${free.id}`)).status).toBe(404);
});

it('escapes what users typed', async () => {
  const { id } = await created('<img src=x onerror=alert(1)>');
  for (const path of [`/console/policies/${id}`, `/console/policies/${id}/edit`, '/console/policies?q=%3Cimg']) {
    expect((await browser.get(path)).html).not.toContain('<img src=x');
  }
});

it('shows viewers policies without a way to change them', async () => {
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  const { id } = await created('seen');
  const { status, html } = await viewer.get(`/console/policies/${id}`);
  expect([status, html.includes('/edit')]).toEqual([200, false]);
  expect(await viewer.get(`/console/policies/${id}/edit`)).toMatchObject({ status: 403 });
  expect(await viewer.post(`/console/policies/${id}/delete`)).toMatchObject({ status: 403 });
});

it('keeps credits and their rates, for which the form has no place', async () => {
  await server.asAdmin('PUT', '/api/v1/products/v2-default/credits/ai', { body: { name: 'AI', decimals: 2 } });
  const granted = { credits: { ai: { limit: '1.5' } }, rates: { image: { credit: 'ai', amount: '0.75' } } };
  const { id } = await created('credits', granted);
  const before = (await server.asAdmin('GET', `/api/v1/policies/${id}`)).body;
  const path = `/console/policies/${id}/edit`;
  const fields = await formAt(path);
  expect(await browser.post(path, { ...fields, grace_days: '3' })).toMatchObject({ status: 303 });
  const after = (await server.asAdmin('GET', `/api/v1/policies/${id}`)).body;
  expect(after).toMatchObject({ grace_days: 3, credits: before.credits, rates: granted.rates });
});
