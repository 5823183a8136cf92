import type { License } from '../../../sdk/src/generated/native';
import { hashedComponents } from '../../../src/core/licenses/activations/components';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { countOf, seatsOf, tally } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const PARTS = { board: 'MS-7D25', cpu: 'i7-9700', disk: 'S4EWNX0R', network: '00:1a:2b:3c:4d:5e' };
const some = (names: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(PARTS).map(([name, value]) => [name, names.includes(name) ? value : `another ${name}`]),
  );

const matching = (component_match: string, more: object = {}): Promise<License> =>
  issued(server, { policy_overrides: { component_match, ...more }, max_activations: 1 });
const codeAs = async (key: string, device: string, components?: object): Promise<string> =>
  (await validate(server, key, device, { components })).body.code;

/** Activated on `desk` with `PARTS`. */
async function activated(component_match: string, more: object = {}): Promise<License> {
  const license = await matching(component_match, more);
  await activate(server, license.key, 'desk', { components: PARTS });
  return license;
}

describe('a device with another hardware ID', () => {
  it.each([
    ['none', 'board cpu disk network', false],
    ['any', 'disk', true],
    ['any', '', false],
    ['two', 'cpu disk', true],
    ['two', 'cpu', false],
    ['most', 'board cpu disk', true],
    ['most', 'board cpu', false],
    ['all', 'board cpu disk network', true],
    ['all', 'board cpu disk', false],
  ])('is known by the rule %j with the parts %j: %p', async (rule, names, isKnown) => {
    const { key } = await activated(rule);
    expect(await codeAs(key, 'reinstalled', some(names))).toBe(isKnown ? 'VALID' : 'DEVICE_MISMATCH');
  });

  it('is judged by the larger set of parts', async () => {
    const { key } = await matching('most');
    await activate(server, key, 'desk', { components: { board: 'B' } });
    expect(await codeAs(key, 'reinstalled', { board: 'B', cpu: 'C' })).toBe('DEVICE_MISMATCH');
    expect(await codeAs(key, 'reinstalled', { board: 'B' })).toBe('VALID');
  });

  const placeholders = [
    ...[
      'To be filled by O.E.M.',
      'TO BE FILLED BY O.E.M',
      'Default string',
      'System Serial Number',
      'None',
      ' N/A ',
      '0',
    ],
    ...['00000000', 'xxxxxxxx', '........', 'FF:FF:FF:FF:FF:FF', '0123456789', 'Not Specified', 'INVALID', 'undefined'],
    '03000200-0400-0500-0006-000700080009',
  ];
  it.each(sampleOf(placeholders, 5))('is not known by the placeholder %j', async (placeholder) => {
    const license = await matching('any');
    const sent = { board: placeholder, bios: placeholder };
    await activate(server, license.key, 'desk', { components: { ...sent, disk: 'A1' } });
    expect(await codeAs(license.key, 'laptop', { ...sent, disk: 'B2' })).toBe('DEVICE_MISMATCH');
    expect(await codeAs(license.key, 'laptop', sent)).toBe('DEVICE_MISMATCH');
    expect(await codeAs(license.key, 'reinstalled', { ...sent, disk: ' A1 ' })).toBe('VALID');
  });

  it('is not known by the same value of another part', async () => {
    const { key } = await activated('any');
    expect(await codeAs(key, 'reinstalled', { disk: PARTS.board })).toBe('DEVICE_MISMATCH');
  });

  it('keeps its seat, its id and its fingerprint in every call', async () => {
    const license = await activated('two');
    const { body: first } = await activate(server, license.key, 'desk', { components: PARTS });
    const again = await activate(server, license.key, 'reinstalled', { components: PARTS, machine_name: 'Renamed' });
    expect(again).toMatchObject({ status: 200, body: { activation_id: first.activation_id } });
    expect(await heartbeat(server, license.key, 'reinstalled', { components: PARTS })).toMatchObject({ status: 200 });
    expect(await seatsOf(server, license)).toMatchObject([{ fingerprint: 'desk', live: true, name: 'Renamed' }]);
    expect(await heartbeat(server, license.key, 'reinstalled')).toMatchObject({ status: 403 });

    expect(await deactivate(server, license.key, 'reinstalled')).toMatchObject({ status: 403 });
    expect(await deactivate(server, license.key, 'reinstalled', { components: PARTS })).toMatchObject({ status: 200 });
    expect(await seatsOf(server, license)).toMatchObject([{ fingerprint: 'desk', live: false }]);
  });

  it('is not known by the parts of a device that was deactivated, which are forgotten', async () => {
    const license = await activated('any');
    const before = await countOf(server, 'activation_components');
    await deactivate(server, license.key, 'desk');
    expect(await countOf(server, 'activation_components')).toBe(before - 4);
    expect(await codeAs(license.key, 'reinstalled', PARTS)).toBe('NOT_ACTIVATED');
    await activate(server, license.key, 'desk', { components: PARTS });
    expect(await codeAs(license.key, 'reinstalled', PARTS)).toBe('VALID');
  });

  it('is that with the most parts in common, of equals the one seen last', async () => {
    const license = await issued(server, { policy_overrides: { component_match: 'any' } });
    const ids = new Map<string, string>();
    const devices = [
      ['one', { board: 'B1', cpu: 'C' }],
      ['two', { board: 'B2', cpu: 'C', disk: 'D2' }],
      ['three', { board: 'B3', cpu: 'C3', disk: 'D3' }],
    ] as const;
    for (const [device, components] of devices) {
      // Without the rule, so that none is taken for another.
      await changed(server, license, { policy_overrides: { component_match: 'none' } });
      const { body } = await activate(server, license.key, device);
      await changed(server, license, { policy_overrides: { component_match: 'any' } });
      await validate(server, license.key, device, { components });
      ids.set(device, body.activation_id);
      server.clock.advance(1000);
    }
    const known = async (components: object): Promise<string> =>
      (await activate(server, license.key, 'reinstalled', { components })).body.activation_id;
    expect(await known({ board: 'B1', cpu: 'C' })).toBe(ids.get('one'));
    server.clock.advance(1000);
    await validate(server, license.key, 'two');
    expect(await known({ cpu: 'C' })).toBe(ids.get('two'));
  });
});

it('finds a device among very many that share one of its parts', async () => {
  const license = await issued(server, { policy_overrides: { component_match: 'two' } });
  await activate(server, license.key, 'desk', { components: { board: 'B', cpu: 'C' } });
  await server.dataSource.query(
    `WITH crowd AS (
       INSERT INTO activations (license_id, fingerprint, activated_at, last_seen_at)
       SELECT $1, 'crowd ' || n, now(), now() FROM generate_series(1, 500) AS n RETURNING id
     )
     INSERT INTO activation_components (activation_id, license_id, hash) SELECT id, $1, $2 FROM crowd`,
    [license.number, hashedComponents({ cpu: 'C' })?.hashes[0]],
  );
  expect(await codeAs(license.key, 'reinstalled', { board: 'B', cpu: 'C' })).toBe('VALID');
  expect(await codeAs(license.key, 'reinstalled', { board: 'another', cpu: 'C' })).toBe('DEVICE_MISMATCH');
});

describe('changed parts', () => {
  it('are learned at a match, one after the other', async () => {
    const { key } = await activated('most');
    const first = { ...PARTS, disk: 'new disk' };
    expect(await codeAs(key, 'reinstalled', first)).toBe('VALID');
    const second = { ...first, board: 'new board' };
    expect((await heartbeat(server, key, 'again', { components: second })).status).toBe(200);
    const third = { ...second, cpu: 'new cpu' };
    expect((await activate(server, key, 'and again', { components: third })).status).toBe(200);
    expect(await codeAs(key, 'anew', third)).toBe('VALID');
    expect(await codeAs(key, 'anew', PARTS)).toBe('DEVICE_MISMATCH');
  });

  it('are not learned at a refusal', async () => {
    const license = await activated('most');
    const changedParts = { ...PARTS, disk: 'new disk', app: 'x' };
    await changed(server, license, { state: 'disabled' });
    expect(await codeAs(license.key, 'desk', changedParts)).toBe('DISABLED');
    await changed(server, license, { state: 'active', policy_overrides: { component_match: 'all' } });
    expect(await codeAs(license.key, 'reinstalled', PARTS)).toBe('VALID');
  });

  it('are learned from devices that activated before the rule was set', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk', { components: PARTS });
    expect(await countOf(server, `activation_components WHERE license_id = ${license.number}`)).toBe(0);
    await changed(server, license, { policy_overrides: { component_match: 'all' } });
    expect(await codeAs(license.key, 'desk', PARTS)).toBe('VALID');
    expect(await codeAs(license.key, 'reinstalled', PARTS)).toBe('VALID');
  });

  it('are stored as hashes, at most 20 for each device', async () => {
    const { key, number } = await matching('any');
    const parts = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${n}`, `${prefix}${n}`]));
    await activate(server, key, 'desk', { components: parts('a') });
    await validate(server, key, 'desk', { components: parts('b') });
    const rows = await server.dataSource.query('SELECT hash FROM activation_components WHERE license_id = $1', [
      number,
    ]);
    expect(rows).toHaveLength(20);
    expect(rows.every(({ hash }: { hash: string }) => /^[\w-]{43}$/.test(hash))).toBe(true);
  });
});

describe('the seat of another device', () => {
  it('is not taken by one that is known by its hardware ID', async () => {
    const license = await issued(server, { policy_overrides: { component_match: 'none' }, max_activations: 2 });
    await activate(server, license.key, 'desk');
    await activate(server, license.key, 'laptop');
    await changed(server, license, { policy_overrides: { component_match: 'any' } });
    await validate(server, license.key, 'desk', { components: PARTS });
    await validate(server, license.key, 'laptop', { components: PARTS });
    await deactivate(server, license.key, 'laptop', { components: PARTS });
    expect(await codeAs(license.key, 'laptop', PARTS)).toBe('NOT_ACTIVATED');
    expect(await codeAs(license.key, 'desk', PARTS)).toBe('VALID');
    expect(await activate(server, license.key, 'laptop', { components: PARTS })).toMatchObject({ status: 200 });
    expect((await seatsOf(server, license)).map(({ fingerprint, live }) => [fingerprint, live])).toEqual([
      ['desk', true],
      ['laptop', true],
    ]);
  });

  it('is one and the same for hardware IDs with the same parts that race for it, on two nodes', async () => {
    const license = await matching('all');
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from(
        { length: 6 },
        (_, n) => () => activate(n % 2 ? server : other, license.key, `id ${n}`, { components: PARTS }),
      ),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 5, 201: 1 });
    expect(new Set(answers.map(({ body }) => body.activation_id)).size).toBe(1);
    expect(await seatsOf(server, license)).toHaveLength(1);
  });
});

it('uses meters as the device that its parts tell', async () => {
  const { key } = await activated('all');
  const use = async (components?: object): Promise<string> =>
    (
      await server.call('POST', '/api/v1/usage', {
        body: { license_key: key, hardware_id: 'reinstalled', components, meter: 'unknown', amount: 1 },
      })
    ).body.error.code;
  expect(await use()).toBe('DEVICE_MISMATCH');
  expect(await use(PARTS)).toBe('METER_NOT_FOUND');
});

let unchanged: License | undefined;
it.each([
  [{}],
  [[]],
  ['disk'],
  [null],
  [{ disk: '' }],
  [{ disk: 1 }],
  [{ disk: null }],
  [{ '': 'x' }],
  [{ disk: 'x'.repeat(513) }],
  [{ ['x'.repeat(65)]: 'x' }],
  [Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`part ${n}`, 'x']))],
])('refuses components that are none: %j', async (components) => {
  const { key } = (unchanged ??= await matching('any'));
  for (const call of [activate, validate, heartbeat, deactivate]) {
    const { status, body } = await call(server, key, 'desk', { components });
    expect([status, body.error.details[0].field]).toEqual([400, 'components']);
  }
});

it('takes parts of any storable characters', async () => {
  const { key } = await matching('all');
  const components = { toString: '{"\\,}', "d'isk": '🔑🔒'.repeat(256) };
  expect(await activate(server, key, 'desk', { components })).toMatchObject({ status: 201 });
  expect(await codeAs(key, 'reinstalled', components)).toBe('VALID');
  expect(await activate(server, key, 'desk', { components: { disk: 'a\0b' } })).toMatchObject({ status: 400 });
});
