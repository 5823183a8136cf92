import { Injectable, Logger } from '@nestjs/common';
import { EventFeedService } from '../../events/records/event-feed.service';
import { SeatSeriesService, type SeatSeries } from '../../events/records/seat-series.service';
import { type LicensesInUse, LiveStatsService } from '../../licensing/statistics/live-stats.service';
import { VerdictSeriesService, type VerdictSeries } from '../../licensing/verifications/verdict-series.service';
import type { Event } from '../../platform/records/event.entity';
import { viewer } from '../../i18n/viewer';
import { type Attention, NeedsActionService } from './needs-action.service';
import type { OverviewSpan } from './overview-query.dto';
import { loadPart, type Part } from '../kit/part';

const LATEST_EVENTS = 6;

/** The data of the overview. */
export interface Overview {
  readonly attention: Attention;
  readonly inUse: Part<LicensesInUse>;
  readonly verdicts: Part<VerdictSeries>;
  readonly seats: Part<SeatSeries>;
  readonly events: Part<readonly Event[]>;
}

/** Loads the parts of the overview, each on its own. */
@Injectable()
export class OverviewService {
  private readonly logger = new Logger('Overview');

  constructor(
    private readonly attention: NeedsActionService,
    private readonly stats: LiveStatsService,
    private readonly verdicts: VerdictSeriesService,
    private readonly seats: SeatSeriesService,
    private readonly feed: EventFeedService,
  ) {}

  async read(span: OverviewSpan): Promise<Overview> {
    const { zone } = viewer();
    const [attention, inUse, verdicts, seats, events] = await Promise.all([
      this.attention.read(),
      loadPart(this.logger, 'figures', () => this.stats.readLicenses()),
      loadPart(this.logger, 'verdicts', () => this.verdicts.read(span, zone)),
      loadPart(this.logger, 'activations', () => this.seats.read(span === '30d' ? '30d' : '14d', zone)),
      loadPart(this.logger, 'events', () => this.latestEvents()),
    ]);
    return { attention, inUse, verdicts, seats, events };
  }

  private async latestEvents(): Promise<Event[]> {
    const { rows } = await this.feed.list({}, { limit: LATEST_EVENTS }, new AbortController().signal);
    return rows;
  }
}
