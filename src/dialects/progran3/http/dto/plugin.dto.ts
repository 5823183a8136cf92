import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { License } from '../../../../licensing/licenses/license.entity';
import type { CheckedLicense } from '../../../../licensing/verifications/checked-license';
import { dateOrNull } from '../../progran3.dialect';
import { SuccessDto } from '../../../kit/success.dto';
import { DoneDto } from './answer.dto';
import { IsEmailAddress, IsFingerprint, IsLicenseKey } from './fields';
import { LICENSE_STATUSES, type LicenseStatus, statusOf } from './license-status';

@ApiSchema({ name: 'ValidateRequest' })
export class ValidateDto {
  @IsLicenseKey()
  license_key!: string;

  @IsFingerprint()
  system_fingerprint!: string;
}

@ApiSchema({ name: 'ActivateRequest' })
export class ActivateDto extends ValidateDto {
  @IsEmailAddress()
  user_email!: string;
}

@ApiSchema({ name: 'ActivatedLicense' })
export class ActivatedLicenseDto {
  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  license_id!: string;

  /** @example "PROGRAN3-2025-A1B2C3-XYZ789" */
  license_key!: string;

  /** @example "user@example.com" */
  user_email!: string;

  @ApiProperty({ type: 'integer', nullable: true, example: 365 })
  duration_days!: number | null;

  @ApiProperty({ type: String, nullable: true, example: '2025-10-12T12:00:00Z' })
  activated_at!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '2026-10-12T12:00:00Z' })
  expires_at!: string | null;

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
  data!: ActivatedLicenseDto;
}

@ApiSchema({ name: 'ValidLicense' })
export class ValidLicenseDto {
  @ApiProperty({ enum: [true] })
  valid!: true;

  @ApiProperty({ format: 'uuid', example: '123e4567-e89b-12d3-a456-426614174000' })
  license_id!: string;

  /** @example "PROGRAN3-2025-A1B2C3-XYZ789" */
  license_key!: string;

  @ApiProperty({ enum: LICENSE_STATUSES, example: 'active' })
  status!: LicenseStatus;

  @ApiProperty({ type: String, nullable: true, example: '2026-10-12T12:00:00Z' })
  expires_at!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'user@example.com' })
  user_email!: string | null;

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
  data!: ValidLicenseDto;
}

@ApiSchema({ name: 'Received' })
export class ReceivedDto {
  @ApiProperty({ enum: [true] })
  received!: true;
}

@ApiSchema({ name: 'TelemetryAnswer' })
export class TelemetryAnswerDto extends SuccessDto {
  data!: ReceivedDto;
}
