import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { Activation, License } from '../../../../core/licenses';
import { IsText, Length } from '../../../../core/common';
import type { CheckedLicense } from '../../../../core/verification';
import { dateOf, V2 } from '../../v2.dialect';

@ApiSchema({ name: 'VerifyRequest' })
export class VerifyDto {
  /**
   * License key.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  @IsString()
  license_key!: string;

  /**
   * Hash of the device's hardware, which identifies it.
   * @example "unique-hardware-identifier"
   */
  @IsString()
  @Length(1, 512)
  hardware_hash!: string;

  /**
   * Version of the program.
   * @example "1.0.0"
   */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false })
  app_version?: string | null;
}

@ApiSchema({ name: 'ActivateRequest' })
export class ActivateDto extends VerifyDto {
  /**
   * Display name of the device; empty by default.
   * @example "DESKTOP-ABC123"
   */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false })
  machine_name?: string | null;
}

@ApiSchema({ name: 'Device' })
export class DeviceDto {
  /**
   * Number.
   * @example 456
   */
  @ApiProperty({ type: 'integer' })
  id!: number;

  /**
   * Hash of the device's hardware, which identifies it.
   * @example "unique-hardware-identifier"
   */
  hardware_hash!: string;

  /** Display name of the device; empty by default. */
  @ApiProperty({ type: String, nullable: true, example: 'DESKTOP-ABC123' })
  machine_name!: string | null;

  /**
   * When the device was activated, UTC.
   * @example "2025-06-19T10:00:00Z"
   */
  activated_at!: string;

  /**
   * When the device was last seen, UTC.
   * @example "2025-06-19T14:30:00Z"
   */
  last_heartbeat!: string;

  /** Whether the device is activated. */
  is_active!: boolean;

  static from(activation: Activation): DeviceDto {
    return {
      id: activation.id,
      hardware_hash: activation.fingerprint,
      machine_name: activation.name,
      activated_at: V2.dates(activation.activatedAt),
      last_heartbeat: V2.dates(activation.lastSeenAt),
      is_active: activation.isActive,
    };
  }
}

@ApiSchema({ name: 'Activation' })
export class ActivationDto extends DeviceDto {
  /**
   * License key.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  license_key!: string;

  static of(activation: Activation, licenseKey: string): ActivationDto {
    const { id, ...device } = DeviceDto.from(activation);
    return { id, license_key: licenseKey, ...device };
  }
}

@ApiSchema({ name: 'ActivateAnswer' })
export class ActivateAnswerDto {
  /**
   * Result in words, for a person.
   * @example "License activated successfully"
   */
  message!: string;

  /** The activation of the device. */
  activation!: ActivationDto;
}

@ApiSchema({ name: 'VerifiedLicense' })
export class VerifiedLicenseDto {
  /**
   * License key.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  key!: string;

  /** Last day of the license in UTC; null if it never expires. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-01-01' })
  valid_until!: string | null;

  /** Maximum number of users; null is unlimited. */
  @ApiProperty({ type: 'integer', nullable: true, example: 10 })
  max_users!: number | null;

  static from({ key, expiresAt, maxUsers }: CheckedLicense): VerifiedLicenseDto {
    return { key, valid_until: expiresAt && dateOf(expiresAt), max_users: maxUsers };
  }
}

@ApiSchema({ name: 'VerifyAnswer' })
export class VerifyAnswerDto {
  /** Whether the license can be used on this device. */
  valid!: boolean;

  /**
   * Result in words, for a person.
   * @example "License is valid"
   */
  message!: string;

  @ApiProperty({ type: VerifiedLicenseDto, nullable: true, description: 'The license; null if not found.' })
  license!: VerifiedLicenseDto | null;

  /** Whether a newer version is published. */
  update_available!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '1.0.0',
    description: 'Latest published version; null if none is published.',
  })
  latest_version!: string | null;
}

@ApiSchema({ name: 'License' })
export class LicenseDto {
  /**
   * Number.
   * @example 123
   */
  @ApiProperty({ type: 'integer' })
  id!: number;

  /**
   * License key.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  key!: string;

  /** Name of the customer; empty if none. */
  @ApiProperty({ type: String, nullable: true, example: 'ACME Corp' })
  customer_name!: string | null;

  /**
   * Commercial type of the license.
   * @example "perpetual"
   */
  type!: string;

  /** First day of the license in UTC. */
  @ApiProperty({ format: 'date', example: '2025-01-01' })
  valid_from!: string;

  /** Last day of the license in UTC; null if it never expires. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-01-01' })
  valid_until!: string | null;

  /** Maximum number of devices; null is unlimited. */
  @ApiProperty({ type: 'integer', nullable: true, example: 5 })
  max_activations!: number | null;

  /** Maximum number of users; null is unlimited. */
  @ApiProperty({ type: 'integer', nullable: true, example: 10 })
  max_users!: number | null;

  /** Whether the license is active. */
  is_active!: boolean;

  static from(license: License, now: Date): LicenseDto {
    const status = license.statusAt(now);
    return {
      id: license.id,
      key: license.key,
      customer_name: license.customer?.name ?? null,
      type: license.type,
      valid_from: dateOf(license.startsAt ?? license.createdAt),
      valid_until: license.expiresAt && dateOf(license.expiresAt),
      max_activations: license.maxActivations,
      max_users: license.maxUsers,
      is_active: status === 'active' || status === 'unused',
    };
  }
}

@ApiSchema({ name: 'InfoAnswer' })
export class InfoAnswerDto {
  /** The license. */
  license!: LicenseDto;

  @ApiProperty({ type: [DeviceDto], description: 'The most recent activations, 1,000 at most.' })
  activations!: DeviceDto[];
}
