import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { Browser, withoutFormIds } from '../../testkit/browser';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());
beforeEach(() => {
  browser = new Browser(server);
});

describe('signing in', () => {
  it('shows a form, and leads to the console', async () => {
    const form = await browser.get('/login');
    expect([form.status, form.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(form.html).toMatch(/^<!DOCTYPE html><html lang="en">.*<h1>Sign in<\/h1>/s);

    const { status, location } = await browser.signIn();
    expect([status, location]).toEqual([303, '/console']);
    expect(await browser.get('/account')).toMatchObject({ status: 200 });
  });

  it('sets a cookie that scripts and other sites cannot use', async () => {
    await browser.signIn();
    expect(browser.lastCookies).toEqual([
      expect.stringMatching(/^keyward_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('answers an unknown user and a wrong password alike, and does not repeat the password', async () => {
    const answers = await Promise.all([
      browser.signIn('nobody', 'my secret password'),
      browser.signIn('admin', 'my secret password'),
    ]);
    const [unknown, wrong] = answers.map(({ html }) => withoutFormIds(html).replaceAll(/nobody|admin/g, 'NAME'));
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(unknown).toBe(wrong);
    expect(wrong).toContain('The user name or password is incorrect');
    expect(wrong).toContain('value="NAME"');
    expect(wrong).not.toContain('my secret password');
    expect(browser.cookies.size).toBe(0);
  });

  it('says which fields are empty', async () => {
    const { status, html } = await browser.post('/login', { username: '', password: '' });
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: Sign in');
    expect(html).toContain('Enter your user name.');
    expect(html).toContain('Enter your password.');
  });

  it('says how long to wait after too many failures', async () => {
    const { username } = await createLoggedInUser(server, 'admin');
    for (let failure = 0; failure < 10; failure++) {
      await browser.signIn(username, 'wrong');
    }
    const locked = await browser.signIn(username, PASSWORD);
    expect(locked).toMatchObject({ status: 429, headers: { 'retry-after': '30' } });
    expect(locked.html).toContain('Try again in 30 seconds.');
  });

  it.each([
    ['/account?after=x', '/account?after=x'],
    ['https://evil.example/', '/console'],
    ['//evil.example', '/console'],
    ['/\\evil.example', '/console'],
    ['javascript:alert(1)', '/console'],
  ])('leads back to %s only on this server', async (next, location) => {
    expect(await browser.post('/login', { username: 'admin', password: ADMIN_PASSWORD, next })).toMatchObject({
      status: 303,
      location,
    });
  });

  it('carries the way back in the form', async () => {
    const { html } = await browser.get('/login?next=%2Faccount');
    expect(html).toContain('<input type="hidden" name="next" value="/account"');
  });

  it.each(['a=b&a=c', 'username[]=a&password[]=b', 'username=%00&password=x', `username=${'x'.repeat(70_000)}`])(
    'refuses the body %.30s',
    async (body) => {
      const reply = await server.app.inject({
        method: 'POST',
        url: '/login',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: body,
      });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );

  it.each([[{ username: 1, password: {} }], [['admin']], [null], ['text']])('refuses the JSON %j', async (payload) => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/login',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    });
    expect([400, 422]).toContain(reply.statusCode);
  });
});

it('limits the sign-ins of an address, right ones too', async () => {
  const limited = await TestServer.start({ RATE_LIMIT_FACTOR: '1' }, server.databaseUrl);
  const visitor = new Browser(limited);
  const answers = [];
  for (let time = 0; time < 11; time++) {
    answers.push(await visitor.signIn());
  }
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(303), 429]);
  expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
  expect(answers.at(-1)?.html).toContain('<h1>Too many requests</h1>');
  await limited.stop();
});

describe('a session', () => {
  it('is required, and the sign-in leads back', async () => {
    expect(await browser.get('/account?after=x')).toMatchObject({
      status: 303,
      location: '/login?next=%2Faccount%3Fafter%3Dx',
    });
    expect(await browser.get('/console')).toMatchObject({ status: 303, location: '/login' });
    const referer = 'http://localhost:8080/account';
    expect(await browser.post('/logout', {}, { referer, host: 'localhost:8080' })).toMatchObject({
      status: 303,
      location: '/login?next=%2Faccount',
    });
  });

  it('ends by signing out', async () => {
    await browser.signIn();
    const signedIn = browser.copy();
    const { status, location } = await browser.post('/logout');
    expect([status, location]).toEqual([303, '/login']);
    expect((await browser.get('/login')).html).toContain('You are signed out.');
    expect((await browser.get('/login')).html).not.toContain('You are signed out.');

    expect(await signedIn.get('/account')).toMatchObject({ status: 303 });
  });

  it('ends with the next sign-in of its browser, whoever has copied its cookie', async () => {
    await browser.signIn();
    const copy = browser.copy();
    expect(await copy.get('/account')).toMatchObject({ status: 200 });
    await browser.signIn();
    expect(await browser.get('/account')).toMatchObject({ status: 200 });
    expect(await copy.get('/account')).toMatchObject({ status: 303 });
  });

  it('ends twelve hours after the sign-in', async () => {
    await browser.signIn();
    server.clock.advance(12 * 3_600_000 - 60_000);
    expect(await browser.get('/account')).toMatchObject({ status: 200 });
    server.clock.advance(60_000);
    expect(await browser.get('/account')).toMatchObject({ status: 303 });
  });

  it('ends when the role changes', async () => {
    const user = await createLoggedInUser(server, 'admin');
    await browser.signIn(user.username, PASSWORD);
    await server.asAdmin('PATCH', `/api/v1/users/${user.id}`, { body: { role: 'viewer' } });
    expect(await browser.get('/account')).toMatchObject({ status: 303 });
  });
});
