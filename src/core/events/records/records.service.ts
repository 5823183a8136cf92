import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { AuditEntry } from '../../platform/records/audit-entry.entity';
import { Event } from '../../platform/records/event.entity';
import { isInScope, productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { noConsequence } from '../../platform/records/consequences';
import type { PlainErrorName } from '../../common/errors/catalogue';
import { type Span, type Target, withSpan, withTarget } from './event-query';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereAnyOf } from '../../platform/database/any-of';

export interface AuditFilter extends Span {
  readonly actor?: OneOrMore<string>;
  readonly action?: OneOrMore<string>;
  readonly reference?: OneOrMore<string>;
  readonly target?: Partial<Target>;
  /** Part of the actor, the action or the target's id. */
  readonly q?: string;
  /** One entry for each change. */
  readonly isBrief?: boolean;
  /** Ids of products: only their entries. */
  readonly products?: readonly number[];
}

/** The last change of a target, with its actor. */
export type LatestEntry = Pick<AuditEntry, 'id' | 'targetId' | 'actor' | 'at'>;

/** Reads the audit entries that the unit of work recorded. */
@Injectable()
export class RecordsService {
  constructor(private readonly work: UnitOfWork) {}

  auditEntries(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>> {
    const { actor, action, reference, target, q, isBrief, products } = filter;
    const query = this.work.manager.createQueryBuilder(AuditEntry, 'record');
    whereAnyOf(query, { productId: products });
    if (q !== undefined) {
      query.andWhere(products ? SEARCH_OF_PRODUCTS : SEARCH, { q: searchPattern(q), searched: products });
    }
    if (isBrief) {
      query.andWhere(noConsequence('record.action'));
    }
    return readPage(withTarget(withSpan(whereAnyOf(query, { actor, action, reference }), filter), target), page);
  }

  async auditEntry(id: number): Promise<AuditEntry> {
    const entry = await this.work.manager.findOneBy(AuditEntry, { id });
    return found('AUDIT_ENTRY_NOT_FOUND', isVisible(entry?.productId) ? entry : null);
  }

  /** Also an event that has no number yet. */
  async event(id: number): Promise<Event> {
    const event = await this.work.manager.findOneBy(Event, { id });
    return found('EVENT_NOT_FOUND', isVisible(productIn(event)) ? event : null);
  }

  /** The newest audit entry of each target of a type that has one. */
  async latestOf(type: string, ids: readonly string[]): Promise<LatestEntry[]> {
    return this.work.manager.query<LatestEntry[]>(LATEST, [type, ids]);
  }
}

const LATEST = `
  SELECT entry.* FROM unnest($2::text[]) AS target (id) CROSS JOIN LATERAL (
    SELECT id, target_id AS "targetId", actor, at FROM audit_entries
    WHERE target_type = $1 AND target_id = target.id ORDER BY audit_entries.id DESC LIMIT 1
  ) AS entry`;

function productIn(event: Event | null): unknown {
  const { product_id: id }: { product_id?: unknown } = event?.data ?? {};
  return id;
}

/** A caller of some products sees what belongs to one of them. */
function isVisible(productId: unknown): boolean {
  return productScope() === undefined || (typeof productId === 'number' && isInScope(productId));
}

function found<T>(error: PlainErrorName, row: T | null): T {
  if (!row) {
    throw problem(error);
  }
  return row;
}

const NEWEST = {
  alias: 'record',
  table: 'audit_entries',
  match: 'newest.actor ILIKE :q OR newest.action ILIKE :q OR newest.target_id ILIKE :q',
};
const SEARCH = foundAmongNewest(NEWEST);
const SEARCH_OF_PRODUCTS = foundAmongNewest({ ...NEWEST, where: 'product_id = ANY (:searched)' });
