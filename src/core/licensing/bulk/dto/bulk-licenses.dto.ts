import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  ValidateNested,
} from 'class-validator';
import {
  IsGivenTimestamp,
  IsName,
  IsText,
  MayBeMissing,
  IsReference,
  IsWholeNumber,
  Length,
} from '../../../common/validation/fields';
import { MAX_POLICY_VERSION } from '../../../catalog/policies/policy-version.entity';
import type { License } from '../../../licenses/licenses/license.entity';
import { LICENSE_STATUSES, type LicenseStatus } from '../../../licenses/licenses/license-status';
import { ExtendLicenseDto } from '../../licenses/dto/extend-license.dto';
import { LicenseFilterDto } from '../../licenses/dto/license-filter.dto';
import { EXPORTED_FIELDS } from '../../licenses/dto/license-row.dto';
import { BULK_CALLS, BULK_OBSTACLES, type BulkCall, type BulkObstacle } from '../bulk-action';
import type { BulkPreview, BulkRequest, SampledLicense } from '../bulk-licenses-jobs.service';
import type { SelectedLicenses } from '../../policy-changes/license-selection.service';
import type { LicensesExportRequest } from '../export-licenses.service';

const MAX_IDS = 10_000;

const EXPORT_FORMATS = ['csv'] as const;
type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Parameters of the action; to extend, one of days, months, years and `until`. */
@ApiSchema({ name: 'BulkParameters' })
export class BulkParametersDto extends ExtendLicenseDto {
  /** To extend: new expiration date. Licenses that expire later are skipped. A date alone is its last second in `TIME_ZONE`. */
  @MayBeMissing()
  @IsGivenTimestamp('end')
  @ApiProperty({ required: false, example: undefined })
  until?: Date;

  @IsOptional()
  @IsName()
  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'To move: UUID or reference of the new customer; null removes the customer.',
    example: undefined,
  })
  customer?: string | null;

  @MayBeMissing()
  @IsReference(
    'To change the policy: UUID or name of the new policy. All limits follow it; a term that has begun is kept.',
  )
  policy?: string;

  /** To change the version: one that the policies of the licenses have published; by default, the newest of each policy. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_POLICY_VERSION)
  @ApiProperty({ required: false, example: undefined })
  policy_version?: number;

  @MayBeMissing()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(EXPORTED_FIELDS, { each: true })
  @ApiProperty({
    type: [String],
    required: false,
    description: `To export: columns of the file, in this order; all by default: ${EXPORTED_FIELDS.join(', ')}.`,
    example: undefined,
  })
  columns?: string[];

  /** To export: format of the file. */
  @MayBeMissing()
  @IsIn(EXPORT_FORMATS)
  @ApiProperty({ enum: EXPORT_FORMATS, enumName: 'ExportFormat', required: false, default: 'csv', example: undefined })
  format?: ExportFormat;

  /**
   * Why the licenses change.
   * @example "Outage of 18 November"
   */
  @MayBeMissing()
  @IsText(500)
  reason?: string;

  /**
   * Order or ticket.
   * @example "ticket 8799"
   */
  @MayBeMissing()
  @IsText(100)
  reference?: string;
}

export class BulkLicensesDto {
  /**
   * Change of the licenses, or their export.
   * @example "extend"
   */
  @IsIn(BULK_CALLS)
  @ApiProperty({ enum: BULK_CALLS, enumName: 'BulkAction' })
  action!: BulkCall;

  /** UUIDs or keys of licenses, at most 10,000. Either these or `filter`. */
  @MayBeMissing()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_IDS)
  @IsString({ each: true })
  @Length(1, 255, { each: true })
  @ApiProperty({ type: [String], required: false, example: undefined })
  ids?: string[];

  /** Filters of the list of licenses; `{}` selects all. Either this or `ids`. */
  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => LicenseFilterDto)
  filter?: LicenseFilterDto;

  /** Parameters of the action. */
  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => BulkParametersDto)
  params?: BulkParametersDto;

  /** Only count what would change. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  preview?: boolean;

  /** Undefined for an export. */
  static toChange({ action, params, ...input }: BulkLicensesDto): BulkRequest | undefined {
    const { policy_version: policyVersion, ...rest } = params ?? {};
    return action === 'export' ? undefined : { ...rest, policyVersion, action, ...selectionOf(input) };
  }

  static toExport({ params: { columns, reason, reference } = {}, ...input }: BulkLicensesDto): LicensesExportRequest {
    return { columns, reason, reference, ...selectionOf(input) };
  }
}

function selectionOf({ ids, filter }: Pick<BulkLicensesDto, 'ids' | 'filter'>): SelectedLicenses {
  return { ids, filter: filter && LicenseFilterDto.toFilter(filter) };
}

@ApiSchema({ name: 'BulkSkipped' })
export class BulkSkippedDto {
  /** Why these licenses cannot change. */
  @ApiProperty({ enum: BULK_OBSTACLES, enumName: 'BulkObstacle' })
  reason!: BulkObstacle;

  @ApiProperty({ type: 'integer', description: 'Number of these licenses.' })
  count!: number;
}

/** Values that a bulk change can change. */
@ApiSchema({ name: 'BulkValues' })
export class BulkValuesDto {
  /** Derived status. */
  @ApiProperty({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus' })
  status!: LicenseStatus;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Expiration date; null if the license never expires.',
  })
  expires_at!: Date | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Term in days; null for none.' })
  duration_days!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Calendar months of the term; null if it is counted in days.',
  })
  duration_months!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Maximum number of seats; null is unlimited.' })
  max_activations!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Name of the customer; null for none.' })
  customer!: string | null;

  /** Name of the policy. */
  policy!: string;

  @ApiProperty({ type: 'integer', description: 'Version of the policy.' })
  policy_version!: number;

  static from(license: License, names: { customer: string | null; policy: string }, now: Date): BulkValuesDto {
    const { expiresAt, durationDays, durationMonths, maxActivations, policyVersion } = license;
    return {
      status: license.statusAt(now),
      expires_at: expiresAt,
      duration_days: durationDays,
      duration_months: durationMonths,
      max_activations: maxActivations,
      ...names,
      policy_version: policyVersion,
    };
  }
}

@ApiSchema({ name: 'BulkSample' })
export class BulkSampleDto {
  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  license!: string;

  /**
   * License key.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  key!: string;

  /** Values before the change. */
  before!: BulkValuesDto;

  @ApiProperty({ type: BulkValuesDto, nullable: true, description: 'Values after the change; null for a deletion.' })
  after!: BulkValuesDto | null;

  static from({ license, columns }: SampledLicense, { change, now }: BulkPreview): BulkSampleDto {
    const { uid, key, customer, policy } = license;
    const names = { customer: customer?.name ?? null, policy: policy?.name ?? '' };
    const changed = Object.assign(Object.create(license) as License, columns);
    const newNames = {
      customer: change.customer === undefined ? names.customer : (change.customer?.name ?? null),
      policy: change.policy?.name ?? names.policy,
    };
    return {
      license: uid,
      key,
      before: BulkValuesDto.from(license, names, now),
      after: change.action === 'delete' ? null : BulkValuesDto.from(changed, newNames, now),
    };
  }
}

@ApiSchema({ name: 'BulkPreview' })
export class BulkPreviewDto {
  @ApiProperty({ type: 'integer', description: 'Licenses that match.' })
  matching!: number;

  @ApiProperty({ type: 'integer', description: 'Licenses that would change.' })
  will_change!: number;

  @ApiProperty({ type: 'integer', description: 'Licenses that are not usable now, but after the change.' })
  become_usable!: number;

  /** Licenses that cannot change, by reason. */
  @ApiProperty({ type: [BulkSkippedDto] })
  skipped!: BulkSkippedDto[];

  /** The five newest licenses that would change. */
  @ApiProperty({ type: [BulkSampleDto] })
  sample!: BulkSampleDto[];

  static ofExport(matching: number): BulkPreviewDto {
    return { matching, will_change: 0, become_usable: 0, skipped: [], sample: [] };
  }

  static from(preview: BulkPreview): BulkPreviewDto {
    return {
      matching: preview.matching,
      will_change: preview.willChange,
      become_usable: preview.becomeUsable,
      skipped: preview.skipped.map(({ reason, count }) => ({ reason, count })),
      sample: preview.sample.map((license) => BulkSampleDto.from(license, preview)),
    };
  }
}
