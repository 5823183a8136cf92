import { ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import {
  answerOf,
  BY_CREATION,
  DATES,
  fieldsOf,
  IDS,
  inputOf,
  IsAnyName,
  IsAnyOf,
  IsName,
  IsOneLine,
  IsSearchFilter,
  PageOf,
  required,
  SortedPage,
} from '../../../core/common';
import { type Resource, RESOURCE_STATUSES, type ResourceStatus } from '../resource.entity';
import type { ResourceFilter } from '../resources.service';

const RESOURCE = fieldsOf<Resource>()({
  ...IDS,
  type: {
    description: 'Type of the resource, such as `server`.',
    example: 'server',
    input: required('Kind of resource, one line of free text. Case-sensitive.', IsName(), IsOneLine()),
  },
  identifier: {
    description: 'Identifier of the resource, unique in its type.',
    example: 'SRV-001',
    input: required(
      'Identifier, unique among the resources of its type, one line. Case-sensitive.',
      IsName(),
      IsOneLine(),
    ),
  },
  status: {
    enum: RESOURCE_STATUSES,
    enumName: 'ResourceStatus',
    description: 'Whether a license has the resource.',
  },
  license: {
    nullable: true,
    schema: { format: 'uuid', description: 'License that holds the resource; null for an available one.' },
    from: ({ allocation }) => allocation?.licenseUid ?? null,
  },
  license_key: {
    description: 'Key of the license that has the resource; null if none.',
    nullable: true,
    schema: { example: 'Q7RD-K2LM-9XWE-4TUB' },
    from: ({ allocation }) => allocation?.licenseKey ?? null,
  },
  allocated_at: {
    type: Date,
    description: 'When the resource was allocated; null if it is available.',
    nullable: true,
    from: ({ allocation }) => allocation?.allocatedAt ?? null,
  },
  ...DATES,
});

export class CreateResourceDto extends inputOf(RESOURCE) {}

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

export class ResourceDto extends answerOf(RESOURCE) {
  static readonly from = RESOURCE.from;
}

@ApiSchema({ name: 'ResourcePage' })
export class ResourcePageDto extends PageOf(ResourceDto) {}
