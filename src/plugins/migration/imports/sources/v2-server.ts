import { isURL } from 'class-validator';
import { refused, type StagedRow, staged } from '../staged';
import { apiKeyRow, hashedApiKeyRow } from './api-keys';
import type { ImportSource } from './import-source';
import { type PostgresRow, postgresRows, type PostgresTable } from './postgres-dump';
import { UnreadColumns } from './unread-columns';
import { UnreadableFile } from './unreadable-file';
import { patternOf, RowValues } from './values';

type Values = PostgresRow['values'];
type Reader = (values: Values, zone: string) => StagedRow[];

/** The built-in product: licenses of this server have none. */
const PRODUCT = 'v2-default';
const MAX_DEVICE = 512;
const NO = ['f', 'false', '0'];

/**
 * Tables by their columns, which are the fields of the server's API: its documentation does not name the tables. The first that
 * fits is chosen.
 */
const TABLES: readonly (readonly [columns: readonly string[], reader: Reader])[] = [
  [['license_id', 'hardware_hash'], activationOf],
  [['max_activations', 'valid_until', 'license_key'], licenseOf],
  [['max_activations', 'valid_until', 'key'], licenseOf],
  [['version', 'is_mandatory'], versionOf],
  [['id', 'name', 'email'], customerOf],
  [['id', 'key', 'is_active'], apiKeyOf],
  [['id', 'key_hash', 'is_active'], apiKeyOf],
];
/** Accounts have names and addresses, too. */
const NO_CUSTOMERS = ['password', 'password_hash', 'hashed_password'];

export const V2_SERVER: ImportSource = {
  name: 'v2',
  title: 'the V2 license server',
  takes: ['charset'],
  async *read(file, { timeZone: zone = 'UTC', charset }) {
    const readers = new Map<string, Reader>();
    const isWanted = (table: PostgresTable): boolean => {
      const reader = readerOf(table);
      readers.set(table.name, reader ?? (() => []));
      return reader !== undefined;
    };
    yield [staged('product', { sourceId: PRODUCT, label: PRODUCT, data: { reference: PRODUCT, name: 'V2' } })];
    const others: StagedRow[] = [];
    const unread = new UnreadColumns();
    const onSkipped = ({ name, columns }: PostgresTable, rows: number): void => {
      if (rows > 0) {
        others.push(refused('other', `${name} (${rows})`, 'table_not_imported', { rows, columns }));
      }
    };
    for await (const rows of postgresRows(file, isWanted, onSkipped, charset)) {
      yield rows.flatMap(({ table, values }) => readers.get(table)?.(unread.watched(table, values), zone) ?? []);
    }
    yield [...others, ...unread.rows()];
    if (![...readers.values()].includes(licenseOf)) {
      throw new UnreadableFile('wrong_file', 'No table has the columns license_key, max_activations and valid_until');
    }
  },
};

function readerOf({ columns }: PostgresTable): Reader | undefined {
  const found = TABLES.find(([needed]) => needed.every((column) => columns.includes(column)))?.[1];
  return found === customerOf && columns.some((column) => NO_CUSTOMERS.includes(column)) ? undefined : found;
}

function customerOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const id = values.id ?? '';
  const email = read.email(values.email);
  const name = read.name(values.name) ?? email?.split('@', 1)[0] ?? `Customer ${id}`;
  const data = {
    name,
    email,
    reference: email === null ? `v2-customer-${id}` : null,
    company: read.name(values.company),
    phone: read.name(values.phone, 64),
  };
  return [staged('customer', { sourceId: id, label: email ?? name, data, notes: [...read.notes] })];
}

function licenseOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const key = read.key(values.license_key ?? values.key);
  const limits = {
    type_label: read.name(values.type ?? values.license_type),
    max_activations: read.limit(values.max_activations),
    uses_limit: null,
    duration_days: null,
  };
  const data = {
    key,
    ...limits,
    pattern: patternOf({ product: PRODUCT, ...limits }),
    customer: values.customer_id ?? null,
    max_users: read.limit(values.max_users),
    starts_at: read.date(values.valid_from, '00:00:00'),
    expires_at: read.date(values.valid_until),
    description: read.text(values.notes ?? values.description),
    created_at: read.date(values.created_at, '00:00:00'),
    state: NO.includes(values.is_active ?? '') ? ('disabled' as const) : ('active' as const),
  };
  const { problem } = read;
  const rest = { label: key, data, problem, notes: [...read.notes] };
  return [staged('license', { sourceId: values.id ?? key, parent: PRODUCT, ...rest })];
}

/** Deactivated devices stay as rows. */
function activationOf(values: Values, zone: string): StagedRow[] {
  const fingerprint = values.hardware_hash ?? '';
  const parent = values.license_id ?? '';
  const given = { license: parent, hardware_hash: fingerprint.slice(0, 200) };
  if (NO.includes(values.is_active ?? '')) {
    return [refused('activation', given.hardware_hash, 'not_active', given)];
  }
  if (fingerprint === '' || fingerprint.length > MAX_DEVICE) {
    return [refused('activation', given.hardware_hash, 'device_invalid', given)];
  }
  const read = new RowValues(zone);
  const data = {
    kind: 'device' as const,
    fingerprint,
    name: read.name(values.machine_name),
    app_version: read.name(values.app_version),
    ip: read.name(values.ip_address, 64),
    activated_at: read.date(values.activated_at, '00:00:00'),
    last_seen_at: read.date(values.last_heartbeat),
  };
  const { problem } = read;
  return [staged('activation', { sourceId: `${parent} ${fingerprint}`, parent, label: fingerprint, data, problem })];
}

function versionOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const version = read.name(values.version);
  if (version === null) {
    return [refused('version', values.id ?? '', 'reference_missing')];
  }
  const reference = version.startsWith('v') ? version : `v${version}`;
  const data = {
    reference,
    version,
    released_at: read.day(values.release_date) ?? undefined,
    changelog: read.text(values.release_notes, 65_535),
    is_active: !NO.includes(values.is_active ?? ''),
    download_url: urlIn(read, values.download_url),
    is_mandatory: values.is_mandatory === 't',
  };
  const { problem } = read;
  const notes = [...read.notes, 'file_missing'];
  return [staged('version', { sourceId: reference, parent: PRODUCT, label: reference, data, notes, problem })];
}

function urlIn(read: RowValues, text: string | null | undefined): string | undefined {
  const url = read.name(text, 2_000);
  if (url === null || isURL(url, { protocols: ['http', 'https'], require_protocol: true, require_tld: false })) {
    return url ?? undefined;
  }
  read.notes.add('url_dropped');
  return undefined;
}

/** There is one live system key here, so the old one becomes a key of programs. `key_hash` is its SHA-256. */
function apiKeyOf(values: Values): StagedRow[] {
  const name = `V2 ${values.name ?? values.id ?? ''}`.trim();
  if (NO.includes(values.is_active ?? '')) {
    return [refused('api_key', name, 'not_active')];
  }
  const key = { kind: 'external' as const, name };
  return [values.key_hash ? hashedApiKeyRow(values.key_hash, key) : apiKeyRow(values.key ?? '', key)];
}
