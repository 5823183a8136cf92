import { Injectable } from '@nestjs/common';
import { SettingValuesService } from '../settings/setting-values.service';
import { Metrics } from '../monitoring/metrics';
import { ProcessStatsService } from '../monitoring/process-stats.service';
import { AlertRule } from './alert-rule';
import { ALERT_LIMITS } from './alert.settings';

/** Checks of the error rate in 5 minutes. */
const WINDOW = 20;
/** Fewer failures say nothing about a rate. */
const MIN_FAILURES = 20;

/** Requests wait for code that does not return. */
@Injectable()
export class EventLoopDelayRule extends AlertRule {
  readonly type = 'event_loop_delay';
  readonly scope = 'node';

  constructor(
    private readonly stats: ProcessStatsService,
    private readonly settings: SettingValuesService,
  ) {
    super();
  }

  check(): Promise<string | null> {
    const limit = this.settings.get(ALERT_LIMITS.eventLoopDelay);
    const { p99 } = this.stats.eventLoopDelay();
    this.stats.resetEventLoopDelay();
    const isHigh = limit > 0 && p99 > limit;
    return Promise.resolve(isHigh ? `The event loop is delayed by ${p99} ms; the limit is ${limit} ms` : null);
  }
}

/** Requests wait for a database connection, now and at the previous check. */
@Injectable()
export class PoolExhaustionRule extends AlertRule {
  readonly type = 'pool_exhaustion';
  readonly scope = 'node';
  private previous = 0;

  constructor(
    private readonly stats: ProcessStatsService,
    private readonly settings: SettingValuesService,
  ) {
    super();
  }

  check(): Promise<string | null> {
    const limit = this.settings.get(ALERT_LIMITS.poolWaiting);
    const { waiting } = this.stats.read().pool;
    const isHigh = limit > 0 && Math.min(this.previous, waiting) > limit;
    this.previous = waiting;
    return Promise.resolve(isHigh ? `${waiting} requests wait for a database connection; the limit is ${limit}` : null);
  }
}

/** Too many requests fail. */
@Injectable()
export class ErrorRateRule extends AlertRule {
  readonly type = 'error_rate';
  readonly scope = 'node';
  override readonly severity = 'critical';
  private samples: { served: number; failed: number }[] = [];

  constructor(
    private readonly metrics: Metrics,
    private readonly settings: SettingValuesService,
  ) {
    super();
  }

  check(): Promise<string | null> {
    const limit = this.settings.get(ALERT_LIMITS.errorPercent);
    const now = { ...this.metrics.requestTotals };
    const before = this.samples[0] ?? { served: 0, failed: 0 };
    this.samples = [...this.samples, now].slice(-WINDOW);
    const [served, failed] = [now.served - before.served, now.failed - before.failed];
    const isHigh = limit > 0 && failed >= MIN_FAILURES && failed * 100 > served * limit;
    return Promise.resolve(isHigh ? `${failed} of ${served} requests failed; the limit is ${limit} %` : null);
  }
}
