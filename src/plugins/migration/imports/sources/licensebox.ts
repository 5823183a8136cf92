import { normalizeDomain } from '../../../../core/licenses';
import { refused, type StagedRow, staged } from '../staged';
import { apiKeyRow } from './api-keys';
import type { ImportSource } from './import-source';
import { LeftAside } from './left-aside';
import { type DumpRow, mysqlRows } from './mysql-dump';
import { UnreadColumns } from './unread-columns';
import { UnreadableFile } from './unreadable-file';
import { folded, isZone, listIn, patternOf, RowValues } from './values';

type Values = DumpRow['values'];

const BLOCKED_LISTS: Readonly<Record<string, string>> = {
  blacklisted_ips: 'blacklist.addresses',
  blacklisted_domains: 'blacklist.domains',
};

/**
 * Tables as the installer of LicenseBox creates them: until release 1.5, activations are `product_installations` with the
 * license in `pi_purchase_code`. The schema was read from SQL dumps of installations of 1.4 and 1.6.4 that are public.
 */
const READERS: Readonly<Record<string, (values: Values, zone: string) => readonly StagedRow[]>> = {
  product_details: productOf,
  product_versions: versionOf,
  product_licenses: licenseOf,
  product_activations: activationOf,
  product_installations: activationOf,
  api_keys: apiKeyOf,
  app_settings: blockedOf,
};

export const LICENSEBOX: ImportSource = {
  name: 'licensebox',
  title: 'LicenseBox',
  takes: ['charset'],
  async *read(file, { timeZone, charset }) {
    let zone = timeZone;
    const [aside, unread] = [new LeftAside(), new UnreadColumns()];
    const onSkipped = (table: string): void => aside.add(table);
    const found = new Set<string>();
    const isWanted = (table: string) => Object.hasOwn(READERS, table);
    for await (const rows of mysqlRows(file, { charset, isWanted, onSkipped })) {
      const page: StagedRow[] = [];
      for (const { table, values } of rows) {
        found.add(table);
        zone ??= zoneIn(table, values);
        page.push(...(READERS[table]?.(unread.watched(table, values), zone ?? 'UTC') ?? []));
      }
      yield page;
    }
    yield [...aside.tables(), ...unread.rows()];
    if (!found.has('product_licenses') && !found.has('product_details')) {
      throw new UnreadableFile('wrong_file', 'The file has no rows of the tables product_details and product_licenses');
    }
  },
};

/** Dates have no zone: PHP writes them in that of this setting, which stands before them in a dump. */
function zoneIn(table: string, { as_name, as_value }: Values): string | undefined {
  return table === 'app_settings' && as_name === 'server_timezone' && as_value && isZone(as_value)
    ? as_value
    : undefined;
}

function productOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const reference = read.name(values.pd_pid);
  if (reference === null) {
    return [refused('product', label(values.pd_name), 'reference_missing')];
  }
  const data = {
    reference,
    name: read.name(values.pd_name) ?? reference,
    description: read.text(values.pd_details),
    envato_item_id: read.name(values.envato_id),
    is_active: values.pd_status !== '0',
    updates_need_license: values.license_update !== '0',
    serve_latest_updates: values.serve_latest_updates === '1',
  };
  return [staged('product', { sourceId: folded(reference), label: reference, data, notes: [...read.notes] })];
}

function versionOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const reference = read.name(values.vid);
  const version = read.name(values.version);
  if (reference === null || version === null) {
    return [refused('version', label(values.vid), 'reference_missing')];
  }
  const data = {
    reference,
    version,
    released_at: read.day(values.release_date) ?? undefined,
    summary: read.text(values.summary),
    changelog: read.text(values.changelog, 65_535),
    is_active: values.status !== '0',
  };
  // The files of versions are in a folder, not in the database.
  const notes = [...read.notes, 'file_missing'];
  const parent = folded(values.pid ?? '');
  return [
    staged('version', { sourceId: folded(reference), parent, label: reference, data, notes, problem: read.problem }),
  ];
}

function licenseOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const email = read.email(values.email);
  const client = read.name(values.client);
  const parent = folded(values.pid ?? '');
  const limits = {
    type_label: read.name(values.license_type),
    max_activations: read.limit(values.parallel_uses),
    uses_limit: read.limit(values.uses),
    duration_days: read.days(values.expiry_days),
  };
  const key = read.key(values.license_code);
  const data = {
    key,
    ...limits,
    pattern: patternOf({ product: parent, ...limits }),
    customer: email,
    uses_left: limits.uses_limit === null ? null : Math.max(0, Number(values.uses_left ?? limits.uses_limit) || 0),
    expires_at: read.date(values.expiry),
    updates_until: read.date(values.updates_till),
    support_until: read.date(values.supported_till),
    allowed_domains: read.domains(values.domains),
    allowed_ips: read.addresses(values.ips),
    restricted_to_client_name: client,
    is_envato: values.is_envato === '1',
    description: read.text(values.comments),
    metadata: metadataOf(read.name(values.invoice), email === null ? read.name(values.email) : null),
    // The column has the time of the last change.
    created_at: read.date(values.added_on, '00:00:00'),
    state: values.validity === '0' ? ('blocked' as const) : ('active' as const),
  };
  const { problem } = read;
  const license = staged('license', {
    sourceId: folded(key),
    parent,
    label: key,
    data,
    problem,
    notes: [...read.notes],
  });
  return email === null || problem !== undefined ? [license] : [customerOf(email, client), license];
}

function metadataOf(invoice: string | null, address: string | null): Record<string, string> {
  return { ...(invoice !== null && { invoice_number: invoice }), ...(address !== null && { client_email: address }) };
}

function customerOf(email: string, client: string | null): StagedRow {
  const [name = email] = email.split('@', 1);
  return staged('customer', { sourceId: email, label: email, data: { name: client ?? name, email }, isDerived: true });
}

/** Refused and ended activations hold no seat; the old server keeps their rows as a log. */
function activationOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const license = values.pi_license_code ?? values.pi_purchase_code ?? '';
  const url = values.pi_url ?? '';
  if (values.pi_isactive !== '1' || values.pi_isvalid !== '1') {
    return [refused('activation', label(url), 'not_active', { license, url: label(url) })];
  }
  const fingerprint = normalizeDomain(url);
  if (fingerprint === null) {
    return [refused('activation', label(url), 'domain_invalid', { license, url: label(url) })];
  }
  const activatedAt = read.date(values.pi_date, '00:00:00');
  const data = {
    kind: 'domain' as const,
    fingerprint,
    name: read.name(values.pi_client ?? values.pi_username),
    ip: read.name(values.pi_ip, 64),
    user_agent: read.name(values.pi_agent, 512),
    activated_at: activatedAt,
  };
  const parent = folded(license);
  const sourceId = `${parent} ${fingerprint}`;
  return [
    staged('activation', { sourceId, parent, label: fingerprint, data, problem: read.problem, notes: [...read.notes] }),
  ];
}

function apiKeyOf(values: Values, zone: string): StagedRow[] {
  const read = new RowValues(zone);
  const kind = /internal/i.test(values.controller ?? '') ? ('internal' as const) : ('external' as const);
  const name = `LicenseBox ${kind} ${values.id ?? ''}`.trim();
  // The key would be allowed more than before.
  if (listIn(values.endpoints).length > 0) {
    return [refused('api_key', name, 'api_key_restricted')];
  }
  const key = { kind, name, allowed_ips: read.addresses(values.ip_addresses) };
  return [apiKeyRow(values.key ?? '', key, read.problem)];
}

function blockedOf({ as_name, as_value }: Values, zone: string): StagedRow[] {
  const setting = BLOCKED_LISTS[as_name ?? ''];
  if (setting === undefined) {
    return [];
  }
  return listIn(as_value).map((entry) => {
    const read = new RowValues(zone);
    const [kept] = setting === 'blacklist.domains' ? read.domains(entry) : read.addresses(entry);
    return kept === undefined
      ? refused('blocked', label(entry), 'entry_invalid')
      : staged('blocked', { sourceId: `${setting} ${kept}`, label: kept, data: { setting, entry: kept } });
  });
}

/** For people. */
function label(text: string | null | undefined): string {
  return (text ?? '').slice(0, 200);
}
