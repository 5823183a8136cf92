import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import type { NewestRequest, Page } from '../../common/pagination/page-request';
import { type SearchHit, SearchSource } from '../../common/search-source';
import { Permission } from '../../identity/permissions/permission';
import { LicenseListService } from './license-list.service';
import { LicensesService } from './licenses.service';

@Injectable()
export class LicenseSearchSource extends SearchSource {
  readonly type = 'license';
  readonly permission = Permission.LicensesRead;

  constructor(
    private readonly licenses: LicensesService,
    private readonly licenseList: LicenseListService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.licenses.list(page, { q });
    return {
      ...rest,
      rows: rows.map(({ license }) => ({
        id: license.uid,
        number: license.id,
        title: license.key,
        subtitle: license.customer?.name ?? '',
        status: license.statusAt(this.clock.now()),
      })),
    };
  }
  override leavesOutRows(q: string): Promise<boolean> {
    return this.licenseList.leavesOutRows(q);
  }
}
