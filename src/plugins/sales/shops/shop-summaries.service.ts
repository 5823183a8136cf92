import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../core/platform';
import { ATTENTION_STATES } from './shop-event.entity';
import type { Shop } from './shop.entity';

/** Events that need attention are counted up to this number. */
export const MAX_COUNTED_EVENTS = 1_000;

/** The figures of a shop in a list. */
export interface ShopSummary {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  /** Events that are unmapped or have failed; at most MAX_COUNTED_EVENTS. */
  readonly attention: number;
  /** Type of the newest event; null without events. */
  readonly lastType: string | null;
  readonly lastReceivedAt: Date | null;
}

/** Reads the last event of shops, and how many need attention. */
@Injectable()
export class ShopSummariesService {
  constructor(private readonly work: UnitOfWork) {}

  /** The summaries, by shop id. */
  async of(shops: readonly Shop[]): Promise<ReadonlyMap<number, ShopSummary>> {
    const rows = await this.work.manager.query<ShopSummary[]>(`${SUMMARIES} WHERE shop.id = ANY ($1)`, [
      shops.map(({ id }) => id),
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Shops with events that need attention, by name. */
  async needingAttention(): Promise<ShopSummary[]> {
    const rows = await this.work.manager.query<ShopSummary[]>(`${SUMMARIES} ORDER BY shop.name`);
    return rows.filter(({ attention }) => attention > 0);
  }
}

/** There are at most 100 shops, and their events have an index of these states. */
export const COUNT_SHOPS_NEEDING_ATTENTION = `
    SELECT count(*)::integer FROM shops
    WHERE EXISTS (SELECT 1 FROM shop_events WHERE shop_id = shops.id AND state IN ('unmapped', 'failed'))`;

const STATES = ATTENTION_STATES.map((state) => `'${state}'`).join(', ');

// There are at most 100 shops; each part reads the end of an index.
const SUMMARIES = `
  SELECT shop.id, shop.uid, shop.name, newest.type AS "lastType", newest.received_at AS "lastReceivedAt", (
    SELECT count(*)::integer FROM (
      SELECT 1 FROM shop_events
      WHERE shop_id = shop.id AND state IN (${STATES}) ORDER BY id LIMIT ${MAX_COUNTED_EVENTS}
    ) AS counted
  ) AS attention
  FROM shops AS shop LEFT JOIN LATERAL (
    SELECT type, received_at FROM shop_events WHERE shop_id = shop.id ORDER BY id DESC LIMIT 1
  ) AS newest ON true`;
