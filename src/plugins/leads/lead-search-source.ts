import { Injectable } from '@nestjs/common';
import { type NewestRequest, type Page, type SearchHit, SearchSource } from '../../core/common';
import { LeadsService } from './leads.service';

@Injectable()
export class LeadSearchSource extends SearchSource {
  readonly type = 'lead';
  readonly permission = 'leads:read';

  constructor(private readonly leads: LeadsService) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.leads.list(page, { q });
    return {
      ...rest,
      rows: rows.map(({ institution: { uid, id, name, type, city, status } }) => ({
        id: uid,
        number: id,
        title: name,
        subtitle: city || type,
        status,
      })),
    };
  }
}
