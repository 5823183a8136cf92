import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { type Span, type TimeStep, timeSteps } from '../../common/time-steps';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventSequenceService } from './event-sequence.service';

/** Seats of devices and domains. Those that end because their license is deleted do not count as freed. */
export interface SeatCounts {
  readonly taken: number;
  readonly freed: number;
}

/** Seats that were taken and released over time. */
export interface SeatSeries extends SeatCounts {
  /** Oldest first; the last one is in progress. */
  readonly steps: readonly (TimeStep & SeatCounts)[];
}

interface Row extends SeatCounts {
  /** From 1. */
  readonly step: number;
}

/** Counts the seats that were taken and freed over time. */
@Injectable()
export class SeatSeriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sequence: EventSequenceService,
    private readonly clock: Clock,
  ) {}

  /** @param zone time zone whose hours and days are counted */
  async read(span: Span, zone: string): Promise<SeatSeries> {
    // Events are counted when they are numbered.
    await this.sequence.catchUp();
    const steps = timeSteps(span, this.clock.now(), zone);
    const starts = steps.map(({ from }) => from);
    const rows = await this.work.manager.query<Row[]>(COUNTS, [starts, starts[0]]);
    const countsOf = (step: number): SeatCounts => rows.find((row) => row.step === step) ?? { taken: 0, freed: 0 };
    const counted = steps.map((step, index) => {
      const { taken, freed } = countsOf(index + 1);
      return { ...step, taken, freed };
    });
    const sum = (of: keyof SeatCounts): number => counted.reduce((total, step) => total + step[of], 0);
    return { steps: counted, taken: sum('taken'), freed: sum('freed') };
  }
}

// The primary key begins with the time.
const COUNTS = `
  SELECT width_bucket(at, $1::timestamptz[]) AS step,
         coalesce(sum(count) FILTER (WHERE name = 'license.activated'), 0)::bigint AS taken,
         coalesce(sum(count) FILTER (WHERE name = 'license.deactivated'), 0)::bigint AS freed
  FROM event_counts WHERE at >= $2 GROUP BY step
`;
