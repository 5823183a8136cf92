import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  BUNDLE,
  DELETED_DOWNLOAD,
  EDD_CUSTOMERS,
  eddDump,
  oldEddLicense,
  type OldEddLicense,
  PLUGIN,
  PRICES,
  THEME,
} from '../../support/edd-dump';
import { ApplyImportService } from '../../../src/plugins/migration/imports/apply-import.service';
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
import { edd } from '../../support/edd';
import { TestServer } from '../../testkit/server';

const COUNT = licensesToImport(200);
const OLD = Array.from({ length: COUNT }, (_, index) => oldEddLicense(index + 1));
const REPEATED = new Set(OLD.filter(({ id }) => id % 100 === 7 && id > 100).map(({ id }) => id));
const KEPT = OLD.filter(({ id, download }) => download !== DELETED_DOWNLOAD && !REPEATED.has(id));
const NAMES: Record<number, string> = { [PLUGIN]: 'Forms & More', [THEME]: 'Thème', [BUNDLE]: 'Everything' };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  // A key is repeated after 100 licenses: in another step.
  server.app.get(ApplyImportService).checking.size = () => 80;
});
afterAll(() => server.stop());

it('imports the licenses of a shop field by field, once, and its programs go on', async () => {
  const dump = [...eddDump(COUNT)].join('');
  const ready = await uploaded(server, 'edd', gzipSync(dump));
  expect(ready).toMatchObject({ state: 'ready', failure: null });
  expect(countsOf(ready, 'license')).toMatchObject({ left_out: { repeated: REPEATED.size } });
  const over = KEPT.filter((old) => limitOf(old) !== null && seatsOf(old).length > (limitOf(old) ?? 0)).length;
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'product')).toMatchObject({ read: 3, made: 3 });
  expect(countsOf(done, 'version')).toMatchObject({ read: 1, made: 1 });
  expect(countsOf(done, 'customer')).toMatchObject({ read: EDD_CUSTOMERS, made: EDD_CUSTOMERS });
  expect(countsOf(done, 'license')).toMatchObject({
    read: COUNT,
    made: KEPT.length,
    left_out: { repeated: REPEATED.size, product_unknown: COUNT - KEPT.length - REPEATED.size },
  });
  const gone = OLD.filter((old) => !KEPT.includes(old));
  expect(countsOf(done, 'activation')).toMatchObject({
    made: KEPT.flatMap(seatsOf).length,
    left_out: {
      license_unknown: 1,
      license_left_out: gone.flatMap(seatsOf).length,
      not_active: OLD.flatMap(({ sites: all }) => all).filter(({ isActive }) => !isActive).length,
      local_site: OLD.flatMap(({ sites: all }) => all).filter(({ isLocal }) => isLocal).length,
      repeated: OLD.filter(({ id }) => id % 30 === 1 && id % 3 > 0).length,
    },
  });
  expect(notesOf(ready)).toEqual({
    file_missing: 1,
    email_invalid: EDD_CUSTOMERS / 50,
    expired_without_date: OLD.filter(({ status, expiration }) => status === 'expired' && !expiration).length,
    over_limit: over,
  });
  expect(over).toBeGreaterThan(10);

  const found = new Map((await importedLicenses(server, done.batch)).map((license) => [license.key, license]));
  expect(found.size).toBe(KEPT.length);
  const isRight = (old: OldEddLicense) => isDeepStrictEqual(found.get(old.key), expectedOf(old));
  expect(
    KEPT.filter((old) => !isRight(old))
      .slice(0, 2)
      .map((old) => [found.get(old.key), expectedOf(old)]),
  ).toEqual([]);

  const again = await applied(server, (await uploaded(server, 'edd', [...eddDump(60)].join(''))).id);
  expect(again.counts.map(({ kind, made }) => [kind, made])).toEqual(
    ['product', 'version', 'customer', 'license', 'activation', 'other'].map((kind) => [kind, 0]),
  );

  const old = KEPT.find(
    (one) => one.download === PLUGIN && one.status === 'active' && seatsOf(one).length === 1 && one.id % 13 > 0,
  );
  const { body } = await edd(server, 'check_license', {
    license: old?.key,
    item_id: PLUGIN,
    url: `https://www.${old?.sites[0]?.url}`,
  });
  expect(body).toMatchObject({ success: true, license: 'valid', item_name: 'Forms & More' });
  // Plugins choose the tier by the number of the price.
  const sale = { payment_id: Number(old?.id) + 5_000, price_id: old?.priceId };
  expect(body).toMatchObject(sale);
  const site = { license: old?.key, item_id: PLUGIN, url: `https://${old?.sites[0]?.url}` };
  expect((await edd(server, 'activate_license', site)).body).toMatchObject({ success: true, ...sale });
  expect((await edd(server, 'deactivate_license', site)).body).toMatchObject({ success: true, ...sale });
});

it('answers that the key of a bundle is activated nowhere', async () => {
  const bundle = KEPT.find((one) => one.download === BUNDLE && one.status === 'active' && one.id % 13 > 0);
  const call = { license: bundle?.key, item_id: BUNDLE, url: 'https://new.example' };
  const { body } = await edd(server, 'activate_license', call);
  expect(body).toMatchObject({ success: false, license: 'invalid', error: 'license_not_activable' });
  const [{ count }] = await server.dataSource.query(
    `SELECT count(*)::integer AS count FROM activations WHERE fingerprint = 'new.example'`,
  );
  expect(count).toBe(0);
});

describe('a dump of several sites', () => {
  const dump = [...eddDump(3, 'wp_'), ...eddDump(5, 'wp_2_')].join('');

  it('is refused unless one of them is chosen', async () => {
    const { failure } = await uploaded(server, 'edd', dump);
    expect(failure).toEqual({ reason: 'several_sites', detail: expect.stringContaining('"wp_", "wp_2_"') });
    const { failure: unknown } = await uploaded(server, 'edd', dump, { table_prefix: 'wp_3_' });
    expect(unknown).toEqual({ reason: 'wrong_file', detail: 'The file has no table wp_3_edd_licenses' });
    const chosen = await uploaded(server, 'edd', dump, { table_prefix: 'wp_2_' });
    expect(countsOf(chosen, 'license')).toMatchObject({ read: 5 });
  });
});

it('reads tables whose prefix has no underscore at its end', async () => {
  const dump = [...eddDump(3, 'wp')].join('');
  const ready = await uploaded(server, 'edd', dump);
  expect(countsOf(ready, 'license')).toMatchObject({ read: 3, left_out: {} });
});

it('refuses a dump without its tables in words', async () => {
  const { state, failure } = await uploaded(server, 'edd', 'INSERT INTO `wp_posts` (`ID`) VALUES (1);');
  expect([state, failure?.reason]).toEqual(['failed', 'wrong_file']);
});

it('refuses a prefix that cannot be one', async () => {
  await expect(uploaded(server, 'edd', 'x', { table_prefix: 'wp-;' })).rejects.toThrow('table_prefix');
});

function limitOf({ limit, download, priceId, parent }: OldEddLicense): number | null {
  const bundle = parent > 0 ? OLD[parent - 1] : undefined;
  const inherited = bundle
    ? (limitOf(bundle) ?? 0)
    : download === PLUGIN
      ? priceId === null
        ? 99
        : (Object.entries(PRICES).find(([price]) => price === priceId)?.[1].limit ?? 0)
      : download === THEME
        ? 3
        : 4;
  const sites = limit ?? inherited;
  return sites === 0 ? null : sites;
}

/** Fingerprints of the sites that hold a seat. */
function seatsOf({ sites }: OldEddLicense): string[] {
  const active = sites.filter(({ isActive, isLocal }) => isActive && !isLocal);
  const names = active.map(({ url }) =>
    url.startsWith('System') ? url.slice(0, -1).toLowerCase() : url.split('/')[0],
  );
  return [...new Set(names.map(String))].sort();
}

function expectedOf(old: OldEddLicense): object {
  const number = old.customer;
  const isNobody = number % 50 === 0;
  const price = Object.entries(PRICES).find(([id]) => id === old.priceId)?.[1];
  const isDisabled = ['disabled', 'private'].includes(old.status) || (old.status === 'expired' && !old.expiration);
  return asImported({
    key: old.key,
    product: String(old.download),
    product_name: NAMES[old.download],
    type_label: price?.name ?? null,
    customer: number === 0 || isNobody ? null : `buyer${number}@shop.example`,
    customer_name:
      number === 0
        ? null
        : number % 7 > 0
          ? `O'Buyer "${number}" Söhne`
          : isNobody
            ? `Customer ${number}`
            : `buyer${number}`,
    seats: limitOf(old),
    uses: null,
    state: isDisabled ? 'disabled' : 'active',
    // The site is 5:30 before UTC, and so is its clock in this number.
    expires_at: old.expiration ? new Date((old.expiration - 5.5 * 3_600) * 1_000).toISOString() : null,
    created_at: '2021-05-04T04:50:30.000Z',
    metadata: {
      edd: {
        payment_id: old.id + 5_000,
        ...(old.priceId !== null && { price_id: old.priceId }),
        ...(old.download === BUNDLE && { is_bundle: true }),
      },
    },
    activations: seatsOf(old),
  });
}
