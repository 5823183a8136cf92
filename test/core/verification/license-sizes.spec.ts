import type { Activation, License } from '../../../sdk/src/generated/native';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';

type Fields = Record<string, unknown>;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const withRules = (policy_overrides: Fields): Promise<License> => issued(server, { policy_overrides });
const codeOf = async ({ key }: License, device: string, size: Fields = {}): Promise<string> =>
  (await validate(server, key, device, size)).body.code;
const activated = async ({ key }: License, device: string, size: Fields = {}): Promise<unknown> => {
  const { status, body } = await activate(server, key, device, size);
  return status < 300 ? status : body.error.code;
};
const deviceOf = async ({ id }: License, fingerprint: string): Promise<Activation> =>
  single((await server.sdk.activations.list({ license: id, fingerprint })).items);
const readsSizes = async (work: () => Promise<unknown>): Promise<boolean> =>
  (await statementsOf(work)).some(({ text }) => text.includes('disk_gb') && text.includes('sum('));

it('limits the disk space of a device, known from its last activation', async () => {
  const license = await withRules({ max_disk_gb: 500 });
  expect(await activated(license, 'desk', { disk_gb: 501 })).toBe('DEVICE_NOT_ALLOWED');
  expect(await activated(license, 'desk', { disk_gb: 500 })).toBe(201);
  expect(await deviceOf(license, 'desk')).toMatchObject({ disk_gb: 500 });
  expect([await codeOf(license, 'desk'), await codeOf(license, 'desk', { disk_gb: 501 })]).toEqual([
    'VALID',
    'DEVICE_NOT_ALLOWED',
  ]);
  await changed(server, license, { policy_overrides: { max_disk_gb: 400 } });
  expect(await codeOf(license, 'desk')).toBe('DEVICE_NOT_ALLOWED');
});

describe('the size of all devices of a license', () => {
  it.each([
    ['cores', 'max_total_cores', 16],
    ['memory_mb', 'max_total_memory_mb', 65_536],
    ['disk_gb', 'max_total_disk_gb', 1_000],
  ])('is limited in %s by %s', async (size, total, limit) => {
    const license = await withRules({ [total]: limit });
    const half = { [size]: limit / 2 };
    expect([await activated(license, 'a', half), await activated(license, 'b', half)]).toEqual([201, 201]);
    expect(await activated(license, 'c', { [size]: 1 })).toBe('CAPACITY_EXHAUSTED');
    expect(await activated(license, 'small')).toBe(201);
    expect(await activated(license, 'a', half)).toBe(200);
    await deactivate(server, license.key, 'b');
    expect(await activated(license, 'c', { [size]: 1 })).toBe(201);
    expect(await activated(license, 'b')).toBe('CAPACITY_EXHAUSTED');
    expect(await activated(license, 'b', { [size]: limit / 2 - 1 })).toBe(200);
  });

  it('is not exceeded by devices that race', async () => {
    const license = await withRules({ max_total_cores: 32 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      ['a', 'b', 'c', 'd', 'e'].map((device) => () => activated(license, device, { cores: 12 })),
    );
    expect(tally(answers.map(String))).toEqual({ 201: 2, CAPACITY_EXHAUSTED: 3 });
  });

  it('is not exceeded by devices that grow at the same time', async () => {
    const license = await withRules({ max_total_cores: 16 });
    for (const device of ['a', 'b', 'c']) {
      expect(await activated(license, device, { cores: 4 })).toBe(201);
    }
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      ['a', 'b', 'c'].map((device) => () => codeOf(license, device, { cores: 7 })),
    );
    expect(tally(answers)).toEqual({ VALID: 1, CAPACITY_EXHAUSTED: 2 });
  });

  it('counts a device that has grown or shrunk from its next check or heartbeat', async () => {
    const license = await withRules({ max_total_cores: 16 });
    await activated(license, 'a', { cores: 4 });
    await activated(license, 'b', { cores: 4 });
    expect(await codeOf(license, 'a', { cores: 12 })).toBe('VALID');
    expect(await deviceOf(license, 'a')).toMatchObject({ cores: 12 });
    expect(await activated(license, 'c', { cores: 1 })).toBe('CAPACITY_EXHAUSTED');
    expect(await codeOf(license, 'b', { cores: 5 })).toBe('CAPACITY_EXHAUSTED');
    expect([await codeOf(license, 'a'), await codeOf(license, 'b')]).toEqual(['VALID', 'VALID']);
    expect((await heartbeat(server, license.key, 'a', { cores: 8 })).status).toBe(200);
    expect(await activated(license, 'c', { cores: 4 })).toBe(201);
  });

  it('refuses no device that stays as it is after the limit was lowered', async () => {
    const license = await withRules({ max_total_cores: 16 });
    await activated(license, 'a', { cores: 16 });
    await changed(server, license, { policy_overrides: { max_total_cores: 8 } });
    expect(await codeOf(license, 'a', { cores: 16 })).toBe('VALID');
    expect(await codeOf(license, 'a', { cores: 17 })).toBe('CAPACITY_EXHAUSTED');
    expect(await codeOf(license, 'a', { cores: 10 })).toBe('VALID');
    expect(await codeOf(license, 'a', { cores: 16 })).toBe('CAPACITY_EXHAUSTED');
  });

  it('takes the place of devices that have timed out', async () => {
    const license = await withRules({ max_total_cores: 8, dead_seats: 'release', heartbeat_timeout: 60 });
    await activated(license, 'a', { cores: 4 });
    server.clock.advance(45_000);
    await activated(license, 'b', { cores: 4 });
    server.clock.advance(30_000);
    expect(await activated(license, 'c', { cores: 5 })).toBe('CAPACITY_EXHAUSTED');
    expect(await activated(license, 'c', { cores: 4 })).toBe(201);
    expect([await deviceOf(license, 'a'), await deviceOf(license, 'b')]).toMatchObject([
      { active: false },
      { active: true },
    ]);
  });

  it('is read only if the device activates or reports another size', async () => {
    const [plain, limited] = [await withRules({ max_cores: 8 }), await withRules({ max_total_cores: 8 })];
    for (const license of [plain, limited]) {
      await activated(license, 'desk', { cores: 4 });
    }
    expect([
      await readsSizes(() => activated(plain, 'laptop', { cores: 4 })),
      await readsSizes(() => codeOf(plain, 'desk', { cores: 5 })),
      await readsSizes(() => codeOf(limited, 'desk', { cores: 4 })),
      await readsSizes(() => codeOf(limited, 'desk', { cores: 5 })),
    ]).toEqual([false, false, false, true]);
  });
});

describe('a device that reports no size', () => {
  it('is refused with a code of its own if the policy says so, and judged by what it reported before', async () => {
    const license = await withRules({ max_cores: 8, max_total_disk_gb: 100, unreported_size: 'refuse' });
    expect(await activated(license, 'desk')).toBe('DEVICE_SIZE_MISSING');
    expect(await activated(license, 'desk', { cores: 4 })).toBe('DEVICE_SIZE_MISSING');
    expect(await activated(license, 'desk', { cores: 4, disk_gb: 50 })).toBe(201);
    expect(await codeOf(license, 'desk')).toBe('VALID');
    expect((await validate(server, license.key)).body.valid).toBe(true);
  });

  it('is refused at its next check, or only reported', async () => {
    const license = await withRules({ max_cores: 8 });
    expect(await activated(license, 'desk')).toBe(201);
    await changed(server, license, { policy_overrides: { max_cores: 8, unreported_size: 'refuse' } });
    expect([await codeOf(license, 'desk'), await codeOf(license, 'desk', { cores: 4 })]).toEqual([
      'DEVICE_SIZE_MISSING',
      'VALID',
    ]);
    await changed(server, license, { policy_overrides: { unreported_size: 'refuse' } });
    expect(await codeOf(license, 'desk')).toBe('VALID');
  });
});
