import { createHash } from 'node:crypto';
import { LeakScanner } from '../../support/leak-reports';
import { issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';

const MINUTE = 60_000;

let server: TestServer;
let scanner: LeakScanner;
beforeAll(async () => {
  server = await TestServer.shared();
  scanner = await LeakScanner.start();
  await set(scanner.url);
});
afterEach(async () => {
  server.clock.reset();
  scanner.isDown = false;
  await server.emptyTables('anomalies', 'reaction_rules');
});
afterAll(() => server.stop());

const set = (url: string) => server.asAdmin('PATCH', '/api/v1/settings', { body: { 'anomalies.leak_keys_url': url } });
const leak = (token: string, url = 'https://example.com/notes.txt') => ({
  token,
  type: 'license_key',
  url,
  source: 'content',
});
const anomaliesOf = async ({ id }: { id: string }) =>
  (await server.sdk.monitoring.listAnomalies({ license: id })).items;
const anyAnomaly = async () => (await server.sdk.monitoring.listAnomalies()).items;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

it('opens an anomaly of the license, and says which tokens are keys', async () => {
  const license = await issued(server);
  const { status, body } = await scanner.report(server, [leak(license.key), leak('another-token')]);
  expect([status, body]).toEqual([
    200,
    [
      { token_hash: sha256(license.key), token_type: 'license_key', label: 'true_positive' },
      { token_hash: sha256('another-token'), token_type: 'license_key', label: 'false_positive' },
    ],
  ]);
  expect(single(await anomaliesOf(license))).toMatchObject({
    type: 'key_leaked',
    details: { places: [{ url: 'https://example.com/notes.txt', source: 'content', type: 'license_key' }] },
  });
});

it('finds a key in another spelling, and one that was replaced and is still valid', async () => {
  const license = await issued(server);
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: { overlap_days: 14 } });
  await scanner.report(server, [leak(license.key.toLowerCase().replaceAll('-', ''))]);
  expect(await anomaliesOf(license)).toHaveLength(1);
});

it('adds further places to the anomaly, each once', async () => {
  const license = await issued(server);
  const other = leak(license.key, 'https://example.com/other.txt');
  await scanner.report(server, [leak(license.key)]);
  for (const report of [[other], [other], [leak(license.key)]]) {
    await scanner.report(server, report);
  }
  const { places } = single(await anomaliesOf(license)).details as { places: { url: string }[] };
  expect(places.map(({ url }) => url).sort()).toEqual([
    'https://example.com/notes.txt',
    'https://example.com/other.txt',
  ]);
});

it('opens one anomaly for reports that arrive together', async () => {
  const license = await issued(server);
  const answers = await Promise.all([1, 2, 3, 4].map(() => scanner.report(server, [leak(license.key)])));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await anomaliesOf(license)).toHaveLength(1);
});

it('does what the rule of the policy says', async () => {
  const policy = (await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'strict about leaks' } })).body.id;
  const rule = { anomaly: 'key_leaked', policy, suspend_after_days: 0 };
  expect((await server.asAdmin('PUT', '/api/v1/monitoring/reaction-rules', { body: rule })).status).toBe(200);
  const [strict, other] = [await issued(server, { policy }), await issued(server)];
  await scanner.report(server, [leak(strict.key), leak(other.key)]);
  await runJob(server, 'anomaly-suspensions');
  const states = await Promise.all([strict, other].map(async ({ id }) => (await server.sdk.licenses.get(id)).status));
  expect(states).toEqual(['disabled', 'unused']);
});

it('refuses what the scanner has not signed, and stores nothing', async () => {
  const { key } = await issued(server);
  const [body, headers] = [[leak(key)], scanner.headers([leak(key)])];
  const wrong: [object, Record<string, string>][] = [
    [body, { 'content-type': 'application/json' }],
    [[leak(key, 'https://example.com/changed')], headers],
    [body, { ...headers, 'github-public-key-signature': 'AAAA' }],
    [body, scanner.headers(body, 'another-key')],
  ];
  for (const [sent, sentHeaders] of wrong) {
    expect((await scanner.report(server, sent, sentHeaders)).status).toBe(400);
  }
  await set('');
  expect((await scanner.report(server, body)).status).toBe(400);
  await set(scanner.url);
  expect(await anyAnomaly()).toEqual([]);
});

it.each<[string, object]>([
  ['no list', { token: 'a' }],
  ['an entry without a token', [{ url: 'https://example.com' }]],
  ['an entry that is no object', [null]],
  ['more than 1,000 entries', Array.from({ length: 1_001 }, () => leak('a'))],
])('refuses %s', async (_case, body) => {
  expect((await scanner.report(server, body)).status).toBe(400);
});

it('asks for unknown keys of the scanner once a minute', async () => {
  const body = [leak('a-token')];
  const unknown = scanner.headers(body, 'unknown');
  server.clock.advance(2 * MINUTE);
  await scanner.report(server, body, unknown);
  const before = scanner.reads;
  await scanner.report(server, body, unknown);
  expect(scanner.reads).toBe(before);
  server.clock.advance(2 * MINUTE);
  await scanner.report(server, body, unknown);
  expect(scanner.reads).toBe(before + 1);
});

it('says that the keys of the scanner cannot be read', async () => {
  await set(`${scanner.url}?moved`);
  scanner.isDown = true;
  const { status, headers } = await scanner.report(server, [leak('a-token')]);
  expect([status, headers['retry-after']]).toEqual([503, '60']);
  await set(scanner.url);
});
