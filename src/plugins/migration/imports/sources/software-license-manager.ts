import { Permission } from '../../../../core/identity';
import { normalizeDomain } from '../../../../core/licenses';
import { refused, type StagedData, type StagedRow, staged } from '../staged';
import { apiKeyRow } from './api-keys';
import type { ImportSource } from './import-source';
import { LeftAside } from './left-aside';
import { type DumpRow, mysqlRows } from './mysql-dump';
import { phpValue } from './php-values';
import { SlmActivationDates } from './slm-activation-dates';
import { UnreadColumns } from './unread-columns';
import { severalSites, UnreadableFile } from './unreadable-file';
import { folded, patternOf, RowValues } from './values';

type Values = DumpRow['values'];

const LICENSES = 'lic_key_tbl';
/** Table of WordPress, which also contains the options of other plugins. */
const OPTIONS_TABLE = 'options';

/** Product of licenses that name none. */
const UNNAMED = 'software-license-manager';
const MAX_DEVICE = 512;
const BLOCKED = ['blocked', 'suspended'];
const OPTIONS = 'slm_plugin_options';
/** Secret keys in the settings of the plugin: programs send the first, shops that create licenses the other. */
const SECRET_KEYS = [
  ['lic_verification_secret', { kind: 'external', name: 'Software License Manager verification' }],
  [
    'lic_creation_secret',
    { kind: 'internal', name: 'Software License Manager creation', permissions: [Permission.LicensesWrite] },
  ],
] as const;
/** Kept in the metadata of the license. */
const REFERENCES = ['txn_id', 'subscr_id', 'user_ref'] as const;

/**
 * Tables of the WordPress plugin and of its forks as their installers create them, with any prefix. The schema was read from
 * `slm-installer` of the plugin and of SLM Plus. A license names its product by a text, `product_ref`.
 */
const READERS: Readonly<Record<string, (values: Values, reading: Reading) => StagedRow[]>> = {
  [LICENSES]: licenseOf,
  lic_reg_domain_tbl: domainOf,
  lic_reg_devices_tbl: deviceOf,
  [OPTIONS_TABLE]: secretKeysOf,
};

/** Read first: a dump may have them after the domains and devices. */
const DATED: Readonly<Record<string, (dates: SlmActivationDates, values: Values) => void>> = {
  [LICENSES]: (dates, values) => dates.addLicense(values),
  lic_log_tbl: (dates, values) => dates.addLogEntry(values),
};

export const SOFTWARE_LICENSE_MANAGER: ImportSource = {
  name: 'software-license-manager',
  title: 'Software License Manager',
  takes: ['table_prefix', 'charset'],
  async *read(file, { timeZone: zone = 'UTC', now, tablePrefix, charset }) {
    const sites = new Map<string, Site>();
    for await (const rows of mysqlRows(file, { charset, isWanted: (table) => nameIn(DATED, table) !== undefined })) {
      rows.forEach((row) => addDates(sites, row, zone));
      yield [];
    }
    const prefix = onlySite(sites, tablePrefix);
    const dates = sites.get(prefix)?.dates ?? new SlmActivationDates(zone);
    const nameOf = (table: string) => (table.startsWith(prefix) ? table.slice(prefix.length) : '');
    const isWanted = (table: string) => Object.hasOwn(READERS, nameOf(table));
    const [aside, unread] = [new LeftAside(), new UnreadColumns()];
    const onSkipped = (table: string): void => aside.add(table);
    for await (const rows of mysqlRows(file, { charset, isWanted, onSkipped })) {
      yield rows.flatMap(({ table, values }) => {
        const name = nameOf(table);
        const watched = name === OPTIONS_TABLE ? values : unread.watched(table, values);
        return READERS[name]?.(watched, { zone, now, dates }) ?? [];
      });
    }
    const others = new LeftAside();
    sites.forEach(({ licenses }, other) => licenses > 0 && other !== prefix && others.add(other, licenses));
    yield [...others.sites(), ...aside.tables((table) => Object.hasOwn(DATED, nameOf(table))), ...unread.rows()];
  },
};

/** The tables of a site that are read first, by their prefix. */
interface Site {
  readonly dates: SlmActivationDates;
  licenses: number;
}

function nameIn(tables: object, table: string): string | undefined {
  return Object.keys(tables).find((name) => table.endsWith(name));
}

function addDates(sites: Map<string, Site>, { table, values }: DumpRow, zone: string): void {
  const name = nameIn(DATED, table) ?? '';
  const prefix = table.slice(0, -name.length);
  const site = sites.get(prefix) ?? { dates: new SlmActivationDates(zone), licenses: 0 };
  sites.set(prefix, site);
  site.licenses += name === LICENSES ? 1 : 0;
  DATED[name]?.(site.dates, values);
}

/**
 * The site with the prefix or, without one, the only site.
 * @throws UnreadableFile
 */
function onlySite(sites: ReadonlyMap<string, Site>, prefix: string | undefined): string {
  const prefixes = [...sites].flatMap(([one, { licenses }]) => (licenses > 0 ? one : []));
  const [chosen, ...others] = prefixes.filter((one) => prefix === undefined || one === prefix);
  if (chosen === undefined) {
    throw new UnreadableFile('wrong_file', `The file has no rows of a table ${prefix ?? 'wp_'}${LICENSES}`);
  }
  if (others.length > 0) {
    throw severalSites(prefixes);
  }
  return chosen;
}

interface Reading {
  readonly zone: string;
  readonly now: Date;
  readonly dates: SlmActivationDates;
}

function licenseOf(values: Values, { zone, now }: Reading): StagedRow[] {
  const read = new RowValues(zone);
  const key = read.key(values.license_key);
  const reference = read.name(values.product_ref) ?? read.name(values.item_reference) ?? UNNAMED;
  const parent = folded(reference);
  const limits = {
    type_label: read.name(values.lic_type),
    max_activations: seatsOf(read, values),
    uses_limit: null,
    duration_days: null,
  };
  const email = read.email(values.email);
  const name = read.name(`${values.first_name ?? ''} ${values.last_name ?? ''}`);
  const expiresAt = read.date(values.date_expiry);
  const createdAt = read.date(values.date_created, '00:00:00');
  const data = {
    key,
    ...limits,
    pattern: patternOf({ product: parent, ...limits }),
    customer: email,
    expires_at: expiresAt,
    metadata: Object.fromEntries(REFERENCES.flatMap((one) => (values[one] ? [[one, values[one].slice(0, 255)]] : []))),
    created_at: createdAt,
    // A license is `pending` until its first activation, also for programs that ask Keyward.
    first_activated_at: values.lic_status === 'active' ? (createdAt ?? now.toISOString()) : null,
    state: stateOf(read, values.lic_status, expiresAt !== null && expiresAt <= now.toISOString()),
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
  const product = { reference, name: reference };
  return [
    staged('product', { sourceId: parent, label: reference, data: product, isDerived: true }),
    ...(email === null || problem !== undefined ? [] : [customerOf(email, name, read.name(values.company_name))]),
    license,
  ];
}

/** Domains and devices have limits of their own there, and one here: that of the kind which is allowed more. */
function seatsOf(read: RowValues, { max_allowed_domains: domains, max_allowed_devices: devices }: Values) {
  const both = [read.limit(domains), read.limit(devices === '0' ? null : devices)].filter((limit) => limit !== null);
  return both.length === 0 ? null : Math.max(...both);
}

/** The status `expired` refuses whatever the date says. */
function stateOf(read: RowValues, status: string | null | undefined, isOver: boolean): StagedData['license']['state'] {
  if (BLOCKED.includes(status ?? '')) {
    return 'blocked';
  }
  if (status === 'expired' && !isOver) {
    read.notes.add('expired_without_date');
    return 'disabled';
  }
  return 'active';
}

function customerOf(email: string, name: string | null, company: string | null): StagedRow {
  const [part = email] = email.split('@', 1);
  const data = { name: name ?? part, email, company };
  return staged('customer', { sourceId: email, label: email, data, isDerived: true });
}

function domainOf(values: Values, { dates }: Reading): StagedRow[] {
  const sent = (values.registered_domain ?? '').trim();
  const domain = normalizeDomain(sent, { keepWww: true });
  // Programs that run on no site send another text.
  const fingerprint = domain ?? sent.toLowerCase();
  return fingerprint === '' || fingerprint.length > MAX_DEVICE
    ? [refused('activation', sent.slice(0, 200), 'domain_invalid', { license: values.lic_key ?? null })]
    : [activationOf(values, domain === null ? 'device' : 'domain', fingerprint, dates, { registered_domain: sent })];
}

function deviceOf(values: Values, { dates }: Reading): StagedRow[] {
  const device = (values.registered_devices ?? '').trim();
  return device === '' || device.length > MAX_DEVICE
    ? [refused('activation', device.slice(0, 200), 'device_invalid', { license: values.lic_key ?? null })]
    : [activationOf(values, 'device', device, dates)];
}

/** @param sent the domain as a check returns it */
function activationOf(
  values: Values,
  kind: 'device' | 'domain',
  fingerprint: string,
  dates: SlmActivationDates,
  sent?: { readonly registered_domain: string },
): StagedRow {
  const read = new RowValues('UTC');
  const parent = folded(values.lic_key ?? '');
  const data = {
    kind,
    fingerprint,
    name: read.name(values.item_reference),
    app_version: read.name(values.version),
    activated_at: dates.dateOf(values, fingerprint),
    device_data: sent,
  };
  return staged('activation', { sourceId: `${parent} ${fingerprint}`, parent, label: fingerprint, data });
}

/** In clear, as programs send them. */
function secretKeysOf({ option_name, option_value }: Values): StagedRow[] {
  const options = option_name === OPTIONS ? phpValue(option_value ?? '') : undefined;
  return options instanceof Map
    ? SECRET_KEYS.flatMap(([name, key]) => {
        const value: unknown = options.get(name);
        return typeof value === 'string' && value !== '' ? [apiKeyRow(value, key)] : [];
      })
    : [];
}
