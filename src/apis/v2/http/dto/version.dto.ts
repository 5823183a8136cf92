import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { IsName } from '../../../../core/common';
import type { ProductVersion } from '../../../../core/catalog';
import type { Update } from '../../../../core/catalog/internal';

@ApiSchema({ name: 'VersionCheckRequest' })
export class CheckVersionDto {
  /**
   * Installed version.
   * @example "1.0.0"
   */
  @IsName()
  current_version!: string;

  /**
   * License key.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  @IsString()
  license_key!: string;
}

@ApiSchema({ name: 'VersionCheckAnswer' })
export class VersionCheckDto {
  /** Whether a newer version is published. */
  update_available!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '1.1.0',
    description: 'Latest published version; null if none is published.',
  })
  latest_version!: string | null;

  /** URL of the download; null if none. */
  @ApiProperty({ type: String, nullable: true, example: 'https://example.com/download/v1.1.0' })
  download_url!: string | null;

  /** Changes of the version. */
  @ApiProperty({ type: String, nullable: true, example: 'Bug fixes and performance improvements' })
  release_notes!: string | null;

  /** Whether any version newer than the program's is mandatory. */
  is_mandatory!: boolean;

  static from({ latest, isNewer }: Update, isMandatory: boolean): VersionCheckDto {
    return {
      update_available: isNewer,
      latest_version: latest?.version ?? null,
      download_url: latest?.downloadUrl ?? null,
      release_notes: latest && notesOf(latest),
      is_mandatory: isMandatory,
    };
  }
}

@ApiSchema({ name: 'LatestVersion' })
export class LatestVersionDto {
  /**
   * Latest version.
   * @example "1.1.0"
   */
  version!: string;

  /** Date of the release, UTC. */
  @ApiProperty({ format: 'date', example: '2025-06-15' })
  release_date!: string;

  /** URL of the download; null if none. */
  @ApiProperty({ type: String, nullable: true, example: 'https://example.com/download/v1.1.0' })
  download_url!: string | null;

  /**
   * Changes of the version.
   * @example "Bug fixes and performance improvements"
   */
  release_notes!: string;

  /** Whether programs must install the version. */
  is_mandatory!: boolean;

  static from(latest: ProductVersion): LatestVersionDto {
    return {
      version: latest.version,
      release_date: latest.releasedAt,
      download_url: latest.downloadUrl,
      release_notes: notesOf(latest),
      is_mandatory: latest.isMandatory,
    };
  }
}

function notesOf({ changelog, summary }: ProductVersion): string {
  return changelog || summary;
}
