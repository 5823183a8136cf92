import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsUUID } from 'class-validator';
import { BY_CREATION, IsName, IsSearchFilter, MAX_SCANNED_ROWS, PageOf, SortedPage } from '../../../core/common';
import type { ResourceAllocation } from '../resource-allocation.entity';
import type { Resource } from '../resource.entity';
import { ResourceDto } from './resource.dto';

const MAX_RESOURCES = 1_000;

export class ListResourceAllocationsDto extends SortedPage({ allocated_at: BY_CREATION.created_at }, 'AllocationSort') {
  @IsSearchFilter('license key', { among: MAX_SCANNED_ROWS })
  q?: string;
}

export class ReleaseResourcesDto {
  /** IDs of 1 to 1,000 resources. Repeated ids count once. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_RESOURCES)
  @IsUUID('loose', { each: true })
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: MAX_RESOURCES })
  resource_ids!: string[];
}

export class AllocateResourcesDto extends ReleaseResourcesDto {
  /** UUID, key or former key of the license that gets the resources. */
  @IsName()
  license_id!: string;
}

@ApiSchema({ name: 'ResourceList' })
export class ResourceListDto {
  /** The resources, in the order of the request. */
  items!: ResourceDto[];

  static from(resources: readonly Resource[]): ResourceListDto {
    return { items: resources.map((resource) => ResourceDto.from(resource)) };
  }
}

export class ResourceAllocationDto {
  @ApiProperty({ format: 'uuid', description: 'License that held the resource; it may have been deleted since.' })
  license!: string;

  /**
   * License key.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  license_key!: string;

  /** When the resource was allocated. */
  allocated_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null while the license holds the resource.',
  })
  released_at!: Date | null;

  static from({ licenseUid, licenseKey, allocatedAt, releasedAt }: ResourceAllocation): ResourceAllocationDto {
    return { license: licenseUid, license_key: licenseKey, allocated_at: allocatedAt, released_at: releasedAt };
  }
}

@ApiSchema({ name: 'ResourceAllocationPage' })
export class ResourceAllocationPageDto extends PageOf(ResourceAllocationDto) {}
