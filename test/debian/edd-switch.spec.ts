import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProjectFile } from '../../src/core/common/project';
import { edd, formOf, SITE } from '../support/edd';
import { freePort } from '../support/free-port';
import { issued } from '../testkit/issue';
import { running } from '../testkit/leftovers';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

const SHOP = '<h1>Shop</h1>';

let server: TestServer;
let folder: string;
let nginx: ChildProcess;
let url: string;
/** Requests that the shop has got, and whether they came through Keyward. */
let visits: string[] = [];
beforeAll(async () => {
  server = await TestServer.start({ TRUSTED_PROXIES: '127.0.0.1' });
  const shop = await listening();
  await server.sdk.settings.update({ 'shadow.edd.url': shop, 'shadow.edd.percent': 100 });
  folder = mkdtempSync(join(tmpdir(), 'keyward-nginx-'));
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), configured(port, { shop, keyward: await server.listen() }));
  nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  url = `http://127.0.0.1:${port}`;
  await until('nginx answers', async () => (await fetch(`${url}/about`).catch(() => null))?.status === 200);
});
afterAll(async () => {
  nginx.kill();
  await once(nginx, 'close');
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  visits = [];
});

async function listening(): Promise<string> {
  const shop = createServer((request, response) => {
    const isPassedOn = request.headers['x-forwarded-host'] !== undefined;
    visits.push(`${String(request.method)} ${String(request.url)}${isPassedOn ? ' by Keyward' : ''}`);
    response.writeHead(200, { 'content-type': 'text/html' }).end(SHOP);
  });
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  running.add({ stop: () => new Promise<void>((closed) => shop.close(() => closed()).closeAllConnections()) });
  return `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
}

/** As docs/moving/edd.md says, in front of these servers. */
function configured(port: number, { shop, keyward }: { shop: string; keyward: string }): string {
  const [, documented = ''] = /```nginx\n([^]*?)```/.exec(readProjectFile('docs/moving/edd.md')) ?? [];
  const http = documented
    .replace('http://192.0.2.20:8080', keyward)
    .replace(
      /# The rest .*/,
      `listen 127.0.0.1:${port}; location / { proxy_pass ${shop}; proxy_set_header Host $host; }`,
    );
  return `daemon off; pid nginx.pid; events {} http { access_log off; client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi; ${http} }`;
}

it('sends the calls of plugins to Keyward, and everything else to the shop', async () => {
  const { key } = await issued(server);
  const fields = { license: key, item_id: 1, url: SITE };
  await edd(server, 'activate_license', fields);
  const posted = await fetch(url, { method: 'POST', ...formOf({ edd_action: 'check_license', ...fields }) });
  expect(await posted.json()).toMatchObject({ success: true, license: 'valid' });
  const query = new URLSearchParams({ edd_action: 'check_license', license: key, item_id: '1', url: SITE });
  expect(await (await fetch(`${url}/?${query.toString()}`)).json()).toMatchObject({ license: 'valid' });
  visits = [];
  const texts = [
    await fetch(url),
    await fetch(`${url}/?s=plugin`),
    await fetch(`${url}/cart`, { method: 'POST', ...formOf({ add: '7' }) }),
    await fetch(url, { method: 'POST', ...formOf({ s: 'plugin' }) }),
    await fetch(`${url}/edd-sl/package_download/MTc2NDAwMDAwMDo3`),
  ].map((answer) => answer.text());
  expect(await Promise.all(texts)).toEqual(texts.map(() => SHOP));
  expect(visits.filter((visit) => !visit.includes('check_license'))).toEqual([
    ...['GET /', 'GET /?s=plugin', 'POST /cart', 'POST / by Keyward'],
    'GET /edd-sl/package_download/MTc2NDAwMDAwMDo3 by Keyward',
  ]);
});
