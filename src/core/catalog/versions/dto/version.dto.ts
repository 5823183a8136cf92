import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUrl, Matches } from 'class-validator';
import { problem } from '../../../common/errors/domain-error';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import {
  IsCalendarDate,
  IsFlag,
  IsName,
  IsOneLine,
  IsText,
  MaxLength,
  MayBeMissing,
} from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import type { ProductVersion } from '../product-version.entity';
import { STABLE, toChannel } from '../release-channel';
import { stateOf, VERSION_STATES, type VersionState } from '../rollout';
import { semanticVersionOf } from '../semantic-version';
import { asRule } from '../../../common/validation/rules';
import { VersionRolloutDto } from './version-rollout.dto';
import { IsAnyName } from '../../../common/pagination/any-of';

/** Description of the path parameter that names a version. */
export const VERSION_ID =
  'UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.';

const LONGEST_NUMBER = 255;

export class CreateVersionDto {
  /**
   * Version identifier used in download URLs. Unique within the product; by default `v` and the version number.
   * @example "v1.2.0"
   */
  @MayBeMissing()
  @IsName()
  @IsOneLine()
  reference?: string;

  /**
   * Version number. Versions are ordered by their numbers, pre-releases as in SemVer 2: 1.2.0-beta.2, 1.2.0-beta.10, 1.2.0.
   * @example "1.2.0"
   */
  @IsName()
  @IsOneLine()
  version!: string;

  /**
   * Release channel, `stable` by default; case does not matter. Apps get versions of their own channel and of more stable
   * ones: `stable`, `rc`, `beta`, `alpha`, then channels of any other name, which do not get each other's versions.
   */
  @MayBeMissing()
  @Matches(/^[A-Za-z\d._-]{1,64}$/, {
    message: 'channel must have 1 to 64 letters, digits, dots, dashes and underscores',
    ...asRule({ rule: 'isCode', params: { min: 1, max: 64 } }),
  })
  @ApiProperty({ required: false, default: STABLE, example: STABLE })
  channel?: string;

  /**
   * Summary of the version in one paragraph; empty by default.
   * @example "Faster start"
   */
  @MayBeMissing()
  @IsText(2000)
  summary?: string;

  /**
   * Changes of the version; empty by default.
   * @example "Starts in half the time."
   */
  @MayBeMissing()
  @IsText(65_535)
  changelog?: string;

  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({ required: false, description: 'Release date; defaults to today in UTC.' })
  released_at?: string;

  /** Whether the version is offered to apps. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: true })
  is_active?: boolean;

  /** Whether apps must install this version. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  is_mandatory?: boolean;

  /**
   * URL from which the version can be downloaded; null if Keyward serves its file, or none.
   * @example "https://downloads.example.com/photo-studio-1.2.0.zip"
   */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  download_url?: string | null;
}

export class ListVersionsDto extends DatedPage(BY_DATES, 'ChangeSort') {
  @IsSearchFilter('reference or the version')
  q?: string;

  @IsAnyName('Only versions of these release channels.')
  channel?: string[];

  /** Whether the version is offered to apps. */
  @IsFlag()
  is_active?: boolean;
}

export class UpdateVersionDto extends PartialType(CreateVersionDto, { skipNullProperties: false }) {}

/** @throws VALIDATION_ERROR if the version number is too long to be a reference */
export function withReference({ reference, ...input }: CreateVersionDto) {
  if (reference === undefined && Array.from(input.version).length === LONGEST_NUMBER) {
    throw problem('VERSION_REFERENCE_MISSING', { field: 'reference' });
  }
  return { ...input, reference: reference ?? `v${input.version}` };
}

/** Maps the fields to entity names. */
export function versionInput<T extends UpdateVersionDto>({
  released_at,
  is_active,
  is_mandatory,
  download_url,
  channel,
  ...input
}: T) {
  return {
    ...input,
    channel: channel === undefined ? undefined : toChannel(channel),
    releasedAt: released_at,
    isActive: is_active,
    isMandatory: is_mandatory,
    downloadUrl: download_url,
  };
}

/** Metadata of a version file. */
export class VersionFileDto {
  /**
   * Name of the file.
   * @example "photo-studio-1.2.0.zip"
   */
  name!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Size in bytes.', example: 1_048_576 })
  size!: number;

  /**
   * Media type of the file.
   * @example "application/zip"
   */
  content_type!: string;

  @ApiProperty({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file, in lower-case hex.' })
  sha256!: string;

  static from({ name, size, contentType, sha256 }: StoredFile): VersionFileDto {
    return { name, size, content_type: contentType, sha256 };
  }
}

/** Warnings about a version. */
const VERSION_WARNINGS = ['not_semver'] as const;
type VersionWarning = (typeof VERSION_WARNINGS)[number];

function warningsOf({ version }: ProductVersion): VersionWarning[] {
  return semanticVersionOf(version) === null ? ['not_semver'] : [];
}

export class VersionDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Numeric ID used by the other APIs. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /**
   * Reference of the version, unique in its product.
   * @example "v1.2.0"
   */
  reference!: string;

  /**
   * Version number, such as `2.1.0`.
   * @example "1.2.0"
   */
  version!: string;

  /**
   * Release channel.
   * @example "stable"
   */
  channel!: string;

  /** Summary of the version in one paragraph; empty by default. */
  summary!: string;

  /** Changes of the version; empty by default. */
  changelog!: string;

  /** Date of the release. */
  @ApiProperty({ format: 'date' })
  released_at!: string;

  /** Whether apps are offered the version. */
  is_active!: boolean;

  @ApiProperty({
    enum: VERSION_STATES,
    enumName: 'VersionState',
    description:
      'State, derived from the other fields: a published version is `rolling_out` while it is offered to less than 100 %.',
  })
  state!: VersionState;

  /** To whom the version is offered. */
  rollout!: VersionRolloutDto;

  /** Whether apps must install the version. */
  is_mandatory!: boolean;

  /** URL from which the version can be downloaded; null if Keyward serves its file, or none. */
  @ApiProperty({ type: String, nullable: true })
  download_url!: string | null;

  @ApiProperty({
    type: VersionFileDto,
    nullable: true,
    description: 'Program file; null if none was uploaded.',
  })
  main_file!: VersionFileDto | null;

  @ApiProperty({
    type: VersionFileDto,
    nullable: true,
    description: "SQL script for the app's database; null if there is none.",
  })
  sql_file!: VersionFileDto | null;

  @ApiProperty({
    isArray: true,
    enum: VERSION_WARNINGS,
    enumName: 'VersionWarning',
    description:
      '`not_semver`: SemVer 2 has no reading of the number, so that the feeds for electron-updater, Tauri and Velopack leave the version out.',
    example: [],
  })
  warnings!: VersionWarning[];

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(version: ProductVersion, now: Date): VersionDto {
    return {
      id: version.uid,
      number: version.id,
      reference: version.reference,
      version: version.version,
      channel: version.channel,
      summary: version.summary,
      changelog: version.changelog,
      released_at: version.releasedAt,
      is_active: version.isActive,
      state: stateOf(version, now),
      rollout: VersionRolloutDto.from(version, now),
      is_mandatory: version.isMandatory,
      download_url: version.downloadUrl,
      main_file: version.mainFile ? VersionFileDto.from(version.mainFile) : null,
      sql_file: version.sqlFile ? VersionFileDto.from(version.sqlFile) : null,
      warnings: warningsOf(version),
      created_at: version.createdAt,
      updated_at: version.updatedAt,
    };
  }
}

@ApiSchema({ name: 'VersionPage' })
export class VersionPageDto extends PageOf(VersionDto) {}
