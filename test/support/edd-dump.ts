import { inserts, type Value } from './mysql-inserts';

/** A license as the shop has it. */
export interface OldEddLicense {
  readonly id: number;
  readonly key: string;
  readonly status: 'active' | 'inactive' | 'expired' | 'disabled' | 'private';
  readonly download: number;
  readonly priceId: string | null;
  /** Seconds of the clock at the site; null or 0 never expires. */
  readonly expiration: number | null;
  readonly parent: number;
  readonly customer: number;
  /** Limit of the license itself; null for that of its bundle or download. */
  readonly limit: number | null;
  readonly sites: readonly { readonly url: string; readonly isActive: boolean; readonly isLocal: boolean }[];
}

export const PLUGIN = 8;
export const THEME = 9;
export const BUNDLE = 10;
export const EBOOK = 11;
export const DELETED_DOWNLOAD = 77;
export const EDD_CUSTOMERS = 100;
/** 2031-02-03 04:05:06 at the site. */
export const EXPIRATION = Date.UTC(2031, 1, 3, 4, 5, 6) / 1_000;
const PAST = Date.UTC(2021, 0, 31, 23, 30) / 1_000;
export const PRICES = {
  1: { name: 'Personal', limit: 1 },
  2: { name: 'Büro & mehr', limit: 5 },
  3: { name: 'Any', limit: 0 },
};

/** Licenses with everything that shops of years have, by their number. Every tenth is of a plugin in the bundle before it. */
export function oldEddLicense(id: number): OldEddLicense {
  const is = (every: number, rest = 0): boolean => id % every === rest;
  const download = is(250, 11) ? DELETED_DOWNLOAD : is(10, 9) ? BUNDLE : is(10) || is(2) ? PLUGIN : THEME;
  return {
    id,
    key: keyAt(is(100, 7) ? 7 : id),
    status: is(21) ? 'disabled' : is(23) ? 'expired' : is(190) ? 'private' : is(3) ? 'inactive' : 'active',
    download,
    priceId: download === PLUGIN && !is(10) ? String(1 + (Math.floor(id / 4) % 3)) : null,
    expiration: is(5) ? 0 : is(7) ? null : is(13) ? PAST : EXPIRATION,
    parent: is(10) ? id - 1 : is(111) ? 99_999 : 0,
    customer: is(31) ? 0 : 1 + (id % EDD_CUSTOMERS),
    limit: is(17) ? 12 : is(19) ? 0 : null,
    sites: sitesOf(id),
  };
}

function keyAt(id: number): string {
  return `5f1b6a7c8d9e0a1b2c3d4e5f${id.toString(16).padStart(8, '0')}`;
}

function sitesOf(id: number): OldEddLicense['sites'] {
  const site = (url: string, isActive = true, isLocal = false) => ({ url, isActive, isLocal });
  return [
    ...Array.from({ length: id % 3 }, (_, index) => site(`site${id}-${index}.example/`)),
    ...(id % 30 === 1 ? [site(`site${id}-0.example/shop/`)] : []),
    ...(id % 40 === 0 ? [site(`left${id}.example/`, false)] : []),
    ...(id % 60 === 0 ? [site('localhost/plugin/', true, true)] : []),
    ...(id % 70 === 0 ? [site(`System Id (${id})/`)] : []),
  ];
}

/** The tables of a WordPress with Easy Digital Downloads, in the order of mysqldump, with the licenses from 1 to the count. */
export function* eddDump(count: number, prefix = 'wp_'): Generator<string> {
  yield '-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\n';
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const licenses = numbers.map(oldEddLicense);
  yield* table(prefix, 'edd_customers', customers());
  yield* table(prefix, 'edd_license_activations', activations(licenses));
  yield* table(prefix, 'edd_licensemeta', metaOf(licenses));
  yield* table(
    prefix,
    'edd_licenses',
    licenses.map((one) => [
      ...[one.id, one.key, one.status, one.download, one.priceId, one.id + 5_000, 0, '2021-05-04 10:20:30'],
      ...[one.expiration, String(one.parent), String(one.customer), '0'],
    ]),
  );
  yield* table(prefix, 'options', [
    [1, 'siteurl', 'https://shop.example', 'yes'],
    [2, 'gmt_offset', '5.5', 'yes'],
    [3, 'timezone_string', '', 'yes'],
  ]);
  yield* table(prefix, 'postmeta', postmeta());
  yield* table(prefix, 'posts', [
    [1, '2020-01-01 00:00:00', '', 'Hello world!', 'publish', 'post'],
    [PLUGIN, '2020-01-01 00:00:00', "Text; with 'quotes' and\nlines", 'Forms &amp; More', 'publish', 'download'],
    [THEME, '2020-01-01 00:00:00', '', 'Thème', 'draft', 'download'],
    [BUNDLE, '2020-01-01 00:00:00', '', 'Everything', 'publish', 'download'],
    [EBOOK, '2020-01-01 00:00:00', '', 'A book', 'publish', 'download'],
  ]);
  yield '-- Dump completed on 2026-11-20  3:00:00\n';
}

function* customers(): Generator<Value[]> {
  for (let id = 1; id <= EDD_CUSTOMERS; id++) {
    const email = id % 50 === 0 ? 'nobody' : `${id % 2 === 0 ? 'Buyer' : 'buyer'}${id}@shop.example`;
    yield [id, 0, email, id % 7 === 0 ? '' : `O'Buyer "${id}" Söhne`, '10.00', 1, '1', '', '2020-01-01 00:00:00'];
  }
}

function* activations(licenses: readonly OldEddLicense[]): Generator<Value[]> {
  let id = 0;
  for (const license of licenses) {
    for (const { url, isActive, isLocal } of license.sites) {
      id += 1;
      yield [id, url, license.id, isActive ? 1 : 0, isLocal ? 1 : 0];
    }
  }
  yield [id + 1, 'lost.example/', 999_999, 1, 0];
}

function* metaOf(licenses: readonly OldEddLicense[]): Generator<Value[]> {
  let id = 0;
  for (const license of licenses) {
    id += 1;
    yield [id, license.id, '_edd_sl_activation_count', String(license.sites.length)];
    if (license.limit !== null) {
      id += 1;
      yield [id, license.id, '_edd_sl_limit', String(license.limit)];
    }
  }
}

function postmeta(): Value[][] {
  const rows: [number, string, string][] = [
    [PLUGIN, '_edd_sl_enabled', '1'],
    [PLUGIN, '_variable_pricing', '1'],
    [PLUGIN, 'edd_variable_prices', serializedPrices()],
    [PLUGIN, '_edd_sl_version', '2.1.0'],
    [PLUGIN, '_edd_sl_changelog', "<ul><li>It's out</li></ul>"],
    [PLUGIN, '_edd_sl_limit', '99'],
    [THEME, '_edd_sl_enabled', '1'],
    [THEME, '_edd_sl_limit', '3'],
    // An option of a price that is not offered any more.
    [THEME, 'edd_variable_prices', 'a:1:{i:1;O:8:"stdClass":0:{}}'],
    [BUNDLE, '_edd_sl_limit', '4'],
    [BUNDLE, '_edd_product_type', 'bundle'],
    [THEME, '_edd_product_type', 'default'],
    [EBOOK, 'edd_price', '9.00'],
    [1, '_edit_lock', '1'],
  ];
  return rows.map(([post, key, value], index) => [index + 1, post, key, value]);
}

/** PHP writes lengths of texts in bytes. */
function serializedPrices(): string {
  const text = (value: string): string => `s:${Buffer.byteLength(value)}:"${value}";`;
  const prices = Object.entries(PRICES).map(
    ([id, { name, limit }]) =>
      `i:${id};a:5:{${text('index')}${text(id)}${text('name')}${text(name)}${text('amount')}d:19.5;` +
      `${text('license_limit')}${text(String(limit))}${text('is_lifetime')}b:0;}`,
  );
  return `a:${prices.length}:{${prices.join('')}}`;
}

/** Columns that the installers create. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  edd_customers: [
    '`id` bigint(20) NOT NULL AUTO_INCREMENT',
    '`user_id` bigint(20) NOT NULL',
    '`email` varchar(50) NOT NULL',
    '`name` mediumtext NOT NULL',
    '`purchase_value` mediumtext NOT NULL',
    '`purchase_count` bigint(20) NOT NULL',
    '`payment_ids` longtext NOT NULL',
    '`notes` longtext NOT NULL',
    '`date_created` datetime NOT NULL',
    'UNIQUE KEY `email` (`email`)',
  ],
  edd_license_activations: [
    '`site_id` bigint(20) NOT NULL AUTO_INCREMENT',
    '`site_name` varchar(128) NOT NULL',
    '`license_id` bigint(20) NOT NULL',
    '`activated` tinyint(1) NOT NULL',
    '`is_local` tinyint(1) NOT NULL',
    'UNIQUE KEY `site_name` (`site_name`,`license_id`)',
  ],
  edd_licensemeta: [
    '`meta_id` bigint(20) NOT NULL AUTO_INCREMENT',
    '`license_id` bigint(20) NOT NULL',
    '`meta_key` varchar(255) DEFAULT NULL',
    '`meta_value` longtext',
    'KEY `license_id` (`license_id`)',
  ],
  edd_licenses: [
    '`id` bigint(20) NOT NULL AUTO_INCREMENT',
    '`license_key` varchar(255) NOT NULL',
    '`status` varchar(20) NOT NULL',
    '`download_id` bigint(20) NOT NULL',
    '`price_id` varchar(20) DEFAULT NULL',
    '`payment_id` bigint(20) NOT NULL',
    '`cart_index` bigint(20) NOT NULL',
    '`date_created` datetime NOT NULL',
    '`expiration` bigint(32) DEFAULT NULL',
    '`parent` varchar(20) NOT NULL',
    '`customer_id` varchar(20) NOT NULL',
    '`user_id` varchar(20) NOT NULL',
    'KEY `license_key` (`license_key`(191))',
  ],
  options: [
    '`option_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT',
    "`option_name` varchar(191) NOT NULL DEFAULT ''",
    '`option_value` longtext NOT NULL',
    "`autoload` varchar(20) NOT NULL DEFAULT 'yes'",
  ],
  postmeta: [
    '`meta_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT',
    "`post_id` bigint(20) unsigned NOT NULL DEFAULT '0'",
    '`meta_key` varchar(255) DEFAULT NULL',
    '`meta_value` longtext',
  ],
  // The columns between these have no meaning for licenses.
  posts: [
    '`ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT',
    "`post_date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00'",
    '`post_content` longtext NOT NULL',
    '`post_title` text NOT NULL',
    "`post_status` varchar(20) NOT NULL DEFAULT 'publish'",
    "`post_type` varchar(20) NOT NULL DEFAULT 'post'",
  ],
};

function* table(prefix: string, name: string, rows: Iterable<readonly Value[]>): Generator<string> {
  const columns = COLUMNS[name] ?? [];
  yield `CREATE TABLE \`${prefix}${name}\` (\n  ${columns.join(',\n  ')}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8;\n`;
  yield* inserts(`${prefix}${name}`, null, 300, rows);
}
