import { Injectable } from '@nestjs/common';
import { type Page, type PageRequest } from '../common/pagination/page-request';
import { foundAmongNewest, searchPattern } from '../platform/database/like-pattern';
import { readPage } from '../platform/database/read-page';
import { AuditEntry } from '../platform/records/audit-entry.entity';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Target, withFilters } from './event-query';

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly target?: Partial<Target>;
  /** Part of the actor, the action or the target's id. */
  readonly q?: string;
}

/** Reads the audit entries that the unit of work recorded. */
@Injectable()
export class RecordsService {
  constructor(private readonly work: UnitOfWork) {}

  auditEntries({ actor, action, target, q }: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>> {
    const query = this.work.manager.createQueryBuilder(AuditEntry, 'record');
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    return readPage(withFilters(query, { actor, action, targetType: target?.type, targetId: target?.id }), page);
  }
}

const SEARCH = foundAmongNewest({
  alias: 'record',
  table: 'audit_entries',
  match: 'newest.actor ILIKE :q OR newest.action ILIKE :q OR newest.target_id ILIKE :q',
});
