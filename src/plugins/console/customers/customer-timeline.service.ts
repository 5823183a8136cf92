import { Injectable } from '@nestjs/common';
import { Clock, type CursorRequest, type Page, problem } from '../../../core/common';
import type { Customer } from '../../../core/customers';
import { type AuditEntry, UnitOfWork } from '../../../core/platform';
import { noConsequence } from '../../../core/platform/internal';
import { type CustomerRefusal, CustomerRefusalsService } from './customer-refusals.service';
import { cursorAt, cutPage, type LogPlace, placeIn } from '../../../core/licensing/internal';
import { licensesOfCustomer } from './owned-licenses';

/** A change of the customer, or of one of its licenses or orders. */
export interface CustomerChange extends AuditEntry {
  /** Null for a change that is not of a license. */
  readonly licenseKey: string | null;
}

export type TimelineRow = { readonly at: Date; readonly id: number } & (
  | { readonly kind: 'change'; readonly change: CustomerChange }
  | { readonly kind: 'refusal'; readonly refusal: CustomerRefusal }
);

/** Changes of so many licenses, the newest, are in the timeline. */
export const TIMELINE_LICENSES = 1_000;

const EVERY_ID = Number.MAX_SAFE_INTEGER;

/** Changes of a customer, of its licenses and of its orders, and refusals of their programs. */
@Injectable()
export class CustomerTimelineService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly refusals: CustomerRefusalsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Newest first; of the same instant, changes come before refusals.
   * @param orders uids of the orders whose changes are included
   */
  async list(
    customer: Customer,
    { limit, after }: CursorRequest,
    orders: readonly string[],
  ): Promise<Page<TimelineRow>> {
    const { changes, refusals } = this.placesIn(after);
    const rows: TimelineRow[] = [
      ...(await this.changes(customer, orders, limit + 1, changes)).map(rowOfChange),
      ...(await this.refusals.newest(customer.id, limit + 1, refusals)).map(rowOfRefusal),
    ];
    // The sort is stable.
    rows.sort((one, other) => other.at.getTime() - one.at.getTime());
    return cutPage(rows, limit, cursorOf);
  }

  private changes(
    { id, uid }: Customer,
    orders: readonly string[],
    limit: number,
    before: LogPlace,
  ): Promise<CustomerChange[]> {
    return this.work.manager.query(changesQuery(), [id, uid, before.at, before.id, limit, orders]);
  }

  /** Where each of the two logs goes on. */
  private placesIn(cursor: string | undefined): { readonly changes: LogPlace; readonly refusals: LogPlace } {
    if (cursor === undefined) {
      const start = { at: this.clock.now(), id: EVERY_ID };
      return { changes: start, refusals: start };
    }
    const place = placeIn(cursor.slice(2));
    if (!place || !/^[cr]-/.test(cursor)) {
      throw problem('AFTER_INVALID', { field: 'after' });
    }
    return cursor.startsWith('c')
      ? { changes: place, refusals: { at: place.at, id: EVERY_ID } }
      : { changes: { at: place.at, id: 0 }, refusals: place };
  }
}

function rowOfChange(change: CustomerChange): TimelineRow {
  return { kind: 'change', at: change.at, id: change.id, change };
}

function rowOfRefusal(refusal: CustomerRefusal): TimelineRow {
  return { kind: 'refusal', at: refusal.at, id: refusal.id, refusal };
}

function cursorOf(row: TimelineRow): string {
  return `${row.kind === 'change' ? 'c' : 'r'}-${cursorAt(row)}`;
}

// The entries of a target are read in the order of their ids, which is that of their times.
const changesQuery = (): string => `
  WITH target AS MATERIALIZED (
    SELECT 'customers' AS type, $2::text AS id, NULL AS key
    UNION ALL
    SELECT 'orders', unnest($6::text[]), NULL
    UNION ALL
    SELECT 'licenses', uid::text, key FROM (${licensesOfCustomer('uid, key', TIMELINE_LICENSES)}) AS owned
  )
  SELECT entry.*, target.key AS "licenseKey" FROM target CROSS JOIN LATERAL (
    SELECT id, at, actor_type AS "actorType", actor, action, target_type AS "targetType", target_id AS "targetId",
      before, after, ip, request_id AS "requestId", job_id AS "jobId", reason, reference
    FROM audit_entries
    WHERE target_type = target.type AND target_id = target.id AND at <= $3 AND (at < $3 OR id < $4)
      AND ${noConsequence()}
    ORDER BY audit_entries.id DESC LIMIT $5
  ) AS entry ORDER BY at DESC, id DESC LIMIT $5`;
