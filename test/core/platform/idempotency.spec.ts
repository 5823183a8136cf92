import { LicensesService } from '../../../src/core/licensing/licenses/licenses.service';
import { IdempotencyService } from '../../../src/core/platform/idempotency/idempotency.service';
import { aProduct, keyOf } from '../../testkit/callers';
import { onDatabase } from '../../testkit/database';
import { activate, issued } from '../../testkit/issue';
import { eventsOf, tally, verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const HOUR = 3_600_000;

let server: TestServer;
/** Keys do not expire when the clock is moved, as log-ins do. */
let internal: string;
beforeAll(async () => {
  server = await TestServer.shared();
  internal = (await keyOf(server, 'internal')).key;
});
afterEach(() => {
  jest.restoreAllMocks();
  server.clock.reset();
});
afterAll(() => server.stop());

let count = 0;
const freshKey = () => `request-${(count += 1)}`;
const under = (key: string) => ({ 'idempotency-key': key });

/** Issues a license of a batch of its own under a key. */
function issue(key: string, description: string, apiKey = internal): Promise<Answer> {
  const body = { product: 'v2-default', description };
  return server.withKey('POST', '/api/v1/licenses', { body, headers: under(key) }, apiKey);
}

function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

async function countOf(description: string): Promise<number> {
  const rows = await server.dataSource.query(`SELECT count(*)::integer AS n FROM licenses WHERE description = $1`, [
    description,
  ]);
  return rows[0].n;
}

describe('a change repeated with its key', () => {
  it('is carried out once and gets the same answer', async () => {
    const key = freshKey();
    const first = await issue(key, 'sent again');
    const second = await issue(key, 'sent again');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
    expect([first, second].map(({ headers }) => headers['idempotent-replayed'])).toEqual([undefined, 'true']);
    expect(await countOf('sent again')).toBe(1);
    expect((await eventsOf(server, first.body.id)).map(({ name }) => name)).toEqual(['license.issued']);
  });

  it('issues one license for 100 concurrent requests', async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 100 }, () => issue(key, 'a hundred')));
    const [license] = answers.filter(({ status }) => status === 201);
    for (const { status, body, headers } of answers) {
      if (status === 201) {
        expect(body).toEqual(license?.body);
      } else {
        expect([status, body.error.code, headers['retry-after']]).toEqual([409, 'IDEMPOTENCY_KEY_IN_USE', '1']);
      }
    }
    expect(await countOf('a hundred')).toBe(1);
    expect((await issue(key, 'a hundred')).body).toEqual(license?.body);
  });

  it('with another body is refused, and changes nothing', async () => {
    const key = freshKey();
    await issue(key, 'the first body');
    const { status, body } = await issue(key, 'another body');
    expect([status, body.error.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await countOf('another body')).toBe(0);
  });

  it('is a different request with another caller, method or path', async () => {
    const key = freshKey();
    const { body: license } = await issue(key, 'of one caller');
    const other = await keyOf(server, 'internal');
    const theirs = await issue(key, 'of one caller', other.key);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(license.id);
    expect(
      (
        await server.asAdmin('POST', '/api/v1/licenses', {
          body: { product: 'v2-default', description: 'of one caller' },
          headers: under(key),
        })
      ).status,
    ).toBe(201);
    expect(await countOf('of one caller')).toBe(3);

    const path = `/api/v1/licenses/${license.id}`;
    const send = (method: 'PATCH' | 'DELETE', at = path) =>
      server.withKey(method, at, { body: {}, headers: under(key) }, internal);
    expect((await send('PATCH')).status).toBe(200);
    expect((await send('DELETE')).status).toBe(204);
    expect((await send('DELETE', `/api/v1/licenses/${theirs.body.id}`)).status).toBe(204);
  });

  it('is carried out for another caller while the first is in progress', async () => {
    const key = freshKey();
    const other = await keyOf(server, 'internal');
    const idempotency = server.app.get(IdempotencyService);
    const once = idempotency.once.bind(idempotency);
    const [begun, finish] = [gate(), gate()];
    jest.spyOn(idempotency, 'once').mockImplementationOnce((request, secrets, change) =>
      once(request, secrets, async () => {
        begun.open();
        await finish.passed;
        return change();
      }),
    );
    const first = issue(key, 'at the same time');
    await begun.passed;
    const again = await issue(key, 'at the same time');
    const theirs = await issue(key, 'at the same time', other.key);
    finish.open();
    expect([again.status, again.body.error.code]).toEqual([409, 'IDEMPOTENCY_KEY_IN_USE']);
    expect([theirs.status, (await first).status]).toEqual([201, 201]);
    expect(await countOf('at the same time')).toBe(2);
  });

  it('gets the same answer, also without a body, for every method', async () => {
    const { body: license } = await issue(freshKey(), 'verbs');
    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { expires_at: '2090-01-01' } });
    const path = `/api/v1/licenses/${license.id}`;
    const extend = under(freshKey());
    const extended = () => server.asAdmin('POST', `${path}/extend`, { body: { days: 1 }, headers: extend });
    expect((await extended()).body.expires_at).toBe('2090-01-02T23:59:59.000Z');
    expect((await extended()).body.expires_at).toBe('2090-01-02T23:59:59.000Z');
    expect((await server.asAdmin('GET', path)).body.expires_at).toBe('2090-01-02T23:59:59.000Z');

    const deletion = under(freshKey());
    const deleted = () => server.asAdmin('DELETE', path, { headers: deletion });
    expect([(await deleted()).status, (await deleted()).status]).toEqual([204, 204]);
    expect((await server.asAdmin('DELETE', path)).status).toBe(404);
  });

  it('applies to changes only: reads are repeated', async () => {
    const headers = under(freshKey());
    const before = await server.asAdmin('GET', '/api/v1/licenses', { headers, query: { limit: '1' } });
    await issued(server);
    const after = await server.asAdmin('GET', '/api/v1/licenses', { headers, query: { limit: '1' } });
    expect(after.body.items[0].id).not.toBe(before.body.items[0].id);
  });

  it('contains a secret only in the first answer', async () => {
    const headers = under(freshKey());
    const make = () => server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'k', kind: 'external' }, headers });
    const [first, second] = [await make(), await make()];
    expect(first.body.key).toMatch(/^kw_external_/);
    expect([second.status, second.body]).toEqual([201, { ...first.body, key: '' }]);
    const kept = await server.dataSource.query(`SELECT answer::text AS answer FROM idempotent_requests`);
    expect(JSON.stringify(kept)).not.toContain(first.body.key);
  });
});

describe('a refusal', () => {
  it('is not stored: the same key works for the corrected request', async () => {
    const key = freshKey();
    const create = () =>
      server.asAdmin('POST', '/api/v1/products', { body: { reference: 'later', name: 'L' }, headers: under(key) });
    const taken = await aProduct(server, 'later');
    expect((await create()).status).toBe(409);
    await server.asAdmin('DELETE', `/api/v1/products/${taken.id}`);
    const made = await create();
    expect(made.status).toBe(201);
    expect((await create()).body).toEqual(made.body);
  });

  it.each(['', ' ', 'with space', 'café', 'x'.repeat(256), 'tab\there'])('is the answer to the key %j', async (key) => {
    const { status, body } = await issue(key, 'bad key');
    expect([status, body.error.code, body.error.details[0].field]).toEqual([
      400,
      'VALIDATION_ERROR',
      'Idempotency-Key',
    ]);
    expect(await countOf('bad key')).toBe(0);
  });

  it('comes before a stored answer if the caller has no permission', async () => {
    const key = freshKey();
    await issue(key, 'no stranger');
    const external = await keyOf(server, 'external');
    expect((await issue(key, 'no stranger', 'nobody has this key')).status).toBe(401);
    expect((await issue(key, 'no stranger', external.key)).status).toBe(403);
  });
});

describe('a program that activates with a key', () => {
  const activating = (licenseKey: string, key: string, device = 'desk') =>
    server.call('POST', '/api/v1/activate', {
      body: { license_key: licenseKey, hardware_id: device },
      headers: under(key),
    });

  it('gets the same answer, and is logged once', async () => {
    const license = await issued(server);
    const key = freshKey();
    const first = await activating(license.key, key);
    const second = await activating(license.key, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await verificationsOf(server, license.key)).toMatchObject([{ operation: 'activate', outcome: 'VALID' }]);
  });

  it('is evaluated again after a refusal, and every refusal is logged', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'laptop');
    const key = freshKey();
    expect((await activating(license.key, key)).status).toBe(409);
    expect((await activating(license.key, key)).status).toBe(409);
    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { max_activations: 2 } });
    expect((await activating(license.key, key)).status).toBe(201);
    expect((await activating(license.key, key)).status).toBe(201);
    expect((await verificationsOf(server, license.key)).map(({ outcome }) => outcome)).toEqual([
      'VALID',
      'SEATS_EXHAUSTED',
      'SEATS_EXHAUSTED',
      'VALID',
    ]);
  });

  it('is a different caller with another license', async () => {
    const [one, two] = [await issued(server), await issued(server)];
    const key = freshKey();
    const answers = [await activating(one.key, key), await activating(two.key, key)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await activating(one.key, key, 'laptop')).status).toBe(422);
  });

  it('takes one seat for concurrent requests', async () => {
    const license = await issued(server);
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 30 }, () => activating(license.key, key)));
    expect(Object.keys(tally(answers.map(({ status }) => status))).every((status) => /201|409/.test(status))).toBe(
      true,
    );
    expect(await verificationsOf(server, license.key)).toHaveLength(1);
  });
});

describe('a failure of the server', () => {
  it('before the commit makes no change, and the same key makes one', async () => {
    const key = freshKey();
    await server.dataSource.query(
      `ALTER TABLE idempotent_requests ADD CONSTRAINT broken CHECK (key <> '${key}') NOT VALID`,
    );
    const failed = await issue(key, 'failed before');
    await server.dataSource.query(`ALTER TABLE idempotent_requests DROP CONSTRAINT broken`);
    expect(failed.status).toBe(500);
    expect(await countOf('failed before')).toBe(0);

    const made = await issue(key, 'failed before');
    expect(made.status).toBe(201);
    expect((await issue(key, 'failed before')).body).toEqual(made.body);
    expect(await countOf('failed before')).toBe(1);
  });

  it('with a lost database connection makes no change', async () => {
    const key = freshKey();
    const once = jest.spyOn(server.app.get(IdempotencyService), 'once');
    once.mockImplementationOnce((request, secrets, change) => {
      once.mockRestore();
      return server.app.get(IdempotencyService).once(request, secrets, async () => {
        const answer = await change();
        await cutTransactions();
        return answer;
      });
    });
    expect((await issue(key, 'cut off')).status).toBe(503);
    expect(await countOf('cut off')).toBe(0);
    expect((await issue(key, 'cut off')).status).toBe(201);
    expect(await countOf('cut off')).toBe(1);
  });

  it('between the commit and the answer makes no second change', async () => {
    const key = freshKey();
    const idempotency = server.app.get(IdempotencyService);
    const once = idempotency.once.bind(idempotency);
    jest.spyOn(idempotency, 'once').mockImplementationOnce(async (...parameters) => {
      await once(...parameters);
      throw new Error('The answer was lost');
    });
    expect((await issue(key, 'answer lost')).status).toBe(500);
    expect(await countOf('answer lost')).toBe(1);

    const { status, body } = await issue(key, 'answer lost');
    expect(status).toBe(201);
    const [{ id }] = (await server.asAdmin('GET', '/api/v1/licenses', { query: { key: body.key } })).body.items;
    expect(body.id).toBe(id);
    expect(await countOf('answer lost')).toBe(1);
  });

  it('during a change leaves nothing partial', async () => {
    const { body: license } = await issue(freshKey(), 'half a change');
    const key = freshKey();
    const extend = () => server.asAdmin('POST', `/api/v1/licenses/${license.id}/block`, { headers: under(key) });
    const licenses = server.app.get(LicensesService);
    const alter = licenses.update.bind(licenses);
    jest.spyOn(licenses, 'update').mockImplementationOnce(async (...parameters) => {
      await alter(...parameters);
      throw new Error('The server failed');
    });
    expect((await extend()).status).toBe(500);
    expect((await server.asAdmin('GET', `/api/v1/licenses/${license.id}`)).body).toEqual(license);
    expect((await extend()).body.state).toBe('blocked');
    expect((await eventsOf(server, license.id)).map(({ name }) => name)).toEqual(['license.issued', 'license.blocked']);
  });
});

describe('a key', () => {
  it('is valid for 24 hours', async () => {
    const key = freshKey();
    const first = await issue(key, 'expiring');
    server.clock.advance(24 * HOUR - 60_000);
    expect((await issue(key, 'expiring')).body).toEqual(first.body);
    server.clock.advance(120_000);
    const later = await issue(key, 'expiring');
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
    expect((await issue(key, 'expiring')).body).toEqual(later.body);
    expect(await countOf('expiring')).toBe(2);
  });

  it('is valid for exactly 24 hours, also while old answers are deleted', async () => {
    const key = freshKey();
    server.clock.holdAt('2031-05-17T10:00:00.000Z');
    const first = await issue(key, 'to the moment');
    server.clock.holdAt('2031-05-18T10:00:00.000Z');
    await server.app.get(IdempotencyService).sweep();
    expect((await issue(key, 'to the moment')).body).toEqual(first.body);
    expect((await issue(key, 'another body')).status).toBe(422);
    server.clock.holdAt('2031-05-18T10:00:00.001Z');
    const later = await issue(key, 'to the moment');
    expect([later.status, later.body.id === first.body.id]).toEqual([201, false]);
    expect(await countOf('to the moment')).toBe(2);
    server.clock.holdAt('2031-05-19T10:00:00.002Z');
    await server.app.get(IdempotencyService).sweep();
    expect(await server.dataSource.query('SELECT key FROM idempotent_requests WHERE key = $1', [key])).toEqual([]);
  });

  it('accepts another body once it has expired, and is deleted', async () => {
    const key = freshKey();
    const old = freshKey();
    await issue(key, 'swept');
    await issue(old, 'swept');
    server.clock.advance(24 * HOUR + 60_000);
    expect((await issue(key, 'another body')).status).toBe(201);
    await server.app.get(IdempotencyService).sweep();
    const rows = await server.dataSource.query(`SELECT key FROM idempotent_requests`);
    expect(rows).toContainEqual({ key });
    expect(rows).not.toContainEqual({ key: old });
  });
});

/** Ends every other connection that is in the middle of a transaction. */
async function cutTransactions(): Promise<void> {
  await onDatabase(
    server.databaseUrl,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'`,
  );
}
