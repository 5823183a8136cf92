import { ApiProperty, ApiSchema, IntersectionType, OmitType, PartialType } from '@nestjs/swagger';
import { IsName } from '../../../../core/common';
import type { ProductVersion } from '../../../../core/catalog';
import type { Integrity, Signature } from '../../../../core/catalog/internal';
import type { OfferedVersion } from '../../app/domain-updates.service';
import { ExternalAnswerDto } from './answer.dto';
import { IsOptionalText } from './fields';

@ApiSchema({ name: 'LatestVersionRequest' })
export class LatestVersionDto {
  /**
   * Reference of the product; the product of the API key by default.
   * @example "PROD-001"
   */
  @IsOptionalText(255)
  product_id?: string;
}

@ApiSchema({ name: 'CheckUpdateRequest' })
export class CheckUpdateDto extends LatestVersionDto {
  /**
   * Installed version.
   * @example "1.0.0"
   */
  @IsName()
  current_version!: string;
}

@ApiSchema({ name: 'DownloadSizeQuery' })
export class DownloadSizeDto {
  /**
   * Reference of the product. By default that of the API key or, if several products have a version of this name, the one with
   * an active license at the program's location.
   */
  @IsOptionalText(255)
  product_id?: string;
}

@ApiSchema({ name: 'Checksum' })
class ChecksumDto {
  /** Algorithm. */
  @ApiProperty({ enum: ['sha256'] })
  algo!: string;

  /** SHA-256 in lower-case hex. */
  value!: string;
}

@ApiSchema({ name: 'Signature' })
class SignatureDto {
  /** Algorithm. */
  @ApiProperty({ enum: ['ed25519'] })
  algo!: string;

  /** Id of the signing key, as listed at `/api/v1/update-signing-keys`. */
  key_id!: string;

  /** Signature of the manifest, in base64. */
  value!: string;

  /** Signed text, one item per line: product, version, SHA-256 and size of the main file, SHA-256 of the SQL file if any, release date. */
  manifest!: string;

  static from({ algorithm, keyId, value, manifest }: Signature): SignatureDto {
    return { algo: algorithm, key_id: keyId, value, manifest };
  }
}

/** Integrity data of the main file; omitted without a main file. */
class IntegrityDto {
  /** Size of the main file in bytes; null if there is none. */
  @ApiProperty({ type: 'integer', required: false, example: 1_048_576 })
  file_size?: number;

  /** Checksum of the main file; null if there is none. */
  @ApiProperty({ type: ChecksumDto, required: false })
  checksum?: ChecksumDto;

  /** Signature of the manifest; null if there is none. */
  @ApiProperty({ type: SignatureDto, required: false })
  signature?: SignatureDto;
}

/** Version offered to programs. */
@ApiSchema({ name: 'VersionData' })
export class VersionDataDto extends IntegrityDto {
  /**
   * Version number, such as `1.2.0`.
   * @example "1.2.0"
   */
  version!: string;

  /** Date of the release. */
  @ApiProperty({ type: String, format: 'date', example: '2024-01-15' })
  released_at!: string;

  @ApiProperty({ type: String, format: 'date', example: '2024-01-15', description: 'Former name of `released_at`.' })
  release_date!: string;

  /**
   * Summary of the version.
   * @example "New features and improvements"
   */
  summary!: string;

  /**
   * Changes of the version.
   * @example "<ul><li>Feature A</li><li>Bug fix B</li></ul>"
   */
  changelog!: string;

  /**
   * Id of the version in download paths.
   * @example "v1.2.0"
   */
  update_id!: string;

  /** Whether the version has an SQL file. */
  has_sql!: boolean;

  static from({ version, integrity }: OfferedVersion): VersionDataDto {
    return { ...fieldsOf(version), ...(integrity && integrityOf(integrity)) };
  }
}

/** If the program is up to date, `version` is null and the other version fields are omitted. */
@ApiSchema({ name: 'UpdateAnswer' })
export class UpdateAnswerDto extends IntersectionType(
  ExternalAnswerDto,
  PartialType(OmitType(VersionDataDto, ['version'])),
) {
  /** Whether a newer version is published. */
  update_available!: boolean;

  /** Version number, such as `1.2.0`. */
  @ApiProperty({ type: String, nullable: true, example: '1.2.0' })
  version!: string | null;

  static from(offered: OfferedVersion | null): UpdateAnswerDto {
    const answer = { status: true, is_active: true };
    return offered
      ? {
          ...answer,
          message: 'A new update is available.',
          update_available: true,
          ...VersionDataDto.from(offered),
        }
      : { ...answer, message: 'You are using the latest version.', update_available: false, version: null };
  }
}

@ApiSchema({ name: 'LatestVersionAnswer' })
export class LatestVersionAnswerDto extends ExternalAnswerDto {
  /** The result. */
  data!: VersionDataDto;
}

function fieldsOf(version: ProductVersion): Omit<VersionDataDto, keyof IntegrityDto> {
  return {
    version: version.version,
    released_at: version.releasedAt,
    release_date: version.releasedAt,
    summary: version.summary,
    changelog: version.changelog,
    update_id: version.reference,
    has_sql: version.sqlFileId !== null,
  };
}

function integrityOf({ size, sha256, signature }: Integrity): IntegrityDto {
  return {
    file_size: size,
    checksum: { algo: 'sha256', value: sha256 },
    ...(signature && { signature: SignatureDto.from(signature) }),
  };
}
