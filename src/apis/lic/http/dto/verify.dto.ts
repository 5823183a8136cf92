import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { VerifiedActivation } from '../../../../core/verification/internal';
import type { Device } from '../../../../core/licenses';
import type { Calendar } from '../../../../core/common';
import { daysLeft } from '../days-left';
import { DoneDto } from './answer.dto';
import { IsLine, IsSmallObject } from './fields';

const MAX_EXTRA_BYTES = 16 * 1024;

@ApiSchema({ name: 'VerifyRequest' })
export class VerifyDto {
  /**
   * License key.
   * @example "LIC-ABCD1234EFGH5678"
   */
  @IsLine(255)
  license_key!: string;

  /**
   * Machine code: the fingerprint that the program sends.
   * @example "MACHINE-XXXXXXXXXXXX"
   */
  @IsLine(512)
  machine_code!: string;

  /** Version of the program; null if unknown. */
  @IsOptional()
  @IsLine(255, 0)
  @ApiPropertyOptional({ type: String, nullable: true, example: '1.0.0' })
  app_version?: string | null;

  /** Data about the machine, stored when it is bound; 16 KiB at most. */
  @IsSmallObject(MAX_EXTRA_BYTES)
  extra_data?: object | null;

  static toDevice({ machine_code, app_version, extra_data }: VerifyDto): Device {
    return { fingerprint: machine_code, appVersion: app_version ?? undefined, data: extra_data ?? undefined };
  }
}

@ApiSchema({ name: 'VerifiedLicense' })
export class VerifiedLicenseDto {
  /**
   * License key.
   * @example "LIC-ABCD1234EFGH5678"
   */
  license_key!: string;

  /** Always `active`: refusals are errors. */
  @ApiProperty({ enum: ['active'] })
  status!: 'active';

  @ApiProperty({
    type: String,
    nullable: true,
    example: '2024-12-31 23:59:59',
    description: 'Expiry time; null means that the license never expires.',
  })
  expires_at!: string | null;

  /** Days until the license expires; null if it never does. */
  @ApiProperty({ type: 'integer', nullable: true, example: 365 })
  remaining_days!: number | null;

  /**
   * Machine code: the fingerprint that the program sends.
   * @example "MACHINE-XXXXXXXXXXXX"
   */
  machine_code!: string;

  /**
   * When the license was last verified, in the installation's time zone.
   * @example "2024-01-01 12:00:00"
   */
  last_used_at!: string;

  /**
   * When it was created, in the installation's time zone.
   * @example "2024-01-01 00:00:00"
   */
  created_at!: string;

  static from({ license, activation }: VerifiedActivation, now: Date, calendar: Calendar): VerifiedLicenseDto {
    const { expiresAt } = license;
    return {
      license_key: license.key,
      status: 'active',
      expires_at: expiresAt && calendar.dateTimeOf(expiresAt),
      remaining_days: daysLeft(expiresAt, now, calendar),
      machine_code: activation.fingerprint,
      last_used_at: calendar.dateTimeOf(now),
      created_at: calendar.dateTimeOf(license.createdAt),
    };
  }
}

@ApiSchema({ name: 'VerifyAnswer' })
export class VerifyAnswerDto extends DoneDto {
  /**
   * Result in Chinese, for a person.
   * @example "验证成功"
   */
  override message!: string;

  /** The result. */
  data!: VerifiedLicenseDto;
}
