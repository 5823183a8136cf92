import { ApiProperty, ApiPropertyOptional, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsOptional } from 'class-validator';
import {
  IsMetadataFilter,
  IsTimeRange,
  type MetadataFilter,
  rangesOf,
  TimeRangeDto,
} from '../../../common/pagination/field-filters';
import { PageOf } from '../../../common/pagination/page.dto';
import { SortedPage } from '../../../common/pagination/sorting';
import {
  IsFlag,
  IsName,
  IsPathName,
  IsReference,
  IsText,
  MaxLength,
  MayBeMissing,
} from '../../../common/validation/fields';
import { IsMetadata } from '../../../common/validation/metadata';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { IsColumnChoice } from '../../../common/csv/column-choice';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { ArchivedDto, archivedFields } from '../../../platform/archives/dto/archived.dto';
import { type Customer, CUSTOMER_SORTS } from '../customer.entity';
import type { CustomerFilter } from '../customers.service';
import { IsAnyName } from '../../../common/pagination/any-of';

export const CUSTOMER_ID = 'UUID or reference of the customer.';

const LINE = { type: String, nullable: true, required: false, maxLength: 255 } as const;

export class CreateCustomerDto {
  /**
   * Name of the person or company.
   * @example "Ada Lovelace"
   */
  @IsName()
  name!: string;

  /** Your own identifier for the customer. Unique. */
  @IsOptional()
  @IsPathName()
  @ApiProperty({ ...LINE, minLength: 1, example: undefined })
  reference?: string | null;

  /** E-mail address, stored in lower case. */
  @IsOptional()
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ ...LINE, format: 'email', example: 'ada@example.com' })
  email?: string | null;

  /** Company; null if none. */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ ...LINE, example: 'Analytical Engines Ltd' })
  company?: string | null;

  /** Phone number, as free text; null if unknown. */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ ...LINE, example: '+44 20 7946 0000' })
  phone?: string | null;

  /** Internal notes; empty by default. */
  @MayBeMissing()
  @IsText(2000)
  notes?: string;

  /** Custom data, at most 16 KB. A change keeps the fields that it does not name; null removes a field. */
  @MayBeMissing()
  @IsMetadata()
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  metadata?: Record<string, unknown>;

  @IsOptional()
  @IsReference('UUID or name of the group that new licenses of the customer join; null, the default, for none.', {
    nullable: true,
  })
  group?: string | null;

  /** Whether the customer wants no news by e-mail, such as those of new versions. What customers must get is sent. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false, example: undefined })
  news_opt_out?: boolean;

  /** Accept an e-mail address that another customer has. By default, it is refused with 409, which names that customer. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false, example: undefined })
  allow_duplicate_email?: boolean;
}

/** Maps the fields to entity names. */
export function customerInput<T extends Pick<CreateCustomerDto, 'allow_duplicate_email' | 'news_opt_out'>>({
  allow_duplicate_email: allowDuplicateEmail,
  news_opt_out: newsOptOut,
  ...input
}: T) {
  return { ...input, allowDuplicateEmail, newsOptOut };
}

export class UpdateCustomerDto extends PartialType(CreateCustomerDto, { skipNullProperties: false }) {}

export class CustomerFilterDto {
  @IsAnyName('E-mail addresses, case-insensitive.')
  email?: string[];

  @IsAnyName('Only the customers with these references.')
  reference?: string[];

  @IsSearchFilter('name, the e-mail address or the company; or the exact reference', { newest: MAX_SCANNED_ROWS })
  q?: string;

  @IsTimeRange('Limits of the time of creation.')
  created_at?: TimeRangeDto;

  @IsTimeRange('Limits of the time of the last change.')
  updated_at?: TimeRangeDto;

  @IsMetadataFilter()
  metadata?: MetadataFilter;

  static toFilter({ created_at, updated_at, ...filter }: CustomerFilterDto): CustomerFilter {
    return { ...filter, ranges: rangesOf({ createdAt: created_at, updatedAt: updated_at }) };
  }
}

export class ListCustomersDto extends IntersectionType(CustomerFilterDto, SortedPage(CUSTOMER_SORTS, 'CustomerSort')) {
  /** Only deleted customers that can be restored. */
  @IsFlag()
  archived?: boolean;
}

export class CustomerDto extends ArchivedDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Numeric ID used by the other APIs. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /**
   * Name of the person or company.
   * @example "Ada Lovelace"
   */
  name!: string;

  /** ID of the customer in another system, unique; null if none. */
  @ApiProperty({ type: String, nullable: true })
  reference!: string | null;

  /** E-mail address; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  /** Company; null if none. */
  @ApiProperty({ type: String, nullable: true })
  company!: string | null;

  /** Phone number, as free text; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  /** Internal notes; empty by default. */
  notes!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Custom data; empty by default.' })
  metadata!: object;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'ID of the group that new licenses join.' })
  group!: string | null;

  /** Whether the customer wants no news by e-mail. */
  news_opt_out!: boolean;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(customer: Customer): CustomerDto {
    return {
      id: customer.uid,
      number: customer.id,
      name: customer.name,
      reference: customer.reference,
      email: customer.email,
      company: customer.company,
      phone: customer.phone,
      notes: customer.notes,
      metadata: customer.metadata,
      group: customer.groupId,
      news_opt_out: customer.newsOptedOutAt !== null,
      created_at: customer.createdAt,
      updated_at: customer.updatedAt,
      ...archivedFields(customer),
    };
  }
}

/** Columns of an export. */
export const CUSTOMER_FIELDS: readonly (keyof CustomerDto)[] = [
  'id',
  'number',
  'name',
  'reference',
  'email',
  'company',
  'phone',
  'notes',
  'group',
  'news_opt_out',
  'created_at',
  'updated_at',
];

export class ExportCustomersDto extends CustomerFilterDto {
  @IsColumnChoice(CUSTOMER_FIELDS)
  columns?: string[];
}

@ApiSchema({ name: 'CustomerPage' })
export class CustomerPageDto extends PageOf(CustomerDto) {}
