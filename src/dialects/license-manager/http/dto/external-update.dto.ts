import { ApiProperty, ApiSchema, IntersectionType, OmitType, PartialType } from '@nestjs/swagger';
import { IsName } from '../../../../common/validation/fields';
import type { ProductVersion } from '../../../../catalog/versions/product-version.entity';
import type { Integrity, Signature } from '../../../../catalog/update-signing/integrity';
import type { OfferedVersion } from '../../app/domain-updates.service';
import { ExternalAnswerDto } from './answer.dto';
import { IsTextIfKnown } from './fields';

@ApiSchema({ name: 'LatestVersionRequest' })
export class LatestVersionDto {
  /**
   * Reference of the product. Left out: the one that the API key is good for.
   * @example "PROD-001"
   */
  @IsTextIfKnown(255)
  product_id?: string;
}

@ApiSchema({ name: 'CheckUpdateRequest' })
export class CheckUpdateDto extends LatestVersionDto {
  /** @example "1.0.0" */
  @IsName()
  current_version!: string;
}

@ApiSchema({ name: 'DownloadSizeQuery' })
export class DownloadSizeDto {
  /** Reference of the product, where another one has a version of that name too. */
  @IsTextIfKnown(255)
  product_id?: string;
}

@ApiSchema({ name: 'Checksum' })
class ChecksumDto {
  @ApiProperty({ enum: ['sha256'] })
  algo!: string;

  /** In lower-case hex. */
  value!: string;
}

@ApiSchema({ name: 'Signature' })
class SignatureDto {
  @ApiProperty({ enum: ['ed25519'] })
  algo!: string;

  /** Of the key among those at `/api/v1/update-signing-keys`. */
  key_id!: string;

  /** Of the manifest, in base64. */
  value!: string;

  /** What is signed, a line each: product, version, SHA-256 and size of the main file, SHA-256 of the SQL file if there is one, release date. */
  manifest!: string;

  static from({ algorithm, keyId, value, manifest }: Signature): SignatureDto {
    return { algo: algorithm, key_id: keyId, value, manifest };
  }
}

/** By which a program knows its main file again. Left out where the version has none. */
class IntegrityDto {
  @ApiProperty({ type: 'integer', required: false, example: 1_048_576 })
  file_size?: number;

  @ApiProperty({ type: ChecksumDto, required: false })
  checksum?: ChecksumDto;

  @ApiProperty({ type: SignatureDto, required: false })
  signature?: SignatureDto;
}

/** A version as programs are offered it. */
@ApiSchema({ name: 'VersionData' })
export class VersionDataDto extends IntegrityDto {
  /** @example "1.2.0" */
  version!: string;

  @ApiProperty({ type: String, format: 'date', example: '2024-01-15' })
  released_at!: string;

  @ApiProperty({ type: String, format: 'date', example: '2024-01-15', description: 'The same by its older name.' })
  release_date!: string;

  /** @example "New features and improvements" */
  summary!: string;

  /** @example "<ul><li>Feature A</li><li>Bug fix B</li></ul>" */
  changelog!: string;

  /**
   * What downloads name the version by.
   * @example "v1.2.0"
   */
  update_id!: string;

  /** Whether there is a file of SQL beside the main one. */
  has_sql!: boolean;

  static from({ version, integrity }: OfferedVersion): VersionDataDto {
    return { ...factsOf(version), ...(integrity && integrityOf(integrity)) };
  }
}

/** Up to date: `version` is null and the rest is left out. */
@ApiSchema({ name: 'UpdateAnswer' })
export class UpdateAnswerDto extends IntersectionType(
  ExternalAnswerDto,
  PartialType(OmitType(VersionDataDto, ['version'])),
) {
  update_available!: boolean;

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
  data!: VersionDataDto;
}

function factsOf(version: ProductVersion): Omit<VersionDataDto, keyof IntegrityDto> {
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
