import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { type ArtifactKind, KINDS } from '../../../catalog/versions/artifact-target';
import { TARGET_SCHEMA } from '../../../catalog/versions/dto/target-name';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { PageOf, PageQueryDto } from '../../../common/pagination/page.dto';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import { VERSION_FILES, type VersionFileType } from '../../../catalog/versions/product-version.entity';
import { STABLE } from '../../../catalog/versions/release-channel';
import type { Release } from '../program-updates.service';
import { filesOf, manifestArtifact } from '../update-manifest';
import { artifactUrl, fileUrl } from '../release-urls';
import type { ManifestOf } from '../update-manifests.service';

const RELEASE_FILES = [...VERSION_FILES, ...KINDS];

export const CHANNEL = {
  required: false,
  default: STABLE,
  example: STABLE,
  description:
    'Release channel of the app. It gets versions of this channel and of more stable ones: `stable`, `rc`, `beta`, `alpha`, then channels of any other name.',
};

export class ReleaseQueryDto {
  @MayBeMissing()
  @IsName()
  @ApiProperty(CHANNEL)
  channel?: string;
}

export class ListReleasesDto extends PageQueryDto {
  @IsSearchFilter('reference or the version')
  q?: string;

  @MayBeMissing()
  @IsName()
  @ApiProperty(CHANNEL)
  channel?: string;
}

export class DownloadReleaseDto {
  @MayBeMissing()
  @IsName()
  @ApiProperty({
    ...CHANNEL,
    default: undefined,
    description: 'Release channel of the app; that of the version by default.',
  })
  channel?: string;
}

export class ReleaseFileDto {
  @ApiProperty({
    enum: RELEASE_FILES,
    enumName: 'ReleaseFileType',
    description: 'The app, the script for its database, or the kind of a file for a platform.',
  })
  type!: VersionFileType | ArtifactKind;

  /**
   * Name of the file as it was uploaded.
   * @example "photo-studio-1.2.0.zip"
   */
  name!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Size in bytes.', example: 1_048_576 })
  size!: number;

  @ApiProperty({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file, in lower-case hex.' })
  sha256!: string;

  @ApiPropertyOptional({ ...TARGET_SCHEMA, description: 'Platform, of a file for one.', example: 'darwin' })
  platform?: string;

  @ApiPropertyOptional({ ...TARGET_SCHEMA, description: 'Processor, of a file for a platform.', example: 'arm64' })
  arch?: string;

  @ApiPropertyOptional({
    ...TARGET_SCHEMA,
    description: 'Tells files of one platform, processor and kind apart; left out without one.',
    example: undefined,
  })
  label?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'The object `public` of the metadata of the file; left out if it is empty.',
    example: undefined,
  })
  metadata?: object;

  /** For a delta, the version that it updates. */
  @ApiPropertyOptional({ example: undefined })
  from_version?: string;

  /** Oldest version of the system that the file runs on; left out if it runs on any. */
  @ApiPropertyOptional({ example: undefined })
  min_os_version?: string;

  @ApiPropertyOptional({
    pattern: '^[0-9a-f]{128}$',
    description: 'SHA-512 of a file for a platform, in lower-case hex.',
    example: undefined,
  })
  sha512?: string;

  /**
   * Where to download the file, with `Authorization: License <license key>` and `X-Hardware-Id`. The address of a file outside
   * of this server is in the manifest, too: send it nothing of the license.
   */
  url!: string;
}

export const MANIFEST = {
  type: String,
  nullable: true,
  description:
    'Compact JWS of type `keyward-update+jws` with the claims iss, iat, product, version, channel, released_at, metadata and files; null if the files are not shown.',
};

export class ReleaseDto {
  /**
   * Version number.
   * @example "1.2.0"
   */
  version!: string;

  /**
   * Identifies the version in the paths of its files.
   * @example "v1.2.0"
   */
  reference!: string;

  /**
   * Release channel.
   * @example "stable"
   */
  channel!: string;

  /** Whether apps must install this version. */
  is_mandatory!: boolean;

  @ApiProperty({ format: 'date', description: 'Date of the release.' })
  released_at!: string;

  /** Summary in one paragraph; empty without one. */
  summary!: string;

  /** Changes of the version; empty without any. */
  changelog!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Download outside of Keyward; null without one, or if the files are not shown.',
  })
  download_url!: string | null;

  /** Files of the version; empty if the app may not have them. */
  files!: ReleaseFileDto[];

  @ApiProperty(MANIFEST)
  manifest!: string | null;

  /** @param base URL of this server */
  static from(release: Release, manifestOf: ManifestOf, base: string): ReleaseDto {
    const { version, isMandatory, includesFiles } = release;
    return {
      version: version.version,
      reference: version.reference,
      channel: version.channel,
      is_mandatory: isMandatory,
      released_at: version.releasedAt,
      summary: version.summary,
      changelog: version.changelog,
      download_url: includesFiles ? version.downloadUrl : null,
      files: includesFiles ? filesIn(release, base) : [],
      manifest: manifestOf(release),
    };
  }
}

function filesIn(release: Release, base: string): ReleaseFileDto[] {
  const { artifacts = [] } = release;
  return [
    ...filesOf(release).map((file) => ({ ...file, url: fileUrl(release, file.type, base) })),
    ...artifacts.map((artifact) => ({ ...manifestArtifact(artifact), url: artifactUrl(release, artifact, base) })),
  ];
}

@ApiSchema({ name: 'ReleasePage' })
export class ReleasePageDto extends PageOf(ReleaseDto) {}
