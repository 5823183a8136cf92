import { randomUUID } from 'node:crypto';
import { Browser } from '../../testkit/browser';
import { issued } from '../../testkit/issue';
import { race } from '../../testkit/race';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

const LIST = '/console/customers';
const VIEWS = '/console/views';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada Archer' } });
  await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Bo Baker' } });
  await server.asAdmin('POST', '/api/v1/leads', { body: { name: 'Halden', type: 'company' } });
  await server.asAdmin('POST', '/api/v1/resources', { body: { type: 'domain', identifier: 'a.example' } });
  aBrowser = await signedIn(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.dataSource.query('DELETE FROM saved_views');
  browser = aBrowser();
});

const newPath = (query: string, list = 'customers'): string =>
  `${VIEWS}/new?${new URLSearchParams({ list, query }).toString()}`;

async function saved(query: string, fields: Record<string, string>, by = browser, list = 'customers'): Promise<string> {
  const { status, location, html } = await by.post(newPath(query, list), fields);
  expect([status, html]).toEqual([303, '']);
  expect(location).toContain('?');
  const [{ id }] = await server.dataSource.query('SELECT id FROM saved_views ORDER BY created_at DESC, position DESC');
  return id;
}

async function as(role: 'viewer' | 'support' | 'admin'): Promise<Browser> {
  const { username } = await createLoggedInUser(server, role);
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  return other;
}

const linksOf = (html: string, path: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => href.startsWith(path));

const viewsIn = async (by: Browser): Promise<(string | undefined)[]> => {
  const { html } = await by.get(VIEWS);
  return [...html.matchAll(/class="row-link cut"[^>]* title="([^"]*)"/g)].map(([, name]) => name);
};

describe('a view', () => {
  it('keeps search and columns of a list, and opens it with them', async () => {
    const { html } = await browser.get(`${LIST}?q=ada&columns=-&columns=added&after=&trail=`);
    const [save = ''] = linksOf(html, `${VIEWS}/new`);
    expect(new URL(save, 'http://local').searchParams.get('query')).toBe('columns=added&q=ada');
    const form = await browser.get(save);
    expect(form.html).toContain('columns: added · q: ada');
    const done = await browser.post(save, { name: 'Ada only' });
    expect([done.status, done.location]).toEqual([303, `${LIST}?columns=added&q=ada`]);
    const shown = await browser.get(`${LIST}?columns=added&q=ada`);
    expect(shown.html).toContain('The view “Ada only” is saved.');
    expect(shown.html).toMatch(/<span class="cut">Ada only<\/span>/);
    expect(shown.html).toContain('Ada Archer');
    expect(shown.html).not.toContain('Bo Baker');
    expect(linksOf((await browser.get(LIST)).html, LIST)).toContain(`${LIST}?columns=added&q=ada`);
  });

  it('has a name that is unique among those of a person and list, whatever its case', async () => {
    await saved('q=ada', { name: 'Über uns' });
    const again = await browser.post(newPath('q=bo'), { name: 'ÜBER UNS' });
    expect(again.status).toBe(409);
    expect(again.html).toContain('You have a view of this list with this name.');
    expect(again.html).toContain('value="ÜBER UNS"');
    await saved('', { name: 'über uns' }, browser, 'licenses');
    await saved('q=bo', { name: 'über uns' }, await as('viewer'));
  });

  it.each([
    ['', 'Enter 1 to 100 characters.'],
    ['x'.repeat(101), 'Enter 1 to 100 characters.'],
  ])('is refused with the name %j', async (name, message) => {
    const { status, html } = await browser.post(newPath('q=ada'), { name });
    expect(status).toBe(422);
    expect(html).toContain(message);
  });

  it('cannot be saved for a list that does not exist, nor with a query that is too long', async () => {
    expect((await browser.get(newPath('', 'nothing'))).status).toBe(404);
    expect((await browser.post(newPath('', 'nothing'), { name: 'x' })).status).toBe(404);
    expect((await browser.get(newPath('q='.padEnd(2_001, 'x')))).status).toBe(400);
    const long = await browser.post(newPath('q='.padEnd(1_999, 'ö')), { name: 'long' });
    expect(long.status).toBe(422);
    expect(long.html).toContain('The address of this list is too long for a view.');
  });

  it('is one of at most fifty of a person and list, however many are saved at once', async () => {
    await server.dataSource.query(
      `INSERT INTO saved_views (user_id, list, name, name_key, query, position, created_at, updated_at)
       SELECT id, 'customers', 'view ' || n, 'view ' || n, '', n, now(), now() FROM users, generate_series(1, 48) AS n
       WHERE username = 'admin'`,
    );
    const names = ['a', 'b', 'c', 'd'];
    const visits = await race(
      { databaseUrl: server.databaseUrl, hold: `SELECT 1 FROM users WHERE username = 'admin' FOR UPDATE` },
      names.map((name) => () => browser.post(newPath(''), { name })),
    );
    expect(visits.map(({ status }) => status).sort()).toEqual([303, 303, 409, 409]);
    expect(visits.find(({ status }) => status === 409)?.html).toContain('You have 50 views of this list');
    const [{ count }] = await server.dataSource.query('SELECT count(*)::int FROM saved_views');
    expect(count).toBe(50);
  });

  it('is saved once by two forms with the same name', async () => {
    const visits = await race(
      { databaseUrl: server.databaseUrl, hold: `SELECT 1 FROM users WHERE username = 'admin' FOR UPDATE` },
      ['same', 'SAME'].map((name) => () => browser.post(newPath(''), { name })),
    );
    expect(visits.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it('is renamed, moved and deleted', async () => {
    const first = await saved('q=ada', { name: 'first' });
    const second = await saved('q=bo', { name: 'second' });
    expect(await viewsIn(browser)).toEqual(['first', 'second']);
    await browser.post(`${VIEWS}/${second}/move`, { to: 'up' });
    await browser.post(`${VIEWS}/${second}/move`, { to: 'up' });
    expect(await viewsIn(browser)).toEqual(['second', 'first']);
    const { location } = await browser.post(`${VIEWS}/${first}`, { name: 'third' });
    expect(location).toBe(VIEWS);
    expect(await viewsIn(browser)).toEqual(['second', 'third']);
    expect((await browser.post(`${VIEWS}/${first}`, { name: 'Second' })).status).toBe(409);
    expect((await browser.get(`${VIEWS}/${second}/delete`)).html).toContain('Delete the view “second”?');
    await browser.post(`${VIEWS}/${second}/delete`);
    expect(await viewsIn(browser)).toEqual(['third']);
    expect((await browser.get(`${VIEWS}/${second}`)).status).toBe(404);
  });

  it('takes over the filters of another address', async () => {
    const id = await saved('q=ada', { name: 'mine', is_shared: '1' });
    expect((await browser.get(newPath('q=bo'))).html).toContain(`action="${VIEWS}/${id}/query"`);
    const { status, location } = await browser.post(`${VIEWS}/${id}/query`, { query: 'q=bo&after=x' });
    expect([status, location]).toEqual([303, `${LIST}?q=bo`]);
    const viewer = await as('viewer');
    expect((await viewer.post(`${VIEWS}/${id}/query`, { query: 'q=none' })).status).toBe(404);
    expect((await viewer.get(VIEWS)).html).toContain('q: bo');
    expect((await browser.post(`${VIEWS}/${id}/query`, { query: 'q='.padEnd(1_999, 'ö') })).status).toBe(400);
  });

  it('escapes its name', async () => {
    await saved('q=ada', { name: '<img src=x>' });
    for (const path of [VIEWS, `${LIST}?q=ada`]) {
      expect((await browser.get(path)).html).not.toContain('<img');
    }
  });

  it('is deleted with its owner', async () => {
    const { id } = await createLoggedInUser(server, 'viewer', 'leaving');
    const other = new Browser(server);
    await other.signIn('leaving', PASSWORD);
    await saved('q=ada', { name: 'mine', is_default: '1' }, other);
    await server.dataSource.query('DELETE FROM user_sessions USING users WHERE users.id = user_id AND uid = $1', [id]);
    await server.dataSource.query('DELETE FROM users WHERE uid = $1', [id]);
    expect(await server.dataSource.query('SELECT 1 FROM saved_views')).toEqual([]);
  });
});

describe('a shared view', () => {
  it('is seen by others until it is not shared any more', async () => {
    const viewer = await as('viewer');
    const id = await saved('q=ada', { name: 'of all', is_shared: '1' });
    const own = await saved('q=bo', { name: 'of one' });
    expect(await viewsIn(viewer)).toEqual(['of all']);
    expect((await viewer.get(LIST)).html).toContain('by admin');
    expect((await viewer.get(`${VIEWS}/${own}`)).status).toBe(404);
    await browser.post(`${VIEWS}/${id}`, { name: 'of all' });
    expect(await viewsIn(viewer)).toEqual([]);
  });

  it('is changed by its owner alone, and deleted also by an admin', async () => {
    const support = await as('support');
    const admin = await as('admin');
    const id = await saved('q=ada', { name: 'of all', is_shared: '1' }, support);
    const stranger = await as('support');
    for (const other of [stranger, admin]) {
      expect((await other.get(`${VIEWS}/${id}`)).status).toBe(404);
      expect((await other.post(`${VIEWS}/${id}`, { name: 'mine' })).status).toBe(404);
      expect((await other.post(`${VIEWS}/${id}/move`, { to: 'up' })).status).toBe(404);
    }
    expect((await stranger.post(`${VIEWS}/${id}/delete`)).status).toBe(404);
    expect((await admin.get(VIEWS)).html).toContain(`${VIEWS}/${id}/delete`);
    expect((await admin.post(`${VIEWS}/${id}/delete`)).location).toBe(VIEWS);
    expect(await viewsIn(support)).toEqual([]);
  });

  it('cannot be made by a viewer', async () => {
    const viewer = await as('viewer');
    expect((await viewer.get(newPath('q=ada'))).html).not.toContain('name="is_shared"');
    await saved('q=ada', { name: 'of all', is_shared: '1' }, viewer);
    expect(await viewsIn(browser)).toEqual([]);
  });
});

describe('a list that opens with a view', () => {
  it('leads to it, and its links lead to the whole list all the same', async () => {
    await saved('q=ada', { name: 'Ada only', is_default: '1' });
    const { status, location } = await browser.get(LIST);
    expect([status, location]).toEqual([303, `${LIST}?q=ada`]);
    const { html } = await browser.get(`${LIST}?q=ada`);
    expect(html).toContain('opens first');
    expect(linksOf(html, LIST)).toContain(`${LIST}?saved=none`);
    expect((await browser.get(`${LIST}?saved=none`)).html).toContain('Bo Baker');
    expect((await browser.get(`${LIST}?q=`)).html).toContain('Bo Baker');
  });

  it('opens whole again when the view is deleted, or no longer shared', async () => {
    const viewer = await as('viewer');
    const id = await saved('q=ada', { name: 'of all', is_shared: '1' });
    await viewer.post(`${VIEWS}/${id}/open`, { first: '1' });
    expect((await viewer.get(LIST)).status).toBe(303);
    expect((await browser.get(LIST)).status).toBe(200);
    await browser.post(`${VIEWS}/${id}`, { name: 'of all' });
    expect((await viewer.get(LIST)).status).toBe(200);
    await browser.post(`${VIEWS}/${id}`, { name: 'of all', is_default: '1' });
    expect((await browser.get(LIST)).status).toBe(303);
    await browser.post(`${VIEWS}/${id}/open`, { first: '0' });
    expect((await browser.get(LIST)).status).toBe(200);
  });

  it('opens with the last view that was chosen', async () => {
    await saved('q=ada', { name: 'one', is_default: '1' });
    await saved('q=bo', { name: 'two', is_default: '1' });
    expect((await browser.get(LIST)).location).toBe(`${LIST}?q=bo`);
  });

  it('does not open with a private view of somebody else', async () => {
    const id = await saved('q=ada', { name: 'mine' });
    const viewer = await as('viewer');
    expect((await viewer.post(`${VIEWS}/${id}/open`, { first: '1' })).status).toBe(404);
  });
});

it.each(
  sampleOf(
    [
      '/console/licenses',
      '/console/groups',
      '/console/customers',
      '/console/devices',
      '/console/sessions?license=none',
      '/console/policies',
      '/console/products',
      '/console/app-bundles',
      '/console/resources',
      '/leads/?q=x',
      '/console/webhooks?q=x',
      '/console/api-keys',
      '/console/audit',
      '/console/people',
    ],
    5,
    'lists',
  ),
)('%s has views', async (path) => {
  expect((await browser.get(path)).html).toContain(`href="${VIEWS}/new?list=`);
});

it('the list of trials has views and columns', async () => {
  const policy = await server.sdk.policies.create({ name: 'Fortnight', duration_days: 14 });
  await server.sdk.products.create({ reference: 'meter', name: 'Meter', trial_policy: policy.id });
  const { status } = await server.call('POST', '/api/v1/trials', {
    body: { product: 'meter', hardware_id: 'edit-bay-03' },
  });
  expect(status).toBe(201);
  const { html } = await browser.get('/console/trials?columns=ends,state');
  expect(html).toContain(`href="${VIEWS}/new?list=trials`);
  expect(html).toMatch(/>Device<.*>Ends<.*>State</s);
  expect(html).not.toContain('>Begun</th>');
});

describe('a view of versions', () => {
  const at = (product: { id: string }) => `/console/products/${product.id}/versions`;
  async function products() {
    const first = await server.sdk.products.create({ reference: `views-${randomUUID()}`, name: 'First' });
    const second = await server.sdk.products.create({ reference: `views-${randomUUID()}`, name: 'Second' });
    for (const { id } of [first, second]) {
      const body = { reference: 'v1', version: '1.0.0', released_at: '2026-01-01' };
      expect((await server.asAdmin('POST', `/api/v1/products/${id}/versions`, { body })).status).toBe(201);
    }
    return [first, second] as const;
  }

  it('is saved at one product, and opens at each', async () => {
    const [first, second] = await products();
    const { html } = await browser.get(`${at(first)}?status=published&columns=released`);
    const [save = ''] = linksOf(html, `${VIEWS}/new`);
    const done = await browser.post(save, { name: 'Published', is_default: '1' });
    expect([done.status, done.location]).toEqual([303, `${at(first)}?columns=released&status=published`]);
    const other = await browser.get(at(second));
    expect([other.status, other.location]).toEqual([303, `${at(second)}?columns=released&status=published`]);
    const shown = await browser.get(other.location ?? '');
    expect(shown.html).toMatch(/<span class="cut">Published<\/span>/);
    expect(shown.html).toContain('>Release date</th>');
    expect(shown.html).not.toContain('>Channel</th>');
    expect(linksOf(shown.html, at(second))).toContain(`${at(second)}?saved=none`);
    const [replacing = ''] = linksOf((await browser.get(`${at(second)}?status=draft`)).html, `${VIEWS}/new`);
    const action = /action="([^"]*\/query[^"]*)"/.exec((await browser.get(replacing)).html)?.[1] ?? '';
    const replaced = await browser.post(action, { query: 'status=draft' });
    expect(replaced.location).toBe(`${at(second)}?status=draft`);
  });

  it('leads from the list of views to a choice of the product', async () => {
    const [first] = await products();
    await saved('status=published', { name: 'Published' }, browser, 'versions');
    expect(linksOf((await browser.get(VIEWS)).html, '/console/versions')).toEqual([
      '/console/versions?status=published',
    ]);
    const { status, html } = await browser.get('/console/versions?status=published');
    expect([status, linksOf(html, at(first))]).toEqual([200, [`${at(first)}?status=published`]]);
    expect(linksOf(html, `${VIEWS}/new`)).toEqual([]);
  });

  it('leads nowhere else, whatever its form names', async () => {
    const { location } = await browser.post(`${newPath('status=draft', 'versions')}&from=https%3A%2F%2Fevil.example`, {
      name: 'Drafts',
    });
    expect(location).toBe('/console/versions?status=draft');
  });
});

it('the lists of jobs and exports have views and columns', async () => {
  const license = await issued(server);
  for (const action of ['disable', 'export']) {
    await server.asAdmin('POST', '/api/v1/licenses/bulk', { body: { action, ids: [license.id] } });
  }
  for (const [path, list] of [
    ['/console/jobs', 'jobs'],
    ['/console/exports', 'exports'],
  ] as const) {
    const { html } = await browser.get(`${path}?columns=by`);
    expect(html).toContain(`href="${VIEWS}/new?list=${list}`);
    expect(html).toContain('>By</th>');
    expect(html).not.toContain('>State</th>');
  }
});
