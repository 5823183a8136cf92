import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  IsLimit,
  IsTimestamp,
  IsName,
  IsNameList,
  IsText,
  IsWholeNumber,
  MayBeMissing,
  IsReference,
} from '../../../common/validation/fields';
import { IsMetadata } from '../../../common/validation/metadata';
import { AreCreditGrants, type SentCredits } from '../../../catalog/grants/dto/credit-terms.dto';
import { AreEntitlementGrants, grantChange, type SentEntitlements } from '../../../catalog/grants/dto/grants.dto';
import { AreMeterGrants, type SentMeters } from '../../../catalog/grants/dto/meter-terms.dto';
import { behaviorInput } from '../../../catalog/policies/behavior';
import { PolicyBehaviorDto } from '../../../catalog/policies/dto/behavior.dto';
import { durationOf, MAX_DURATION_MONTHS } from '../../../catalog/policies/duration';
import { MAX_POLICY_VERSION } from '../../../catalog/policies/policy-version.entity';
import { MAX_DURATION_DAYS } from '../../../catalog/policies/policy.entity';
import type { LicenseChange } from '../change-license.service';
import type { NewLicense } from '../../../licenses/issuing/issue-licenses.service';
import { LICENSE_TYPES, type LicenseType } from '../../../licenses/licenses/license.entity';
import { LICENSE_STATES, type LicenseState } from '../../../licenses/licenses/license-status';
import { AreAddressPatterns, AreDomainPatterns, IsLicenseKey } from './license-fields';

const MAX_BATCH = 1_000;
const MAX_PRODUCTS = 20;

/** Fields of a license to change, all optional; null clears a limit. */
export class UpdateLicenseDto {
  /**
   * References of all products of the license, 1 to 20 different ones, of which the first is `product`; by default `product`
   * alone. The license has the entitlements and meters that each of them declares. Further products change neither its policy
   * nor its limits. The license loses its own grants of products that it no longer has.
   */
  @MayBeMissing()
  @IsNameList(MAX_PRODUCTS)
  @ArrayNotEmpty()
  @ArrayUnique()
  @ApiProperty({ required: false, minItems: 1, maxItems: MAX_PRODUCTS, uniqueItems: true, example: undefined })
  products?: string[];

  @IsOptional()
  @IsReference('UUID, reference or e-mail address of the customer; null for none.', { nullable: true })
  customer_id?: string | null;

  @IsOptional()
  @IsReference(
    'UUID or name of the group with whose other licenses it shares limits; null for none. A new license joins the group of its customer by default.',
    { nullable: true },
  )
  group?: string | null;

  @MayBeMissing()
  @IsReference(
    "UUID or name of a policy other than the product's own. Its behavior applies immediately, its limits when a license is issued, or by a change of its policy.",
  )
  policy?: string;

  /** Version of the policy: an issued license gets its newest by default, and keeps its version while it keeps its policy. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_POLICY_VERSION)
  @ApiProperty({ required: false, example: undefined })
  policy_version?: number;

  /** Administrative state; setting one clears the others. */
  @MayBeMissing()
  @IsIn(LICENSE_STATES)
  @ApiProperty({ enum: LICENSE_STATES, enumName: 'LicenseState', required: false })
  state?: LicenseState;

  /**
   * Commercial type of the license; it does not change behavior, except `trial`. `perpetual` and `lifetime` with an end, an
   * expiration date or a term in days, are accepted and read `subscription`.
   */
  @MayBeMissing()
  @IsIn(LICENSE_TYPES)
  @ApiProperty({ enum: LICENSE_TYPES, enumName: 'LicenseType', required: false })
  type?: LicenseType;

  /** Vendor's name for the type. */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'Regular License' })
  type_label?: string | null;

  /** Start of validity; null starts immediately. A date alone is its first second in `TIME_ZONE`. */
  @IsTimestamp()
  starts_at?: Date | null;

  /** Expiration date; null if the license never expires. A date alone is its last second in `TIME_ZONE`. */
  @IsTimestamp('end')
  expires_at?: Date | null;

  /** Term in days, counted from issue or first activation as the policy defines. */
  @IsLimit(MAX_DURATION_DAYS)
  duration_days?: number | null;

  /** Term in calendar months, instead of `duration_days`, 12 for a year; null counts it in days. */
  @IsLimit(MAX_DURATION_MONTHS)
  duration_months?: number | null;

  /** End of the period of updates; null if it never ends. A date alone is its last second in `TIME_ZONE`. */
  @IsTimestamp('end')
  updates_until?: Date | null;

  /** End of the period of support; null if it never ends. It does not change behavior. A date alone is its last second in `TIME_ZONE`. */
  @IsTimestamp('end')
  support_until?: Date | null;

  /** Maximum number of active devices or domains (seats); null is unlimited. */
  @IsLimit()
  max_activations?: number | null;

  /** Maximum number of users; null is unlimited. */
  @IsLimit()
  max_users?: number | null;

  /** Maximum number of concurrent license sessions; null is unlimited. */
  @IsLimit()
  max_sessions?: number | null;

  /** Lifetime limit of distinct devices; null is unlimited. */
  @IsLimit()
  uses_limit?: number | null;

  /**
   * Codes of free features, beside those of the policy; at most 100.
   * @example ["export", "cloud"]
   */
  @MayBeMissing()
  @IsNameList()
  features?: string[];

  @AreEntitlementGrants({
    isNullable: true,
    description:
      "Entitlements of the license's own, replacing all of them: they override the policy's until they expire, and null withdraws one.",
  })
  entitlements?: SentEntitlements;

  @AreMeterGrants({
    isNullable: true,
    description:
      "Meters of the license's own, replacing all of them: they override the policy's, and null withdraws one.",
  })
  meters?: SentMeters;

  @AreCreditGrants({
    isNullable: true,
    description:
      "Credits of the license's own, replacing all of them: they override the policy's, and null withdraws one.",
  })
  credits?: SentCredits;

  /**
   * Allowed domains, at most 100; `*.example.com` allows subdomains. Empty allows all.
   * @example []
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(100)
  @AreDomainPatterns()
  allowed_domains?: string[];

  /**
   * Allowed IP addresses, networks (`10.0.0.0/8`) or patterns (`10.0.0.*`), at most 100. Empty allows all.
   * @example []
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(100)
  @AreAddressPatterns()
  allowed_ips?: string[];

  /** E-mail address that must be named to activate; null for any. */
  @IsOptional()
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ type: String, format: 'email', nullable: true, required: false, example: null })
  restricted_to_email?: string | null;

  /** Client name that must be named to activate; null for any. */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false, example: null })
  restricted_to_client_name?: string | null;

  /** Internal note; empty by default. */
  @MayBeMissing()
  @IsText(2000)
  description?: string;

  /** Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, in signed answers; the portal also `portal`. */
  @MayBeMissing()
  @IsMetadata()
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  metadata?: Record<string, unknown>;

  /** Overrides of the policy's behavior for this license. */
  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyBehaviorDto)
  policy_overrides?: PolicyBehaviorDto;

  static toChange(input: UpdateLicenseDto): LicenseChange {
    return { ...UpdateLicenseDto.toAttributes(input), metadataChange: input.metadata };
  }

  static toAttributes(input: UpdateLicenseDto): Omit<LicenseChange, 'metadataChange'> {
    return {
      products: input.products,
      customer: input.customer_id,
      group: input.group,
      policy: input.policy,
      policyVersion: input.policy_version,
      state: input.state,
      type: input.type,
      typeLabel: input.type_label,
      startsAt: input.starts_at,
      expiresAt: input.expires_at,
      ...durationOf(input.duration_days, input.duration_months),
      updatesUntil: input.updates_until,
      supportUntil: input.support_until,
      maxActivations: input.max_activations,
      maxUsers: input.max_users,
      maxSessions: input.max_sessions,
      usesLimit: input.uses_limit,
      features: input.features,
      allowedDomains: input.allowed_domains,
      allowedIps: input.allowed_ips,
      restrictedToEmail: input.restricted_to_email,
      restrictedToClientName: input.restricted_to_client_name,
      description: input.description,
      policyOverrides: input.policy_overrides && behaviorInput(input.policy_overrides),
      grants: grantChange(input),
    };
  }
}

/** Fields of a license to issue, as the native API takes them; omitted fields default to the policy's values. */
export class IssueLicenseDto extends UpdateLicenseDto {
  /**
   * Reference of the product.
   * @example "demo-photo-studio"
   */
  @IsName()
  product!: string;

  /** Custom license key; if omitted, one is generated in the policy's format. */
  @MayBeMissing()
  @IsString()
  @IsLicenseKey()
  @ApiProperty({ required: false, example: undefined })
  key?: string;

  static toInput(input: Omit<IssueLicenseDto, 'key'> & { key?: string }): NewLicense {
    return {
      ...UpdateLicenseDto.toAttributes(input),
      metadata: input.metadata,
      product: input.product,
      key: input.key,
    };
  }
}

/** A batch of licenses with generated keys. */
export class IssueLicensesDto extends OmitType(IssueLicenseDto, ['key']) {
  /**
   * Number of licenses, 1 to 1000.
   * @example 10
   */
  @IsWholeNumber(1, MAX_BATCH)
  count!: number;

  /**
   * Label for finding this batch later.
   * @example "Spring fair"
   */
  @MayBeMissing()
  @IsName()
  batch?: string;
}
