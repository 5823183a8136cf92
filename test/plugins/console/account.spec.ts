import { Browser } from '../../testkit/browser';
import { Authenticator, secondFactorOf } from '../../support/second-factor';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, isLoggedIn, logInStatus, type LoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
let person: LoggedInUser;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  person = await createLoggedInUser(server, 'viewer');
  browser = new Browser(server);
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const signIn = () => browser.signIn(person.username, PASSWORD);

describe('the second step of the sign-in', () => {
  it('follows the password, takes a code with spaces, and leads to the page that was asked for', async () => {
    const { app } = await secondFactorOf(server, person);
    const first = await browser.post('/login', { username: person.username, password: PASSWORD, next: '/leads/' });
    expect(first).toMatchObject({ status: 303, location: '/login/code?next=%2Fleads%2F' });
    expect(browser.cookies.has('keyward_session')).toBe(false);
    const { html } = await browser.get(first.location ?? '');
    expect(html).toContain(`<b>${person.username}</b>`);
    expect(html).toMatch(/name="code"[^>]*inputMode="numeric"[^>]*autoComplete="one-time-code"/i);
    const code = app.nextCode();
    const done = await browser.post('/login/code', { code: `${code.slice(0, 3)} ${code.slice(3)}`, next: '/leads/' });
    expect(done).toMatchObject({ status: 303, location: '/leads/' });
    expect(browser.cookies.has('keyward_pending')).toBe(false);
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('is all that the pending cookie opens', async () => {
    await secondFactorOf(server, person);
    await signIn();
    const pending = browser.cookies.get('keyward_pending') ?? '';
    expect(browser.lastCookies).toEqual([
      expect.stringMatching(/^keyward_pending=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=300$/),
    ]);
    expect(await isLoggedIn(server, pending)).toBe(false);
    browser.cookies.set('keyward_session', pending);
    expect(await browser.get('/account')).toMatchObject({ status: 303, location: '/login?next=%2Faccount' });
    browser.cookies.clear();
    browser.cookies.set('keyward_pending', person.token);
    expect(await browser.get('/login/code')).toMatchObject({ status: 303, location: '/login' });
  });

  it.each(
    sampleOf(
      [
        ['', 422, 'Enter the code that the app shows now.'],
        ['48251', 422, 'A code has 6 digits; this one has 5.'],
        ['abcdef', 401, 'A code has only digits.'],
        ['abcdefg', 422, 'A code has only digits.'],
        ['000000', 401, 'This is not the current code'],
      ],
      3,
      'wrong codes',
    ),
  )('says what is wrong with the code %j', async (code, status, message) => {
    await secondFactorOf(server, person);
    await signIn();
    const refused = await browser.post('/login/code', { code, next: '/leads/' });
    expect(refused.status).toBe(status);
    expect(refused.html).toContain(message);
    expect(refused.html).toContain('name="next" value="/leads/"');
    expect(browser.cookies.has('keyward_session')).toBe(false);
  });

  it('takes a recovery code instead, once', async () => {
    const { recoveryCodes } = await secondFactorOf(server, person);
    await signIn();
    const { html } = await browser.get('/login/code?recovery=1');
    expect(html).toContain('Enter a recovery code');
    const wrong = await browser.post('/login/code', { recovery: '1', code: 'xxxx' });
    expect([wrong.status, wrong.html.includes('This is none of your recovery codes')]).toEqual([401, true]);
    expect(await browser.post('/login/code', { recovery: '1', code: recoveryCodes[0] ?? '' })).toMatchObject({
      status: 303,
      location: '/console',
    });
    await signIn();
    expect((await browser.post('/login/code', { recovery: '1', code: recoveryCodes[0] ?? '' })).status).toBe(401);
  });

  it('ends after five minutes, and with another password', async () => {
    const { app } = await secondFactorOf(server, person);
    await signIn();
    server.clock.advance(301_000);
    expect(await browser.get('/login/code')).toMatchObject({ status: 303, location: '/login' });
    expect(await browser.post('/login/code', { code: app.code() })).toMatchObject({ status: 303, location: '/login' });
    expect((await browser.get('/login')).html).toContain('The sign-in took more than 5 minutes.');

    await signIn();
    await server.asAdmin('PATCH', `/api/v1/users/${person.id}`, { body: { password: 'another password' } });
    const refused = await browser.post('/login/code', { code: app.nextCode() });
    expect([refused.status, refused.html.includes('The password was changed meanwhile')]).toEqual([401, true]);
  });

  it('says how long to wait after too many wrong codes', async () => {
    await secondFactorOf(server, person);
    await signIn();
    for (let time = 1; time <= 10; time++) {
      await browser.post('/login/code', { code: '000000' });
    }
    const { status, html, headers } = await browser.post('/login/code', { code: '000000' });
    expect([status, headers['retry-after']]).toEqual([429, '30']);
    expect(html).toContain('Try again in 30 seconds.');
  });

  it('is in the language of the browser', async () => {
    await secondFactorOf(server, person);
    browser = new Browser(server, { 'accept-language': 'zh-CN' });
    await signIn();
    expect((await browser.get('/login/code')).html).toContain('输入验证码');
    browser = new Browser(server, { 'accept-language': 'de' });
    expect((await browser.get('/login')).html).toContain('Passwort');
    const { html } = await browser.post('/login', { username: 'admin', password: 'wrong' });
    expect(html).toContain('Benutzername oder Passwort ist falsch');
  });
});

describe('the second factor of the account', () => {
  beforeEach(() => signIn());

  const secretIn = (html: string): string => /name="secret" value="([A-Z2-7]{32})"/.exec(html)?.[1] ?? '';
  const codesIn = (html: string): string[] =>
    [...html.matchAll(/<code>([0-9a-z-]{29})<\/code>/g)].map(([, code]) => code ?? '');

  it('is set up by password, QR code and a first code', async () => {
    expect((await browser.get('/account')).html).toContain('/account/second-factor');
    expect((await browser.get('/account/second-factor')).status).toBe(200);
    const wrong = await browser.post('/account/second-factor', { current_password: 'wrong' });
    expect([wrong.status, secretIn(wrong.html)]).toEqual([401, '']);

    const begun = await browser.post('/account/second-factor', { current_password: PASSWORD });
    expect(begun.status).toBe(200);
    expect(begun.html).toMatch(/<svg class="qr-code"[^>]*role="img"/);
    const secret = secretIn(begun.html);
    const app = new Authenticator(server, secret);
    const refused = await browser.post('/account/second-factor/confirm', { code: app.code(5), secret });
    expect([refused.status, secretIn(refused.html)]).toEqual([401, secret]);
    expect(refused.html).toContain('This is not the current code, or it was used already.');

    const done = await browser.post('/account/second-factor/confirm', { code: app.code(), secret });
    expect(done.status).toBe(200);
    const codes = codesIn(done.html);
    expect(codes).toHaveLength(10);
    for (const code of codes) {
      expect(decodeURIComponent(/href="data:text\/plain;charset=utf-8,([^"]+)"/.exec(done.html)?.[1] ?? '')).toContain(
        code,
      );
    }
    const { html } = await browser.get('/account');
    expect(html).toContain('10 of 10 left');
    expect(codes.some((code) => html.includes(code))).toBe(false);
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(401);
    expect(await browser.get('/account/second-factor')).toMatchObject({ status: 303, location: '/account' });
  });

  it('has a QR code for user names of any length', async () => {
    const { username } = await createLoggedInUser(server, 'viewer', '🦀'.repeat(255));
    browser = new Browser(server);
    await browser.signIn(username, PASSWORD);
    const { status, html } = await browser.post('/account/second-factor', { current_password: PASSWORD });
    expect([status, html.includes('class="qr-code"')]).toEqual([200, true]);
  });

  it('is never shown by an address', async () => {
    await browser.post('/account/second-factor', { current_password: PASSWORD });
    for (const path of ['/account', '/account/second-factor', '/account/second-factor/confirm']) {
      expect(secretIn((await browser.get(path)).html)).toBe('');
    }
  });

  it.each(['', 'x', '"><script>'])('begins again where the form lost the secret: %j', async (secret) => {
    await browser.post('/account/second-factor', { current_password: PASSWORD });
    const { status, html } = await browser.post('/account/second-factor/confirm', { code: '000000', secret });
    expect([status, html.includes('name="current_password"'), html.includes('<script>')]).toEqual([401, true, false]);
  });

  it('gets new recovery codes, and is turned off, by password and code', async () => {
    const { app } = await secondFactorOf(server, person);
    expect((await browser.get('/account/second-factor/recovery-codes')).status).toBe(200);
    const renew = (code: string, current_password = PASSWORD) =>
      browser.post('/account/second-factor/recovery-codes', { current_password, code });
    expect((await renew('000000')).html).toContain('This code is incorrect or was used already.');
    expect((await renew('')).html).toContain('Enter a code.');
    expect((await renew(app.code(), 'wrong')).html).toContain('The current password is incorrect.');
    const codes = codesIn((await renew(app.nextCode())).html);
    expect(codes).toHaveLength(10);

    expect((await browser.get('/account/second-factor/remove')).status).toBe(200);
    const remove = (code: string) =>
      browser.post('/account/second-factor/remove', { current_password: PASSWORD, code });
    expect((await remove('000000')).status).toBe(401);
    expect(await remove(codes[3] ?? '')).toMatchObject({ status: 303, location: '/account' });
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(200);
    expect((await remove('000000')).status).toBe(409);
  });

  it('warns when few recovery codes are left', async () => {
    const { recoveryCodes } = await secondFactorOf(server, person);
    expect((await browser.get('/account')).html).not.toContain('Few recovery codes are left');
    for (const code of recoveryCodes.slice(0, 7)) {
      await server.call('POST', '/api/v1/auth/login', {
        body: { username: person.username, password: PASSWORD, code },
      });
    }
    expect((await browser.get('/account')).html).toContain('Few recovery codes are left');
  });
});

it('ends all other sessions', async () => {
  await signIn();
  const { html } = await browser.get('/account');
  expect(html).toContain('End all others');
  expect(await browser.post('/account/sessions/end')).toMatchObject({ status: 303, location: '/account' });
  expect(await isLoggedIn(server, person.token)).toBe(false);
  const after = await browser.get('/account');
  expect([after.status, after.html.includes('End all others')]).toEqual([200, false]);
  expect(after.html).toContain('1 session is ended.');
});

it.each([
  ['de', ['Konto', 'Zweiter Faktor', 'Sitzungen', 'Betrachter', 'Passwort ändern']],
  ['zh', ['账户', '两步验证', '会话', '查看者', '更改密码']],
])('the account is written in %s', async (language, words) => {
  browser = new Browser(server, { 'accept-language': language });
  await signIn();
  const { html } = await browser.get('/account');
  for (const word of words) {
    expect(html).toContain(word);
  }
});
