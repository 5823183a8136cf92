import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AnomalyCount, LiveStats } from '../../../../core/licensing/internal';
import { type Alert } from '../../../../core/platform';
import { ALERT_SEVERITIES } from '../../../../core/platform/internal';
import { V2 } from '../../v2.dialect';

@ApiSchema({ name: 'LiveMetrics' })
class LiveMetricsDto {
  @ApiProperty({ type: 'integer', example: 850, description: 'Licenses that can be used now.' })
  active_licenses!: number;

  @ApiProperty({ type: 'integer', example: 2500, description: 'Active devices.' })
  total_activations!: number;

  @ApiProperty({ type: 'integer', example: 1200, description: 'Sessions that have neither ended nor expired.' })
  active_sessions!: number;

  @ApiProperty({
    type: 'integer',
    example: 450,
    description: 'Device heartbeats of the last 60 seconds, plus the sessions with a heartbeat in that time.',
  })
  heartbeats_per_minute!: number;
}

@ApiSchema({ name: 'LiveAlert' })
class LiveAlertDto {
  /** Kind of the alert. */
  @ApiProperty({ enum: ALERT_SEVERITIES, example: 'warning' })
  type!: string;

  /**
   * The problem, in one sentence.
   * @example "High CPU usage detected"
   */
  message!: string;

  /**
   * When the alert was raised, UTC.
   * @example "2025-06-19T14:25:00Z"
   */
  timestamp!: string;
}

@ApiSchema({ name: 'LiveStats' })
export class LiveStatsDto {
  /**
   * When this was read, UTC.
   * @example "2025-06-19T14:30:00Z"
   */
  timestamp!: string;

  /** Figures of the last minute and of now. */
  metrics!: LiveMetricsDto;

  @ApiProperty({ type: [LiveAlertDto], description: 'Open alerts, newest first, at most 100.' })
  alerts!: LiveAlertDto[];

  static from(stats: LiveStats, alerts: readonly Alert[], now: Date): LiveStatsDto {
    return {
      timestamp: V2.dates(now),
      metrics: {
        active_licenses: stats.activeLicenses,
        total_activations: stats.activations,
        active_sessions: stats.activeSessions,
        heartbeats_per_minute: stats.heartbeatsPerMinute,
      },
      alerts: alerts.map(({ severity, message, raisedAt }) => ({
        type: severity,
        message,
        timestamp: V2.dates(raisedAt),
      })),
    };
  }
}

@ApiSchema({ name: 'AnomaliesByType' })
class AnomaliesByTypeDto {
  /** Number of unusual activation patterns. */
  @ApiProperty({ type: 'integer', example: 5 })
  unusual_activation_pattern!: number;

  /** Number of devices that sent too many heartbeats. */
  @ApiProperty({ type: 'integer', example: 3 })
  excessive_heartbeats!: number;

  /** Number of licenses that moved between too many devices. */
  @ApiProperty({ type: 'integer', example: 7 })
  license_hopping!: number;
}

@ApiSchema({ name: 'AnomalyStats' })
export class AnomalyStatsDto {
  /** Number of all anomalies. */
  @ApiProperty({ type: 'integer', example: 15 })
  total_anomalies!: number;

  /** Number of anomalies that nobody has resolved. */
  @ApiProperty({ type: 'integer', example: 3 })
  unresolved!: number;

  @ApiProperty({
    type: AnomaliesByTypeDto,
    description: 'Resolved and unresolved anomalies; they add up to the total.',
  })
  by_type!: AnomaliesByTypeDto;

  /** Counts only the types that the contract knows. */
  static from(counts: readonly AnomalyCount[]): AnomalyStatsDto {
    const by_type = { unusual_activation_pattern: 0, excessive_heartbeats: 0, license_hopping: 0 };
    let unresolved = 0;
    for (const type of Object.keys(by_type) as (keyof typeof by_type)[]) {
      const found = counts.find((count) => count.type === type);
      by_type[type] = found?.total ?? 0;
      unresolved += found?.unresolved ?? 0;
    }
    return { total_anomalies: Object.values(by_type).reduce((a, b) => a + b, 0), unresolved, by_type };
  }
}
