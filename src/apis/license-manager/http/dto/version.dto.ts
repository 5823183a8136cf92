import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { IsCalendarDate, IsName, MayBeMissing } from '../../../../core/common';
import type { StoredFile } from '../../../../core/platform';
import type { ProductVersion, VersionFilter } from '../../../../core/catalog';
import type { NewVersion, VersionChange } from '../../../../core/catalog/internal';
import { LICENSE_MANAGER } from '../../license-manager.dialect';
import { InternalAnswerDto } from './answer.dto';
import { IsFlag, IsQueryFlag, IsQueryText, IsTextOrNull } from './fields';
import { MetaDto, PageDto } from './page.dto';

/** One less than a name, because the default id puts "v" in front. */
const MAX_VERSION = 254;

/** Files are read from the form separately; as an ordinary field, only null is valid. */
function IsFile(description: string): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    ValidateBy({
      name: 'isFile',
      validator: {
        validate: (value) => value === null,
        defaultMessage: () => '$property must be a file in a form, or null',
      },
    }),
    ApiProperty({ type: 'string', format: 'binary', nullable: true, required: false, description }),
  );
}

@ApiSchema({ name: 'ListVersions' })
export class ListLmVersionsDto extends PageDto {
  /** Case-insensitive part of the version or of its id. */
  @IsQueryText()
  search?: string;

  /** Only versions that are active, or are not. */
  @IsQueryFlag()
  is_active?: boolean;

  static toFilter({ search, is_active }: ListLmVersionsDto): VersionFilter {
    return { search, isActive: is_active };
  }
}

@ApiSchema({ name: 'CreateVersion' })
export class CreateLmVersionDto {
  /**
   * Id of the version in downloads, unique within the product. Default: "v" and the version, or another id unique on the server.
   * @example "v1.2.0"
   */
  @MayBeMissing()
  @IsName()
  version_id?: string;

  /**
   * Version number; versions are ordered by its numeric parts.
   * @example "1.2.0"
   */
  @IsName(MAX_VERSION)
  version!: string;

  /**
   * Summary of the version.
   * @example "New features release"
   */
  @IsTextOrNull(2000)
  summary?: string | null;

  /**
   * Changes of the version.
   * @example "<ul><li>Feature A</li><li>Bug fix B</li></ul>"
   */
  @IsTextOrNull(65_535)
  changelog?: string | null;

  /** Release date; today in UTC by default. */
  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({ required: false, example: '2024-01-15' })
  released_at?: string;

  /**
   * Whether the version is offered to programs; true by default.
   * @example true
   */
  @MayBeMissing()
  @IsFlag()
  is_active?: boolean;

  /**
   * Whether the update is mandatory; false by default.
   * @example false
   */
  @MayBeMissing()
  @IsFlag()
  is_mandatory?: boolean;

  @IsFile('Main file, at most 2 GiB, sent in a form; null for none.')
  main_file?: null;

  @IsFile("SQL file to run on the program's database, at most 2 GiB, sent in a form; null for none.")
  sql_file?: null;

  static toVersion({ version, version_id, ...input }: CreateLmVersionDto): NewVersion {
    return { ...UpdateLmVersionDto.toChange(input), version, reference: version_id };
  }
}

@ApiSchema({ name: 'UpdateVersion' })
export class UpdateLmVersionDto extends PartialType(CreateLmVersionDto, { skipNullProperties: false }) {
  static toChange(input: UpdateLmVersionDto): VersionChange {
    return {
      reference: input.version_id,
      version: input.version,
      summary: input.summary === null ? '' : input.summary,
      changelog: input.changelog === null ? '' : input.changelog,
      releasedAt: input.released_at,
      isActive: input.is_active,
      isMandatory: input.is_mandatory,
      mainFile: input.main_file,
      sqlFile: input.sql_file,
    };
  }
}

@ApiSchema({ name: 'VersionFile' })
export class LmVersionFileDto {
  /**
   * Name of the file.
   * @example "my-product-1.2.0.zip"
   */
  name!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'Size in bytes.', example: 1_048_576 })
  size!: number;

  @ApiProperty({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file, in lower-case hex.' })
  sha256!: string;

  static from({ name, size, sha256 }: StoredFile): LmVersionFileDto {
    return { name, size, sha256 };
  }
}

@ApiSchema({ name: 'Version' })
export class LmVersionDto {
  /** Number. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /**
   * ID of the version, unique in its product.
   * @example "v1.2.0"
   */
  version_id!: string;

  /**
   * Version number, such as `1.2.0`.
   * @example "1.2.0"
   */
  version!: string;

  /**
   * Summary of the version.
   * @example "New features release"
   */
  summary!: string;

  /**
   * Changes of the version.
   * @example "<ul><li>Feature A</li><li>Bug fix B</li></ul>"
   */
  changelog!: string;

  /** Date of the release. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  released_at!: string;

  /** Whether programs are offered the version. */
  is_active!: boolean;

  /** Whether programs must install the version. */
  is_mandatory!: boolean;

  @ApiProperty({
    type: LmVersionFileDto,
    nullable: true,
    description: 'Main file; null if none was uploaded.',
  })
  main_file!: LmVersionFileDto | null;

  @ApiProperty({
    type: LmVersionFileDto,
    nullable: true,
    description: "SQL file to run on the program's database; null if none was uploaded.",
  })
  sql_file!: LmVersionFileDto | null;

  /** Whether the version has an SQL file. */
  has_sql!: boolean;

  /** Date of the creation. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  created_at!: string;

  /** Date of the last change. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  updated_at!: string;

  static from(version: ProductVersion): LmVersionDto {
    const { mainFile, sqlFile } = version;
    return {
      id: version.id,
      version_id: version.reference,
      version: version.version,
      summary: version.summary,
      changelog: version.changelog,
      released_at: version.releasedAt,
      is_active: version.isActive,
      is_mandatory: version.isMandatory,
      main_file: mainFile ? LmVersionFileDto.from(mainFile) : null,
      sql_file: sqlFile ? LmVersionFileDto.from(sqlFile) : null,
      has_sql: version.sqlFileId !== null,
      created_at: LICENSE_MANAGER.dates(version.createdAt),
      updated_at: LICENSE_MANAGER.dates(version.updatedAt),
    };
  }
}

@ApiSchema({ name: 'VersionAnswer' })
export class LmVersionAnswerDto extends InternalAnswerDto {
  /** The result. */
  data!: LmVersionDto;
}

@ApiSchema({ name: 'ChangedVersion' })
export class ChangedLmVersionDto extends LmVersionAnswerDto {
  /**
   * Result in words, for a person.
   * @example "Version created."
   */
  message!: string;
}

@ApiSchema({ name: 'VersionList' })
export class LmVersionListDto extends InternalAnswerDto {
  /** The result. */
  data!: LmVersionDto[];

  /** Page numbers and totals. */
  meta!: MetaDto;
}
