import { Secret, URI } from 'otpauth';
import { resetPassword } from '../../../src/core/identity/log-in/reset-password';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { race } from '../../testkit/race';
import { Authenticator, type Factor, secondFactorOf } from '../../support/second-factor';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, isLoggedIn, type LoggedInUser, PASSWORD } from '../../testkit/users';

const URL = '/api/v1/auth/second-factor';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
// A code holds for 30 seconds, which end at any moment.
beforeEach(() => server.clock.hold());
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });
const logIn = (username: string, more: object = {}) =>
  server.call('POST', '/api/v1/auth/login', { body: { username, password: PASSWORD, ...more } });
const statusOf = async ({ call }: LoggedInUser) => (await call('GET', URL)).body;
const actionsOf = async (id: string): Promise<string[]> =>
  (
    await server.dataSource.query(
      `SELECT action FROM audit_entries WHERE target_id = $1 AND action ~ 'second_factor|recovery' ORDER BY id`,
      [id],
    )
  ).map(({ action }: { action: string }) => action);
const withFactor = async (role: 'viewer' | 'owner' = 'viewer'): Promise<LoggedInUser & Factor> => {
  const person = await createLoggedInUser(server, role);
  return { ...person, ...(await secondFactorOf(server, person)) };
};

describe('turning it on', () => {
  it('takes the password, then a first code, and gives ten recovery codes', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const begun = await person.call('POST', URL, { body: { current_password: PASSWORD } });
    expect(begun).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^[A-Z2-7]{32}$/) } });
    const uri = URI.parse(begun.body.uri);
    expect(uri).toMatchObject({ issuer: 'Keyward', label: person.username, algorithm: 'SHA1', digits: 6, period: 30 });
    expect(uri.secret.base32).toBe(begun.body.secret);

    expect(await statusOf(person)).toEqual({ since: null, recovery_codes_left: 0 });
    expect((await logIn(person.username)).status).toBe(200);

    const app = new Authenticator(server, begun.body.secret);
    const confirmed = await person.call('POST', `${URL}/confirm`, { body: { code: app.code() } });
    expect(confirmed.status).toBe(200);
    const codes: string[] = confirmed.body.recovery_codes;
    expect([codes.length, new Set(codes).size]).toEqual([10, 10]);
    expect(codes.every((code) => /^([0-9a-hj-km-np-tv-z]{4}-){5}[0-9a-hj-km-np-tv-z]{4}$/.test(code))).toBe(true);
    expect(await statusOf(person)).toEqual({ since: expect.any(String), recovery_codes_left: 10 });
    expect(await logIn(person.username)).toMatchObject(refusal(401, 'SECOND_FACTOR_REQUIRED'));
    expect(await isLoggedIn(server, person.token)).toBe(true);
    expect(await actionsOf(person.id)).toEqual(['user.second_factor_enabled']);
    const { body: shown } = await server.asAdmin('GET', `/api/v1/users/${person.id}`);
    expect(shown.second_factor).toBe(true);
  });

  it('is refused without the password, and changes nothing', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const begin = (current_password: unknown) => person.call('POST', URL, { body: { current_password } });
    expect(await begin('wrong password')).toMatchObject(refusal(401, 'INVALID_CREDENTIALS'));
    expect(await begin(undefined)).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
    expect(await person.call('POST', `${URL}/confirm`, { body: { code: '123456' } })).toMatchObject(
      refusal(409, 'SECOND_FACTOR_NOT_BEGUN'),
    );
  });

  it('is refused with a wrong code', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const { body } = await person.call('POST', URL, { body: { current_password: PASSWORD } });
    const app = new Authenticator(server, body.secret);
    const confirm = (code: string) => person.call('POST', `${URL}/confirm`, { body: { code } });
    const refused = await confirm(app.code(5));
    expect(refused).toMatchObject({ status: 401, body: { error: { code: 'INVALID_ONE_TIME_CODE' } } });
    expect(refused.body.error.details[0].field).toBe('code');
    expect(await confirm('not a code')).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
    expect((await statusOf(person)).since).toBeNull();
    expect((await confirm(app.code(1))).status).toBe(200);
  });

  it('replaces a secret that was never confirmed, and none that was', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const begin = () => person.call('POST', URL, { body: { current_password: PASSWORD } });
    const first = new Authenticator(server, (await begin()).body.secret);
    const second = new Authenticator(server, (await begin()).body.secret);
    const confirm = (code: string) => person.call('POST', `${URL}/confirm`, { body: { code } });
    expect(await confirm(first.code())).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
    expect((await confirm(second.code())).status).toBe(200);
    expect(await begin()).toMatchObject(refusal(409, 'SECOND_FACTOR_ON'));
    expect(await confirm(second.nextCode())).toMatchObject(refusal(409, 'SECOND_FACTOR_ON'));
  });
});

describe('a log-in', () => {
  it.each([0, -1, 1])('takes a code that is %i steps off', async (steps) => {
    const { username, app } = await withFactor();
    server.clock.advance(120_000);
    expect((await logIn(username, { code: app.code(steps) })).status).toBe(200);
  });

  it.each([-2, 2])('refuses a code that is %i steps off', async (steps) => {
    const { username, app } = await withFactor();
    server.clock.advance(120_000);
    expect(await logIn(username, { code: app.code(steps) })).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
  });

  it('ignores spaces in a code', async () => {
    const { username, app } = await withFactor();
    const code = app.nextCode();
    expect((await logIn(username, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200);
  });

  it.each(['', 'x'.repeat(65), 123456, ['123456'], null])('refuses %j as a code', async (code) => {
    const { username } = await withFactor();
    expect(await logIn(username, { code })).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
  });

  it.each(['000000', '１２３４５６', 'a\u0301', '----'])('refuses %j cleanly', async (code) => {
    const { username } = await withFactor();
    expect(await logIn(username, { code })).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
  });

  it('takes each code once, and none of an earlier step', async () => {
    const { username, app } = await withFactor();
    const earlier = app.nextCode();
    const code = app.nextCode();
    expect((await logIn(username, { code })).status).toBe(200);
    expect(await logIn(username, { code })).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
    expect(await logIn(username, { code: earlier })).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
  });

  it('takes a code once when several send it at the same time', async () => {
    const { id, username, app } = await withFactor();
    const code = app.nextCode();
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM users WHERE uid = $1 FOR UPDATE', values: [id] },
      [1, 2, 3, 4].map(() => () => logIn(username, { code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('takes each recovery code once, also when several send it at the same time', async () => {
    const person = await withFactor();
    const [code = '', other = ''] = person.recoveryCodes;
    const hold = 'SELECT 1 FROM users WHERE uid = $1 FOR UPDATE';
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold, values: [person.id] },
      [code, code.toUpperCase(), code.replaceAll('-', ' ')].map((sent) => () => logIn(person.username, { code: sent })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await statusOf(person)).recovery_codes_left).toBe(9);
    expect((await logIn(person.username, { code: other })).status).toBe(200);
    const [{ data }] = await server.dataSource.query(
      `SELECT data FROM events WHERE target_id = $1 AND name = 'user.recovery_code_used' ORDER BY id DESC LIMIT 1`,
      [person.id],
    );
    expect(data).toEqual({ left: 8 });
  });

  it('takes no recovery code of another user', async () => {
    const [person, other] = [await withFactor(), await withFactor()];
    const [code] = other.recoveryCodes;
    expect(await logIn(person.username, { code })).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
    expect((await logIn(other.username, { code })).status).toBe(200);
  });

  it('tells nothing about the second factor without the password', async () => {
    const { username, app } = await withFactor();
    for (const more of [{}, { code: app.nextCode() }]) {
      expect(await logIn(username, { password: 'wrong password', ...more })).toMatchObject(
        refusal(401, 'INVALID_CREDENTIALS'),
      );
    }
    // The code of the refused log-in is still good.
    expect((await logIn(username, { code: app.code() })).status).toBe(200);
  });

  it('ignores a code of a user without a second factor', async () => {
    const { username } = await createLoggedInUser(server, 'viewer');
    expect((await logIn(username, { code: '123456' })).status).toBe(200);
  });

  it('through an API is refused without a second factor that the role needs', async () => {
    const person = await createLoggedInUser(server, 'support');
    await server.sdk.settings.update({ 'sign_in.second_factor_roles': ['support'] });
    expect(await logIn(person.username)).toMatchObject(refusal(403, 'SECOND_FACTOR_SETUP_REQUIRED'));
    await server.sdk.settings.update({ 'sign_in.second_factor_roles': null });
    expect((await logIn(person.username)).status).toBe(200);
  });

  it('locks out after ten wrong codes, however often the password alone was right', async () => {
    const { username, app } = await withFactor();
    for (let time = 1; time <= 10; time++) {
      expect(await logIn(username)).toMatchObject(refusal(401, 'SECOND_FACTOR_REQUIRED'));
      expect(await logIn(username, { code: '000000' })).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
    }
    expect(await logIn(username, { code: app.code(1) })).toMatchObject(refusal(429, 'LOCKED_OUT'));
    expect(await logIn(username)).toMatchObject(refusal(429, 'LOCKED_OUT'));
    server.clock.advance(31_000);
    expect((await logIn(username, { code: app.nextCode() })).status).toBe(200);
  });

  it('leaves the failures at other addresses when a right password without a code counts as none', async () => {
    const { username } = await withFactor();
    const at = (address: string, more: object = {}) =>
      server.call('POST', '/api/v1/auth/login', {
        body: { username, password: PASSWORD, ...more },
        remoteAddress: address,
      });
    for (let time = 1; time <= 9; time++) {
      expect((await at('198.51.100.1', { code: '000000' })).status).toBe(401);
      expect(await at('198.51.100.2')).toMatchObject(refusal(401, 'SECOND_FACTOR_REQUIRED'));
    }
    expect((await at('198.51.100.1', { code: '000000' })).status).toBe(401);
    expect(await at('198.51.100.1')).toMatchObject(refusal(429, 'LOCKED_OUT'));
  });

  it('does not count a right password without a code as a failure', async () => {
    const { username, app } = await withFactor();
    for (let time = 1; time <= 9; time++) {
      expect((await logIn(username, { code: '000000' })).status).toBe(401);
    }
    for (let time = 1; time <= 3; time++) {
      expect(await logIn(username)).toMatchObject(refusal(401, 'SECOND_FACTOR_REQUIRED'));
    }
    expect((await logIn(username, { code: app.nextCode() })).status).toBe(200);
  });

  it('through an API that has no field for a code is refused with its 401', async () => {
    const { username } = await withFactor();
    const answer = await server.call('POST', '/api/auth/login', { body: { username, password: PASSWORD } });
    expect(answer).toMatchObject({ status: 401, body: { success: false, error_code: 'INVALID_CREDENTIALS' } });
  });
});

describe('turning it off', () => {
  it('takes the password and a code', async () => {
    const person = await withFactor();
    const remove = (body: object) => person.call('POST', `${URL}/remove`, { body });
    const code = person.app.nextCode();
    expect(await remove({ current_password: 'wrong', code })).toMatchObject(refusal(401, 'INVALID_CREDENTIALS'));
    expect(await remove({ current_password: PASSWORD, code: '000000' })).toMatchObject(
      refusal(401, 'INVALID_ONE_TIME_CODE'),
    );
    expect((await remove({ current_password: PASSWORD })).status).toBe(400);
    expect(await logIn(person.username)).toMatchObject(refusal(401, 'SECOND_FACTOR_REQUIRED'));

    expect((await remove({ current_password: PASSWORD, code })).status).toBe(204);
    expect((await logIn(person.username)).status).toBe(200);
    expect(await statusOf(person)).toEqual({ since: null, recovery_codes_left: 0 });
    expect(await remove({ current_password: PASSWORD, code })).toMatchObject(refusal(409, 'SECOND_FACTOR_OFF'));
    expect(await actionsOf(person.id)).toEqual(['user.second_factor_enabled', 'user.second_factor_removed']);
  });

  it('is what an owner can do for somebody else, and nobody else', async () => {
    const person = await withFactor();
    const admin = await createLoggedInUser(server, 'admin');
    const url = `/api/v1/users/${person.id}/second-factor`;
    expect(await admin.call('DELETE', url)).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect(await person.call('DELETE', url)).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect((await server.asAdmin('DELETE', url)).status).toBe(204);
    expect((await logIn(person.username)).status).toBe(200);
    expect(await actionsOf(person.id)).toEqual(['user.second_factor_enabled', 'user.second_factor_reset']);
  });

  it('needs a code of owners, too, where it is their own', async () => {
    const owner = await withFactor('owner');
    expect(await owner.call('DELETE', `/api/v1/users/${owner.id}/second-factor`)).toMatchObject(
      refusal(403, 'CURRENT_PASSWORD_REQUIRED'),
    );
    expect(await logIn(owner.username)).toMatchObject(refusal(401, 'SECOND_FACTOR_REQUIRED'));
  });

  it('happens when an operator resets the password', async () => {
    const { username } = await withFactor();
    await resetPassword(server.app.get(UnitOfWork), server.clock, username, PASSWORD);
    expect((await logIn(username)).status).toBe(200);
  });
});

it('gives new recovery codes for the password and a code, and ends the old ones', async () => {
  const person = await withFactor();
  const [old = ''] = person.recoveryCodes;
  const renew = (code: string) =>
    person.call('POST', `${URL}/recovery-codes`, { body: { current_password: PASSWORD, code } });
  expect(await renew('000000')).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
  const { status, body } = await renew(person.app.nextCode());
  expect([status, body.recovery_codes.length]).toEqual([201, 10]);
  expect(await logIn(person.username, { code: old })).toMatchObject(refusal(401, 'INVALID_ONE_TIME_CODE'));
  expect((await logIn(person.username, { code: body.recovery_codes[9] })).status).toBe(200);
});

it('keeps the secret and the recovery codes out of the audit log and the events, and stores no recovery code in plain text', async () => {
  const person = await withFactor();
  const rows = await server.dataSource.query(
    `SELECT to_jsonb(audit_entries) AS row FROM audit_entries UNION ALL SELECT to_jsonb(events) FROM events
     UNION ALL SELECT to_jsonb(recovery_codes) FROM recovery_codes`,
  );
  const text = JSON.stringify(rows);
  const [{ secret }] = await server.dataSource.query(
    `SELECT secret FROM second_factors WHERE user_id = (SELECT id FROM users WHERE uid = $1)`,
    [person.id],
  );
  expect(Secret.fromBase32(secret).base32).toBe(secret);
  for (const word of [
    secret,
    ...person.recoveryCodes,
    ...person.recoveryCodes.map((code) => code.replaceAll('-', '')),
  ]) {
    expect(text).not.toContain(word);
  }
});
