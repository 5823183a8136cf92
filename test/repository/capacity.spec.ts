import { readProjectFile } from '../../src/core/common/project';

interface Row {
  readonly table_bytes: number;
  readonly index_bytes: number;
}

type RowName = 'license' | 'activation' | 'customer' | 'check' | 'event' | 'audit_entry';

interface Size {
  readonly [figure: string]: unknown;
  readonly bytes_per_row: Readonly<Record<RowName, Row>>;
  readonly lists: readonly { readonly call: string; readonly median_ms: number }[];
}

const PAGE = readProjectFile('docs/operate/capacity.md');
const RESULTS = JSON.parse(readProjectFile('bench/results.json'));
const SIZES: Readonly<Record<'10000' | '1000000', Size>> = RESULTS.sizes.by_licenses;
const MILLION = SIZES['1000000'];
const UNITS: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
/** The page rounds to two digits or more. */
const MAX_ROUNDING = 0.055;

/** The cells of a row of a table, from the second one on. */
function cells(first: string): string[] {
  const line = PAGE.split('\n').find((each) => each.startsWith(`| ${first}`));
  if (line === undefined) {
    throw new Error(`The page has no row ${first}`);
  }
  return line
    .split(' | ')
    .slice(1)
    .map((cell) => cell.replace(/ \|$/, ''));
}

/** The numbers of a text, with their units. */
function numbers(text: string): number[] {
  return [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)(?: (KB|MB|GB|TB)\b)?/g)].map(
    ([, digits = '', unit = '']) => Number(digits.replaceAll(',', '')) * (UNITS[unit] ?? 1),
  );
}

function bytesOf(row: RowName): number {
  const { table_bytes: table, index_bytes: indexes } = MILLION.bytes_per_row[row];
  return table + indexes;
}

function expectRounded(stated: readonly number[], measured: readonly number[]): void {
  const isFar = stated.map((value, index) => {
    const exact = measured[index] ?? NaN;
    return !(Math.abs(value - exact) <= exact * MAX_ROUNDING);
  });
  expect(isFar.includes(true) || stated.length !== measured.length ? { stated, measured } : {}).toEqual({});
}

it.each<[string, RowName]>([
  ['license', 'license'],
  ['activation', 'activation'],
  ['customer', 'customer'],
  ['check, heartbeat', 'check'],
  ['event, with', 'event'],
  ['audit entry', 'audit_entry'],
])('the row "%s" has the bytes that were measured', (first, row) => {
  const { table_bytes: table, index_bytes: indexes } = MILLION.bytes_per_row[row];
  expect(cells(first).map((cell) => numbers(cell)[0])).toEqual([table, indexes, table + indexes]);
});

const [LICENSE, ACTIVATION, CUSTOMER] = [bytesOf('license'), bytesOf('activation'), bytesOf('customer') / 10];
const CHECK = bytesOf('check');
const CHANGE = bytesOf('event') + bytesOf('audit_entry');
const CHECK_INDEXES = MILLION.bytes_per_row.check.index_bytes;
const BACKUP_SHARE = Number(MILLION.backup_mb) / Number(MILLION.database_mb);
const rowsOf = (licenses: number) => licenses * (LICENSE + ACTIVATION + CUSTOMER);
const dataOf = (licenses: number) => rowsOf(licenses) + 3 * licenses * 30 * CHECK + licenses * 3 * CHANGE;
const peakOf = (licenses: number) => (10 * licenses) / 86_400;
const HALF_LOAD = RESULTS.scale.licenses_10000000.per_second / 2;
const nodesFor = (licenses: number) => Math.ceil(peakOf(licenses) / HALF_LOAD) + 1;

it.each<[string, (licenses: number) => number]>([
  ['licenses, devices, customers', rowsOf],
  ['log, for each month', (licenses) => licenses * 30 * CHECK],
  ['events and audit', (licenses) => licenses * 3 * CHANGE],
  ['**disk with 3 months', (licenses) => 1.5 * dataOf(licenses)],
  ['hot pages', (licenses) => licenses * (755 + 30 * CHECK_INDEXES)],
  ['checks a second on average', (licenses) => licenses / 86_400],
  ['at the peak', peakOf],
  ['nodes, each half loaded', nodesFor],
  ['connections | nodes', (licenses) => nodesFor(licenses) * 27 + 20],
  ['size of a backup', (licenses) => BACKUP_SHARE * dataOf(licenses)],
])('the row "%s" is computed for 1, 10 and 100 million licenses', (first, compute) => {
  const stated = cells(first)
    .slice(-3)
    .flatMap((cell) => numbers(cell));
  expectRounded(stated, [1e6, 1e7, 1e8].map(compute));
});

it.each([
  ['licenses, devices, customers', [LICENSE, ACTIVATION, CUSTOMER]],
  ['log, for each month', [30, CHECK]],
  ['events and audit', [3, CHANGE]],
  ['hot pages', [755, 30, CHECK_INDEXES]],
  ['size of a backup', [BACKUP_SHARE * 1e3]],
])('the formula of "%s" has the bytes that were measured', (first, measured) => {
  expect(numbers(cells(first)[0] ?? '')).toEqual(measured.map(Math.round));
});

const HALF = RESULTS.latency.at.find(({ share }: { share: number }) => share === 0.5);

const measured = (...figures: string[]) => figures.map((figure) => Number(MILLION[figure]));

it.each<[string, readonly number[]]>([
  ['checks a second, 100,000', [RESULTS.verify.per_second, RESULTS.compare.connections, 50, RESULTS.verify.p50_ms]],
  ['10 million licenses instead', [100 * RESULTS.scale.ratio_10m_to_10k, RESULTS.scale.licenses_10000000.per_second]],
  ['at half load', [50, HALF.p50_ms, 99, HALF.p99_ms]],
  ['activations of new devices', [RESULTS.activate.per_second]],
  ['memory of the process', measured('node_idle_mb', 'node_mb').map((mb) => mb * 1e6)],
  ['memory of PostgreSQL', measured('postgresql_mb').map((mb) => mb * 1e6)],
  ['connections | 23', measured('connections')],
  ['start on a migrated', [Number(SIZES['10000'].start_ms) / 1e3, Number(MILLION.start_ms) / 1e3]],
  [
    'backup of a million',
    [Number(MILLION.backup_s), Number(MILLION.backup_mb) * 1e6, ...measured('verify_s', 'restore_s')],
  ],
])('the row "%s" has what was measured', (first, figures) => {
  const [cell = ''] = cells(first).slice(-1);
  expectRounded(numbers(cell).slice(0, figures.length), figures);
});

it.each([
  ['`GET /api/v1/licenses`', /licenses$/],
  ['`…?status=expired`', /status=expired$/],
  ['`…?q=` part of a key', /licenses\?q=/],
  ['`GET /api/v1/search?q=`', /search\?q=/],
  ['`GET /api/v1/statistics`', /v1\/statistics$/],
  ['`GET /api/v1/monitoring/stats`', /monitoring\/stats$/],
  ['`/api/stats` of LIC', /lic\/api\/stats$/],
])('the list %s has the medians that were measured', (first, call) => {
  const medians = [SIZES['10000'], MILLION].map(({ lists }) => lists.find((list) => call.test(list.call))?.median_ms);
  expect(cells(first).map(Number)).toEqual(medians.map((median) => Math.round(median ?? NaN)));
});
