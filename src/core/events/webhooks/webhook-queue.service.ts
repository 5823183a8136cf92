import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Event } from '../../platform/records/event.entity';
import { EventSequenceService, type NumberedRange } from '../records/event-sequence.service';
import type { DeliveryTry } from './webhook-delivery.entity';
import type { WebhookEndpoint } from './webhook-endpoint.entity';

/** Deliveries to an endpoint that a node claims ahead; one while it fails, so that it ties up no more. */
export const CLAIM_SIZE = 50;
const CLAIM_SIZE_FAILING = 1;
/** A delivery whose node died is claimed by another after this time. Longer than all claimed deliveries take, at their slowest. */
export const LEASE_MS = 120_000;

/** A delivery that this node has taken. */
export interface ClaimedDelivery extends Pick<
  WebhookEndpoint,
  'uid' | 'url' | 'format' | 'apiVersion' | 'secret' | 'previousSecret' | 'previousSecretExpiresAt'
> {
  readonly id: number;
  readonly endpointId: number;
  readonly messageId: string;
  readonly attempts: number;
  /** Undefined if the event is not stored, for example because its month was dropped or detached. */
  readonly event: Event | undefined;
}

/** Result of an attempt. */
export interface Outcome {
  readonly id: number;
  readonly attempts: number;
  readonly status: 'pending' | 'delivered' | 'failed';
  /** Time of the next attempt. */
  readonly dueAt: Date;
  readonly attempt: DeliveryTry;
}

interface ClaimedRow extends Omit<ClaimedDelivery, 'event'> {
  readonly eventId: number;
  readonly eventAt: Date;
}

/** The outbox: deliveries are created with the numbers of their events, and taken by one node at a time. */
@Injectable()
export class WebhookQueueService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    sequence: EventSequenceService,
  ) {
    sequence.onNumbered((_manager, range) => this.fanOut(range));
  }

  /** A test goes to its endpoint alone. */
  private async fanOut({ first, last }: NumberedRange): Promise<void> {
    await this.work.query(FAN_OUT, [first, last, this.clock.now()]);
  }

  /**
   * Claims deliveries that are due.
   * @param busy number of deliveries that this node has claimed, by endpoint
   */
  async claim(busy: ReadonlyMap<number, number>): Promise<ClaimedDelivery[]> {
    const now = this.clock.now();
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    const rows = await this.work.query<ClaimedRow>(CLAIM, [
      [...busy.keys()],
      [...busy.values()],
      now,
      leaseEnd,
      CLAIM_SIZE,
      CLAIM_SIZE_FAILING,
    ]);
    const events = rows.length > 0 ? await this.eventsOf(rows) : new Map<number, Event>();
    return rows.map((row) => ({ ...row, event: events.get(row.eventId) }));
  }

  /** Ignores outcomes of deliveries that another node has taken since, because the lease ended. */
  async record(manager: EntityManager, outcomes: readonly Outcome[]): Promise<void> {
    const finishedAt = this.clock.now();
    const rows = outcomes.map(({ id, attempts, status, dueAt, attempt }) => ({
      id,
      attempts,
      status,
      due_at: dueAt,
      attempt,
      finished_at: status === 'pending' ? null : finishedAt,
    }));
    await manager.query(RECORD, [JSON.stringify(rows)]);
  }

  /** Age in milliseconds of the oldest delivery that is due and not under way; 0 if there is none. */
  async oldestDueAgeMs(): Promise<number> {
    const [{ oldest }] = await this.work.manager.query<[{ oldest: Date | null }]>(OLDEST);
    return oldest === null ? 0 : Math.max(0, this.clock.now().getTime() - oldest.getTime());
  }

  private async eventsOf(rows: readonly ClaimedRow[]): Promise<Map<number, Event>> {
    const events = await this.work.manager
      .createQueryBuilder(Event, 'event')
      .where('event.id = ANY(:ids) AND event.at = ANY(:times)', {
        ids: rows.map(({ eventId }) => eventId),
        times: rows.map(({ eventAt }) => eventAt),
      })
      .getMany();
    return new Map(events.map((event) => [event.id, event]));
  }
}

// An endpoint is locked against this only while it is deleted. A family is the noun of the event and `.*`.
const FAN_OUT: PreparedStatement = {
  name: 'add_webhook_deliveries',
  text: `
  INSERT INTO webhook_deliveries (endpoint_id, event_id, event_at, event_name, sequence, due_at, created_at)
  SELECT endpoint.id, event.id, event.at, event.name, event.sequence, $3, $3
  FROM events AS event JOIN webhook_endpoints AS endpoint ON endpoint.disabled_at IS NULL AND CASE event.name
    WHEN 'webhook_endpoint.tested' THEN endpoint.uid::text = event.target_id
    ELSE endpoint.events && ARRAY[event.name, split_part(event.name, '.', 1) || '.*', '*']::varchar[] AND (
      endpoint.product_ids IS NULL OR event.data->>'product_id' = ANY(endpoint.product_ids::text[])
    ) END
  WHERE COALESCE(event.sequence, event.id) BETWEEN $1 AND $2
  ORDER BY event.sequence, endpoint.id
  FOR KEY SHARE OF endpoint SKIP LOCKED`,
};

const CLAIM: PreparedStatement = {
  name: 'claim_webhook_deliveries',
  text: `
  WITH busy AS (SELECT * FROM unnest($1::bigint[], $2::integer[]) AS b (endpoint_id, count)),
  claimed AS MATERIALIZED (
    SELECT due.id FROM webhook_endpoints AS endpoint LEFT JOIN busy ON busy.endpoint_id = endpoint.id
    CROSS JOIN LATERAL (
      SELECT id FROM webhook_deliveries AS delivery
      WHERE delivery.endpoint_id = endpoint.id AND delivery.status = 'pending' AND delivery.due_at <= $3
      ORDER BY delivery.due_at, delivery.id
      LIMIT greatest(0, CASE WHEN endpoint.failing_since IS NULL THEN $5::integer ELSE $6::integer END - COALESCE(busy.count, 0))
      FOR UPDATE SKIP LOCKED
    ) AS due
    WHERE endpoint.disabled_at IS NULL
  )
  UPDATE webhook_deliveries AS delivery SET due_at = $4, attempts = delivery.attempts + 1
  FROM claimed, webhook_endpoints AS endpoint
  WHERE delivery.id = claimed.id AND endpoint.id = delivery.endpoint_id
  RETURNING delivery.id, delivery.endpoint_id AS "endpointId", delivery.message_id AS "messageId", delivery.attempts,
    delivery.event_id AS "eventId", delivery.event_at AS "eventAt", endpoint.uid, endpoint.url, endpoint.format,
    endpoint.api_version AS "apiVersion", endpoint.secret, endpoint.previous_secret AS "previousSecret",
    endpoint.previous_secret_expires_at AS "previousSecretExpiresAt"`,
};

const RECORD = `
  UPDATE webhook_deliveries AS delivery
  SET status = outcome.status, due_at = outcome.due_at, finished_at = outcome.finished_at,
    tries = delivery.tries || outcome.attempt
  FROM jsonb_to_recordset($1::jsonb) AS outcome (
    id bigint, attempts integer, status text, due_at timestamptz, finished_at timestamptz, attempt jsonb
  )
  WHERE delivery.id = outcome.id AND delivery.attempts = outcome.attempts AND delivery.status = 'pending'`;

const OLDEST = `
  SELECT min(due.due_at) AS oldest FROM webhook_endpoints AS endpoint CROSS JOIN LATERAL (
    SELECT due_at FROM webhook_deliveries AS delivery
    WHERE delivery.endpoint_id = endpoint.id AND delivery.status = 'pending' ORDER BY delivery.due_at LIMIT 1
  ) AS due WHERE endpoint.disabled_at IS NULL`;
