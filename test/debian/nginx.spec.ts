import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProjectFile } from '../../src/core/common/project';
import { Program } from '../processes/program';
import { emptyDatabase } from '../testkit/database';
import { freePort } from '../support/free-port';
import { tally } from '../testkit/records';
import { askFrom } from '../support/two-addresses';
import { until } from '../testkit/until';

const CLIENTS = 20;

let folder: string;
let databaseUrl: string;
let nodes: Program[];
let nginx: ChildProcess;
let url: string;
beforeAll(() => Program.build());
beforeAll(async () => {
  databaseUrl = await emptyDatabase('nginx');
  folder = mkdtempSync(join(tmpdir(), 'keyward-nginx-'));
  nodes = await Promise.all([startNode(), startNode(), startNode()]);
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), configured(port));
  nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  url = `http://127.0.0.1:${port}`;
  await until('nginx answers', async () => (await statusOf('/health').catch(() => 0)) === 200);
});
afterAll(async () => {
  nginx.kill();
  await once(nginx, 'close');
  await Program.endAll();
  rmSync(folder, { recursive: true, force: true });
});

function startNode(): Promise<Program> {
  return Program.start({ DATABASE_URL: databaseUrl, TRUSTED_PROXIES: '127.0.0.1' });
}

/** As docs/operate/upgrade.md says, with the nodes of this test: one ends in each, and one remains. */
function configured(port: number): string {
  const [, section = ''] = readProjectFile('docs/operate/upgrade.md').split('\n## Stopping\n');
  const [, documented = ''] = /```nginx\n([^]*?)```/.exec(section) ?? [];
  const servers = nodes.map((node) => `server ${new URL(node.url).host};`);
  const http = documented
    .replace(/(?:server 192\.0\.2\.\d+:8080;\s*)+/, `${servers.join(' ')}\n`)
    .replace('server {\n    location', `server {\n    listen 127.0.0.1:${port};\n    location`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
  return `daemon off;\nmaster_process off;\npid pid;\nevents {}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${http}}\n`;
}

async function statusOf(path: string, body?: object): Promise<number> {
  return (await askFrom(url, path, { method: body ? 'POST' : 'GET', body })).status;
}

it.each(['SIGTERM', 'SIGKILL'] as const)('answers every check while a node ends by %s', async (signal) => {
  const statuses: number[] = [];
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver) {
      statuses.push(await statusOf('/api/v1/validate', { license_key: 'nobody has this key' }));
    }
  });
  await until('the load runs', () => statuses.length > 10 * CLIENTS);
  const [node] = nodes.splice(0, 1);
  await node?.end(signal);
  const answered = statuses.length;
  await until('the others serve', () => statuses.length > answered + 10 * CLIENTS);
  isOver = true;
  await Promise.all(clients);
  expect(tally(statuses)).toEqual({ 200: statuses.length });
});
