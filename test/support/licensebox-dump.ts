import { inserts, type Value } from './mysql-inserts';

/** A license as the old server has it. */
export interface OldLicense {
  readonly code: string;
  readonly pid: string;
  readonly type: string | null;
  readonly client: string | null;
  readonly email: string | null;
  readonly comments: string | null;
  readonly expiry: string | null;
  readonly expiryDays: number | null;
  readonly uses: number | null;
  readonly usesLeft: number | null;
  readonly parallel: number | null;
  readonly domains: string | null;
  readonly validity: 0 | 1;
  /** Its active activations. */
  readonly urls: readonly string[];
}

export const OLD_PRODUCTS = ['STUDIO', 'VIEWER'] as const;
/** Product of licenses whose row is gone. */
export const DELETED_PRODUCT = 'GONE';
export const OLD_EXTERNAL_KEY = 'A1B2C3D4E5F6A7B8C9D0';
const ADDED_ON = '2021-05-04 10:20:30';
export const ACTIVATED_ON = '2021-06-07 08:09:10';

const CUSTOMERS = 100;

/** Licenses with everything that installations of years have, by their number. */
export function oldLicense(number: number, customers = CUSTOMERS): OldLicense {
  const is = (every: number, rest = 0): boolean => number % every === rest;
  const seats = is(7) ? null : 1 + (number % 3);
  return {
    code: `LB-${String(number).padStart(8, '0')}-${is(5) ? 'abcd' : 'ABCD'}`,
    pid: is(250, 9) ? DELETED_PRODUCT : is(4) ? 'viewer' : 'STUDIO',
    type: is(2) ? 'Regular License' : is(3) ? null : 'Extended License',
    client: is(7) ? null : `O'Client "${number % customers}" \\ Söhne`,
    email: is(10) ? null : is(11) ? 'nobody' : `${is(2) ? 'Buyer' : 'buyer'}${number % customers}@shop.example`,
    comments: is(8) ? `line one\nline; two -- no comment /* '${number}' */ (1,2)` : null,
    expiry: is(9) ? '0000-00-00 00:00:00' : is(3) ? '2031-02-03 04:05:06' : null,
    expiryDays: is(9, 1) ? 365 : null,
    uses: is(12) ? 5 : null,
    usesLeft: is(12) ? 3 : null,
    parallel: seats,
    domains: is(13) ? 'https://www.Shop.example/admin, *.dev.example' : null,
    validity: is(20) ? 0 : 1,
    urls: urlsOf(number, is(50) ? 5 : number % 3),
  };
}

function urlsOf(number: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `https://www.Site${number}-${index}.example/app?x=1`);
}

/** How the statements are written. */
export interface DumpStyle {
  /** Rows in an INSERT; 1 is mysqldump's --skip-extended-insert. */
  readonly rowsPerInsert: number;
  /** Names of columns in each INSERT, as phpMyAdmin writes them. */
  readonly hasColumns: boolean;
  readonly customers?: number;
}

/** An SQL dump of LicenseBox 1.6 with the licenses from 1 to the count, in pieces. */
export function* licenseboxDump(count: number, style: DumpStyle): Generator<string> {
  yield '-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\n/*!40000 DROP DATABASE IF EXISTS `x`*/;\nSET time_zone = "+00:00";\n';
  yield* table('api_keys', style, [
    [1, OLD_EXTERNAL_KEY, '/api_external', null, 0, ADDED_ON],
    [2, 'F1E2D3C4B5A6F7E8D9C0', '/api_internal', 'add_product,get_license', 1, ADDED_ON],
  ]);
  yield* table('app_settings', style, [
    [1, 'server_timezone', 'Asia/Kolkata'],
    [2, 'blacklisted_domains', 'bad.example,*.worse.example'],
    [3, 'blacklisted_ips', null],
    [4, 'license_expiring', `<p>Hello,&nbsp;</p><p>it's "{[product]}"; bye</p>`],
  ]);
  yield* table('product_activations', style, activations(count));
  yield* table('product_details', style, [
    [1, 'STUDIO', null, 'Photo Studio', 'Edits\nphotos', 1, 1, 1],
    [2, 'VIEWER', '123456', 'Viewer 看', null, 0, 0, 0],
  ]);
  yield* table('product_licenses', style, licenses(count, style.customers));
  yield* table('product_versions', style, [
    [1, 'v-100', 'STUDIO', 'v1.0.0', '2020-01-02', 'First', "<ul><li>It's out</li></ul>", 'a.zip', null, 1],
    [2, 'v-200', DELETED_PRODUCT, 'v2.0.0', '2020-01-02', null, '', 'b.zip', null, 1],
  ]);
  yield '-- Dump completed on 2026-11-20  3:00:00\n';
}

function* licenses(count: number, customers?: number): Generator<Value[]> {
  for (let number = 1; number <= count; number++) {
    const one = oldLicense(number, customers);
    yield [
      ...[number, one.pid, one.code, one.type, `INV-${number}`, null, ADDED_ON, one.client, one.email, one.comments],
      ...[null, one.domains, null, null, one.expiry, one.expiryDays, one.uses, one.usesLeft, one.parallel, null],
      one.validity,
    ];
  }
}

/** In a mysqldump, activations stand before their licenses. Some are in other letters than the code, refused or repeated. */
function* activations(count: number): Generator<Value[]> {
  let id = 0;
  const row = (code: string, url: string, isActive: 0 | 1): Value[] => {
    id += 1;
    return [id, 'STUDIO', `iid${id}`, 'client', code, url, '203.0.113.7', ACTIVATED_ON, 'PHP/8', isActive, isActive];
  };
  for (let number = 1; number <= count; number++) {
    const { code, urls } = oldLicense(number);
    for (const url of urls) {
      yield row(number % 17 === 0 ? code.toLowerCase() : code, url, 1);
    }
    if (number % 30 === 1 && urls[0] !== undefined) {
      yield row(code, urls[0].replace('www.', ''), 1);
    }
    if (number % 40 === 0) {
      yield row(code, 'https://left.example', 0);
    }
  }
  yield row('LB-UNKNOWN', 'https://lost.example', 1);
  yield row('LB-00000001-ABCD', 'javascript:alert(1)', 1);
}

const COLUMNS: Readonly<Record<string, string>> = {
  api_keys: 'id key controller endpoints ignore_limits date_created',
  app_settings: 'as_id as_name as_value',
  product_activations:
    'pi_id pi_product pi_iid pi_client pi_license_code pi_url pi_ip pi_date pi_agent pi_isvalid pi_isactive',
  product_details: 'pd_id pd_pid envato_id pd_name pd_details license_update serve_latest_updates pd_status',
  product_licenses:
    'id pid license_code license_type invoice is_envato added_on client email comments ips domains supported_till ' +
    'updates_till expiry expiry_days uses uses_left parallel_uses parallel_uses_left validity',
  product_versions: 'id vid pid version release_date summary changelog main_file sql_file status',
};

function* table(name: string, { rowsPerInsert, hasColumns }: DumpStyle, rows: Iterable<Value[]>): Generator<string> {
  const names = (COLUMNS[name] ?? '').split(' ');
  const columns = names.map((column) => `\`${column}\``);
  yield `DROP TABLE IF EXISTS \`${name}\`;\nCREATE TABLE \`${name}\` (\n`;
  yield columns.map((column) => `  ${column} varchar(155) COLLATE utf8mb4_unicode_ci DEFAULT NULL,\n`).join('');
  yield `  PRIMARY KEY (${columns[0]}),\n  KEY \`by\` (${columns[1]})\n) ENGINE=InnoDB COMMENT='it''s; a table';\n`;
  yield `LOCK TABLES \`${name}\` WRITE;\n/*!40000 ALTER TABLE \`${name}\` DISABLE KEYS */;\n`;
  yield* inserts(name, hasColumns ? names : null, rowsPerInsert, rows);
  yield 'UNLOCK TABLES;\n';
}
