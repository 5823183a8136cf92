import { ApiProperty, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsEmail } from 'class-validator';
import { IsColumnChoice } from '../../../common/csv/column-choice';
import { DATES, IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, optional, required } from '../../../common/fields/fields-of';
import { IsAnyName } from '../../../common/pagination/any-of';
import {
  IsMetadataFilter,
  IsTimeRange,
  type MetadataFilter,
  rangesOf,
  TimeRangeDto,
} from '../../../common/pagination/field-filters';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { PageOf } from '../../../common/pagination/page.dto';
import { SortedPage } from '../../../common/pagination/sorting';
import { IsFlag, IsName, IsPathName, IsReference, IsText, MaxLength } from '../../../common/validation/fields';
import { IsMetadata } from '../../../common/validation/metadata';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { ARCHIVED } from '../../../platform/archives/dto/archived.dto';
import { type Customer, CUSTOMER_SORTS } from '../customer.entity';
import type { CustomerFilter } from '../customers.service';

export const CUSTOMER_ID = 'UUID or reference of the customer.';

const CUSTOMER = fieldsOf<Customer>()({
  ...IDS,
  name: { description: 'Name of the person or company.', example: 'Ada Lovelace', input: required(IsName()) },
  reference: {
    description: 'ID of the customer in another system, unique; null if none.',
    nullable: true,
    input: nullable('Your own identifier for the customer. Unique.', IsPathName(), ApiProperty({ maxLength: 255 })),
  },
  email: {
    description: 'E-mail address; null if unknown.',
    nullable: true,
    input: nullable(
      'E-mail address, stored in lower case.',
      ApiProperty({ format: 'email', example: 'ada@example.com' }),
      IsEmail(),
      MaxLength(255),
    ),
  },
  company: {
    description: 'Company; null if none.',
    nullable: true,
    input: nullable(ApiProperty({ example: 'Analytical Engines Ltd' }), IsText(255)),
  },
  phone: {
    description: 'Phone number, as free text; null if unknown.',
    nullable: true,
    input: nullable(ApiProperty({ example: '+44 20 7946 0000' }), IsText(255)),
  },
  notes: { description: 'Internal notes; empty by default.', input: optional(IsText(2000)) },
  metadata: {
    type: Object,
    schema: { type: 'object', additionalProperties: true, description: 'Custom data; empty by default.' },
    input: optional(
      'Custom data, at most 16 KB. Programs read the object `public` in it, at most 8 KB, if the product shows its customers; the portal also `portal`. A change keeps the fields that it does not name; null removes a field.',
      IsMetadata(),
      ApiProperty({ example: {} }),
    ),
  },
  group: {
    nullable: true,
    schema: { format: 'uuid', description: 'ID of the group that new licenses join.' },
    from: 'groupId',
    input: nullable(
      IsReference('UUID or name of the group that new licenses of the customer join; null, the default, for none.'),
    ),
  },
  news_opt_out: {
    type: Boolean,
    description: 'Whether the customer wants no news by e-mail.',
    from: ({ newsOptedOutAt }) => newsOptedOutAt !== null,
    input: optional(
      'Whether the customer wants no news by e-mail, such as those of new versions. What customers must get is sent.',
      IsBoolean(),
      ApiProperty({ default: false }),
    ),
  },
  allow_duplicate_email: {
    type: Boolean,
    isInputOnly: true,
    description:
      'Accept an e-mail address that another customer has. By default, it is refused with 409, which names that customer.',
    input: optional(IsBoolean(), ApiProperty({ default: false })),
  },
  ...DATES,
  ...ARCHIVED,
});

/** Fields of a customer to create, as the native API takes them. */
export class CreateCustomerDto extends inputOf(CUSTOMER) {}

export class UpdateCustomerDto extends PartialType(CreateCustomerDto, { skipNullProperties: false }) {}

export class CustomerFilterDto {
  @IsAnyName('E-mail addresses, case-insensitive.')
  email?: string[];

  @IsAnyName('Only the customers with these references.')
  reference?: string[];

  @IsSearchFilter('name, the e-mail address or the company; or the exact reference', { newest: MAX_SCANNED_ROWS })
  q?: string;

  @IsTimeRange('Earliest and latest time of creation.')
  created_at?: TimeRangeDto;

  @IsTimeRange('Earliest and latest time of the last change.')
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

/** A customer in answers of the native API. */
export class CustomerDto extends answerOf(CUSTOMER) {
  static readonly from = CUSTOMER.from;
}

/** Columns of a CSV export of customers. */
export const CUSTOMER_FIELDS = CUSTOMER.names.filter((name) => name !== 'metadata' && !(name in ARCHIVED));

export class ExportCustomersDto extends CustomerFilterDto {
  @IsColumnChoice(CUSTOMER_FIELDS)
  columns?: string[];
}

@ApiSchema({ name: 'CustomerPage' })
export class CustomerPageDto extends PageOf(CustomerDto) {}
