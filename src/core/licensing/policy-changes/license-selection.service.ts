import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { type CursorRequest, type Page } from '../../common/pagination/page-request';
import { type ProductScope, productScope, scoped } from '../../identity/permissions/caller';
import { countRows, readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { applyFilter, foundBy, type LicenseFilter } from '../licenses/license-filter';
import { applyReferences } from '../licenses/license-filter-references';
import { License } from '../../licenses/licenses/license.entity';

export interface LicenseSelection {
  readonly filter: LicenseFilter;
  /** The only products whose licenses are selected. */
  readonly scope: ProductScope;
  /** The time at which a status applies. */
  readonly now: Date;
}

/** Either a filter, or uids or keys of licenses. */
export interface SelectedLicenses {
  readonly filter?: LicenseFilter;
  readonly ids?: readonly string[];
}

/** Reads selected licenses, also after the request that selected them. */
@Injectable()
export class LicenseSelectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The caller's selection at this time. */
  async of({ filter, ids }: SelectedLicenses): Promise<LicenseSelection> {
    if ((filter === undefined) === (ids === undefined)) {
      throw problem('FILTER_OR_IDS', { field: 'filter' });
    }
    const selected = filter ?? { ids: await this.numbersOf(ids ?? []) };
    return { filter: selected, scope: productScope(), now: this.clock.now() };
  }

  /** Without relations, newest first. */
  async page(selection: LicenseSelection, request: CursorRequest): Promise<Page<License>> {
    return readPage(await this.query(selection), request, foundBy(selection.filter));
  }

  /** Exact up to 100,000, an estimate above. */
  async count(selection: LicenseSelection): Promise<number> {
    const query = (await this.query(selection)).select('1');
    // All licenses are counted in an index; the planner would read the table.
    const isFiltered = query.expressionMap.wheres.length > 0;
    return countRows(this.work.manager, ...(isFiltered ? query : query.orderBy('license.id')).getQueryAndParameters());
  }

  /** The main alias is `license`. */
  async query({ filter, scope, now }: LicenseSelection): Promise<SelectQueryBuilder<License>> {
    const { manager } = this.work;
    const query = manager.createQueryBuilder(License, 'license');
    applyFilter(query, { ...filter, isExhaustive: true }, now);
    await applyReferences(manager, query, filter);
    return scope === undefined ? query : scoped(query, 'license.productId', scope);
  }

  /** @param ids uids or keys */
  private async numbersOf(ids: readonly string[]): Promise<number[]> {
    const query = this.work.manager
      .createQueryBuilder(License, 'license')
      .select(['license.id', 'license.uid', 'license.key'])
      .where(
        'license.id = ANY (ARRAY(SELECT id FROM licenses WHERE uid = ANY (CAST(:uids AS uuid[])) UNION SELECT id FROM licenses WHERE key = ANY (:keys)))',
        {
          uids: ids.filter((id) => isUUID(id)),
          keys: ids,
        },
      );
    const licenses = await scoped(query, 'license.productId').getMany();
    const found = new Set(licenses.flatMap(({ uid, key }) => [uid, key]));
    if (ids.some((id) => !found.has(id) && !found.has(id.toLowerCase()))) {
      throw problem('LISTED_LICENSE_NOT_FOUND', { field: 'ids' });
    }
    return licenses.map(({ id }) => id);
  }
}
