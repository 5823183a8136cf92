import { Injectable } from '@nestjs/common';
import type { NewestRequest, Page } from '../../common/pagination/page-request';
import { type SearchHit, SearchSource } from '../../common/search-source';
import { Permission } from '../../identity/permissions/permission';
import { ProductsService } from './products.service';

@Injectable()
export class ProductSearchSource extends SearchSource {
  readonly type = 'product';
  readonly permission = Permission.ProductsRead;

  constructor(private readonly products: ProductsService) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.products.list(page, { q });
    return {
      ...rest,
      rows: rows.map(({ uid, id, name, reference, isActive }) => ({
        id: uid,
        number: id,
        title: name,
        subtitle: reference,
        status: isActive ? 'active' : 'inactive',
      })),
    };
  }
}
