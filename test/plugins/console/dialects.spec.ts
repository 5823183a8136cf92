import { Browser, formTo } from '../../testkit/browser';
import { declaredRoutesOf } from '../../support/console-routes';
import { APIS } from '../../support/contracts';
import { issued } from '../../testkit/issue';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const PATH = '/console/api-compatibility';
const DIALECTS = APIS.map(({ dialect }) => dialect.name);
const HOSTILE = '<img src=x onerror=alert(1)>';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start({
    RATE_LIMIT_FACTOR: '1',
    OPEN_DIALECTS: 'smbeauty',
    DIALECT_HOSTS: 'lic=licenses.example.cn',
  });
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const logged = (): Promise<Record<string, unknown>[]> =>
  server.dataSource.query('SELECT key, fingerprint, dialect, operation, outcome, ip FROM verifications ORDER BY id');

it('lists every API with its access and requests', async () => {
  await server.call('GET', '/api/license/nothing-here');
  await server.call('POST', '/api/verify', { body: { license_key: 'X', machine_code: 'desk' } });
  const { html, status } = await browser.get(PATH);
  expect(status).toBe(200);
  for (const name of DIALECTS) {
    expect(html).toContain(`href="${PATH}/${name}"`);
  }
  expect(html).not.toContain(`${PATH}/console`);
  expect(html.match(/>On, partly open</g)).toHaveLength(1);
  expect(html).toContain('1 check, 1 denied');
});

it.each(sampleOf(DIALECTS, 4))('shows address, paths, credential, settings and document of %s', async (name) => {
  const { html, status } = await browser.get(`${PATH}/${name}`);
  expect(status).toBe(200);
  expect(html).toContain(name === 'native' ? 'href="/openapi.json"' : `href="/openapi/${name}.json"`);
  expect(html).toMatch(new RegExp(`<code>http[^<]+/dialects/${name}</code> <button [^>]*data-copy=`));
  expect(html.includes(`name="limits.${name}.`)).toBe(html.includes('id="settings'));
  expect(html).toContain(`href="${PATH}/${name}/try"`);
});

it('shows hosts, openness and verdicts', async () => {
  const lic = (await browser.get(`${PATH}/lic`)).html;
  expect(lic).toContain('licenses.example.cn');
  expect(lic).toContain('NOT_FOUND');
  expect(lic).not.toContain('None among the newest checks');
  expect(lic).toContain('limits.lic.verify');
  expect((await browser.get(`${PATH}/smbeauty`)).html).toContain('This API accepts requests without credentials');
  for (const name of ['console', 'nothing', 'constructor', '__proto__']) {
    expect((await browser.get(`${PATH}/${name}`)).status).toBe(404);
    expect((await browser.get(`${PATH}/${name}/try`)).status).toBe(404);
  }
});

it('keeps its settings on its page, where an owner changes them', async () => {
  const path = `${PATH}/lic`;
  const before = (await browser.get(path)).html;
  const fields = formTo(before, path);
  const wrong = await browser.post(path, { ...fields, 'limits.lic.verify': 'many' });
  expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('href="#field-limits-lic-verify"')]);
  const saved = await browser.post(path, { ...fields, 'limits.lic.verify': '77' });
  expect(saved).toMatchObject({ status: 303, location: path });
  expect((await server.sdk.settings.list({ q: 'limits.lic.verify' })).items).toMatchObject([{ value: 77 }]);
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  expect((await viewer.get(path)).html).not.toContain(`<form class="form" method="post" action="${path}"`);
  expect((await viewer.post(path, fields)).status).toBe(403);
});

it.each(['', '/lic', '/lic/try?operation=verify', '/lic/differences/1'])(
  'leads from the former address %s to the new one',
  async (rest) => {
    expect(await browser.get(`/console/dialects${rest}`)).toMatchObject({ status: 303, location: `${PATH}${rest}` });
  },
);

describe('a request', () => {
  it('is sent as a program would send it, and shown', async () => {
    const { key } = await issued(server);
    const { html, status } = await browser.post(`${PATH}/native/try?operation=activate`, { key, device: 'desk' });
    expect(status).toBe(200);
    for (const text of ['POST /api/v1/activate', '>201 Created', 'content-type: ', 'Keyward console', key]) {
      expect(html).toContain(text);
    }
    const [last] = (await logged()).slice(-1);
    expect(last).toMatchObject({
      key,
      fingerprint: 'desk',
      dialect: 'native',
      operation: 'activate',
      outcome: 'VALID',
    });
    const refused = await browser.post(`${PATH}/native/try?operation=validate`, { key: 'NOT-A-KEY', device: '' });
    expect(refused.html).toContain('NOT_FOUND');
  });

  it.each([
    ['v2', 'verify', { key: 'TEST-TEST-TEST-TEST', device: 'desk' }, '401 Unauthorized'],
    ['license-manager', 'connection-check', {}, '401 Unauthorized'],
    ['lic', 'verify', { key: 'LIC-X', device: 'desk' }, '404 Not Found'],
    ['progran3', 'validate', { key: 'PROGRAN3-X', device: 'desk' }, '400 Bad Request'],
    ['smbeauty', 'health', { app: 'com.example.nothing' }, '404 Not Found'],
  ])('goes to %s alone', async (dialect, operation, fields, answer) => {
    const { html } = await browser.post(`${PATH}/${dialect}/try?operation=${operation}`, fields);
    expect(html).toContain(`/dialects/${dialect}/`);
    expect(html).toContain(`<span class="code-name">${answer}</span>`);
  });

  it('uses the key that was entered, and does not show it', async () => {
    const fields = { key: 'TEST-TEST-TEST-TEST', device: 'desk', credential: server.systemKey };
    const { html } = await browser.post(`${PATH}/v2/try?operation=verify`, fields);
    expect(html).toContain('<span class="code-name">200 OK</span>');
    expect(html).toContain('x-api-key: </span>••••••••');
    expect(html).not.toContain(server.systemKey);
  });

  it('takes nothing of the session with it', async () => {
    const { html } = await browser.post(`${PATH}/v2/try?operation=verify`, { key: 'TEST-TEST-TEST-TEST', device: 'x' });
    expect(html).toContain('<span class="code-name">401 Unauthorized</span>');
    expect(html).not.toMatch(/cookie: |authorization: /);
  });

  it('counts against the limits of the address', async () => {
    const send = () => browser.post(`${PATH}/native/try?operation=validate`, { key: 'X', device: 'desk' });
    const remaining = ({ html }: { html: string }) =>
      /"client&quot;;r=(\d+)|&quot;client&quot;;r=(\d+)/.exec(html)?.[2];
    const first = Number(remaining(await send()));
    expect(first).toBeGreaterThan(0);
    expect(Number(remaining(await send()))).toBe(first - 1);
    const limited = await server.call('POST', '/api/v1/validate', { body: { license_key: 'X', hardware_id: 'desk' } });
    expect(limited.headers.ratelimit).toContain(`r=${first - 2}`);
  });

  it('escapes what was entered and answered', async () => {
    const { html } = await browser.post(`${PATH}/native/try?operation=validate`, { key: HOSTILE, device: HOSTILE });
    expect(html).toContain('&lt;img');
    expect(html).not.toContain(HOSTILE);
  });

  it('is one of the listed operations, with well-formed fields', async () => {
    expect((await browser.post(`${PATH}/native/try?operation=issueLicense`, {})).status).toBe(404);
    expect((await browser.post(`${PATH}/v2/try?operation=verify`, { credential: 'two words' })).status).toBe(422);
    const lines = { domain: 'a.example\r\nx: y' };
    expect((await browser.post(`${PATH}/license-manager/try?operation=verify`, lines)).status).toBe(422);
    const long = await browser.post(`${PATH}/native/try?operation=validate`, { key: 'k'.repeat(513) });
    expect(long.status).toBe(422);
  });

  it('needs the permission to change licenses', async () => {
    const { username } = await createLoggedInUser(server, 'support');
    const support = new Browser(server);
    await support.signIn(username, PASSWORD);
    const before = (await logged()).length;
    expect((await support.get(`${PATH}/native`)).html).not.toContain('/try');
    expect((await support.get(`${PATH}/native/try`)).status).toBe(403);
    expect((await support.post(`${PATH}/native/try?operation=validate`, { key: 'X' })).status).toBe(403);
    expect(await logged()).toHaveLength(before);
  });
});

it('says that the license key is enough where all routes of an API are public, and there alone', async () => {
  const routes = declaredRoutesOf(server);
  const names = APIS.map(({ dialect }) => dialect.name);
  expect(names).toEqual(expect.arrayContaining(['native', 'lemon-squeezy']));
  for (const name of sampleOf(names, 4, 'credentials')) {
    const isPublic = routes
      .filter(({ dialect = 'native' }) => dialect === name)
      .every(({ permissions }) => permissions === undefined);
    const { html } = await browser.get(`/console/api-compatibility/${name}`);
    expect([name, html.includes('none: the license key is enough')]).toEqual([name, isPublic]);
  }
});
