import type { ProgramLicense } from '../../sdk/src/license/program-license';
import { DAY, HOUR, LicensedProgram, SECOND, YEAR } from './support/licensed-program';

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

describe.each([
  ['a day', DAY],
  ['a year', YEAR],
])('the clock is set back %s', (_, turn) => {
  it('is noticed in a running program, which asks at once and goes on', async () => {
    const license = await program.start();
    program.server.calls.length = 0;
    program.time.turn(-turn);
    expect(license.state).toMatchObject({ kind: 'grace', reason: 'clock_turned_back', usable: true });
    await program.time.pass(HOUR + SECOND);
    expect(program.server.calls).toContain('/api/v1/validate');
    expect(license.state.kind).toBe('valid');
  });

  it('is noticed at the next start, and corrected by the first answer', async () => {
    await program.start();
    program.time.turn(-turn);
    program.server.isDown = true;
    const license = await program.restart();
    expect(license.state).toMatchObject({ kind: 'grace', reason: 'clock_turned_back' });

    program.server.isDown = false;
    expect((await license.check()).kind).toBe('valid');
    await program.time.pass(3 * HOUR);
    expect(license.state.kind).toBe('valid');
  });

  it('does not lengthen the time without a server', async () => {
    program.server.license.offlineDays = 2;
    const license = await program.start();
    program.server.isDown = true;
    await program.time.pass(DAY);
    expect(license.state.kind).toBe('grace');
    program.time.turn(-turn);
    expect(license.state).toMatchObject({ kind: 'grace', reason: 'clock_turned_back' });
    await program.time.pass(DAY + SECOND);
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'clock_turned_back' });

    program.time.turn(-turn);
    expect((await program.restart()).state).toMatchObject({ kind: 'must_connect', reason: 'clock_turned_back' });
  });

  it('does not wake up a license file that has ended', async () => {
    program.server.license.offlineDays = 1;
    const license = await program.start();
    await license.useFile(program.server.file({ days: 2 }));
    program.server.isDown = true;
    await program.time.pass(3 * DAY);
    expect(license.state.usable).toBe(false);
    program.time.turn(-turn);
    expect(license.state.usable).toBe(false);
    expect((await program.restart()).state.usable).toBe(false);
  });
});

it('remembers when the program was closed', async () => {
  await program.start();
  program.server.isDown = true;
  const license = await program.restart();
  // Less than an hour after the last timer.
  await program.time.pass(2 * DAY + HOUR / 2);
  expect(license.state.kind).toBe('grace');
  await program.end();
  program.time.turn(-2 * HOUR);
  expect((await program.start()).state).toMatchObject({ kind: 'grace', reason: 'clock_turned_back' });
});

it('takes a correction of minutes for what it is', async () => {
  const license = await program.start();
  program.time.turn(-30 * 60 * SECOND);
  expect(license.state.kind).toBe('valid');
});

it('notices a clock that is turned back bit by bit', async () => {
  const license = await program.start();
  for (let step = 0; step < 3; step++) {
    program.time.turn(-30 * 60 * SECOND);
  }
  expect(license.state).toMatchObject({ kind: 'grace', reason: 'clock_turned_back' });
});

it('does not hold the time of a file against a clock that is right again', async () => {
  const license = await program.start();
  program.time.turn(-DAY);
  expect(license.state.kind).toBe('grace');
  program.time.turn(DAY);
  expect(license.state.kind).toBe('valid');
});

it('works with a clock that is years ahead, as long as the server answers', async () => {
  program.time.turn(5 * YEAR);
  const license = await program.start();
  expect(license.state.kind).toBe('valid');
  await program.time.pass(2 * DAY);
  expect(license.state.kind).toBe('valid');
});

it('is healed by the server after a clock was years ahead', async () => {
  await program.start();
  program.time.turn(5 * YEAR);
  program.server.isDown = true;
  expect((await program.restart()).state.kind).toBe('must_connect');
  program.time.turn(-5 * YEAR);
  expect((await program.restart()).state).toMatchObject({ kind: 'must_connect', reason: 'clock_turned_back' });
  program.server.isDown = false;
  expect((await program.restart()).state.kind).toBe('valid');
});

describe('without a server, after a clock was years ahead once', () => {
  /** A device without network whose license file was in use when its clock was wrong. */
  async function clockWasAhead(): Promise<ProgramLicense> {
    program.server.license.offlineDays = 0;
    const license = await program.start();
    await license.useFile(program.server.file({ days: 30 }));
    program.server.isDown = true;
    program.time.turn(5 * YEAR);
    expect((await program.restart()).state.usable).toBe(false);
    program.time.turn(-5 * YEAR);
    await program.time.pass(DAY);
    return program.restart();
  }

  const nonceOf = (request: string): string =>
    JSON.parse(Buffer.from(request.slice('KWR1.'.length), 'base64url').toString()).n;

  it('takes the next license file, also after a restart', async () => {
    const license = await clockWasAhead();
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'clock_turned_back' });
    const text = program.server.file({ days: 3 });
    await program.time.pass(DAY);
    await expect(license.useFile(text)).resolves.toMatchObject({ kind: 'valid', source: 'file' });
    const restarted = await program.restart();
    expect(restarted.state).toMatchObject({ kind: 'valid', source: 'file' });
    await program.time.pass(2 * DAY + SECOND);
    expect(restarted.state.usable).toBe(false);
  });

  it('refuses a file that is not newer than the one it had, and names the cause', async () => {
    const text = program.server.file({ days: 30 });
    const license = await clockWasAhead();
    await expect(license.useFile(text)).rejects.toMatchObject({ code: 'CLOCK_WAS_AHEAD' });
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'clock_turned_back' });
  });

  it('refuses a newer file that has ended', async () => {
    const license = await clockWasAhead();
    const text = program.server.file({ days: 3 });
    await program.time.pass(4 * DAY);
    await expect(license.useFile(text)).rejects.toMatchObject({ code: 'LICENSE_FILE_EXPIRED' });
  });

  it('takes a file that was made for its request while the clock is still ahead', async () => {
    await clockWasAhead();
    program.time.turn(5 * YEAR);
    const asking = await program.restart();
    const request = await asking.offlineRequest();
    const restarted = await program.restart();
    expect(await restarted.offlineRequest()).toBe(request);
    await program.time.pass(DAY);
    const text = program.server.file({ days: 3, request: nonceOf(request) });
    await program.time.pass(DAY);
    await expect(restarted.useFile(text)).resolves.toMatchObject({ kind: 'valid', source: 'file' });
    expect(await restarted.offlineRequest()).not.toBe(request);
    await program.time.pass(2 * DAY + SECOND);
    expect(restarted.state.usable).toBe(false);
  });

  it('refuses a file for its request that was carried for longer than it holds', async () => {
    const license = await clockWasAhead();
    program.time.turn(5 * YEAR);
    const request = await license.offlineRequest();
    const text = program.server.file({ days: 3, request: nonceOf(request) });
    await program.time.pass(4 * DAY);
    await expect(license.useFile(text)).rejects.toMatchObject({ code: 'LICENSE_FILE_EXPIRED' });
  });

  it('does not use the same file for a second time', async () => {
    const license = await clockWasAhead();
    const text = program.server.file({ days: 3 });
    await license.useFile(text);
    await program.time.pass(4 * DAY);
    program.time.turn(-3 * DAY);
    await expect(license.useFile(text)).rejects.toMatchObject({ code: 'CLOCK_WAS_AHEAD' });
  });
});

it('knows from a license file what time it is at least', async () => {
  const text = program.server.file({ days: 2 });
  program.server.isDown = true;
  program.time.turn(-YEAR);
  const license = await program.start();
  await expect(license.useFile(text)).resolves.toMatchObject({ kind: 'grace', reason: 'clock_turned_back' });
  await program.time.pass(2 * DAY + SECOND);
  expect(license.state.usable).toBe(false);
});
