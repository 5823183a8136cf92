import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  applied,
  asImported,
  countsOf,
  importedLicenses,
  notesOf,
  unbalanced,
  uploaded,
  licensesToImport,
} from '../../support/imports';
import { TestServer } from '../../testkit/server';
import { OLD_V2_KEY, oldV2License, type OldV2License, V2_CUSTOMERS, v2Dump } from '../../support/v2-dump';

const COUNT = licensesToImport(80);
const OLD = Array.from({ length: COUNT }, (_, index) => oldV2License(index + 1));

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

it('imports the licenses of the V2 server field by field, once, and its programs go on', async () => {
  const dump = v2Dump(COUNT);
  const ready = await uploaded(server, 'v2', gzipSync(dump));
  expect(ready).toMatchObject({ state: 'ready', failure: null });
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'customer')).toMatchObject({ read: V2_CUSTOMERS, made: V2_CUSTOMERS });
  expect(countsOf(done, 'other')).toMatchObject({ left_out: { table_not_imported: 1, column_not_imported: 2 } });
  expect(countsOf(done, 'license')).toMatchObject({ read: COUNT, made: COUNT });
  const devices = OLD.flatMap((old) => old.devices);
  expect(countsOf(done, 'activation')).toMatchObject({
    made: devices.filter(({ isActive }) => isActive).length,
    left_out: { license_unknown: 1, not_active: devices.filter(({ isActive }) => !isActive).length },
  });
  expect(countsOf(done, 'version')).toMatchObject({ made: 2 });
  expect(countsOf(done, 'api_key')).toMatchObject({ made: 1, left_out: { not_active: 1 } });
  expect(notesOf(done)).toEqual({
    file_missing: 2,
    url_dropped: 1,
    over_limit: OLD.filter((old) => seatsOf(old).length > old.activations).length,
  });
  const found = new Map((await importedLicenses(server, done.batch)).map((license) => [license.key, license]));
  const wrong = OLD.filter((old) => !isDeepStrictEqual(found.get(old.key), expectedOf(old)));
  expect(wrong.slice(0, 1).map((old) => [found.get(old.key), expectedOf(old)])).toEqual([]);
  const users = await server.dataSource.query(`SELECT count(*)::integer AS count FROM licenses WHERE max_users = 25`);
  expect(users).toEqual([{ count: COUNT / 5 }]);
  const [seen] = await server.dataSource.query(
    `SELECT name, app_version, activated_at, last_seen_at FROM activations WHERE fingerprint = $1`,
    ['hw-1-0\\x'],
  );
  expect(seen).toEqual({
    name: 'DESKTOP 1',
    app_version: '1.0.0',
    activated_at: new Date('2024-05-06T05:08:09.123Z'),
    last_seen_at: new Date('2024-06-07T06:09:10Z'),
  });

  const again = await applied(server, (await uploaded(server, 'v2', v2Dump(30))).id);
  expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);

  const old = OLD.find((one) => one.isActive && one.until === '2031-02-03' && seatsOf(one).length === 1);
  const { status, body } = await server.call('POST', '/api/license/verify', {
    headers: { 'x-api-key': OLD_V2_KEY },
    body: { license_key: old?.key, hardware_hash: old?.devices[0]?.hash, app_version: '1.0.0' },
  });
  expect([status, body]).toMatchObject([200, { valid: true, license: { valid_until: '2031-02-03' } }]);
});

it('imports API keys of which the server keeps only the SHA-256', async () => {
  const value = `AF-2024-${'9'.repeat(32)}`;
  const sha256 = createHash('sha256').update(value).digest('hex');
  const dump = v2Dump(3)
    .replace('id, name, key, is_active', 'id, name, key_hash, is_active')
    .replace(OLD_V2_KEY, sha256);
  const done = await applied(server, (await uploaded(server, 'v2', dump)).id);
  expect(countsOf(done, 'api_key')).toMatchObject({ made: 1, left_out: { not_active: 1 } });
  const body = { license_key: oldV2License(1).key, hardware_hash: 'hw-1-0\\x' };
  expect((await server.withKey('POST', '/api/license/verify', { body }, value)).status).toBe(200);
  const other = dump.replace(sha256, `$2b$12$${sha256}`);
  const refused = await applied(server, (await uploaded(server, 'v2', other)).id);
  expect(countsOf(refused, 'api_key')).toMatchObject({ made: 0, left_out: { not_active: 1, api_key_hash_invalid: 1 } });
});

it.each([
  ['an archive', 'PGDMP\x01\x0e', 'wrong_file'],
  ['INSERT statements', 'INSERT INTO public.licenses VALUES (1);\n', 'wrong_file'],
  ['another database', 'COPY public.a (id) FROM stdin;\n1\n\\.\n', 'wrong_file'],
  ['half of a dump', v2Dump(20).slice(0, -900), 'file_truncated'],
  [
    'a row with too few values',
    'COPY a (license_key, max_activations, valid_until) FROM stdin;\n1\n\\.\n',
    'wrong_file',
  ],
  ['a row of 17 MiB', `COPY a (id) FROM stdin;\n${'x'.repeat(17 * 1024 ** 2)}`, 'row_too_large'],
])('refuses %s in words', async (_name, file, reason) => {
  const { failure } = await uploaded(server, 'v2', gzipSync(file));
  expect(failure).toEqual({ reason, detail: expect.any(String) });
});

function seatsOf({ devices }: OldV2License): string[] {
  return devices.flatMap(({ hash, isActive }) => (isActive ? [hash] : [])).sort();
}

function expectedOf(old: OldV2License): object {
  const customer = old.customer === 5 ? null : `admin${old.customer}@acme.example`;
  return asImported(
    {
      key: old.key,
      product: 'v2-default',
      product_name: 'V2',
      // Its type is one of ours.
      type_label: null,
      customer: old.customer === null ? null : customer,
      customer_name: old.customer === null ? null : `ACME\\${old.customer} "Corp" line`,
      seats: old.activations,
      uses: null,
      state: old.isActive ? 'active' : 'disabled',
      expires_at: old.until === null ? null : `${old.until}T23:59:59.000Z`,
      created_at: '2024-01-01T10:20:30.000Z',
      metadata: {},
      activations: seatsOf(old),
      company: old.customer !== null && old.customer % 2 === 1 ? 'ACME' : null,
      phone: old.customer === null ? null : '+1 555 0100',
      starts_at: '2024-01-01T00:00:00.000Z',
      max_users: old.users,
    },
    () => ({
      name: `DESKTOP ${old.id}`,
      activated_at: '2024-05-06T05:08:09.123Z',
      last_seen_at: '2024-06-07T06:09:10.000Z',
    }),
  );
}
