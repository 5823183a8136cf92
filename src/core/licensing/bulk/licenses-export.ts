import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { DataExport } from '../../platform/exports/data-export.entity';
import { type ExportedRows, ExportKind } from '../../platform/exports/export-kind';
import { LICENSES_EXPORT } from '../background-jobs/licenses-export-kind';
import { toLicenseRow } from '../licenses/dto/license-row.dto';
import type { LicenseFilter } from '../licenses/license-filter';
import { LicensesService } from '../licenses/licenses.service';
import { LicenseSelectionService } from '../policy-changes/license-selection.service';

const PART_ROWS = 500;
const DATES = [
  'createdAfter',
  'createdBefore',
  'startsAfter',
  'startsBefore',
  'expiresAfter',
  'expiresBefore',
] as const;

/** Exports the licenses that a call of the API selects. */
@Injectable()
export class LicensesExport extends ExportKind {
  readonly kind = LICENSES_EXPORT;
  readonly permission = Permission.LicensesRead;

  constructor(
    private readonly licenses: LicensesService,
    private readonly selected: LicenseSelectionService,
  ) {
    super();
  }

  async part(row: DataExport, after?: string): Promise<ExportedRows> {
    const { createdAt: now } = row;
    const place = { limit: PART_ROWS, after };
    const { rows, next } = await this.licenses.exportedPart(place, filterOf(row), now);
    return { rows: rows.map((exported) => toLicenseRow(exported, now)), next };
  }

  async total(row: DataExport): Promise<number> {
    return this.selected.count({ filter: filterOf(row), scope: productScope(), now: row.createdAt });
  }
}

/** Stored dates are texts. */
function filterOf({ query }: DataExport): LicenseFilter {
  const { filter } = query as { readonly filter: LicenseFilter };
  const dates = DATES.flatMap((name) => {
    const { [name]: at } = filter;
    return at === undefined ? [] : [[name, new Date(at)] as const];
  });
  return { ...filter, ...Object.fromEntries<Date>(dates) };
}
