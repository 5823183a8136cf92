import { ApiProperty, ApiSchema, PickType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsSearchText, MayBeMissing, PageQueryDto } from '../../../../core/common';
import { type SearchType } from '../../../../core/common/internal';
import { COUNTED_HITS, type SearchResults, type TypedHit } from '../../search.service';

export const V2_SEARCH_TYPES = ['customer', 'license', 'device'] as const satisfies readonly SearchType[];
type V2SearchType = (typeof V2_SEARCH_TYPES)[number];

const TYPE = { enum: V2_SEARCH_TYPES, enumName: 'SearchType' } as const;

export class GlobalSearchQueryDto extends PickType(PageQueryDto, ['limit']) {
  /**
   * Case-insensitive part of a name, key, fingerprint, e-mail address or another text of the row. A text without three letters
   * or digits in a row matches beginnings only. It must contain a letter or a digit.
   * @example "acme"
   */
  @IsSearchText()
  q!: string;

  /** Only results of this type; all types by default. */
  @MayBeMissing()
  @IsIn(V2_SEARCH_TYPES)
  @ApiProperty({ ...TYPE, required: false })
  type?: V2SearchType;
}

@ApiSchema({ name: 'GlobalSearchResult' })
export class GlobalSearchResultDto {
  /** Kind of what was found. */
  @ApiProperty(TYPE)
  type!: string;

  /**
   * Number.
   * @example 456
   */
  @ApiProperty({ type: 'integer' })
  id!: number;

  /**
   * Name of what was found.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  title!: string;

  /**
   * E-mail address or company of a customer; customer and status of a license; license key and status of a device.
   * @example "ACME Corp - Active"
   */
  subtitle!: string;

  /**
   * Path of its page: of a device, that of its license.
   * @example "/license/edit/456"
   */
  url!: string;

  static from({ type, number, title, subtitle, status, licenseNumber }: TypedHit): GlobalSearchResultDto {
    return {
      type,
      id: number,
      title,
      subtitle: [subtitle, status === null ? '' : labelOf(status)].filter(Boolean).join(' - '),
      url: licenseNumber === undefined ? `/${type}/edit/${number}` : `/license/edit/${licenseNumber}`,
    };
  }
}

@ApiSchema({ name: 'GlobalSearch' })
export class GlobalSearchDto {
  @ApiProperty({
    type: [GlobalSearchResultDto],
    description: 'The newest results of each type, grouped by type. The types share the limit evenly.',
  })
  results!: GlobalSearchResultDto[];

  @ApiProperty({
    type: 'integer',
    example: 15,
    description: `Number of results of all types. A type with more than ${COUNTED_HITS} results counts ${COUNTED_HITS}.`,
  })
  total!: number;

  static from({ hits, total }: SearchResults): GlobalSearchDto {
    return { results: hits.map((hit) => GlobalSearchResultDto.from(hit)), total };
  }
}

/** A license that was never activated is active, as in the other answers of this API. */
function labelOf(status: string): string {
  const known = status === 'unused' ? 'active' : status;
  return `${known.charAt(0).toUpperCase()}${known.slice(1)}`.replaceAll('_', ' ');
}
