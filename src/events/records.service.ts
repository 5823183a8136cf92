import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { type Page, type PageRequest } from '../common/pagination/page-request';
import { readPage } from '../platform/database/read-page';
import { AuditEntry } from '../platform/records/audit-entry.entity';
import { Event } from '../platform/records/event.entity';
import { UnitOfWork } from '../platform/database/unit-of-work';

export interface Target {
  readonly type: string;
  readonly id: string;
}

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly target?: Partial<Target>;
}

export interface EventFilter {
  readonly name?: string;
  readonly target?: Partial<Target>;
}

/** Reads the audit entries and events that the unit of work recorded. */
@Injectable()
export class RecordsService {
  constructor(private readonly work: UnitOfWork) {}

  auditEntries({ actor, action, target }: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>> {
    const query = this.work.manager.createQueryBuilder(AuditEntry, 'record');
    return readPage(where(query, { actor, action, targetType: target?.type, targetId: target?.id }), page);
  }

  events({ name, target }: EventFilter, page: PageRequest): Promise<Page<Event>> {
    const query = this.work.manager.createQueryBuilder(Event, 'record');
    return readPage(where(query, { name, targetType: target?.type, targetId: target?.id }), page);
  }
}

function where<T extends AuditEntry | Event>(
  query: SelectQueryBuilder<T>,
  filters: Readonly<Record<string, string | undefined>>,
): SelectQueryBuilder<T> {
  for (const [column, value] of Object.entries(filters)) {
    if (value !== undefined) {
      query.andWhere(`record.${column} = :${column}`, { [column]: value });
    }
  }
  return query;
}
