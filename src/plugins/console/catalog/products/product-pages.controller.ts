import { Get, Query } from '@nestjs/common';
import { DeleteProductsService, OfferedVersionsService, ProductsService } from '../../../../core/catalog';
import { Authorized } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { ProductLicenseCountsService } from '../../../../core/licensing';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { pageOrArchived } from '../../../../pages/archive/archive-pages';
import type { Page, SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { ProductListQueryDto } from './product-query.dto';
import { ROWS_PER_PAGE } from '../../../../pages/kit/list-query.dto';
import { FromReplica } from '../../../../core/platform';
import { PRODUCTS_PATH } from './product-parts';
import { ProductFactsService } from './product-facts.service';
import { LISTED_LICENSES, productListPage, productPage } from './product.view';

/** The list of products, and their pages. */
@ConsoleController('console/products')
@Authorized(Permission.ProductsRead)
export class ProductPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly deletion: DeleteProductsService,
    private readonly versions: OfferedVersionsService,
    private readonly counts: ProductLicenseCountsService,
    private readonly facts: ProductFactsService,
  ) {}

  @Get()
  @FromReplica()
  async showProducts(@CurrentCaller() caller: Caller, @Query() query: ProductListQueryDto): Promise<Page> {
    const { page, q, status } = query;
    const filter = { q, isActive: status === undefined ? undefined : status === 'active' };
    const products = await this.products.list({ page, perPage: ROWS_PER_PAGE }, filter);
    const ids = products.rows.map(({ id }) => id);
    return productListPage({
      products,
      query,
      licenses: await this.counts.upTo(LISTED_LICENSES + 1, ids),
      latest: await this.versions.latestOfEach(ids),
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  @Get(':id')
  async showProduct(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page | SeeOther> {
    const canWrite = isPermitted(caller, Permission.ProductsWrite);
    const canWriteKeys = isPermitted(caller, Permission.LicensesWrite);
    const showing = this.facts.read(id).then((facts) => productPage({ ...facts, canWrite, canWriteKeys }));
    return pageOrArchived(showing, PRODUCTS_PATH, () => this.deletion.getArchived(id));
  }
}
