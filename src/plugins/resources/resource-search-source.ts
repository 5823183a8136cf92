import { Injectable } from '@nestjs/common';
import { type NewestRequest, type Page, type SearchHit, SearchSource } from '../../core/common';
import { ResourcesService } from './resources.service';

@Injectable()
export class ResourceSearchSource extends SearchSource {
  readonly type = 'resource';
  readonly permission = 'resources:read';

  constructor(private readonly resources: ResourcesService) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.resources.list(page, { search: q });
    return {
      ...rest,
      rows: rows.map(({ uid, id, identifier, type, status }) => ({
        id: uid,
        number: id,
        title: identifier,
        subtitle: type,
        status,
      })),
    };
  }
}
