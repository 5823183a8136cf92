import { Emitter } from '../../sdk/src/license/emitter';
import { DAY, HOUR, LicensedProgram, reasonOf, SECOND } from './support/licensed-program';
import { html, json, refusal, SigningServer } from './support/signing-server';

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

/** Without the server. */
const DAYS = 3;

describe('a program', () => {
  it('is licensed by activating the key that its user typed, and remembers it', async () => {
    program.server.license.activated.clear();
    const license = await program.start({ licenseKey: undefined });
    expect(license.state).toMatchObject({
      kind: 'must_connect',
      reason: 'no_license_key',
      usable: false,
      features: [],
    });

    await expect(license.activate(' KEY-1\n')).resolves.toMatchObject({
      kind: 'valid',
      usable: true,
      features: ['export'],
    });

    program.server.isDown = true;
    const restarted = await program.restart({ licenseKey: undefined });
    expect(restarted.state).toMatchObject({ kind: 'valid', features: ['export'], license: program.server.license.id });
    expect(restarted.licenseKey).toBe('KEY-1');
  });

  it('learns at the first start that its device needs to be activated', async () => {
    program.server.license.activated.clear();
    const license = await program.start();
    expect(license.state).toMatchObject({ kind: 'refused', reason: 'NOT_ACTIVATED' });
    expect((await license.activate()).kind).toBe('valid');
  });

  it('does not ask before the next check is due', async () => {
    await program.start();
    program.server.calls.length = 0;
    const license = await program.restart();
    await program.time.pass(HOUR - 2 * SECOND);
    expect(program.server.calls).toEqual([]);
    expect(license.state.kind).toBe('valid');
  });

  it('asks by itself when the next check is due, and announces what has changed', async () => {
    const license = await program.start();
    const states: string[] = [];
    license.on('change', ({ kind }) => states.push(kind));
    program.server.license.features = ['export', 'print'];
    await program.time.pass(HOUR + SECOND);
    expect(license.state.features).toEqual(['export', 'print']);
    expect(states).toEqual(['valid']);
  });

  it('gives its seat up, and forgets the key', async () => {
    const license = await program.start();
    await expect(license.release()).resolves.toMatchObject({ kind: 'must_connect' });
    expect(program.server.license.activated).toEqual(new Set());
    const restarted = await program.restart({ licenseKey: undefined });
    expect(restarted.state).toMatchObject({ kind: 'must_connect', reason: 'no_license_key' });
  });

  it('keeps its seat if nobody answers to the release', async () => {
    const license = await program.start();
    program.server.isDown = true;
    await expect(license.release()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    expect(license.state.kind).toBe('valid');
  });

  it('hands out one state object until something changes', async () => {
    const license = await program.start();
    const { state } = license;
    await program.time.pass(60 * SECOND);
    expect(license.state).toBe(state);
  });

  it('keeps a lasting refusal in mind, and takes an end of it', async () => {
    program.server.license.refusal = 'BLOCKED';
    await program.start();
    program.server.isDown = true;
    const license = await program.restart();
    expect(license.state).toMatchObject({ kind: 'refused', reason: 'BLOCKED' });

    program.server.isDown = false;
    program.server.license.refusal = undefined;
    expect((await license.check()).kind).toBe('valid');
  });

  it.each([
    ['baseUrl', { baseUrl: 'license.example.com' }],
    ['product', { product: '' }],
    ['keys', { keys: [] }],
    ['keys', { keys: ['not a key'] }],
    ['device', { device: '' }],
    ['graceDays', { graceDays: -1 }],
    ['graceDays', { graceDays: NaN }],
    ['openWaitMs', { openWaitMs: -1 }],
    ['closeWaitMs', { closeWaitMs: NaN }],
    ['store', { store: {} as never }],
    ['store', { store: undefined as never }],
    ['seatWaitMs', { seatWaitMs: -1 }],
    ['floating', { floating: 'yes' as never }],
    ['There is no option offlineDays. The options here are appVersion, ', { offlineDays: 3 } as never],
  ])('names the wrong option %s', async (name, options) => {
    await expect(program.start(options)).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringContaining(name),
    });
  });
});

describe('the server is gone', () => {
  beforeEach(async () => {
    program.server.license.offlineDays = DAYS;
    await program.start();
    program.server.isDown = true;
  });

  it('is valid until the next check, in grace until the offline days have passed, and must connect then', async () => {
    const license = await program.restart();
    expect(license.state.kind).toBe('valid');

    await program.time.pass(HOUR + SECOND);
    const until = new Date(program.time.trueNow() - HOUR - SECOND + DAYS * DAY);
    expect(license.state).toMatchObject({
      kind: 'grace',
      reason: 'unreachable',
      usable: true,
      until,
      features: ['export'],
    });

    await program.time.pass(until.getTime() - program.time.trueNow());
    expect(license.state.kind).toBe('grace');
    await program.time.pass(SECOND);
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'unreachable', usable: false, features: [] });
  });

  it('announces each step, and reports why', async () => {
    const license = await program.restart();
    const seen: string[] = [];
    license.on('change', ({ kind }) => seen.push(kind));
    license.on('error', (error) => seen.push('code' in error ? String(error.code) : error.message));
    await program.time.pass((DAYS + 1) * DAY);
    expect([...new Set(seen)]).toEqual(['NETWORK_ERROR', 'grace', 'must_connect']);
  });

  it('returns to work at the first answer', async () => {
    const license = await program.restart();
    await program.time.pass((DAYS + 1) * DAY);
    program.server.isDown = false;
    await program.time.pass(HOUR);
    expect(license.state.kind).toBe('valid');
    expect(license.lastError).toBeUndefined();
  });

  it('asks at most every minute, and at least every hour', async () => {
    await program.restart();
    program.server.calls.length = 0;
    await program.time.pass(DAY);
    expect(program.server.calls.length).toBeGreaterThanOrEqual(24);
    expect(program.server.calls.length).toBeLessThan(45);
  });

  it('must connect at the first start, and after the store was deleted', async () => {
    await program.end();
    await program.store.delete();
    const license = await program.start();
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_answer' });
  });

  it.each([
    ['graceDays shorten the grace', { graceDays: 2 }, 2 * DAY + HOUR],
    ['graceDays of 0 end it with the next check', { graceDays: 0 }, HOUR],
    ['graceDays do not lengthen it', { graceDays: 100 }, DAYS * DAY],
  ])('%s', async (_, options, length) => {
    const start = program.time.trueNow();
    const license = await program.restart(options);
    await program.time.pass(length);
    expect(license.state.usable).toBe(true);
    await program.time.pass(SECOND);
    expect(license.state.kind).toBe('must_connect');
    expect(program.time.trueNow() - start).toBe(length + SECOND);
  });
});

it('does not run without the server where the policy allows no offline days', async () => {
  program.server.license.offlineDays = 0;
  const license = await program.start();
  expect(license.state.kind).toBe('valid');
  program.server.isDown = true;
  await program.time.pass(HOUR + SECOND);
  expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'unreachable' });
  expect((await program.restart()).state).toMatchObject({ kind: 'must_connect', reason: 'no_answer' });
});

it('ends with the license, not after it', async () => {
  program.server.license.expiresAt = program.server.seconds + 3 * 86_400;
  const license = await program.start();
  program.server.isDown = true;
  await program.time.pass(3 * DAY - SECOND);
  expect(license.state).toMatchObject({ kind: 'grace', expiresAt: new Date(program.server.license.expiresAt * 1000) });
  await program.time.pass(SECOND);
  expect(license.state.kind).toBe('must_connect');
  program.server.isDown = false;
  await expect(license.check()).resolves.toMatchObject({ kind: 'refused', reason: 'EXPIRED' });
});

it('is revoked while it runs, at the next check', async () => {
  const license = await program.start();
  program.server.license.refusal = 'REVOKED';
  expect(license.state.kind).toBe('valid');
  await program.time.pass(HOUR + SECOND);
  expect(license.state).toMatchObject({ kind: 'refused', reason: 'REVOKED', usable: false, features: [] });
});

it('is refused for an unknown key', async () => {
  const license = await program.start({ licenseKey: 'NO-SUCH-KEY' });
  expect(license.state).toMatchObject({ kind: 'refused', reason: 'NOT_FOUND' });
});

describe('an answer that proves nothing is none', () => {
  const fake = (now: () => number): SigningServer => new SigningServer(now);
  const attacks: [string, string | undefined, (program: LicensedProgram) => void][] = [
    [
      'a fake server with its own keys',
      'unknown_key',
      ({ server, time }) => {
        const other = fake(time.trueNow);
        server.intercept = (path, body) =>
          path.endsWith('jwks.json') ? json(other.jwks()) : json({ signed: other.verdict(body, 'validate') });
      },
    ],
    [
      'a fake server that claims the right key id',
      'signature',
      ({ server, time }) => {
        const key = { ...fake(time.trueNow).active, kid: server.active.kid };
        server.intercept = (_, body) =>
          json({ signed: server.sign('keyward-verdict+jws', { ...body, valid: true }, key) });
      },
    ],
    [
      'a fake server that says yes without a signature',
      'malformed',
      ({ server }) => (server.intercept = () => json({ valid: true, code: 'VALID' })),
    ],
    [
      'a fake server that says no without a signature',
      'malformed',
      ({ server }) => (server.intercept = () => json({ valid: false, code: 'REVOKED' })),
    ],
    [
      'a refusal by status without a signature',
      undefined,
      ({ server }) => (server.intercept = () => refusal(403, 'REVOKED')),
    ],
    [
      'an answer replayed',
      'nonce',
      ({ server }) => {
        const recorded = server.verdict(
          { license_key: 'KEY-1', hardware_id: 'desk', nonce: 'an-earlier-nonce' },
          'validate',
        );
        server.intercept = () => json({ valid: true, signed: recorded });
      },
    ],
    [
      'the nonce swapped',
      'nonce',
      ({ server }) => (server.claims = (claims) => ({ ...claims, nonce: 'x'.repeat(32) })),
    ],
    ['no nonce', 'nonce', ({ server }) => (server.claims = ({ nonce: _, ...claims }) => claims)],
    [
      'an answer of another device',
      'device',
      ({ server }) => (server.claims = (claims) => ({ ...claims, fingerprint: 'laptop' })),
    ],
    [
      'an answer for any device',
      'device',
      ({ server }) => (server.claims = (claims) => ({ ...claims, fingerprint: null })),
    ],
    [
      'an answer of another product',
      'product',
      ({ server }) => (server.claims = (claims) => ({ ...claims, product: 'other' })),
    ],
    [
      'an answer of another license',
      'license',
      ({ server }) => (server.claims = (claims) => ({ ...claims, license: 'f7b1c0de-0000-4000-8000-000000000002' })),
    ],
    [
      'an answer of another license key',
      'license_key',
      ({ server }) => (server.claims = (claims) => ({ ...claims, key_hash: '0'.repeat(64) })),
    ],
    [
      'an answer to another operation',
      'operation',
      ({ server }) => (server.claims = (claims) => ({ ...claims, op: 'heartbeat' })),
    ],
    [
      'an answer that has ended',
      'expired',
      ({ server }) => (server.claims = (claims) => ({ ...claims, exp: Number(claims.iat) - 61 })),
    ],
    [
      'an answer older than the last',
      'expired',
      ({ server }) => (server.claims = (claims) => ({ ...claims, iat: 1_600_000_000, exp: 1_600_000_300 })),
    ],
    [
      'something else that the server has signed',
      'type',
      ({ server }) => {
        server.intercept = () => json({ signed: server.sign('keyward-license+jws', { valid: true }) });
      },
    ],
    [
      'an answer without an algorithm',
      'algorithm',
      ({ server }) => {
        const [header = '', ...rest] = server.verdict({ nonce: 'n' }, 'validate').split('.');
        const none = Buffer.from(Buffer.from(header, 'base64url').toString().replace('EdDSA', 'none')).toString(
          'base64url',
        );
        server.intercept = () => json({ signed: [none, ...rest].join('.') });
      },
    ],
    [
      'claims that are incomplete',
      'malformed',
      ({ server }) => (server.claims = ({ next_check: _, ...claims }) => claims),
    ],
    ['a captive portal', undefined, ({ server }) => (server.intercept = () => html(200))],
    [
      'a captive portal that redirects',
      undefined,
      ({ server }) =>
        (server.intercept = () =>
          new Response(null, { status: 302, headers: { location: 'http://portal.example.com/' } })),
    ],
    ['a 502 page', undefined, ({ server }) => (server.intercept = () => html(502))],
    ['JSON of something else', undefined, ({ server }) => (server.intercept = () => json([1, 2, 3]))],
  ];

  it.each(attacks)('%s: grace, then must connect', async (_, reason, attack) => {
    program.server.license.offlineDays = 1;
    const license = await program.start();
    attack(program);
    await license.check();
    expect(license.state).toMatchObject({ kind: 'valid' });
    expect(reasonOf(license.lastError)).toBe(reason);

    await program.time.pass(HOUR + SECOND);
    expect(license.state).toMatchObject({ kind: 'grace', reason: 'unreachable' });
    await program.time.pass(DAY);
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'unreachable' });
  });

  it.each(attacks.filter(([name]) => !/license$|older/.test(name)))(
    '%s: no yes at the first start',
    async (_, reason, attack) => {
      attack(program);
      const license = await program.start();
      expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_answer' });
      expect(reasonOf(license.lastError)).toBe(reason);
      await expect(license.activate()).rejects.toMatchObject({ name: expect.stringMatching(/Error$/) });
      expect(license.state.usable).toBe(false);
    },
  );
});

describe('keys of the server', () => {
  it('follows a rotation, and remembers it', async () => {
    const license = await program.start();
    program.server.rotate();
    program.server.rotate();
    await program.time.pass(HOUR + SECOND);
    expect(license.state.kind).toBe('valid');
    expect(license.lastError).toBeUndefined();

    program.server.isDown = true;
    expect((await program.restart()).state.kind).toBe('valid');
  });

  it('does not take an answer that a revoked key has signed', async () => {
    const [stolen] = program.server.keys;
    program.server.license.offlineDays = 1;
    const license = await program.start();
    program.server.rotate();
    program.server.revoked.push(stolen?.kid ?? '');
    await program.time.pass(HOUR + SECOND);
    expect(license.state.kind).toBe('valid');

    program.server.intercept = (_, body) =>
      json({ signed: program.server.sign('keyward-verdict+jws', { nonce: body.nonce, valid: true }, stolen) });
    await license.check();
    expect(reasonOf(license.lastError)).toBe('revoked_key');
    await program.time.pass(2 * DAY);
    expect(license.state.kind).toBe('must_connect');
  });

  it('drops a stored answer when its key is revoked', async () => {
    await program.start({ licenseKey: undefined }).then((license) => license.activate('KEY-1'));
    const [stolen] = program.server.keys;
    const kept = await program.store.read();
    program.server.rotate();
    program.server.revoked.push(stolen?.kid ?? '');
    const license = await program.restart();
    await license.check();
    expect(await program.store.read()).not.toBe(kept);
    program.server.isDown = true;
    expect((await program.restart()).state.kind).toBe('valid');
  });
});

it('throws the error of a listener outside of its own work, and still tells the others', () => {
  const events = new Emitter<{ change: string }>();
  const told: string[] = [];
  events.on('change', () => {
    throw new Error('a mistake of the program');
  });
  const forget = events.on('change', (state) => told.push(state));
  const later = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
  events.emit('change', 'grace');
  const [thrown] = later.mock.calls;
  later.mockRestore();
  expect(thrown?.[0]).toThrow('a mistake of the program');

  forget();
  expect(told).toEqual(['grace']);
});

describe('an error of a call', () => {
  it('has the frames of the program that made the call', async () => {
    const license = await program.start();
    program.server.isDown = true;
    async function ofTheVendor(): Promise<unknown> {
      return license.activate();
    }
    const error: unknown = await ofTheVendor().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'NETWORK_ERROR',
      message: expect.stringMatching(/^POST \/api\/v1\/activate: No Keyward server answered at http/),
      stack: expect.stringContaining('ofTheVendor'),
    });
  });
});
