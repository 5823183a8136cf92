import type { License } from '../../../sdk/src/generated/native';
import { DAY } from '../../../src/core/common/calendar';
import { Browser } from '../../testkit/browser';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
let id: string;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());
beforeEach(async () => {
  await server.emptyTables('customers', 'licenses', 'orders', 'verifications');
  browser = aBrowser();
  id = await customer({ email: 'ada@example.com' });
});

async function customer(body: Record<string, unknown> = {}): Promise<string> {
  const answer = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada Lovelace', ...body } });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const license = (body: Record<string, unknown> = {}): Promise<License> => issued(server, { customer_id: id, ...body });
const open = async (tab = ''): Promise<string> => {
  const { status, html } = await browser.get(`/customer/edit/${id}${tab && `?tab=${tab}`}`);
  expect(status).toBe(200);
  return html;
};
/** Sessions end meanwhile. */
const later = async (days: number): Promise<void> => {
  server.clock.advance(days * DAY);
  await browser.signIn();
};
const inDays = (days: number): string => new Date(server.clock.now().getTime() + days * DAY).toISOString();
const nextOf = (html: string): string => /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** The figures of a page, by their labels. */
function figuresOf(html: string): Record<string, string[]> {
  const found = html.matchAll(/<dt>([^<]*)<\/dt><dd class="figure-value">([^<]*)<\/dd><dd class="figure-of">([^<]*)/g);
  return Object.fromEntries([...found].map(([, label = '', value = '', of = '']) => [label, [value, of]]));
}

async function visitor(role: string): Promise<Browser> {
  const { username } = await createLoggedInUser(server, role);
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  return other;
}

describe('the figures', () => {
  it('count all licenses and devices, the last contact and the refusals of seven days', async () => {
    const { key } = await license({ max_activations: 1 });
    await license({ expires_at: inDays(10) });
    await license({ expires_at: inDays(400) });
    await changed(server, await license(), { state: 'disabled' });
    await activate(server, key, 'desk', { machine_name: 'Desk' });
    await activate(server, key, 'laptop');
    await later(40);
    await activate(server, key, 'laptop');
    await activate(server, key, 'laptop');
    expect(figuresOf(await open())).toEqual({
      'Usable licenses': ['2', 'of 4'],
      Devices: ['1', 'on 1 license; 1 silent for 30 days'],
      'Last contact': ['this minute', '“laptop”: activate, SEATS_EXHAUSTED'],
      'Denied, 7 days': ['2', 'of 3 in the log'],
    });
  });

  it('count the licenses that end within 30 days', async () => {
    await license({ expires_at: inDays(10) });
    await license({ expires_at: inDays(29) });
    await license({ expires_at: inDays(31) });
    expect(figuresOf(await open())).toMatchObject({ 'Usable licenses': ['3', 'of 3; 2 end within 30 days'] });
  });

  it('say that there is nothing', async () => {
    expect(figuresOf(await open())).toEqual({
      'Usable licenses': ['0', 'of 0'],
      Devices: ['0', 'on 0 licenses'],
      'Last contact': ['never', 'no app has asked yet'],
      'Denied, 7 days': ['0', 'of 0 in the log'],
    });
  });
});

describe('orders', () => {
  let sold = 0;
  const tabLink = (): string => `href="/customer/edit/${id}?tab=orders"`;
  const order = async (line: Record<string, unknown>): Promise<{ id: string }> => {
    const lines = [{ product: 'v2-default', ...line }];
    const body = { customer_id: id, external_id: `sale-${(sold += 1)}`, lines };
    const answer = await server.asAdmin('POST', '/api/v1/orders', { body });
    expect(answer.status).toBe(201);
    return answer.body;
  };

  it('are left out without any', async () => {
    const html = await open('orders');
    expect([html.includes(tabLink()), html.includes('No licenses yet')]).toEqual([false, true]);
  });

  it('are summed up in the currency of most of them, with what was paid back', async () => {
    await order({ price: 1_000_000, currency: 'EUR' });
    const { id: refunded } = await order({ price: 24_900, currency: 'EUR' });
    await order({ price: 9_950, currency: 'USD' });
    await order({});
    await server.asAdmin('POST', `/api/v1/orders/${refunded}/refund`);
    expect(figuresOf(await open())).toMatchObject({
      Orders: ['€10,249', expect.stringMatching(/^and US\$99\.50; 4 since \w{3} \d{4}; €249 paid back$/)],
    });
    expect(figuresOf(await open())).not.toHaveProperty('Denied, 7 days');
  });

  it('are counted if they have no prices', async () => {
    await order({});
    expect(figuresOf(await open())).toMatchObject({ Orders: ['1', expect.stringMatching(/^1 since \w{3} \d{4}$/)] });
  });

  it('have a tab with pages and an export', async () => {
    await server.dataSource.query(
      `INSERT INTO orders (external_id, customer_id, state, created_at, updated_at)
       SELECT 'former ' || n, id, 'paid', created_at, created_at FROM customers, generate_series(1, 25) AS n WHERE uid = $1`,
      [id],
    );
    await order({ seats: 3, quantity: 2, price: 4_900, currency: 'EUR' });
    const html = await open('orders');
    expect(html).toContain(tabLink());
    expect(html).toContain('2 licenses, 3 seats each');
    expect(html).toContain(`href="/console/orders/export?customer=${id}"`);
    const next = await browser.get(nextOf(html));
    const links = [html, next.html].flatMap((page) => [
      ...page.matchAll(/row-link cut" href="(\/console\/orders\/[^"]*)"/g),
    ]);
    expect(new Set(links.map(([, href]) => href)).size).toBe(26);
  });

  it('are in the timeline with what became of them', async () => {
    const { id: sale } = await order({ price: 4_900, currency: 'EUR' });
    await server.asAdmin('POST', `/api/v1/orders/${sale}/refund`);
    const timeline = await open('timeline');
    expect(timeline.split(`href="/console/orders/${sale}"`).length - 1).toBeGreaterThanOrEqual(2);
    const other = await customer({ email: 'grace@example.com' });
    expect((await browser.get(`/customer/edit/${other}?tab=timeline`)).html).not.toContain(sale);
  });

  it('are shown to those who may read orders', async () => {
    await order({});
    const role = { name: 'No orders', permissions: ['customers:read', 'licenses:read'] };
    expect((await server.asAdmin('POST', '/api/v1/roles', { body: role })).status).toBe(201);
    const other = await visitor(role.name);
    const { html } = await other.get(`/customer/edit/${id}?tab=orders`);
    expect(figuresOf(html)).toHaveProperty('Denied, 7 days');
    expect([html.includes(tabLink()), html.includes('href="/console/licenses/export?')]).toEqual([false, true]);
    expect((await other.get(`/customer/edit/${id}?tab=timeline`)).html).not.toContain('/console/orders/');
  });
});

describe('the banner', () => {
  const post = (html: string): string =>
    /action="([^"]*)"[^>]*><button[^>]*>(?:(?!<\/button>).)*Free that seat/s.exec(html)?.[1] ?? '';

  it('names the refused device and the license, and frees the seat that is silent for the longest time', async () => {
    const { id: uid, key } = await license({ max_activations: 2 });
    await activate(server, key, 'old', { machine_name: 'Old desk' });
    await later(20);
    await activate(server, key, 'new', { machine_name: 'New desk' });
    await later(2);
    await validate(server, key, 'new');
    await activate(server, key, 'laptop', { machine_name: 'Laptop' });
    await activate(server, key, 'laptop', { machine_name: 'Laptop' });
    const html = await open();
    expect(html).toContain('“laptop” was denied 2 times in 24 hours');
    expect(html).toContain(`<a href="/license/edit/${uid}">`);
    expect(html).toContain('All seats of this license are in use');
    expect(html).toContain('“Old desk” uses a seat');

    const done = await browser.post(post(html).replaceAll('&amp;', '&'));
    expect([done.status, done.location]).toEqual([303, `/customer/edit/${id}`]);
    const freed = await open();
    expect(freed).toContain('The seat of Old desk is free.');
    expect(freed).not.toContain('was denied 2 times');
    const undo = /flash.*?action="([^"]*restore[^"]*)"/s.exec(freed)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(await browser.post(undo)).toMatchObject({ status: 303, location: `/customer/edit/${id}` });
    expect(await open()).toContain('Old desk has its seat again.');
  });

  it('offers another number of seats if every device was seen within a day', async () => {
    const { id: uid, key } = await license({ max_activations: 1 });
    await activate(server, key, 'desk');
    await activate(server, key, 'laptop');
    const html = await open();
    expect(html).toContain('“laptop” was denied once in 24 hours');
    expect(html).not.toContain('Free that seat');
    expect(html).toContain(`href="/license/edit/${uid}/change"`);
  });

  it('explains other refusals, and offers to extend a license that has expired', async () => {
    const expired = await license({ expires_at: inDays(1) });
    await activate(server, expired.key, 'desk');
    await later(60);
    await validate(server, expired.key, 'desk');
    expect(await open()).toContain(`href="/license/edit/${expired.id}/extend"`);
    const disabled = await license();
    await changed(server, disabled, { state: 'disabled' });
    await later(2);
    await validate(server, disabled.key, 'desk');
    const html = await open();
    expect(html).toContain('This license is disabled');
    expect(html).toContain(`href="/console/explain?key=${disabled.key}&amp;device=desk"`);
  });

  it('is gone a day later, or once the device was admitted', async () => {
    const { key, id: uid } = await license({ max_activations: 1 });
    await activate(server, key, 'desk');
    await activate(server, key, 'laptop');
    expect(await open()).toContain('class="banner');
    await changed(server, { id: uid }, { max_activations: 2 });
    expect(await open()).not.toContain('class="banner');
    await activate(server, key, 'laptop');
    await activate(server, key, 'third');
    expect(await open()).toContain('“third” was denied');
    await later(1.1);
    expect(await open()).not.toContain('class="banner');
  });

  it('offers a viewer no change', async () => {
    const { key } = await license({ max_activations: 1 });
    await activate(server, key, 'desk');
    await later(3);
    await activate(server, key, 'laptop');
    const viewer = await visitor('viewer');
    for (const tab of ['licenses', 'devices', 'refusals', 'timeline']) {
      const { html } = await viewer.get(`/customer/edit/${id}?tab=${tab}`);
      expect(html).toContain('“laptop” was denied');
      expect(html).toContain('href="/console/explain?key=');
      expect(html).not.toMatch(/free\?back|Change seats|\/extend/);
    }
    const support = await visitor('support');
    expect((await support.get(`/customer/edit/${id}`)).html).toContain('Free that seat');
  });
});

describe('the tabs', () => {
  it('offer to issue the first license', async () => {
    const html = await open();
    expect(html).toContain('No licenses yet');
    expect(html).toContain(`href="/console/licenses/new?customer=${id}"`);
    for (const tab of ['devices', 'refusals']) {
      expect(await open(tab)).toContain(`No ${tab}`);
    }
  });

  it('list the licenses of this customer alone, next to expire first, by its id or number', async () => {
    const other = await issued(server, { customer_id: await customer({ name: 'Grace' }) });
    const last = await license({ max_activations: 3 });
    const first = await license({ expires_at: inDays(10) });
    const { number } = (await server.asAdmin('GET', `/api/v1/customers/${id}`)).body;
    for (const path of [`/customer/edit/${id}`, `/customer/edit/${number}`]) {
      const { html } = await browser.get(path);
      expect(html).toContain('0 of 3');
      expect(html.indexOf(first.key.slice(0, -5))).toBeLessThan(html.indexOf(last.key.slice(0, -5)));
      expect(html).not.toContain(other.id);
      expect(html).toContain(`href="/console/licenses/export?customer=${id}"`);
    }
    const { html } = await browser.get(`/customer/edit/${id}?sort=expires_last`);
    expect(html.indexOf(last.key.slice(0, -5))).toBeLessThan(html.indexOf(first.key.slice(0, -5)));
  });

  it('page through licenses, devices, refusals and the timeline without losing or repeating a row', async () => {
    const { number } = await license({ max_activations: 30 });
    const now = server.clock.now();
    await server.dataSource.query(
      `INSERT INTO licenses (key, product_id, policy_id, customer_id, created_at, updated_at)
       SELECT 'COPY-' || n, product_id, policy_id, customer_id, $2, $2 FROM licenses, generate_series(1, 30) AS n WHERE id = $1`,
      [number, now],
    );
    await server.dataSource.query(
      `INSERT INTO activations (license_id, fingerprint, name, activated_at, last_seen_at)
       SELECT $1, 'device-' || n, 'Device ' || n || '.', $2, $2 FROM generate_series(1, 30) AS n`,
      [number, now],
    );
    await server.dataSource.query(
      `INSERT INTO verifications (at, license_id, key, fingerprint, dialect, operation, outcome)
       SELECT $2::timestamptz - n * interval '1 millisecond', id, key, 'stranger-' || n || '.', 'native', 'check',
         'DEVICE_MISMATCH'
       FROM licenses, generate_series(1, 30) AS n WHERE id = $1`,
      [number, now],
    );
    const rows = {
      licenses: /class="row-link" href="\/license\/edit\/([^"/]*)"/g,
      devices: /title="Device (\d+)\."/g,
    } as const;
    const logs = { refusals: /title="stranger-(\d+)\."/g, timeline: /<span>“stranger-(\d+)\.” was denied/g } as const;
    for (const [tab, pattern] of Object.entries({ ...rows, ...logs })) {
      const found: (string | undefined)[] = [];
      let pages = 0;
      for (let path = `/customer/edit/${id}?tab=${tab}`; path !== ''; pages++) {
        const { html } = await browser.get(path);
        found.push(...[...html.matchAll(pattern)].map(([, one]) => one));
        path = nextOf(html);
      }
      const all = tab === 'licenses' ? 31 : 30;
      expect([tab, pages > 1, found.length, new Set(found).size]).toEqual([tab, true, all, all]);
    }
  });

  it('free a seat of a device by one post, with a way back', async () => {
    const { id: uid, key } = await license({ max_activations: 1 });
    await activate(server, key, 'desk', { machine_name: 'Desk' });
    const html = await open('devices');
    expect(html).toContain(`href="/license/edit/${uid}"`);
    const action = /action="([^"]*\/free\?[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const done = await browser.post(action);
    expect([done.status, done.location]).toEqual([303, `/customer/edit/${id}?tab=devices`]);
    const freed = await open('devices');
    expect(freed).toContain('No devices');
    const undo = /action="([^"]*\/restore\?[^"]*)"/.exec(freed)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await browser.post(undo)).location).toBe(`/customer/edit/${id}?tab=devices`);
    expect(await open('devices')).toContain('Desk has its seat again.');
    const elsewhere = await browser.post(action.replace(/back=.*/, 'back=https%3A%2F%2Fevil.example'));
    expect(elsewhere.location).toBe(`/license/edit/${uid}`);
  });

  it('give the reason of a refusal in words, with a link that explains it', async () => {
    const { key } = await license({ max_activations: 1 });
    await activate(server, key, 'desk');
    await activate(server, key, 'laptop');
    const html = await open('refusals');
    expect(html).toContain('<code>SEATS_EXHAUSTED</code>');
    expect(html).toContain('All seats of this license are in use');
    expect(html).toContain(`href="/console/explain?key=${key}&amp;device=laptop"`);
    const explained = await browser.get(`/console/explain?key=${key}&device=laptop`);
    expect(explained.html).toContain('value="laptop"');
  });

  it('show changes of the customer, changes of its licenses and refusals together, newest first', async () => {
    const { id: uid, key } = await license({ max_activations: 1 });
    await later(1);
    await activate(server, key, 'desk', { machine_name: 'Desk' });
    await activate(server, key, 'laptop');
    await activate(server, key, 'laptop');
    await later(1);
    await changed(server, { id: uid }, { state: 'disabled', reason: 'Machine stolen' });
    const { html } = await browser.get(`/customer/edit/${id}?tab=timeline`);
    expect(html).toContain('Machine stolen');
    const places = [
      'admin disabled the license',
      '“laptop” was denied, 2 times',
      'An app activated a device',
      'admin issued the license',
      'admin added the customer',
    ].map((text) => html.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(html).toContain(`href="/console/audit?target=customers%3A${id}"`);
  });

  it('are downloaded as CSV', async () => {
    const { key } = await license({ max_activations: 1 });
    await activate(server, key, '=desk');
    await activate(server, key, 'laptop');
    const expected = {
      devices: ['license_key,device', `${key},'=desk`],
      refusals: ['at,code', `SEATS_EXHAUSTED,activate,${key},laptop`],
      timeline: ['at,event', `customer.created,`, `license.issued,${key},admin`, `SEATS_EXHAUSTED,${key},,laptop`],
    };
    for (const [tab, lines] of Object.entries(expected)) {
      expect(await open(tab)).toContain(`href="/console/customers/${id}/export?tab=${tab}"`);
      const { headers, html } = await browser.get(`/console/customers/${id}/export/file?tab=${tab}`);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      for (const line of lines) {
        expect(html).toContain(line);
      }
    }
  });

  it.each(
    sampleOf(
      ['tab=x', 'sort=x', 'tab=refusals&after=x', 'tab=timeline&after=x-1-1', 'tab=devices&after=x', 'before=x'],
      3,
      'refused',
    ),
  )('refuse %s', async (query) => {
    expect((await browser.get(`/customer/edit/${id}?${query}`)).status).toBe(400);
  });
});

it('shows the details to read, and says what is not set', async () => {
  await server.asAdmin('PATCH', `/api/v1/customers/${id}`, { body: { phone: '+44 20', notes: 'Calls often' } });
  const html = await open();
  for (const text of ['+44 20', 'Calls often', 'mailto:ada@example.com', id, `/console/customers/${id}/edit`]) {
    expect(html).toContain(text);
  }
  expect(html).toMatch(/<dt>Company<\/dt><dd><span class="unset">not set/);
  expect(html).not.toContain('<textarea');
});

it('answers a support call in three steps: search by e-mail, open the customer, free the seat', async () => {
  const { key } = await license({ max_activations: 1 });
  await activate(server, key, 'desk', { machine_name: 'Desk' });
  await later(26);
  await activate(server, key, 'laptop');
  const found = await browser.get('/console/search?q=ada@example.com');
  const path = /href="(\/customer\/edit\/[^"]*)"/.exec(found.html)?.[1] ?? '';
  const { html } = await browser.get(path);
  const action = /action="([^"]*\/free[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  await browser.post(action);
  expect((await activate(server, key, 'laptop')).status).toBeLessThan(300);
});

it('moves all licenses by the bulk change of the list', async () => {
  await license();
  await license();
  const path = /href="([^"]*bulk\/move[^"]*)"/.exec(await open())?.[1]?.replaceAll('&amp;', '&') ?? '';
  const { status, html } = await browser.get(path);
  expect([status, html]).toEqual([200, expect.stringContaining('2 licenses')]);
});
