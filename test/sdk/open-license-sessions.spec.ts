import { until } from '../testkit/until';
import type { ProgramLicense } from '../../sdk/src/license/program-license';
import { HOUR, LicensedProgram, SECOND } from './support/licensed-program';
import { refusal } from './support/signing-server';

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

const sent = (path: string): number => program.server.calls.filter((call) => call === `/api/v1/${path}`).length;

describe('a floating session', () => {
  it('renews itself before its lease ends', async () => {
    const license = await program.start();
    const session = await license.startSession();
    expect(session.isActive).toBe(true);
    await program.time.pass(10 * 60 * SECOND);
    expect(session.isActive).toBe(true);
    expect(sent('license-sessions/heartbeat')).toBe(30);
    expect(program.server.sessions.size).toBe(1);
  });

  it('frees its seat at its end', async () => {
    const license = await program.start();
    const session = await license.startSession();
    await expect(license.startSession()).rejects.toMatchObject({ code: 'SESSIONS_EXHAUSTED' });
    await session.end();
    await session.end();
    expect(program.server.sessions.size).toBe(0);
    expect(sent('license-sessions/end')).toBe(1);
    expect(session.isActive).toBe(false);
    await (await license.startSession())[Symbol.asyncDispose]();
    expect(program.server.sessions.size).toBe(0);
  });

  it('ends with the license', async () => {
    const license = await program.start();
    await license.startSession();
    await license.close();
    expect(program.server.sessions.size).toBe(0);
    expect(program.time.pending).toBe(0);
  });

  it('is not believed without a signature', async () => {
    const license = await program.start();
    program.server.claims = (claims) => ({ ...claims, fingerprint: 'laptop' });
    await expect(license.startSession()).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
  });

  it('is lost while nobody answers, and takes another seat afterwards', async () => {
    const license = await program.start();
    const session = await license.startSession();
    const { id } = session;
    program.server.isDown = true;
    await program.time.pass(61 * SECOND);
    expect(session.isActive).toBe(false);
    program.server.isDown = false;
    await program.time.pass(60 * SECOND);
    expect(session.isActive).toBe(true);
    expect(session.id).not.toBe(id);
    expect(program.server.sessions.size).toBe(1);
  });
});

describe('a session whose user is idle', () => {
  it('loses its seat, and takes another one when the user is active again', async () => {
    program.server.idleTimeout = 120;
    const license = await program.start();
    const session = await license.startSession();
    session.active();
    await program.time.pass(110 * SECOND);
    expect(session.isActive).toBe(true);
    session.active();
    const errors: unknown[] = [];
    license.on('error', (error) => errors.push(error));
    await program.time.pass(110 * SECOND);
    program.time.pass(20 * SECOND).catch(() => undefined);
    await until('the seat is free', async () => program.server.sessions.size === 0 && errors.length > 0);
    expect(errors).toMatchObject([{ code: 'SESSION_IDLE' }]);
    expect(session.isActive).toBe(false);
    session.active();
    await until('it has a seat', async () => session.isActive);
    expect(program.server.sessions.size).toBe(1);
  });
});

describe('a session that takes features', () => {
  it('believes what the server has signed', async () => {
    const license = await program.start();
    const session = await license.startSession();
    expect(await session.take('render')).toEqual([{ feature: 'render', held: true, used: 1, max: 2, code: null }]);
    expect(await session.release('render')).toMatchObject([{ feature: 'render', held: false }]);
  });
});

describe('a start that waits', () => {
  it('is told its place, keeps it, and gets the seat that is freed', async () => {
    const license = await program.start();
    const first = await license.startSession();
    const places: number[] = [];
    const waiting = license.startSession({ wait: { timeout: 60 * SECOND, onPlace: (at) => places.push(at.position) } });
    await until('it waits', async () => places.length > 0);
    await program.time.pass(15 * SECOND);
    expect(places).toEqual([1, 1]);
    expect(program.server.waiting.size).toBe(1);
    await first.end();
    await program.time.pass(10 * SECOND);
    expect((await waiting).isActive).toBe(true);
  });

  it('rejects when its time is over', async () => {
    const license = await program.start();
    await license.startSession();
    let places = 0;
    const waiting = license.startSession({ wait: { timeout: 15 * SECOND, onPlace: () => (places += 1) } });
    const refused = expect(waiting).rejects.toMatchObject({ code: 'SESSIONS_EXHAUSTED' });
    await until('it waits', async () => places > 0);
    await program.time.pass(10 * SECOND);
    program.time.pass(5 * SECOND).catch(() => undefined);
    await refused;
    expect(places).toBe(3);
    expect(program.server.waiting.size).toBe(0);
  });
});

describe('a floating license', () => {
  it('takes a seat at the start, and gives it back at the end', async () => {
    const license = await program.start({ floating: true });
    expect(license.state.kind).toBe('valid');
    expect(license.session?.isActive).toBe(true);
    await license.close();
    expect(program.server.sessions.size).toBe(0);
  });

  it('takes a seat when it is activated', async () => {
    program.server.license.activated.clear();
    const license = await program.start({ floating: true });
    expect(license.session).toBeUndefined();
    expect((await license.activate()).kind).toBe('valid');
    expect(license.session?.isActive).toBe(true);
  });

  it('gives the seat of its former license back when another one is activated', async () => {
    const license = await program.start({ floating: true, licenseKey: undefined });
    await license.activate('KEY-1');
    const former = license.session;
    program.server.license.key = 'KEY-2';
    program.server.license.id = 'f7b1c0de-0000-4000-8000-000000000002';
    await expect(license.activate('KEY-2')).resolves.toMatchObject({ kind: 'valid' });
    expect(former?.hasEnded).toBe(true);
    expect(license.session?.isActive).toBe(true);
    expect(program.server.sessions.size).toBe(1);
  });

  it('may not run without a seat, and runs as soon as one is free', async () => {
    const other = await program.start({ floating: true });
    const license = await program.start({ floating: true });
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_seat_free' });
    expect(license.lastError).toMatchObject({ code: 'SESSIONS_EXHAUSTED' });
    await other.close();
    await program.time.pass(10 * SECOND);
    expect(license.state.kind).toBe('valid');
  });

  it('waits in line, and tells its place', async () => {
    const other = await program.start({ floating: true });
    const license = await program.start({ floating: true });
    const places: unknown[] = [];
    license.on('place', (place) => places.push(place?.position));
    expect(license.place).toMatchObject({ position: 1 });
    await program.time.pass(30 * SECOND);
    expect(program.server.waiting.size).toBe(1);
    await other.close();
    await program.time.pass(10 * SECOND);
    expect(license.place).toBeUndefined();
    expect(places.at(-1)).toBeUndefined();
    expect(new Set(places)).toEqual(new Set([1, undefined]));
  });

  it('waits for its seat for a time, and waits no longer then', async () => {
    const other = await program.start({ floating: true });
    const license = await program.start({ floating: true });
    const waiting = expect(license.waitForSeat(15 * SECOND)).rejects.toMatchObject({ code: 'SESSIONS_EXHAUSTED' });
    await until('it gives up', async () => {
      program.time.pass(5 * SECOND).catch(() => undefined);
      return program.server.waiting.size === 0;
    });
    await waiting;
    expect(program.server.waiting.size).toBe(0);
    await other.close();
    await program.time.pass(60 * SECOND);
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_seat_free' });
    await expect(license.waitForSeat(SECOND)).resolves.toMatchObject({ kind: 'valid' });
  });

  it('asks for a seat ever more slowly where there is no line, and reports once that all are taken', async () => {
    program.server.hasWaitingLine = false;
    await program.start({ floating: true });
    const license = await program.start({ floating: true });
    const errors: unknown[] = [];
    license.on('error', (error) => errors.push(error));
    const before = sent('license-sessions');
    await program.time.pass(10 * 60 * SECOND);
    expect(sent('license-sessions') - before).toBeGreaterThan(8);
    expect(sent('license-sessions') - before).toBeLessThan(18);
    expect(errors).toEqual([]);
  });

  it('does not ask for a seat before the server wants to be asked again', async () => {
    await program.start({ floating: true });
    program.server.intercept = (path) =>
      path.endsWith('/license-sessions') ? refusal(409, 'SESSIONS_EXHAUSTED', { 'retry-after': '120' }) : undefined;
    await program.start({ floating: true });
    const before = sent('license-sessions');
    await program.time.pass(119 * SECOND);
    expect(sent('license-sessions')).toBe(before);
    await program.time.pass(40 * SECOND);
    expect(sent('license-sessions')).toBe(before + 1);
  });

  it.each([
    ['429', 'RATE_LIMIT_EXCEEDED'],
    ['503', 'UNAVAILABLE'],
  ])('does not ask for a seat before a server that answered %s wants to be asked again', async (status, code) => {
    program.server.intercept = (path) =>
      path.endsWith('/license-sessions') ? refusal(Number(status), code, { 'retry-after': '120' }) : undefined;
    const license = await program.start({ floating: true });
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_session' });
    const before = sent('license-sessions');
    await program.time.pass(119 * SECOND);
    expect(sent('license-sessions')).toBe(before);
    program.server.intercept = () => undefined;
    await program.time.pass(40 * SECOND);
    await until('it has a seat', () => license.state.usable);
    expect(sent('license-sessions')).toBe(before + 1);
  });

  it('keeps its seat while a renewal is postponed, and renews it when the server wants to be asked again', async () => {
    const license = await program.start({ floating: true });
    const heartbeats = (): number => sent('license-sessions/heartbeat');
    program.server.intercept = (path) =>
      path.endsWith('/heartbeat') ? refusal(429, 'RATE_LIMIT_EXCEEDED', { 'retry-after': '30' }) : undefined;
    await program.time.pass(20 * SECOND);
    expect([heartbeats(), license.state.kind]).toEqual([1, 'valid']);
    program.server.intercept = () => undefined;
    await program.time.pass(29 * SECOND);
    expect([heartbeats(), license.state.kind]).toEqual([1, 'valid']);
    await program.time.pass(9 * SECOND);
    expect([heartbeats(), license.state.kind]).toEqual([2, 'valid']);
  });

  it('waits for a seat at the start if it is told to', async () => {
    const other = await program.start({ floating: true });
    let license: ProgramLicense | undefined;
    const opening = program.start({ floating: true, seatWaitMs: 60_000 }).then((opened) => (license = opened));
    await until('the program waits', () => program.time.pending === 3);
    expect(license).toBeUndefined();
    await other.close();
    await program.time.pass(10 * SECOND);
    expect((await opening).state.kind).toBe('valid');
  });

  it('stops waiting for a seat when it is closed', async () => {
    await program.start({ floating: true });
    const controller = new AbortController();
    const opening = program.start({ floating: true, seatWaitMs: 60_000, signal: controller.signal });
    await until('the program waits', () => program.time.pending === 3);
    controller.abort();
    const license = await opening;
    expect(license.state).toMatchObject({ reason: 'no_seat_free' });
    expect(program.server.sessions.size).toBe(1);
  });

  it.each([
    ['answers', false],
    ['is gone', true],
  ])('reports no loss when it is closed and the server %s', async (_, isDown) => {
    const license = await program.start({ floating: true });
    const reported: unknown[] = [];
    license.on('change', (state) => reported.push(state));
    license.on('error', (error) => reported.push(error));
    program.server.isDown = isDown;
    await license.close();
    expect(reported).toEqual([]);
    expect(license.state.kind).toBe('valid');
    expect(license.lastError).toBeUndefined();
  });

  it('goes on in grace while nobody answers', async () => {
    const license = await program.start({ floating: true });
    program.server.isDown = true;
    await program.time.pass(2 * HOUR);
    expect(license.state).toMatchObject({ kind: 'grace', reason: 'no_session' });
    program.server.isDown = false;
    await program.time.pass(62 * SECOND);
    await until('the license is valid', () => license.state.kind === 'valid');
  });

  it('does not start without a server', async () => {
    await program.start();
    program.server.isDown = true;
    expect((await program.restart({ floating: true })).state).toMatchObject({
      kind: 'must_connect',
      reason: 'no_session',
    });
  });
});
