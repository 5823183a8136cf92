import { start } from '../../support/license-sessions';
import { type PublicKeys, publicKeysOf } from '../../support/license-files';
import { metered } from '../../support/meters';
import { compactVerify } from 'jose';
import { claimsIn, endRelay, fileIn, headerIn, issueRelay, TestRelay } from '../../support/relays';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, race } from '../../testkit/race';
import { auditOf, eventsOf, tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.holdAt('2027-03-01T12:00:00Z');
  await server.emptyTables('licenses', 'meters');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const UNTIL = '2027-04-01T00:00:00.000Z';
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const floating = (max_sessions = 3) => issued(server, { max_sessions, max_activations: null });
const renew = (body: object) => server.call('POST', '/api/v1/relays/renew', { body });

async function startOn(key: string, device: string): Promise<Answer> {
  await activate(server, key, device);
  return start(server, key, device);
}

/** Fields of the error about the pool. */
const lackOf = ({ status, body }: Answer) => [status, body.error.code, body.error.details[0].field, body.error.message];

describe('the pool', () => {
  it('is taken from the sessions of the license until the relay ends, by the clock alone', async () => {
    const { id, key } = await floating();
    const { status, body } = await issueRelay(server, { id });
    expect([status, body]).toMatchObject([
      201,
      { license: id, name: 'Plant 2', status: 'active', pool: { sessions: 2 }, expires_at: UNTIL, renews: true },
    ]);
    expect((await startOn(key, 'desk')).body.sessions).toEqual({ used: 1, max: 1 });
    expect(codeOf(await startOn(key, 'lab'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    server.clock.holdAt('2027-04-01T00:00:01Z');
    expect((await startOn(key, 'lab')).status).toBe(201);
    const { body: ended } = await server.asAdmin('GET', `/api/v1/relays/${body.id}`);
    expect(ended.status).toBe('ended');
  });

  it('leaves the seats that are reserved, and they are reserved only beside it', async () => {
    const { id } = await floating(4);
    const reserve = (seats: number) =>
      server.asAdmin('POST', `/api/v1/licenses/${id}/reservations`, {
        body: { reserved_for: 'users', members: ['ada@example.com'], seats },
      });
    expect((await reserve(1)).status).toBe(201);
    expect(lackOf(await issueRelay(server, { id }, { pool: { sessions: 4 } }))).toEqual([
      409,
      'POOL_NOT_FREE',
      'pool.sessions',
      'Only 3 of sessions are free',
    ]);
    expect((await issueRelay(server, { id }, { pool: { sessions: 2 } })).status).toBe(201);
    expect(lackOf(await reserve(2))).toEqual([
      409,
      'CONFLICT',
      'seats',
      'Reservations have 1 of the 2 seats that relays leave to this license: more cannot be reserved',
    ]);
    server.clock.holdAt('2027-04-01T00:00:01Z');
    expect((await reserve(3)).status).toBe(201);
  });

  it('and reservations never exceed the license when both are made at once', async () => {
    const { id, key } = await floating(3);
    const racers = Array.from({ length: 6 }, (_, index) =>
      index % 2 === 0
        ? () => issueRelay(server, { id }, { pool: { sessions: 1 } })
        : () =>
            server.asAdmin('POST', `/api/v1/licenses/${id}/reservations`, {
              body: { reserved_for: 'users', members: ['ada@example.com'], seats: 1 },
            }),
    );
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, racers);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 3, 409: 3 });
  });

  it('is taken from the seats of the license', async () => {
    const { id, key } = await issued(server, { max_activations: 3 });
    await activate(server, key, 'desk');
    expect(lackOf(await issueRelay(server, { id }, { pool: { activations: 3 } }))).toEqual([
      409,
      'POOL_NOT_FREE',
      'pool.activations',
      'Only 2 of activations are free',
    ]);
    expect(lackOf(await issueRelay(server, { id }, { pool: { sessions: 2 } }))).toEqual([
      400,
      'VALIDATION_ERROR',
      'pool.activations',
      'The license has a limit of which the pool names no part',
    ]);
    expect((await issueRelay(server, { id }, { pool: { activations: 2 } })).status).toBe(201);
    expect(codeOf(await activate(server, key, 'lab'))).toEqual([409, 'SEATS_EXHAUSTED']);
    expect((await validate(server, key, 'desk')).body.code).toBe('VALID');
  });

  it('is taken from the meters of the license', async () => {
    const { id, key } = await metered(server, { exports: { limit: 10 } }, { max_activations: null });
    expect((await issueRelay(server, { id }, { pool: { meters: { exports: 7 } } })).status).toBe(201);
    expect((await validate(server, key)).body.meters).toMatchObject([{ left: 3, reserved: 7, used: 0 }]);
    expect(lackOf(await issueRelay(server, { id }, { pool: { meters: { exports: 4 } } }))).toEqual([
      409,
      'POOL_NOT_FREE',
      'pool.meters.exports',
      'Only 3 of meters.exports are free',
    ]);
    server.clock.holdAt('2027-04-02T00:00:00Z');
    expect((await validate(server, key)).body.meters).toMatchObject([{ left: 10 }]);
  });

  it('comes back at once by the code of the relay', async () => {
    const { id, key } = await floating();
    const { body } = await issueRelay(server, { id }, { pool: { sessions: 3 } });
    const relay = TestRelay.of(body.file);
    expect(codeOf(await endRelay(server, body, TestRelay.withKey().take(body.file).release()))).toEqual([
      422,
      'INVALID_CODE',
    ]);
    expect((await endRelay(server, body, relay.release())).body).toMatchObject({ status: 'released', renews: false });
    expect((await startOn(key, 'desk')).body.sessions).toEqual({ used: 1, max: 3 });
    expect(codeOf(await endRelay(server, body, relay.release()))).toEqual([409, 'RELAY_ENDED']);
    expect((await eventsOf(server, body.id)).map(({ name }) => name)).toEqual(['relay.issued', 'relay.released']);
    expect(await auditOf(server, body.id)).toContainEqual({ action: 'relay.released', actor: 'admin' });
  });

  it('stays away without a code, and is not renewed', async () => {
    const { id, key } = await floating(2);
    const { body } = await issueRelay(server, { id }, { report_hours: 24 });
    expect((await endRelay(server, body)).body).toMatchObject({ status: 'active', renews: false, expires_at: UNTIL });
    expect(codeOf(await startOn(key, 'desk'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    expect(codeOf(await renew(TestRelay.of(body.file).renewal(server.clock.now())))).toEqual([
      409,
      'RELAY_NOT_RENEWED',
    ]);
  });

  it('is never larger than what is left of a license for which relays and starts race', async () => {
    const { id, key } = await floating(3);
    await Promise.all(['desk', 'lab'].map((device) => activate(server, key, device)));
    const racers = [
      () => issueRelay(server, { id }),
      () => start(server, key, 'desk'),
      () => issueRelay(server, { id }),
      () => start(server, key, 'lab'),
    ];
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, racers);
    const relays = [answers[0], answers[2]].filter((answer) => answer?.status === 201).length;
    const sessions = [answers[1], answers[3]].filter((answer) => answer?.status === 201).length;
    expect(2 * relays + sessions).toBeLessThanOrEqual(3);
    expect(2 * relays + sessions).toBeGreaterThanOrEqual(2);
    expect(tally(answers.map(({ status }) => status))).not.toHaveProperty('500');
  });

  it('is never larger than the seats that racing activations leave', async () => {
    const { id, key } = await issued(server, { max_activations: 3 });
    const racers = [
      () => issueRelay(server, { id }, { pool: { activations: 2 } }),
      () => activate(server, key, 'desk'),
      () => issueRelay(server, { id }, { pool: { activations: 2 } }),
      () => activate(server, key, 'lab'),
    ];
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, racers);
    const [first, desk, second, lab] = answers.map(({ status }) => (status < 300 ? 1 : 0));
    expect(2 * (first ?? 0) + 2 * (second ?? 0) + (desk ?? 0) + (lab ?? 0)).toBeLessThanOrEqual(3);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
  });
});

describe('a partner of a relay', () => {
  const partner = (id: string, of: string, more: object = {}) =>
    issueRelay(server, { id }, { pool: undefined, partner_of: of, ...more });

  it('shares the pool, which is taken once, by a certificate that names the first one', async () => {
    const { id, key } = await floating(3);
    const { body: first } = await issueRelay(server, { id }, { pool: { sessions: 3 } });
    const { status, body: second } = await partner(id, first.id, { pool: { sessions: 3 } });
    expect([status, second]).toMatchObject([201, { pool: { sessions: 3 }, partner_of: first.id }]);
    expect(second.key).not.toBe(first.key);
    expect(claimsIn(fileIn(second.file).certificate)).toMatchObject({ pair: { id: first.id, member: 2 } });
    expect(claimsIn(fileIn(first.file).certificate)).not.toHaveProperty('pair');
    const { body: renewed } = await server.asAdmin('POST', `/api/v1/licenses/${id}/relays/${second.id}/renew`);
    expect(claimsIn(fileIn(renewed.file).certificate)).toMatchObject({ pair: { id: first.id, member: 2 } });
    expect(codeOf(await startOn(key, 'desk'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  });

  it('keeps the pool away until both have given it back, or the later one has ended', async () => {
    const { id, key } = await floating(3);
    const { body: first } = await issueRelay(server, { id }, { pool: { sessions: 3 } });
    const { body: second } = await partner(id, first.id, { expires_at: '2027-05-01T00:00:00Z' });
    expect((await endRelay(server, first, TestRelay.of(first.file).release())).body.status).toBe('released');
    expect(codeOf(await startOn(key, 'desk'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    server.clock.holdAt('2027-04-02T00:00:00Z');
    expect(codeOf(await start(server, key, 'desk'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    expect((await endRelay(server, second, TestRelay.of(second.file).release())).body.status).toBe('released');
    expect((await start(server, key, 'desk')).status).toBe(201);
  });

  it('is of an active relay of the license without another partner, with the same pool', async () => {
    const { id } = await floating(3);
    const { body: first } = await issueRelay(server, { id });
    const { id: other } = await floating(3);
    const detailOf = ({ status, body }: Answer) => [status, body.error.details?.[0]?.field];
    expect(detailOf(await partner(other, first.id))).toEqual([400, 'partner_of']);
    expect(detailOf(await partner(id, first.id, { pool: { sessions: 1 } }))).toEqual([400, 'pool']);
    expect(detailOf(await issueRelay(server, { id }, { pool: undefined }))).toEqual([400, 'pool']);
    const { body: second } = await partner(id, first.id);
    expect(codeOf(await partner(id, first.id))).toEqual([409, 'CONFLICT']);
    expect(detailOf(await partner(id, second.id))).toEqual([400, 'partner_of']);
    expect((await endRelay(server, second, TestRelay.of(second.file).release())).status).toBe(200);
    expect((await partner(id, first.id)).status).toBe(201);
  });
});

function knownKey(keys: PublicKeys, kid: string) {
  const key = keys.get(kid);
  if (!key) {
    throw new Error(`The key ${kid} is not published`);
  }
  return key;
}

describe('the file', () => {
  it('has a certificate and a license, signed by the key of the server', async () => {
    const { id, key } = await floating();
    const { body } = await issueRelay(server, { id }, { report_hours: 24 });
    const { certificate, license, private_key } = fileIn(body.file);
    const keys = await publicKeysOf(server);
    for (const [jws, typ] of [
      [certificate, 'keyward-relay+jws'],
      [license, 'keyward-relay-license+jws'],
    ] as const) {
      const { kid, typ: actual } = headerIn(jws);
      expect(actual).toBe(typ);
      await compactVerify(jws, knownKey(keys, kid));
    }
    expect(Buffer.byteLength(certificate)).toBeLessThan(1_536);
    expect(private_key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(claimsIn(certificate)).toMatchObject({
      ver: 1,
      iat: Date.parse('2027-03-01T12:00:00Z') / 1000,
      exp: Date.parse(UNTIL) / 1000,
      relay: { id: body.id, name: 'Plant 2', key: { kty: 'OKP', crv: 'Ed25519', x: TestRelay.of(body.file).x } },
      product: 'v2-default',
      license: id,
      pool: { sessions: 2 },
    });
    expect(claimsIn(license)).toMatchObject({
      jti: claimsIn(certificate).jti,
      license_key: key,
      product: { reference: 'v2-default' },
      policy: { seats_per: 'device', session_lease: expect.any(Number) },
      license_fields: { features: [], users: [] },
      report_hours: 24,
      keys: { keys: [expect.objectContaining({ kid: headerIn(certificate).kid })] },
    });
  });

  it('is for the key and the machine of a request, and then has no private key', async () => {
    const { id } = await floating();
    const relay = TestRelay.withKey();
    const machine = 'ab'.repeat(32);
    const { body } = await issueRelay(server, { id }, { request: `> ${relay.request({ m: machine })}\r\n` });
    const { certificate, private_key } = fileIn(body.file);
    expect(private_key).toBeUndefined();
    expect(claimsIn(certificate).relay).toMatchObject({ key: { x: relay.x }, machine });
    expect(body).toMatchObject({ is_bound: true, key: relay.x });
    expect(codeOf(await issueRelay(server, { id }, { request: relay.request({ k: 'AAAA' }) }))).toEqual([
      422,
      'INVALID_CODE',
    ]);
  });

  it('ends with the license', async () => {
    const { id } = await issued(server, { max_sessions: 2, max_activations: null, expires_at: '2027-03-10T00:00:00Z' });
    const { body } = await issueRelay(server, { id });
    expect(body.expires_at).toBe('2027-03-09T23:59:59.000Z');
  });
});

describe('a renewal', () => {
  it('holds as long as the first file, for a relay with a connection', async () => {
    const { id } = await floating();
    const { body } = await issueRelay(server, { id }, { report_hours: 1, expires_at: '2027-03-02T12:00:00Z' });
    const relay = TestRelay.of(body.file);
    server.clock.holdAt('2027-03-02T00:00:00Z');
    const call = relay.renewal(server.clock.now());
    const { status, body: renewed } = await renew(call);
    expect([status, renewed.expires_at]).toEqual([200, '2027-03-03T00:00:00.000Z']);
    expect(claimsIn(fileIn(renewed.file).certificate)).toMatchObject({ relay: { id: body.id, key: { x: relay.x } } });
    // An answer that was lost is asked for again, with the certificate before it.
    expect((await renew(call)).status).toBe(200);
    expect(codeOf(await renew({ ...call, at: call.at + 1 }))).toEqual([422, 'RELAY_PROOF_INVALID']);
    const [head, , tail] = call.certificate.split('.');
    const edited = Buffer.from(JSON.stringify({ ...claimsIn(call.certificate), pool: { sessions: 9 } }));
    const certificate = `${head}.${edited.toString('base64url')}.${tail}`;
    expect(codeOf(await renew({ ...call, certificate }))).toEqual([422, 'RELAY_PROOF_INVALID']);
    expect(codeOf(await renew(TestRelay.withKey().take(body.file).renewal(server.clock.now())))).toEqual([
      422,
      'RELAY_PROOF_INVALID',
    ]);
  });

  it('of a pool that came back needs what is free', async () => {
    const { id, key } = await floating(2);
    const { body } = await issueRelay(server, { id });
    server.clock.holdAt('2027-04-02T00:00:00Z');
    await runJob(server, 'end-relays');
    expect((await eventsOf(server, body.id)).at(-1)?.name).toBe('relay.ended');
    await startOn(key, 'desk');
    const path = `/api/v1/licenses/${id}/relays/${body.id}/renew`;
    expect(codeOf(await server.asAdmin('POST', path))).toEqual([409, 'POOL_NOT_FREE']);
    await changed(server, { id }, { max_sessions: 3, max_activations: null });
    expect((await server.asAdmin('POST', path)).body).toMatchObject({ status: 'active' });
    expect(codeOf(await startOn(key, 'lab'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  });
});

it('lists the relays of a license by name', async () => {
  const { id } = await floating(9);
  for (const name of ['Plant 1', 'Plant 2', 'Office']) {
    await issueRelay(server, { id }, { name });
  }
  const list = async (query: Record<string, string>) =>
    (await server.asAdmin('GET', `/api/v1/licenses/${id}/relays`, { query })).body.items.map(
      ({ name }: { name: string }) => name,
    );
  expect(await list({ q: 'plant', limit: '1' })).toEqual(['Plant 2']);
  expect(await list({})).toEqual(['Office', 'Plant 2', 'Plant 1']);
});

it.each([
  [{ pool: {} }, 'pool'],
  [{ pool: { sessions: 0 } }, 'pool.sessions'],
  [{ pool: { sessions: 1, meters: { exports: 1 } } }, 'pool.meters.exports'],
  [{ pool: { activations: 1 } }, 'pool.sessions'],
  [{ expires_at: '2027-02-01T00:00:00Z' }, 'expires_at'],
  [{ name: '' }, 'name'],
])('refuses %j', async (input, field) => {
  const { status, body } = await issueRelay(server, await floating(), input);
  expect([status, body.error.details[0].field]).toEqual([400, field]);
});

describe('a program', () => {
  const program = (license: { id: string }, body: object = {}) =>
    issueRelay(server, license, { kind: 'program', pool: { meters: { exports: 4 } }, ...body });

  it('gets meters alone, whatever else the license limits, and certifies no answers', async () => {
    const license = await metered(server, { exports: { limit: 10 } }, { max_sessions: 1, max_activations: 1 });
    const { status, body } = await program(license);
    expect([status, body]).toMatchObject([201, { kind: 'program', pool: { meters: { exports: 4 } } }]);
    const { keyward_program: version, certificate } = JSON.parse(body.file);
    expect([version, headerIn(certificate).typ]).toEqual([1, 'keyward-program+jws']);
    expect((await validate(server, license.key)).body.meters[0]).toMatchObject({ reserved: 4, left: 6 });
    expect((await startOn(license.key, 'desk')).status).toBe(201);
    const path = `/api/v1/licenses/${license.id}/relays/${body.id}/renew`;
    expect((await server.asAdmin('POST', path)).status).toBe(200);
  });

  it('gets no sessions and devices, and does not renew by itself', async () => {
    const license = await metered(server, { exports: { limit: 10 } }, { max_activations: null });
    const meters = { exports: 4 };
    for (const [field, more] of [
      ['pool.sessions', { pool: { meters, sessions: 1 } }],
      ['pool.activations', { pool: { meters, activations: 1 } }],
      ['report_hours', { report_hours: 24 }],
    ] as const) {
      const { status, body } = await program(license, more);
      expect([status, body.error.details[0].field]).toEqual([400, field]);
    }
    expect((await program(license, { pool: {} })).status).toBe(400);
    expect((await issueRelay(server, license, { kind: 'server' })).status).toBe(400);
  });
});
