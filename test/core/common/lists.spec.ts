import type { License } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { first } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.sdk.licenses.issueBatch({ product: 'v2-default', count: 45 });
});
afterAll(() => server.stop());

/** Every page of a list in order; `between` happens after each. */
async function pagesOf(
  path: string,
  limit: number,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<License[][]> {
  const pages: License[][] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = { limit: String(limit), ...(after === undefined ? {} : { after }) };
    const { status, body } = await server.asAdmin('GET', path, { query });
    expect(status).toBe(200);
    pages.push(body.items);
    after = body.next;
    await between();
  }
  return pages;
}

const numbers = (rows: License[]): number[] => rows.map(({ number }) => number);

it('shows the newest 20 unless told otherwise', async () => {
  const { items } = await server.sdk.licenses.list();
  expect(items).toHaveLength(20);
  expect(numbers(items)).toEqual(numbers(items).sort((a, b) => b - a));
});

it.each([1, 7, 15, 45, 100])('shows every license once in pages of %i', async (limit) => {
  const { items } = await server.sdk.licenses.list({ limit: 100 });
  const pages = await pagesOf('/api/v1/licenses', limit);
  expect(numbers(pages.flat())).toEqual(numbers(items));
  expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
  expect(pages.at(-1)).not.toHaveLength(0);
});

it('neither skips nor repeats a license while others are issued and deleted', async () => {
  const { items } = await server.sdk.licenses.list({ limit: 100 });
  const doomed = first(items.slice(30));
  let deleted = false;
  const pages = await pagesOf('/api/v1/licenses', 10, async () => {
    await issued(server);
    if (!deleted) {
      deleted = true;
      await server.sdk.licenses.delete(doomed.id);
    }
  });
  expect(numbers(pages.flat())).toEqual(numbers(items).filter((number) => number !== doomed.number));
});

it('goes on after a row that is gone', async () => {
  const { items, next } = await server.sdk.licenses.list({ limit: 3 });
  const rest = await server.sdk.licenses.list({ limit: 3, after: String(next) });
  await server.sdk.licenses.delete(first(items.slice(2)).id);
  expect(await server.sdk.licenses.list({ limit: 3, after: String(next) })).toEqual(rest);
});

it('shows the use of each license in a list as it does for one', async () => {
  const license = await issued(server);
  await server.call('POST', '/api/v1/activate', { body: { license_key: license.key, hardware_id: 'desk' } });
  const { items } = await server.sdk.licenses.list({ limit: 1 });
  expect(items[0]).toMatchObject({ id: license.id, seats_used: 1, uses: 1 });
  expect(await server.sdk.licenses.get(license.id)).toEqual(items[0]);
});

const LISTS = ['/api/v1/licenses', '/api/v1/products', '/api/v1/api-keys'];

describe.each(LISTS)('%s', (path) => {
  beforeAll(async () => {
    await aProduct(server, `made for ${path}`);
    await keyOf(server, 'external');
  });

  it('ends with next: null', async () => {
    const pages = await pagesOf(path, 2);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(pages.flat().length);
    expect(pages.length).toBeGreaterThan(1);
  });

  it.each(['0', '101', '-1', '1.5', 'many', '', '1e3', '9'.repeat(30)])('refuses the limit %j', async (limit) => {
    const { status, body } = await server.asAdmin('GET', path, { query: { limit } });
    expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', 'limit']);
  });

  it.each([
    'nonsense',
    '',
    'MA',
    'LTE',
    '1',
    'MQ==',
    Buffer.from('9'.repeat(17)).toString('base64url'),
    'x'.repeat(101),
    "' OR 1=1",
  ])('refuses %j as after', async (after) => {
    const { status, body } = await server.asAdmin('GET', path, { query: { after } });
    expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', 'after']);
  });

  it('refuses a field that it does not know, and one that is named twice', async () => {
    const { status, body } = await server.asAdmin('GET', path, { query: { colour: 'red' } });
    expect([status, body.error.details[0].field]).toEqual([400, 'colour']);
    expect((await server.asAdmin('GET', `${path}?limit=1&limit=2`)).status).toBe(400);
    expect((await server.asAdmin('GET', `${path}?after=MQ&after=Mg`)).status).toBe(400);
  });
});
