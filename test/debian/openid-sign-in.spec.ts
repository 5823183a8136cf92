import { Browser } from '../testkit/browser';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { decodeJwt } from 'jose';
import { OpenIdProviderService } from '../../src/core/identity/openid/openid-provider.service';
import { readProjectFile } from '../../src/core/common/project';
import { change, CLIENT_ID, OpenIdProvider, ProviderVisit, settingsOf, signInBy } from '../support/openid-provider';
import { Authenticator, secondFactorOf } from '../support/second-factor';
import { TestServer } from '../testkit/server';
import { createLoggedInUser, PASSWORD } from '../testkit/users';

const PUBLIC_URL = 'http://keyward.test';
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

let server: TestServer;
let provider: OpenIdProvider;
let count = 0;
beforeAll(async () => {
  [server, provider] = await Promise.all([TestServer.start({ PUBLIC_URL }), OpenIdProvider.start(PUBLIC_URL)]);
});
beforeEach(async () => {
  await server.dataSource.query('DELETE FROM settings');
  // The server reads them again after a few seconds.
  server.clock.advance(10_000);
  await server.clock.settled();
  server.clock.reset();
  expect(await change(server, settingsOf(provider))).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await provider.stop();
  await server.stop();
});

/** A person at the provider, who signs in next. */
async function someone(groups: readonly string[] | string = ['key-admins'], more: object = {}) {
  const name = `person-${++count}`;
  const person = { sub: `sub-${name}`, preferred_username: name, email: `${name}@example.com`, groups, ...more };
  await provider.expect(person);
  return person;
}

async function userNamed(username: string) {
  const { body } = await server.asAdmin('GET', '/api/v1/users', { query: { q: username } });
  return body.items.find((one: { username: string }) => one.username === username);
}

const actionsOf = async (id: string): Promise<string[]> =>
  (await server.dataSource.query('SELECT action FROM audit_entries WHERE target_id = $1 ORDER BY id', [id])).map(
    ({ action }: { action: string }) => action,
  );
const isSignedIn = async (browser: Browser) => (await browser.get('/account')).status === 200;
const logIn = (username: string, password = PASSWORD) =>
  server.call('POST', '/api/v1/auth/login', { body: { username, password } });
const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });

describe('the sign-in', () => {
  it('makes an account with the role of the group, and opens the page that was asked for', async () => {
    const { preferred_username: name } = await someone();
    const browser = new Browser(server);
    expect((await browser.get('/login')).html).toContain('Sign in with 127.0.0.1:');
    const done = await signInBy(browser, new ProviderVisit(), '?next=%2Faccount');
    expect(done).toMatchObject({ status: 303, location: '/account' });
    expect(browser.cookies.has('keyward_openid')).toBe(false);
    const { html } = await browser.get('/account');
    expect(html).toContain(name);
    expect(html).toContain('You have no password');

    const user = await userNamed(name);
    expect(user).toMatchObject({ role: 'admin', email: `${name}@example.com`, last_login_at: expect.any(String) });
    expect(await actionsOf(user.id)).toEqual(['user.created', 'user.openid_logged_in']);
  });

  it('comes back once: a second time with the same secrets does not reach the provider', async () => {
    await someone();
    const browser = new Browser(server);
    const { location = '' } = await browser.get('/login/oidc');
    const before = browser.copy();
    const back = new URL(await new ProviderVisit().follow(location));
    const redeem = jest.spyOn(server.app.get(OpenIdProviderService), 'redeem');
    const visits = [];
    for (let times = 0; times < 2; times += 1) {
      visits.push((await before.copy().get(back.pathname + back.search)).status);
    }
    expect([visits[0], redeem.mock.calls.length]).toEqual([303, 1]);
    expect(visits[1]).toBeGreaterThanOrEqual(400);
  });

  it('finds the account again by its subject, whatever its name is by then', async () => {
    const person = await someone();
    await signInBy(new Browser(server));
    const browser = new Browser(server);
    await provider.expect({ ...person, preferred_username: 'renamed', email: 'renamed@example.com' });
    expect((await signInBy(browser)).status).toBe(303);
    expect((await browser.get('/account')).html).toContain(person.preferred_username);
    expect(await userNamed('renamed')).toBeUndefined();
  });

  it('makes one account of two first sign-ins at once', async () => {
    const { preferred_username: name } = await someone();
    const browsers = [1, 2, 3].map(() => new Browser(server));
    const done = await Promise.all(browsers.map((browser) => signInBy(browser)));
    expect(done.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [{ users }] = await server.dataSource.query(
      `SELECT count(*)::int AS users FROM user_identities WHERE subject = $1`,
      [`sub-${name}`],
    );
    expect(users).toBe(1);
    expect((await Promise.all(browsers.map(isSignedIn))).every(Boolean)).toBe(true);
  });

  it('follows the groups: a new role holds from the next sign-in, and ends the sessions of the former one', async () => {
    const person = await someone(['key-admins', 'other']);
    const before = new Browser(server);
    await signInBy(before);
    await provider.expect({ ...person, groups: 'key-support' });
    const after = new Browser(server);
    await signInBy(after);
    const user = await userNamed(person.preferred_username);
    expect(user.role).toBe('support');
    expect([await isSignedIn(before), await isSignedIn(after)]).toEqual([false, true]);
    expect(await actionsOf(user.id)).toContain('user.openid_role_changed');

    await provider.expect({ ...person, groups: ['key-support', 'key-owners'] });
    await signInBy(new Browser(server));
    expect((await userNamed(person.preferred_username)).role).toBe('owner');
  });

  it('reads roles inside of objects', async () => {
    await change(server, { 'oidc.role_claim': 'groups.roles' });
    const { preferred_username: name } = await someone([], { groups: { roles: ['key-support'] } });
    expect((await signInBy(new Browser(server))).status).toBe(303);
    expect((await userNamed(name)).role).toBe('support');
  });

  it('refuses those whose groups have no role, also if they had one before', async () => {
    const person = await someone(['others']);
    const browser = new Browser(server);
    const refused = await signInBy(browser);
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('Your account at the OpenID provider has no role here');
    expect(await userNamed(person.preferred_username)).toBeUndefined();

    await provider.expect({ ...person, groups: ['key-admins'] });
    await signInBy(new Browser(server));
    await provider.expect({ ...person, groups: [] });
    expect((await signInBy(browser)).status).toBe(403);
    const user = await userNamed(person.preferred_username);
    expect((await actionsOf(user.id)).at(-1)).toBe('user.openid_refused');
  });

  it('never takes over a user of the same name', async () => {
    const { username, id } = await createLoggedInUser(server, 'viewer');
    const person = await someone(['key-owners'], { preferred_username: username.toUpperCase() });
    const refused = await signInBy(new Browser(server));
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('A user of your name exists already');
    expect((await userNamed(username)).role).toBe('viewer');
    expect(await actionsOf(id)).not.toContain('user.openid_logged_in');

    // The user connects the account, with the password.
    const browser = new Browser(server);
    await browser.signIn(username, PASSWORD);
    expect((await browser.get('/account')).html).toContain('/account/openid');
    expect((await browser.post('/account/openid', { current_password: 'wrong' })).status).toBe(401);
    const leaving = await browser.post('/account/openid', { current_password: PASSWORD });
    const url = String(leaving.headers.refresh).replace('0; url=', '');
    const back = new URL(await new ProviderVisit().follow(url));
    expect(await browser.get(back.pathname + back.search)).toMatchObject({ status: 303, location: '/account' });
    expect(await actionsOf(id)).toContain('user.openid_linked');
    await provider.expect({ ...person, groups: ['key-support'] });
    expect((await signInBy(new Browser(server))).status).toBe(303);
    expect((await userNamed(username)).role).toBe('support');
  });

  it('connects an account only in the session that began it, and none that another user has', async () => {
    const { username } = await createLoggedInUser(server, 'viewer');
    const person = await someone();
    await signInBy(new Browser(server));
    const begin = async () => {
      const browser = new Browser(server);
      await browser.signIn(username, PASSWORD);
      const leaving = await browser.post('/account/openid', { current_password: PASSWORD });
      await provider.expect(person);
      const back = await new ProviderVisit().follow(String(leaving.headers.refresh).replace('0; url=', ''));
      return { browser, path: back.slice(PUBLIC_URL.length) };
    };
    const taken = await begin();
    expect((await taken.browser.get(taken.path)).html).toContain('belongs to another user');
    const other = await begin();
    await other.browser.signIn('admin', ADMIN_PASSWORD);
    expect((await other.browser.get(other.path)).status).toBe(401);
  });

  it('refuses a deactivated user', async () => {
    const { preferred_username: name } = await someone();
    await signInBy(new Browser(server));
    await server.asAdmin('DELETE', `/api/v1/users/${name}`);
    const refused = await signInBy(new Browser(server));
    expect([refused.status, refused.html.includes('Your account is deactivated')]).toEqual([403, true]);
  });

  it('keeps the last owner', async () => {
    const person = await someone(['key-owners']);
    await signInBy(new Browser(server));
    await server.dataSource.query(`UPDATE users SET deactivated_at = now() WHERE role = 'owner' AND username <> $1`, [
      person.preferred_username,
    ]);
    await provider.expect({ ...person, groups: ['key-support'] });
    expect((await signInBy(new Browser(server))).status).toBe(409);
    await server.dataSource.query(`UPDATE users SET deactivated_at = NULL WHERE username = 'admin'`);
    expect((await userNamed(person.preferred_username)).role).toBe('owner');
  });

  it('gives no password, and a token for the API on the account page', async () => {
    const { preferred_username: name } = await someone();
    const browser = new Browser(server);
    await signInBy(browser);
    expect(await logIn(name, '')).toMatchObject({ status: 400 });
    expect(await logIn(name, 'unused password')).toMatchObject(refusal(401, 'INVALID_CREDENTIALS'));
    const { html } = await browser.post('/account/token');
    const [, token = ''] = /<pre[^>]*>([^<]+)</.exec(html) ?? [];
    const me = await server.call('GET', '/api/v1/auth/me', { headers: { authorization: `Bearer ${token}` } });
    expect(me).toMatchObject({ status: 200, body: { username: name } });

    server.clock.advance(12 * 3_600_000 - 60_000);
    const late = /<pre[^>]*>([^<]+)</.exec((await browser.post('/account/token')).html)?.[1] ?? '';
    const { exp = 0, iat = 0 } = decodeJwt(late);
    expect(exp - iat).toBeLessThanOrEqual(60);
  });
});

describe('a sign-in is refused', () => {
  const back = async (browser: Browser): Promise<URL> => {
    const { location = '' } = await browser.get('/login/oidc');
    return new URL(await new ProviderVisit().follow(location));
  };

  it('without the state of this browser', async () => {
    await someone();
    const browser = new Browser(server);
    const { pathname, search } = await back(browser);
    expect((await new Browser(server).get(pathname + search)).html).toContain('another one was started');
    const wrong = search.replace(/state=[^&]+/, 'state=another');
    expect((await browser.get(pathname + wrong)).status).toBe(401);
    // The attempt is used up.
    expect((await browser.get(pathname + search)).status).toBe(401);
  });

  it('after ten minutes', async () => {
    await someone();
    const browser = new Browser(server);
    const { pathname, search } = await back(browser);
    server.clock.advance(600_000);
    expect((await browser.get(pathname + search)).html).toContain('took too long');
  });

  it('with a code that was used', async () => {
    await someone();
    const browser = new Browser(server);
    const { pathname, search } = await back(browser);
    const other = browser.copy();
    expect((await browser.get(pathname + search)).status).toBe(303);
    expect((await other.get(pathname + search)).status).toBe(401);
    expect(await isSignedIn(other)).toBe(false);
  });

  it.each([
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: null } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'another' } }],
    ['an end that has passed', { claims: { exp: 1_700_000_000 } }],
    ['another signature', { key: 'other' as const }],
  ])('with %s', async (_what, token) => {
    const { preferred_username: name } = await someone();
    await provider.tamper(token);
    const refused = await signInBy(new Browser(server));
    expect(refused.status).toBe(401);
    expect(refused.html).toContain('The answer of the OpenID provider is invalid');
    expect(await userNamed(name)).toBeUndefined();
  });

  it('by the provider, whose words are not shown', async () => {
    await someone([], { refuse: true });
    const refused = await signInBy(new Browser(server));
    expect(refused.status).toBe(401);
    expect(refused.html).toContain('The OpenID provider refused the sign-in');
    expect(refused.html).not.toContain('secret detail');
  });

  it('while the provider is away, or another issuer answers', async () => {
    const browser = new Browser(server);
    await change(server, { 'oidc.issuer': 'http://127.0.0.1:9' });
    const away = await browser.get('/login/oidc');
    expect(away).toMatchObject({ status: 503, headers: { 'retry-after': expect.any(String) } });
    expect(away.html).toContain('The OpenID provider does not answer');
    await change(server, { 'oidc.issuer': provider.issuer.replace('127.0.0.1', 'localhost') });
    expect((await browser.get('/login/oidc')).status).toBe(401);
  });

  it('if it is not set up', async () => {
    await change(server, { 'oidc.issuer': null });
    const browser = new Browser(server);
    expect((await browser.get('/login')).html).not.toContain('Sign in with');
    expect((await browser.get('/login/oidc')).status).toBe(404);
  });
});

describe('the end of a session', () => {
  const claims = (sub?: string, more: object = {}) => ({
    iss: provider.issuer,
    aud: CLIENT_ID,
    iat: Math.floor(Date.now() / 1_000),
    exp: Math.floor(Date.now() / 1_000) + 120,
    jti: `jti-${++count}`,
    events: { [LOGOUT_EVENT]: {} },
    ...(sub !== undefined && { sub }),
    ...more,
  });
  const send = (logout_token: string) =>
    server.call('POST', '/login/oidc/backchannel-logout', {
      body: new URLSearchParams({ logout_token }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  it('goes on at the provider, which ends its own and sends a log-out for all', async () => {
    const url = await server.listen();
    await provider.sendLogOutsTo(`${url}/login/oidc/backchannel-logout`);
    const { preferred_username: name } = await someone();
    const visit = new ProviderVisit();
    const [first, second] = [new Browser(server), new Browser(server)];
    await signInBy(first, visit);
    await signInBy(second, visit);
    const { status, headers } = await first.post('/logout');
    expect(status).toBe(200);
    expect(await isSignedIn(first)).toBe(false);
    expect(await isSignedIn(second)).toBe(true);

    const address = String(headers.refresh).replace('0; url=', '');
    expect(new URL(address).searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIC_URL}/login`);
    const { html } = await visit.request(address);
    const [, action = ''] = /action="([^"]+)"/.exec(html) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(html) ?? [];
    const { location } = await visit.request(action, { xsrf, logout: 'yes' });
    expect(location).toBe(`${PUBLIC_URL}/login`);
    expect(await isSignedIn(second)).toBe(false);
    const user = await userNamed(name);
    expect((await actionsOf(user.id)).slice(-2)).toEqual(['user.logged_out', 'user.openid_logged_out']);
  });

  it('comes from the provider for one session or for all of a person, and each token works once', async () => {
    const person = await someone();
    const browser = new Browser(server);
    await signInBy(browser);
    const token = await provider.sign({ claims: claims(person.sub) });
    expect(await send(token)).toMatchObject({ status: 200, body: '' });
    expect(await isSignedIn(browser)).toBe(false);
    await signInBy(browser);
    expect((await send(token)).status).toBe(400);
    expect(await isSignedIn(browser)).toBe(true);

    const [{ sid }] = await server.dataSource.query(
      `SELECT provider_session AS sid FROM openid_sessions JOIN user_identities USING (user_id) WHERE subject = $1`,
      [person.sub],
    );
    expect((await send(await provider.sign({ claims: claims(undefined, { sid: 'another' }) }))).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
    expect((await send(await provider.sign({ claims: claims(undefined, { sid }) }))).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('also ends a sign-in that waits for its code', async () => {
    const person = await someone();
    const browser = new Browser(server);
    await signInBy(browser);
    const secret = /class="key-whole">([^<]+)</.exec((await browser.post('/account/second-factor')).html)?.[1] ?? '';
    const app = new Authenticator(server, secret.replaceAll(' ', ''));
    await browser.post('/account/second-factor/confirm', { secret: secret.replaceAll(' ', ''), code: app.code() });

    const next = new Browser(server);
    expect(await signInBy(next)).toMatchObject({ status: 303, location: '/login/code' });
    expect((await send(await provider.sign({ claims: claims(person.sub) }))).status).toBe(200);
    expect((await next.post('/login/code', { code: app.nextCode() })).status).toBe(401);

    server.clock.reset();
    const again = new Browser(server);
    expect(await signInBy(again)).toMatchObject({ location: '/login/code' });
    server.clock.advance(60_000);
    expect(await again.post('/login/code', { code: app.code() })).toMatchObject({ status: 303, location: '/console' });
  });

  it.each<[string, object]>([
    ['another key', { other: true }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'another' }],
    ['no event', { events: null }],
    ['another event', { events: { 'https://evil.example': {} } }],
    ['a nonce', { nonce: 'x' }],
    ['no jti', { jti: null }],
    ['no iat', { iat: null }],
    ['neither sub nor sid', { sub: null }],
    ['an old iat', { iat: 1_700_000_000 }],
    ['an end that has passed', { exp: 1_700_000_100 }],
  ])('is refused for a token with %s', async (_what, { other, ...more }: { other?: boolean }) => {
    const person = await someone();
    const browser = new Browser(server);
    await signInBy(browser);
    const token = await provider.sign({ claims: claims(person.sub, more), other });
    expect(await send(token)).toMatchObject(refusal(400, 'BAD_REQUEST'));
    expect(await isSignedIn(browser)).toBe(true);
  });

  it.each([{}, { logout_token: '' }, { logout_token: 'x.y.z' }, { logout_token: ['a'] }])(
    'is refused for the body %j',
    async (body) => {
      const answer = await server.call('POST', '/login/oidc/backchannel-logout', { body });
      expect(answer).toMatchObject({ status: 400 });
    },
  );
});

describe('passwords', () => {
  const off = { 'sign_in.passwords': 'off', 'sign_in.break_glass_user': 'admin' };

  it('are switched off only by owners, after one has signed in through the provider, and with a break-glass owner', async () => {
    await server.dataSource.query('DELETE FROM user_identities');
    const refused = await change(server, { 'sign_in.passwords': 'off' });
    expect(refused).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
    expect(refused.body.error.details.map(({ field }: { field: string }) => field)).toEqual([
      'sign_in.passwords',
      'sign_in.break_glass_user',
    ]);
    await someone(['key-owners']);
    await signInBy(new Browser(server));
    expect(await change(server, { ...off, 'sign_in.break_glass_user': 'nobody' })).toMatchObject({ status: 400 });
    const { username } = await createLoggedInUser(server, 'admin');
    expect(await change(server, { ...off, 'sign_in.break_glass_user': username })).toMatchObject({ status: 400 });
    expect(await change(server, off)).toMatchObject({ status: 200 });
  });

  it('off: only that of the break-glass user works, everywhere, and all refusals are alike', async () => {
    const { username } = await createLoggedInUser(server, 'viewer');
    await someone(['key-owners']);
    await signInBy(new Browser(server));
    await change(server, off);
    for (const [name, password] of [
      [username, PASSWORD],
      [username, 'wrong'],
      ['nobody', 'wrong'],
      ['admin', 'wrong'],
    ] as const) {
      expect(await logIn(name, password)).toMatchObject(refusal(401, 'PASSWORD_SIGN_IN_OFF'));
    }
    expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
    const lic = (name: string, password: string) =>
      server.call('POST', '/api/auth/login', { body: { username: name, password } });
    expect(await lic(username, PASSWORD)).toMatchObject({ status: 401 });
    expect((await lic('admin', ADMIN_PASSWORD)).status).toBe(200);

    const browser = new Browser(server);
    const { html } = await browser.get('/login');
    expect(html).toContain('Sign in with a password');
    const refused = await browser.signIn(username, PASSWORD);
    expect([refused.status, refused.html.includes('switched off')]).toEqual([401, true]);
    expect(await browser.signIn()).toMatchObject({ status: 303 });

    const admin = await userNamed('admin');
    const owner = await createOwner();
    const demote = await owner.call('PATCH', `/api/v1/users/${admin.id}`, { body: { role: 'viewer' } });
    expect(demote).toMatchObject(refusal(409, 'BREAK_GLASS_USER'));
    expect(await owner.call('DELETE', `/api/v1/users/${admin.id}`)).toMatchObject(refusal(409, 'BREAK_GLASS_USER'));
  });

  it('are not switched off while their break-glass owner loses the role', async () => {
    await someone(['key-owners']);
    await signInBy(new Browser(server));
    const { id, username } = await createLoggedInUser(server, 'owner');
    const [settings, role] = await Promise.all([
      change(server, { ...off, 'sign_in.break_glass_user': username }),
      server.asAdmin('PATCH', `/api/v1/users/${id}`, { body: { role: 'viewer' } }),
    ]);
    expect([`${settings.status} ${role.status}`]).toEqual([expect.stringMatching(/^(200 409|400 200)$/)]);
  });

  async function createOwner() {
    await change(server, { 'sign_in.passwords': 'on' });
    const owner = await createLoggedInUser(server, 'owner');
    await change(server, off);
    return owner;
  }
});

describe('the settings', () => {
  it('are those of the documents', async () => {
    await someone(['key-owners']);
    await signInBy(new Browser(server));
    const bodies = [...readProjectFile('docs/sign-in.md').matchAll(/-d '(.*)'$/gm)].map(([, body = '']) => body);
    expect(bodies).toHaveLength(3);
    for (const body of bodies) {
      const isSetUp = body.includes('oidc.issuer');
      const { status } = await change(server, JSON.parse(body) as Record<string, unknown>);
      expect([body, status]).toEqual([body, 200]);
      if (isSetUp) {
        await change(server, settingsOf(provider));
      }
    }
  });

  it('never show the secret, and keep it when its stand-in is sent back', async () => {
    const read = async () => {
      const { body } = await server.asAdmin('GET', '/api/v1/settings', { query: { q: 'oidc.client_secret' } });
      return body.items[0];
    };
    expect(await read()).toMatchObject({ kind: 'secret', value: '********' });
    await change(server, { 'oidc.client_secret': '********', 'oidc.name': 'Example' });
    await someone();
    const browser = new Browser(server);
    expect((await browser.get('/login')).html).toContain('Sign in with Example');
    expect((await signInBy(browser)).status).toBe(303);
    const [{ text }] = await server.dataSource.query(
      `SELECT string_agg(after::text, '') AS text FROM audit_entries WHERE target_id LIKE 'oidc.%'`,
    );
    expect(text).not.toContain('the secret of the client');
  });

  it('say in the console what is wrong, and keep what was typed', async () => {
    await server.dataSource.query('DELETE FROM user_identities');
    const browser = new Browser(server);
    await browser.signIn();
    const { html } = await browser.get('/console/settings/sign-in');
    expect(html).not.toContain('the secret of the client');
    const shown = Object.fromEntries(
      [...html.matchAll(/name="(shown\.[^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const refused = await browser.post('/console/settings/sign-in', {
      ...shown,
      'sign_in.passwords': 'off',
      'oidc.name': 'Typed before',
      'oidc.client_secret': 'typed as well',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('once an active owner has signed in through the OpenID provider');
    expect(refused.html).toContain('While passwords are switched off, this must be the name');
    expect(refused.html).toContain('value="Typed before"');
    const saved = await browser.post('/console/settings/sign-in', { ...shown, 'oidc.name': 'Saved' });
    await someone();
    expect(saved.status).toBe(303);
    expect((await browser.get('/login')).html).toContain('Sign in with Saved');
    expect((await signInBy(browser)).status).toBe(303);
  });

  it.each([
    ['oidc.issuer', 'http://login.example.com'],
    ['oidc.issuer', 'https://login.example.com?x'],
    ['oidc.issuer', 'nonsense'],
    ['oidc.role_map', ['no entry']],
    ['oidc.role_map', ['group=nobody']],
    ['oidc.scopes', ['two words']],
    ['sign_in.second_factor_roles', ['nobody']],
  ])('refuse %s = %j', async (name, value) => {
    const refused = await change(server, { [name]: value });
    expect(refused).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
    expect(refused.body.error.details[0].field).toBe(name);
  });
});

describe('a second factor that a role needs', () => {
  beforeEach(() => change(server, { 'sign_in.second_factor_roles': ['support'] }));

  it('is set up before anything else, and refuses log-ins without one', async () => {
    await change(server, { 'sign_in.second_factor_roles': null });
    const user = await createLoggedInUser(server, 'support');
    expect((await user.call('GET', '/api/v1/licenses')).status).toBe(200);
    await change(server, { 'sign_in.second_factor_roles': ['support'] });
    expect(await user.call('GET', '/api/v1/licenses')).toMatchObject(refusal(403, 'SECOND_FACTOR_SETUP_REQUIRED'));
    expect(await logIn(user.username)).toMatchObject(refusal(403, 'SECOND_FACTOR_SETUP_REQUIRED'));

    const browser = new Browser(server);
    expect(await browser.signIn(user.username, PASSWORD)).toMatchObject({ status: 303 });
    expect(await browser.get('/console/licenses')).toMatchObject({ status: 303, location: '/account/second-factor' });
    const page = await browser.get('/account/second-factor');
    expect(page.html).toContain('Your role needs a second factor');
    await secondFactorOf(server, user);
    expect((await browser.get('/console/licenses')).status).toBe(200);
    expect((await user.call('GET', '/api/v1/licenses')).status).toBe(200);
    expect(await logIn(user.username)).toMatchObject(refusal(401, 'SECOND_FACTOR_REQUIRED'));
  });

  it('can be the one of the provider', async () => {
    await someone(['key-support']);
    const without = new Browser(server);
    await signInBy(without);
    expect(await without.get('/console/licenses')).toMatchObject({ status: 303, location: '/account/second-factor' });
    await someone(['key-support'], { amr: ['pwd', 'mfa'] });
    const browser = new Browser(server);
    await signInBy(browser);
    expect((await browser.get('/console/licenses')).status).toBe(200);
    const [, token = ''] = /<pre[^>]*>([^<]+)</.exec((await browser.post('/account/token')).html) ?? [];
    const headers = { authorization: `Bearer ${token}` };
    expect((await server.call('GET', '/api/v1/licenses', { headers })).status).toBe(200);
  });

  it('is set up without a password only a few minutes after the sign-in', async () => {
    await someone(['key-support']);
    const browser = new Browser(server);
    await signInBy(browser);
    expect((await browser.post('/account/second-factor')).html).toContain('key-whole');
    server.clock.advance(11 * 60_000);
    const late = await browser.post('/account/second-factor');
    expect([late.status, late.html.includes('more than 10 minutes')]).toEqual([409, true]);
  });
});
