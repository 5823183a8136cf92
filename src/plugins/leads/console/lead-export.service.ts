import { Injectable } from '@nestjs/common';
import { LEAD_COLUMNS, rowsOfLead } from '../lead-rows';
import { LeadsService } from '../leads.service';
import { texts } from '../../../core/i18n';
import type { ExportedRows } from '../../../core/platform';
import { withQuery } from '../../../pages/components/filters';
import { type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { EXPORT_PATH, LEADS_PATH } from './lead-paths';
import { LeadFilterQueryDto } from './lead-query.dto';

/** Exports leads; one with several contacts has several rows. */
@Injectable()
export class LeadExportService extends ListExport<LeadFilterQueryDto> {
  readonly kind = 'leads';
  readonly input = LeadFilterQueryDto;
  readonly permission = 'leads:read';

  constructor(private readonly leads: LeadsService) {
    super();
  }

  path() {
    return EXPORT_PATH;
  }

  fields({ status, type, q }: LeadFilterQueryDto) {
    return { status, type, q };
  }

  file() {
    return { name: 'leads', columns: LEAD_COLUMNS } as const;
  }

  list(query: LeadFilterQueryDto) {
    return { title: texts('leads').leads, href: withQuery(LEADS_PATH, this.fields(query)) };
  }

  words({ status, type, q }: LeadFilterQueryDto) {
    const words = [status && texts('leads').statuses[status], type, q && `“${q}”`];
    return words.filter((word) => word !== undefined);
  }

  async rows(filter: LeadFilterQueryDto, _moment: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.leads.list(place, filter);
    return { rows: rows.flatMap(rowsOfLead), next };
  }
}
