import { normalizeDomain } from '../../../../core/licenses';
import { refused, type StagedData, type StagedRow, staged } from '../staged';
import { type EddShop, EddShops, LICENSES } from './edd-shop';
import type { ImportSource } from './import-source';
import { LeftAside } from './left-aside';
import { type DumpRow, mysqlRows } from './mysql-dump';
import { UnreadColumns } from './unread-columns';
import { patternOf, RowValues } from './values';

type Values = DumpRow['values'];

const MAX_DEVICE = 512;
const READERS: Readonly<Record<string, (values: Values, reading: Reading) => readonly StagedRow[]>> = {
  edd_customers: customerOf,
  edd_licenses: licenseOf,
  edd_license_activations: activationOf,
};

interface Reading {
  readonly shop: EddShop;
  readonly zone: string;
}

/**
 * Tables of Easy Digital Downloads and of its extension Software Licensing as their installers create them since release 3.6,
 * with any prefix. Schema and meaning were read from the sources of release 3.8 of the extension.
 */
export const EDD: ImportSource = {
  name: 'edd',
  title: 'EDD Software Licensing',
  takes: ['table_prefix', 'charset'],
  async *read(file, { timeZone, tablePrefix, charset }) {
    const shops = new EddShops();
    for await (const rows of mysqlRows(file, { charset, isWanted: (table) => shops.isWanted(table) })) {
      rows.forEach((row) => shops.add(row));
      yield [];
    }
    const shop = shops.find(tablePrefix);
    const [aside, sites, unread] = [new LeftAside(), new LeftAside(), new UnreadColumns()];
    const reading = { shop, zone: timeZone ?? shop.zone ?? 'UTC' };
    yield shop.products();
    const readerOf = (table: string) =>
      table.startsWith(shop.prefix) ? READERS[table.slice(shop.prefix.length)] : undefined;
    const onSkipped = (table: string): void => {
      aside.add(table);
      const prefix = table.endsWith(LICENSES) ? table.slice(0, -LICENSES.length) : shop.prefix;
      if (prefix !== shop.prefix) {
        sites.add(prefix);
      }
    };
    const isWanted = (table: string): boolean => readerOf(table) !== undefined;
    for await (const rows of mysqlRows(file, { charset, isWanted, onSkipped })) {
      yield rows.flatMap(({ table, values }) => readerOf(table)?.(unread.watched(table, values), reading) ?? []);
    }
    yield [...sites.sites(), ...aside.tables((table) => shop.hasRead(table)), ...unread.rows()];
  },
};

/** A customer without an address is found again by a reference. */
function customerOf(values: Values, { zone }: Reading): StagedRow[] {
  const read = new RowValues(zone);
  const id = values.id ?? '';
  const email = read.email(values.email);
  const reference = email === null ? `edd-customer-${id}` : null;
  const name = read.name(values.name) ?? email?.split('@', 1)[0] ?? `Customer ${id}`;
  const data = { name, email, reference };
  return [staged('customer', { sourceId: id, label: email ?? name, data, notes: [...read.notes] })];
}

function licenseOf(values: Values, { shop, zone }: Reading): StagedRow[] {
  const read = new RowValues(zone);
  const key = read.key(values.license_key);
  const id = values.id ?? '';
  const parent = values.download_id ?? '';
  const priceId = values.price_id ?? '';
  const limit = shop.limitOf(Number(id), { parent: Number(values.parent) || 0, download: parent, priceId });
  const limits = {
    type_label: shop.download(parent)?.prices.get(priceId)?.name ?? null,
    max_activations: limit === 0 ? null : limit,
    uses_limit: null,
    duration_days: null,
  };
  const expiresAt = expiryOf(read, values.expiration);
  const data = {
    key,
    ...limits,
    pattern: patternOf({ product: parent, ...limits }),
    customer: isSet(values.customer_id) ? values.customer_id : null,
    expires_at: expiresAt,
    // The metadata fields of the API.
    metadata: {
      edd: {
        ...(isSet(values.payment_id) && { payment_id: Number(values.payment_id) }),
        ...(priceId !== '' && { price_id: priceId }),
        ...(shop.download(parent)?.meta._edd_product_type === 'bundle' && { is_bundle: true }),
      },
    },
    created_at: read.date(values.date_created, '00:00:00'),
    state: stateOf(read, values.status, expiresAt),
  };
  const { problem } = read;
  const license = staged('license', { sourceId: id, parent, label: key, data, problem, notes: [...read.notes] });
  return [...shop.product(parent), license];
}

function isSet(id: string | null | undefined): id is string {
  return id !== null && id !== undefined && id !== '' && id !== '0';
}

/** Seconds since 1970 of the clock at the site, as WordPress counts them, and not in UTC; 0 if the license never expires. */
function expiryOf(read: RowValues, seconds: string | null | undefined): string | null {
  return read.date(read.unix(seconds)?.slice(0, 19));
}

/** The extension corrects a status that contradicts the date, but for `disabled` and for `expired` without a date. */
function stateOf(
  read: RowValues,
  status: string | null | undefined,
  expiresAt: string | null,
): StagedData['license']['state'] {
  if (status === 'expired' && expiresAt === null) {
    read.notes.add('expired_without_date');
    return 'disabled';
  }
  // Private licenses are drafts, which programs do not find.
  return status === 'disabled' || status === 'private' ? 'disabled' : 'active';
}

/** Deactivated sites stay as rows. The plugin keeps no dates of activations: they get that of the import. */
function activationOf(values: Values): StagedRow[] {
  const site = (values.site_name ?? '').trim();
  const parent = values.license_id ?? '';
  const given = { license: parent, site: site.slice(0, 200) };
  if (values.activated !== '1') {
    return [refused('activation', given.site, 'not_active', given)];
  }
  if (values.is_local === '1') {
    return [refused('activation', given.site, 'local_site', given)];
  }
  const domain = normalizeDomain(site);
  // Programs that run on no site send another text, to which the plugin adds a slash.
  const fingerprint = domain ?? site.replace(/\/+$/, '').toLowerCase();
  if (fingerprint === '' || fingerprint.length > MAX_DEVICE) {
    return [refused('activation', given.site, 'device_invalid', given)];
  }
  const kind = domain === null ? ('device' as const) : ('domain' as const);
  const data = { kind, fingerprint, activated_at: null };
  return [staged('activation', { sourceId: `${parent} ${fingerprint}`, parent, label: fingerprint, data })];
}
