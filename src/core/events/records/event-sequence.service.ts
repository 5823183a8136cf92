import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { advisoryLock } from '../../platform/database/advisory-lock';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Maximum number of events numbered in one transaction. */
const BATCH = 1_000;

/** Events that were numbered in one transaction, without others between them. */
export interface NumberedRange {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

export type NumberedListener = (manager: EntityManager, range: NumberedRange) => Promise<void>;

/**
 * Numbers events in the order in which they become visible. An event has no number when its transaction commits, so that
 * writers do not wait for each other: afterwards, one node at a time numbers what is committed. A reader that sees a number
 * has therefore seen, or can see, every smaller one.
 */
@Injectable()
export class EventSequenceService {
  private readonly listeners: NumberedListener[] = [];
  private pass: Promise<unknown> = Promise.resolve();
  private nextPass: Promise<void> | undefined;

  constructor(private readonly work: UnitOfWork) {}

  /** Calls the listener in each transaction that numbers events. */
  onNumbered(listener: NumberedListener): void {
    this.listeners.push(listener);
  }

  /** Resolves when every event that was committed before the call has a number. Concurrent calls share the work. */
  catchUp(): Promise<void> {
    this.nextPass ??= this.pass.then(() => {
      const started = this.numberAll();
      this.nextPass = undefined;
      this.pass = started.catch(() => undefined);
      return started;
    });
    return this.nextPass;
  }

  private async numberAll(): Promise<void> {
    // A batch that is not full has numbered all that was committed when it began.
    let count = BATCH;
    while (count === BATCH && (await this.hasUnnumbered())) {
      count = await this.numberBatch();
    }
  }

  private async hasUnnumbered(): Promise<boolean> {
    return (await this.work.query(UNNUMBERED, [])).length > 0;
  }

  private numberBatch(): Promise<number> {
    return this.work.run(async (manager) => {
      await advisoryLock(manager, LOCK);
      const [range] = await this.work.query<NumberedRange>(NUMBER, [BATCH]);
      if (!range || range.count === 0) {
        return 0;
      }
      for (const listener of this.listeners) {
        await listener(manager, range);
      }
      return range.count;
    });
  }
}

const UNNUMBERED: PreparedStatement = {
  name: 'find_unnumbered_event',
  text: 'SELECT 1 FROM events WHERE sequence = 0 LIMIT 1',
};

// Released after the commit: the next holder's numbers are larger, and become visible later.
const LOCK = 'keyward: the sequence of events';

// Events of seats are counted on the way: one node at a time is here, so that no two write a count.
const NUMBER: PreparedStatement = {
  name: 'number_events',
  text: `
  WITH unnumbered AS MATERIALIZED (SELECT at, id FROM events WHERE sequence = 0 ORDER BY id LIMIT $1),
  numbers AS MATERIALIZED (SELECT at, id, nextval('events_sequence_seq') AS sequence FROM unnumbered ORDER BY id),
  numbered AS (
    UPDATE events SET sequence = numbers.sequence FROM numbers
    WHERE events.at = numbers.at AND events.id = numbers.id
    RETURNING events.sequence, events.at, name, data->>'takes_seat' AS takes_seat
  ), counted AS (
    INSERT INTO event_counts AS c (at, name, count)
    SELECT date_bin('15 minutes', at, 'epoch'), name, count(*) FROM numbered
    WHERE name IN ('license.activated', 'license.deactivated') AND takes_seat IS DISTINCT FROM 'false' GROUP BY 1, 2
    ON CONFLICT (at, name) DO UPDATE SET count = c.count + excluded.count
  )
  SELECT min(sequence) AS first, max(sequence) AS last, count(*)::integer AS count FROM numbered`,
};
