import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import type { ResourceCounts, ResourceStats } from '../resource-stats.service';

@ApiSchema({ name: 'ResourceCounts' })
export class ResourceCountsDto implements ResourceCounts {
  /** Number of all resources. */
  @ApiProperty({ type: 'integer', example: 50 })
  total!: number;

  /** Number of resources that licenses have. */
  @ApiProperty({ type: 'integer', example: 40 })
  allocated!: number;

  /** Number of resources that can be allocated. */
  @ApiProperty({ type: 'integer', example: 10 })
  available!: number;
}

@ApiExtraModels(ResourceCountsDto)
@ApiSchema({ name: 'ResourceStats' })
export class ResourceStatsDto extends ResourceCountsDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(ResourceCountsDto) },
    description:
      'Counts by type of the 1,000 most frequent types, which add up to the totals: the empty name counts all further types.',
  })
  by_type!: Record<string, ResourceCountsDto>;

  static from({ byType, ...totals }: ResourceStats): ResourceStatsDto {
    return { ...totals, by_type: Object.fromEntries(byType) };
  }
}
