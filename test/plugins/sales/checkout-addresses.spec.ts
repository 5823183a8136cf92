import { LicenseSales } from '../../../src/core/licenses';
import { PluginServices } from '../../../src/core/common/plugins/plugin-services';
import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { aShop, type ConnectedShop } from '../../testkit/shops';

const ADDRESS = 'https://buy.example.com/studio?client_reference_id={reference}';

let server: TestServer;
let shop: ConnectedShop;
let pro: string;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'sold', { duration_days: 365 });
  await aProductWith(server, 'unsold', { duration_days: 365 });
  const policy = { name: 'Sold Pro', duration_days: 365, max_activations: 10 };
  ({ id: pro } = (await server.asAdmin('POST', '/api/v1/policies', { body: policy })).body);
  shop = await aShop(server, 'generic');
});
afterAll(() => server.stop());

const mapped = (body: object) => server.asAdmin('POST', `/api/v1/shops/${shop.id}/mappings`, { body });
const link = async (id: string, body: object = { action: 'renew' }) => {
  const answer = await server.asAdmin('POST', `/api/v1/licenses/${id}/purchase-links`, { body });
  expect(answer.status).toBe(201);
  return answer.body;
};

it('gives a purchase link the address of the checkout for the policy', async () => {
  const { id } = await issued(server, { product: 'sold' });
  expect((await link(id)).url).toBeNull();
  await mapped({ external_id: 'year', product: 'sold', checkout_url: ADDRESS });
  await mapped({ external_id: 'pro', product: 'sold', policy: pro, checkout_url: `${ADDRESS}&plan=pro` });
  await mapped({ external_id: 'fee', product: 'sold', policy: pro });

  const renewal = await link(id);
  expect(renewal.url).toBe(ADDRESS.replace('{reference}', renewal.reference));
  const upgrade = await link(id, { action: 'upgrade', policy: pro });
  expect(upgrade.url).toBe(`${ADDRESS.replace('{reference}', upgrade.reference)}&plan=pro`);
});

it('changes and removes the address', async () => {
  const { body: mapping } = await mapped({ external_id: 'changed', product: 'unsold', checkout_url: ADDRESS });
  expect(mapping.checkout_url).toBe(ADDRESS);
  const path = `/api/v1/shops/${shop.id}/mappings/${mapping.id}`;
  const kept = await server.asAdmin('PATCH', path, { body: { per: 'seat' } });
  expect(kept.body.checkout_url).toBe(ADDRESS);
  const removed = await server.asAdmin('PATCH', path, { body: { checkout_url: null } });
  expect(removed.body.checkout_url).toBeNull();
});

it.each([
  'buy.example.com/{reference}',
  'javascript:alert({reference})',
  'https://buy.example.com/',
  `${ADDRESS}${'x'.repeat(2_000)}`,
])('refuses the address %j', async (checkout_url) => {
  const { status, body } = await mapped({ external_id: 'refused', product: 'sold', checkout_url });
  expect([status, body.error.details[0].field]).toEqual([400, 'checkout_url']);
});

it('finds no address for a license that no payment can renew', async () => {
  const sales = server.app.get(PluginServices).find(LicenseSales);
  const limited = await issued(server, { product: 'sold' });
  const perpetual = await issued(server, { product: 'sold', expires_at: null });
  expect(await sales?.renewalUrl({ uid: limited.id })).toContain(
    'https://buy.example.com/studio?client_reference_id=kw1.r.',
  );
  expect(await sales?.renewalUrl({ uid: perpetual.id })).toBeNull();
});

it('leads to the checkout of the shop that is named', async () => {
  const other = await aShop(server, 'stripe');
  const { id } = await issued(server, { product: 'sold' });
  await server.asAdmin('POST', `/api/v1/shops/${other.id}/mappings`, {
    body: { external_id: 'price_1', product: 'sold', checkout_url: 'https://pay.example.com/?keyward={reference}' },
  });
  for (const name of [other.name, other.id]) {
    expect((await link(id, { action: 'renew', shop: name })).url).toMatch(/^https:\/\/pay\.example\.com\//);
  }
  expect((await link(id, { action: 'renew', shop: shop.id })).url).toMatch(/^https:\/\/buy\.example\.com\//);
  const empty = await aShop(server, 'generic');
  expect((await link(id, { action: 'renew', shop: empty.name })).url).toBeNull();

  const unknown = await server.asAdmin('POST', `/api/v1/licenses/${id}/purchase-links`, {
    body: { action: 'renew', shop: 'no-such-shop' },
  });
  expect(unknown.status).toBe(404);
  expect(unknown.body.error).toMatchObject({ code: 'NOT_FOUND', message: 'Shop not found' });
});
