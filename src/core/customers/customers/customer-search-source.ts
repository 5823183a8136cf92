import { Injectable } from '@nestjs/common';
import type { NewestRequest, Page } from '../../common/pagination/page-request';
import { type SearchHit, SearchSource } from '../../common/search-source';
import { Permission } from '../../identity/permissions/permission';
import { CustomersService } from './customers.service';

@Injectable()
export class CustomerSearchSource extends SearchSource {
  readonly type = 'customer';
  readonly permission = Permission.CustomersRead;

  constructor(private readonly customers: CustomersService) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.customers.list(page, { q });
    return {
      ...rest,
      rows: rows.map(({ uid, id, name, email, company }) => ({
        id: uid,
        number: id,
        title: name,
        subtitle: email ?? company ?? '',
        status: null,
      })),
    };
  }
  override leavesOutRows(q: string): Promise<boolean> {
    return this.customers.leavesOutRows(q);
  }
}
