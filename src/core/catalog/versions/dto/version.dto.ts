import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsUrl, Matches } from 'class-validator';
import { camelCased } from '../../../common/fields/camel-case';
import { DATES, IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, optional, required } from '../../../common/fields/fields-of';
import { problem } from '../../../common/errors/domain-error';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsCalendarDate, IsFlag, IsName, IsOneLine, IsText, MaxLength } from '../../../common/validation/fields';
import { IsMetadata } from '../../../common/validation/metadata';
import { IsMetadataFilter, type MetadataFilter } from '../../../common/pagination/field-filters';
import { IsSearchFilter } from '../../../common/validation/search-text';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import type { ProductVersion } from '../product-version.entity';
import { STABLE, toChannel } from '../release-channel';
import { stateOf, VERSION_STATES } from '../rollout';
import { semanticVersionOf } from '../semantic-version';
import { asRule } from '../../../common/validation/rules';
import { REQUIRED_ENTITLEMENTS } from './required-entitlements';
import { VersionRolloutDto } from './version-rollout.dto';
import { IsAnyName } from '../../../common/pagination/any-of';

/** Description of the path parameter that names a version. */
export const VERSION_ID =
  'UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.';

const LONGEST_NUMBER = 255;

const CHANNEL = /^[A-Za-z\d._-]{1,64}$/;

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

const VERSION = fieldsOf<ProductVersion, [now: Date]>()({
  ...IDS,
  reference: {
    description: 'Reference of the version, unique in its product.',
    example: 'v1.2.0',
    input: optional(
      'Version identifier used in download URLs. Unique within the product; by default `v` and the version number.',
      IsName(),
      IsOneLine(),
    ),
  },
  version: {
    description: 'Version number, such as `2.1.0`.',
    example: '1.2.0',
    input: required(
      'Version number. Versions are ordered by their numbers, pre-releases as in SemVer 2: 1.2.0-beta.2, 1.2.0-beta.10, 1.2.0.',
      IsName(),
      IsOneLine(),
    ),
  },
  channel: {
    description: 'Release channel.',
    example: STABLE,
    input: optional(
      {
        description:
          'Release channel, `stable` by default; case does not matter. Apps get versions of their own channel and of more stable\n' +
          "ones: `stable`, `rc`, `beta`, `alpha`, then channels of any other name, which do not get each other's versions.",
        example: undefined,
      },
      Matches(CHANNEL, {
        message: 'channel must have 1 to 64 letters, digits, dots, dashes and underscores',
        ...asRule({ rule: 'isCode', params: { min: 1, max: 64 } }),
      }),
      ApiProperty({ pattern: CHANNEL.source, default: STABLE, example: STABLE }),
    ),
  },
  summary: {
    description: 'Summary of the version in one paragraph; empty by default.',
    input: optional(IsText(2000), ApiProperty({ example: 'Faster start' })),
  },
  changelog: {
    description: 'Changes of the version; empty by default.',
    input: optional(IsText(65_535), ApiProperty({ example: 'Starts in half the time.' })),
  },
  released_at: {
    description: 'Date of the release.',
    schema: { format: 'date' },
    input: optional('Release date; defaults to today in UTC.', IsCalendarDate()),
  },
  is_active: {
    type: Boolean,
    description: 'Whether apps are offered the version.',
    input: optional('Whether the version is offered to apps.', IsBoolean(), ApiProperty({ default: true })),
  },
  state: {
    enum: VERSION_STATES,
    enumName: 'VersionState',
    description:
      'State, derived from the other fields: a published version is `rolling_out` while it is offered to less than 100 %.',
    from: stateOf,
  },
  rollout: {
    type: VersionRolloutDto,
    description: 'To whom the version is offered.',
    from: (version, now) => VersionRolloutDto.from(version, now),
  },
  is_mandatory: {
    type: Boolean,
    description: 'Whether apps must install the version.',
    input: optional('Whether apps must install this version.', IsBoolean(), ApiProperty({ default: false })),
  },
  required_entitlements: REQUIRED_ENTITLEMENTS,
  metadata: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: true,
      description:
        'Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, in signed manifests; feed.json also `feed`.',
      example: {},
    },
    input: optional(
      'Custom vendor data, at most 16 KB. In a change, the fields that change; null removes one.',
      IsMetadata(),
    ),
  },
  download_url: {
    description: 'URL from which the version can be downloaded; null if Keyward serves its file, or none.',
    nullable: true,
    input: nullable(
      { example: 'https://downloads.example.com/photo-studio-1.2.0.zip' },
      ApiProperty({ format: 'uri' }),
      IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }),
      MaxLength(2000),
    ),
  },
  main_file: {
    type: VersionFileDto,
    nullable: true,
    description: 'Program file; null if none was uploaded.',
    from: ({ mainFile }) => (mainFile ? VersionFileDto.from(mainFile) : null),
  },
  sql_file: {
    type: VersionFileDto,
    nullable: true,
    description: "SQL script for the app's database; null if there is none.",
    from: ({ sqlFile }) => (sqlFile ? VersionFileDto.from(sqlFile) : null),
  },
  warnings: {
    enum: VERSION_WARNINGS,
    enumName: 'VersionWarning',
    isArray: true,
    schema: {
      description:
        '`not_semver`: the number is not valid SemVer 2, so that the feeds for electron-updater, Tauri and Velopack leave the version out.',
      example: [],
    },
    from: warningsOf,
  },
  ...DATES,
});

/** Fields of a version to create, as the native API takes them. */
export class CreateVersionDto extends inputOf(VERSION) {}

export class ListVersionsDto extends DatedPage(BY_DATES, 'ChangeSort') {
  @IsSearchFilter('reference or the version')
  q?: string;

  @IsAnyName('Only versions of these release channels.')
  channel?: string[];

  /** Whether the version is offered to apps. */
  @IsFlag()
  is_active?: boolean;

  @IsMetadataFilter()
  metadata?: MetadataFilter;
}

/** Fields of a version to change, all optional. */
export class UpdateVersionDto extends PartialType(CreateVersionDto, { skipNullProperties: false }) {}

/** @throws VALIDATION_ERROR if the version number is too long to be a reference */
export function withReference({ reference, ...input }: CreateVersionDto) {
  if (reference === undefined && Array.from(input.version).length === LONGEST_NUMBER) {
    throw problem('VERSION_REFERENCE_MISSING', { field: 'reference' });
  }
  return { ...input, reference: reference ?? `v${input.version}` };
}

/** Fields of a request by their names in the entity `ProductVersion`. */
export function versionInput<T extends UpdateVersionDto>({ channel, ...input }: T) {
  return { ...camelCased(input), channel: channel === undefined ? undefined : toChannel(channel) };
}

/** A version of a product in answers of the native API. */
export class VersionDto extends answerOf(VERSION) {
  static readonly from = VERSION.from;
}

@ApiSchema({ name: 'VersionPage' })
export class VersionPageDto extends PageOf(VersionDto) {}
