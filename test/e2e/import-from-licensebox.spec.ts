import { gzipSync } from 'node:zlib';
import { applied, countsOf, unbalanced, uploaded, worked } from '../support/imports';
import {
  ACTIVATED_ON,
  DELETED_PRODUCT,
  licenseboxDump,
  OLD_EXTERNAL_KEY,
  oldLicense,
} from '../support/licensebox-dump';
import { eventsOf } from '../support/records';
import { TestServer } from '../support/server';

const COUNT = 10_000;
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
  server = await TestServer.start();
});
afterAll(() => server.stop());

const licensesOf = (batch: string) =>
  server.dataSource.query<Record<string, any>[]>(
    `SELECT l.*, p.reference AS product, c.email AS customer, policy.name AS policy,
       ARRAY(SELECT fingerprint || ' ' || to_char(activated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
         FROM activations a WHERE a.license_id = l.id ORDER BY 1) AS domains
     FROM licenses l JOIN products p ON p.id = l.product_id JOIN policies policy ON policy.id = l.policy_id
     LEFT JOIN customers c ON c.id = l.customer_id WHERE l.batch = $1 ORDER BY l.key`,
    [batch],
  );

describe('a dump of LicenseBox with 10,000 licenses', () => {
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
    expect(sumOf(policies.items.map((one: { licenses: number }) => one.licenses))).toBe(COUNT);
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
    expect(found.filter(({ policy }) => policy === 'Renamed').length).toBeGreaterThan(0);
    expect(found.filter(({ domains }) => domains.length > 0)).toHaveLength(seats.length);
    expect((await eventsOf(server, done.id)).map(({ name }) => name).sort()).toEqual([
      ...['import.checked', 'import.confirmed', 'import.finished', 'import.started'],
    ]);

    const again = await applied(server, (await uploaded(server, 'licensebox', dump(COUNT))).id);
    expect([countsOf(again, 'license'), countsOf(again, 'customer'), countsOf(again, 'policy')]).toMatchObject([
      { made: 0, already_there: KEPT.length },
      { made: 0 },
      // Its name was changed.
      { made: 1 },
    ]);
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
  }, 120_000);

  it('lets programs in the field go on with their key, and is not undone once one of them has', async () => {
    const { id } = await uploaded(server, 'licensebox', dump(60, { rowsPerInsert: 1, hasColumns: true }));
    await applied(server, id);
    const [license] = OLD.filter(
      ({ urls, pid, validity, parallel, client }) =>
        urls.length === 1 && pid === 'STUDIO' && validity === 1 && parallel !== null && client === null,
    );
    const check = await server.call('POST', '/api/v1/validate', {
      body: { license_key: license?.code, hardware_id: 'site1.example' },
    });
    expect(check.status).toBe(200);
    await server.asAdmin('POST', `/api/v1/imports/${id}/undo`);
    const refused = await worked(server, id);
    expect(refused).toMatchObject({
      state: 'done',
      used_since: [{ kind: 'license', reason: 'checked', count: 1, samples: [license?.code] }],
    });
    const old = await server.call('POST', '/api/check_connection_ext', {
      headers: { 'lb-api-key': OLD_EXTERNAL_KEY, 'lb-url': 'https://site.example' },
    });
    expect(old.body).toMatchObject({ status: true });
  });
});

/** The values of a license that came along. */
function shownOf(license: Record<string, any> | undefined): object | undefined {
  return (
    license && {
      ...{ key: license.key, product: license.product, type_label: license.type_label },
      ...{ client: license.restricted_to_client_name, customer: license.customer, description: license.description },
      ...{ seats: license.max_activations, uses: license.uses_limit, blocked: license.blocked_at !== null },
      expires_at: license.expires_at?.toISOString() ?? null,
      ...{ domains: license.allowed_domains, invoice: license.metadata.invoice_number },
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
    ...{ key: old.code, product: old.pid.toUpperCase(), type_label: old.type, client: old.client },
    customer: old.email?.includes('@') ? old.email.toLowerCase() : null,
    description: old.comments ?? '',
    ...{ seats: old.parallel, uses: old.uses === null ? null : (old.usesLeft ?? 0) + old.urls.length },
    ...{ blocked: old.validity === 0, expires_at: expiry },
    domains: old.domains === null ? [] : ['shop.example', '*.dev.example'],
    ...{ invoice: `INV-${old.number}`, created_at: utc('2021-05-04 10:20:30') },
    seen: old.urls
      .map((_url, index) => `site${old.number}-${index}.example ${activatedAt.slice(0, 19).replace('T', ' ')}`)
      .sort(),
  };
}
