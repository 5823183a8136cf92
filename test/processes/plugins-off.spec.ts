import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFiles } from '../../src/core/common/declarations/declarations';
import { pluginFoldersIn } from '../../src/core/common/declarations/plugin-folders';
import { plugins } from '../../src/core/common/plugins/plugins';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { sampleOf } from '../testkit/sample';
import { BUILD_LIMIT_MS, Program } from './program';

jest.setTimeout(300_000);

const NAMES = pluginFoldersIn(allFiles()).map(({ name }) => name);

/** With the plug-ins that need one of them. */
function withDependents(names: readonly string[]): string[] {
  const off = new Set(names);
  for (const { name, needs = [] } of [...plugins(), ...plugins()]) {
    if (needs.some((need) => off.has(need))) {
      off.add(name);
    }
  }
  return [...off].sort();
}

const CORE_WITH_V2 = join(__dirname, 'core-with-v2.txt');
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'];

const PAIRS = NAMES.flatMap((one, index) => NAMES.slice(index + 1).map((other) => [one, other]));

/** Each plug-in alone, all but V2, and some pairs. */
const CASES = [
  ...sampleOf(NAMES, 2, 'plug-ins off').map((name) => [name]),
  ...sampleOf(PAIRS, 1, 'pairs of plug-ins off').slice(0, 30),
  NAMES.filter((name) => name !== 'v2'),
]
  .map(withDependents)
  // A start without the demo revokes its credentials, so that no later one has it.
  .sort((one, other) => Number(one.includes('demo')) - Number(other.includes('demo')));

let databaseUrl: string;

beforeAll(() => Program.build(), BUILD_LIMIT_MS);
beforeAll(async () => {
  databaseUrl = await freshDatabase();
  const program = await start([]);
  await program.end('SIGTERM');
}, 120_000);
afterEach(() => Program.endAll());

/** On a database with rows of all plug-ins. */
function start(off: readonly string[]): Promise<Program> {
  return Program.start({
    DATABASE_URL: databaseUrl,
    ADMIN_PASSWORD,
    RATE_LIMIT_FACTOR: '0',
    PLUGINS_OFF: off.join(','),
    ...(off.includes('demo') ? {} : { DEMO: '1' }),
  });
}

it.each(CASES.map((off) => [off.join(', '), off] as const))('the server works without %s', async (_, off) => {
  const program = await start(off);
  const health = await program.call('GET', '/health');
  const on = health.body.plugins.map(({ name }: { name: string }) => name);
  expect([...on, ...off].sort()).toEqual([...NAMES].sort());
  expect(await program.call('GET', '/health/ready')).toMatchObject({ status: 200 });
  const key = `WITHOUT-${off.length}-${off.join('-').slice(0, 30).toUpperCase()}`;
  await program.issue(ADMIN_PASSWORD, { key });
  expect(await brokenReferences(program, '/openapi.json')).toEqual([]);
  for (const api of plugins().flatMap(({ api: one }) =>
    one && on.includes(one.dialect.name) ? [one.dialect.name] : [],
  )) {
    expect(await brokenReferences(program, `/openapi/${api}.json`)).toEqual([]);
  }
  if (on.includes('v2')) {
    expect(await verifiedByV2(program, key)).toMatchObject({ status: 200, body: { valid: true } });
  }
  if (on.includes('console')) {
    expect(await deadLinks(program)).toEqual([]);
  }
});

it('refuses to turn off what another plug-in needs, and what is no plug-in, and names both', async () => {
  await expect(start(['nothing'])).rejects.toThrow('PLUGINS_OFF names nothing, which is no plug-in.');
  const needing = plugins().find(({ needs = [] }) => needs.length > 0);
  if (needing) {
    const [need = ''] = needing.needs ?? [];
    await expect(start([need])).rejects.toThrow(
      new RegExp(`The plug-in [a-z0-9-]+ needs ${need}, which PLUGINS_OFF names`),
    );
  }
});

// After a change of the core or of V2, write it anew: UPDATE_LIST=1 npm run test:processes -- plugins-off
it('has the written list of operations as the core with V2 alone', async () => {
  const program = await start(withDependents(NAMES.filter((name) => name !== 'v2')));
  const operations = [
    ...(await operationsOf(program, 'native', '/openapi.json')),
    ...(await operationsOf(program, 'v2', '/openapi/v2.json')),
  ];
  const list = `${operations.join('\n')}\n`;
  if (process.env.UPDATE_LIST) {
    writeFileSync(CORE_WITH_V2, list);
  }
  expect(list).toBe(readFileSync(CORE_WITH_V2, 'utf8'));
});

async function operationsOf(program: Program, api: string, path: string): Promise<string[]> {
  const { body } = await program.call('GET', path);
  return Object.entries<object>(body.paths)
    .flatMap(([route, item]) =>
      METHODS.filter((method) => method in item).map((method) => `${api} ${method.toUpperCase()} ${route}`),
    )
    .sort();
}

async function brokenReferences(program: Program, path: string): Promise<string[]> {
  const { status, body } = await program.call('GET', path);
  expect(status).toBe(200);
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  return references.flatMap(([, kind = '', name = '']) => (body.components[kind]?.[name] ? [] : [`${kind}/${name}`]));
}

async function verifiedByV2(program: Program, key: string) {
  const { authorization } = await program.logIn(ADMIN_PASSWORD);
  const made = await program.call(
    'POST',
    '/api/v1/api-keys',
    { name: `key ${program.pid}`, kind: 'system' },
    { authorization },
  );
  const headers = { 'x-api-key': made.body.key ?? made.body.value };
  const device = { license_key: key, hardware_hash: 'desk' };
  await program.call('POST', '/api/license/activate', device, headers);
  return program.call('POST', '/api/license/verify', device, headers);
}

/** Links of the pages that the navigation leads to, and of the pages that these lead to once. */
async function deadLinks(program: Program): Promise<string[]> {
  const cookie = await sessionCookie(program);
  const seen = new Map<string, number>();
  const visit = async (path: string): Promise<string[]> => {
    const response = await fetch(program.url + path, {
      headers: { cookie, accept: 'text/html' },
      redirect: 'manual',
    });
    seen.set(path, response.status);
    const html = await response.text();
    return Array.from(html.matchAll(/ href="(\/[^"#]*)"/g), ([, href = '']) => href.replaceAll('&amp;', '&'));
  };
  let paths = ['/console/overview'];
  for (let depth = 0; depth < 3; depth += 1) {
    const found: string[] = [];
    for (const path of paths.slice(0, 120)) {
      found.push(...(await visit(path)));
    }
    const fresh = found.filter((path) => !seen.has(path) && !/^\/(?:console\/assets|logout)/.test(path));
    // One page of each kind.
    const kinds = new Map(fresh.map((path) => [path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\?.*|\d+/g, ''), path]));
    paths = [...kinds.values()];
  }
  return [...seen].filter(([, status]) => status >= 400).map(([path, status]) => `${path} ${status}`);
}

async function sessionCookie(program: Program): Promise<string> {
  const page = await fetch(`${program.url}/login`, { headers: { accept: 'text/html' } });
  const [, formId = ''] = /name="form_id" value="([^"]*)"/.exec(await page.text()) ?? [];
  const response = await fetch(`${program.url}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    body: new URLSearchParams({ username: 'admin', password: ADMIN_PASSWORD, form_id: formId }),
  });
  expect(response.status).toBe(303);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
}
