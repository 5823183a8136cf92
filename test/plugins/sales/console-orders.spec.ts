import { Browser, fieldsOf } from '../../testkit/browser';
import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const NEW = '/console/orders/new';
const END = '2031-01-01T00:00:00.000Z';

let server: TestServer;
let browser: Browser;
let large: string;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'studio', { duration_days: 365, max_activations: 3 });
  const policy = { name: 'Large', duration_days: 365, max_activations: 10 };
  large = (await server.asAdmin('POST', '/api/v1/policies', { body: policy })).body.id;
  await server.asAdmin('PUT', '/api/v1/products/studio/entitlements/export', {
    body: { name: 'Export', type: 'flag' },
  });
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const aLicense = () => issued(server, { product: 'studio', expires_at: END });
const licenseOf = async (id: string) => (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;
const send = async (line: Record<string, string>, path = NEW) => {
  const { html } = await browser.get(path);
  const named = Object.entries(line).map(([name, value]) => [`lines.0.${name}`, value] as const);
  return browser.post(path, { ...fieldsOf(html), 'customer.email': 'ada@example.com', ...Object.fromEntries(named) });
};
const place = async (line: Record<string, string>, path = NEW) => {
  const { status, location = '', html } = await send({ sells: 'existing', ...line }, path);
  expect([status, status === 303 ? '' : html.slice(0, 200)]).toEqual([303, '']);
  return (await server.asAdmin('GET', location.replace('/console', '/api/v1'))).body;
};

it('links to the receipt in the shop, and to no address that is none', async () => {
  const pageOf = async (receipt_url: string) => {
    const body = { customer: { email: 'ada@example.com' }, lines: [{ product: 'studio' }], metadata: { receipt_url } };
    const { body: order } = await server.asAdmin('POST', '/api/v1/orders', { body });
    return (await browser.get(`/console/orders/${order.id}`)).html;
  };
  const link = '<a href="https://shop.example/receipts/1?token=a" rel="noreferrer noopener">shop.example</a>';
  expect(await pageOf('https://shop.example/receipts/1?token=a')).toContain(link);
  expect(await pageOf('javascript:alert(1)')).not.toContain('href="javascript:');
});

describe('an order for a license that exists', () => {
  it('renews it', async () => {
    const { id, key } = await aLicense();
    const order = await place({ license: key, action: 'renew', price: '49', currency: 'EUR' });
    expect(order).toMatchObject({ total: 4900, lines: [{ action: 'renew', license: { id }, licenses: [] }] });
    expect((await licenseOf(id)).expires_at).toBe('2032-01-01T00:00:00.000Z');
  });

  it('moves it to another policy, now or at the end of its term', async () => {
    const [now, later] = [await aLicense(), await aLicense()];
    await place({ license: now.id, action: 'upgrade', policy: large });
    expect(await licenseOf(now.id)).toMatchObject({ policy: large, max_activations: 10 });
    await place({ license: later.id, action: 'upgrade', policy: large, effective: 'period_end' });
    expect(await licenseOf(later.id)).toMatchObject({ max_activations: 3 });
    const scheduled = await server.asAdmin('GET', `/api/v1/licenses/${later.id}/scheduled-changes`);
    expect(scheduled.body.items).toHaveLength(1);
  });

  it('adds seats and entitlements, and is paid back', async () => {
    const { id } = await aLicense();
    const seats = await place({ license: id, action: 'add_seats', seats: '4' });
    await place({ license: id, action: 'add_entitlements', entitlements: '{"export": true}' });
    const { max_activations, entitlements } = await licenseOf(id);
    expect([max_activations, Object.keys(entitlements)]).toEqual([7, ['export']]);
    const path = `/console/orders/${seats.id}/refund`;
    expect((await browser.post(path, fieldsOf((await browser.get(path)).html))).status).toBe(303);
    expect((await licenseOf(id)).max_activations).toBe(3);
  });

  it('is beside a line for new licenses in one order', async () => {
    const { id } = await aLicense();
    const sent = { sells: 'existing', license: id, action: 'renew', do: '' };
    const more = { 'lines.1.sells': 'new', 'lines.1.product': 'studio', 'lines.1.quantity': '2' };
    const { html } = await browser.get(NEW);
    const named = Object.fromEntries(Object.entries(sent).map(([name, value]) => [`lines.0.${name}`, value]));
    const fields = { ...fieldsOf(html), 'customer.email': 'ada@example.com', ...named, ...more };
    const { status, location = '' } = await browser.post(NEW, fields);
    expect(status).toBe(303);
    const { lines } = (await server.asAdmin('GET', location.replace('/console', '/api/v1'))).body;
    expect(lines.map(({ action, licenses }: { action: string; licenses: [] }) => [action, licenses.length])).toEqual([
      ['renew', 0],
      [null, 2],
    ]);
  });

  it('is filled in by the address', async () => {
    const { id } = await aLicense();
    const { html } = await browser.get(`${NEW}?license=${id}`);
    expect(fieldsOf(html)).toMatchObject({ 'lines.0.sells': 'existing', 'lines.0.license': id });
  });

  it.each([
    [{ license: '', action: 'renew' }, 'Enter'],
    [{ license: 'NOTHING', action: 'renew' }, 'There is no such license'],
    [{ license: 'OWN', action: 'upgrade' }, 'The action of the line needs this field'],
    [{ license: 'OWN', action: 'renew', effective: 'period_end' }, 'has an action, and no product'],
    [{ license: 'OWN', action: 'add_entitlements' }, 'The action of the line needs this field'],
  ])('shows the form again for %p', async (line, problem) => {
    const { key } = await aLicense();
    const license = line.license === 'OWN' ? key : line.license;
    const { status, html } = await send({ sells: 'existing', ...line, license });
    expect([status, html.includes(problem)]).toEqual([422, true]);
    expect(fieldsOf(html)).toMatchObject({ 'lines.0.sells': 'existing', 'lines.0.license': license });
  });
});
