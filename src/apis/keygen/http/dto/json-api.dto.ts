import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Identifier' })
export class IdentifierDto {
  /**
   * Type of the resource.
   * @example "accounts"
   */
  type!: string;

  /**
   * ID of the resource.
   * @example "8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84"
   */
  id!: string;
}

@ApiSchema({ name: 'RelatedLink' })
export class RelatedLinkDto {
  /**
   * Path of the resource.
   * @example "/v1/accounts/8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84"
   */
  related!: string;
}

@ApiSchema({ name: 'SelfLink' })
export class SelfLinkDto {
  /**
   * Path of the resource.
   * @example "/v1/accounts/37f6091c-82ae-44fb-807d-91c25d6ebf87/licenses/8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84"
   */
  self!: string;
}

/** One other resource. */
@ApiSchema({ name: 'Relationship' })
export class RelationshipDto {
  /** Address of the object. */
  links!: RelatedLinkDto;

  /** The related object; null if there is none. */
  @ApiProperty({ type: IdentifierDto, nullable: true })
  data!: IdentifierDto | null;
}

/** A list of other resources. */
@ApiSchema({ name: 'RelatedList' })
export class RelatedListDto {
  /** Address of the object. */
  links!: RelatedLinkDto;
}

@ApiSchema({ name: 'Count' })
export class CountDto {
  /** Number of resources. */
  @ApiProperty({ type: 'integer', example: 0 })
  count!: number;
}

@ApiSchema({ name: 'CountedList' })
export class CountedListDto extends RelatedListDto {
  /** Its size. */
  meta!: CountDto;
}

@ApiSchema({ name: 'PageMeta' })
export class PageMetaDto {
  /** Number of pages. */
  @ApiProperty({ type: 'integer', example: 1 })
  pages!: number;

  /** Number of items on all pages. */
  @ApiProperty({ type: 'integer', example: 2 })
  count!: number;
}

const link = { type: String, nullable: true, example: '/v1/machines?page[number]=1&page[size]=10' } as const;

/** The pages of a list. */
@ApiSchema({ name: 'PageLinks' })
export class PageLinksDto {
  /** This page. */
  @ApiProperty(link)
  self!: string | null;

  /** The page before it; null on the first one. */
  @ApiProperty(link)
  prev!: string | null;

  /** The page after it; null on the last one. */
  @ApiProperty(link)
  next!: string | null;

  /** The first page. */
  @ApiProperty(link)
  first!: string | null;

  /** The last page. */
  @ApiProperty(link)
  last!: string | null;

  /** Totals. */
  meta!: PageMetaDto;
}
