import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, Authorized, Dialect, TakesFiles } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ProductsService, VersionsService } from '../../../core/catalog';
import { pageOf } from '../../kit/page-of';
import { FromReplica } from '../../../core/platform';
import { MetaDto } from './dto/page.dto';
import {
  ChangedLmVersionDto,
  CreateLmVersionDto,
  ListLmVersionsDto,
  LmVersionAnswerDto,
  LmVersionDto,
  LmVersionListDto,
  UpdateLmVersionDto,
} from './dto/version.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { VersionFormReader } from './version-form-reader';

@Dialect(LICENSE_MANAGER)
@ApiTags('versions')
@Controller('api/internal/products/:reference_id/versions')
export class LmVersionsController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly forms: VersionFormReader,
  ) {}

  /** List the versions of a product, newest first. */
  @Get()
  @FromReplica()
  @Answers(422, 'A query parameter is invalid.')
  @Authorized(Permission.ProductsRead)
  async listVersions(
    @Param('reference_id') product: string,
    @Query() query: ListLmVersionsDto,
  ): Promise<LmVersionListDto> {
    const page = pageOf(query, LICENSE_MANAGER);
    const { rows, total } = await this.versions.list(
      { idOrReference: product },
      page,
      ListLmVersionsDto.toFilter(query),
    );
    return { error: false, data: rows.map((version) => LmVersionDto.from(version)), meta: MetaDto.from(page, total) };
  }

  /** Get a version of a product by its id or number. */
  @Get(':version_id')
  @Authorized(Permission.ProductsRead)
  async getVersion(
    @Param('reference_id') product: string,
    @Param('version_id') version: string,
  ): Promise<LmVersionAnswerDto> {
    return {
      error: false,
      data: LmVersionDto.from(await this.versions.get({ idOrReference: product }, { idOrReference: version })),
    };
  }

  /** Publish a version of a product, as JSON or, with files, as a form. */
  @Post()
  @TakesFiles()
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({ type: CreateLmVersionDto })
  @Answers(413, 'A file exceeds 2 GiB, or the rest of the form exceeds 1 MB.')
  @Answers(422, 'A field is invalid, or a version with this id already exists.')
  @Authorized(Permission.ProductsWrite)
  async createVersion(
    @Param('reference_id') product: string,
    @Req() request: FastifyRequest,
  ): Promise<ChangedLmVersionDto> {
    const version = await this.forms.receive(request, CreateLmVersionDto, {
      before: () => this.products.get({ idOrReference: product }),
      save: (input, files) =>
        this.versions.create({ idOrReference: product }, { ...CreateLmVersionDto.toVersion(input), ...files }),
    });
    return { error: false, data: LmVersionDto.from(version), message: 'Version created.' };
  }

  /** Update a version of a product, as JSON or as a form. Omitted fields and files are unchanged. */
  @Post(':version_id')
  @HttpCode(200)
  @TakesFiles()
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({ type: UpdateLmVersionDto })
  @Answers(413, 'A file exceeds 2 GiB, or the rest of the form exceeds 1 MB.')
  @Answers(422, 'A field is invalid, or a version with this id already exists.')
  @Authorized(Permission.ProductsWrite)
  async updateVersion(
    @Param('reference_id') product: string,
    @Param('version_id') version: string,
    @Req() request: FastifyRequest,
  ): Promise<ChangedLmVersionDto> {
    const names = [{ idOrReference: product }, { idOrReference: version }] as const;
    const changed = await this.forms.receive(request, UpdateLmVersionDto, {
      before: () => this.versions.get(...names),
      save: (input, files) => this.versions.change(...names, { ...UpdateLmVersionDto.toChange(input), ...files }),
    });
    return { error: false, data: LmVersionDto.from(changed), message: 'Version updated.' };
  }
}
