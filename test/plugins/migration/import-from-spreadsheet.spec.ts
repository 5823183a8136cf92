import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  gumroadCsv,
  gumroadSale,
  type GumroadSale,
  licenseSpringAsImported,
  licenseSpringCsv,
  licenseSpringLicense,
  licenseSpringRow,
} from '../../support/csv-exports';
import {
  activationDates,
  applied,
  asImported,
  countsOf,
  importedLicenses,
  importedWithTerms,
  notesOf,
  unbalanced,
  uploaded,
  licensesToImport,
} from '../../support/imports';
import { keyOf } from '../../testkit/callers';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const licensesOf = async (batch: string) =>
  new Map((await importedLicenses(server, batch)).map((license) => [license.key, license]));

describe('a spreadsheet', () => {
  it('notes licenses with more metadata than are kept', async () => {
    const names = Array.from({ length: 51 }, (_, index) => `Field ${index}`);
    const columns = JSON.stringify(Object.fromEntries(names.map((name, index) => [name, `metadata.field${index}`])));
    const csv = `Key,Product,${names.join(',')}\nMANY-1,Many,${names.join(',')}\n`;
    expect(notesOf(await uploaded(server, 'spreadsheet', csv, { columns }))).toEqual({ metadata_dropped: 1 });
  });

  it('has the dates of activations, in a row for each device', async () => {
    const csv = [
      'Key,Product,Device,Site,Activated at',
      'DATED-1,Dated,Desk,,2021-02-03 04:05',
      'DATED-1,Dated,Laptop,,04.02.2021',
      'DATED-1,Dated,Tablet,,',
      'DATED-2,Dated,,"one.example, two.example",2022-03-04T05:06:07+02:00',
      'DATED-3,Dated,Phone,,last summer',
    ].join('\n');
    const done = await applied(server, (await uploaded(server, 'spreadsheet', csv, { time_zone: 'Europe/Berlin' })).id);
    expect(countsOf(done, 'license')).toMatchObject({ made: 2, left_out: { repeated: 2, date_invalid: 1 } });
    expect(await activationDates(server, done.batch)).toEqual({
      Desk: '2021-02-03T03:05:00.000Z',
      Laptop: '2021-02-03T23:00:00.000Z',
      Tablet: done.applied_at,
      'one.example': '2022-03-04T03:06:07.000Z',
      'two.example': '2022-03-04T03:06:07.000Z',
    });
    const [license] = (await server.asAdmin('GET', '/api/v1/licenses', { query: { key: 'DATED-1' } })).body.items;
    expect(license.first_activated_at).toBe('2021-02-03T03:05:00.000Z');
  });

  it('is read by its usual headings, in any order, with dates, words and devices as people write them', async () => {
    const csv = [
      'Customer;E-Mail;Company;Product;Plan;License Key;Seats;Expires;Status;Sites;Machine ID;Notes;Internal no.',
      'Ann;Ann@Shop.example;Shop;Studio;Pro;K-1;2;31.12.2030;Active;"https://www.one.example/shop, two.example";;"a;b";7',
      'Bo;bo@shop.example;;studio;Pro;K-2;unlimited;never;suspended;;PC-1;;',
      ';;;Studio;;K-3;;2020-01-02;expired;;;;',
      ';;;Studio;;K-4;;;expired;;;;',
      ';nobody;;Viewer;;K-5;0;2030-06-07 08:09;refunded;javascript:alert(1);;;',
      ';;;Studio;;K-1;;;;;PC-2;;',
      ';;;Studio;;;;;;;;no key;',
      ';;;;;K-7;;;;;;;',
      ';;;Studio;;K-8;;;who knows;;;;',
      ';;;Studio;;K-9;;31/31/2030;;;;;',
      ';;;Studio;;K-10;many;;;;;;',
      '',
    ].join('\r\n');
    const ready = await uploaded(server, 'spreadsheet', Buffer.from(`\ufeff${csv}`), { time_zone: 'Europe/Berlin' });
    expect(ready).toMatchObject({ state: 'ready', failure: null });
    expect(notesOf(ready)).toEqual({ email_invalid: 1, expired_without_date: 1, over_limit: 1, zero_limit: 1 });
    const done = await applied(server, ready.id);
    expect([done.state, unbalanced(done)]).toEqual(['done', []]);
    expect(countsOf(done, 'license')).toMatchObject({
      read: 11,
      made: 5,
      left_out: {
        repeated: 1,
        key_missing: 1,
        product_missing: 1,
        status_unknown: 1,
        date_invalid: 1,
        limit_invalid: 1,
      },
    });
    expect(countsOf(done, 'activation')).toMatchObject({ made: 4, left_out: { domain_invalid: 1 } });
    expect(countsOf(done, 'product')).toMatchObject({ made: 2 });
    const found = await licensesOf(done.batch);
    expect(found.get('K-1')).toMatchObject({
      product: 'Studio',
      type_label: 'Pro',
      customer: 'ann@shop.example',
      customer_name: 'Ann',
      seats: 2,
      expires_at: '2030-12-31T22:59:59.000Z',
      state: 'active',
      metadata: {},
      activations: ['PC-2', 'one.example', 'two.example'],
    });
    expect(found.get('K-2')).toMatchObject({ seats: null, expires_at: null, state: 'disabled', activations: ['PC-1'] });
    expect(found.get('K-3')).toMatchObject({ state: 'active', expires_at: '2020-01-02T22:59:59.000Z' });
    expect(found.get('K-4')).toMatchObject({ state: 'disabled', expires_at: null });
    expect(found.get('K-5')).toMatchObject({ product: 'Viewer', state: 'revoked', seats: 1, customer: null });
  });

  it('leaves out a row with a NUL character, which PostgreSQL stores nowhere, and the rows beside it come along', async () => {
    const csv = ['Product,Key,Notes', 'Studio,N-1,one', 'Studio,N-2,t\0wo', 'Studio,N-\x003,three', 'Studio,N-4,four'];
    const done = await applied(server, (await uploaded(server, 'spreadsheet', csv.join('\n'))).id);
    expect([done.state, unbalanced(done)]).toEqual(['done', []]);
    expect(countsOf(done, 'license')).toMatchObject({ read: 4, made: 2, left_out: { nul_character: 2 } });
    expect([...(await licensesOf(done.batch)).keys()].sort()).toEqual(['N-1', 'N-4']);
  });

  it('is read by the headings that a person names, with a product for all rows', async () => {
    const csv = 'Nr.\tSchlüssel\tLicense key\tPlätze\tKäufer\n17\tS-1\told\t3\tann@shop.example\n';
    const ready = await uploaded(server, 'spreadsheet', gzipSync(csv), {
      product: 'Studio',
      columns: JSON.stringify({ Schlüssel: 'key', Plätze: 'seats', Käufer: 'email', nr: 'metadata.number' }),
    });
    const done = await applied(server, ready.id);
    expect([...(await licensesOf(done.batch)).values()]).toMatchObject([
      { key: 'S-1', product: 'Studio', seats: 3, customer: 'ann@shop.example', metadata: { number: '17' } },
    ]);
  });

  it('is read by the headings of a line that is named, below titles of several cells', async () => {
    const csv = 'Licenses,2026\n\nKey,Product\nLINE-2,Studio\n';
    const done = await applied(server, (await uploaded(server, 'spreadsheet', csv, { header_line: '3' })).id);
    expect([...(await licensesOf(done.batch)).keys()]).toEqual(['LINE-2']);
  });

  it.each([
    ['no column of keys', 'Name,Mail\nAnn,a@b.example\n', {}, 'wrong_file', 'Name, Mail'],
    ['not the named column', 'Key\nK\n', { columns: '{"Serial":"key"}' }, 'wrong_file', 'Serial'],
    ['nothing', '', {}, 'wrong_file', 'empty'],
    ['Latin-1', Buffer.from('Key,Name\nK,M\xfcller\n', 'latin1'), {}, 'charset_unclear', '"K,Müller"'],
    ['an open quote', 'Key\n"K\n', {}, 'file_corrupt', 'CSV'],
  ])('with %s is refused in words', async (_name, file, more, reason, detail) => {
    const { failure } = await uploaded(server, 'spreadsheet', file, more);
    expect(failure).toEqual({ reason, detail: expect.stringContaining(detail) });
  });

  it.each(['{', '[]', '{}', '{"A":"colour"}', '{"A":1}', '{"A":"constructor"}'])(
    'is refused with the columns %s',
    async (columns) => {
      await expect(uploaded(server, 'spreadsheet', 'Key\nK\n', { columns })).rejects.toThrow('columns');
    },
  );
});

it('imports the sales of Gumroad field by field, once', async () => {
  const count = licensesToImport(120);
  const sales = Array.from({ length: count }, (_, index) => gumroadSale(index + 1));
  const kept = sales.filter(({ key }) => key !== '');
  const csv = gumroadCsv(count);
  const ready = await uploaded(server, 'gumroad', csv);
  expect([ready.state, notesOf(ready)]).toEqual(['ready', {}]);
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  const second = kept.filter(({ end }) => end !== '').length;
  expect(countsOf(done, 'license')).toMatchObject({
    read: count + second + 1,
    made: kept.length,
    left_out: { repeated: second, key_missing: count - kept.length + 1 },
  });
  expect(countsOf(done, 'product')).toMatchObject({ made: 2 });
  const found = await licensesOf(done.batch);
  expect(found.size).toBe(kept.length);
  const wrong = kept.filter((sale) => !isDeepStrictEqual(found.get(sale.key), asImported(saleAsLicense(sale))));
  expect(wrong.slice(0, 2).map((sale) => [found.get(sale.key), asImported(saleAsLicense(sale))])).toEqual([]);
  await expectAnswersOfGumroad(
    kept.filter((sale) => saleAsLicense(sale).state === 'active' && sale.end === '').slice(0, 5),
  );
  const again = await applied(server, (await uploaded(server, 'gumroad', gumroadCsv(40))).id);
  expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);
});

it('imports the licenses of LicenseSpring', async () => {
  const csv = licenseSpringCsv([
    {
      license__license_key: 'LS-1',
      product__short_code: 'studio',
      license__max_activations: '3',
      license__validity_period: '2031-02-03',
      license__maintenance_period: '2030-02-03',
      license__license_type: 'time-limited',
      license__enabled: 'True',
      license__note: 'moved',
      customer__email: 'Ann@Shop.example',
      customer__first_name: 'Ann',
      customer__last_name: "O'Hara",
      customer__company_name: 'Shop',
      order__store_id: 'order-1',
      license__allow_unlimited_activations: 'False',
    },
    {
      license__license_key: 'LS-2',
      product__short_code: 'studio',
      license__max_activations: '1',
      license__valid_duration: '1y',
      license__allow_unlimited_activations: 'True',
      license__enabled: 'False',
      license__license_type: 'perpetual',
      license__subscription_id: 'sub_1',
    },
    { license__license_key: 'LS-3', product__short_code: 'studio', license__valid_duration: 'a while' },
    { license__license_key: 'LS-4', product__short_code: 'studio', license__enabled: 'perhaps' },
  ]);
  const ready = await uploaded(server, 'licensespring', csv);
  const done = await applied(server, ready.id);
  expect(countsOf(done, 'license')).toMatchObject({ made: 2, left_out: { duration_invalid: 1, boolean_invalid: 1 } });
  expect(notesOf(done)).toEqual({ duration_in_days: 1 });
  const { body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { batch: done.batch } });
  const [second, first] = body.items;
  expect(first).toMatchObject({
    key: 'LS-1',
    product: 'studio',
    max_activations: 3,
    status: 'unused',
    description: 'moved',
    expires_at: '2031-02-03T23:59:59.000Z',
    updates_until: '2030-02-03T23:59:59.000Z',
    metadata: { order_id: 'order-1' },
  });
  expect(second).toMatchObject({ key: 'LS-2', max_activations: null, duration_days: 365, status: 'disabled' });
});

it('imports many licenses of LicenseSpring field by field, once', async () => {
  const all = Array.from({ length: licensesToImport(100) }, (_, index) => licenseSpringLicense(index + 1));
  const kept = all.filter(({ fault }) => fault === null);
  const csv = licenseSpringCsv(all.map(licenseSpringRow));
  const done = await applied(server, (await uploaded(server, 'licensespring', csv)).id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  const left = (reason: string) => all.filter(({ fault }) => fault === reason).length;
  expect(countsOf(done, 'license')).toMatchObject({
    read: all.length,
    made: kept.length,
    left_out: { duration_invalid: left('duration_invalid'), boolean_invalid: left('boolean_invalid') },
  });
  const found = await importedWithTerms(server, done.batch);
  expect(found.size).toBe(kept.length);
  const wrong = kept.flatMap((old) => {
    const pair = [{ ...found.get(`LS-${old.number}-Ä`), created_at: null }, licenseSpringAsImported(old)];
    return isDeepStrictEqual(...(pair as [object, object])) ? [] : [pair];
  });
  expect(wrong.slice(0, 2)).toEqual([]);
  const part = licenseSpringCsv(all.slice(0, 30).map(licenseSpringRow));
  const again = await applied(server, (await uploaded(server, 'licensespring', part)).id);
  expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);
});

/** Programs compare ids of the purchase, and count on from the uses that they had. */
async function expectAnswersOfGumroad(sales: readonly GumroadSale[]): Promise<void> {
  expect(sales).toHaveLength(5);
  for (const { key, product, number } of sales) {
    const body = { product_id: product, license_key: key };
    const verify = (more: object = {}) => server.call('POST', '/v2/licenses/verify', { body: { ...body, ...more } });
    expect((await verify({ increment_uses_count: false })).body).toMatchObject({ success: true, uses: 4 });
    expect((await verify()).body.uses).toBe(5);
    const { uses, purchase } = (await verify()).body;
    expect([uses, 'is_multiseat_license' in purchase]).toEqual([6, false]);
    const id = `p${number}==`;
    expect(purchase).toMatchObject({ id, sale_id: id, order_number: 1_000_000 + number, quantity: 1 });
    const access_token = (await keyOf(server, 'internal')).key;
    const decreased = await server.call('PUT', '/v2/licenses/decrement_uses_count', {
      body: { ...body, access_token },
    });
    expect(decreased.body.uses).toBe(5);
  }
}

function saleAsLicense(sale: GumroadSale) {
  const buyer = `buyer${sale.number % 100}@shop.example`;
  const isOff = !sale.isEnabled || sale.isRevoked || (sale.isLost && !sale.isWon);
  return {
    key: sale.key,
    product: sale.product,
    product_name: sale.product === 'ink' ? 'Ink; "blue"' : 'Pencil 2',
    type_label: sale.variant || null,
    seats: null,
    uses: null,
    activations: [],
    customer: sale.isGift ? `friend${sale.number}@shop.example` : buyer,
    // The first purchase of an address names it.
    customer_name: sale.isGift ? `friend${sale.number}` : nameOf(sale.number % 100),
    state: sale.isRefunded ? 'revoked' : isOff ? 'disabled' : 'active',
    expires_at: sale.end === '' ? null : '2025-03-04T05:06:07.000Z',
    created_at: '2024-05-06T07:08:09.000Z',
    metadata: {
      gumroad: {
        uses: '4',
        quantity: '1',
        order_number: String(1_000_000 + sale.number),
        purchase_id: `p${sale.number}==`,
      },
    },
  };
}

/** The buyer of the first sale of this remainder that is no gift and has a license. */
function nameOf(remainder: number): string {
  const numbers = [0, 100, 200].map((base) => base + remainder).filter((number) => number > 0);
  const [first = 0] = numbers
    .map(gumroadSale)
    .flatMap(({ key, isGift, number }) => (key !== '' && !isGift ? [number] : []));
  return `=Buyer ${first}`;
}
