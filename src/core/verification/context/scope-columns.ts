import { guessTarget } from '../../catalog/versions/artifact-target';
import type { Mismatch, VerificationRequest } from '../rules/license-context';

/** Scopes that a call names; null compares nothing. */
export interface NamedScopes {
  /** UUID or name of the policy. */
  readonly policy: string | null;
  /** UUID or name of the group. */
  readonly group_name: string | null;
  /** UUID, reference or e-mail of the customer. */
  readonly customer: string | null;
  /** SHA-256 of the program's file, in lower-case hex. */
  readonly checksum: string | null;
  /** Platform whose files the checksum may have, besides those for any; null for all. */
  readonly platform: string | null;
}

export const SCOPES = {
  policy: 'text',
  group_name: 'text',
  customer: 'text',
  checksum: 'text',
  platform: 'text',
} as const satisfies Record<keyof NamedScopes, string>;

export const NO_SCOPES: NamedScopes = {
  policy: null,
  group_name: null,
  customer: null,
  checksum: null,
  platform: null,
};

/** The texts that the call sent. */
export function scopeTexts(scopes: NamedScopes | undefined): string[] {
  return scopes ? [scopes.policy, scopes.group_name, scopes.customer].map((scope) => scope ?? '') : [];
}

/** Undefined if the call names none. */
export function namedScopes({
  policy,
  group,
  customer,
  checksum,
  platform,
}: VerificationRequest): NamedScopes | undefined {
  if (policy === undefined && group === undefined && customer === undefined && checksum === undefined) {
    return undefined;
  }
  const target = platform === undefined ? 'any' : guessTarget(platform).platform;
  return {
    policy: policy ?? null,
    group_name: group ?? null,
    customer: customer ?? null,
    checksum: checksum ?? null,
    platform: target === 'any' ? null : target,
  };
}

const PUBLISHED = `
  SELECT FROM product_versions published
  WHERE published.product_id = product.id AND published.is_active
    AND (asked.version IS NULL OR published.parts = string_to_array(asked.version, '.')::bigint[])
    AND published.id IN (
      SELECT version_id FROM version_artifacts
      WHERE sha256 = asked.checksum AND (asked.platform IS NULL OR platform IN (asked.platform, 'any'))
      UNION ALL
      SELECT owner.id FROM stored_files file JOIN product_versions owner ON owner.main_file_id = file.id
      WHERE file.sha256 = asked.checksum
    )`;

const CONDITIONS: Readonly<Record<Mismatch, string>> = {
  policy: '(asked.policy IN (policy.uid::text, policy.name)) IS FALSE',
  group: `asked.group_name IS NOT NULL AND NOT EXISTS (
    SELECT FROM groups WHERE uid = l.group_id AND asked.group_name IN (uid::text, name)
  )`,
  customer: `asked.customer IS NOT NULL
    AND (asked.customer IN (customer.uid::text, customer.reference) OR lower(asked.customer) = customer.email) IS NOT TRUE`,
  checksum: `asked.checksum IS NOT NULL AND NOT EXISTS (${PUBLISHED})`,
};

/** Columns before those of the statement of all checks: the named scopes that are not those of the license. */
export const MISMATCHES = `
    array_remove(ARRAY[${Object.entries(CONDITIONS)
      .map(([scope, condition]) => `CASE WHEN ${condition} THEN '${scope}' END`)
      .join(', ')}], NULL) AS mismatches,`;
