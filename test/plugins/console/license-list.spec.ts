import type { Customer } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { activate, changed, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { DAY } from '../../../src/core/common/calendar';
import { signedIn } from '../../support/signed-in';

const LIST = '/console/licenses';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers');
  browser = aBrowser();
});
afterAll(() => server.stop());

const customer = async (body: object): Promise<Customer> =>
  (await server.asAdmin('POST', '/api/v1/customers', { body })).body;

const inDays = (days: number): string => new Date(server.clock.now().getTime() + days * DAY).toISOString();

/** The keys of a page, in their order. */
async function keysOf(path: string): Promise<string[]> {
  const { status, html } = await browser.get(path);
  expect(status).toBe(200);
  return keysIn(html);
}

function keysIn(html: string): string[] {
  return [...html.matchAll(/class="row-link".*?<code[^>]*?(?: title="([^"]*)"[^>]*>|>([^<]*))/gs)].map(
    ([, cut, whole]) => cut ?? whole ?? '',
  );
}

/** The address of a link in a page. */
function hrefOf(html: string, rel: string): string | undefined {
  const tag =
    [...html.matchAll(/<a [^>]*>/g)].map(([text]) => text).find((text) => text.includes(`rel="${rel}"`)) ?? '';
  return / href="([^"]*)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&');
}

describe('the list of licenses', () => {
  it('shows status, customer, product, seats, expiration and last use', async () => {
    const { id } = await customer({ name: 'Brightwater Post GmbH' });
    const { key, id: uid } = await issued(server, { customer_id: id, max_activations: 5, expires_at: '2090-01-12' });
    await activate(server, key, 'desk');
    await issued(server, { key: 'NO-LIMIT-KEY', max_activations: null });
    const { html } = await browser.get(LIST);
    for (const text of ['Brightwater Post GmbH', '1 of 5', '12 Jan 2090', 'Active', '0, no limit', 'no end', 'never']) {
      expect(html).toContain(text);
    }
    expect(html).toContain('2 licenses');
    expect(html).toContain(`href="/license/edit/${uid}"`);
  });

  it('gives a full seat meter the color that the page of the license gives it', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    for (const path of [LIST, `/license/edit/${license.id}`]) {
      const { html } = await browser.get(path);
      expect([path, html.includes('meter-warn'), html.includes('meter-bad')]).toEqual([path, true, false]);
    }
  });

  it('has views', async () => {
    const { id } = await customer({ name: 'Somebody' });
    const owned = { customer_id: id };
    await issued(server, { ...owned, key: 'SOON-1', expires_at: inDays(20) });
    await issued(server, { ...owned, key: 'SOON-2', expires_at: inDays(10) });
    await issued(server, { ...owned, key: 'LATE-1', expires_at: inDays(90) });
    await issued(server, { ...owned, key: 'GONE-1', expires_at: inDays(-2) });
    await issued(server, { ...owned, key: 'GONE-2', expires_at: inDays(-1) });
    await changed(server, await issued(server, { ...owned, key: 'STOP-1' }), { state: 'blocked' });
    await issued(server, { key: 'FREE-1' });
    expect(await keysOf(`${LIST}?view=expiring`)).toEqual(['SOON-2', 'SOON-1']);
    expect(await keysOf(`${LIST}?view=expired`)).toEqual(['GONE-2', 'GONE-1']);
    expect(await keysOf(`${LIST}?view=unused`)).toEqual(['FREE-1', 'LATE-1', 'SOON-2', 'SOON-1']);
    expect(await keysOf(`${LIST}?view=stopped`)).toEqual(['STOP-1']);
    expect(await keysOf(`${LIST}?view=unassigned`)).toEqual(['FREE-1']);
    expect(await keysOf(`${LIST}?view=unused&status=blocked&expires_to=2000-01-01`)).toHaveLength(4);
    expect(await keysOf(`${LIST}?sort=expires_last`)).toEqual([
      ...['FREE-1', 'STOP-1', 'LATE-1', 'SOON-1', 'SOON-2', 'GONE-2', 'GONE-1'],
    ]);
  });

  it('is filtered by its address, and the export with it', async () => {
    const { id } = await customer({ name: 'Ada', email: 'ada@example.com' });
    await issued(server, { customer_id: id, key: 'MATCH-1', type: 'trial', expires_at: '2090-05-05T12:00:00Z' });
    await issued(server, { customer_id: id, key: 'OTHER-1' });
    await issued(server, { key: 'OTHER-2', type: 'trial' });
    const query = 'q=match&product=v2-default&status=unused&type=trial&customer=ada%40example.com';
    const dates = 'issued_from=2020-01-01&issued_to=2090-01-01&expires_from=2090-05-05&expires_to=2090-05-05';
    expect(await keysOf(`${LIST}?${query}&${dates}`)).toEqual(['MATCH-1']);
    const { html } = await browser.get(`${LIST}?${query}&${dates}`);
    expect(html).toContain('1 matches');
    expect(html).toMatch(/Type is <b>Trial<\/b>/);
    const [, href = ''] = /href="(\/console\/licenses\/export[^"]*)"/.exec(html) ?? [];
    const exported = await browser.get(href.replaceAll('&amp;', '&'));
    expect(exported.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(exported.html).toContain('MATCH-1');
    expect(exported.html).not.toContain('OTHER');
    for (const wrong of ['status=gone', 'issued_from=yesterday', 'policy=x', 'view=x', 'after=x', 'before=%00', 'q=']) {
      expect({ wrong, status: (await browser.get(`${LIST}?${wrong}`)).status }).toEqual({
        wrong,
        status: wrong === 'q=' ? 200 : 400,
      });
    }
  });

  it('takes the last days that a filter can name', async () => {
    await issued(server, { key: 'KEPT-1', expires_at: '9999-12-31T00:00:00Z' });
    expect(await keysOf(`${LIST}?issued_to=9999-12-31&expires_to=9999-12-31`)).toEqual(['KEPT-1']);
    expect(await keysOf(`${LIST}?issued_from=1900-01-01&expires_from=1900-01-01&sort=expires_first`)).toEqual([
      'KEPT-1',
    ]);
  });

  /** The page that a link of this one leads to. */
  async function follow(html: string, rel: 'next' | 'prev'): Promise<string> {
    return (await browser.get(hrefOf(html, rel) ?? '')).html;
  }

  it('pages forward and back in each order', async () => {
    const body = { product: 'v2-default' };
    await server.asAdmin('POST', '/api/v1/licenses/batch', { body: { ...body, count: 40 } });
    await server.asAdmin('POST', '/api/v1/licenses/batch', { body: { ...body, count: 40, expires_at: inDays(1) } });
    await server.asAdmin('POST', '/api/v1/licenses/batch', { body: { ...body, count: 22, expires_at: inDays(2) } });
    for (const sort of ['newest', 'expires_first', 'expires_last']) {
      const { html: first } = await browser.get(`${LIST}?sort=${sort}`);
      const second = await follow(first, 'next');
      const third = await follow(second, 'next');
      const keys = [first, second, third].map(keysIn);
      expect([sort, new Set(keys.flat()).size]).toEqual([sort, 102]);
      expect(hrefOf(first, 'prev')).toBeUndefined();
      expect(hrefOf(third, 'next')).toBeUndefined();
      const back = await follow(third, 'prev');
      const start = await follow(back, 'prev');
      expect([start, back].map(keysIn)).toEqual(keys.slice(0, 2));
      expect(hrefOf(start, 'prev')).toBeUndefined();
      expect(first).toContain('1–50 of 102, ');
    }
  });

  it('pages back through filters by text and by date', async () => {
    await server.asAdmin('POST', '/api/v1/licenses/batch', {
      body: { product: 'v2-default', count: 52, batch: 'Spring fair' },
    });
    for (const filter of ['q=spring', 'status=unused', 'view=unassigned', 'q=spring&sort=expires_first']) {
      const { html } = await browser.get(`${LIST}?${filter}`);
      const back = await follow(await follow(html, 'next'), 'prev');
      expect({ filter, keys: keysIn(back) }).toEqual({ filter, keys: keysIn(html) });
      expect(keysIn(html)).toHaveLength(50);
    }
  });

  it('shows the columns that the address names, in their order, and keeps them on its links', async () => {
    await issued(server, { type_label: 'Regular License' });
    const headsOf = (html: string) => [...html.matchAll(/<th [^>]*>(?:<a [^>]*>)?([^<]+)/g)].map(([, head]) => head);
    expect(headsOf((await browser.get(LIST)).html)).toEqual([
      ...['Key', 'Status', 'Customer', 'Product', 'Seats', 'Expires', 'Last seen'],
    ]);
    const { html } = await browser.get(`${LIST}?columns=-&columns=type&columns=customer`);
    expect(headsOf(html)).toEqual(['Key', 'Status', 'Type', 'Customer']);
    expect(html).toContain('Regular License');
    expect(html).toContain('href="/console/licenses?view=expiring&amp;columns=type%2Ccustomer"');
    expect(html).toContain('<input type="hidden" name="columns" value="type,customer"/>');
    expect(html).toMatch(/href="[^"]*columns=customer%2Ctype" aria-label="Move Customer one place forward"/);
    expect(headsOf((await browser.get(`${LIST}?columns=-`)).html)).toEqual(['Key', 'Status']);
    expect(headsOf((await browser.get(`${LIST}?columns=none,type,type`)).html)).toEqual(['Key', 'Status', 'Type']);
  });

  it('shows a viewer no way to change licenses', async () => {
    await issued(server);
    const { username } = await createLoggedInUser(server, 'viewer');
    const viewer = new Browser(server);
    await viewer.signIn(username, PASSWORD);
    const { status, html } = await viewer.get(LIST);
    expect(status).toBe(200);
    expect(html).not.toMatch(/licenses\/(new|import|bulk)/);
    expect(html).toContain('/console/licenses/export');
  });

  it('escapes what users typed', async () => {
    const hostile = `"><img src=x onerror=alert(1)>`;
    const { id } = await customer({ name: hostile });
    await issued(server, { customer_id: id, key: hostile.replaceAll(' ', '-'), type_label: hostile });
    const { html } = await browser.get(`${LIST}?q=${encodeURIComponent(hostile)}&batch=${encodeURIComponent(hostile)}`);
    expect((await browser.get(LIST)).html + html).not.toContain('<img');
  });

  it('says that there is nothing, or nothing like that', async () => {
    expect((await browser.get(LIST)).html).toContain('No licenses yet');
    expect((await browser.get(`${LIST}?q=xyz`)).html).toContain('Nothing was found for “xyz”');
    expect((await browser.get(`${LIST}?batch=xyz`)).html).toContain('No license has all of these properties.');
  });
});
