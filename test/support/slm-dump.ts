import { asImported } from './imports';
import { inserts, type Value } from './mysql-inserts';

/** A license as the plugin has it. */
export interface OldSlmLicense {
  readonly id: number;
  readonly key: string;
  readonly domainsAllowed: number;
  readonly devicesAllowed: number;
  readonly status: 'pending' | 'active' | 'blocked' | 'expired';
  readonly buyer: number | null;
  readonly expires: string;
  readonly product: string;
  readonly domains: readonly string[];
  /** Name of the product in the programs at its domains. */
  readonly itemReference: string;
  readonly device: string | null;
  /** Its key is that of another license in capitals. */
  readonly isRepeated: boolean;
}

/** Time zone of the site. */
export const SLM_ZONE = 'Europe/Berlin';
const NO_DATE = '0000-00-00';
const PAST = '2021-01-01';
const STATUSES = ['active', 'blocked', 'expired', 'pending', 'active'] as const;

export function oldSlmLicense(id: number): OldSlmLicense {
  const is = (every: number): boolean => id % every === 0;
  const isRepeated = id > 90 && id % 90 === 7 && (id - 60) % 41 !== 0;
  const key = isRepeated ? keyOf(id - 60).toUpperCase() : is(41) ? '' : keyOf(id);
  const own = Array.from({ length: is(26) ? 4 : id % 3 }, (_, index) => `www.Shop${id}-${index}.example`);
  return {
    id,
    key,
    isRepeated,
    domainsAllowed: 1 + (id % 3),
    devicesAllowed: is(5) ? 9 : 0,
    status: STATUSES[id % 5] ?? 'active',
    buyer: is(10) ? null : id % 200,
    expires: is(3) ? NO_DATE : is(4) ? PAST : '2031-02-03',
    product: is(25) ? '' : id % 4 === 3 ? 'Thème "2"' : is(2) ? 'my plugin' : 'My Plugin',
    // The second address is the same site as the first one.
    domains: [...own, ...(id % 30 === 1 ? [`www.shop${id}-0.example/blog`] : [])],
    itemReference: id % 3 === 1 ? 'Shop "2"' : '',
    device: is(8) ? `PC-${id}\\x` : null,
  };
}

const keyOf = (id: number): string => `5f1b${id}aB`;

const COLUMNS = [
  ...['id', 'license_key', 'max_allowed_domains', 'max_allowed_devices', 'lic_status', 'first_name', 'last_name'],
  ...['email', 'txn_id', 'date_created', 'date_renewed', 'date_expiry', 'product_ref', 'subscr_id', 'user_ref'],
];

/** The tables of the plugin as mysqldump writes them, with the licenses from 1 to the count. */
export function slmDump(count: number): string {
  const licenses = Array.from({ length: count }, (_, index) => oldSlmLicense(index + 1));
  const users = licenses.filter(({ key, isRepeated }) => key !== '' && !isRepeated);
  const devices = users.flatMap(({ id, key, device }) => (device === null ? [] : [[id, id, key, device] as const]));
  const domains = users.flatMap(({ id, key, itemReference, domains: sites }) =>
    sites.map((site) => [id, key, site, itemReference] as const),
  );
  return [
    `CREATE TABLE \`wp_lic_key_tbl\` (\n${COLUMNS.map((name) => `  \`${name}\` varchar(255) NOT NULL`).join(',\n')},\n  PRIMARY KEY (\`id\`)\n);\n`,
    ...inserts('wp_lic_key_tbl', null, 200, licenses.map(row)),
    ...inserts('wp_lic_reg_domain_tbl', ['id', 'lic_key_id', 'lic_key', 'registered_domain', 'item_reference'], 200, [
      ...domains.map((row, index) => [index + 1, ...row] as const),
      [0, count + 1, 'deleted', 'lost.example', ''],
    ]),
    ...inserts('wp_lic_reg_devices_tbl', ['id', 'lic_key_id', 'lic_key', 'registered_devices'], 200, devices),
    ...inserts('wp_options', ['option_id', 'option_name', 'option_value', 'autoload'], 200, [
      [1, 'siteurl', 'https://shop.example', 'yes'],
      [2, 'slm_plugin_options', optionsOf(), 'yes'],
    ]),
  ].join('');
}

/** Settings of the plugin as PHP serializes them. */
export function slmOptions(options: Readonly<Record<string, string>>): string {
  const text = (value: string): string => `s:${Buffer.byteLength(value)}:"${value}";`;
  const entries = Object.entries(options).map(([name, value]) => text(name) + text(value));
  return `a:${entries.length}:{${entries.join('')}}`;
}

/** Of the site: programs send the first, shops that create licenses the second. */
export const SLM_SECRETS = { verification: '5f1b6a7c8d9e01.23456789', creation: '6a7b8c9d0e1f23.45678901' };

function optionsOf(): string {
  return slmOptions({
    lic_creation_secret: SLM_SECRETS.creation,
    lic_prefix: 'Schlüssel',
    default_max_domains: '1',
    lic_verification_secret: SLM_SECRETS.verification,
    enable_debug: '',
  });
}

function row({ id, key, domainsAllowed, devicesAllowed, status, buyer, expires, product }: OldSlmLicense): Value[] {
  const email = buyer === null ? 'no address' : id % 2 === 0 ? `Buyer${buyer}@Shop.example` : emailOf(buyer);
  return [
    ...[id, key, domainsAllowed, devicesAllowed, status, 'Ann', `O'Hara ${buyer ?? ''}`, email],
    ...[`TX-${id}`, '2020-02-03', NO_DATE, expires, product, '', ''],
  ];
}

const emailOf = (buyer: number): string => `buyer${buyer}@shop.example`;

/** As `importedLicenses` finds it. */
export function slmAsImported(old: OldSlmLicense) {
  const product =
    old.product === '' ? 'software-license-manager' : old.product.replace('my', 'My').replace('plugin', 'Plugin');
  const isOver = old.expires === PAST;
  const sites = old.domains.map((site) => site.toLowerCase().replace(/\/blog$/, ''));
  return {
    key: old.key,
    product,
    product_name: product,
    type_label: null,
    uses: null,
    customer: old.buyer === null ? null : emailOf(old.buyer),
    customer_name: old.buyer === null ? null : `Ann O'Hara ${old.buyer}`,
    seats: Math.max(old.domainsAllowed, old.devicesAllowed),
    state: old.status === 'blocked' ? 'blocked' : old.status === 'expired' && !isOver ? 'disabled' : 'active',
    expires_at: old.expires === NO_DATE ? null : `${old.expires}T22:59:59.000Z`,
    created_at: '2020-02-02T23:00:00.000Z',
    metadata: { txn_id: `TX-${old.id}` },
    activations: [...new Set(sites), ...(old.device === null ? [] : [old.device])].sort(),
  };
}

/** With its activations. */
export function slmWithSeats(old: OldSlmLicense): object {
  const { device, itemReference } = old;
  return asImported(slmAsImported(old), (fingerprint) => ({
    name: fingerprint === device ? null : itemReference || null,
  }));
}
