import { setTimeout as elapsed } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { BackgroundLoop } from '../../common/background-loop';
import { Clock } from '../../common/clock';
import { KeyedSemaphore } from '../../common/limits/keyed-semaphore';
import { DatabaseClock } from '../../platform/database/database-clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Metrics } from '../../platform/monitoring/metrics';
import { EventSequenceService } from '../records/event-sequence.service';
import type { DeliveryTry } from './webhook-delivery.entity';
import { type FinishedTry, WebhookOutcomesService } from './webhook-outcomes.service';
import { CLAIM_SIZE, type ClaimedDelivery, LEASE_MS, WebhookQueueService } from './webhook-queue.service';
import { type DeliverableEvent, WebhookRequestsService } from './webhook-requests.service';
import { WebhookSenderService } from './webhook-sender.service';
import { endDeliverySpan, startDeliverySpan } from './webhook-spans';

/** Concurrent requests to an endpoint per node. */
const CONCURRENCY = 10;
/** Interval of reading the queue without a wake-up: the precision of the schedule. */
const INTERVAL_MS = 1_000;
/** Numbering takes at most a fifth of a database connection's time, however many transactions record events. */
const NUMBERING_REST = 4;
/** Time for which a stopping node waits for open requests. */
const STOP_TIMEOUT_MS = 3_000;
/** Time for which it waits in all, also for a database that does not answer. */
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Delivers events to endpoints. It is a loop of its own and no job, because a job occupies a worker while it waits for an
 * answer: one slow endpoint would delay all jobs and all other endpoints. No connection is held during a request.
 */
@Injectable()
export class WebhookDispatcherService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Webhooks');
  private readonly turns = new KeyedSemaphore({ permits: CONCURRENCY, queue: CLAIM_SIZE, timeoutMs: LEASE_MS });
  /** Number of claimed deliveries by endpoint. */
  private readonly busy = new Map<number, number>();
  private readonly underWay = new Set<Promise<void>>();
  private finished: FinishedTry[] = [];
  private numbering: BackgroundLoop | undefined;
  private delivering: BackgroundLoop | undefined;
  private stopTicking = (): void => undefined;
  private readonly queueAge: Gauge;

  constructor(
    private readonly work: UnitOfWork,
    private readonly sequence: EventSequenceService,
    private readonly queue: WebhookQueueService,
    private readonly requests: WebhookRequestsService,
    private readonly sender: WebhookSenderService,
    private readonly outcomes: WebhookOutcomesService,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
    { registry }: Metrics,
  ) {
    this.queueAge = new Gauge({
      name: 'keyward_webhook_queue_age_seconds',
      help: 'Age of the oldest webhook delivery that is due and not under way, in seconds.',
      registers: [registry],
      aggregator: 'max',
    });
  }

  /** This node delivers nothing before. */
  start(): void {
    const onError = (error: unknown): void => this.logger.error(error);
    this.delivering = new BackgroundLoop(() => this.databaseClock.followAnyway(() => this.deliverDue()), onError);
    const number = () => this.databaseClock.followAnyway(() => this.numberEvents());
    this.numbering = new BackgroundLoop(number, onError, NUMBERING_REST);
    this.work.onRecorded(() => this.numbering?.wake());
    this.stopTicking = this.clock.every(INTERVAL_MS, () => this.tick().catch(onError));
  }

  /** Runs before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopTicking();
    const timer = setTimeout(() => this.sender.abort(), STOP_TIMEOUT_MS);
    await Promise.race([this.finish(), elapsed(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    clearTimeout(timer);
  }

  /** A delivery that is not recorded is repeated when its lease ends. */
  private async finish(): Promise<void> {
    await Promise.all([this.numbering?.stop(), this.delivering?.stop()]);
    await Promise.all(this.underWay);
    await this.recordFinished().catch((error: unknown) => this.logger.error(error));
  }

  private async tick(): Promise<void> {
    this.numbering?.wake();
    this.delivering?.wake();
    this.queueAge.set((await this.queue.oldestDueAgeMs()) / 1000);
  }

  private async numberEvents(): Promise<void> {
    await this.sequence.catchUp();
    this.delivering?.wake();
  }

  /** One round: what has ended is recorded, and what is due begins. */
  private async deliverDue(): Promise<void> {
    await this.recordFinished();
    const claimed = await this.queue.claim(this.busy);
    const deliverable = claimed.filter((delivery): delivery is DeliverableEvent => delivery.event !== undefined);
    for (const deliveries of alikeIn(deliverable)) {
      const events = [...new Set(deliveries.map(({ event }) => event))];
      const bodies = await this.requests.bodiesOf(deliveries[0], events);
      deliveries.forEach((delivery) => this.begin(delivery, this.send(delivery, bodies.get(delivery.event) ?? '')));
    }
    const missing = claimed.filter(({ event }) => event === undefined);
    missing.forEach((delivery) => this.begin(delivery, this.failure('The event is not stored')));
  }

  private async recordFinished(): Promise<void> {
    const tries = this.finished;
    this.finished = [];
    try {
      if (tries.length > 0) {
        await this.outcomes.record(tries);
      }
    } catch (error) {
      this.finished.push(...tries);
      throw error;
    }
  }

  private begin(delivery: ClaimedDelivery, trying: Promise<DeliveryTry>): void {
    const { endpointId } = delivery;
    this.busy.set(endpointId, (this.busy.get(endpointId) ?? 0) + 1);
    const request = trying.then((attempt) => {
      this.finished.push({ delivery, attempt });
      this.release(endpointId);
      this.underWay.delete(request);
      this.delivering?.wake();
    });
    this.underWay.add(request);
  }

  private release(endpointId: number): void {
    const left = (this.busy.get(endpointId) ?? 1) - 1;
    if (left === 0) {
      this.busy.delete(endpointId);
    } else {
      this.busy.set(endpointId, left);
    }
  }

  private async send(delivery: DeliverableEvent, body: string): Promise<DeliveryTry> {
    const exchange = (): Promise<DeliveryTry> => this.exchange(delivery, body);
    try {
      return await this.turns.run(delivery.uid, exchange);
    } catch (error) {
      this.logger.error(error);
      return this.failure('The request could not be made');
    }
  }

  /** Hands on the trace of the request that caused the event. */
  private async exchange(delivery: DeliverableEvent, body: string): Promise<DeliveryTry> {
    const { traceparent } = delivery.event;
    const span = startDeliverySpan(delivery);
    const { headers, ...request } = this.requests.sign(delivery, body);
    const handedOn = span?.traceparent ?? traceparent;
    const attempt = await this.sender.send({
      ...request,
      headers: { ...headers, ...(handedOn !== null && { traceparent: handedOn }) },
    });
    endDeliverySpan(span, attempt);
    return attempt;
  }

  private failure(error: string): Promise<DeliveryTry> {
    const at = this.clock.now().toISOString();
    return Promise.resolve({ at, duration_ms: 0, status_code: null, response: null, error });
  }
}

/** Deliveries of one format and version of the API are written together. */
function alikeIn(deliveries: readonly DeliverableEvent[]): Iterable<[DeliverableEvent, ...DeliverableEvent[]]> {
  const groups = new Map<string, [DeliverableEvent, ...DeliverableEvent[]]>();
  for (const delivery of deliveries) {
    const name = `${delivery.format} ${delivery.apiVersion}`;
    const group = groups.get(name);
    if (group) {
      group.push(delivery);
    } else {
      groups.set(name, [delivery]);
    }
  }
  return groups.values();
}
