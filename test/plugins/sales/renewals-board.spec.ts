import { eddDump } from '../../support/edd-dump';
import { applied, uploaded } from '../../support/imports';
import { Browser } from '../../testkit/browser';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const RENEWALS = '/console/renewals';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const html = async (path: string, as = browser): Promise<string> => {
  const page = await as.get(path);
  expect([path, page.status]).toEqual([path, 200]);
  return page.html;
};
const boardOf = (batch: string, query: Record<string, string> = {}): string =>
  `${RENEWALS}?${new URLSearchParams({ batch, ...query }).toString()}`;
const linkTo = (path: string): string => `href="${path.replaceAll('&', '&amp;')}"`;
const keysIn = (page: string): string[] => [...page.matchAll(/\/license\/edit\/([\w-]+)"/g)].map(([, uid = '']) => uid);

/** Pages of the API of Lemon Squeezy. */
const lemonSqueezy = (keys: readonly string[]): string => {
  const keyOf = (key: string, index: number) => ({
    type: 'license-keys',
    id: String(index + 1),
    attributes: {
      store_id: 1,
      customer_id: index,
      order_id: index,
      order_item_id: index,
      product_id: 71,
      key,
      user_name: `Buyer ${index}`,
      user_email: `lemon${index}@shop.example`,
      activation_limit: 2,
      instances_count: 0,
      disabled: 0,
      status: 'active',
      expires_at: END[index] ?? null,
      created_at: '2021-05-04T10:20:30.000000Z',
      updated_at: '2021-05-04T10:20:30.000000Z',
    },
  });
  const product = {
    type: 'products',
    id: '71',
    attributes: { store_id: 1, name: 'Lemonade', slug: 'l', status: 'published' },
  };
  return [[product], keys.map(keyOf)].map((data) => JSON.stringify({ data })).join('\n');
};
const END = ['2031-02-03T04:05:06.000000Z', '2022-02-03T04:05:06.000000Z'];

const gumroad = (keys: readonly string[]): string =>
  [
    'Purchase ID,Item Name,Product ID,License Key,Purchase Email,Buyer Name,Subscription End Date',
    ...keys.map(
      (key, index) =>
        `p-${index},Brushes,brushes,${key},gum${index}@shop.example,Buyer ${index},${END[index]?.slice(0, 10) ?? ''}`,
    ),
  ].join('\n');

/** Keys of the vendor with the subscriptions of Paddle Classic, as docs/moving/paddle-classic.md says. */
const paddleClassic = (keys: readonly string[]): string =>
  [
    'License Key,Product,Customer E-mail,Expires,Seats,Subscription',
    ...keys.map(
      (key, index) => `${key},Plotter,pad${index}@shop.example,${END[index]?.slice(0, 10) ?? ''},3,50219${index}`,
    ),
  ].join('\n');

const FILES: readonly [source: string, file: string | Buffer, more?: Record<string, string>][] = [
  ['lemon-squeezy', lemonSqueezy(['LEMON-1', 'LEMON-2', 'LEMON-3'])],
  ['gumroad', gumroad(['GUM-0001', 'GUM-0002', 'GUM-0003'])],
  ['spreadsheet', paddleClassic(['PADDLE-1', 'PADDLE-2', 'PADDLE-3'])],
  ['edd', Buffer.from([...eddDump(8)].join(''))],
];

describe.each(sampleOf(FILES, 3, 'boards'))('an import from %s', (source, file, more) => {
  it('leads to a board whose figures are those of the API, each with its list of licenses', async () => {
    const { id, batch, state } = await applied(server, (await uploaded(server, source, file, more)).id);
    expect(state).toBe('done');
    expect(await html(`/console/imports/${id}`)).toContain(linkTo(boardOf(batch)));
    const { body } = await server.asAdmin('GET', '/api/v1/renewals', { query: { batch } });
    const { licenses, ...states } = body;
    expect(licenses).toBeGreaterThan(2);
    expect(Object.values<number>(states).reduce((sum, count) => sum + count, 0)).toBe(licenses);
    const all = await html(boardOf(batch));
    expect(keysIn(all)).toHaveLength(licenses);
    for (const [name, count] of Object.entries(states)) {
      expect(all).toContain(linkTo(boardOf(batch, { state: name })));
      expect([name, keysIn(await html(boardOf(batch, { state: name }))).length]).toEqual([name, count]);
    }
  });
});

it('takes seats and the number of the subscription from a file of Paddle Classic, and says when it ends', async () => {
  server.clock.holdAt('2031-01-20T00:00:00.000Z');
  const more = { columns: JSON.stringify({ Subscription: 'metadata.paddle_subscription' }) };
  const file = paddleClassic(['CLASSIC-1', 'CLASSIC-2', 'CLASSIC-3']);
  const { batch } = await applied(server, (await uploaded(server, 'spreadsheet', file, more)).id);
  const renewals = async (days: string) =>
    (await server.asAdmin('GET', '/api/v1/renewals', { query: { batch, days } })).body;
  const figures = { licenses: 3, paid: 0, ended: 1, without_end: 1 };
  expect(await renewals('30')).toEqual({ ...figures, ends_soon: 1, ends_later: 0 });
  expect(await renewals('7')).toEqual({ ...figures, ends_soon: 0, ends_later: 1 });
  const { body } = await server.asAdmin('GET', '/api/v1/licenses/CLASSIC-1');
  expect(body).toMatchObject({ max_activations: 3, metadata: { paddle_subscription: '502190' } });
});

it('moves a license to those that are paid, and back with its refund', async () => {
  const csv = 'Key,Product,Customer E-mail,Expires\nB-1,Board,ada@board.example,2031-01-01\nB-2,Board,,2031-01-01\n';
  const { batch } = await applied(server, (await uploaded(server, 'spreadsheet', csv)).id);
  const { items } = (await server.asAdmin('GET', '/api/v1/licenses', { query: { batch } })).body;
  const { id } = items.find(({ key }: { key: string }) => key === 'B-1');
  const placed = await server.asAdmin('POST', '/api/v1/orders', {
    body: {
      customer: { email: 'ada@board.example' },
      lines: [{ license: id, action: 'renew' }],
      subscription_id: 'sub-board',
      period_end: '2032-01-01T00:00:00Z',
    },
  });
  expect(placed.status).toBe(201);
  expect(keysIn(await html(boardOf(batch, { state: 'paid' })))).toEqual([id]);
  expect(keysIn(await html(boardOf(batch, { state: 'paid', q: 'nobody' })))).toEqual([]);
  expect(keysIn(await html(boardOf(batch, { q: 'ada' })))).toEqual([id]);
  await server.asAdmin('POST', `/api/v1/orders/${placed.body.id}/refund`, { body: {} });
  expect(keysIn(await html(boardOf(batch, { state: 'paid' })))).toEqual([]);
  expect(keysIn(await html(boardOf(batch, { state: 'ends_later' })))).toHaveLength(2);
});

it('leads to the batches by name, and says where a batch has no licenses', async () => {
  const csv = 'Key,Product,Expires\nLISTED-1,Listed,2031-01-15\nLISTED-2,Listed,2031-01-15\n';
  const { batch } = await applied(server, (await uploaded(server, 'spreadsheet', csv)).id);
  const batches = [...(await html(RENEWALS)).matchAll(/console\/renewals\?batch=([^"]+)"/g)].map(([, name = '']) =>
    decodeURIComponent(name.replaceAll('+', ' ')),
  );
  expect(batches).toContain(batch);
  expect(batches).toEqual([...new Set(batches)].sort());
  const role = { name: 'of-one-product', permissions: ['orders:read', 'licenses:read'], products: ['v2-default'] };
  expect((await server.asAdmin('POST', '/api/v1/roles', { body: role })).status).toBe(201);
  const person = await createLoggedInUser(server, role.name);
  const restricted = new Browser(server);
  await restricted.signIn(person.username, PASSWORD);
  const asked = await html(RENEWALS, restricted);
  expect([asked.includes('Choose a batch'), asked.includes(batch)]).toEqual([true, false]);
  expect(await html(boardOf('nothing'))).toContain('No licenses in this batch');
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  expect(await html(boardOf('nothing'), viewer)).toContain('No licenses in this batch');
});

it('counts as soon what the number of days says', async () => {
  server.clock.holdAt('2030-12-01T00:00:00.000Z');
  const later = new Browser(server);
  await later.signIn();
  const csv = 'Key,Product,Expires\nSOON-1,Soon,2031-01-15\n';
  const { batch } = await applied(server, (await uploaded(server, 'spreadsheet', csv)).id);
  expect(keysIn(await html(boardOf(batch, { state: 'ends_soon' }), later))).toHaveLength(0);
  expect(keysIn(await html(boardOf(batch, { state: 'ends_soon', days: '60' }), later))).toHaveLength(1);
});
