import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { type AppBundle, healthOf } from '../../../../core/catalog';
import { type Health } from '../../../../core/catalog/internal';
import { IsName, IsText, IsTimestamp } from '../../../../core/common';
import { EmptyIsMissing } from '../../../kit/fields';
import { SMBEAUTY } from '../../smbeauty.dialect';
import { licenseFileOf } from './license-file';

const STATUSES = ['active', 'expired', 'disabled', 'needs_update'] as const;

const MESSAGES: Readonly<Record<Health['status'], string>> = {
  active: '许可证配置正常',
  needs_update: '许可证需要更新',
  expired: '许可证已过期',
  disabled: '许可证已禁用',
};

@ApiSchema({ name: 'LicenseHealthRequest' })
export class CheckHealthDto {
  /**
   * Bundle ID of the app.
   * @example "com.example.myapp"
   */
  @IsName()
  app_bundle_id!: string;

  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false, description: 'Version of the SDK in the app.' })
  version?: string | null;

  // Apps send an empty text for an unknown value.
  @EmptyIsMissing()
  @IsTimestamp('utc')
  @ApiProperty({ description: 'Time of the last license download by the app.' })
  last_update?: Date | null;
}

@ApiSchema({ name: 'LicenseHealth' })
export class HealthDto {
  /**
   * Bundle ID of the app.
   * @example "com.example.myapp"
   */
  app_bundle_id!: string;

  /** Whether the app must fetch a new license file. */
  needs_update!: boolean;

  /**
   * When the license expires, UTC.
   * @example "2025-12-31T23:59:59Z"
   */
  expires_at!: string;

  /** Whole days until the license expires; negative after that. */
  @ApiProperty({ type: 'integer', example: 190 })
  days_until_expiry!: number;

  @ApiProperty({
    required: false,
    example: 'https://localhost:2443/api/license/download/com.example.myapp',
    description: 'Download URL of the license file; omitted unless an update is needed.',
  })
  download_url?: string;

  /** State of the license now. */
  @ApiProperty({ type: String, enum: STATUSES })
  status!: Health['status'];

  /**
   * Result in Chinese, for a person.
   * @example "许可证配置正常"
   */
  message!: string;

  /**
   * Features of the app; none by default.
   * @example ["beauty", "filter", "sticker"]
   */
  features!: string[];

  /**
   * Version of the app; empty by default.
   * @example "2.4.9"
   */
  version!: string;

  /**
   * Platform of the app, such as `ios`; empty by default.
   * @example "android"
   */
  platform!: string;

  /**
   * Name of the license file; empty if none was uploaded.
   * @example "pixelfreeAuth.lic"
   */
  license_file!: string;

  /** @param baseUrl base of the download URL */
  static from(bundle: AppBundle, request: CheckHealthDto, now: Date, baseUrl: string): HealthDto {
    const client = { version: request.version || undefined, lastUpdate: request.last_update ?? undefined };
    const { status, needsUpdate, daysUntilExpiry } = healthOf(bundle, client, now);
    const path = `/api/license/download/${encodeURIComponent(bundle.appBundleId)}`;
    return {
      app_bundle_id: bundle.appBundleId,
      needs_update: needsUpdate,
      expires_at: SMBEAUTY.dates(bundle.expiresAt),
      days_until_expiry: daysUntilExpiry,
      ...(needsUpdate && { download_url: `${baseUrl}${path}` }),
      status,
      message: MESSAGES[status],
      features: bundle.features,
      version: bundle.version,
      platform: bundle.platform,
      license_file: licenseFileOf(bundle),
    };
  }
}

@ApiSchema({ name: 'LicenseHealthAnswer' })
export class HealthAnswerDto {
  /** Always true: failures are errors. */
  @ApiProperty({ enum: [true] })
  success!: boolean;

  /** The result. */
  data!: HealthDto;
}
