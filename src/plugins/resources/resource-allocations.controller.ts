import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, referenced, toPage, UuidPipe } from '../../core/common';
import { FromReplica } from '../../core/platform';
import { AllocateResourcesService } from './allocate-resources.service';
import {
  AllocateResourcesDto,
  ListResourceAllocationsDto,
  ReleaseResourcesDto,
  ResourceAllocationDto,
  ResourceAllocationPageDto,
  ResourceListDto,
} from './dto/resource-allocation.dto';
import { ResourceStatsDto } from './dto/resource-stats.dto';
import { ReleaseResourcesService } from './release-resources.service';
import { ResourceStatsService } from './resource-stats.service';
import { ResourcesService } from './resources.service';

@ApiTags('resources')
@Controller('api/v1/resources')
export class ResourceAllocationsController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly allocation: AllocateResourcesService,
    private readonly releasing: ReleaseResourcesService,
    private readonly counting: ResourceStatsService,
  ) {}

  /** Count resources by status and type. API keys of one product count available resources and those of its licenses. */
  @Get('stats')
  @FromReplica()
  @Authorized('resources:read')
  async getResourceStats(): Promise<ResourceStatsDto> {
    return ResourceStatsDto.from(await this.counting.stats());
  }

  /** Allocate available resources to a license, whatever its status. The operation is atomic. */
  @Post('allocate')
  @HttpCode(200)
  @Answers(404, 'NOT_FOUND: the license or a resource does not exist; the message names the resources.', {
    NOT_FOUND: 'The license or a resource does not exist',
  })
  @Answers(409, 'CONFLICT: a resource is already allocated; the message names the resources.', {
    CONFLICT: 'A resource is already allocated',
  })
  @Authorized('resources:write')
  async allocateResources(@Body() { license_id, resource_ids }: AllocateResourcesDto): Promise<ResourceListDto> {
    const allocating = this.allocation.allocate(license_id, resource_ids);
    return ResourceListDto.from(await referenced('license_id', allocating));
  }

  /** Release resources from the licenses that hold them. The operation is atomic. */
  @Post('release')
  @HttpCode(200)
  @Answers(404, 'NOT_FOUND: a resource does not exist; the message names the resources.', {
    NOT_FOUND: 'A resource does not exist',
  })
  @Answers(409, 'CONFLICT: a resource is not allocated; the message names the resources.', {
    CONFLICT: 'A resource is not allocated',
  })
  @Authorized('resources:write')
  async releaseResources(@Body() { resource_ids }: ReleaseResourcesDto): Promise<ResourceListDto> {
    return ResourceListDto.from(await this.releasing.release(resource_ids));
  }

  /** List which licenses held a resource and when, newest first. API keys of one product see its existing licenses. */
  @Get(':id/allocations')
  @FromReplica()
  @Authorized('resources:read')
  async listResourceAllocations(
    @Param('id', UuidPipe) id: string,
    @Query() { q, ...page }: ListResourceAllocationsDto,
  ): Promise<ResourceAllocationPageDto> {
    return toPage(await this.resources.history(id, page, q), (allocation) => ResourceAllocationDto.from(allocation));
  }
}
