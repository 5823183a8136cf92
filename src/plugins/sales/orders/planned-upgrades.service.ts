import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/common';
import { ScheduleChangesService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { type Continues, isWaiting } from './continuation';
import { OrderLine } from './order-line.entity';

/**
 * Upgrades that wait for the end of a period. A scheduled change of the license moves it to its policy at that time; from then on
 * the payment counts like another upgrade, with its limits and with what a refund takes back. The caller has locked the licenses.
 */
@Injectable()
export class PlannedUpgradesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly changes: ScheduleChangesService,
    private readonly clock: Clock,
  ) {}

  /** Whether scheduled changes were made since, and their upgrades do not count yet. */
  async areMade(licenses: readonly number[]): Promise<boolean> {
    const rows = licenses.length === 0 ? [] : await this.work.manager.query<object[]>(FIND, [licenses]);
    return rows.length > 0;
  }

  /** Lets these upgrades count. */
  async settle(licenses: readonly number[]): Promise<void> {
    await this.work.manager.query(SETTLE, [licenses]);
  }

  /**
   * Schedules the changes of payments that count, and takes back those of others. One that a person has cancelled stays so.
   * A time that is past already is now.
   */
  async schedule(lines: readonly OrderLine[], isActive: (line: OrderLine) => boolean): Promise<void> {
    for (const line of lines) {
      const { licenseId, continues } = line;
      if (licenseId === null || !continues || !isWaiting(continues)) {
        continue;
      }
      const isScheduled = continues.isScheduled ?? false;
      if (isActive(line) && !isScheduled) {
        await this.begin(line, licenseId, continues);
      } else if (!isActive(line) && isScheduled) {
        await this.changes.cancelByOrigin(originOf(line));
        await this.save(line, { ...continues, isScheduled: false });
      }
    }
  }

  private async begin(line: OrderLine, licenseId: number, continues: Continues): Promise<void> {
    const { policy, effectiveAt = '' } = continues;
    const at = new Date(effectiveAt);
    if (policy === undefined || at <= this.clock.now()) {
      await this.save(line, { ...continues, isDue: true });
      return;
    }
    await this.changes.schedule(licenseId, 'change_policy', { policy, limits: [], expiry: 'keep' }, at, originOf(line));
    await this.save(line, { ...continues, isScheduled: true });
  }

  private async save(line: OrderLine, continues: Continues): Promise<void> {
    await this.work.manager.update(OrderLine, line.id, { continues });
    Object.assign(line, { continues });
  }
}

const ORIGIN = 'order_line:';

function originOf({ uid }: Pick<OrderLine, 'uid'>): string {
  return `${ORIGIN}${uid}`;
}

/** Lines of upgrades whose scheduled change was made, and that do not count yet. */
export const MADE = `
  order_lines.continues ? 'effectiveAt' AND NOT order_lines.continues @> '{"isDue": true}' AND EXISTS (
    SELECT FROM scheduled_changes AS change
    WHERE change.origin = '${ORIGIN}' || order_lines.uid AND change.done_at IS NOT NULL
  )`;

const FIND = `SELECT FROM order_lines WHERE license_id = ANY ($1) AND ${MADE} LIMIT 1`;

const SETTLE = `
  UPDATE order_lines SET continues = continues || '{"isDue": true}' WHERE license_id = ANY ($1) AND ${MADE}`;
