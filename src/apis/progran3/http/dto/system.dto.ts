import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { License } from '../../../../core/licenses';
import type { LicensedSystem } from '../../app/systems.service';
import { PROGRAN3 } from '../../progran3.dialect';
import { SuccessDto } from '../../../kit/success.dto';
import { DoneDto } from './answer.dto';
import { IsFingerprint, IsQueryNumber, IsSystemData, IsUid } from './fields';
import { LicenseUserDto } from './license.dto';
import { LICENSE_STATUSES, type LicenseStatus, statusOf } from './license-status';

@ApiSchema({ name: 'ListSystems' })
export class ListSystemsDto {
  /** Page number, starting at 1; 1 by default. A page has 1,000 systems. */
  @IsQueryNumber(1)
  page: number = 1;
}

@ApiSchema({ name: 'DescribeSystem' })
export class DescribeSystemDto {
  /** UUID of the license. */
  @IsUid('license ID')
  license_id!: string;

  @IsFingerprint()
  fingerprint_hash!: string;

  /** Data about the system, which replaces the stored data. */
  @IsSystemData()
  @ApiProperty({ required: false, nullable: true })
  system_data?: object | null;
}

@ApiSchema({ name: 'SystemLicense' })
export class SystemLicenseDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  id!: string;

  /**
   * License key in the form `PROGRAN3-YYYY-…`.
   * @example "PROGRAN3-2025-A1B2C3-XYZ789"
   */
  license_key!: string;

  /** State of the license. */
  @ApiProperty({ enum: LICENSE_STATUSES, example: 'active' })
  status!: LicenseStatus;

  /** User of the license; null if none. */
  @ApiProperty({ type: LicenseUserDto, nullable: true })
  users!: LicenseUserDto | null;

  static from(license: License, now: Date): SystemLicenseDto {
    return {
      id: license.uid,
      license_key: license.key,
      status: statusOf(license, now),
      users: LicenseUserDto.from(license.customer),
    };
  }
}

/** System as its own program sees it. */
@ApiSchema({ name: 'DescribedSystem' })
export class DescribedSystemDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid', example: '789e4567-e89b-12d3-a456-426614174000' })
  id!: string;

  /** UUID of the license. */
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  license_id!: string;

  /**
   * SHA-256 fingerprint of the system.
   * @example "a1b2c3d4e5f6789012345678901234567890123456789012345678901234abcd"
   */
  fingerprint_hash!: string;

  /** Data about the system, as the plugin sent it. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { os: 'Windows 10', hostname: 'USER-PC' } })
  system_data!: object;

  /**
   * When the system was last seen, UTC.
   * @example "2025-10-12T12:00:00Z"
   */
  last_seen!: string;

  /**
   * When it was created, UTC.
   * @example "2025-10-01T00:00:00Z"
   */
  created_at!: string;

  static of(system: LicensedSystem): DescribedSystemDto {
    return {
      id: system.uid,
      license_id: system.license.uid,
      fingerprint_hash: system.fingerprint,
      system_data: system.systemData,
      last_seen: PROGRAN3.dates(system.lastSeen),
      created_at: PROGRAN3.dates(system.createdAt),
    };
  }
}

@ApiSchema({ name: 'System' })
export class SystemDto extends DescribedSystemDto {
  /** License of the system; null if none. */
  licenses!: SystemLicenseDto;

  static from(system: LicensedSystem, now: Date): SystemDto {
    return { ...DescribedSystemDto.of(system), licenses: SystemLicenseDto.from(system.license, now) };
  }
}

@ApiSchema({ name: 'SystemList' })
export class SystemListDto extends SuccessDto {
  /** Systems, last seen first. */
  data!: SystemDto[];
}

@ApiSchema({ name: 'DescribeAnswer' })
export class DescribeAnswerDto extends DoneDto {
  /** The result. */
  data!: DescribedSystemDto;
}
