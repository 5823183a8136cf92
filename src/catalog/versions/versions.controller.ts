import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { PageQueryDto } from '../../common/pagination/page.dto';
import { toPage } from '../../common/pagination/to-page';
import { CreateVersionDto, UpdateVersionDto, VersionDto, versionInput, VersionPageDto } from './dto/version.dto';
import { VersionsService } from './versions.service';

@ApiTags('products')
@Controller('api/v1/products/:id/versions')
export class VersionsController {
  constructor(private readonly versions: VersionsService) {}

  /** Publish a version of a product. */
  @Post()
  @Answers(409, 'A version with this reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async createVersion(@Param('id', ParseUUIDPipe) id: string, @Body() input: CreateVersionDto): Promise<VersionDto> {
    return VersionDto.from(await this.versions.create(id, versionInput(input)));
  }

  /** List the versions of a product, newest first. */
  @Get()
  @Authorized(Permission.ProductsRead)
  async listVersions(@Param('id', ParseUUIDPipe) id: string, @Query() page: PageQueryDto): Promise<VersionPageDto> {
    return toPage(await this.versions.list(id, page), (version) => VersionDto.from(version));
  }

  /** Get a version of a product. */
  @Get(':version_id')
  @Authorized(Permission.ProductsRead)
  async getVersion(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('version_id', ParseUUIDPipe) versionId: string,
  ): Promise<VersionDto> {
    return VersionDto.from(await this.versions.get(id, versionId));
  }

  /** Update a version of a product. Omitted fields are unchanged. */
  @Patch(':version_id')
  @Answers(409, 'A version with this reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async updateVersion(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('version_id', ParseUUIDPipe) versionId: string,
    @Body() input: UpdateVersionDto,
  ): Promise<VersionDto> {
    return VersionDto.from(await this.versions.change(id, versionId, versionInput(input)));
  }

  /** Delete a version of a product. */
  @Delete(':version_id')
  @HttpCode(204)
  @Authorized(Permission.ProductsWrite)
  async deleteVersion(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('version_id', ParseUUIDPipe) versionId: string,
  ): Promise<void> {
    await this.versions.delete(id, versionId);
  }
}
