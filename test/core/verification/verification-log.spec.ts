import { CallObserversService } from '../../../src/core/verification/extension/call-observers.service';
import { activate, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { untilWaiting } from '../../testkit/race';
import { countsAndRows, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => {
  jest.restoreAllMocks();
  server.clock.reset();
});
afterAll(() => server.stop());

it('holds one row for everything that a program asked, in the order in which it was answered', async () => {
  const license = await issued(server, { max_activations: 1 });
  await validate(server, license.key, 'desk');
  await activate(server, license.key, 'desk');
  await activate(server, license.key, 'desk');
  await activate(server, license.key, 'laptop');
  await validate(server, license.key, 'desk');
  await validate(server, license.key);
  await heartbeat(server, license.key, 'desk');
  await heartbeat(server, license.key, 'laptop');
  await deactivate(server, license.key, 'laptop');
  await deactivate(server, license.key, 'desk');

  const log = await verificationsOf(server, license.key);
  expect(log.map(({ operation, outcome, fingerprint }) => [operation, outcome, fingerprint])).toEqual([
    ['check', 'NOT_ACTIVATED', 'desk'],
    ['activate', 'VALID', 'desk'],
    ['activate', 'VALID', 'desk'],
    ['activate', 'SEATS_EXHAUSTED', 'laptop'],
    ['check', 'VALID', 'desk'],
    ['check', 'VALID', null],
    ['heartbeat', 'VALID', 'desk'],
    ['heartbeat', 'DEVICE_MISMATCH', 'laptop'],
    ['deactivate', 'DEVICE_MISMATCH', 'laptop'],
    ['deactivate', 'VALID', 'desk'],
  ]);
  expect(log.every(({ dialect, license_id }) => dialect === 'native' && license_id === license.number)).toBe(true);
});

it('is told to observers, who learn whether the call was allowed', async () => {
  const observers = server.app.get(CallObserversService);
  jest.spyOn(observers, 'areAny', 'get').mockReturnValue(true);
  const tell = jest.spyOn(observers, 'tell').mockReturnValue();
  const { key } = await issued(server, { max_activations: 1 });
  await activate(server, key, 'desk');
  await activate(server, key, 'laptop');
  await validate(server, key, 'desk');
  await validate(server, 'guess 2', 'desk');
  expect(tell.mock.calls.map(([{ operation, outcome, isUsable }]) => [operation, outcome, isUsable])).toEqual([
    ['activate', 'VALID', true],
    ['activate', 'SEATS_EXHAUSTED', false],
    ['check', 'VALID', true],
    ['check', 'NOT_FOUND', false],
  ]);
});

it('says who asked, from where and with what', async () => {
  const license = await issued(server);
  await server.app.inject({
    method: 'POST',
    url: '/api/v1/validate',
    remoteAddress: '::ffff:192.0.2.7',
    headers: { 'user-agent': `Studio/${'9'.repeat(600)}` },
    payload: { license_key: license.key, hardware_id: 'desk', app_version: '1.4.2' },
  });
  expect(await verificationsOf(server, license.key)).toEqual([
    {
      license_id: license.number,
      key: license.key,
      fingerprint: 'desk',
      ip: '192.0.2.7',
      user_agent: `Studio/${'9'.repeat(505)}`,
      app_version: '1.4.2',
      dialect: 'native',
      operation: 'check',
      outcome: 'NOT_ACTIVATED',
    },
  ]);
});

it('holds keys that nobody has, without a license', async () => {
  await validate(server, 'guess 1', 'desk');
  await activate(server, 'guess 1', 'desk');
  await deactivate(server, 'guess 1', 'desk');
  const log = await verificationsOf(server, 'guess 1');
  expect(log.map(({ operation, outcome, license_id }) => [operation, outcome, license_id])).toEqual([
    ['check', 'NOT_FOUND', null],
    ['activate', 'NOT_FOUND', null],
    ['deactivate', 'NOT_FOUND', null],
  ]);
});

it('cuts a key at 255 characters, however many bytes they take', async () => {
  const longest = '\u{1F511}'.repeat(255);
  expect((await validate(server, longest)).body.code).toBe('NOT_FOUND');
  expect((await validate(server, `${longest}x`)).status).toBe(400);
  const rows = await server.dataSource.query(`SELECT char_length(key) AS length FROM verifications WHERE key LIKE $1`, [
    '\u{1F511}%',
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0].length).toBeLessThanOrEqual(255);
});

it('holds nothing of a request that was malformed', async () => {
  const before = await countsAndRows(server);
  await server.call('POST', '/api/v1/validate', { body: { license_key: '' } });
  await server.call('POST', '/api/v1/activate', { body: { license_key: 'some key' } });
  expect(await countsAndRows(server)).toEqual(before);
});

it('is counted exactly, by the quarter hour', async () => {
  const { key } = await issued(server);
  for (const moment of ['2031-03-01T10:14:59.999Z', '2031-03-01T10:15:00.000Z', '2031-03-01T10:29:59.999Z']) {
    server.clock.holdAt(moment);
    await validate(server, key);
  }
  const counts = await server.dataSource.query(
    `SELECT at, sum(count)::integer AS count FROM verification_counts WHERE at >= '2031-01-01' GROUP BY at ORDER BY at`,
  );
  expect(counts).toEqual([
    { at: new Date('2031-03-01T10:00:00.000Z'), count: 1 },
    { at: new Date('2031-03-01T10:15:00.000Z'), count: 2 },
  ]);
  const { counts: all, rows } = await countsAndRows(server);
  expect(all).toEqual(rows);
});

it('outlives the license that it tells of', async () => {
  const license = await issued(server);
  await activate(server, license.key, 'desk');
  await server.sdk.licenses.delete(license.id);
  await validate(server, license.key, 'desk');
  const log = await verificationsOf(server, license.key);
  expect(log.map(({ outcome, license_id }) => [outcome, license_id])).toEqual([
    ['VALID', license.number],
    ['NOT_FOUND', null],
  ]);
});

it('has its row before the answer goes out', async () => {
  const { key } = await issued(server);
  const gate = server.dataSource.createQueryRunner();
  await gate.startTransaction();
  await gate.query(`LOCK TABLE verifications IN EXCLUSIVE MODE`);
  let answered = false;
  const waiting = validate(server, key).finally(() => (answered = true));
  await untilWaiting(server.databaseUrl, 1);
  expect(answered).toBe(false);
  await gate.commitTransaction();
  await gate.release();
  expect((await waiting).body).toMatchObject({ valid: true });
  expect(await verificationsOf(server, key)).toHaveLength(1);
});
