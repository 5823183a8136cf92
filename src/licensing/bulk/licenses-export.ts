import { Injectable } from '@nestjs/common';
import { ApiKeysService } from '../../identity/api-keys/api-keys.service';
import { problem } from '../../common/errors/domain-error';
import { type ProductScope, scopeOf } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { DataExport } from '../../platform/exports/data-export.entity';
import { type ExportedRows, ExportKind } from '../../platform/exports/export-kind';
import { LICENSES_EXPORT } from '../jobs/licenses-export-kind';
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
    private readonly apiKeys: ApiKeysService,
  ) {
    super();
  }

  async part(row: DataExport, after?: string): Promise<ExportedRows> {
    const { createdAt: now } = row;
    const place = { limit: PART_ROWS, after };
    const { rows, next } = await this.licenses.exportedPart(place, filterOf(row), now, await this.scopeOfCreator(row));
    return { rows: rows.map((exported) => toLicenseRow(exported, now)), next };
  }

  async total(row: DataExport): Promise<number> {
    return this.selected.count({ filter: filterOf(row), scope: await this.scopeOfCreator(row), now: row.createdAt });
  }

  /** The products that the creator is restricted to now. Throws if its key was revoked or has expired. */
  private async scopeOfCreator({ actorType, actorId }: DataExport): Promise<ProductScope> {
    if (actorType !== 'api-key' || actorId === null) {
      return undefined;
    }
    const apiKey = await this.apiKeys.active(actorId);
    if (!apiKey) {
      throw problem('API_KEY_REVOKED');
    }
    return scopeOf(apiKey);
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
