import type { ProgramLicense } from '../../sdk/src/license/program-license';
import { until } from '../testkit/until';
import { DAY, HOUR, LicensedProgram, SECOND } from './support/licensed-program';
import { json, refusal } from './support/signing-server';

const MINUTE = 60 * SECOND;

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

const checks = (): number => program.server.calls.filter((path) => path.endsWith('/validate')).length;

/** Holds the answers to checks until it is called. */
function holdChecks(): () => void {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  program.server.intercept = async (path, body) => {
    if (path.endsWith('/validate')) {
      await released;
    }
    return program.server.answer(path, body);
  };
  return release;
}

describe('a program that opens its license when a check is overdue', () => {
  /** Runs once, and ends before the check is due. */
  async function ranBefore(): Promise<void> {
    await (await program.start()).close();
    await program.time.pass(2 * HOUR);
    program.server.calls.length = 0;
  }
  beforeEach(ranBefore);

  it('waits for the answer', async () => {
    program.server.license.refusal = 'REVOKED';
    expect((await program.start()).state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
    expect(checks()).toBe(1);
  });

  it('is in grace at once if the check fails', async () => {
    program.server.isDown = true;
    const license = await program.start();
    expect(license.state).toMatchObject({ kind: 'grace', reason: 'unreachable' });
    await license.close();
    expect(checks()).toBe(1);
  });

  it('goes on in grace after openWaitMs, and receives the answer when it arrives', async () => {
    const release = holdChecks();
    const license = await program.start({ openWaitMs: 10 });
    expect(license.state).toMatchObject({ kind: 'grace', reason: 'unreachable' });
    const changed = new Promise((resolve) => license.on('change', resolve));
    release();
    await expect(changed).resolves.toMatchObject({ kind: 'valid' });
    expect(checks()).toBe(1);
  });

  it('reports a mistake in its own fetch, and opens', async () => {
    const fetch = (): Promise<Response> => Promise.reject(new RangeError('a mistake of the program'));
    const license = await program.start({ fetch });
    expect(license.lastError?.message).toContain('a mistake of the program');
    expect(license.state.usable).toBe(true);
  });

  it('does not wait with openWaitMs 0, and learns at its end', async () => {
    program.server.license.refusal = 'REVOKED';
    const license = await program.start({ openWaitMs: 0 });
    expect(license.state.kind).toBe('valid');
    await license.close();
    expect(license.state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
    program.server.isDown = true;
    expect((await program.start({ openWaitMs: 0 })).state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
  });
});

it('wakes once a minute while it has no license key, to look for one in its store', async () => {
  const { read, write } = program.store;
  let reads = 0;
  program.store = { ...program.store, read: () => (reads++, read()), write };
  await program.start({ licenseKey: undefined });
  reads = 0;
  await program.time.pass(10 * MINUTE);
  // Before it looks, and before it writes.
  expect(reads).toBe(2 * 10);
});

describe('a program that closes its license', () => {
  /** A license whose check is due and has not been made, because the program was too busy for its timers. */
  async function busy(options = {}): Promise<ProgramLicense> {
    const license = await program.start({ setTimer: () => () => undefined, ...options });
    program.server.calls.length = 0;
    await program.time.pass(2 * HOUR);
    return license;
  }

  it('makes a check that is due, and keeps the answer', async () => {
    const license = await busy();
    program.server.license.refusal = 'REVOKED';
    await license.close();
    expect(checks()).toBe(1);
    program.server.isDown = true;
    expect((await program.start()).state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
  });

  it('waits no longer than closeWaitMs', async () => {
    const license = await busy({ closeWaitMs: 10 });
    holdChecks();
    await license.close();
    expect(checks()).toBe(1);
    expect(license.state.usable).toBe(true);
  });

  it.each([
    ['if no check is due', {}, 0],
    ['with closeWaitMs 0', { closeWaitMs: 0 }, 2 * HOUR],
  ])('asks nothing %s', async (_, options, elapsed) => {
    const license = await program.start({ setTimer: () => () => undefined, ...options });
    await program.time.pass(elapsed);
    program.server.calls.length = 0;
    await license.close();
    expect(program.server.calls).toEqual([]);
  });

  it('asks nothing again after a check has failed', async () => {
    const license = await busy();
    program.server.isDown = true;
    await license.check();
    await license.close();
    expect(checks()).toBe(1);
  });

  it('takes no floating seat with the answer, and gives up its place in the waiting line', async () => {
    program.server.license.maxSessions = 0;
    const license = await busy({ floating: true });
    program.server.license.maxSessions = 1;
    await license.close();
    expect(program.server.calls).toEqual(['/api/v1/validate', '/api/v1/license-sessions/end']);
  });
});

it('is in grace as soon as a due check has failed', async () => {
  const license = await program.start();
  const kinds: string[] = [];
  license.on('change', ({ kind }) => kinds.push(kind));
  program.server.isDown = true;
  await program.time.pass(HOUR);
  expect(kinds).toEqual(['grace']);
});

it('does not ask again before the time that the server wishes', async () => {
  await program.start();
  program.server.intercept = () => {
    const { status, headers } = json({}, 503);
    headers.set('retry-after', '1800');
    return new Response('{"error":{"code":"UNAVAILABLE"}}', { status, headers });
  };
  await program.time.pass(HOUR);
  const asked = checks();
  await program.time.pass(30 * MINUTE - SECOND);
  expect(checks()).toBe(asked);
  await program.time.pass(10 * MINUTE);
  expect(checks()).toBe(asked + 1);
});

it('asks at the next wake after its clock was turned back, though no check is due', async () => {
  program.server.claims = (claims) => ({ ...claims, next_check: Number(claims.iat) + 86_400 });
  const license = await program.start();
  program.server.calls.length = 0;
  await program.time.pass(HOUR);
  expect(checks()).toBe(0);
  program.time.turn(-DAY);
  expect(license.state).toMatchObject({ kind: 'grace', reason: 'clock_turned_back' });
  await program.time.pass(HOUR);
  expect(checks()).toBe(1);
  await until('the license is valid', () => license.state.kind === 'valid');
});

describe('a program whose activation the server postpones', () => {
  const at = (path: string, answer: () => Response) => (asked: string) => (asked.endsWith(path) ? answer() : undefined);
  const busy = at('/activate', () => refusal(429, 'RATE_LIMIT_EXCEEDED'));
  const inHalfAnHour = (): string => new Date(Date.now() + 1_800_000).toUTCString();

  it.each([
    ['DEVICE_MISMATCH', busy],
    ['NOT_ACTIVATED', at('/activate', () => refusal(429, 'RATE_LIMIT_EXCEEDED', { 'retry-after': '315360000' }))],
    ['SEATS_EXHAUSTED', at('/activate', () => refusal(503, 'UNAVAILABLE', { 'retry-after': inHalfAnHour() }))],
    ['DEVICE_BOUND_ELSEWHERE', at('/activate', () => new Response('<h1>Bad Gateway</h1>', { status: 502 }))],
  ])('shows no %s meanwhile, and tries again: %#', async (code, postponed) => {
    program.server.license.refusal = code;
    const license = await program.start();
    expect(license.state).toMatchObject({ kind: 'refused', reason: code });
    program.server.intercept = postponed;
    await expect(license.activate()).rejects.toMatchObject({ isUnreachable: true });
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'unreachable' });
    await license.check();
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'unreachable' });
    program.server.intercept = () => undefined;
    program.server.license.refusal = undefined;
    const before = program.server.calls.length;
    await program.time.pass(1.3 * HOUR);
    await until('it is activated', () => license.state.usable);
    expect(program.server.calls[before]).toMatch(/activate$/);
  });

  it('shows a refusal that an activation does not change, and that of the activation itself', async () => {
    program.server.license.refusal = 'REVOKED';
    const license = await program.start();
    program.server.intercept = busy;
    await expect(license.activate()).rejects.toMatchObject({ status: 429 });
    expect(license.state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
    await license.close();
  });
});
