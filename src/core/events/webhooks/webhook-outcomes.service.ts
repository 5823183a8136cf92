import { Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Metrics } from '../../platform/monitoring/metrics';
import { nextTryAfter } from './retry-schedule';
import type { DeliveryTry } from './webhook-delivery.entity';
import { WebhookEndpoint } from './webhook-endpoint.entity';
import { type ClaimedDelivery, type Outcome, WebhookQueueService } from './webhook-queue.service';
import { DAY } from '../../common/calendar';

/** An endpoint without a successful try for this long is disabled. */
export const FAILING_LIMIT_MS = 3 * DAY;
const GONE = 410;

const WARNINGS = { gone: 'it answered 410', failing: 'no try succeeded for three days' };

export interface FinishedTry {
  readonly delivery: ClaimedDelivery;
  readonly attempt: DeliveryTry;
}

/** Records tries, schedules the next ones, and disables endpoints that are gone. */
@Injectable()
export class WebhookOutcomesService {
  private readonly logger = new Logger('Webhooks');
  private readonly tries: Counter<'outcome'>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly queue: WebhookQueueService,
    private readonly clock: Clock,
    { registry }: Metrics,
  ) {
    this.tries = new Counter({
      name: 'keyward_webhook_tries_total',
      help: 'Number of webhook requests by outcome: delivered, pending (to be tried again) or failed.',
      labelNames: ['outcome'],
      registers: [registry],
    });
    // Prometheus sees no increase in a series that begins with 1.
    ['delivered', 'pending', 'failed'].forEach((outcome) => this.tries.inc({ outcome }, 0));
  }

  /** Endpoints are changed before deliveries, in the order in which deleting an endpoint locks them. */
  async record(tries: readonly FinishedTry[]): Promise<void> {
    const outcomes = tries.map((finished) => this.outcomeOf(finished));
    await this.work.run(async (manager) => {
      await this.noteEndpoints(manager, tries);
      await this.queue.record(manager, outcomes);
    });
    outcomes.forEach(({ status }) => this.tries.inc({ outcome: status }));
  }

  private outcomeOf({ delivery, attempt }: FinishedTry): Outcome {
    const { id, attempts } = delivery;
    const now = this.clock.now();
    if (isSuccess(attempt)) {
      return { id, attempts, status: 'delivered', dueAt: now, attempt };
    }
    const next = attempt.status_code === GONE ? undefined : nextTryAfter(attempts, now);
    return { id, attempts, status: next ? 'pending' : 'failed', dueAt: next ?? now, attempt };
  }

  private async noteEndpoints(manager: EntityManager, tries: readonly FinishedTry[]): Promise<void> {
    const reached = endpointsOf(tries.filter(({ attempt }) => isSuccess(attempt)));
    const failed = endpointsOf(tries.filter(({ delivery, attempt }) => delivery.event && !isSuccess(attempt)));
    const gone = endpointsOf(tries.filter(({ attempt }) => attempt.status_code === GONE));
    const failing = failed.filter((id) => !reached.includes(id));
    await manager.query(NOTE, [reached, failing, this.clock.now()]);
    await this.disable(manager, gone, 'gone');
    if (failing.length > 0) {
      await this.disable(manager, await this.failingTooLong(manager, failing), 'failing');
    }
  }

  private async failingTooLong(manager: EntityManager, ids: readonly number[]): Promise<number[]> {
    const limit = new Date(this.clock.now().getTime() - FAILING_LIMIT_MS);
    const rows = await manager.query<{ id: number }[]>(
      'SELECT id FROM webhook_endpoints WHERE id = ANY($1) AND failing_since <= $2',
      [ids, limit],
    );
    return rows.map(({ id }) => id);
  }

  private async disable(manager: EntityManager, ids: readonly number[], reason: keyof typeof WARNINGS): Promise<void> {
    if (ids.length === 0) {
      return;
    }
    const endpoints = await manager.find(WebhookEndpoint, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    for (const endpoint of endpoints.filter(({ disabledAt }) => disabledAt === null)) {
      const change = { disabledAt: this.clock.now(), disabledReason: reason, updatedAt: this.clock.now() };
      await this.work.update('webhook_endpoint.disabled', endpoint, change, { url: endpoint.url });
      this.logger.warn(`Webhook ${endpoint.uid} was disabled: ${WARNINGS[reason]}`);
    }
  }
}

function isSuccess({ status_code: status }: DeliveryTry): boolean {
  return status !== null && status >= 200 && status < 300;
}

function endpointsOf(tries: readonly FinishedTry[]): number[] {
  return [...new Set(tries.map(({ delivery }) => delivery.endpointId))];
}

// Writes only what changes, in the order of ids, so that nodes do not wait for each other crosswise.
const NOTE = `
  UPDATE webhook_endpoints AS endpoint SET failing_since = CASE WHEN changed.id = ANY($2) THEN $3::timestamptz END
  FROM (
    SELECT id FROM webhook_endpoints
    WHERE id = ANY($1) AND failing_since IS NOT NULL OR id = ANY($2) AND failing_since IS NULL
    ORDER BY id FOR NO KEY UPDATE
  ) AS changed WHERE endpoint.id = changed.id`;
