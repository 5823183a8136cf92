import { stringify } from 'csv-stringify/sync';
import { asImported } from './imports';

export interface OldCryptlexLicense {
  readonly number: number;
  readonly key: string;
  readonly product: string;
  readonly type: 'node-locked' | 'hosted-floating' | 'on-premise-floating';
  /** `expiresAt`, an interval or seconds from the first activation, or no end. */
  readonly term: 'date' | 'interval' | 'seconds' | 'rolling' | 'none';
  readonly activations: string;
  readonly isSuspended: boolean;
  readonly isRevoked: boolean;
  readonly addresses: readonly string[];
  readonly countries: readonly string[];
  readonly user: number | null;
  /** The value that keeps the license from being imported, and the reason. */
  readonly fault: readonly [attribute: string, value: string, reason: string] | null;
}

const CRYPTLEX_USERS = 70;
const FAULTS = [
  ['key', '', 'key_missing'],
  ['key', 'A KEY #', 'key_with_space'],
  ['productId', '', 'product_missing'],
  ['expiresAt', 'soon', 'date_invalid'],
  ['allowedActivations', 'many', 'limit_invalid'],
  ['suspended', 'perhaps', 'boolean_invalid'],
  ['subscriptionInterval', 'P1', 'duration_invalid'],
  ['allowedIpAddresses', '["everywhere"]', 'restriction_unreadable'],
] as const;

/** Licenses with everything that an account of years has, by their number. */
export function cryptlexLicense(number: number): OldCryptlexLicense {
  const is = (every: number, rest = 0): boolean => number % every === rest;
  const hex = number.toString(16).padStart(6, '0').toUpperCase();
  return {
    number,
    key: `${hex}-17FD8A-F399C0-FF0654-215230-000001`,
    product: is(3) ? PRODUCTS[1] : PRODUCTS[0],
    type: is(10, 1) ? 'hosted-floating' : is(10, 2) ? 'on-premise-floating' : 'node-locked',
    term: is(5) ? 'interval' : is(7) ? 'seconds' : is(11) ? 'rolling' : is(2) ? 'date' : 'none',
    activations: is(8) ? '0' : is(9) ? '-1' : String(1 + (number % 5)),
    isSuspended: is(13),
    isRevoked: is(17) && !is(25),
    user: is(4, 3) ? null : number % CRYPTLEX_USERS,
    addresses: is(19) ? ['203.0.113.7', '198.51.100.0/24'] : [],
    countries: is(23) ? ['DE', 'FR'] : [],
    fault: is(25) ? faultOf(number) : null,
  };
}

function faultOf(number: number): OldCryptlexLicense['fault'] {
  const [attribute, value, reason] = FAULTS[(number / 25) % FAULTS.length] ?? FAULTS[0];
  return [attribute, value.replace('#', String(number)), reason];
}

const PRODUCTS = ['01983053-f234-753d-ab96-000000000001', '01983053-f234-753d-ab96-000000000002'] as const;
const SECONDS = 1_209_600;

/** The attributes of a license in the order of its API, then those of its user; a heading for each. */
export function cryptlexCsv(
  licenses: readonly OldCryptlexLicense[],
  heading: (attribute: string) => string = (attribute) => attribute,
): string {
  const rows = licenses.map((license) => {
    const [attribute, value] = license.fault ?? [];
    return { ...attributesOf(license), ...(attribute !== undefined && { [attribute]: value }) };
  });
  const columns = Object.keys(attributesOf(cryptlexLicense(1))).map((key) => ({ key, header: heading(key) }));
  return stringify(rows, { header: true, columns });
}

function attributesOf(license: OldCryptlexLicense): Record<string, string> {
  const { number, term, user, type } = license;
  const flag = (value: boolean): string => (value ? 'True' : 'False');
  return {
    key: license.key,
    revoked: flag(license.isRevoked),
    suspended: flag(license.isSuspended),
    totalActivations: '1',
    totalDeactivations: '0',
    validity: term === 'seconds' ? String(SECONDS) : '0',
    expirationStrategy: term === 'rolling' ? 'rolling' : term === 'seconds' ? 'delayed' : '',
    subscriptionInterval: { date: 'P1Y', interval: 'P1Y', rolling: 'P30D', seconds: '', none: '' }[term],
    subscriptionStartTrigger: term === 'interval' ? 'activation' : 'creation',
    fingerprintMatchingStrategy: 'fuzzy',
    allowedActivations: license.activations,
    allowedDeactivations: '10',
    type,
    allowedFloatingClients: type === 'on-premise-floating' ? '25' : '0',
    leaseDuration: type === 'node-locked' ? '0' : '3600',
    expiresAt: term === 'date' ? '2031-02-03T04:05:06.1234567Z' : term === 'none' ? 'null' : '',
    maintenanceExpiresAt: number % 6 === 0 ? '2030-01-02T03:04:05Z' : '',
    userLocked: flag(number % 29 === 0),
    requireAuthentication: flag(false),
    notes: number % 31 === 0 ? 'moved;\n"twice"' : '',
    productId: license.product,
    allowedCountries: JSON.stringify(license.countries),
    disallowedCountries: '[]',
    allowedIpAddresses: license.addresses.length > 0 ? JSON.stringify(license.addresses) : '[]',
    metadata: JSON.stringify([{ key: 'order', value: `=${number}`, visible: true }]),
    tags: number % 37 === 0 ? '["vip","eu"]' : '[]',
    id: `id-${number}`,
    createdAt: '2025-05-06T08:49:17.9361143Z',
    'user.email': user === null ? '' : user === 5 ? 'nobody' : `User${user}@Shop.example`,
    'user.firstName': user === null ? '' : `User "${user}"`,
    'user.lastName': user === null ? '' : 'O’Hara',
    'user.company': user === null ? '' : 'Shop, Inc.',
  };
}

/** A license with its terms as Keyward has it. */
export function cryptlexAsImported(old: OldCryptlexLicense): object {
  const { number, user, term } = old;
  const isMailed = user !== null && user !== 5;
  const seats = { 'on-premise-floating': 25, 'hosted-floating': null, 'node-locked': null }[old.type];
  const limit = ['0', '-1'].includes(old.activations) ? null : Number(old.activations);
  const days = { interval: 365, seconds: SECONDS / 86_400, rolling: 30, date: null, none: null }[term];
  return asImported({
    key: old.key,
    product: old.product,
    product_name: old.product,
    type_label: old.type,
    customer: isMailed ? `user${user}@shop.example` : null,
    customer_name: isMailed ? `User "${user}" O’Hara` : null,
    seats: seats ?? limit,
    uses: null,
    activations: [],
    state: old.isRevoked ? 'revoked' : old.isSuspended ? 'disabled' : 'active',
    expires_at: term === 'date' ? '2031-02-03T04:05:06.123Z' : null,
    created_at: '2025-05-06T08:49:17.936Z',
    metadata: {
      order: `=${number}`,
      cryptlex_id: `id-${number}`,
      activations: '1',
      ...(number % 37 === 0 && { tags: 'vip, eu' }),
    },
    duration_days: days,
    expiry_basis: days === null ? 'fixed' : 'first_activation',
    updates_until: number % 6 === 0 ? new Date('2030-01-02T03:04:05Z') : null,
    description: number % 31 === 0 ? 'moved;\n"twice"' : '',
    allowed_ips: old.addresses,
    company: isMailed ? 'Shop, Inc.' : null,
  });
}
