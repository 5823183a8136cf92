import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  BY_CREATION,
  DAMAGED_VALUES,
  IsSearchFilter,
  MAX_HEADINGS,
  PageQueryDto,
  SortedPage,
} from '../../../../core/common';
import { type DamagedValues } from '../../../../core/common/internal';
import { ROW_KINDS, type RowKind } from '../import-row.entity';
import { DATE_ORDERS, type DateOrder } from '../sources/csv-dates';
import { SOURCE_NAMES } from '../sources/import-sources';

const MAX_POLICIES = 100;

export class ListImportsDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('name of the file or the source')
  q?: string;
}

export class ListImportRowsDto extends PageQueryDto {
  @IsSearchFilter('label, such as a license key')
  q?: string;

  /** Only rows of this kind. */
  @IsOptional()
  @IsIn(ROW_KINDS)
  kind?: RowKind;
}

export class LeftOutFilterDto {
  /** Only rows of this kind. */
  @IsOptional()
  @IsIn(ROW_KINDS)
  kind?: RowKind;

  /**
   * Only rows that were left out for this reason.
   * @example "product_unknown"
   */
  @IsOptional()
  @Matches(/^[a-z_]{1,64}$/)
  reason?: string;
}

export class ListLeftOutDto extends PageQueryDto {
  @IsSearchFilter('label, such as a license key')
  q?: string;

  /** Only rows of this kind. */
  @IsOptional()
  @IsIn(ROW_KINDS)
  kind?: RowKind;

  /**
   * Only rows that were left out for this reason.
   * @example "product_unknown"
   */
  @IsOptional()
  @Matches(/^[a-z_]{1,64}$/)
  reason?: string;
}

/** Visible ASCII characters, as a header takes them. */
const TOKEN = /^[\x21-\x7e]{1,2000}$/;

/** Access to the API of the other server. */
export class ImportApiDto {
  /**
   * Token that may read. It is kept, encrypted, until all pages are read or the reading fails.
   * @example "the-token"
   */
  @IsString()
  @Matches(TOKEN)
  token!: string;

  /**
   * Address of the API, if it is not that of the cloud.
   * @example "https://keygen.example/v1/accounts/my-account"
   */
  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  url?: string;

  /**
   * Account at Keygen, unless `url` names it.
   * @example "my-account"
   */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  account?: string;
}

export class ResumeImportDto {
  /**
   * Token of the API; required to go on with an API that could not be read.
   * @example "the-token"
   */
  @IsOptional()
  @IsString()
  @Matches(TOKEN)
  token?: string;
}

/** Fields of the form beside the file. */
export class StartImportDto {
  /**
   * The other server.
   * @example "edd"
   */
  @IsIn(SOURCE_NAMES)
  from!: string;

  /** Time zone of dates that name none. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  time_zone?: string;

  /**
   * Prefix of the tables of one site, in a dump of several.
   * @example "wp_2_"
   */
  @IsOptional()
  @Matches(/^\w{1,64}$/)
  table_prefix?: string;

  /** Reference of the product of licenses that name none. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  product?: string;

  /**
   * Meaning of columns by their headings, as JSON.
   * @example "{\"Serial no.\": \"key\"}"
   */
  @IsOptional()
  @IsString()
  @Length(2, 20_000)
  columns?: string;

  /**
   * Character set of the file.
   * @example "windows-1252"
   */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  charset?: string;

  /** Order of day and month in dates that can be read in two ways. */
  @IsOptional()
  @IsIn(DATE_ORDERS)
  dates?: DateOrder;

  /** Treatment of values that a spreadsheet has changed. */
  @IsOptional()
  @IsIn(DAMAGED_VALUES)
  damaged?: DamagedValues;

  /** Line of the headings of a spreadsheet. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_HEADINGS)
  header_line?: number;

  /** Access to the API that is read instead of a file. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ImportApiDto)
  api?: ImportApiDto;
}

export class PolicyChoiceDto {
  /**
   * Number of the recognized policy.
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1_000_000 })
  number!: number;

  /** Name of the policy that is created. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  name?: string;

  /**
   * ID of an existing policy to use instead; null creates a policy.
   * @example null
   */
  @IsOptional()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', nullable: true, required: false })
  policy?: string | null;
}

export class ConfirmImportDto {
  /** Changes of the recognized policies; the others are made as recognized. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_POLICIES)
  @ValidateNested({ each: true })
  @Type(() => PolicyChoiceDto)
  policies?: PolicyChoiceDto[];
}
