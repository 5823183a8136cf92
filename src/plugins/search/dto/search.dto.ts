import { ApiProperty, ApiSchema, PickType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsSearchText, MAX_SCANNED_ROWS, MayBeMissing, PageQueryDto } from '../../../core/common';
import { SEARCH_TYPES, type SearchType } from '../../../core/common/internal';
import { COUNTED_HITS, type SearchResults, type TypedHit } from '../search.service';

const TYPE = { enum: SEARCH_TYPES, enumName: 'SearchType' } as const;

/** Where the rows of each type are. */
const PATHS: Readonly<Record<SearchType, string>> = {
  customer: 'customers',
  license: 'licenses',
  device: 'activations',
  resource: 'resources',
  lead: 'leads',
  product: 'products',
  group: 'groups',
  trial: 'trials',
  order: 'orders',
};

export class SearchQueryDto extends PickType(PageQueryDto, ['limit']) {
  /**
   * Case-insensitive part of a name, key, fingerprint, e-mail address or another text that the lists search. A text without
   * three letters or digits in a row matches beginnings only. It must contain a letter or a digit. Of groups and trials, the
   * newest 10,000 are searched.
   * @example "acme"
   */
  @IsSearchText()
  q!: string;

  /** Only results of this type; all types by default. */
  @MayBeMissing()
  @IsIn(SEARCH_TYPES)
  @ApiProperty({ ...TYPE, required: false })
  type?: SearchType;
}

@ApiSchema({ name: 'SearchResult' })
export class SearchResultDto {
  /** Kind of what was found. */
  @ApiProperty(TYPE)
  type!: SearchType;

  /** ID of the object, as other calls of this API take it. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Numeric ID used by the other APIs.' })
  number!: number;

  /**
   * Name, license key, device name or fingerprint, or identifier.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  title!: string;

  /**
   * E-mail address or company of a customer, name of a license's customer, license key of a device, type of a resource, city or
   * type of a lead, reference of a product, e-mail address, domain or product of a trial, customer of an order; empty if there
   * is none.
   * @example "ACME Corp"
   */
  subtitle!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'active',
    description: 'Status of the row; null for customers and groups.',
  })
  status!: string | null;

  /**
   * Path of the row in this API.
   * @example "/api/v1/licenses/3f0c2c1e-8a45-4c0b-9d3c-6c1f7a2b4e5d"
   */
  url!: string;

  static from({ type, id, number, title, subtitle, status }: TypedHit): SearchResultDto {
    return { type, id, number, title, subtitle, status, url: `/api/v1/${PATHS[type]}/${id}` };
  }
}

@ApiSchema({ name: 'SearchResults' })
export class SearchResultsDto {
  @ApiProperty({
    type: [SearchResultDto],
    description: 'The newest results of each type, grouped by type. The types share the limit evenly.',
  })
  items!: SearchResultDto[];

  @ApiProperty({
    type: 'integer',
    description: `Number of results of all types. A type with more than ${COUNTED_HITS} results counts ${COUNTED_HITS}.`,
  })
  total!: number;

  /** Whether `total` counts all results; otherwise, there are at least that many. */
  total_is_exact!: boolean;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: null,
    description: `Number of the newest customers, licenses and devices in which a text of one or two letters was searched. Null if all were searched.`,
  })
  searched_rows!: number | null;

  static from({ hits, total, isExact, leavesOutRows }: SearchResults): SearchResultsDto {
    return {
      items: hits.map((hit) => SearchResultDto.from(hit)),
      total,
      total_is_exact: isExact,
      searched_rows: leavesOutRows ? MAX_SCANNED_ROWS : null,
    };
  }
}
