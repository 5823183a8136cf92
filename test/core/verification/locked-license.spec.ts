import type { License } from '../../../sdk/src/generated/native';
import { holdLocks } from '../../testkit/database';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { MOST_WAITING, untilWaiting } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const statuses = (answers: readonly Answer[]) => tally(answers.map(({ status }) => status));
const crowd = <T>(count: number, each: (index: number) => Promise<T>): Promise<T>[] =>
  Array.from({ length: count }, (_, index) => each(index));

/** Somebody holds the license's row and does not let go. */
const lockLicense = ({ databaseUrl }: TestServer, { id }: { id: string }, lock = 'UPDATE') =>
  holdLocks(databaseUrl, `SELECT 1 FROM licenses WHERE uid = '${id}' FOR ${lock}`);

const activateUnder = (server: TestServer, idempotencyKey: string, key: string, device: string) =>
  server.call('POST', '/api/v1/activate', {
    body: { license_key: key, hardware_id: device },
    headers: { 'idempotency-key': idempotencyKey },
  });

describe('a license that somebody has locked', () => {
  let server: TestServer;
  let locked: License;
  let other: License;
  beforeAll(async () => {
    // For as many as may wait for one license to change, and to be checked, and one more.
    server = await TestServer.start({}, undefined, { connections: 9, lock: 0 });
  });
  beforeEach(async () => {
    locked = await issued(server, { max_activations: 3 });
    other = await issued(server);
  });
  afterAll(() => server.stop());

  it('delays its own programs only, until it is unlocked', async () => {
    const lock = await lockLicense(server, locked);
    const waiting = [
      ...crowd(10, (index) => activate(server, locked.key, `device ${index}`)),
      ...crowd(6, (index) => activateUnder(server, `locked-${index}`, locked.key, `device ${10 + index}`)),
    ];
    const checks = crowd(10, () => validate(server, locked.key));
    await untilWaiting(server.databaseUrl, MOST_WAITING);
    expect((await activate(server, other.key, 'desk')).status).toBe(201);
    expect((await validate(server, other.key, 'desk')).body.code).toBe('VALID');
    expect((await server.call('GET', '/health/ready')).status).toBe(200);
    await lock.end();
    expect(statuses(await Promise.all(waiting))).toEqual({ 201: 3, 409: 13 });
    expect(statuses(await Promise.all(checks))).toEqual({ 200: 10 });
  });

  it('is checked while it changes', async () => {
    const lock = await lockLicense(server, locked, 'NO KEY UPDATE');
    const waiting = crowd(10, (index) => activate(server, locked.key, `device ${index}`));
    await untilWaiting(server.databaseUrl, MOST_WAITING);
    expect((await validate(server, locked.key)).body.code).toBe('VALID');
    await lock.end();
    expect(statuses(await Promise.all(waiting))).toEqual({ 201: 3, 409: 7 });
  });
});

// The last one, because passport knows one application in a process.
describe('a request that waits for a lock', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({}, undefined, { lock: 50 });
  });
  afterAll(() => server.stop());

  it('is answered 503, and served after a retry', async () => {
    const license = await issued(server);
    const lock = await lockLicense(server, license);
    const { status, headers, body } = await activate(server, license.key, 'desk');
    expect([status, headers['retry-after'], body.error.code]).toEqual([503, '2', 'UNAVAILABLE']);
    const update = { body: { max_users: 3 } };
    expect((await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, update)).status).toBe(503);
    await lock.end();
    expect((await activate(server, license.key, 'desk')).status).toBe(201);
    await changed(server, license, { max_users: 3 });
  });
});
