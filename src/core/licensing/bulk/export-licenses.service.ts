import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { currentRequest } from '../../common/http/request-context';
import type { DataExport } from '../../platform/exports/data-export.entity';
import { DataExportsService } from '../../platform/exports/data-exports.service';
import { listOf } from '../../platform/database/any-of';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { LICENSES_EXPORT } from '../background-jobs/licenses-export-kind';
import { EXPORTED_FIELDS } from '../licenses/dto/license-row.dto';
import type { LicenseFilter } from '../licenses/license-filter';
import { LicenseSelectionService, type SelectedLicenses } from '../policy-changes/license-selection.service';

export interface LicensesExportRequest extends SelectedLicenses {
  /** In this order; all by default. */
  readonly columns?: readonly string[];
  readonly reason?: string;
  readonly reference?: string;
}

/** Counts selected licenses, and starts their export. */
@Injectable()
export class ExportLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly selected: LicenseSelectionService,
    private readonly exports: DataExportsService,
    private readonly calendar: Calendar,
  ) {}

  async count(request: SelectedLicenses): Promise<number> {
    const query = await this.selected.query(await this.selected.of(request));
    const [sql, parameters] = query.select('license.id').getQueryAndParameters();
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM (${sql}) AS license`,
      parameters,
    );
    return count;
  }

  /** The audit log keeps the reason. */
  start({ columns = EXPORTED_FIELDS, reason, reference, ...selection }: LicensesExportRequest): Promise<DataExport> {
    giveReason(reason, reference);
    return this.work.run(async () => {
      const { filter, now } = await this.selected.of(selection);
      return this.exports.start({
        kind: LICENSES_EXPORT,
        name: 'licenses',
        query: { filter },
        columns,
        description: describe(filter),
        zone: this.calendar.zone,
        createdAt: now,
      });
    });
  }
}

function giveReason(reason: string | undefined, reference: string | undefined): void {
  const request = currentRequest();
  const given = request?.changeReason;
  if (request) {
    request.changeReason = {
      reason: reason ?? given?.reason ?? null,
      reference: reference ?? given?.reference ?? null,
      isRequired: given?.isRequired ?? false,
    };
  }
}

/** The filters by their names, for the list of exports. */
function describe({ ids, ...filter }: LicenseFilter): string {
  const texts = Object.entries(filter).map(([name, value]: [string, unknown]) => {
    const values = listOf(value instanceof Date ? value.toISOString() : value);
    return typeof values[0] === 'string' && `${name}: ${values.join(', ')}`;
  });
  return [ids && `ids: ${ids.length}`, ...texts].filter(Boolean).join(' · ');
}
