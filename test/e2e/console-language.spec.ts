import { Browser } from '../support/browser';
import { createLoggedInUser, PASSWORD } from '../support/users';
import { TestServer } from '../support/server';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  browser = new Browser(server);
  await browser.signIn();
});

const pathsOf = (html: string): (string | undefined)[] =>
  [...html.matchAll(/name="next" value="([^"]*)"/g)].map(([, path]) => path);

describe('the language', () => {
  it('is that of the browser before the sign-in, and until one is chosen', async () => {
    const stranger = new Browser(server, { 'accept-language': 'de-AT,de;q=0.9,en;q=0.1' });
    expect((await stranger.get('/login')).html).toContain('<html lang="de">');
    await stranger.signIn();
    expect((await stranger.get('/leads/')).html).toContain('Lead anlegen');
    const { html } = await browser.get('/leads/');
    expect(html).toContain('Add lead');
  });

  it('is chosen on any page, and leads back to it', async () => {
    const { html } = await browser.get('/leads/?q=a%26b');
    expect(pathsOf(html)).toEqual(['/leads/?q=a%26b']);
    const chosen = await browser.post('/console/language', { language: 'zh', next: '/leads/?q=a%26b' });
    expect([chosen.status, chosen.location]).toEqual([303, '/leads/?q=a%26b']);
    expect(browser.lastCookies).toEqual([
      expect.stringMatching(/^keyward_language=zh; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/),
    ]);
    const { html: chinese } = await browser.get('/leads/');
    expect(chinese).toContain('<html lang="zh">');
    expect(chinese).toContain('潜在客户');
    expect(chinese).toContain('value="zh" lang="zh" aria-pressed="true">中文</button>');
  });

  it('can be chosen before the sign-in', async () => {
    const stranger = new Browser(server);
    const { html } = await stranger.get('/login?next=%2Fleads%2F');
    expect(pathsOf(html)).toContain('/login?next=%2Fleads%2F');
    const { location } = await stranger.post('/console/language', { language: 'de', next: '/login?next=%2Fleads%2F' });
    expect(location).toBe('/login?next=%2Fleads%2F');
    expect((await stranger.get('/login')).html).toContain('<html lang="de">');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'leads', ''])(
    'does not lead to %j',
    async (next) => {
      const { status, location } = await browser.post('/console/language', { language: 'de', next });
      expect([status, location]).toEqual([303, '/console']);
    },
  );

  it.each(['fr', '', 'en; Secure', '<script>'])('cannot be %j', async (language) => {
    const { status, html } = await browser.post('/console/language', { language });
    expect(status).toBe(400);
    expect(html).not.toContain('<script>');
    expect(browser.cookies.get('keyward_language')).toBeUndefined();
  });

  it('is not chosen by a form of another site', async () => {
    const { status } = await browser.post(
      '/console/language',
      { language: 'de' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    );
    expect(status).toBe(403);
  });

  it('follows a refused form back to the page that has it', async () => {
    const referer = 'http://localhost/leads/create';
    const headers = { 'sec-fetch-site': 'same-origin', referer, host: 'localhost' };
    const { status, html } = await browser.post('/leads/create', { name: '' }, headers);
    expect([status, pathsOf(html)]).toEqual([422, ['/leads/create']]);
  });
});

describe('errors', () => {
  const inGerman = async (): Promise<Browser> => {
    const german = new Browser(server, { 'accept-language': 'de' });
    await german.signIn();
    return german;
  };

  it('are in the language of the page, with the label of the field', async () => {
    const german = await inGerman();
    const { status, html } = await german.post('/leads/create', {
      contacts_shown: '1',
      name: 'x',
      type: 'y',
      city: 'c'.repeat(300),
    });
    expect(status).toBe(422);
    expect(html).toContain('<title>Fehler: Lead anlegen');
    expect(html).toContain('Der Lead wurde nicht gespeichert: 1 Feld ist zu ändern');
    expect(html).toContain('<a href="#field-city">Stadt und Land: Höchstens 255 Zeichen eingeben.</a>');
    expect(html).toContain('<span>Höchstens 255 Zeichen eingeben.</span>');
  });

  it('have pages in the language of the browser', async () => {
    const german = await inGerman();
    expect((await german.get('/console/nothing')).html).toContain('Diese Seite gibt es nicht');
    const { username } = await createLoggedInUser(server, 'viewer');
    const viewer = new Browser(server, { 'accept-language': 'zh' });
    await viewer.signIn(username, PASSWORD);
    const { status, html } = await viewer.get('/leads/create');
    expect(status).toBe(403);
    expect(html).toContain(`当前登录用户：<b>${username}</b>`);
  });
});

describe('a form that is sent after its session ended', () => {
  it('leads to the sign-in, which says so, and back to the page', async () => {
    const other = new Browser(server);
    const headers = { 'sec-fetch-site': 'same-origin', referer: 'http://localhost/leads/create', host: 'localhost' };
    const sent = await other.post('/leads/create', { name: 'Typed' }, headers);
    expect([sent.status, sent.location]).toEqual([303, '/login?next=%2Fleads%2Fcreate']);
    expect((await other.get('/login?next=%2Fleads%2Fcreate')).html).toContain('The session has ended');
    expect((await other.get('/login')).html).not.toContain('The session has ended');
  });

  it('says nothing to who only opened a page', async () => {
    const other = new Browser(server);
    await other.get('/leads/');
    expect((await other.get('/login')).html).not.toContain('The session has ended');
  });
});
