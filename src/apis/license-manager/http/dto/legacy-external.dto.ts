import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OfferedVersion } from '../../app/domain-updates.service';
import { LegacyAnswerDto } from './answer.dto';

@ApiSchema({ name: 'LegacyLatestVersionAnswer' })
export class LegacyLatestVersionDto extends LegacyAnswerDto {
  /** Omitted, like all following fields, if `status` is false. */
  product_name?: string;

  /**
   * Latest version.
   * @example "1.2.0"
   */
  latest_version?: string;

  /** Date of the release. */
  @ApiProperty({ type: String, format: 'date', required: false, example: '2024-01-15' })
  release_date?: string;

  /** Summary of the version. */
  summary?: string;

  static from({ product, version }: OfferedVersion): LegacyLatestVersionDto {
    return {
      status: true,
      message: 'Latest version information.',
      product_name: product.name,
      latest_version: version.version,
      release_date: version.releasedAt,
      summary: version.summary,
    };
  }
}

@ApiSchema({ name: 'LegacyUpdateAnswer' })
export class LegacyUpdateDto extends LegacyAnswerDto {
  /** Version number, such as `1.2.0`. */
  @ApiProperty({ type: String, nullable: true, example: '1.2.0' })
  version!: string | null;

  /** Date of the release. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2024-01-15' })
  release_date!: string | null;

  /** Summary of the version. */
  @ApiProperty({ type: String, nullable: true })
  summary!: string | null;

  /** Changes of the version. */
  @ApiProperty({ type: String, nullable: true })
  changelog!: string | null;

  /** Version ID of the update. */
  @ApiProperty({ type: String, nullable: true, example: 'v1.2.0' })
  update_id!: string | null;

  /** Whether the version has an SQL file. */
  @ApiProperty({ type: Boolean, nullable: true })
  has_sql!: boolean | null;

  /** LicenseBox reports an up-to-date program as `status: false` with null fields. */
  static from(offered: OfferedVersion | null): LegacyUpdateDto {
    const version = offered?.version;
    return {
      status: version !== undefined,
      message: version ? 'A new update is available.' : 'You are using the latest version.',
      version: version?.version ?? null,
      release_date: version?.releasedAt ?? null,
      summary: version?.summary ?? null,
      changelog: version?.changelog ?? null,
      update_id: version?.reference ?? null,
      has_sql: version ? version.sqlFileId !== null : null,
    };
  }
}

@ApiSchema({ name: 'LegacyLicenseAnswer' })
export class LegacyLicenseDto extends LegacyAnswerDto {
  /** The result. */
  @ApiProperty({ type: String, nullable: true })
  data!: string | null;
}

@ApiSchema({ name: 'LegacyActivationAnswer' })
export class LegacyActivationDto extends LegacyLicenseDto {
  /** License data, which the program stores; null if `status` is false. */
  @ApiProperty({ type: String, nullable: true })
  lic_response!: string | null;

  /** Set if the license has reached its activation limit. */
  @ApiProperty({ enum: ['ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES'], required: false })
  status_code?: string;
}
