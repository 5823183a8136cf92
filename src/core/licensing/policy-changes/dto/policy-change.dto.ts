import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  ValidateNested,
} from 'class-validator';
import { MayBeMissing, IsReference, Length } from '../../../common/validation/fields';
import { LicenseFilterDto } from '../../licenses/dto/license-filter.dto';
import type { License } from '../../../licenses/licenses/license.entity';
import { pendingChangesOf } from '../../licenses/dto/license.dto';
import { PendingChangeDto } from '../../licenses/dto/pending-change.dto';
import type { BulkPolicyChangeInput } from '../bulk-policy-changes.service';
import type { ChangePolicyInput } from '../change-policy.service';
import { type ChangedColumns, type CopiedLimit, EXPIRY_CHANGES, type ExpiryChange } from '../changed-columns';
import { POLICY_CHANGE_STATUSES, type PolicyChange, type PolicyChangeStatus } from '../policy-change.entity';
import {
  LISTED_LICENSES,
  type LicensePreview,
  type PolicyChangePreview,
  PREVIEW_LIMITS,
} from '../preview-policy-change.service';

const MAX_IDS = 1_000;

const LIMITS = {
  max_activations: 'maxActivations',
  max_users: 'maxUsers',
  max_sessions: 'maxSessions',
  uses_limit: 'usesLimit',
  duration_days: 'durationDays',
  features: 'features',
} as const satisfies Record<string, CopiedLimit>;
/** Limit that licenses copy from their policy, as the API names it. */
export type LimitName = keyof typeof LIMITS;
const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];

const COUNT = { type: 'integer', nullable: true } as const;

export class ChangeLicensePolicyDto {
  @IsReference('UUID or name of the new policy.')
  @ApiProperty({ required: true })
  policy!: string;

  /**
   * Limits that follow the policy; the license keeps the others. All by default. `duration_days` of a term that has begun
   * follows only with `restart`.
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(LIMIT_NAMES.length)
  @IsIn(LIMIT_NAMES, { each: true })
  @ApiProperty({ enum: LIMIT_NAMES, enumName: 'CopiedLimit', isArray: true, required: false })
  limits?: LimitName[];

  /**
   * `keep` keeps a term that has begun, with its expiration date; `restart` begins the policy's term now, or with the first
   * activation, check or download that the policy names. `keep` by default.
   */
  @MayBeMissing()
  @IsIn(EXPIRY_CHANGES)
  @ApiProperty({ enum: EXPIRY_CHANGES, enumName: 'ExpiryChange', required: false, default: 'keep' })
  expiry?: ExpiryChange;

  /** Only preview the change. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  dry_run?: boolean;

  static toInput(input: ChangeLicensePolicyDto): ChangePolicyInput {
    const { policy, limits = LIMIT_NAMES, expiry = 'keep', dry_run: isDryRun = false } = input;
    return { policy, limits: [...new Set(limits)].map((name) => LIMITS[name]), expiry, isDryRun };
  }
}

export class ChangeLicensePoliciesDto extends ChangeLicensePolicyDto {
  /** Filters of the list of licenses; `{}` selects all. Either this or `ids`. */
  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => LicenseFilterDto)
  filter?: LicenseFilterDto;

  /** UUIDs or keys of licenses, at most 1,000. Either these or `filter`. */
  @MayBeMissing()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_IDS)
  @IsString({ each: true })
  @Length(1, 255, { each: true })
  @ApiProperty({ type: [String], required: false, example: undefined })
  ids?: string[];

  static toBulkInput(input: ChangeLicensePoliciesDto): BulkPolicyChangeInput {
    const { filter, ids } = input;
    return { ...ChangeLicensePolicyDto.toInput(input), ids, filter: filter && LicenseFilterDto.toFilter(filter) };
  }
}

/** Values that a license has from its policy. */
@ApiSchema({ name: 'LicensePolicyTerms' })
export class LicensePolicyTermsDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'ID of the policy.' })
  policy!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Expiration date; null if the license never expires.',
  })
  expires_at!: Date | null;

  @ApiProperty({ ...COUNT, description: 'Term in days; null for none.' })
  duration_days!: number | null;

  @ApiProperty({ ...COUNT, description: 'Calendar months of the term; null if it is counted in days.' })
  duration_months!: number | null;

  @ApiProperty({ ...COUNT, description: 'Maximum number of seats; null is unlimited.' })
  max_activations!: number | null;

  @ApiProperty({ ...COUNT, description: 'Maximum number of users; null is unlimited.' })
  max_users!: number | null;

  @ApiProperty({ ...COUNT, description: 'Maximum number of concurrent license sessions; null is unlimited.' })
  max_sessions!: number | null;

  @ApiProperty({ ...COUNT, description: 'Lifetime limit of distinct devices; null is unlimited.' })
  uses_limit!: number | null;

  /** Codes of the features. */
  features!: string[];

  static from(columns: License | ChangedColumns, policy: string | undefined): LicensePolicyTermsDto {
    return {
      policy: policy ?? null,
      expires_at: columns.expiresAt,
      duration_days: columns.durationDays,
      duration_months: columns.durationMonths,
      max_activations: columns.maxActivations,
      max_users: columns.maxUsers,
      max_sessions: columns.maxSessions,
      uses_limit: columns.usesLimit,
      features: columns.features,
    };
  }
}

/** A license before and after a change of its policy. */
@ApiSchema({ name: 'LicensePolicyChange' })
export class LicensePolicyChangeDto {
  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  license!: string;

  /**
   * License key.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  key!: string;

  @ApiProperty({ type: 'integer', description: 'Seats in use, as the new policy counts them.' })
  seats_used!: number;

  @ApiProperty({ type: 'integer', description: 'Seats above the new limit, which stay active.' })
  seats_over!: number;

  /** Terms with the present policy. */
  before!: LicensePolicyTermsDto;

  /** Terms with the new policy. */
  after!: LicensePolicyTermsDto;

  @ApiProperty({
    type: [PendingChangeDto],
    required: false,
    description: 'Changes that take effect at a later date, the next first; left out if there are none.',
  })
  scheduled_changes?: PendingChangeDto[];

  static from({ license, policy, after, seatsUsed, seatsOver }: LicensePreview): LicensePolicyChangeDto {
    return {
      license: license.uid,
      key: license.key,
      seats_used: seatsUsed,
      seats_over: seatsOver,
      before: LicensePolicyTermsDto.from(license, license.policy?.uid),
      after: LicensePolicyTermsDto.from(after, policy.uid),
      ...pendingChangesOf(license),
    };
  }
}

@ApiSchema({ name: 'PolicyChangePreview' })
export class PolicyChangePreviewDto {
  @ApiProperty({ type: 'integer', description: 'Licenses that match: exact up to 100,000, an estimate above.' })
  licenses!: number;

  @ApiProperty({
    type: 'integer',
    description: `Licenses that the following figures are about: the newest ${PREVIEW_LIMITS.licenses}.`,
  })
  previewed!: number;

  @ApiProperty({ type: 'integer', description: 'Licenses that would have more seats than their new limit.' })
  licenses_over!: number;

  @ApiProperty({ type: 'integer', description: 'Seats above the new limits. They stay active.' })
  seats_over!: number;

  @ApiProperty({ type: 'integer', description: 'Licenses whose expiration date would change.' })
  expiry_changes!: number;

  @ApiProperty({ type: [LicensePolicyChangeDto], description: `The newest ${LISTED_LICENSES} of these licenses.` })
  items!: LicensePolicyChangeDto[];

  static from(preview: PolicyChangePreview): PolicyChangePreviewDto {
    return {
      licenses: preview.licenses,
      previewed: preview.previewed,
      licenses_over: preview.licensesOver,
      seats_over: preview.seatsOver,
      expiry_changes: preview.expiryChanges,
      items: preview.items.map((item) => LicensePolicyChangeDto.from(item)),
    };
  }
}

/** A change of many licenses to another policy. */
@ApiSchema({ name: 'PolicyChange' })
export class PolicyChangeDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'ID of the new policy.' })
  policy!: string;

  /** Progress of the change. */
  @ApiProperty({ enum: POLICY_CHANGE_STATUSES, enumName: 'PolicyChangeStatus' })
  status!: PolicyChangeStatus;

  @ApiProperty({
    type: 'integer',
    description: 'Licenses that matched at the start: exact up to 100,000, an estimate above.',
  })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'Licenses that were visited so far.' })
  done!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Licenses that were changed; the others had the same policy and limits already.',
  })
  changed!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why the change failed; null if it did not.' })
  failure!: string | null;

  /** When it was created. */
  created_at!: Date;

  /** When the last license was changed; null while the change is in progress. */
  finished_at!: Date | null;

  static from(change: PolicyChange): PolicyChangeDto {
    return {
      id: change.uid,
      policy: change.policyUid,
      status: change.status,
      total: change.total,
      done: change.done,
      changed: change.changed,
      failure: change.failure,
      created_at: change.createdAt,
      finished_at: change.finishedAt,
    };
  }
}
