import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  IsLimit,
  IsTimestamp,
  IsName,
  IsNameList,
  IsSmallObject,
  IsText,
  IsWholeNumber,
  MayBeMissing,
} from '../../../common/validation/fields';
import { PolicyBehaviorDto, behaviorInput } from '../../../catalog/policies/dto/behavior.dto';
import { MAX_DURATION_DAYS } from '../../../catalog/policies/policy.entity';
import type { LicenseChange } from '../change-license.service';
import type { NewLicense } from '../issue-licenses.service';
import { LICENSE_STATES, LICENSE_TYPES, type LicenseState, type LicenseType } from '../license.entity';
import { AreAddressPatterns, AreDomainPatterns, IsLicenseKey } from './license-fields';

const MAX_BATCH = 1_000;
const MAX_METADATA_BYTES = 16 * 1024;

export class UpdateLicenseDto {
  /** Null for nobody in particular. */
  @IsOptional()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', nullable: true, required: false, example: undefined })
  customer_id?: string | null;

  /** A policy other than the product's own: its behaviours hold at once, its limits for licenses issued with it. */
  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false, example: undefined })
  policy?: string;

  /** Sets that one state and clears the others. */
  @MayBeMissing()
  @IsIn(LICENSE_STATES)
  @ApiProperty({ enum: LICENSE_STATES, enumName: 'LicenseState', required: false })
  state?: LicenseState;

  @MayBeMissing()
  @IsIn(LICENSE_TYPES)
  @ApiProperty({ enum: LICENSE_TYPES, enumName: 'LicenseType', required: false })
  type?: LicenseType;

  /** What the vendor calls the type. */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'Regular License' })
  type_label?: string | null;

  /** Before this the license is not valid yet. */
  @IsTimestamp()
  starts_at?: Date | null;

  /** Null for never. */
  @IsTimestamp()
  expires_at?: Date | null;

  /** The term, from the issue or from the first activation as the policy says. */
  @IsLimit(MAX_DURATION_DAYS)
  duration_days?: number | null;

  @IsTimestamp()
  updates_until?: Date | null;

  @IsTimestamp()
  support_until?: Date | null;

  /** Seats: devices or domains that may be active at the same time. */
  @IsLimit()
  max_activations?: number | null;

  @IsLimit()
  max_users?: number | null;

  /** Sessions that may run at the same time; null is unlimited. It applies to clients of APIs that have sessions. */
  @IsLimit()
  max_sessions?: number | null;

  /** Distinct devices that may ever activate. */
  @IsLimit()
  uses_limit?: number | null;

  /** @example ["export", "cloud"] */
  @MayBeMissing()
  @IsNameList()
  features?: string[];

  /**
   * Domains on which the license may run; `*.example.com` allows sub-domains. Empty allows all.
   * @example []
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(100)
  @AreDomainPatterns()
  allowed_domains?: string[];

  /**
   * Addresses from which the license may run: one, a network (`10.0.0.0/8`) or `10.0.0.*`. Empty allows all.
   * @example []
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(100)
  @AreAddressPatterns()
  allowed_ips?: string[];

  @IsOptional()
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ type: String, format: 'email', nullable: true, required: false, example: null })
  restricted_to_email?: string | null;

  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false, example: null })
  restricted_to_client_name?: string | null;

  @MayBeMissing()
  @IsText(2000)
  description?: string;

  /** Anything of the vendor's own, up to 16 KB. */
  @MayBeMissing()
  @IsSmallObject(MAX_METADATA_BYTES)
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  metadata?: Record<string, unknown>;

  /** Behaviours of this license alone, instead of its policy's. */
  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyBehaviorDto)
  policy_overrides?: PolicyBehaviorDto;

  static toChange(input: UpdateLicenseDto): LicenseChange {
    return {
      customer: input.customer_id,
      policy: input.policy,
      state: input.state,
      type: input.type,
      typeLabel: input.type_label,
      startsAt: input.starts_at,
      expiresAt: input.expires_at,
      durationDays: input.duration_days,
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
      metadata: input.metadata,
      policyOverrides: input.policy_overrides && behaviorInput(input.policy_overrides),
    };
  }
}

/** What is left out comes from the product's policy. */
export class IssueLicenseDto extends UpdateLicenseDto {
  /**
   * Reference of the product.
   * @example "v2-default"
   */
  @IsName()
  product!: string;

  /** A key of your own choice; left out for a fresh one in the policy's format. */
  @MayBeMissing()
  @IsString()
  @IsLicenseKey()
  @ApiProperty({ required: false, example: undefined })
  key?: string;

  static toInput(input: Omit<IssueLicenseDto, 'key'> & { key?: string }): NewLicense {
    return {
      ...UpdateLicenseDto.toChange(input),
      product: input.product,
      key: input.key,
    };
  }
}

/** Many licenses alike, each with a fresh key. */
export class IssueLicensesDto extends OmitType(IssueLicenseDto, ['key']) {
  /** @example 10 */
  @IsWholeNumber(1, MAX_BATCH)
  count!: number;

  /**
   * By which the licenses of this batch are found again.
   * @example "Spring fair"
   */
  @MayBeMissing()
  @IsName()
  batch?: string;
}
