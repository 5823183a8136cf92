import { issued } from '../../testkit/issue';
import {
  aCreated,
  aLicLicense,
  created,
  expectWhole,
  invalid,
  LIC_KEY,
  NOT_FOUND,
  refusal,
  rowOf,
  verb,
  verify,
} from '../../support/lic';
import { auditOf, eventsOf, tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const list = async (query: Record<string, string> = {}) =>
  (await server.asAdmin('GET', '/api/licenses', { query })).body.data;
const keysIn = async (query: Record<string, string>) =>
  (await list({ ...query, per_page: '100' })).licenses.map(({ license_key }: { license_key: string }) => license_key);
const put = (id: number, body: object) => server.asAdmin('PUT', `/api/licenses/${id}`, { body });

describe('creating', () => {
  it('makes a hundred in one transaction and as many statements as for one', async () => {
    server.clock.hold();
    const statementsFor = (count: number) => roundTripsOf(() => created(server, { count }));
    await server.adminToken();
    await created(server, {});
    const [one, hundred] = [await statementsFor(1), await statementsFor(100)];
    expect(hundred).toHaveLength(one.length);
    expect(tally(hundred)).toMatchObject({ 'START TRANSACTION': 1, COMMIT: 1, add_licenses: 1 });
  });

  it('lasts to the end of the last day, and remembers what the batch is for', async () => {
    server.clock.holdAt('2024-01-01T23:59:59.999Z');
    const { id, key } = await aCreated(server, { duration_days: 1, note: 'Spring fair' });
    expect(await rowOf(server, key)).toEqual({
      id,
      license_key: key,
      status: 0,
      status_text: '未使用',
      machine_code: null,
      machine_note: '',
      duration_days: 1,
      created_at: '2024-01-01 23:59:59',
      expires_at: '2024-01-02 23:59:59',
      last_used_at: null,
    });
    expect(await keysIn({ search: 'spring FAIR' })).toContain(key);
  });

  const COUNT = { count: ['必须是 1 到 100 之间的整数'] };
  const DAYS = { duration_days: ['必须是 1 到 365000 之间的整数'] };

  type Refusal = [body: object, errors: Record<string, string[]>];

  it.each<Refusal>([
    ...[0, -1, 101, 1.5, null, '10', true, undefined].map((count): Refusal => [{ count }, COUNT]),
    ...[0, -1, 365_001, 1.5, null, '365', [30]].map((duration_days): Refusal => [{ duration_days }, DAYS]),
    [{ note: 7 }, { note: ['必须是字符串', '长度必须为 0 到 255 个字符'] }],
    [
      { count: 0, duration_days: 0 },
      { ...COUNT, ...DAYS },
    ],
  ])('is refused with %j, and makes nothing', async (body, errors) => {
    const { total } = (await list()).pagination;
    const answer = await server.asAdmin('POST', '/api/licenses', { body: { count: 1, duration_days: 365, ...body } });
    expectWhole(answer, 422, invalid(errors));
    expect((await list()).pagination.total).toBe(total);
  });
});

describe('listing', () => {
  it('goes from page to page, the newest first, each license once', async () => {
    const note = 'a batch of seven';
    const keys = await created(server, { count: 7, note });
    const pages = [1, 2, 3, 4].map((page) => list({ search: note, per_page: '3', page: String(page) }));
    const [first, second, third, fourth] = await Promise.all(pages);
    expect(first.pagination).toEqual({ current_page: 1, per_page: 3, total: 7, last_page: 3 });
    expect([...first.licenses, ...second.licenses, ...third.licenses].map((row) => row.license_key)).toEqual(
      [...keys].reverse(),
    );
    expect(fourth.licenses).toEqual([]);
    expect((await list({ search: 'nobody wrote this' })).pagination).toMatchObject({ total: 0, last_page: 1 });
  });

  it('filters by status', async () => {
    const note = 'one of each';
    const [unused, used, disabled, blocked, revoked, unusedAndDisabled] = await created(server, { count: 6, note });
    const numberOf = async (key = '') => (await rowOf(server, key)).id;
    for (const key of [used, disabled, blocked, revoked]) {
      await verify(server, key ?? '', `machine of ${key}`);
    }
    await verb(server, await numberOf(used), 'unbind');
    await verb(server, await numberOf(disabled), 'disable');
    await verb(server, await numberOf(unusedAndDisabled), 'disable');
    const uidOf = async (key = '') =>
      (await server.asAdmin('GET', '/api/v1/licenses', { query: { key } })).body.items[0].id;
    await server.asAdmin('POST', `/api/v1/licenses/${await uidOf(blocked)}/block`);
    await server.asAdmin('POST', `/api/v1/licenses/${await uidOf(revoked)}/revoke`);

    const withStatus = (status: string) => keysIn({ search: note, status });
    expect(await withStatus('0')).toEqual([unused]);
    expect(await withStatus('1')).toEqual([used]);
    expect(await withStatus('2')).toEqual([unusedAndDisabled, revoked, blocked, disabled]);
    expect(await withStatus('')).toHaveLength(6);
    expect(await rowOf(server, blocked ?? '')).toMatchObject({ status: 2, status_text: '已禁用' });
  });

  it('searches keys, device notes and batch notes for the text as it is', async () => {
    const { id, key } = await aCreated(server, { note: '100% sure' });
    const other = await aCreated(server, { note: '100 sure' });
    await put(id, { machine_note: 'desk_7' });
    await put(other.id, { machine_note: 'desk-7' });
    expect(await keysIn({ search: '100%' })).toEqual([key]);
    expect(await keysIn({ search: 'desk_' })).toEqual([key]);
    expect(await keysIn({ search: 'back\\slash' })).toEqual([]);
    expect(await keysIn({ search: key.slice(4, 12).toLowerCase() })).toEqual([key]);
  });

  it('shows licenses of every API, with the machine last seen', async () => {
    const license = await issued(server, { max_activations: 3 });
    for (const hardware_id of ['desk', 'laptop']) {
      server.clock.advance(1000);
      await server.call('POST', '/api/v1/activate', { body: { license_key: license.key, hardware_id } });
    }
    expect(await rowOf(server, license.key)).toMatchObject({
      id: license.number,
      status: 1,
      machine_code: 'laptop',
      duration_days: null,
      expires_at: null,
    });
  });

  it.each([
    [{ page: '0' }, { page: ['必须是不小于 1 的整数'] }],
    [{ page: 'two' }, { page: ['必须是不小于 1 的整数'] }],
    [{ per_page: '-1' }, { per_page: ['必须是不小于 1 的整数'] }],
    [{ status: '3' }, { status: ['必须是 0 到 2 之间的整数'] }],
    [{ status: 'used' }, { status: ['必须是 0 到 2 之间的整数'] }],
    [{ page: '100001' }, { page: ['页码过大，请缩小筛选范围'] }],
  ])('is refused with %j', async (query, errors) => {
    expectWhole(await server.asAdmin('GET', '/api/licenses', { query }), 422, invalid(errors));
  });

  it('cuts pages that are too large, and says so', async () => {
    expect((await list({ per_page: '1000' })).pagination).toMatchObject({ per_page: 100 });
    expect((await list({ page: '', per_page: '' })).pagination).toMatchObject({ current_page: 1, per_page: 20 });
  });
});

describe('changing', () => {
  it('gives an unused license back its 0 when it is enabled again', async () => {
    const { id } = await aCreated(server);
    expect((await put(id, { status: 2 })).body.data).toMatchObject({ status: 2, status_text: '已禁用' });
    expect((await put(id, { status: 1 })).body.data).toMatchObject({ status: 0, status_text: '未使用' });
    expect((await verb(server, id, 'disable')).body.data.status).toBe(2);
    expect((await verb(server, id, 'disable')).body.data.status).toBe(2);
    expect((await verb(server, id, 'enable')).body.data.status).toBe(0);
  });

  it('is recorded once, with its own event name and its actor', async () => {
    const { id, number } = await aLicLicense(server);
    await put(number, { machine_note: '办公电脑', status: 2 });
    await put(number, { machine_note: '办公电脑', status: 2 });
    await put(number, { status: 1 });
    await put(number, {});
    await verb(server, number, 'extend', { days: 1 }).then(({ status }) => expect(status).toBe(400));
    const names = (await eventsOf(server, id)).map(({ name }) => name);
    expect(names).toEqual(['license.issued', 'license.disabled', 'license.enabled']);
    expect((await auditOf(server, id)).at(-1)).toEqual({ action: 'license.enabled', actor: 'admin' });
  });

  it('does not unblock or restore licenses of other APIs', async () => {
    const license = await aLicLicense(server, { state: 'blocked' });
    expect((await verb(server, license.number, 'enable')).body.data.status).toBe(2);
    expect((await put(license.number, { status: 1 })).body.data.status).toBe(2);
  });

  it('adds days to a past date, and none to a license without expiration', async () => {
    const { number } = await aLicLicense(server, { expires_at: '2024-02-28T23:59:59Z' });
    const { body } = await verb(server, number, 'extend', { days: 2 });
    expect(body.data.expires_at).toBe('2024-03-01 23:59:59');
    const endless = await aLicLicense(server);
    const answer = await verb(server, endless.number, 'extend', { days: 2 });
    expectWhole(answer, 400, refusal('NEVER_EXPIRES', '许可证永久有效，无需延长'));
  });

  it.each([0, -1, 1.5, null, '30', 365_001])('extends by no %j days', async (days) => {
    const { id } = await aCreated(server);
    expectWhole(await verb(server, id, 'extend', { days }), 422, invalid({ days: ['必须是 1 到 365000 之间的整数'] }));
  });

  it('stops at a term of a thousand years', async () => {
    const { id } = await aCreated(server);
    expectWhole(await verb(server, id, 'extend', { days: 365_000 }), 422, invalid({ days: ['数值过大'] }));
  });

  it.each([
    [{ status: 0 }, { status: ['必须是 1 到 2 之间的整数'] }],
    [{ status: 3 }, { status: ['必须是 1 到 2 之间的整数'] }],
    [{ status: '1' }, { status: ['必须是 1 到 2 之间的整数'] }],
    [{ status: null }, { status: ['必须是 1 到 2 之间的整数'] }],
    [{ machine_note: 7 }, { machine_note: ['必须是字符串', '长度必须为 0 到 2000 个字符'] }],
  ])('is refused with %j', async (body, errors) => {
    const { id } = await aCreated(server);
    expectWhole(await put(id, body), 422, invalid(errors));
  });

  it.each([
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/extend'],
    ['POST', '/disable'],
    ['POST', '/enable'],
    ['POST', '/unbind'],
  ] as const)('a license that is not there is 404 (%s %s)', async (method, path) => {
    for (const id of ['999999999', '0', '9'.repeat(40), 'abc', LIC_KEY]) {
      const answer = await server.asAdmin(method, `/api/licenses/${id}${path}`, { body: { days: 1 } });
      expectWhole(answer, 404, NOT_FOUND);
    }
  });
});
