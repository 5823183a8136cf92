import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, Max, Min } from 'class-validator';
import { IsName, IsWholeNumber } from '../../../../core/common';
import type { ResourceAvailability, ResourceCounts, ResourceStats } from '../../resource-stats.service';
import { type Resource, RESOURCE_STATUSES, type ResourceStatus } from '../../resource.entity';
import { IsNumberInQuery } from '../../../../apis/kit/fields';
import { SuccessDto } from '../../../../apis/kit/success.dto';
import { V2 } from '../../../../apis/v2/v2.dialect';

const MAX_RESOURCES = 1_000;

@ApiSchema({ name: 'Resource' })
export class ResourceDto {
  /** Number. */
  @ApiProperty({ type: 'integer', example: 791 })
  id!: number;

  /**
   * Type of the resource.
   * @example "server"
   */
  type!: string;

  /**
   * Identifier of the resource, unique in its type.
   * @example "SRV-002"
   */
  identifier!: string;

  static from({ id, type, identifier }: Resource): ResourceDto {
    return { id, type, identifier };
  }
}

@ApiSchema({ name: 'LicenseResource' })
export class LicenseResourceDto extends ResourceDto {
  /** Whether a license has the resource. */
  @ApiProperty({ enum: RESOURCE_STATUSES, enumName: 'ResourceStatus', example: 'allocated' })
  status!: ResourceStatus;

  /** When the resource was allocated, UTC. */
  @ApiProperty({ type: String, nullable: true, example: '2025-06-01T10:00:00Z' })
  allocated_at!: string | null;

  static override from(resource: Resource): LicenseResourceDto {
    const { status, allocation } = resource;
    return {
      ...ResourceDto.from(resource),
      status,
      allocated_at: allocation ? V2.dates(allocation.allocatedAt) : null,
    };
  }
}

@ApiSchema({ name: 'LicenseResources' })
export class LicenseResourcesDto {
  @ApiProperty({ type: [LicenseResourceDto], description: 'The newest resources first, 1,000 at most.' })
  resources!: LicenseResourceDto[];
}

@ApiSchema({ name: 'AllocateResourcesRequest' })
export class AllocateResourcesDto {
  /** Number of the license. */
  @IsWholeNumber(1, Number.MAX_SAFE_INTEGER)
  license_id!: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_RESOURCES)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(Number.MAX_SAFE_INTEGER, { each: true })
  @ApiProperty({
    type: 'array',
    items: { type: 'integer', minimum: 1 },
    minItems: 1,
    maxItems: MAX_RESOURCES,
    example: [789, 790],
    description: 'Ids of the resources, 1 to 1,000. Repeated ids count once.',
  })
  resource_ids!: number[];
}

@ApiSchema({ name: 'ResourcesAllocated' })
export class ResourcesAllocatedDto extends SuccessDto {
  @ApiProperty({ type: 'integer', example: 2, description: 'Number of allocated resources.' })
  allocated!: number;

  /**
   * Result in words, for a person.
   * @example "2 resources allocated successfully"
   */
  message!: string;

  static from({ length }: readonly Resource[]): ResourcesAllocatedDto {
    return { success: true, allocated: length, message: `${length} resources allocated successfully` };
  }
}

export class AvailabilityQueryDto {
  /**
   * Resource type.
   * @example "server"
   */
  @IsName()
  type!: string;

  /** Number of resources needed, 1 to 1,000; 1 by default. */
  @IsNumberInQuery({ min: 1, max: MAX_RESOURCES, byDefault: 1, text: '$property must be a number from 1 to 1000' })
  count: number = 1;
}

@ApiSchema({ name: 'ResourceAvailability' })
export class ResourceAvailabilityDto {
  /** Whether as many resources as needed are available. */
  available!: boolean;

  @ApiProperty({ type: 'integer', example: 5, description: 'Number of available resources of the type.' })
  count!: number;

  @ApiProperty({ type: [ResourceDto], description: 'Available resources, as many as needed.' })
  resources!: ResourceDto[];

  static from({ count, resources }: ResourceAvailability, needed: number): ResourceAvailabilityDto {
    return { available: count >= needed, count, resources: resources.map((resource) => ResourceDto.from(resource)) };
  }
}

@ApiSchema({ name: 'ResourceTypeUsage' })
export class ResourceTypeUsageDto implements ResourceCounts {
  /** Number of all. */
  @ApiProperty({ type: 'integer', example: 50 })
  total!: number;

  /** Number that licenses have. */
  @ApiProperty({ type: 'integer', example: 40 })
  allocated!: number;

  /** Number that can be allocated. */
  @ApiProperty({ type: 'integer', example: 10 })
  available!: number;
}

@ApiExtraModels(ResourceTypeUsageDto)
@ApiSchema({ name: 'ResourceUsage' })
export class ResourceUsageDto extends ResourceTypeUsageDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(ResourceTypeUsageDto) },
    description:
      'Counts of the 1,000 most frequent types, which add up to the totals: the empty name counts all further types.',
    example: { server: { total: 50, allocated: 40, available: 10 } },
  })
  by_type!: Record<string, ResourceTypeUsageDto>;

  static from({ byType, ...totals }: ResourceStats): ResourceUsageDto {
    return { ...totals, by_type: Object.fromEntries(byType) };
  }
}
