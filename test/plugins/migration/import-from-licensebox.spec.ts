import { gzipSync } from 'node:zlib';
import { applied, countsOf, unbalanced, uploaded, worked, licensesToImport } from '../../support/imports';
import {
  ACTIVATED_ON,
  DELETED_PRODUCT,
  licenseboxDump,
  OLD_EXTERNAL_KEY,
  oldLicense,
} from '../../support/licensebox-dump';
import { formOf } from '../../testkit/forms';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const COUNT = licensesToImport(120);
const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);
const OLD = NUMBERS.map((number) => ({ number, ...oldLicense(number) }));
const KEPT = OLD.filter(({ pid }) => pid !== DELETED_PRODUCT);
const dump = (count: number, style = { rowsPerInsert: 500, hasColumns: false }): string =>
  [...licenseboxDump(count, style)].join('');
/** Kolkata is 5:30 before UTC. */
const utc = (clock: string): string => new Date(`${clock.replace(' ', 'T')}+05:30`).toISOString();
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of several tables
type Row = Record<string, any>;

const licensesOf = (batch: string) =>
  server.dataSource.query<Row[]>(
    `SELECT l.*, p.reference AS product, c.email AS customer, policy.name AS policy,
       ARRAY(SELECT fingerprint || ' ' || to_char(activated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
         FROM activations a WHERE a.license_id = l.id ORDER BY 1) AS domains
     FROM licenses l JOIN products p ON p.id = l.product_id JOIN policies policy ON policy.id = l.policy_id
     LEFT JOIN customers c ON c.id = l.customer_id WHERE l.batch = $1 ORDER BY l.key`,
    [batch],
  );

describe('a dump of LicenseBox', () => {
  it('is checked, imported field by field, found again, and undone', async () => {
    const ready = await uploaded(server, 'licensebox', gzipSync(dump(COUNT)));
    expect(ready).toMatchObject({ state: 'ready', failure: null });
    expect(unbalanced(ready)).toEqual([]);
    const over = KEPT.filter(({ urls, parallel }) => parallel !== null && urls.length > parallel).length;
    expect(Object.fromEntries(ready.notes.map(({ note, count }) => [note, count]))).toMatchObject({
      over_limit: over,
      zero_date: OLD.filter(({ expiry }) => expiry?.startsWith('0000')).length,
      email_invalid: OLD.filter(({ email }) => email === 'nobody').length,
      file_missing: 2,
    });
    const { body: policies } = await server.asAdmin('GET', `/api/v1/imports/${ready.id}/policies`);
    // None for licenses of the product that was deleted.
    expect(sumOf(policies.items.map((one: { licenses: number }) => one.licenses))).toBe(KEPT.length);
    expect(countsOf(ready, 'policy')).toMatchObject({ read: policies.items.length, pending: policies.items.length });
    const [{ count: before }] = await server.dataSource.query(`SELECT count(*)::integer AS count FROM licenses`);
    expect(before).toBe(0);

    const [first] = policies.items;
    const done = await applied(server, ready.id, { policies: [{ number: first.number, name: 'Renamed' }] });
    expect(done).toMatchObject({ state: 'done', failure: null });
    expect(unbalanced(done)).toEqual([]);
    const gone = COUNT - KEPT.length;
    expect(countsOf(done, 'license')).toMatchObject({
      read: COUNT,
      made: KEPT.length,
      left_out: { product_unknown: gone },
    });
    const seats = KEPT.filter(({ urls }) => urls.length > 0);
    expect(countsOf(done, 'activation')).toMatchObject({
      made: sumOf(KEPT.map(({ urls }) => urls.length)),
      already_there: 0,
      left_out: {
        license_unknown: 1,
        domain_invalid: 1,
        not_active: NUMBERS.filter((number) => number % 40 === 0).length,
        repeated: OLD.filter(({ number, urls }) => number % 30 === 1 && urls.length > 0).length,
      },
    });
    expect(countsOf(done, 'api_key')).toMatchObject({ made: 1, left_out: { api_key_restricted: 1 } });
    expect(countsOf(done, 'version')).toMatchObject({ made: 1, left_out: { product_unknown: 1 } });
    expect(countsOf(done, 'blocked')).toMatchObject({ made: 2 });

    const found = await licensesOf(done.batch);
    expect(found).toHaveLength(KEPT.length);
    const byKey = new Map(found.map((license) => [license.key, license]));
    const wrong = KEPT.filter((old) => {
      const license = byKey.get(old.code);
      return JSON.stringify(shownOf(license)) !== JSON.stringify(expectedOf(old));
    });
    expect(wrong.slice(0, 1).map((old) => [shownOf(byKey.get(old.code)), expectedOf(old)])).toEqual([]);
    expect(found.filter(({ policy }) => policy === 'Renamed')).toHaveLength(first.licenses);
    const used = new Set(found.map(({ policy }) => policy));
    expect(countsOf(done, 'policy')).toMatchObject({ made: used.size });
    expect(found.filter(({ domains }) => domains.length > 0)).toHaveLength(seats.length);
    expect((await eventsOf(server, done.id)).map(({ name }) => name).sort()).toEqual([
      ...['import.checked', 'import.confirmed', 'import.finished', 'import.started'],
    ]);

    const again = await applied(server, (await uploaded(server, 'licensebox', dump(40))).id);
    expect([countsOf(again, 'license'), countsOf(again, 'customer')]).toMatchObject([
      { made: 0, already_there: KEPT.filter(({ number }) => number <= 40).length },
      { made: 0 },
    ]);
    // No license would get one.
    expect(again.counts.filter(({ kind }) => kind === 'policy')).toEqual([]);
    expect([countsOf(again, 'activation').made, countsOf(again, 'api_key').made]).toEqual([0, 0]);

    const undoing = await server.asAdmin('POST', `/api/v1/imports/${again.id}/undo`);
    expect(undoing.status).toBe(202);
    expect((await worked(server, again.id)).state).toBe('undone');
    await server.asAdmin('POST', `/api/v1/imports/${done.id}/undo`);
    const undone = await worked(server, done.id);
    expect(undone).toMatchObject({ state: 'undone', used_since: [] });
    expect(unbalanced(undone)).toEqual([]);
    expect(sumOf(undone.counts.map(({ made }) => made))).toBe(0);
    const [left] = await server.dataSource.query(
      `SELECT (SELECT count(*)::integer FROM licenses) AS licenses, (SELECT count(*)::integer FROM customers) AS customers,
         (SELECT count(*)::integer FROM activations) AS activations,
         (SELECT count(*)::integer FROM products WHERE reference IN ('STUDIO', 'VIEWER')) AS products`,
    );
    expect(left).toEqual({ licenses: 0, customers: 0, activations: 0, products: 0 });
  });

  it('lets programs in the field go on with their key, and is not undone once one of them has', async () => {
    const { id } = await uploaded(server, 'licensebox', dump(30, { rowsPerInsert: 1, hasColumns: true }));
    await applied(server, id);
    const license = OLD.find(
      ({ urls, pid, validity, client, domains, expiry }) =>
        urls.length === 1 &&
        pid === 'STUDIO' &&
        validity === 1 &&
        client === null &&
        domains === null &&
        expiry === null,
    );
    const check = await server.call('POST', '/api/v1/validate', {
      body: { license_key: license?.code, hardware_id: `site${license?.number}-0.example` },
    });
    expect(check.body).toMatchObject({ valid: true, code: 'VALID' });
    await server.asAdmin('POST', `/api/v1/imports/${id}/undo`);
    const refused = await worked(server, id);
    expect(refused).toMatchObject({
      state: 'done',
      used_since: [
        { kind: 'license', reason: 'checked', count: 1, samples: [license?.code] },
        { kind: 'activation', reason: 'checked', count: 1, samples: [`site${license?.number}-0.example`] },
      ],
    });
    const old = await server.call('POST', '/api/check_connection_ext', {
      headers: { 'lb-api-key': OLD_EXTERNAL_KEY, 'lb-url': 'https://site.example' },
    });
    expect(old.body).toMatchObject({ status: true });
  });
});

describe('a file that is no dump', () => {
  const MIB_OF_ZEROS = gzipSync(Buffer.alloc(1024 ** 2));
  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'file_truncated'],
    ['another database', 'INSERT INTO `orders` (`id`) VALUES (1);\n', 'wrong_file'],
    ['half of a dump', dump(20).slice(0, -3_000), 'file_truncated'],
    ['a damaged gzip file', gzipSync(dump(20)).subarray(0, 500), 'file_corrupt'],
    [
      'a row of 17 MiB',
      gzipSync(`INSERT INTO \`product_details\` (\`pd_pid\`) VALUES ('${'x'.repeat(17 * 1024 ** 2)}');\n`),
      'row_too_large',
    ],
    ['a row with too few values', 'INSERT INTO `product_details` (`pd_pid`, `pd_name`) VALUES (1);\n', 'wrong_file'],
    ['gzipped zeros', Buffer.concat(Array.from({ length: 40 }, () => MIB_OF_ZEROS)), 'row_too_large'],
  ])('%s is refused in words', async (_name, file, reason) => {
    const { id, state, failure } = await uploaded(server, 'licensebox', file);
    expect([state, failure]).toEqual(['failed', { reason, detail: expect.any(String) }]);
    expect((await server.asAdmin('POST', `/api/v1/imports/${id}/apply`, { body: {} })).status).toBe(409);
    const [{ files }] = await server.dataSource.query(
      `SELECT count(*)::integer AS files FROM stored_files WHERE sweep_at IS NULL`,
    );
    expect(files).toBe(0);
  });

  it.each([
    ['an unknown server', { from: 'nobody' }, 'from'],
    ['an unknown zone', { from: 'licensebox', time_zone: 'Mars/Olympus' }, 'time_zone'],
  ])('%s is refused with the file', async (_name, fields, field) => {
    const form = await formOf(...Object.entries(fields), ['file', dump(1), 'dump.sql']);
    const { status, body } = await server.asAdmin('POST', '/api/v1/imports', form);
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it('is refused above the size of the setting', async () => {
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'imports.max_megabytes': 1 } });
    const form = await formOf(['from', 'licensebox'], ['file', Buffer.alloc(1_000_001), 'dump.sql']);
    expect((await server.asAdmin('POST', '/api/v1/imports', form)).status).toBe(413);
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'imports.max_megabytes': null } });
  });
});

/** The values of a license that came along. */
function shownOf(license: Row | undefined): object | undefined {
  return (
    license && {
      key: license.key,
      product: license.product,
      type_label: license.type_label,
      client: license.restricted_to_client_name,
      customer: license.customer,
      description: license.description,
      seats: license.max_activations,
      uses: license.uses_limit,
      blocked: license.blocked_at !== null,
      expires_at: license.expires_at?.toISOString() ?? null,
      domains: license.allowed_domains,
      invoice: license.metadata.invoice_number,
      created_at: license.created_at.toISOString(),
      seen: license.domains,
    }
  );
}

function expectedOf(old: (typeof OLD)[number]): object {
  const activatedAt = utc(ACTIVATED_ON);
  const afterDays = new Date(new Date(activatedAt).getTime() + 365 * 86_400_000).toISOString();
  const termEnd = old.expiryDays !== null && old.urls.length > 0 ? afterDays : null;
  const expiry = old.expiry === null || old.expiry.startsWith('0000') ? termEnd : utc(old.expiry);
  return {
    key: old.code,
    product: old.pid.toUpperCase(),
    type_label: old.type,
    client: old.client,
    customer: old.email?.includes('@') ? old.email.toLowerCase() : null,
    description: old.comments ?? '',
    seats: old.parallel,
    uses: old.uses === null ? null : (old.usesLeft ?? 0) + old.urls.length,
    blocked: old.validity === 0,
    expires_at: expiry,
    domains: old.domains === null ? [] : ['shop.example', '*.dev.example'],
    invoice: `INV-${old.number}`,
    created_at: utc('2021-05-04 10:20:30'),
    seen: old.urls
      .map((_url, index) => `site${old.number}-${index}.example ${activatedAt.slice(0, 19).replace('T', ' ')}`)
      .sort(),
  };
}
