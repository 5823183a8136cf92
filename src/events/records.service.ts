import { Injectable } from '@nestjs/common';
import { type Page, type PageRequest } from '../common/pagination/page-request';
import { readPage } from '../platform/database/read-page';
import { AuditEntry } from '../platform/records/audit-entry.entity';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Target, withFilters } from './event-query';

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly target?: Partial<Target>;
}

/** Reads the audit entries that the unit of work recorded. */
@Injectable()
export class RecordsService {
  constructor(private readonly work: UnitOfWork) {}

  auditEntries({ actor, action, target }: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>> {
    const query = this.work.manager.createQueryBuilder(AuditEntry, 'record');
    return readPage(withFilters(query, { actor, action, targetType: target?.type, targetId: target?.id }), page);
  }
}
