import type { Import } from '../../../sdk/src/generated/native';
import { applied, countsOf, importedLicenses, importedWithTerms, notesOf, uploaded } from '../../support/imports';
import { TestServer } from '../../testkit/server';
import { SLM_ZONE, slmDump } from '../../support/slm-dump';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

/** What an import leaves aside, by the reason. */
async function asideOf({ id }: Import): Promise<Record<string, string[]>> {
  const { body } = await server.asAdmin('GET', `/api/v1/imports/${id}/samples`);
  const others = body.left_out.filter(({ kind }: { kind: string }) => kind === 'other');
  return Object.fromEntries(
    others.map(({ reason, rows }: { reason: string; rows: { label: string }[] }) => [
      reason,
      rows.map(({ label }) => label),
    ]),
  );
}

async function licensesIn(file: string | Buffer, more: Record<string, string> = {}): Promise<object[]> {
  const ready = await uploaded(server, 'spreadsheet', file, { product: 'Aside', ...more });
  expect(ready).toMatchObject({ state: 'ready', failure: null });
  return importedLicenses(server, (await applied(server, ready.id)).batch);
}

async function failureOf(source: string, file: string | Buffer): Promise<Import['failure']> {
  return (await uploaded(server, source, file)).failure;
}

describe('what an import leaves aside', () => {
  it('are columns without a meaning, with the number of their values', async () => {
    const csv = [
      'Key,Product,Colour,Product ID,Colour,',
      'AS-1,Aside,red,Aside,,x',
      'AS-2,Aside,,Other,blue,',
      'AS-3,Aside,green,,,,more',
    ].join('\n');
    const ready = await uploaded(server, 'spreadsheet', csv);
    expect(countsOf(ready, 'other')).toMatchObject({ read: 4, left_out: { column_not_imported: 4 } });
    const columns = ['Colour (3)', 'column 6 (1)', 'Product ID (1)', 'column 7 (1)'];
    expect(await asideOf(ready)).toEqual({ column_not_imported: columns });
    const { body } = await server.asAdmin('GET', `/api/v1/imports/${ready.id}/left-out?kind=other`);
    expect(body.items[0]).toMatchObject({ label: 'Colour (3)', values: { values: 3 } });
  });

  it('are the tables and sites of a dump that are not read', async () => {
    const dump = slmDump(2) + slmDump(3).replaceAll('`wp_', '`wp_2_');
    const other = "INSERT INTO `wp_users` VALUES (1, b'1', now()), (2, b'0', now());\n";
    const failure = await failureOf('software-license-manager', dump);
    expect(failure).toEqual({ reason: 'several_sites', detail: expect.stringContaining('"wp_", "wp_2_"') });
    const options = { table_prefix: 'wp_2_', time_zone: SLM_ZONE };
    const ready = await uploaded(server, 'software-license-manager', other + dump, options);
    expect(countsOf(ready, 'license')).toMatchObject({ read: 3 });
    const aside = await asideOf(ready);
    expect(aside.site_not_imported).toEqual(['wp_ (2)']);
    expect(aside.table_not_imported).toEqual(expect.arrayContaining(['wp_users (2)', 'wp_lic_key_tbl (2)']));
    expect(aside.table_not_imported).not.toContainEqual(expect.stringContaining('wp_2_'));
    expect(aside.column_not_imported).toBeUndefined();
  });

  it('are the columns of a dump that nobody reads', async () => {
    const table = '`wp_lic_key_tbl` (`id`, `license_key`, `product_ref`, `manual_reset_count`, `date_renewed`)';
    const rows =
      "(1, 'COL-1', 'Aside', '3', '0000-00-00'), (2, 'COL-2', 'Aside', '', '2026-01-02'), (3, 'COL-3', '', '4', '')";
    const ready = await uploaded(server, 'software-license-manager', `INSERT INTO ${table} VALUES ${rows};`);
    const columns = ['wp_lic_key_tbl.manual_reset_count (2)', 'wp_lic_key_tbl.date_renewed (1)'];
    expect(await asideOf(ready)).toEqual({ column_not_imported: columns });
  });

  it.each([
    ['licensebox', { table_prefix: 'wp_' }],
    ['edd', { dates: 'dmy' }],
    ['v2', { columns: '{"A":"key"}' }],
  ])('is no option: %s does not take %j', async (source, options) => {
    await expect(uploaded(server, source, 'x', options)).rejects.toThrow(Object.keys(options)[0]);
  });
});

it('reads the export of License Manager for WooCommerce', async () => {
  const csv = [
    'order_id,product_id,license_key,created_at,expires_at,valid_for,times_activated_max,status',
    '101,8,LMFWC-1,2024-02-03 10:00:00,,365,2,SOLD',
    '102,8,LMFWC-2,2024-02-03 10:00:00,,365,3,DELIVERED',
  ].join('\n');
  const ready = await uploaded(server, 'spreadsheet', csv);
  expect(await asideOf(ready)).toEqual({ column_not_imported: ['order_id (2)'] });
  const found = await importedWithTerms(server, (await applied(server, ready.id)).batch);
  expect(found.get('LMFWC-1')).toMatchObject({ seats: 2, duration_days: 365, state: 'active' });
  expect(found.get('LMFWC-2')).toMatchObject({ seats: 3, duration_days: 365, state: 'active' });
});

describe('a spreadsheet as programs save it', () => {
  it.each<[string, string | Buffer]>([
    ['Excel’s first line', '\ufeffsep=;\r\nLicense Key;Email\r\nXL-1;a@example.com\r\n'],
    ['titles above the headings', 'Table 1\n\nAll of 2026\nLicense Key;Email\nXL-2;a@example.com\n'],
    [
      'UTF-16 from a big-endian machine',
      Buffer.from('\ufeffLicense Key,Email\nXL-3,a@example.com\n', 'utf16le').swap16(),
    ],
    ['one column', 'License Key\nXL-4\n'],
  ])('has %s', async (_name, file) => {
    expect(await licensesIn(file)).toEqual([expect.objectContaining({ key: expect.stringMatching(/^XL-\d$/) })]);
  });

  it.each([
    ['2030/12/31', '', '2030-12-31'],
    ['2030.1.2', '', '2030-01-02'],
    ['12/31/2030', '', '2030-12-31'],
    ['31-12-2030', '', '2030-12-31'],
    ['5/5/2030 9:05 PM', '', '2030-05-05'],
    ['12/11/2030', 'mdy', '2030-12-11'],
    ['12/11/2030 08:09', 'dmy', '2030-11-12'],
  ])('has the date %s%s', async (text, dates, day) => {
    const key = `DATE-${text}${dates}`.replaceAll(' ', '-');
    const [license] = await licensesIn(`Key,Expires\n${key},${text}\n`, dates === '' ? {} : { dates });
    expect(license).toMatchObject({ key, expires_at: expect.stringContaining(day) });
  });
});

describe('a value that is likely damaged stops the check with a question', () => {
  it.each([
    ['spreadsheet', 'Key,Expires\nA,12/11/2030\n', 'dates_unclear', '12/11/2030'],
    ['spreadsheet', 'Key,Email\n"=""00123""",a@example.com\n', 'values_damaged', '="00123"'],
    ['spreadsheet', 'Key\n1.23457E+15\n', 'values_damaged', '1.23457E+15'],
    ['spreadsheet', 'Key;Machine\nA;1,2E+20\n', 'values_damaged', '1,2E+20'],
    ['spreadsheet', 'Key\n#NAME?\n', 'values_damaged', '#NAME?'],
    ['spreadsheet', 'Key,Product,Name,Email\nA,B,MÃ¼ller,a@example.com\n', 'charset_unclear', 'MÃ¼ller'],
    ['gumroad', 'License Key,Product ID\n########,a\n', 'values_damaged', '########'],
    ['spreadsheet', 'Key,Product,Name,Email\nA,B,M\ufffdller,a@example.com\n', 'charset_unclear', 'M\ufffdller'],
  ])('%s: %j', async (source, csv, reason, detail) => {
    expect(await failureOf(source, csv)).toEqual({ reason, detail: expect.stringContaining(detail) });
  });

  it('and goes on when an option answers it', async () => {
    const csv = 'Key,Device\n"=""00123""",1.5E+9\n1.23457E+15,\n';
    const repaired = await uploaded(server, 'spreadsheet', csv, { product: 'Aside', damaged: 'repair' });
    expect(countsOf(repaired, 'license')).toMatchObject({ pending: 1, left_out: { key_damaged: 1 } });
    expect(notesOf(repaired)).toEqual({ value_dropped: 1 });
    const kept = await uploaded(server, 'spreadsheet', csv, { product: 'Aside', damaged: 'keep' });
    expect(countsOf(kept, 'license')).toMatchObject({ pending: 2 });
    expect(notesOf(kept)).toEqual({});
  });

  it('of a dump in another character set, of which the option says which', async () => {
    const dump = Buffer.from(slmDump(2).replaceAll("'Ann'", "'Zoë'"), 'latin1');
    const options = { time_zone: SLM_ZONE };
    const { failure } = await uploaded(server, 'software-license-manager', dump, options);
    expect(failure).toEqual({ reason: 'charset_unclear', detail: expect.stringContaining('Zo\ufffd') });
    const ready = await uploaded(server, 'software-license-manager', dump, { ...options, charset: 'latin1' });
    const { body } = await server.asAdmin('GET', `/api/v1/imports/${ready.id}/rows?kind=customer&limit=100`);
    expect(JSON.stringify(body.items)).toContain('Zoë');
  });

  it('unless the character set is none that is known', async () => {
    await expect(uploaded(server, 'spreadsheet', 'Key\nA\n', { charset: 'klingon' })).rejects.toThrow('windows-1252');
  });
});
