import { texts } from '../../../src/core/i18n';
import type { ShopKind } from '../../../src/plugins/sales/shops/shop-adapter';
import { SHOP_GUIDES } from '../../../src/plugins/sales/shops/shop-guides';
import { Browser, fieldsOf } from '../../testkit/browser';
import { aProduct } from '../../testkit/callers';
import { issued, validate } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { aShop, type ConnectedShop, post, processEvents, standardHeaders } from '../../testkit/shops';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const SHOPS = '/console/shops';
/** Of an item without a mapping, whose name is no product. */
const REASON = 'Product not found';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'studio', { name: 'Photo Studio' });
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

let sent = 0;

/** Sends a payment for an item of the shop. */
async function pay(shop: ConnectedShop, item: string, order = `sale-${sent}`): Promise<string> {
  const id = `msg-${(sent += 1)}`;
  const at = server.clock.now();
  const body = JSON.stringify({
    type: 'order.paid',
    timestamp: at.toISOString(),
    order: { external_id: order, customer: { email: 'ada@example.com' }, lines: [{ product: item, quantity: 2 }] },
  });
  const { status } = await post(server, shop, body, standardHeaders(id, body, shop.secret, at));
  expect(status).toBe(200);
  return order;
}

const html = async (path: string): Promise<string> => {
  const page = await browser.get(path);
  expect([path, page.status]).toEqual([path, 200]);
  return page.html;
};
const submit = async (path: string, changed: Record<string, string> = {}) =>
  browser.post(path, { ...fieldsOf(await html(path)), ...changed });
/** The choices of a form that are not inputs of a fixed value. */
const EFFECTS = { 'settings.refund': 'suspend', 'settings.dispute': 'revoke', 'settings.cancel': 'now' };
const shopOf = async (path: string) => (await server.asAdmin('GET', path.replace('/console', '/api/v1'))).body;
const actionsIn = (text: string): string[] =>
  [...text.matchAll(/action="([^"]*replay[^"]*)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'));

const progressIn = (page: string): string =>
  (/<section[^>]*aria-labelledby="progress[^]*?<\/section>/.exec(page) ?? [''])[0];

describe('connecting a shop', () => {
  it('leads from a form to the address, the secret and the steps, which are shown once', async () => {
    expect(await html(SHOPS)).toContain('No shops yet');
    const done = await submit(`${SHOPS}/new`, { kind: 'generic', name: 'Web shop', ...EFFECTS });
    expect([done.status, done.headers['cache-control']]).toEqual([200, expect.stringContaining('no-store')]);
    const secret = /<pre tabindex="0">(whsec_[^<]+)<\/pre>/.exec(done.html)?.[1] ?? '';
    const id = /<pre tabindex="0">[^<]*\/api\/v1\/shops\/([^/<]+)\/events<\/pre>/.exec(done.html)?.[1] ?? '';
    expect([done.html.includes('Standard Webhooks'), done.html.includes(`${SHOPS}/${id}/mappings/new`)]).toEqual([
      true,
      true,
    ]);
    expect((await shopOf(`${SHOPS}/${id}`)).settings).toEqual({
      refund: 'suspend',
      dispute: 'revoke',
      past_due_days: 7,
      cancel: 'now',
      has_api_key: false,
    });
    for (const text of [
      'This address is not reachable from the internet',
      '1 of 5 done',
      'href="/docs?urls.primaryName=',
    ]) {
      expect(done.html).toContain(text);
    }
    const test = 'Send an event with curl';
    expect(progressIn(done.html)).toContain(test);
    await pay({ id, secret }, 'nothing');
    const afterwards = progressIn(await html(`${SHOPS}/${id}/setup`));
    expect([afterwards.includes('2 of 5 done'), afterwards.includes(test)]).toEqual([true, false]);
    for (const path of [`${SHOPS}/${id}`, `${SHOPS}/${id}/setup`, SHOPS]) {
      expect([path, (await html(path)).includes(secret)]).toEqual([path, false]);
    }
  });

  it.each(sampleOf(Object.keys(SHOP_GUIDES) as ShopKind[], 4, 'guides'))(
    'says where %s sends a test, and which of its IDs is mapped',
    async (kind) => {
      const { id } = await aShop(server, kind);
      const { test, ids } = texts('shopGuides')[kind];
      const progress = progressIn(await html(`${SHOPS}/${id}/setup`));
      expect([progress.includes(test), progress.includes(ids)]).toEqual([true, true]);
    },
  );

  it('asks for the secret of a shop that makes its own once it has the address', async () => {
    const { status, location = '' } = await submit(`${SHOPS}/new`, { kind: 'stripe', name: 'Stripe shop', ...EFFECTS });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/shops\/[0-9a-f-]{36}\/setup$/)]);
    const page = await html(location);
    for (const text of ['checkout.session.completed', '/events</pre>', 'name="secret"', '0 of 5 done']) {
      expect(page).toContain(text);
    }
    const empty = await submit(location);
    expect([empty.status, empty.html.includes('id="field-secret-error"')]).toEqual([422, true]);
    const saved = await submit(location, { secret: 'whsec_of_stripe', api_key: 'rk_test_1' });
    expect(saved.location).toBe(location.replace('/setup', ''));
    const { settings } = await shopOf(saved.location ?? '');
    expect(settings.has_api_key).toBe(true);
    const shown = await html(saved.location ?? '');
    expect([shown.includes('rk_test_1'), shown.includes('whsec_of_stripe')]).toEqual([false, false]);

    const edit = `${saved.location}/edit`;
    await submit(edit, { ...EFFECTS, 'settings.past_due_days': '', remove_api_key: '1' });
    expect((await shopOf(saved.location ?? '')).settings).toMatchObject({ past_due_days: null, has_api_key: false });
  });

  it.each([
    [{ name: '' }, 'field-name-error'],
    [{ name: 'Web shop' }, 'field-name-error'],
    [{ kind: 'none' }, 'field-kind-error'],
    [{ 'settings.past_due_days': '-1' }, 'field-settings-past_due_days-error'],
  ])('refuses %j beside the field', async (wrong, id) => {
    const { status, html: page } = await submit(`${SHOPS}/new`, {
      kind: 'generic',
      name: 'Another',
      ...EFFECTS,
      ...wrong,
    });
    expect([[409, 422].includes(status), page.includes(`id="${id}"`)]).toEqual([true, true]);
  });

  it('replaces the secret, and disconnects the shop after a question', async () => {
    const { id } = await aShop(server, 'generic');
    const rotated = await submit(`${SHOPS}/${id}/rotate-secret`);
    expect([rotated.status, rotated.html.includes('<pre tabindex="0">whsec_')]).toEqual([200, true]);
    expect(await html(`${SHOPS}/${id}`)).toContain('The former one is valid until');
    expect(await html(`${SHOPS}/${id}/delete`)).toContain('Its orders and their licenses stay.');
    expect((await submit(`${SHOPS}/${id}/delete`)).location).toBe(SHOPS);
    expect((await browser.get(`${SHOPS}/${id}`)).status).toBe(404);
  });
});

describe('events that need attention', () => {
  it('say what they lack, and are applied by one click after the mapping exists', async () => {
    // Without the verdict of a program, the overview shows the first steps.
    await validate(server, (await issued(server)).key, 'desk');
    const shop = await aShop(server, 'generic');
    const path = `${SHOPS}/${shop.id}`;
    const order = await pay(shop, 'price_pro');
    await processEvents(server);
    for (const [place, text] of [
      [path, '1 event needs attention'],
      [path, REASON],
      [SHOPS, '1 event'],
      ['/console/overview', `href="${path}"`],
      ['/console/overview', 'need attention</span>'],
    ] as const) {
      expect([place, text, (await html(place)).includes(text)]).toEqual([place, text, true]);
    }
    const added = await submit(`${path}/mappings/new?external_id=price_pro`, {
      per: 'seat',
      product: 'studio',
      policy: '',
      entitlements: '',
    });
    expect(added.location).toBe(path);
    const [all = '', one = ''] = actionsIn(await html(`${path}?state=attention`));
    expect([all, one]).toEqual([`${path}/replay`, expect.stringMatching(/\/events\/[^/]+\/replay\?state=attention$/)]);
    expect((await browser.post(one)).location).toBe(`${path}?state=attention`);
    await processEvents(server);
    expect(await html(`${path}?state=attention`)).toContain('No event is in this state');
    const done = await html(`${path}?state=done`);
    expect([done.includes('href="/console/orders/'), done.includes('needs attention')]).toEqual([true, false]);
    const { body } = await server.asAdmin('GET', `/api/v1/orders?external_id=${order}`);
    expect(body.items).toMatchObject([{ shop: shop.name, lines: [{ product: 'studio', quantity: 1, seats: 2 }] }]);
    expect(await html(SHOPS)).toContain('Nothing to do');
  });

  it('are applied together', async () => {
    const shop = await aShop(server, 'generic');
    const path = `${SHOPS}/${shop.id}`;
    await pay(shop, 'fee');
    await pay(shop, 'fee');
    await processEvents(server);
    await submit(`${path}/mappings/new`, { external_id: 'fee', per: 'none', product: 'studio', policy: '' });
    expect((await browser.post(`${path}/replay`)).location).toBe(path);
    expect(await html(path)).toContain('2 events are applied again.');
    await processEvents(server);
    expect(await html(`${path}?state=ignored`)).toContain('msg-');
    expect(await html(path)).not.toContain('need attention.');
  });

  it('are paged', async () => {
    const shop = await aShop(server, 'generic');
    await Promise.all(Array.from({ length: 27 }, () => pay(shop, 'many')));
    // Later tests do not process them.
    await server.dataSource.query('DELETE FROM graphile_worker._private_jobs');
    const page = await html(`${SHOPS}/${shop.id}?state=pending`);
    const next = /href="([^"]*)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const ids = [page, await html(next)].flatMap((text) => [...text.matchAll(/title="(msg-\d+)"/g)]);
    expect(new Set(ids.map(([, id]) => id)).size).toBe(27);
  });
});

it('changes and removes mappings', async () => {
  const shop = await aShop(server, 'generic');
  const path = `${SHOPS}/${shop.id}`;
  const mapping = { external_id: 'price_1', per: 'license', product: 'studio', policy: '' };
  await submit(`${path}/mappings/new`, mapping);
  const again = await submit(`${path}/mappings/new`, mapping);
  expect([again.status, again.html.includes('id="field-external_id-error"')]).toEqual([409, true]);
  const list = await html(`${path}/mappings?q=price`);
  expect(list).toContain('Photo Studio');
  const edit = /href="([^"]*\/edit)"/.exec(list.slice(list.indexOf('<table')))?.[1] ?? '';
  await submit(edit, { per: 'seat', entitlements: '{"export": true}' });
  const [changed] = (await server.asAdmin('GET', `/api/v1/shops/${shop.id}/mappings`)).body.items;
  expect(changed).toMatchObject({ per: 'seat', product: 'studio', entitlements: { export: true } });
  const remove = edit.replace(/edit$/, 'delete');
  expect(await html(remove)).toContain('Later payments for this item need attention.');
  expect((await submit(remove)).location).toBe(path);
  expect(await html(path)).toContain('Without a mapping, payments issue no licenses');
});

it('shows a viewer everything, and offers no change', async () => {
  const shop = await aShop(server, 'generic');
  await pay(shop, 'price_pro');
  await processEvents(server);
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  for (const path of [SHOPS, `${SHOPS}/${shop.id}`, `${SHOPS}/${shop.id}/mappings`]) {
    const page = await viewer.get(path);
    expect([path, page.status]).toEqual([path, 200]);
    expect([path, /Connect shop|Add mapping|\/replay|rotate-secret|\/edit"/.test(page.html)]).toEqual([path, false]);
  }
  expect((await viewer.get(`${SHOPS}/${shop.id}`)).html).toContain(REASON);
});

it.each(['?state=x', '?after=x'])('refuses %s', async (query) => {
  const shop = await aShop(server, 'generic');
  expect((await browser.get(`${SHOPS}/${shop.id}${query}`)).status).toBe(400);
});
