import { Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProductsService } from '../../../../core/catalog';
import { Authorized } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { listPage } from '../../../../pages/components/list-page';
import { RowTitle } from '../../../../pages/components/table';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { searchOf, viewPath, viewQuery } from '../../../../pages/kit/list-address';
import type { Page } from '../../../../pages/kit/page';
import { PageNumberDto, ROWS_PER_PAGE } from '../../../../pages/kit/list-query.dto';
import { listed } from '../../../../pages/components/record-parts';
import { ProductBadge, PRODUCTS_PATH } from '../products/product-parts';
import { ALL_VERSIONS_PATH, versionsPath } from './version-parts';

/** The products whose versions a saved view can show. */
@ConsoleController(ALL_VERSIONS_PATH)
@Authorized(Permission.ProductsRead)
export class VersionProductsController {
  constructor(private readonly products: ProductsService) {}

  @Get()
  async showProducts(@Query() { page }: PageNumberDto, @Req() { url }: FastifyRequest): Promise<Page> {
    const [t, p] = [texts('versions'), texts('products')];
    const query = viewQuery(searchOf(url));
    const products = await this.products.list({ page, perPage: ROWS_PER_PAGE });
    return listPage({
      title: t.title,
      lead: t.chooseProductLead,
      crumbs: [{ title: p.title, href: PRODUCTS_PATH }],
      path: ALL_VERSIONS_PATH,
      query: {},
      kept: Object.fromEntries(new URLSearchParams(query)),
      columns: [
        {
          head: p.name,
          onCard: 'title',
          cell: ({ uid, name, reference }) => (
            <RowTitle href={viewPath(versionsPath(uid), query)} title={name} note={reference} />
          ),
        },
        { head: p.status, width: 15, onCard: 'status', cell: ({ isActive }) => <ProductBadge isActive={isActive} /> },
      ],
      ...listed(products, page),
      empty: { icon: 'package', title: p.empty, text: p.emptyText },
    });
  }
}
