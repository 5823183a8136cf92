import { createHmac } from 'node:crypto';
import { allFiles, exportsOfFiles } from '../../src/core/common/declarations/declarations';
import { pluginFoldersIn } from '../../src/core/common/declarations/plugin-folders';
import { plugins } from '../../src/core/common/plugins/plugins';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { sampleOf } from '../testkit/sample';
import { Program } from './program';

const FOLDERS = pluginFoldersIn(allFiles());
const NAMES = FOLDERS.map(({ name }) => name);
/** Kinds of declarations whose names a document can have. */
const DECLARED = ['permissions', 'events', 'error-codes', 'mail-kinds'];

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

const PAIRS = NAMES.flatMap((one, index) => NAMES.slice(index + 1).map((other) => [one, other]));

/** Each plug-in alone, and some pairs. All but V2: test/core-with-v2. */
const CASES = [
  ...sampleOf(NAMES, 2, 'plug-ins off').map((name) => [name]),
  ...sampleOf(PAIRS, 1, 'pairs of plug-ins off').slice(0, 30),
]
  .map(withDependents)
  // A start without the demo revokes its credentials, so that no later one has it.
  .sort((one, other) => Number(one.includes('demo')) - Number(other.includes('demo')));

let databaseUrl: string;

beforeAll(() => Program.build());
beforeAll(async () => {
  databaseUrl = await freshDatabase();
  const program = await start([]);
  await program.end('SIGTERM');
});
afterEach(() => Program.endAll());

/** On a database with rows of all plug-ins. */
function start(off: readonly string[], settings: Record<string, string> = {}): Promise<Program> {
  return Program.start({
    DATABASE_URL: databaseUrl,
    ADMIN_PASSWORD,
    RATE_LIMIT_FACTOR: '0',
    PLUGINS_OFF: off.join(','),
    ...(off.includes('demo') ? {} : { DEMO: '1' }),
    ...settings,
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
  await expectNamesOf(program, off);
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

it('lets customers end news by the link of an e-mail without the console', async () => {
  const JWT_SECRET = 'a secret of this test, which signs the links of e-mails';
  const program = await start(withDependents(['console', 'demo']), { JWT_SECRET });
  const headers = await program.logIn(ADMIN_PASSWORD);
  const reader = { name: 'Reader', email: 'reader@example.com' };
  const { body: customer } = await program.call('POST', '/api/v1/customers', reader, headers);
  const signature = createHmac('sha256', JWT_SECRET).update(`keyward unsubscribe ${customer.id}`).digest('base64url');
  const link = `${program.url}/unsubscribe/${customer.id}.${signature}`;
  const page = await fetch(link, { headers: { 'accept-language': 'de' } });
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("'self'")]);
  expect(await page.text()).toContain('<span>Keine Neuigkeiten mehr</span></button>');
  const optedOut = async () =>
    (await program.call('GET', `/api/v1/customers/${customer.id}`, undefined, headers)).body.news_opt_out;
  expect([(await fetch(`${link}_`, { method: 'POST' })).status, await optedOut()]).toEqual([404, false]);
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect([(await fetch(link, { method: 'POST', body })).status, await optedOut()]).toEqual([200, true]);
});

/** The document names nothing that only these plug-ins declare: its settings and tags are those of the server. */
async function expectNamesOf(program: Program, off: readonly string[]): Promise<void> {
  const { body: document } = await program.call('GET', '/openapi.json');
  const words = new Set(JSON.stringify(document).match(/[\w-]+(?:[.:][\w-]+)*/g));
  const folders = FOLDERS.filter(({ name }) => off.includes(name)).map(({ folder }) => folder);
  const declared = folders.flatMap((folder) => DECLARED.flatMap((kind) => exportsOfFiles<object>(folder, kind)));
  expect(declared.flatMap(Object.keys).filter((name) => words.has(name))).toEqual([]);
  const { body: settings } = await program.call(
    'GET',
    '/api/v1/settings',
    undefined,
    await program.logIn(ADMIN_PASSWORD),
  );
  const names = settings.items.map(({ name }: { name: string }) => name);
  expect(Object.keys(document.components.schemas.SettingValues.properties).sort()).toEqual(names.sort());
  const operations = Object.values<Record<string, { tags?: string[] }>>(document.paths).flatMap((item) =>
    Object.values(item),
  );
  const tags = new Set(operations.flatMap((operation) => operation.tags ?? []));
  expect(document.tags.map(({ name }: { name: string }) => name).sort()).toEqual([...tags].sort());
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
    expect(entriesIn(html)).toBeLessThanOrEqual(11);
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

/** Entries of the sidebar. */
function entriesIn(html: string): number {
  const [sections = ''] = html.split('class="account-link"', 1);
  return (sections.split('<div class="nav-section">').slice(1).join('').match(/<li>/g) ?? []).length;
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
