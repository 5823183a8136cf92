import { Injectable } from '@nestjs/common';
import type { NewestRequest, Page } from '../../common/pagination/page-request';
import { type SearchHit, SearchSource } from '../../common/search-source';
import { Permission } from '../../identity/permissions/permission';
import { ActivationsService } from './activations.service';

@Injectable()
export class DeviceSearchSource extends SearchSource {
  readonly type = 'device';
  readonly permission = Permission.ActivationsRead;

  constructor(private readonly activations: ActivationsService) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.activations.list(page, { q });
    return {
      ...rest,
      rows: rows.map(({ uid, id, name, fingerprint, license, isActive }) => ({
        id: uid,
        number: id,
        title: name ?? fingerprint,
        subtitle: license.key,
        status: isActive ? 'active' : 'inactive',
        licenseNumber: license.id,
      })),
    };
  }
  override leavesOutRows(q: string): Promise<boolean> {
    return this.activations.leavesOutRows(q);
  }
}
