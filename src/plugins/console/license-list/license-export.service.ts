import { Injectable } from '@nestjs/common';
import { PoliciesService, ProductsService } from '../../../core/catalog';
import { GroupsService } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { Calendar } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { type LicenseFilter, LicensesService } from '../../../core/licensing';
import { EXPORTED_FIELDS, LicenseListService, toLicenseRow } from '../../../core/licensing/internal';
import type { ExportedRows, ExportRequest } from '../../../core/platform';
import {
  type ExportMoment,
  type ExportPlace,
  ListExport,
  MAX_DIRECT_ROWS,
  type RowCount,
} from '../../../pages/exports/list-export';
import { selectionFields } from './bulk-form';
import { filterOf, SelectionQueryDto } from './license-list-query.dto';
import { exportPath, listPath } from './license-paths';
import { filterWords } from './selection-words';

/** Names that the selection is described with. */
const CHOICES = { limit: 100 } as const;
/** More licenses than any installation has. */
const ALL = 2_000_000_000;

/** Exports the selected licenses, or all that match. */
@Injectable()
export class LicenseExportService extends ListExport<SelectionQueryDto> {
  readonly kind = 'licenses';
  readonly input = SelectionQueryDto;
  readonly permission = Permission.LicensesRead;

  constructor(
    private readonly licenses: LicensesService,
    private readonly counts: LicenseListService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly groups: GroupsService,
    private readonly calendar: Calendar,
  ) {
    super();
  }

  path() {
    return exportPath;
  }

  fields(query: SelectionQueryDto) {
    return selectionFields(query);
  }

  file() {
    return { name: 'licenses', columns: EXPORTED_FIELDS } as const;
  }

  list(query: SelectionQueryDto) {
    return { title: texts('licenses').title, href: listPath(query) };
  }

  async words(query: SelectionQueryDto): Promise<readonly string[]> {
    if (isOfIds(query)) {
      return [texts('bulk').selected({ count: query.id.length })];
    }
    const { rows: products } = await this.products.list(CHOICES);
    const { rows: policies } = await this.policies.list(CHOICES);
    const groups = query.group === undefined ? [] : await this.groups.getEach([query.group]);
    return filterWords({ query, products, policies, groups });
  }

  async rows(query: SelectionQueryDto, { now }: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.licenses.exportedPart(place, this.filterOf(query, now), now);
    return { rows: rows.map((exported) => toLicenseRow(exported, now)), next };
  }

  override async count(request: ExportRequest): Promise<RowCount> {
    const count = await this.countTo(request, MAX_DIRECT_ROWS + 1);
    return { count: Math.min(count, MAX_DIRECT_ROWS), isMore: count > MAX_DIRECT_ROWS };
  }

  override total(request: ExportRequest): Promise<number> {
    return this.countTo(request, ALL);
  }

  private countTo({ query, createdAt }: ExportRequest, limit: number): Promise<number> {
    const filter = this.filterOf(this.stored(query), createdAt);
    return this.counts.count({ ...filter, isExhaustive: true }, limit);
  }

  private filterOf(query: SelectionQueryDto, now: Date): LicenseFilter {
    return isOfIds(query) ? { ids: query.id } : filterOf(query, now, this.calendar);
  }
}

function isOfIds(query: SelectionQueryDto): query is SelectionQueryDto & { readonly id: number[] } {
  return query.id !== undefined && !query.all;
}
