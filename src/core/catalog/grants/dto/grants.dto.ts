import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { isObject, toInstant } from '../../../common/validation/fields';
import type { EntitlementValue, GrantChange, GrantedEntitlement } from '../grants';
import { AreGrants, type GrantOptions, mapValues, MAX_CODES, type SchemaObject } from './are-grants.decorator';
import { type SentCreditGrants, toNextRates } from './credit-terms.dto';
import { type SentMeters, toTerms } from './meter-terms.dto';

const MAX_TEXT = 1_000;

const VALUE = valueSchema(false);
const EXPIRES_AT = {
  type: 'string',
  format: 'date-time',
  nullable: true,
  description: 'Expiration time; null if the grant never expires. A date alone is its last second in `TIME_ZONE`.',
};

/** An entitlement as sent: its value alone, or with its expiration date. */
type SentEntitlement = EntitlementValue | { value: EntitlementValue | null; expires_at?: string | null } | null;
/** Entitlements of a request by code: a value, a value with an expiry date, or null to remove it. */
export type SentEntitlements = Record<string, SentEntitlement>;

/** Entitlements, meters and credits of a request, by code, and rates. */
export interface SentGrants extends SentCreditGrants {
  entitlements?: SentEntitlements;
  meters?: SentMeters;
}

/** Validates a record of entitlement codes and their values; `isNullable` allows null, which removes one. */
export function AreEntitlementGrants({ isNullable, description }: GrantOptions): PropertyDecorator {
  return AreGrants('areEntitlementGrants', (grant) => isEntitlementGrant(grant, isNullable), {
    problem: `true or false, a number, a text of at most ${MAX_TEXT} characters or an object of value and expires_at`,
    description: `${description} Up to ${MAX_CODES} codes with a value that fits the declaration, or an object of \`value\` and \`expires_at\`.`,
    items: {
      title: isNullable ? 'LicenseEntitlementGrant' : 'EntitlementGrant',
      description: 'The value of an entitlement, alone or with its end.',
      oneOf: [
        ...valueSchema(isNullable).oneOf,
        {
          type: 'object',
          required: ['value'],
          properties: {
            value: { ...valueSchema(isNullable), description: 'Value of the entitlement.' },
            expires_at: EXPIRES_AT,
          },
        },
      ],
    },
  });
}

/** Null is a form of one type alone: it must match exactly one schema. */
function valueSchema(isNullable: boolean): { oneOf: SchemaObject[] } {
  const text = { type: 'string', maxLength: MAX_TEXT };
  return { oneOf: [{ type: 'boolean', ...(isNullable && { nullable: true }) }, { type: 'number' }, text] };
}

/** Grants of a request as a change of grants; a kind that is left out is not changed. */
export function grantChange({ entitlements, meters, credits, rates, next_rates }: SentGrants): GrantChange {
  return {
    ...(entitlements && { entitlements: mapValues(entitlements, toEntitlement) }),
    ...(meters && { meters: mapValues(meters, toTerms) }),
    ...(credits && { credits: mapValues(credits, toTerms) }),
    ...(rates && { rates }),
    ...(next_rates !== undefined && { next_rates: toNextRates(next_rates) }),
  };
}

@ApiSchema({ name: 'GrantedEntitlement' })
export class GrantedEntitlementDto implements GrantedEntitlement {
  /** Value of the entitlement, of its type: true or false, a whole number, a text, or one of its choices. */
  @ApiProperty(VALUE)
  value!: EntitlementValue;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Expiration time; null if the grant never expires. A date alone is its last second in `TIME_ZONE`.',
  })
  expires_at!: Date | null;
}

/** The entitlements that are granted, as fields of an answer, by code. A policy withdraws none. */
export function entitlementFields({ entitlements = {} }: GrantChange = {}): Record<string, GrantedEntitlementDto> {
  return Object.fromEntries(
    Object.entries(entitlements).flatMap(([code, { value, expires_at }]) =>
      value === null ? [] : [[code, { value, expires_at }]],
    ),
  );
}

function isEntitlementGrant(grant: unknown, isNullable: boolean): boolean {
  if (!isObject(grant)) {
    return isValue(grant) || (grant === null && isNullable);
  }
  const { value, expires_at: expiresAt = null, ...rest }: Record<string, unknown> = { ...grant };
  const isTime = expiresAt === null || toInstant(expiresAt, 'end') instanceof Date;
  return Object.keys(rest).length === 0 && isTime && (isValue(value) || (value === null && isNullable));
}

function isValue(value: unknown): value is EntitlementValue {
  return (
    typeof value === 'boolean' || Number.isFinite(value) || (typeof value === 'string' && value.length <= MAX_TEXT)
  );
}

function toEntitlement(sent: SentEntitlement): GrantedEntitlement {
  const { value, expires_at: expiresAt = null } = isObject(sent) ? sent : { value: sent };
  const instant = toInstant(expiresAt, 'end');
  return { value, expires_at: instant instanceof Date ? instant : null };
}
