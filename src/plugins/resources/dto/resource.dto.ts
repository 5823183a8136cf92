import { ApiProperty, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { BY_CREATION, SortedPage } from '../../../core/common/pagination/sorting';
import { PageOf } from '../../../core/common/pagination/page.dto';
import { IsName, IsOneLine } from '../../../core/common/validation/fields';
import { IsSearchFilter } from '../../../core/common/validation/search-text';
import { type Resource, RESOURCE_STATUSES, type ResourceStatus } from '../resource.entity';
import type { ResourceFilter } from '../resources.service';
import { IsAnyName, IsAnyOf } from '../../../core/common/pagination/any-of';

export class CreateResourceDto {
  /**
   * Kind of resource, one line of free text. Case-sensitive.
   * @example "server"
   */
  @IsName()
  @IsOneLine()
  type!: string;

  /**
   * Identifier, unique among the resources of its type, one line. Case-sensitive.
   * @example "SRV-001"
   */
  @IsName()
  @IsOneLine()
  identifier!: string;
}

export class UpdateResourceDto extends PartialType(CreateResourceDto, { skipNullProperties: false }) {}

/** All given filters must match. */
export class ResourceFilterDto {
  @IsAnyName('Exact types.')
  type?: string[];

  @IsAnyOf(RESOURCE_STATUSES, 'ResourceStatus', { description: 'Only resources with one of these statuses.' })
  status?: ResourceStatus[];

  @IsAnyName('UUIDs, keys or former keys of the licenses that hold the resources.')
  license?: string[];

  @IsSearchFilter('identifier')
  q?: string;

  static toFilter({ q, ...filter }: ResourceFilterDto): ResourceFilter {
    return { ...filter, search: q };
  }
}

export class ListResourcesDto extends IntersectionType(ResourceFilterDto, SortedPage(BY_CREATION, 'CreationSort')) {}

export class ResourceDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Numeric ID used by the other APIs.' })
  number!: number;

  /**
   * Type of the resource, such as `server`.
   * @example "server"
   */
  type!: string;

  /**
   * Identifier of the resource, unique in its type.
   * @example "SRV-001"
   */
  identifier!: string;

  /** Whether a license has the resource. */
  @ApiProperty({ enum: RESOURCE_STATUSES, enumName: 'ResourceStatus' })
  status!: ResourceStatus;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'License that holds the resource; null for an available one.',
  })
  license!: string | null;

  /** Key of the license that has the resource; null if none. */
  @ApiProperty({ type: String, nullable: true, example: 'Q7RD-K2LM-9XWE-4TUB' })
  license_key!: string | null;

  /** When the resource was allocated; null if it is available. */
  allocated_at!: Date | null;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(resource: Resource): ResourceDto {
    const { allocation } = resource;
    return {
      id: resource.uid,
      number: resource.id,
      type: resource.type,
      identifier: resource.identifier,
      status: resource.status,
      license: allocation?.licenseUid ?? null,
      license_key: allocation?.licenseKey ?? null,
      allocated_at: allocation?.allocatedAt ?? null,
      created_at: resource.createdAt,
      updated_at: resource.updatedAt,
    };
  }
}

@ApiSchema({ name: 'ResourcePage' })
export class ResourcePageDto extends PageOf(ResourceDto) {}
