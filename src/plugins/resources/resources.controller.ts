import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Answers, ApiTag, Authorized, toPage, UuidPipe } from '../../core/common';
import { FromReplica } from '../../core/platform';
import {
  CreateResourceDto,
  ListResourcesDto,
  ResourceDto,
  ResourceFilterDto,
  ResourcePageDto,
  UpdateResourceDto,
} from './dto/resource.dto';
import { ResourcesService } from './resources.service';

@ApiTag('resources', 'Numbered resources, such as servers, that are allocated to licenses.')
@Controller('api/v1/resources')
export class ResourcesController {
  constructor(private readonly resources: ResourcesService) {}

  /** Create a resource. API keys of one product cannot. */
  @Post()
  @Answers(409, 'A resource of this type with this identifier already exists.')
  @Authorized('resources:write')
  async createResource(@Body() { type, identifier }: CreateResourceDto): Promise<ResourceDto> {
    return ResourceDto.from(await this.resources.create({ type, identifier }));
  }

  /** List resources, newest first. API keys of one product see available resources and those of its licenses. */
  @Get()
  @FromReplica()
  @Authorized('resources:read')
  async listResources(@Query() { limit, after, sort, ...filter }: ListResourcesDto): Promise<ResourcePageDto> {
    const page = await this.resources.list({ limit, after, sort }, ResourceFilterDto.toFilter(filter));
    return toPage(page, (resource) => ResourceDto.from(resource));
  }

  /** Get a resource with the license that holds it. */
  @Get(':id')
  @Authorized('resources:read')
  async getResource(@Param('id', UuidPipe) id: string): Promise<ResourceDto> {
    return ResourceDto.from(await this.resources.get(id));
  }

  /** Update a resource, also an allocated one. Omitted fields are unchanged. API keys of one product cannot. */
  @Patch(':id')
  @Answers(409, 'A resource of this type with this identifier already exists.')
  @Authorized('resources:write')
  async updateResource(
    @Param('id', UuidPipe) id: string,
    @Body() { type, identifier }: UpdateResourceDto,
  ): Promise<ResourceDto> {
    return ResourceDto.from(await this.resources.change(id, { type, identifier }));
  }

  /** Delete a resource and its history. It must not be allocated. API keys of one product cannot. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(409, 'IN_USE: the resource is allocated to a license.', { IN_USE: 'The resource is allocated to a license' })
  @Authorized('resources:write')
  async deleteResource(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.resources.delete(id);
  }
}
