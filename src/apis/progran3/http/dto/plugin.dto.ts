import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { License } from '../../../../core/licenses';
import type { CheckedLicense } from '../../../../core/verification';
import { dateOrNull } from '../../progran3.dialect';
import { SuccessDto } from '../../../kit/success.dto';
import { DoneDto } from './answer.dto';
import { IsEmailAddress, IsFingerprint, IsLicenseKey } from './fields';
import { LICENSE_STATUSES, type LicenseStatus, statusOf } from './license-status';

@ApiSchema({ name: 'ValidateRequest' })
export class ValidateDto {
  /** License key in the form `PROGRAN3-YYYY-…`. */
  @IsLicenseKey()
  license_key!: string;

  @IsFingerprint()
  system_fingerprint!: string;
}

@ApiSchema({ name: 'ActivateRequest' })
export class ActivateDto extends ValidateDto {
  /** E-mail address of the user. */
  @IsEmailAddress()
  user_email!: string;
}

@ApiSchema({ name: 'ActivatedLicense' })
export class ActivatedLicenseDto {
  /** UUID of the license. */
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  license_id!: string;

  /**
   * License key in the form `PROGRAN3-YYYY-…`.
   * @example "PROGRAN3-2025-A1B2C3-XYZ789"
   */
  license_key!: string;

  /**
   * E-mail address of the user.
   * @example "user@example.com"
   */
  user_email!: string;

  /** Days from the first activation until the license expires. */
  @ApiProperty({ type: 'integer', nullable: true, example: 365 })
  duration_days!: number | null;

  /** When the license was activated for the first time, UTC; null if never. */
  @ApiProperty({ type: String, nullable: true, example: '2025-10-12T12:00:00Z' })
  activated_at!: string | null;

  /** When the license expires, UTC; null if its time has not started or never ends. */
  @ApiProperty({ type: String, nullable: true, example: '2026-10-12T12:00:00Z' })
  expires_at!: string | null;

  /** State of the license. */
  @ApiProperty({ enum: LICENSE_STATUSES, example: 'active' })
  status!: LicenseStatus;

  static from(license: License, email: string, now: Date): ActivatedLicenseDto {
    return {
      license_id: license.uid,
      license_key: license.key,
      user_email: email,
      duration_days: license.durationDays,
      activated_at: dateOrNull(license.firstActivatedAt),
      expires_at: dateOrNull(license.expiresAt),
      status: statusOf(license, now),
    };
  }
}

@ApiSchema({ name: 'ActivateAnswer' })
export class ActivateAnswerDto extends DoneDto {
  /** The result. */
  data!: ActivatedLicenseDto;
}

@ApiSchema({ name: 'ValidLicense' })
export class ValidLicenseDto {
  /** Always true: refusals are errors. */
  @ApiProperty({ enum: [true] })
  valid!: true;

  /** UUID of the license. */
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  license_id!: string;

  /**
   * License key in the form `PROGRAN3-YYYY-…`.
   * @example "PROGRAN3-2025-A1B2C3-XYZ789"
   */
  license_key!: string;

  /** State of the license. */
  @ApiProperty({ enum: LICENSE_STATUSES, example: 'active' })
  status!: LicenseStatus;

  /** When the license expires, UTC; null if its time has not started or never ends. */
  @ApiProperty({ type: String, nullable: true, example: '2026-10-12T12:00:00Z' })
  expires_at!: string | null;

  /** E-mail address of the user. */
  @ApiProperty({ type: String, nullable: true, example: 'user@example.com' })
  user_email!: string | null;

  /** Always true: another system is refused. */
  @ApiProperty({ enum: [true] })
  fingerprint_match!: true;

  static from(license: CheckedLicense, now: Date): ValidLicenseDto {
    return {
      valid: true,
      license_id: license.uid,
      license_key: license.key,
      status: statusOf(license, now),
      expires_at: dateOrNull(license.expiresAt),
      user_email: license.customer?.email ?? null,
      fingerprint_match: true,
    };
  }
}

@ApiSchema({ name: 'ValidateAnswer' })
export class ValidateAnswerDto extends SuccessDto {
  /** The result. */
  data!: ValidLicenseDto;
}

@ApiSchema({ name: 'Received' })
export class ReceivedDto {
  /** Always true. */
  @ApiProperty({ enum: [true] })
  received!: true;
}

@ApiSchema({ name: 'TelemetryAnswer' })
export class TelemetryAnswerDto extends SuccessDto {
  /** The result. */
  data!: ReceivedDto;
}
