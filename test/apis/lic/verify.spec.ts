import { activate, changed, issued, validate } from '../../testkit/issue';
import {
  aCreated,
  aLicLicense,
  BOUND_ELSEWHERE,
  created,
  DISABLED,
  EXPIRED,
  expectWhole,
  INVALID,
  invalid,
  LIC_KEY,
  MISMATCH,
  NOT_FOUND,
  rowOf,
  verb,
  verify,
} from '../../support/lic';
import { licenseOf, race } from '../../testkit/race';
import { tally, verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

let machines = 0;
/** A machine that holds no license yet. */
const aMachine = () => `machine ${++machines}`;
const codeOf = ({ status, body }: Answer) => [status, body.error_code ?? 'VALID'].join(' ');

describe('a machine', () => {
  it('is bound by the first verification, keeps its license, and gives it up when it is unbound', async () => {
    const { id, key } = await aCreated(server);
    const [desk, laptop] = [aMachine(), aMachine()];
    expect((await verify(server, key, desk)).body.data).toMatchObject({ machine_code: desk, status: 'active' });
    expect((await verify(server, key, desk)).status).toBe(200);
    expectWhole(await verify(server, key, laptop), 403, MISMATCH);

    expect((await verb(server, id, 'unbind')).body.data).toMatchObject({ machine_code: null, status: 1 });
    expect((await verify(server, key, laptop)).body.data.machine_code).toBe(laptop);
    expectWhole(await verify(server, key, desk), 403, MISMATCH);
    expect((await rowOf(server, key)).machine_code).toBe(laptop);
  });

  it('stays bound while another license is unbound', async () => {
    const [license, other] = [await aCreated(server), await aCreated(server)];
    const machine = aMachine();
    await verify(server, license.key, machine);
    await verify(server, other.key, aMachine());
    await verb(server, other.id, 'unbind');
    expect((await rowOf(server, license.key)).machine_code).toBe(machine);
  });

  it('with a license gets no other until it is unbound', async () => {
    const [first, second] = [await aCreated(server), await aCreated(server)];
    const machine = aMachine();
    await verify(server, first.key, machine);
    expectWhole(await verify(server, second.key, machine), 403, BOUND_ELSEWHERE);
    expect((await rowOf(server, second.key)).status).toBe(0);

    await verb(server, first.id, 'unbind');
    expect((await verify(server, second.key, machine)).status).toBe(200);
    expectWhole(await verify(server, first.key, machine), 403, BOUND_ELSEWHERE);
  });

  it('is freed by deleting its license', async () => {
    const [first, second] = [await aCreated(server), await aCreated(server)];
    const machine = aMachine();
    await verify(server, first.key, machine);
    await server.asAdmin('DELETE', `/api/licenses/${first.id}`);
    expectWhole(await verify(server, first.key, machine), 404, NOT_FOUND);
    expect((await verify(server, second.key, machine)).status).toBe(200);
  });

  it('is the only one of twenty concurrent ones that is bound', async () => {
    const { key } = await aCreated(server);
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(key) },
      Array.from({ length: 20 }, () => () => verify(server, key, aMachine())),
    );
    expect(tally(answers.map(codeOf))).toEqual({ '200 VALID': 1, '403 MACHINE_MISMATCH': 19 });
    const winner = answers.find(({ status }) => status === 200)?.body.data.machine_code;
    expect((await rowOf(server, key)).machine_code).toBe(winner);
  });

  it('that asks for ten licenses at once gets one', async () => {
    const keys = await created(server, { count: 10 });
    const machine = aMachine();
    const answers = await Promise.all(keys.map((key) => verify(server, key, machine)));
    expect(tally(answers.map(codeOf))).toEqual({ '200 VALID': 1, '403 MACHINE_ALREADY_BOUND': 9 });
  });
});

describe('a license is refused', () => {
  it('with an unknown key', async () => {
    expectWhole(await verify(server, 'LIC-0000000000000000'), 404, NOT_FOUND);
    expectWhole(await verify(server, 'no such key, with spaces'), 404, NOT_FOUND);
  });

  it('after its last second', async () => {
    const { key } = await aCreated(server, { duration_days: 1 });
    const machine = aMachine();
    const { expires_at } = await rowOf(server, key);
    server.clock.holdAt(`${String(expires_at).replace(' ', 'T')}Z`);
    server.clock.advance(-1);
    expect((await verify(server, key, machine)).body.data).toMatchObject({ expires_at, remaining_days: 0 });
    server.clock.advance(1);
    expectWhole(await verify(server, key, machine), 403, EXPIRED);
  });

  it('while it is disabled', async () => {
    const { id, key } = await aCreated(server);
    const machine = aMachine();
    await verb(server, id, 'disable');
    expectWhole(await verify(server, key, machine), 403, DISABLED);
    await verb(server, id, 'enable');
    expect((await verify(server, key, machine)).status).toBe(200);
  });

  it.each([
    ['blocked', { state: 'blocked' }],
    ['revoked', { state: 'revoked' }],
    ['not valid yet', { starts_at: '2999-01-01' }],
    ['good for other addresses', { allowed_ips: ['203.0.113.7'] }],
  ])('that is %s', async (_what, change) => {
    const license = await aLicLicense(server);
    await changed(server, license, change);
    expectWhole(await verify(server, license.key, aMachine()), 403, INVALID);
  });

  it('of a product that was closed, to machines that do not have it yet', async () => {
    const product = await server.dataSource.query(`SELECT uid FROM products WHERE reference = 'lic-default'`);
    const [bound, free] = [await aCreated(server), await aCreated(server)];
    const machine = aMachine();
    await verify(server, bound.key, machine);
    const close = (is_active: boolean) =>
      server.asAdmin('PATCH', `/api/v1/products/${product[0].uid}`, { body: { is_active } });
    await close(false);
    expect(codeOf(await verify(server, bound.key, machine))).toBe('200 VALID');
    expectWhole(await verify(server, free.key, aMachine()), 403, INVALID);
    await close(true);
  });
});

describe('licenses of other APIs', () => {
  it('are verified for known machines, and bound to no others', async () => {
    const license = await issued(server, { max_activations: 2 });
    const machine = aMachine();
    expectWhole(await verify(server, license.key, machine), 403, MISMATCH);
    await activate(server, license.key, machine);
    expect((await verify(server, license.key, machine)).body.data).toEqual({
      license_key: license.key,
      status: 'active',
      expires_at: null,
      remaining_days: null,
      machine_code: machine,
      last_used_at: expect.any(String),
      created_at: expect.any(String),
    });
    expectWhole(await verify(server, license.key, aMachine()), 403, MISMATCH);
  });

  it('share bindings in both directions', async () => {
    const { key } = await aCreated(server);
    const machine = aMachine();
    expect((await validate(server, key, machine)).body.valid).toBe(true);
    expect((await verify(server, key, machine)).status).toBe(200);
    expectWhole(await verify(server, key, aMachine()), 403, MISMATCH);
  });
});

it('shows the last use of a license, not the first', async () => {
  server.clock.holdAt('2031-05-17T10:00:00Z');
  const { key } = await aCreated(server);
  const machine = aMachine();
  const used = async (moment: string) => {
    server.clock.holdAt(moment);
    const { body } = await verify(server, key, machine);
    const { created_at, last_used_at } = await rowOf(server, key);
    return [created_at, body.data.created_at, body.data.last_used_at, last_used_at];
  };
  const created = '2031-05-17 10:00:00';
  const [first, second] = ['2031-05-18 11:30:00', '2031-05-20 09:15:30'];
  expect(await used('2031-05-18T11:30:00Z')).toEqual([created, created, first, first]);
  expect(await used('2031-05-20T09:15:30Z')).toEqual([created, created, second, second]);
  server.clock.holdAt('2031-05-21T00:00:00Z');
  expect((await verify(server, key, aMachine())).status).toBe(403);
  expect((await rowOf(server, key)).last_used_at).toBe(second);
  server.clock.reset();
});

describe('what a program sends', () => {
  it('is kept with the machine and in the log', async () => {
    const { key } = await aCreated(server);
    const machine = aMachine();
    await verify(server, key, machine, {
      body: { app_version: '1.0.0', extra_data: { os: 'Windows' } },
      headers: { 'user-agent': 'MyApp/1.0.0' },
    });
    const [row] = await server.dataSource.query(
      'SELECT app_version, device_data, user_agent FROM activations WHERE fingerprint = $1',
      [machine],
    );
    expect(row).toEqual({ app_version: '1.0.0', device_data: { os: 'Windows' }, user_agent: 'MyApp/1.0.0' });
    expect(await verificationsOf(server, key)).toMatchObject([
      { operation: 'check', outcome: 'VALID', dialect: 'lic', fingerprint: machine, app_version: '1.0.0' },
    ]);
  });

  it('may omit optional fields, and contain unknown ones', async () => {
    const { key } = await aCreated(server);
    const machine = aMachine();
    for (const body of [
      {},
      { app_version: null, extra_data: null },
      { app_version: '', extra_data: [], nonsense: 1 },
    ]) {
      expect((await verify(server, key, machine, { body })).status).toBe(200);
    }
  });

  const KEY_LENGTH = '长度必须为 1 到 255 个字符';
  const MACHINE_LENGTH = '长度必须为 1 到 512 个字符';

  it.each([
    ['no key', { license_key: undefined }, { license_key: ['必须是字符串', KEY_LENGTH] }],
    ['an empty key', { license_key: '' }, { license_key: [KEY_LENGTH] }],
    ['a key that is too long', { license_key: 'K'.repeat(256) }, { license_key: [KEY_LENGTH] }],
    ['a number as machine', { machine_code: 7 }, { machine_code: ['必须是字符串', MACHINE_LENGTH] }],
    ['no machine', { machine_code: null }, { machine_code: ['必须是字符串', MACHINE_LENGTH] }],
    ['a number as version', { app_version: 1 }, { app_version: ['必须是字符串', '长度必须为 0 到 255 个字符'] }],
    ['a text as data', { extra_data: 'text' }, { extra_data: ['必须是对象'] }],
    ['too much data', { extra_data: { text: 'x'.repeat(17_000) } }, { extra_data: ['大小不能超过 16384 字节'] }],
  ])('is refused where it is %s', async (_what, body, errors) => {
    expectWhole(await verify(server, LIC_KEY, 'machine', { body }), 422, invalid(errors));
  });
});
