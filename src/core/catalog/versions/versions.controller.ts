import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  CreateVersionDto,
  ListVersionsDto,
  UpdateVersionDto,
  VersionDto,
  versionInput,
  VersionPageDto,
  withReference,
  VERSION_ID,
} from './dto/version.dto';
import { VersionsService } from './versions.service';

const PRODUCT_ID = 'UUID or reference of the product.';

@ApiTags('products')
@Controller('api/v1/products/:id/versions')
export class VersionsController {
  constructor(
    private readonly versions: VersionsService,
    private readonly clock: Clock,
  ) {}

  /** Publish a version of a product. */
  @Post()
  @Answers(409, 'A version with this reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async createVersion(@IdOrName(PRODUCT_ID) id: string, @Body() input: CreateVersionDto): Promise<VersionDto> {
    return VersionDto.from(await this.versions.create(id, versionInput(withReference(input))), this.clock.now());
  }

  /** List the versions of a product, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.ProductsRead)
  async listVersions(
    @IdOrName(PRODUCT_ID) id: string,
    @Query() { q, channel, is_active, metadata, ...query }: ListVersionsDto,
  ): Promise<VersionPageDto> {
    const page = await this.versions.list(id, datedPage(query), { q, channel, isActive: is_active, metadata });
    return toPage(page, (version) => VersionDto.from(version, this.clock.now()));
  }

  /** Get a version of a product. */
  @Get(':version_id')
  @Authorized(Permission.ProductsRead)
  async getVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
  ): Promise<VersionDto> {
    return VersionDto.from(await this.versions.get(id, versionId), this.clock.now());
  }

  /** Update a version of a product. Omitted fields are unchanged. */
  @Patch(':version_id')
  @Answers(409, 'A version with this reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async updateVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
    @Body() input: UpdateVersionDto,
  ): Promise<VersionDto> {
    return VersionDto.from(await this.versions.change(id, versionId, versionInput(input)), this.clock.now());
  }

  /** Delete a version of a product. */
  @Delete(':version_id')
  @HttpCode(204)
  @Authorized(Permission.ProductsWrite)
  async deleteVersion(
    @IdOrName(PRODUCT_ID) id: string,
    @IdOrName(VERSION_ID, 'version_id') versionId: string,
  ): Promise<void> {
    await this.versions.delete(id, versionId);
  }
}
