import { Injectable, Logger } from '@nestjs/common';
import {
  AuditSearchService,
  AuditSubjectsService,
  type Subjects,
  type WebhookEndpoint,
  WebhookEndpointsService,
} from '../../../core/events';
import { AttentionCountsService, type SeatSeries, SeatSeriesService } from '../../../core/events/internal';
import { AnomaliesService, CHECK_IMPORT, LiveStatsService } from '../../../core/licensing';
import {
  type LicensedAnomaly,
  type LicensesInUse,
  type VerdictSeries,
  VerdictSeriesService,
} from '../../../core/licensing/internal';
import { type Alert, AlertsService, type AuditEntry, type BackgroundJob } from '../../../core/platform';
import { BackgroundJobsService } from '../../../core/platform/internal';
import { viewer } from '../../../core/i18n';
import type { ChartSpan } from '../../../pages/components/chart-steps';
import type { AttentionItem } from '../../../pages/components/attention-list';
import { AttentionSource } from '../../../pages/kit/attention-source';
import { loadPart, type Part } from '../../../pages/kit/part';
import { type ApiKey, ApiKeysService } from '../../../core/identity';
import { type ExpiringLicenses, ExpiringLicensesService } from './expiring-licenses.service';
import { type RefusalRate, RefusalRateService } from './refusal-rate.service';
import { type WeekCounts, WeekCountsService } from './week-counts.service';
import { Clock, DAY, PluginServices } from '../../../core/common';

/** Anomalies that are listed; of the others, the number is shown. */
const LISTED_ANOMALIES = 5;
const KEY_WARNING_DAYS = 14;

/** Items that need action; undefined where there are none. */
export interface Attention {
  readonly webhooks: Part<readonly WebhookEndpoint[]>;
  readonly alerts: Part<readonly Alert[]>;
  readonly surge: Part<{ readonly found: RefusalRate | null }>;
  readonly anomalies: Part<{ readonly listed: readonly LicensedAnomaly[]; readonly more: number }>;
  readonly expiring: Part<ExpiringLicenses>;
  readonly apiKeys: Part<readonly ApiKey[]>;
  readonly jobs: Part<readonly BackgroundJob[]>;
  /** Those of plug-ins. */
  readonly added: readonly Part<readonly AttentionItem[]>[];
}

/** Collects what needs attention from the services that know of it. */
@Injectable()
export class NeedsActionService {
  private readonly logger = new Logger('Overview');

  constructor(
    private readonly webhooks: WebhookEndpointsService,
    private readonly alerts: AlertsService,
    private readonly surges: RefusalRateService,
    private readonly anomalies: AnomaliesService,
    private readonly counts: AttentionCountsService,
    private readonly expiring: ExpiringLicensesService,
    private readonly apiKeys: ApiKeysService,
    private readonly jobs: BackgroundJobsService,
    private readonly plugins: PluginServices,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Attention> {
    const counts = await loadPart(this.logger, 'counts', () => this.counts.read());
    const [webhooks, alerts, surge, anomalies, expiring, apiKeys, jobs, added] = await Promise.all([
      loadPart(this.logger, 'webhooks', async () => (counts?.webhooks === 0 ? [] : this.webhooks.failing())),
      loadPart(this.logger, 'alerts', () => this.alerts.open()),
      loadPart(this.logger, 'refusals', async () => ({ found: await this.surges.find() })),
      loadPart(this.logger, 'anomalies', () => this.readAnomalies(counts?.anomalies)),
      loadPart(this.logger, 'expiring licenses', () => this.expiring.count()),
      loadPart(this.logger, 'API keys', () => this.apiKeys.endingWithin(KEY_WARNING_DAYS)),
      loadPart(this.logger, 'jobs', async () => (counts?.jobs === 0 ? [] : this.failedJobs())),
      Promise.all(
        this.plugins
          .all(AttentionSource)
          .map((source) => loadPart(this.logger, source.name, () => source.read(counts ?? undefined))),
      ),
    ]);
    return { webhooks, alerts, surge, anomalies, expiring, apiKeys, jobs, added };
  }

  /** @param count undefined if it is unknown */
  private async readAnomalies(count?: number): Promise<{ listed: LicensedAnomaly[]; more: number }> {
    if (count === 0) {
      return { listed: [], more: 0 };
    }
    const { rows } = await this.anomalies.list({ limit: LISTED_ANOMALIES }, { resolved: false });
    return { listed: rows, more: Math.max((count ?? 0) - rows.length, 0) };
  }

  /** Without checks: the mistakes of a file are their result. */
  private failedJobs(): Promise<BackgroundJob[]> {
    return this.jobs.withFailures(new Date(this.clock.now().getTime() - DAY), [CHECK_IMPORT]);
  }
}

const LATEST_CHANGES = 10;

export interface LatestChanges {
  readonly rows: readonly AuditEntry[];
  readonly subjects: Subjects;
}

/** The data of the overview. */
export interface Overview {
  readonly attention: Attention;
  readonly week: Part<WeekCounts>;
  /** Seven days. */
  readonly verdicts: Part<VerdictSeries>;
  readonly changes: Part<LatestChanges>;
}

/** The figures and charts of a span of time. */
export interface Activity {
  readonly inUse: Part<LicensesInUse>;
  readonly verdicts: Part<VerdictSeries>;
  readonly seats: Part<SeatSeries>;
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
    private readonly audit: AuditSearchService,
    private readonly subjects: AuditSubjectsService,
    private readonly week: WeekCountsService,
  ) {}

  /** @param since the latest changes after it, or all of them */
  async read(since: Date | undefined): Promise<Overview> {
    const { zone } = viewer();
    const [attention, week, verdicts, changes] = await Promise.all([
      this.attention.read(),
      loadPart(this.logger, 'week', () => this.week.read()),
      loadPart(this.logger, 'verdicts', () => this.verdicts.read('7d', zone)),
      loadPart(this.logger, 'latest changes', () => this.latestChanges(since)),
    ]);
    return { attention, week, verdicts, changes };
  }

  async readActivity(span: ChartSpan): Promise<Activity> {
    const { zone } = viewer();
    const [inUse, verdicts, seats] = await Promise.all([
      loadPart(this.logger, 'figures', () => this.stats.readLicenses()),
      loadPart(this.logger, 'verdicts', () => this.verdicts.read(span, zone)),
      loadPart(this.logger, 'activations', () => this.seats.read(span === '30d' ? '30d' : '14d', zone)),
    ]);
    return { inUse, verdicts, seats };
  }

  private async latestChanges(since = new Date(0)): Promise<LatestChanges> {
    const latest = await this.audit.latest(LATEST_CHANGES);
    const rows = latest.filter(({ at }) => at > since);
    return { rows, subjects: await this.subjects.of(rows) };
  }
}
