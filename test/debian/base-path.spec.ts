import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chromium, complaintsOf } from '../support/chromium';
import { freePort } from '../support/free-port';
import { change, OpenIdProvider, settingsOf } from '../support/openid-provider';
import { samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

const PAGE = 'docs/operate/install.md';

let folder: string;
let server: TestServer;
let provider: OpenIdProvider;
let chromium: Chromium;
let proxies: ChildProcess[];
/** Addresses of Keyward by proxy. */
const urls = { nginx: '', caddy: '' };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-base-path-'));
  const [nginxPort, caddyPort] = [await freePort(), await freePort()];
  urls.nginx = `http://127.0.0.1:${nginxPort}/keyward`;
  urls.caddy = `http://127.0.0.1:${caddyPort}/keyward`;
  server = await TestServer.start({ PUBLIC_URL: urls.nginx, TRUSTED_PROXIES: '127.0.0.1' });
  provider = await OpenIdProvider.start(urls.nginx);
  chromium = await Chromium.start(server);
  await change(server, { ...settingsOf(provider), 'oidc.name': 'Example Works' });
  writeFileSync(join(folder, 'nginx.conf'), nginxAt(nginxPort));
  writeFileSync(join(folder, 'Caddyfile'), caddyAt(caddyPort));
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  proxies = [
    spawn('/usr/sbin/nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' }),
    spawn('/usr/bin/caddy', ['run', '--config', join(folder, 'Caddyfile')], { stdio: 'ignore', env }),
  ];
  for (const url of Object.values(urls)) {
    await until(`${url} answers`, async () => (await fetch(`${url}/health`).catch(() => null))?.status === 200);
  }
});
afterAll(async () => {
  for (const proxy of proxies) {
    proxy.kill();
    await once(proxy, 'close');
  }
  await chromium.stop();
  await provider.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As the page says, in front of this server. */
function documented(language: string): string[] {
  const samples = samplesIn(PAGE).filter((sample) => sample.language === language);
  return samples.map(({ text }) => text.replaceAll('127.0.0.1:8080', new URL(chromium.url).host));
}

function nginxAt(port: number): string {
  const [general = '', locations = ''] = documented('nginx');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
  const removal = 'proxy_set_header X-Forwarded-Prefix "";';
  const rules = general.slice(0, general.indexOf('location')) + removal + locations;
  return `daemon off; master_process off; pid pid; events {}
    http { access_log off; ${temporary.join('')} server { listen 127.0.0.1:${port};
    ${rules.replace('$host;', '$http_host;')} } }`;
}

function caddyAt(port: number): string {
  const [sample = ''] = documented('caddyfile');
  return `{\n\tadmin off\n}\n${sample.replace('example.com', `http://127.0.0.1:${port}`)}`;
}

it.each(['nginx', 'caddy'] as const)('works below a path behind %s', async (name) => {
  const url = urls[name];
  const page = await chromium.open(url);
  await page.waitForURL(`${url}/login`);
  const complaints = complaintsOf(page);
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const loaded = await page.evaluate(
    '[...document.styleSheets].map(({ href, cssRules }) => [href, cssRules.length > 50])',
  );
  expect(loaded).toEqual([[expect.stringMatching(new RegExp(`^${url}/console/assets/`)), true]]);
  const { cookies } = await page.context().storageState();
  expect(cookies.map((cookie) => [cookie.name, cookie.path])).toEqual([['keyward_zone.keyward', '/keyward']]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('signs in through a provider, searches, saves a form, and finds its way back', async () => {
  const url = urls.nginx;
  await provider.expect({ sub: 'grace', preferred_username: 'grace', groups: ['key-owners'] });
  const page = await chromium.open(`${url}/login?next=/console/customers`);
  const complaints = complaintsOf(page);
  await page.getByRole('link', { name: 'Sign in with Example Works' }).click();
  await page.waitForURL(`${url}/console/customers`);
  await page.keyboard.press('Control+K');
  await page.locator('.palette input').fill('Webhooks');
  await page.locator('.palette [role="option"]', { hasText: 'Webhooks' }).first().click();
  await page.waitForURL(`${url}/console/webhooks`);

  await page.goto(`${url}/console/customers/new`);
  await page.getByLabel('Name', { exact: true }).fill('Ines Achterberg');
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL(`${url}/customer/edit/*`);
  await page.goto(`${url}/console/customers`);
  await page.locator('[data-search]').fill('Achter');
  await page.waitForURL(`${url}/console/customers?q=Achter*`);
  await page.getByRole('link', { name: 'Ines Achterberg' }).click();
  await page.waitForURL(`${url}/customer/edit/*`);
  await page.getByRole('heading', { name: 'Ines Achterberg' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('reads no path that a client sends by nginx', async () => {
  const page = await fetch(`${urls.nginx}/login`, {
    headers: { 'x-forwarded-prefix': '/elsewhere', accept: 'text/html' },
  });
  expect(await page.text()).toContain('action="/keyward/login"');
});

it('sends requests from the page of the documents', async () => {
  const page = await chromium.open(`${urls.caddy}/docs#/client/validate`);
  const complaints = complaintsOf(page);
  const operation = page.locator('.opblock', { has: page.locator('[data-path="/api/v1/validate"]') });
  await operation.getByRole('button', { name: 'Try it out' }).click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  await operation.locator('.live-responses-table .response-col_status').getByText('200').waitFor();
  expect(await operation.locator('.request-url').textContent()).toContain(`${urls.caddy}/api/v1/validate`);
  expect(complaints).toEqual([]);
  await page.context().close();
});
