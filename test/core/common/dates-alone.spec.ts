import { declare } from '../../support/grants';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

/** UTC+8 without summer time: the last second of a day is 15:59:59 in UTC. */
const TIME_ZONE = 'Asia/Shanghai';
const START = '2027-01-30T16:00:00.000Z';
const END = '2027-01-31T15:59:59.000Z';
const DAY = '2027-01-31';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ TIME_ZONE });
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const post = async (path: string, body: object) => (await server.asAdmin('POST', `/api/v1/${path}`, { body })).body;
const found = async (query: Record<string, string>): Promise<number> =>
  (await server.asAdmin('GET', '/api/v1/licenses', { query })).body.items.length;

it('extends by months in the time zone of the installation', async () => {
  const license = await issued(server, { expires_at: END });
  const extended = await server.sdk.licenses.extend(license.id, { months: 1 });
  expect(extended.expires_at).toBe('2027-02-28T15:59:59.000Z');
});

describe('a date alone', () => {
  it('is the first second of a start and the last second of an end in the time zone of the installation', async () => {
    const terms = { starts_at: DAY, expires_at: DAY, updates_until: DAY, support_until: DAY };
    const entitlements = { sso: { value: true, expires_at: DAY } };
    const product = await post('products', { name: 'Days', reference: 'days' });
    await declare(server, product, 'sso');
    const license = await post('licenses', { product: 'days', ...terms, entitlements });
    expect(license).toMatchObject({ starts_at: START, expires_at: END, updates_until: END, support_until: END });
    expect(license.entitlements.sso.expires_at).toBe(END);
    const changed = await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, {
      body: { expires_at: '2027-02-01' },
    });
    expect(changed.body.expires_at).toBe('2027-02-01T15:59:59.000Z');

    const bundle = { app_bundle_id: 'com.example.days', platform: 'ios', expires_at: DAY };
    expect(await post('app-bundles', bundle)).toMatchObject({ expires_at: END });
    const key = { name: 'Days', kind: 'internal', expires_at: '2090-01-31' };
    expect(await post('api-keys', key)).toMatchObject({ expires_at: '2090-01-31T15:59:59.000Z' });
  });

  it.each([
    ['gte', [1, 1, 0]],
    ['gt', [1, 0, 0]],
    ['lt', [0, 0, 1]],
    ['lte', [0, 1, 1]],
  ])('is a whole day in a list limited by [%s]', async (operator, counts) => {
    const { id } = await post('products', { name: operator, reference: `days-${operator}` });
    await issued(server, { product: id, expires_at: '2027-01-31T10:00:00Z' });
    for (const [index, day] of ['2027-01-30', DAY, '2027-02-01'].entries()) {
      expect(await found({ product: id, [`expires_at[${operator}]`]: day })).toBe(counts[index]);
    }
  });

  it('is included as the last day of requests, and not before itself', async () => {
    const license = await issued(server, { max_activations: 1 });
    server.clock.holdAt('2027-01-31T10:00:00Z');
    await server.call('POST', '/api/v1/activate', { body: { license_key: license.key, hardware_id: 'desk' } });
    const requests = async (query: Record<string, string>) =>
      (await server.asAdmin('GET', `/api/v1/licenses/${license.id}/requests`, { query })).body.items.length;
    expect(await requests({ from: DAY, to: DAY })).toBe(1);
    expect(await requests({ to: '2027-01-30' })).toBe(0);

    await post('products', { name: 'Before', reference: 'before' });
    await issued(server, { product: 'before', expires_at: '2027-01-31T10:00:00Z' });
    expect(await found({ product: 'before', expires_before: DAY })).toBe(0);
    expect(await found({ product: 'before', expires_before: '2027-02-01', expires_after: DAY })).toBe(1);
  });
});

it('reads a time without an offset in the time zone of the installation', async () => {
  const times = ['2027-01-31T12:00', '2027-01-31T12:00:00', '2027-01-31T12:00:00.000', '2027-01-31T04:00:00Z'];
  for (const expires_at of times) {
    expect(await post('licenses', { product: 'v2-default', expires_at })).toMatchObject({
      expires_at: '2027-01-31T04:00:00.000Z',
    });
  }
});

it.each(['2027', '2027-01', '2027-02-30', '20270131', '2027-W04-7', '31.01.2027'])(
  'refuses %s, which is neither a date nor a time',
  async (expires_at) => {
    const body = { product: 'v2-default', expires_at };
    expect((await server.asAdmin('POST', '/api/v1/licenses', { body })).status).toBe(400);
  },
);
