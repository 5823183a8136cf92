import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { IsCalendarDate, IsName, MayBeMissing } from '../../../../common/validation/fields';
import type { StoredFile } from '../../../../platform/files/stored-file.entity';
import type { ProductVersion } from '../../../../catalog/versions/product-version.entity';
import type { NewVersion, VersionChange, VersionFilter } from '../../../../catalog/versions/versions.service';
import { LICENSE_MANAGER } from '../../license-manager.dialect';
import { InternalAnswerDto } from './answer.dto';
import { IsFlag, IsQueryFlag, IsQueryText, IsTextOrNone } from './fields';
import { MetaDto, PageDto } from './page.dto';

/** With a letter in front it is still a name. */
const MAX_VERSION = 254;

/** A file comes in a form. Among other fields there can only be a word that there is none. */
function IsFile(description: string): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    ValidateBy({
      name: 'isFile',
      validator: {
        validate: (value) => value === null,
        defaultMessage: () => '$property must be a file in a form, or null for none',
      },
    }),
    ApiProperty({ type: 'string', format: 'binary', nullable: true, required: false, description }),
  );
}

@ApiSchema({ name: 'ListVersions' })
export class ListLmVersionsDto extends PageDto {
  /** Part of the version or of its id, in any case of letters. */
  @IsQueryText()
  search?: string;

  @IsQueryFlag()
  is_active?: boolean;

  static toFilter({ search, is_active }: ListLmVersionsDto): VersionFilter {
    return { search, isActive: is_active };
  }
}

@ApiSchema({ name: 'CreateVersion' })
export class CreateLmVersionDto {
  /**
   * What downloads name; unique within the product. Left out: unique on the server, "v" and the version where that is free.
   * @example "v1.2.0"
   */
  @MayBeMissing()
  @IsName()
  version_id?: string;

  /**
   * Ordered by its number parts.
   * @example "1.2.0"
   */
  @IsName(MAX_VERSION)
  version!: string;

  /** @example "New features release" */
  @IsTextOrNone(2000)
  summary?: string | null;

  /** @example "<ul><li>Feature A</li><li>Bug fix B</li></ul>" */
  @IsTextOrNone(65_535)
  changelog?: string | null;

  /** Left out for today, in UTC. */
  @MayBeMissing()
  @IsCalendarDate()
  @ApiProperty({ required: false, example: '2024-01-15' })
  released_at?: string;

  /**
   * An inactive version is offered to nobody. Left out: it is active.
   * @example true
   */
  @MayBeMissing()
  @IsFlag()
  is_active?: boolean;

  /**
   * Whether programs should insist on it. Left out: they should not.
   * @example false
   */
  @MayBeMissing()
  @IsFlag()
  is_mandatory?: boolean;

  @IsFile('In a form: the program itself, of at most 2 GiB.')
  main_file?: null;

  @IsFile("In a form: what is to be run on the program's database, of at most 2 GiB.")
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
  /** @example "my-product-1.2.0.zip" */
  name!: string;

  @ApiProperty({ type: 'integer', format: 'int64', description: 'In bytes.', example: 1_048_576 })
  size!: number;

  @ApiProperty({ pattern: '^[0-9a-f]{64}$', description: 'The SHA-256 of its bytes, in lower-case hex.' })
  sha256!: string;

  static from({ name, size, sha256 }: StoredFile): LmVersionFileDto {
    return { name, size, sha256 };
  }
}

@ApiSchema({ name: 'Version' })
export class LmVersionDto {
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /** @example "v1.2.0" */
  version_id!: string;

  /** @example "1.2.0" */
  version!: string;

  /** @example "New features release" */
  summary!: string;

  /** @example "<ul><li>Feature A</li><li>Bug fix B</li></ul>" */
  changelog!: string;

  @ApiProperty({ format: 'date', example: '2024-01-15' })
  released_at!: string;

  is_active!: boolean;

  is_mandatory!: boolean;

  @ApiProperty({
    type: LmVersionFileDto,
    nullable: true,
    description: 'The program itself; null where none was uploaded.',
  })
  main_file!: LmVersionFileDto | null;

  @ApiProperty({
    type: LmVersionFileDto,
    nullable: true,
    description: "What is to be run on the program's database; null where nothing is.",
  })
  sql_file!: LmVersionFileDto | null;

  has_sql!: boolean;

  @ApiProperty({ format: 'date', example: '2024-01-15' })
  created_at!: string;

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
  data!: LmVersionDto;
}

@ApiSchema({ name: 'ChangedVersion' })
export class ChangedLmVersionDto extends LmVersionAnswerDto {
  /** @example "Version created." */
  message!: string;
}

@ApiSchema({ name: 'VersionList' })
export class LmVersionListDto extends InternalAnswerDto {
  data!: LmVersionDto[];

  meta!: MetaDto;
}
