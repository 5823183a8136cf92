import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf } from '../../../common/fields/fields-of';
import {
  IsMetadataFilter,
  IsTimeRange,
  type MetadataFilter,
  rangesOf,
  TimeRangeDto,
} from '../../../common/pagination/field-filters';
import { PageOf } from '../../../common/pagination/page.dto';
import { SortedPage } from '../../../common/pagination/sorting';
import { IsFlag, IsName, MayBeMissing } from '../../../common/validation/fields';
import { IsMetadata } from '../../../common/validation/metadata';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { ACTIVATION_KINDS, ENVIRONMENTS } from '../../../licenses/activations/activation.entity';
import { activationId } from '../../../licenses/activations/activation-id';
import { type LicensedActivation } from '../../../verification/calls/find-activation.service';
import { type ActivationFilter, SEARCHED_LICENSES } from '../activations.service';
import { IsAnyName } from '../../../common/pagination/any-of';

const MAX_FINGERPRINT = 512;

export class ActivationFilterDto {
  @IsAnyName('UUIDs, keys or former keys of licenses.')
  license?: string[];

  @IsAnyName("UUIDs or references of the licenses' products.")
  product?: string[];

  @IsAnyName('Device fingerprints: hardware IDs as sent, or the SHA-256 of objects that were sent.', {
    max: MAX_FINGERPRINT,
  })
  fingerprint?: string[];

  @IsAnyName('Versions of the app that active devices run; `1.*` stands for all that begin with `1.`.')
  version?: string[];

  @IsSearchFilter('device name', { newest: MAX_SCANNED_ROWS })
  name?: string;

  @IsAnyName('Exact IP addresses from which the devices last activated.', { max: 64 })
  ip?: string[];

  @IsSearchFilter(
    `fingerprint, the device name or the license key (of the ${SEARCHED_LICENSES} newest licenses that match); or the exact IP address`,
    { newest: MAX_SCANNED_ROWS },
  )
  q?: string;

  /** Whether the device is activated. */
  @IsFlag()
  active?: boolean;

  @IsTimeRange('Earliest and latest time at which the device last activated.')
  activated_at?: TimeRangeDto;

  @IsMetadataFilter()
  metadata?: MetadataFilter;

  static toFilter({ activated_at, ...filter }: ActivationFilterDto): ActivationFilter {
    return { ...filter, ranges: rangesOf({ activatedAt: activated_at }) };
  }
}

export class ListActivationsDto extends IntersectionType(
  ActivationFilterDto,
  SortedPage({ activated_at: { property: 'activatedAt' } }, 'ActivationSort'),
) {}

export class UpdateActivationDto {
  /** Display name of the device; null clears it. */
  @IsOptional()
  @IsName()
  @ApiProperty({ type: String, nullable: true, required: false, example: 'Reception' })
  name?: string | null;

  @MayBeMissing()
  @IsMetadata()
  @ApiProperty({ required: false, description: 'Fields of the metadata that change; null removes one.', example: {} })
  metadata?: Record<string, unknown>;
}

const ACTIVATION = fieldsOf<LicensedActivation>()({
  ...IDS,
  activation_id: {
    description: 'ID that the device received when it activated.',
    example: 'act_456',
    from: (activation) => activationId(activation),
  },
  license: { description: 'UUID of the license.', schema: { format: 'uuid' }, from: ({ license }) => license.uid },
  license_key: {
    description: 'License key.',
    example: 'Q7RD-K2LM-9XWE-4TUB',
    from: ({ license }) => license.key,
  },
  product: {
    description:
      "Reference of the product to which the seat belongs: the license's first product unless its seats count per product.",
    from: ({ product, license }) => (product ?? license.product).reference,
  },
  kind: {
    enum: ACTIVATION_KINDS,
    enumName: 'ActivationKind',
    description: 'Whether a device or a domain is activated.',
  },
  fingerprint: {
    description:
      'Device fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent; for a domain, its name.',
  },
  name: { description: 'Display name of the device; null if none.', nullable: true },
  app_version: {
    description: 'Version of the app, as it reported; null if it never did.',
    nullable: true,
  },
  ip: { description: 'IP address from which the device last activated; null if unknown.', nullable: true },
  user_agent: { description: 'User-Agent of the app; null if it sent none.', nullable: true },
  device_data: {
    type: Object,
    nullable: true,
    schema: { type: 'object', additionalProperties: true, description: 'Device data sent at activation.' },
  },
  metadata: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: true,
      description:
        'Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, in signed answers; the portal also `portal`.',
      example: {},
    },
    from: ({ metadata = {} }) => metadata,
  },
  environment: {
    enum: ENVIRONMENTS,
    enumName: 'Environment',
    nullable: true,
    description: 'Where the app runs, as it reported when it last activated; null if it never did.',
  },
  cores: { type: 'integer', nullable: true, description: 'Processor cores, as the program reported.' },
  memory_mb: { type: 'integer', nullable: true, description: 'Memory in MB, as the program reported.' },
  disk_gb: {
    type: 'integer',
    nullable: true,
    description: 'Disk space in GB, as the program reported.',
    from: ({ diskGb = null }) => diskGb,
  },
  activated_at: { type: Date, description: 'When the device last activated.' },
  last_seen_at: { type: Date, description: 'When the device last sent a check or a heartbeat.' },
  check_count: { type: 'integer', description: 'Number of checks of this device.' },
  deactivated_at: {
    type: Date,
    description: 'When the device was deactivated; null if it is active.',
    nullable: true,
  },
  active: { type: Boolean, description: 'Whether the device is activated.', from: 'isActive' },
  takes_seat: {
    type: Boolean,
    description:
      'Whether the device takes a seat while it is active; false if its policy allows such devices without one.',
  },
});

/** An activation in answers of the native API. */
export class ActivationDto extends answerOf(ACTIVATION) {
  static readonly from = ACTIVATION.from;
}

/** Columns of a CSV export of activations. */
export const ACTIVATION_FIELDS = ACTIVATION.names.filter((name) => name !== 'device_data' && name !== 'metadata');

@ApiSchema({ name: 'ActivationPage' })
export class ActivationPageDto extends PageOf(ActivationDto) {}
