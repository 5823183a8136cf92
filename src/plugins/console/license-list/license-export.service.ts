import { Injectable } from '@nestjs/common';
import { PoliciesService, ProductsService } from '../../../core/catalog';
import { GroupsService } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { Calendar } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { type LicenseFilter, LicensesService } from '../../../core/licensing';
import { EXPORTED_FIELDS, LicenseListService, toLicenseRow } from '../../../core/licensing/internal';
import type { ExportedRows, ExportRequest } from '../../../core/platform';
import { EXPORT_LIMITS, type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { selectionFields } from './bulk-form';
import { filterOf, SelectionQueryDto } from './license-list-query.dto';
import { exportPath, listPath } from './license-paths';
import { filterWords } from './selection-words';

/** Names that the selection is described with. */
const CHOICES = { limit: 100 } as const;
const WHOSE = ['key', 'product', 'customer_name', 'customer_email', 'type', 'status', 'expires_at'] as const;
/** Columns of licenses for somebody who helps customers. */
const SUPPORT_COLUMNS = [
  ...WHOSE,
  ...(['max_activations', 'seats_used', 'first_activated_at', 'last_seen_at', 'support_until', 'description'] as const),
] as const;
const SETS = {
  accounting: [...WHOSE, 'customer_id', 'order_id', 'policy', 'starts_at', 'max_activations', 'batch', 'created_at'],
  support: SUPPORT_COLUMNS,
} as const;
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
    return { name: 'licenses', columns: EXPORTED_FIELDS, sets: SETS } as const;
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

  protected override counted(query: SelectionQueryDto, { now }: ExportMoment): Promise<number> {
    return this.countTo(query, now, EXPORT_LIMITS.directRows + 1);
  }

  override total(request: ExportRequest): Promise<number> {
    return this.countTo(this.stored(request.query), request.createdAt, ALL);
  }

  private countTo(query: SelectionQueryDto, now: Date, limit: number): Promise<number> {
    return this.counts.count({ ...this.filterOf(query, now), isExhaustive: true }, limit);
  }

  private filterOf(query: SelectionQueryDto, now: Date): LicenseFilter {
    return isOfIds(query) ? { ids: query.id } : filterOf(query, now, this.calendar);
  }
}

function isOfIds(query: SelectionQueryDto): query is SelectionQueryDto & { readonly id: number[] } {
  return query.id !== undefined && !query.all;
}
