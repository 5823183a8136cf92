import { Injectable } from '@nestjs/common';
import type { NewestRequest, Page } from '../../common/pagination/page-request';
import { type SearchHit, SearchSource } from '../../common/search-source';
import { productScope } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { GroupsService } from './groups.service';

@Injectable()
export class GroupSearchSource extends SearchSource {
  readonly type = 'group';
  readonly permission = Permission.LicensesRead;

  constructor(private readonly groups: GroupsService) {
    super();
  }

  /** Nothing for a product-scoped API key, which has no access to groups. */
  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    if (productScope() !== undefined) {
      return { rows: [], total: 0, next: null };
    }
    const { rows, ...rest } = await this.groups.list(page, q);
    return {
      ...rest,
      rows: rows.map(({ uid, id, name }) => ({ id: uid, number: id, title: name, subtitle: '', status: null })),
    };
  }
}
