import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsTimeRange, rangesOf, TimeRangeDto } from '../../../common/pagination/field-filters';
import { PageOf } from '../../../common/pagination/page.dto';
import { SortedPage } from '../../../common/pagination/sorting';
import { IsFlag, IsName } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import {
  ACTIVATION_KINDS,
  type ActivationKind,
  type Environment,
  ENVIRONMENTS,
} from '../../../licenses/activations/activation.entity';
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

  @IsTimeRange('Limits of the time at which the device last activated.')
  activated_at?: TimeRangeDto;

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
}

export class ActivationDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Numeric ID used by the other APIs.' })
  number!: number;

  /**
   * ID that the device received when it activated.
   * @example "act_456"
   */
  activation_id!: string;

  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  license!: string;

  /**
   * License key.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  license_key!: string;

  /** Reference of the product to which the seat belongs: the license's first product unless its seats count per product. */
  product!: string;

  /** Whether a device or a domain is activated. */
  @ApiProperty({ enum: ACTIVATION_KINDS, enumName: 'ActivationKind' })
  kind!: ActivationKind;

  /** Device fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent; for a domain, its name. */
  fingerprint!: string;

  /** Display name of the device; null if none. */
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  /** Version of the app, as it reported; null if it never did. */
  @ApiProperty({ type: String, nullable: true })
  app_version!: string | null;

  /** IP address from which the device last activated; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  /** User-Agent of the app; null if it sent none. */
  @ApiProperty({ type: String, nullable: true })
  user_agent!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Device data sent at activation.',
  })
  device_data!: object | null;

  @ApiProperty({
    enum: ENVIRONMENTS,
    enumName: 'Environment',
    nullable: true,
    description: 'Where the app runs, as it reported when it last activated; null if it never did.',
  })
  environment!: Environment | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Processor cores, as the app reported.' })
  cores!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Memory in MB, as the app reported.' })
  memory_mb!: number | null;

  /** When the device last activated. */
  activated_at!: Date;

  /** When the device last sent a check or a heartbeat. */
  last_seen_at!: Date;

  /** Number of checks of this device. */
  @ApiProperty({ type: 'integer' })
  check_count!: number;

  /** When the device was deactivated; null if it is active. */
  deactivated_at!: Date | null;

  /** Whether the device is activated. */
  active!: boolean;

  /** Whether the device takes a seat while it is active; false if its policy allows such devices without one. */
  takes_seat!: boolean;

  static from(activation: LicensedActivation): ActivationDto {
    return {
      id: activation.uid,
      number: activation.id,
      activation_id: activationId(activation),
      license: activation.license.uid,
      license_key: activation.license.key,
      product: (activation.product ?? activation.license.product).reference,
      kind: activation.kind,
      fingerprint: activation.fingerprint,
      name: activation.name,
      app_version: activation.appVersion,
      ip: activation.ip,
      user_agent: activation.userAgent,
      device_data: activation.deviceData,
      environment: activation.environment,
      cores: activation.cores,
      memory_mb: activation.memoryMb,
      activated_at: activation.activatedAt,
      last_seen_at: activation.lastSeenAt,
      check_count: activation.checkCount,
      deactivated_at: activation.deactivatedAt,
      active: activation.isActive,
      takes_seat: activation.takesSeat,
    };
  }
}

@ApiSchema({ name: 'ActivationPage' })
export class ActivationPageDto extends PageOf(ActivationDto) {}
