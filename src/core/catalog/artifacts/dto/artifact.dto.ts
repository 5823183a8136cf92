import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUrl, Matches, Max, Min } from 'class-validator';
import { IsName, IsOneLine, IsText, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { asRule } from '../../../common/validation/rules';
import { type Arch, ARCHS, type ArtifactKind, KINDS, type Platform, PLATFORMS } from '../../versions/artifact-target';
import type { VersionArtifact } from '../../versions/artifact.entity';
import { SYSTEM_VERSION } from '../../versions/system-version';
import type { NewArtifact } from '../artifacts.service';

const GUESSED = 'By default, as the name of the file suggests.';
const SHA256 = { pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file, in lower-case hex.' };

const MIN_OS = {
  type: String,
  pattern: SYSTEM_VERSION.source,
  maxLength: 39,
  description:
    'Oldest version of the system that the file runs on, such as `10.15`, or `10.0.19041` of Windows: up to four numbers. Only of a file for one platform; by default any.',
};

function IsSystemVersion(): PropertyDecorator {
  return Matches(SYSTEM_VERSION, {
    message: '$property must be up to four numbers with dots between',
    ...asRule({ rule: 'isSystemVersion' }),
  });
}

/** Fields of an upload, besides its file. */
export class ArtifactFieldsDto {
  @MayBeMissing()
  @IsIn(PLATFORMS)
  @ApiPropertyOptional({ enum: PLATFORMS, enumName: 'ArtifactPlatform', description: `Platform. ${GUESSED}` })
  platform?: Platform;

  @MayBeMissing()
  @IsIn(ARCHS)
  @ApiPropertyOptional({ enum: ARCHS, enumName: 'ArtifactArch', description: `Processor. ${GUESSED}` })
  arch?: Arch;

  @MayBeMissing()
  @IsIn(KINDS)
  @ApiPropertyOptional({ enum: KINDS, enumName: 'ArtifactKind', description: `Kind of the file. ${GUESSED}` })
  kind?: ArtifactKind;

  /** For a delta, the version that it changes into this one. */
  @MayBeMissing()
  @IsName()
  @IsOneLine()
  @ApiPropertyOptional({ example: undefined })
  from_version?: string;

  @MayBeMissing()
  @IsSystemVersion()
  @ApiPropertyOptional({ ...MIN_OS, example: undefined })
  min_os_version?: string;

  /** Sparkle's signature of the file, made with `sign_update`, in base64. Verified with the product's `sparkle_public_key`. */
  @MayBeMissing()
  @IsName(88)
  @ApiPropertyOptional({ example: undefined })
  ed25519_signature?: string;

  /** Content of the `.sig` file of Tauri's signer or of minisign. Verified with the product's `tauri_public_key`. */
  @MayBeMissing()
  @IsText(1_500)
  @ApiPropertyOptional({ example: undefined })
  minisign_signature?: string;
}

export class LinkArtifactDto extends ArtifactFieldsDto {
  /**
   * Address outside from which apps download the file.
   * @example "https://downloads.example.com/Studio-1.2.0-arm64.dmg"
   */
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  url!: string;

  /**
   * Name of the file.
   * @example "Studio-1.2.0-arm64.dmg"
   */
  @IsName()
  @IsOneLine()
  name!: string;

  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  @ApiProperty({ type: 'integer', format: 'int64', description: 'Size in bytes.', example: 1_048_576 })
  size!: number;

  @Matches(/^[\da-f]{64}$/, { message: 'sha256 must be 64 lower-case hex digits', ...asRule({ rule: 'isHash' }) })
  @ApiProperty({ ...SHA256, example: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' })
  sha256!: string;

  @MayBeMissing()
  @Matches(/^[\da-f]{128}$/, { message: 'sha512 must be 128 lower-case hex digits', ...asRule({ rule: 'isHash' }) })
  @ApiPropertyOptional({
    pattern: '^[0-9a-f]{128}$',
    description: 'SHA-512 of the file, in lower-case hex. electron-updater needs it.',
    example: undefined,
  })
  sha512?: string;
}

/** Maps the fields to entity names. */
export function artifactInput(input: ArtifactFieldsDto): NewArtifact {
  const { platform, arch, kind, from_version, min_os_version, ed25519_signature, minisign_signature } = input;
  return {
    platform,
    arch,
    kind,
    fromVersion: from_version,
    minOsVersion: min_os_version,
    ed25519Signature: ed25519_signature,
    minisignSignature: minisign_signature,
  };
}

/** Fields of an artifact that can be changed after the upload. */
export class UpdateArtifactDto {
  @IsOptional()
  @IsSystemVersion()
  @ApiPropertyOptional({ ...MIN_OS, nullable: true, example: '11.0' })
  min_os_version?: string | null;
}

export class ArtifactDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: PLATFORMS, enumName: 'ArtifactPlatform', description: 'Platform.' })
  platform!: Platform;

  @ApiProperty({ enum: ARCHS, enumName: 'ArtifactArch', description: 'Processor.' })
  arch!: Arch;

  @ApiProperty({ enum: KINDS, enumName: 'ArtifactKind', description: 'Kind of the file.' })
  kind!: ArtifactKind;

  @ApiProperty({ type: String, nullable: true, description: 'The version that a delta changes into this one.' })
  from_version!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Oldest version of the system that the file runs on; null for any.',
    example: '11.0',
  })
  min_os_version!: string | null;

  /**
   * Name of the file.
   * @example "Studio-1.2.0-arm64.dmg"
   */
  name!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Size in bytes.', example: 1_048_576 })
  size!: number;

  @ApiProperty(SHA256)
  sha256!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SHA-512 of the file, in lower-case hex; null if unknown.',
  })
  sha512!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "Sparkle's signature, in base64." })
  ed25519_signature!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "Tauri's signature, in base64." })
  minisign_signature!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Address of a file outside; null for an uploaded file.' })
  url!: string | null;

  /** When it was added. */
  created_at!: Date;

  static from(artifact: VersionArtifact): ArtifactDto {
    const { uid: id, platform, arch, kind, fromVersion, name, size, sha256, sha512, url, createdAt } = artifact;
    return {
      id,
      platform,
      arch,
      kind,
      name,
      size,
      sha256,
      sha512,
      url,
      created_at: createdAt,
      from_version: fromVersion === '' ? null : fromVersion,
      min_os_version: artifact.minOsVersion,
      ed25519_signature: artifact.ed25519Signature,
      minisign_signature: artifact.minisignSignature,
    };
  }
}

@ApiSchema({ name: 'ArtifactList' })
export class ArtifactListDto {
  /** Files by platform, processor and kind; at most 200. */
  items!: ArtifactDto[];
}
