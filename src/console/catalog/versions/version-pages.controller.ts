import { Get, Query } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import type { Page } from '../../kit/page';
import { Id } from '../../kit/parameters';
import { ROWS_PER_PAGE, VersionListQueryDto } from '../list-query.dto';
import { versionListPage, versionPage } from './version.view';

/** The versions of a product, and their pages. */
@ConsoleController('console/products/:id/versions')
@Authorized(Permission.ProductsRead)
export class VersionPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
  ) {}

  @Get()
  async showVersions(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() query: VersionListQueryDto,
  ): Promise<Page> {
    const { page, q, status, channel } = query;
    const filter = { q, channel, isActive: status === undefined ? undefined : status === 'published' };
    return versionListPage({
      versions: await this.versions.list(id, { page, perPage: ROWS_PER_PAGE }, filter),
      product: await this.products.get(id),
      query,
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  @Get(':version_id')
  async showVersion(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Id('version_id') versionId: string,
  ): Promise<Page> {
    return versionPage({
      product: await this.products.get(id),
      version: await this.versions.get(id, versionId),
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }
}
