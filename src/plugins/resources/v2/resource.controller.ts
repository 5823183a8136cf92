import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Dialect, RateLimited, SdkName } from '../../../core/common';
import { LicensesService } from '../../../core/licensing';
import { AllocateResourcesService } from '../allocate-resources.service';
import { ResourceStatsService } from '../resource-stats.service';
import { ResourcesService } from '../resources.service';
import { LicenseNumberPipe } from '../../../apis/kit/number-pipes';
import { V2 } from '../../../apis/v2/v2.dialect';
import { FromReplica } from '../../../core/platform';
import {
  AllocateResourcesDto,
  AvailabilityQueryDto,
  LicenseResourceDto,
  LicenseResourcesDto,
  ResourceAvailabilityDto,
  ResourcesAllocatedDto,
  ResourceUsageDto,
} from './dto/resource.dto';

const MAX_RESOURCES = 1_000;

@Dialect(V2)
@ApiTags('resources')
@Controller('api')
@RateLimited('admin')
export class V2ResourceController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly resources: ResourcesService,
    private readonly allocation: AllocateResourcesService,
    private readonly counting: ResourceStatsService,
  ) {}

  /** List the resources that a license holds. */
  @Get('license/:license_id/resources')
  @FromReplica()
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Authorized('resources:read', { by: 'token' })
  @SdkName('list')
  async listLicenseResources(@Param('license_id', LicenseNumberPipe) number: number): Promise<LicenseResourcesDto> {
    const { license } = await this.licenses.get(number);
    const { rows } = await this.resources.listOf(license.id, { page: 1, perPage: MAX_RESOURCES });
    return { resources: rows.map((resource) => LicenseResourceDto.from(resource)) };
  }

  /** Allocate available resources to a license, all or none. */
  @Post('resources/allocate')
  @HttpCode(200)
  @Answers(
    404,
    'LICENSE_NOT_FOUND, or NOT_FOUND: `details.ids` lists the unknown resources',
    'LICENSE_NOT_FOUND',
    'NOT_FOUND',
  )
  @Answers(409, 'CONFLICT: `details.ids` lists the resources that are already allocated', 'CONFLICT')
  @Authorized('resources:write', { by: 'token' })
  @SdkName('allocate')
  async allocateLicenseResources(
    @Body() { license_id, resource_ids }: AllocateResourcesDto,
  ): Promise<ResourcesAllocatedDto> {
    return ResourcesAllocatedDto.from(await this.allocation.allocate(license_id, resource_ids));
  }

  /** Check whether enough resources of a type are available. */
  @Get('resources/check-availability')
  @Authorized('resources:read', { by: 'token' })
  async checkResourceAvailability(@Query() { type, count }: AvailabilityQueryDto): Promise<ResourceAvailabilityDto> {
    return ResourceAvailabilityDto.from(await this.counting.availability(type, count), count);
  }

  /** Count resources by status and type. */
  @Get('resources/stats')
  @Authorized('resources:read', { by: 'token' })
  async getResourceUsage(): Promise<ResourceUsageDto> {
    return ResourceUsageDto.from(await this.counting.stats());
  }
}
