import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../database/like-pattern';
import { readPage } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import type { EventName } from '../records/event-catalogue';
import { Alert } from './alert.entity';
import type { AlertRule } from './alert-rule';
import { DAY } from '../../common/calendar';

const KEPT_DAYS = 90;
/** An alert of a node that no longer runs is cleared after this time. */
const UNSEEN_MS = 2 * 60_000;
const MAX_OPEN = 100;
const MAX_MESSAGE = 1_000;

export interface AlertFilter {
  /** Only alerts that are not cleared. */
  readonly open?: boolean;
  /** Part of the type, the message or the node. */
  readonly q?: string;
}

/** Raises, clears and lists alerts. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(page: PageRequest, { open, q }: AlertFilter): Promise<Page<Alert>> {
    const query = this.work.manager.createQueryBuilder(Alert, 'alert');
    if (open !== undefined) {
      query.andWhere(`alert.clearedAt IS ${open ? '' : 'NOT '}NULL`);
    }
    if (q !== undefined) {
      query.andWhere('(alert.type ILIKE :q OR alert.message ILIKE :q OR alert.node ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** Newest first. */
  async open(): Promise<Alert[]> {
    const { rows } = await this.list({ limit: MAX_OPEN }, { open: true });
    return rows;
  }

  /** An open alert of this type gets the new message. */
  async raise({ type, severity }: Pick<AlertRule, 'type' | 'severity'>, message: string, node: string): Promise<void> {
    await this.work.run(async (manager) => {
      const [{ id, is_new }] = await manager.query<[{ id: number; is_new: boolean }]>(RAISE, [
        type,
        severity,
        message.slice(0, MAX_MESSAGE),
        node,
        this.clock.now(),
      ]);
      await this.record('alert.raised', is_new ? [id] : []);
    });
  }

  /** Clears the open alert of this type, if there is one. */
  clear({ type }: Pick<AlertRule, 'type'>, node: string): Promise<void> {
    return this.clearWhere('type = $2 AND node = $3', [type, node]);
  }

  /** Clears alerts of nodes that no longer run, and deletes old ones. */
  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.clearWhere(`node <> '' AND seen_at < $2`, [new Date(now - UNSEEN_MS)]);
    await this.work.manager.query(`DELETE FROM alerts WHERE cleared_at < $1`, [new Date(now - KEPT_DAYS * DAY)]);
  }

  private async clearWhere(condition: string, parameters: unknown[]): Promise<void> {
    await this.work.run(async (manager) => {
      const [rows] = await manager.query<[{ id: number }[], number]>(
        `UPDATE alerts SET cleared_at = $1 WHERE cleared_at IS NULL AND ${condition} RETURNING id`,
        [this.clock.now(), ...parameters],
      );
      await this.record(
        'alert.cleared',
        rows.map(({ id }) => id),
      );
    });
  }

  private async record(event: EventName, ids: readonly number[]): Promise<void> {
    const alerts = ids.length > 0 ? await this.work.manager.findBy(Alert, { id: In(ids) }) : [];
    await this.work.record(
      alerts.map((alert) => this.work.changeRecord(event, alert, null, this.work.snapshot(alert))),
    );
  }
}

const RAISE = `
  INSERT INTO alerts AS a (type, severity, message, node, raised_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)
  ON CONFLICT (type, node) WHERE cleared_at IS NULL DO UPDATE SET message = excluded.message, seen_at = excluded.seen_at
  RETURNING id, xmax = 0 AS is_new
`;
