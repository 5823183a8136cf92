import { type StagedRow, staged } from '../staged';
import { type DumpRow } from './mysql-dump';
import { NumberTable } from './number-table';
import { type PhpArray, phpValue } from './php-values';
import { severalSites, UnreadableFile } from './unreadable-file';
import { isZone, RowValues } from './values';

type Values = DumpRow['values'];

/** A download with the settings of its licenses. */
interface Download {
  readonly name: string;
  readonly meta: Partial<Record<MetaKey, string>>;
  readonly prices: ReadonlyMap<string, Price>;
}

interface Price {
  readonly name: string | null;
  readonly limit: number;
}

const META_KEYS = [
  '_edd_product_type',
  '_edd_sl_enabled',
  '_edd_sl_limit',
  '_edd_sl_version',
  '_edd_sl_changelog',
  '_variable_pricing',
  'edd_variable_prices',
] as const;
type MetaKey = (typeof META_KEYS)[number];

export const LICENSES = 'edd_licenses';
const TABLES = ['posts', 'postmeta', 'options', 'edd_licensemeta'];
/** Held in memory. */
const MAX_DOWNLOADS = 20_000;
const MAX_META = 65_535;

/** The settings of the shops in a dump, one for each prefix of tables: in a dump, they stand after the licenses that need them. */
export class EddShops {
  private readonly shops = new Map<string, EddShop>();
  private readonly licensed = new Set<string>();

  isWanted(table: string): boolean {
    if (table.endsWith(LICENSES)) {
      this.licensed.add(table.slice(0, -LICENSES.length));
    }
    return nameIn(table) !== undefined;
  }

  add({ table, values }: DumpRow): void {
    const name = nameIn(table) ?? '';
    const prefix = table.slice(0, -name.length);
    const shop = this.shops.get(prefix) ?? new EddShop(prefix);
    this.shops.set(prefix, shop);
    shop.add(name, values);
  }

  /**
   * The shop with the prefix or, without one, the only shop.
   * @throws UnreadableFile
   */
  find(prefix: string | undefined): EddShop {
    const prefixes = [...this.licensed];
    if (prefix === undefined && prefixes.length > 1) {
      throw severalSites(prefixes);
    }
    const [chosen] = prefixes.filter((one) => prefix === undefined || one === prefix);
    if (chosen === undefined) {
      throw new UnreadableFile('wrong_file', `The file has no table ${prefix ?? 'wp_'}${LICENSES}`);
    }
    return this.shops.get(chosen) ?? new EddShop(chosen);
  }
}

function nameIn(table: string): string | undefined {
  return TABLES.find((name) => table.endsWith(name));
}

/** A shop with Easy Digital Downloads. */
export class EddShop {
  private namedZone: string | undefined;
  private offset: string | undefined;
  private readonly downloads = new Map<string, { name: string | null; meta: Partial<Record<MetaKey, string>> }>();
  private readonly settings = new Map<string, Download>();
  private readonly limits = new NumberTable();

  constructor(readonly prefix: string) {}

  /** Zone of the site, in which its dates are. */
  get zone(): string | undefined {
    return this.namedZone ?? this.offset;
  }

  hasRead(table: string): boolean {
    return TABLES.some((name) => table === `${this.prefix}${name}`);
  }

  add(table: string, values: Values): void {
    if (table === 'posts') {
      this.addDownload(values);
    } else if (table === 'postmeta') {
      this.addMeta(values);
    } else if (table === 'options') {
      this.namedZone ??= namedZoneIn(values);
      this.offset ??= offsetIn(values);
    } else if (values.meta_key === '_edd_sl_limit') {
      this.limits.set(Number(values.license_id), Math.max(0, Number(values.meta_value) || 0));
    }
  }

  /** Undefined if it was deleted. */
  download(id: string): Download | undefined {
    const found = this.downloads.get(id);
    const name = found?.name ?? null;
    if (!found || name === null) {
      return undefined;
    }
    const known = this.settings.get(id) ?? { name, meta: found.meta, prices: pricesIn(found.meta) };
    this.settings.set(id, known);
    return known;
  }

  /**
   * Sites that a license may be active at, 0 for any: its own limit, else that of the license of its bundle, else that of its
   * download. A later license of the same bundle finds it.
   */
  limitOf(
    license: number,
    { parent, download, priceId }: { parent: number; download: string; priceId: string },
  ): number {
    const limit =
      this.limits.get(license) ?? (parent > 0 ? this.limits.get(parent) : undefined) ?? this.limitAt(download, priceId);
    this.limits.set(license, limit);
    return limit;
  }

  private limitAt(id: string, priceId: string): number {
    const download = this.download(id);
    const limit =
      download?.meta._variable_pricing === '1' && priceId !== ''
        ? (download.prices.get(priceId)?.limit ?? 0)
        : Number(download?.meta._edd_sl_limit ?? 0) || 0;
    return Math.abs(limit);
  }

  /** Downloads that are sold with licenses, with their latest versions. */
  products(): StagedRow[] {
    return [...this.downloads].flatMap(([id, { meta }]) =>
      meta._edd_sl_enabled === '1' ? [...this.product(id, false), ...this.version(id)] : [],
    );
  }

  /** @param isDerived for the download of a license */
  product(id: string, isDerived = true): StagedRow[] {
    const download = this.download(id);
    return download
      ? [
          staged('product', {
            sourceId: id,
            label: download.name,
            data: { reference: id, name: download.name },
            isDerived,
          }),
        ]
      : [];
  }

  private version(id: string): StagedRow[] {
    const meta = this.download(id)?.meta;
    const read = new RowValues('UTC');
    const version = read.name(meta?._edd_sl_version);
    if (version === null) {
      return [];
    }
    const reference = version.startsWith('v') ? version : `v${version}`;
    const data = { reference, version, changelog: read.text(meta?._edd_sl_changelog, MAX_META) };
    // The files of versions are in a folder, not in the database.
    const notes = [...read.notes, 'file_missing'];
    return [staged('version', { sourceId: `${id} ${reference}`, parent: id, label: reference, data, notes })];
  }

  private addDownload({ ID: id, post_type, post_title }: Values): void {
    if (id && post_type === 'download') {
      this.known(id).name = new RowValues('UTC').name(post_title?.replaceAll('&amp;', '&')) ?? `Download ${id}`;
    }
  }

  /** Meta of other posts is read, too, because the posts may stand behind it. */
  private addMeta({ post_id: id, meta_key, meta_value }: Values): void {
    const key = META_KEYS.find((one) => one === meta_key);
    if (id && key && meta_value) {
      this.known(id).meta[key] = meta_value.slice(0, MAX_META);
    }
  }

  private known(id: string): { name: string | null; meta: Partial<Record<MetaKey, string>> } {
    const found = this.downloads.get(id) ?? { name: null, meta: {} };
    this.downloads.set(id, found);
    if (this.downloads.size > MAX_DOWNLOADS) {
      throw new UnreadableFile('too_many_rows', `The file has more than ${MAX_DOWNLOADS} downloads`);
    }
    return found;
  }
}

/** WordPress has the name of a zone, or an offset in hours. */
function namedZoneIn({ option_name, option_value }: Values): string | undefined {
  return option_name === 'timezone_string' && option_value && isZone(option_value) ? option_value : undefined;
}

function offsetIn({ option_name, option_value }: Values): string | undefined {
  const minutes = option_name === 'gmt_offset' ? Math.round(Number(option_value ?? 0) * 60) : 0;
  if (!minutes) {
    return undefined;
  }
  const two = (number: number): string => String(Math.trunc(number)).padStart(2, '0');
  const zone = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return isZone(zone) ? zone : undefined;
}

function pricesIn({ edd_variable_prices: text }: Partial<Record<MetaKey, string>>): ReadonlyMap<string, Price> {
  const value = text === undefined ? undefined : phpValue(text);
  const prices = value instanceof Map ? [...(value as PhpArray)] : [];
  return new Map(
    prices.flatMap(([id, price]): [string, Price][] =>
      price instanceof Map ? [[id, priceOf(price as PhpArray)]] : [],
    ),
  );
}

function priceOf(price: PhpArray): Price {
  const name = price.get('name');
  return {
    name: typeof name === 'string' ? new RowValues('UTC').name(name) : null,
    limit: Math.abs(Number(price.get('license_limit')) || 0),
  };
}
