import { setTimeout as elapsed } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { KeyedSemaphore } from '../../common/limits/keyed-semaphore';
import { allPages } from '../../platform/replicas/all-pages';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { Shutdown } from '../../common/shutdown';
import { cursorOf, idOf, readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Event } from '../../platform/records/event.entity';
import { EventSequenceService } from './event-sequence.service';
import { type EventFilter, eventQuery, newestEventQuery, ofProducts, PLACE } from './event-query';

/** Maximum wait in seconds. */
export const MAX_WAIT = 30;
/** Waiting requests per node. */
const MAX_WAITERS = 100;
/** Each event wakes all of them: they take turns, so that they do not use up the connections of the node. */
const QUEUE_LIMITS = { permits: 2, queue: MAX_WAITERS, timeoutMs: 30_000 };
/** Events that one request with a filter examines at most. */
const MAX_EXAMINED = 5_000;

const EXPORT_PAGE_SIZE = 500;

/** Cursor of the first page. */
const START = '0';

export const EVENT_ORDERS = ['newest', 'oldest'] as const;

export interface EventRequest extends CursorRequest {
  /** `newest` by default. */
  readonly order?: (typeof EVENT_ORDERS)[number];
  /** Seconds to wait for an event, in the order `oldest`. */
  readonly wait?: number;
}

/** Lists events. In the order `oldest`, that of the sequence numbers, there are no gaps and repetitions while others write. */
@Injectable()
export class EventFeedService {
  /** Events of other nodes are noticed after this time at the latest. */
  readonly pollMs: number = 1_000;
  private readonly queues = new KeyedSemaphore(QUEUE_LIMITS);
  private waiters = 0;
  private change = signal();

  constructor(
    private readonly work: UnitOfWork,
    private readonly sequence: EventSequenceService,
    private readonly shutdown: Shutdown,
  ) {
    work.onRecorded(() => this.wakeAll());
    shutdown.signal.addEventListener('abort', () => this.wakeAll());
  }

  /** @param hangUp ends the wait */
  async list(filter: EventFilter, request: EventRequest, hangUp: AbortSignal): Promise<Page<Event>> {
    const { order = 'newest', wait = 0, ...page } = request;
    if (order === 'oldest') {
      return this.follow(filter, page, wait, hangUp);
    }
    if (wait > 0) {
      throw problem('WAIT_NEEDS_OLDEST', { field: 'wait' });
    }
    return this.newest(filter, page);
  }

  async newest(filter: EventFilter, page: CursorRequest): Promise<Page<Event>> {
    await this.sequence.catchUp();
    return filter.products
      ? this.newestOfProducts(filter, page)
      : readPage(newestEventQuery(this.work.manager, filter), page);
  }

  /** In the order of the numbers, which the index of products has. With a filter, it searches as far as `follow` does. */
  private async newestOfProducts(filter: EventFilter, { limit, after }: CursorRequest): Promise<Page<Event>> {
    const start = after === undefined ? Number.MAX_SAFE_INTEGER : idOf(after, 'after');
    const bound = isFiltered(filter) ? await this.boundFrom(start, filter, 'DESC') : undefined;
    const query = eventQuery(this.work.manager, filter).andWhere(`${PLACE} < :start`, { start });
    if (bound !== undefined) {
      query.andWhere(`${PLACE} >= :bound`, { bound });
    }
    const rows = await query
      .orderBy(PLACE, 'DESC')
      .limit(limit + 1)
      .getMany();
    const last = rows.at(limit - 1);
    const end = rows.length > limit && last ? sequenceOf(last) : bound;
    return { rows: rows.slice(0, limit), total: null, next: end === undefined ? null : cursorOf(end) };
  }

  /** All matching events, newest first, in pages that are loaded on demand. */
  all(filter: EventFilter): AsyncGenerator<Event[]> {
    return allPages((after) => this.newest(filter, { limit: EXPORT_PAGE_SIZE, after }));
  }

  /** Waits for events if there are none yet. No connection is held meanwhile. */
  private async follow(
    filter: EventFilter,
    page: CursorRequest,
    seconds: number,
    hangUp: AbortSignal,
  ): Promise<Page<Event>> {
    const found = await this.readNow(filter, page);
    if (seconds === 0 || !isEmpty(found, page)) {
      return found;
    }
    if (this.waiters >= MAX_WAITERS) {
      throw problem('WAITERS_BUSY', { waiters: MAX_WAITERS });
    }
    this.waiters += 1;
    try {
      return await this.readLater(filter, page, seconds, hangUp);
    } finally {
      this.waiters -= 1;
    }
  }

  private async readLater(
    filter: EventFilter,
    page: CursorRequest,
    seconds: number,
    hangUp: AbortSignal,
  ): Promise<Page<Event>> {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
      const { happened } = this.change;
      const found = await this.queues.run('', () => this.readNow(filter, page));
      const left = deadline - performance.now();
      if (!isEmpty(found, page) || left <= 0 || hangUp.aborted || this.shutdown.hasBegun) {
        return found;
      }
      await firstOf(happened, Math.min(left, this.pollMs), hangUp);
    }
  }

  private wakeAll(): void {
    this.change.resolve();
    this.change = signal();
  }

  private async readNow(filter: EventFilter, { limit, after = START }: CursorRequest): Promise<Page<Event>> {
    await this.sequence.catchUp();
    const start = numberIn(after);
    const bound = isFiltered(filter) ? await this.boundFrom(start, filter, 'ASC') : undefined;
    const query = eventQuery(this.work.manager, filter).andWhere(`${PLACE} > :start`, { start });
    if (bound !== undefined) {
      query.andWhere(`${PLACE} <= :bound`, { bound });
    }
    const rows = await query.orderBy(PLACE).limit(limit).getMany();
    const last = rows.at(-1);
    const next = rows.length < limit && bound !== undefined ? bound : last ? sequenceOf(last) : start;
    return { rows, total: null, next: String(next) };
  }

  /** The number up to which a request with a filter searches; undefined if that is the end. */
  private async boundFrom(
    start: number,
    { products }: EventFilter,
    direction: 'ASC' | 'DESC',
  ): Promise<number | undefined> {
    const own = products && ofProducts('data', products, '$2');
    const [bound] = await this.work.manager.query<{ place: number }[]>(
      `SELECT COALESCE(sequence, id) AS place FROM events
       WHERE COALESCE(sequence, id) ${direction === 'ASC' ? '>' : '<'} $1
         ${own ? `AND ${own.condition} AND sequence IS DISTINCT FROM 0` : ''}
       ORDER BY 1 ${direction} OFFSET ${MAX_EXAMINED - 1} LIMIT 1`,
      own ? [start, own.value] : [start],
    );
    return bound?.place;
  }
}

/** The sequence number of a numbered event. */
export function sequenceOf({ sequence, id }: Event): number {
  return sequence ?? id;
}

function isEmpty({ rows, next }: Page<Event>, { after = START }: CursorRequest): boolean {
  return rows.length === 0 && next === after;
}

/** Resolves at the change, after the time, or when the client hangs up. */
async function firstOf(change: Promise<void>, milliseconds: number, hangUp: AbortSignal): Promise<void> {
  const end = new AbortController();
  const stop = (): void => end.abort();
  hangUp.addEventListener('abort', stop);
  await Promise.race([change, elapsed(milliseconds, undefined, end).catch(() => undefined)]);
  hangUp.removeEventListener('abort', stop);
  stop();
}

function isFiltered({ name, target, q, from, until }: EventFilter): boolean {
  return [name, q, target?.type, target?.id, from, until].some((value) => value !== undefined);
}

function numberIn(cursor: string): number {
  if (!/^(0|[1-9][0-9]{0,14})$/.test(cursor)) {
    throw problem('AFTER_NOT_SEQUENCE', { field: 'after' });
  }
  return Number(cursor);
}

function signal(): { readonly happened: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const happened = new Promise<void>((done) => (resolve = done));
  return { happened, resolve };
}
