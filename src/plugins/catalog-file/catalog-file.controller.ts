import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { Answers, ApiTag, Authorized } from '../../core/common';
import { TakesLargeBody } from '../../core/common/internal';
import { CatalogFileService } from './catalog-file.service';
import { ApplyCatalogQueryDto, CatalogPlanDto, DiffCatalogQueryDto } from './dto/catalog-plan.dto';
import { CatalogDto } from './dto/catalog.dto';

/** Limit of a catalog as JSON. */
const MAX_BYTES = 2 * 1024 * 1024;
const TOO_LARGE = 'The body is larger than 2 MB.';

@ApiTag('catalog', 'The catalog as one document: export it, compare it with a server, apply it.')
@Controller('api/v1/catalog')
export class CatalogFileController {
  constructor(private readonly catalog: CatalogFileService) {}

  /**
   * Export products, shared policies, entitlements, meters, webhooks, texts of e-mails and roles, without what a new object has
   * by default, without secrets and without sections that the caller may not read. An API key that is restricted to some
   * products exports only these products and their webhooks.
   */
  @Get()
  @Answers(409, 'Several shared policies have one name.', 'CONFLICT')
  @Authorized('catalog:read')
  exportCatalog(): Promise<CatalogDto> {
    return this.catalog.export();
  }

  /** Compare a catalog with the server, without a change. Requires the permissions to read what the catalog contains. */
  @Post('diff')
  @HttpCode(200)
  @Answers(409, 'Several shared policies have one name.', 'CONFLICT')
  @TakesLargeBody(MAX_BYTES)
  @Answers(413, TOO_LARGE)
  @Authorized('catalog:read')
  async diffCatalog(
    @Body() file: CatalogDto,
    @Query() { prune = false }: DiffCatalogQueryDto,
  ): Promise<CatalogPlanDto> {
    return CatalogPlanDto.from(await this.catalog.diff(file, { prune }));
  }

  /**
   * Make the server equal to a catalog, in one transaction: all changes of a diff, or none. Requires the permissions to write
   * what changes.
   */
  @Put()
  @Answers(
    409,
    'The catalog of the server has changed since the diff, or IN_USE: what shall be deleted is in use.',
    'CONFLICT',
    {
      IN_USE: 'photo-studio is in use (licenses: 3): nothing was applied',
    },
  )
  @TakesLargeBody(MAX_BYTES)
  @Answers(413, TOO_LARGE)
  @Authorized('catalog:write')
  async applyCatalog(
    @Body() file: CatalogDto,
    @Query() { plan, prune = false }: ApplyCatalogQueryDto,
  ): Promise<CatalogPlanDto> {
    return CatalogPlanDto.from(await this.catalog.apply(file, plan, { prune }));
  }
}
