import { renderToString } from 'preact-render-to-string';
import { componentsPage } from '../../testkit/gallery/components.view';
import { confirmationPage } from '../../testkit/gallery/confirmation.view';
import { FormState, refusedField } from '../../../src/pages/kit/form-state';
import { SessionsService } from '../../../src/core/identity/users/sessions.service';
import { aUser } from '../../testkit/callers';
import { Browser } from '../../testkit/browser';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const HOSTILE = `"><img src=x onerror=alert(1)></textarea><script>alert('x')</script>`;
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());
beforeEach(async () => {
  browser = new Browser(server);
  await browser.signIn();
});
afterEach(() => jest.restoreAllMocks());

describe('protection against forged posts', () => {
  const FORGED: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.keyward.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ];

  it.each(FORGED)('refuses a form of another site: %j', async (headers) => {
    const { status, html } = await browser.post('/logout', {}, headers);
    expect(status).toBe(403);
    expect(html).toMatch(/^<!DOCTYPE html>/);
    expect(await browser.get('/account')).toMatchObject({ status: 200 });
  });

  it.each(['de', 'zh'])('explains the refusal in the language of the browser: %s', async (language) => {
    const headers = { origin: 'https://evil.example', 'accept-language': language };
    const { status, html } = await browser.post('/logout', {}, headers);
    expect([status, html]).toEqual([403, expect.stringContaining(`<html lang="${language}"`)]);
  });

  it.each(FORGED)('refuses a sign-in from another site: %j', async (headers) => {
    const stranger = new Browser(server);
    const { status } = await stranger.post('/login', { username: 'admin', password: 'x' }, headers);
    expect(status).toBe(403);
  });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://keyward.example:8080', host: 'keyward.example:8080' },
    {},
  ])('accepts a form of its own pages: %j', async (headers) => {
    expect(await browser.post('/logout', {}, headers)).toMatchObject({ status: 303, location: '/login' });
  });

  it('lets programs in pages of other sites call the APIs without a cookie', async () => {
    const headers = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    const native = await server.call('POST', '/api/v1/validate', { body: { license_key: 'x' }, headers });
    expect([native.status, native.headers['access-control-allow-origin']]).toEqual([200, '*']);
    const v2 = await server.withKey('POST', '/api/license/verify', {
      body: { license_key: 'x', hardware_hash: 'y' },
      headers,
    });
    expect(v2.status).toBe(200);
  });

  it('refuses calls of other sites that carry the cookie', async () => {
    const value = browser.cookies.get('keyward_session') ?? '';
    const headers = {
      cookie: `keyward_session=${value}`,
      origin: 'https://shop.example',
      'sec-fetch-site': 'cross-site',
    };
    const { status, body } = await server.call('POST', '/api/v1/validate', { body: { license_key: 'x' }, headers });
    expect([status, body.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('trusts the origin of PUBLIC_URL, where a proxy changes the host', async () => {
    const proxied = await TestServer.shared({ PUBLIC_URL: 'https://licenses.example' });
    const headers = { origin: 'https://licenses.example', host: '10.0.0.5:8080' };
    expect(await new Browser(proxied).post('/login', {}, headers)).toMatchObject({ status: 422 });
    await proxied.stop();
  });
});

describe('the session cookie', () => {
  it('opens no call of the native API', async () => {
    expect(await browser.get('/api/v1/licenses')).toMatchObject({ status: 401 });
    expect(await browser.get('/api/v1/auth/me')).toMatchObject({ status: 401 });
  });

  it('is secure, and bound to the host, on a secure connection', async () => {
    const secure = await TestServer.shared({ TRUSTED_PROXIES: '127.0.0.1' });
    const visitor = new Browser(secure, { 'x-forwarded-proto': 'https' });
    await visitor.signIn();
    expect(visitor.lastCookies).toEqual([
      expect.stringMatching(/^__Host-keyward_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    ]);
    expect(await visitor.get('/account')).toMatchObject({ status: 200 });

    // A cookie without the prefix may have been set by another host of the domain.
    const value = visitor.cookies.get('__Host-keyward_session') ?? '';
    visitor.cookies.clear();
    visitor.cookies.set('keyward_session', value);
    expect(await visitor.get('/account')).toMatchObject({ status: 303 });
    await secure.stop();
  });

  it.each(['', 'x', '%00', 'a.b.c', 'x'.repeat(5_000)])('is refused as %.20s', async (value) => {
    browser.cookies.set('keyward_session', value);
    expect(await browser.get('/account')).toMatchObject({ status: 303, location: '/login?next=%2Faccount' });
  });
});

describe('every page', () => {
  it.each(
    sampleOf(
      ['/login', '/account', '/console', '/console/nothing', '/console/components', '/login/nothing'],
      3,
      'headers',
    ),
  )('%s has strict headers', async (path) => {
    const { headers } = await browser.get(path);
    expect(headers).toMatchObject({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('has no inline script or style', async () => {
    for (const path of ['/login', '/account', '/console/components', '/console/components/delete']) {
      const { html } = await browser.get(path);
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?! src=)/);
      expect(html.match(/<h1/g)).toHaveLength(1);
    }
  });

  it('leaves the documentation as it is', async () => {
    const { status, headers } = await browser.get('/docs');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).not.toBe(POLICY);
  });

  it('is reached from the root', async () => {
    expect(await browser.get('/')).toMatchObject({ status: 302, location: '/console' });
    expect(await browser.get('/console')).toMatchObject({ status: 303, location: '/console/overview' });
  });
});

describe('files of the pages', () => {
  it('have names that change with their content, and are cached for good', async () => {
    const { html } = await browser.get('/login');
    const files = [
      ...new Set([...html.matchAll(/(?:href|src)="(\/console\/assets\/[^"#]+)/g)].map(([, path]) => path)),
    ];
    expect(files).toHaveLength(4);
    const stranger = new Browser(server);
    for (const file of files) {
      const { status, headers } = await stranger.get(file ?? '');
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  it('is less than 100 KB of script and style in all', async () => {
    const { html } = await browser.get('/account');
    const paths = [...html.matchAll(/"(\/console\/assets\/[^"]*\.(?:css|js))"/g)].map(([, path]) => path);
    expect(paths).toHaveLength(2);
    const sizes = await Promise.all(paths.map(async (path) => (await browser.get(path ?? '')).html.length));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(100_000);
  });

  it.each(['console.css', 'console.000000000000.css', '..%2fassets.js', '%00'])('has no file %s', async (name) => {
    const { status, headers } = await browser.get(`/console/assets/${name}`);
    expect([400, 404]).toContain(status);
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('texts', () => {
  it('cannot become markup in any component', () => {
    const samples = { text: HOSTILE, at: new Date(0) };
    const form = FormState.refused({ reason: HOSTILE }, refusedField('reason', HOSTILE));
    const pages = [componentsPage(samples), confirmationPage(samples, form)];
    const html = pages.map(({ content }) => renderToString(content.body as never)).join('');
    expect(html.match(/&lt;img src=x onerror=alert\(1\)/g)?.length).toBeGreaterThan(40);
    expect(html).not.toMatch(/<img|<script|<\/textarea><script/);
    expect(html).not.toContain(`"><img`);
  });

  it('stay texts in names, user agents, searches, fields and flashes', async () => {
    const username = HOSTILE.toLowerCase();
    await aUser(server, username, PASSWORD, 'owner');
    const visitor = new Browser(server, { 'user-agent': HOSTILE });
    await visitor.signIn(username, PASSWORD);
    const flash = await visitor.post('/console/components/delete', { reason: HOSTILE });
    expect(flash).toMatchObject({ status: 303, location: '/console/components' });
    const pages = [
      await visitor.get('/console/components'),
      await visitor.get('/account'),
      await visitor.get(`/console/${encodeURIComponent(HOSTILE)}`),
      await visitor.post('/console/components/delete', { reason: HOSTILE.repeat(2) }),
      await visitor.post('/login', { username: HOSTILE, password: 'x', next: `/${HOSTILE}` }),
    ];
    for (const { html } of pages) {
      expect(html).toContain('&lt;img');
      expect(html).not.toMatch(/<img|<script(?! src="\/console)/);
    }
  });
});

describe('a form', () => {
  it('answers with a redirect, and says once what it has done', async () => {
    const { status, location } = await browser.post('/console/components/delete', { reason: 'twice' });
    expect([status, location]).toEqual([303, '/console/components']);
    expect((await browser.get('/console/components')).html).toContain('Deleted: twice');
    expect((await browser.get('/console/components')).html).not.toContain('Deleted: twice');
  });

  it('is shown again with its values and errors if it is refused', async () => {
    const reason = 'x'.repeat(101);
    const { status, html } = await browser.post('/console/components/delete', { reason });
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: Delete this lead?');
    expect(html).toContain(`value="${reason}" `);
    expect(html).toContain('<a href="#field-reason">A reason has at most 100 characters.</a>');
    expect(html).toMatch(
      /id="field-reason"[^>]*aria-invalid="true"[^>]*aria-describedby="field-reason-hint field-reason-error"/,
    );
  });

  it.each(['not json', '{}', Buffer.from('{"tone":"ok","text":1}').toString('base64url'), '%'])(
    'ignores the flash %s',
    async (value) => {
      browser.cookies.set('keyward_flash', value);
      expect(await browser.get('/account')).toMatchObject({ status: 200 });
    },
  );

  it('links to pages of this server only', async () => {
    const flash = { tone: 'ok', text: 'Saved', link: { text: 'More', path: 'https://evil.example' } };
    browser.cookies.set('keyward_flash', Buffer.from(JSON.stringify(flash)).toString('base64url'));
    const { html } = await browser.get('/account');
    expect(html).toContain('Saved');
    expect(html).not.toContain('evil.example');
  });
});

describe('refusals', () => {
  it('name the role that is too weak, within the navigation', async () => {
    const { username } = await createLoggedInUser(server, 'viewer');
    const viewer = new Browser(server);
    await viewer.signIn(username, PASSWORD);
    const { status, html } = await viewer.get('/console/components');
    expect(status).toBe(403);
    expect(html).toContain(`You are signed in as <b>${username}</b> with the role <b>viewer</b>`);
    expect(html).toContain('aria-label="Main"');
  });

  it('say that a page does not exist, within the navigation', async () => {
    const { status, html } = await browser.get('/console/nothing/at/all');
    expect(status).toBe(404);
    expect(html).toContain('There is no such page');
    expect(html).toContain('aria-label="Main"');
    expect(await new Browser(server).get('/console/nothing')).toMatchObject({
      status: 303,
      location: '/login?next=%2Fconsole%2Fnothing',
    });
  });

  it('tell the number of a request that failed, and nothing of the reason', async () => {
    jest.spyOn(server.app.get(SessionsService), 'list').mockRejectedValue(new Error('secret reason'));
    const { status, html, headers } = await browser.get('/account');
    expect(status).toBe(500);
    expect(html).toContain(`request ${String(headers['x-request-id'])}`);
    expect(html).toContain('aria-label="Main"');
    expect(html).not.toContain('secret reason');
  });

  it('have a page for a form that is too large', async () => {
    const { status, html } = await browser.post('/console/components/delete', { reason: 'x'.repeat(1_100_000) });
    expect(status).toBe(413);
    expect(html).toContain('The form is too large');
  });
});

describe('the account', () => {
  it('lists own sessions and ends another one', async () => {
    const other = new Browser(server, { 'user-agent': 'The other browser' });
    await other.signIn();
    const { html } = await browser.get('/account');
    expect(html).toContain('The other browser');
    const [, end = ''] = /action="(\/account\/sessions\/[0-9a-f-]+\/end)"/.exec(html) ?? [];
    expect(await browser.post(end)).toMatchObject({ status: 303, location: '/account' });
    expect(await other.get('/account')).toMatchObject({ status: 303 });
    expect(await browser.post(end)).toMatchObject({ status: 404 });
  });

  it("cannot end another user's session", async () => {
    const { username } = await createLoggedInUser(server, 'admin');
    const other = new Browser(server);
    await other.signIn(username, PASSWORD);
    const { html } = await other.get('/account');
    const [, id = ''] = /sessions\/([0-9a-f-]+)\/end/.exec(html) ?? [];
    expect(await browser.post(`/account/sessions/${id}/end`)).toMatchObject({ status: 404 });
    expect(await browser.post('/account/sessions/nonsense/end')).toMatchObject({ status: 400 });
  });

  it('keeps the theme in the browser', async () => {
    expect((await browser.get('/account')).html).toContain('<html lang="en">');
    expect(await browser.post('/account/theme', { theme: 'dark' })).toMatchObject({ status: 303 });
    expect((await browser.get('/account')).html).toContain('<html lang="en" data-theme="dark">');
    expect((await new Browser(server).get('/login')).html).toContain('<html lang="en">');
    await browser.post('/account/theme', { theme: 'system' });
    expect((await browser.get('/account')).html).toContain('<html lang="en">');
    expect(await browser.post('/account/theme', { theme: '"><script>' })).toMatchObject({ status: 400 });
  });

  it('changes the password, and ends all sessions', async () => {
    const { username } = await createLoggedInUser(server, 'viewer');
    const own = new Browser(server);
    await own.signIn(username, PASSWORD);
    const wrong = await own.post('/account/password', { current_password: 'wrong', new_password: 'long enough' });
    expect(wrong.status).toBe(401);
    expect(wrong.html).toContain('The current password is incorrect.');
    const short = await own.post('/account/password', { current_password: PASSWORD, new_password: 'short' });
    expect(short.status).toBe(422);
    expect(short.html).toContain('The new password must have 8 to 200 characters.');
    expect(short.html).not.toContain('value="short"');

    const done = await own.post('/account/password', { current_password: PASSWORD, new_password: 'long enough' });
    expect(done).toMatchObject({ status: 303, location: '/login' });
    expect(await own.get('/account')).toMatchObject({ status: 303 });
    expect(await own.signIn(username, 'long enough')).toMatchObject({ status: 303, location: '/console' });
  });
});
