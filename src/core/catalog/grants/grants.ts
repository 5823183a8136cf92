import type { CreditTerms, RateLists } from './credit-terms';
import type { MeterTerms } from './meter-terms';

/** Value of an entitlement: a flag, a number, or a text. */
export type EntitlementValue = boolean | number | string;

/** Value of a granted entitlement and its expiry date; field names are the same in the database and in the API. */
export interface GrantedEntitlement {
  /** Null withdraws what the policy grants; a policy's grant is never null. */
  readonly value: EntitlementValue | null;
  /** Expiration time; null if the grant never expires. */
  readonly expires_at: Date | null;
}

/** Grants of a policy to its licenses, or a license's own, by code. Null withdraws a meter or a credit. */
export interface GrantSet extends RateLists {
  readonly entitlements: Readonly<Record<string, GrantedEntitlement>>;
  readonly meters: Readonly<Record<string, MeterTerms | null>>;
  readonly credits: Readonly<Record<string, CreditTerms | null>>;
}

/** Nothing is granted. */
export const NO_GRANTS: GrantSet = { entitlements: {}, meters: {}, credits: {}, rates: {}, next_rates: null };

/** Each field replaces all grants of its kind; an omitted one changes none. Only policies have rates. */
export type GrantChange = Partial<GrantSet>;

/** The kinds of grants that a change replaced, for its record. */
export interface GrantRecord {
  readonly before: GrantChange;
  readonly after: GrantChange;
}

/** A credit is a meter with decimals. */
export type DefinitionKind = 'entitlement' | 'meter';

/** Grants of policies and licenses; implemented by the room above, because licenses have grants too. */
export abstract class Grants {
  /** Whether a policy or a license grants or withdraws the entitlement or meter with this id. */
  abstract include(definition: DefinitionKind, id: number): Promise<boolean>;

  /** In the transaction that gives it another code. Licenses follow in the background. */
  abstract followRename(definition: DefinitionKind, id: number): Promise<void>;

  /** The grants of the policies, by policy id; a policy without grants has no entry. */
  abstract ofPolicies(ids: readonly number[]): Promise<ReadonlyMap<number, GrantSet>>;

  /** The grants of versions of policies, by the id of the version; a version without grants has no entry. */
  abstract ofVersions(ids: readonly number[]): Promise<ReadonlyMap<number, GrantSet>>;

  /** Gives a new version what its policy grants, which the caller has locked. */
  abstract publish(policyId: number, versionId: number): Promise<void>;

  /**
   * Replaces grants of a policy that the caller has locked. Its licenses follow in the background, unless it has published
   * versions: they are at one of those.
   */
  abstract replaceOfPolicy(policyId: number, change: GrantChange): Promise<GrantRecord>;
}
