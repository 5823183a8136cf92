import { issued } from '../support/issue';
import { TestServer } from '../support/server';

/** Far more than an answer takes on a busy machine, far less than these bodies took when nothing bounded them. */
const AT_ONCE_MS = 2_500;
const JSON_TYPE = { 'content-type': 'application/json' };
const KILOBYTE = 1024;

let server: TestServer;
let url: string;
let programKey: string;
beforeAll(async () => {
  server = await TestServer.start({ OPEN_DIALECTS: 'progran3,smbeauty' });
  url = await server.listen();
  const { body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'x', kind: 'external' } });
  programKey = body.key;
});
afterAll(() => server.stop());

const keys = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"f${index}":1`).join(',')}}`;
const inField = (field: string, value: string): string => `{"${field}":${value}}`;

/** Sends the body and asks for the health right after it; answers the status of the first and how long each took. */
async function beside(path: string, body: string, method = 'POST', headers: Record<string, string> = {}) {
  const began = performance.now();
  const took = (): number => performance.now() - began;
  const sent = fetch(`${url}${path}`, { method, body, headers: { ...JSON_TYPE, ...headers } }).then(
    async (response) => ({ status: response.status, size: (await response.text()).length, took: took() }),
  );
  const health = fetch(`${url}/health`).then((response) => ({ status: response.status, took: took() }));
  return { ...(await sent), bystander: await health };
}

describe.each([
  ['90,000 keys', keys(90_000)],
  ['many lists', `[${'[],'.repeat(250_000)}[]]`],
])('a body with %s in a field', (_what, value) => {
  it.each([
    ['/api/v1/validate', 'hardware_id', 'POST', 413],
    ['/api/verify', 'license_key', 'POST', 413],
    ['/api/license/health', 'app_bundle_id', 'POST', 413],
    ['/api/licenses/validate', 'license_key', 'POST', 413],
    ['/api/nothing-here', 'a', 'POST', 413],
    ['/api/v1/licenses', 'metadata', 'POST', 400],
    ['/api/create_license', 'license_code', 'POST', 400],
  ])('is refused at %s, and nobody else notices', async (path, field, method, status) => {
    const answer = await beside(path, inField(field, value), method);
    expect(answer).toMatchObject({ status, bystander: { status: 200 } });
    expect(answer.took).toBeLessThan(AT_ONCE_MS);
    expect(answer.bystander.took).toBeLessThan(AT_ONCE_MS);
  });
});

it('refuses a form with more fields than any has before it has read them all', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await beside('/api/create_license', 'a[]&'.repeat(250_000), 'POST', form);
  expect(answer).toMatchObject({ status: 400, bystander: { status: 200 } });
  expect(answer.took).toBeLessThan(AT_ONCE_MS);
});

const prefixOf = (dialect: string): string => (dialect === 'native' ? '' : `/dialects/${dialect}`);

it('reads no more than 64 KB for whoever needs no permission of the management, at any route', async () => {
  const body = inField('license_key', `"${'x'.repeat(64 * KILOBYTE)}"`);
  const routes = server.routes.filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method));
  expect(routes.length).toBeGreaterThan(80);
  const read: string[] = [];
  for (const { method, url: path, dialect } of routes) {
    const { status, headers } = await server.call(method, `${prefixOf(dialect)}${path.replace(/:\w+/g, '1')}`, {
      body,
      headers: { ...JSON_TYPE, 'x-api-key': programKey },
    });
    // Pages lead to the sign-in instead of refusing.
    const isSignIn = dialect === 'console' && status === 303 && String(headers.location).startsWith('/login');
    if (!isSignIn && ![401, 403, 413].includes(status)) {
      read.push(`${method} ${path}: ${status}`);
    }
  }
  expect(read).toEqual([]);
});

it('takes long lists and large bodies where the management sends them', async () => {
  const list = Array.from({ length: 10_000 }, (_, index) => `CODE-${index}`);
  const settings = { lm_blacklisted_license_codes: list, lm_blacklisted_buyers: list };
  expect((await server.asAdmin('PATCH', '/api/v1/settings', { body: settings })).status).toBe(200);
  const { body } = await server.asAdmin('GET', '/api/v1/settings');
  expect(body.items.find(({ name }: any) => name === 'lm_blacklisted_buyers').value).toHaveLength(10_000);
  await server.asAdmin('PATCH', '/api/v1/settings', {
    body: { lm_blacklisted_license_codes: null, lm_blacklisted_buyers: null },
  });
  const metadata = Object.fromEntries(list.slice(0, 900).map((code) => [code, 1]));
  expect((await issued(server, { metadata })).metadata).toEqual(metadata);
});

it('tells little of a request in which thousands of things are wrong', async () => {
  const wrong = inField('policy_overrides', `[${'{"a":1},'.repeat(5_000)}{}]`);
  const nested = await beside('/api/v1/licenses', wrong, 'POST', {
    authorization: `Bearer ${await server.adminToken()}`,
  });
  expect(nested.status).toBe(400);
  expect(nested.size).toBeLessThan(10 * KILOBYTE);

  const names = `{${Array.from({ length: 200 }, (_, index) => `"${'n'.repeat(250)}${index}":1`).join(',')}}`;
  const unknown = await beside('/api/v1/validate', names);
  expect(unknown.status).toBe(400);
  expect(unknown.size).toBeLessThan(32 * KILOBYTE);
});
