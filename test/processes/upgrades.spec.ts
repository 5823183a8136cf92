import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '../../src/core/common/version';
import { buildRelease, earlierReleases } from '../support/former-release';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase } from '../testkit/database';
import { clientOf } from './load';
import { Program } from './program';

const LICENSES = 50;
const MINUTES = 60_000;
const LISTS = ['licenses', 'customers', 'products', 'policies', 'webhooks', 'api-keys', 'key-pools'];

const [major] = VERSION.split('.');
const releases = earlierReleases();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-upgrade-'));
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

it(`finds every earlier release of version ${major}, and the commits that are named`, () => {
  const clone = mkdtempSync(join(folder, 'clone-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: clone });
  git('init', '--quiet');
  const tags = [`v${major}.9.0`, `v${Number(major) + 1}.0.0`, `v${major}.10.0`, `v${major}.11.0`];
  for (const tag of tags) {
    git('commit', '--quiet', '--allow-empty', `--message=${tag}`);
    git('tag', tag);
  }
  expect(earlierReleases(clone, { KEYWARD_UPGRADE_FROM: 'abc,def' })).toEqual([
    `v${major}.9.0`,
    `v${major}.10.0`,
    'abc',
    'def',
  ]);
});

// Without a release there is nothing to upgrade from, and `each` refuses an empty list.
(releases.length === 0
  ? it.skip.each([['none', 0] as const])
  : it.each(releases.map((release, index) => [release, index] as const)))(
  'takes over a filled database of %s, beside a node of it',
  async (release, index) => {
    const before = mkdtempSync(join(folder, `release-${index}-`));
    buildRelease(before, release);
    await Program.build();
    const settings = { DATABASE_URL: await emptyDatabase(`upgrade_${index}`), ADMIN_PASSWORD };
    const old = await Program.start(settings, undefined, [join(before, 'scripts/start.mjs')]);
    const admin = await old.logIn(ADMIN_PASSWORD);
    const keys = await fill(old, admin);
    const counts = await countsOn(old, admin);

    const next = await Program.start(settings);
    expect(await countsOn(next, admin)).toEqual(counts);
    // Both serve the licenses and what the other one does.
    const [first = '', second = ''] = keys;
    expect(await stateOf(old, first)).toEqual(await stateOf(next, first));
    const issuedByOld = await issue(old, admin);
    const issuedByNext = await issue(next, admin);
    expect((await clientOf(next, issuedByOld, 'desk').activate()).status).toBe(201);
    expect((await clientOf(old, issuedByNext, 'desk').activate()).status).toBe(201);
    expect((await clientOf(old, second, 'laptop').activate()).status).toBe(201);
    expect((await clientOf(next, second, 'laptop').activate()).status).toBe(200);

    expect(await old.end('SIGTERM')).toMatchObject({ code: 0 });
    for (const key of keys) {
      expect(await stateOf(next, key)).toMatchObject({ status: 200, body: { valid: true } });
    }
  },
  20 * MINUTES,
);

type Headers = Record<string, string>;

async function created(node: Program, path: string, body: object, admin: Headers): Promise<Record<string, string>> {
  const answer = await node.call('POST', `/api/v1/${path}`, body, admin);
  expect(answer.status).toBe(201);
  return answer.body;
}

async function issue(node: Program, admin: Headers, license: object = {}): Promise<string> {
  const { key = '' } = await created(node, 'licenses', { product: 'v2-default', ...license }, admin);
  return key;
}

/** One of everything that most vendors have, and licenses with an active device each. */
async function fill(node: Program, admin: Headers): Promise<string[]> {
  const { id: policy } = await created(node, 'policies', { name: 'Upgraded' }, admin);
  const { id: customer_id } = await created(node, 'customers', { name: 'Ada', email: 'ada@example.com' }, admin);
  await created(node, 'products', { reference: 'upgraded', name: 'Upgraded' }, admin);
  await created(node, 'webhooks', { url: 'https://93.184.216.34/hook', events: ['license.revoked'] }, admin);
  await created(node, 'api-keys', { name: 'Upgraded', kind: 'internal' }, admin);
  await created(node, 'key-pools', { name: 'Upgraded', product: 'v2-default' }, admin);
  const keys: string[] = [];
  for (let count = 0; count < LICENSES; count += 1) {
    const key = await issue(node, admin, { policy, customer_id, max_activations: 3 });
    expect((await clientOf(node, key, 'desk').activate()).status).toBe(201);
    keys.push(key);
  }
  return keys;
}

/** The items on the first page of each list. */
async function countsOn(node: Program, admin: Headers): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const list of LISTS) {
    const { status, body } = await node.call('GET', `/api/v1/${list}?limit=100`, undefined, admin);
    expect([list, status]).toEqual([list, 200]);
    counts[list] = body.items.length;
  }
  return counts;
}

async function stateOf(node: Program, license_key: string): Promise<{ status: number; body: object }> {
  const { status, body } = await node.call('POST', '/api/v1/validate', { license_key, hardware_id: 'desk' });
  return { status, body: { valid: body.valid, code: body.code, expires_at: body.expires_at } };
}
