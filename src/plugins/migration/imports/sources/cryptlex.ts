import { DAY } from '../../../../core/common';
import { textOf } from './api-pages';
import type { ServerColumns } from './csv-fields';
import type { ConvertedRow, CsvValues } from './csv-columns';

/** Attributes that only Cryptlex has; `cryptlexRow` gives them a meaning. */
const OWN = [
  'validity',
  'subscriptionInterval',
  'expirationStrategy',
  'allowedActivations',
  'allowedFloatingClients',
  'metadata',
  'allowedCountries',
  'disallowedCountries',
  'disallowedIpAddresses',
  'userLocked',
  'requireAuthentication',
] as const;
type Own = (typeof OWN)[number];

/**
 * Attributes of licenses and of their users in Cryptlex's Web API, by `cryptlex/cryptlex-docs`,
 * `src/services/license.types.ts` and `user.types.ts` of `cryptlex/web-api-client-js`, and the files of
 * `cryptlex/csv-importer`, which have those of the user without a prefix. The headings of its own exports are not documented.
 */
export const CRYPTLEX_LICENSES: ServerColumns<Own> = {
  key: 'key',
  productId: 'product',
  'product.name': 'product_name',
  type: 'type',
  expiresAt: 'expires_at',
  maintenanceExpiresAt: 'updates_until',
  createdAt: 'created_at',
  suspended: 'is_disabled',
  revoked: 'is_revoked',
  notes: 'description',
  allowedIpAddresses: 'allowed_ips',
  allowedIpRange: 'allowed_ips',
  allowedIpRanges: 'allowed_ips',
  email: 'email',
  'user.email': 'email',
  name: 'name',
  'user.name': 'name',
  firstName: 'first_name',
  'user.firstName': 'first_name',
  lastName: 'last_name',
  'user.lastName': 'last_name',
  company: 'company',
  'user.company': 'company',
  id: 'metadata.cryptlex_id',
  userId: 'metadata.user_id',
  resellerId: 'metadata.reseller_id',
  organizationId: 'metadata.organization_id',
  order_id: 'metadata.order_id',
  tags: 'metadata.tags',
  totalActivations: 'metadata.activations',
  ...(Object.fromEntries(OWN.map((attribute) => [attribute, attribute])) as Record<Own, Own>),
};

const LISTS = ['allowed_ips', 'metadata.tags'];
/** Restrictions that Keyward has not. */
const RESTRICTIONS: readonly Own[] = [
  ...(['allowedCountries', 'disallowedCountries', 'disallowedIpAddresses'] as const),
  ...(['userLocked', 'requireAuthentication'] as const),
];
const FALSE = /^(?:false|0|no|)$/i;
const MAX_METADATA_NAME = 64;

/** A row with the meanings of any spreadsheet. */
export function cryptlexRow(given: CsvValues): ConvertedRow {
  const row = new Map([...given].flatMap(([meaning, texts]) => withValues(meaning, texts)));
  const notes = notesOf(row);
  const [metadata] = row.get('metadata') ?? [];
  const converted = [
    ['seats', seatsOf(row)],
    ['duration', row.has('expires_at') ? undefined : durationOf(row)],
    ...metadataIn(metadata),
  ] as const;
  for (const [meaning, text] of converted) {
    if (text !== undefined && !row.has(meaning)) {
      row.set(meaning, [text]);
    }
  }
  return { values: row, notes };
}

/** Without what stands for no value. */
function withValues(meaning: string, texts: readonly string[]): [string, string[]][] {
  const isList = LISTS.includes(meaning) || RESTRICTIONS.some((name) => name === meaning);
  const kept = texts.map((text) => (isList ? entriesIn(text) : text)).filter((text) => !/^(?:null)?$/i.test(text));
  return kept.length > 0 ? [[meaning, kept]] : [];
}

/** A list may be written as JSON. */
function entriesIn(text: string): string {
  const value = jsonIn(text);
  return Array.isArray(value) ? value.map(String).join(', ') : text;
}

function notesOf(row: CsvValues): string[] {
  const isRestricted = RESTRICTIONS.some((name) => !FALSE.test(first(row, name) ?? ''));
  return [
    ...(isRestricted ? ['restriction_dropped'] : []),
    ...(first(row, 'type')?.toLowerCase().endsWith('floating') ? ['floating_seats'] : []),
    ...(first(row, 'expirationStrategy')?.toLowerCase() === 'rolling' ? ['rolling_term'] : []),
  ];
}

/** 0 and -1 allow any number of activations. At a floating server in a company, its programs take the seats. */
function seatsOf(row: CsvValues): string | undefined {
  const isOnPremise = first(row, 'type')?.toLowerCase() === 'on-premise-floating';
  const seats = (isOnPremise ? first(row, 'allowedFloatingClients') : undefined) ?? first(row, 'allowedActivations');
  return seats === '0' || seats === '-1' ? 'unlimited' : seats;
}

/** The interval of newer licenses is an ISO 8601 duration, the validity of others a number of seconds, 0 without an end. */
function durationOf(row: CsvValues): string | undefined {
  const interval = first(row, 'subscriptionInterval');
  const validity = first(row, 'validity');
  if (interval !== undefined || validity === undefined || !/^\d{1,12}$/.test(validity)) {
    return interval ?? validity;
  }
  const days = Math.ceil((Number(validity) * 1_000) / DAY);
  return days === 0 ? undefined : `${days}d`;
}

/** Pairs of a key and a value as JSON; another text is kept as it is. */
function metadataIn(text: string | undefined): [string, string][] {
  if (text === undefined) {
    return [];
  }
  const value = jsonIn(text);
  if (!Array.isArray(value)) {
    return [['metadata.metadata', text]];
  }
  return value.flatMap((pair: { key?: unknown; value?: unknown } | null): [string, string][] =>
    typeof pair?.key === 'string' && pair.key.length <= MAX_METADATA_NAME
      ? [[`metadata.${pair.key}`, textOf(pair.value) ?? '']]
      : [],
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function first(row: CsvValues, meaning: string): string | undefined {
  return row.get(meaning)?.[0];
}
