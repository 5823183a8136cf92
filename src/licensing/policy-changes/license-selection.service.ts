import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { type CursorRequest, type Page } from '../../common/pagination/page-request';
import { scoped } from '../../identity/permissions/scoped';
import { countRows, readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { applyFilter, foundBy, type LicenseFilter } from '../licenses/license-filter';
import { applyReferences } from '../licenses/license-filter-references';
import { License } from '../../licenses/licenses/license.entity';

export interface LicenseSelection {
  readonly filter: LicenseFilter;
  /** The only product whose licenses are selected. */
  readonly scope: number | undefined;
  /** The time at which a status applies. */
  readonly now: Date;
}

/** Reads selected licenses, also after the request that selected them. */
@Injectable()
export class LicenseSelectionService {
  constructor(private readonly work: UnitOfWork) {}

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

  private async query({ filter, scope, now }: LicenseSelection): Promise<SelectQueryBuilder<License>> {
    const { manager } = this.work;
    const query = manager.createQueryBuilder(License, 'license');
    applyFilter(query, { ...filter, isExhaustive: true }, now);
    await applyReferences(manager, query, filter);
    return scope === undefined ? query : scoped(query, 'license.productId', scope);
  }
}
