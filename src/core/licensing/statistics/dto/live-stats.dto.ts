import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ProcessStats } from '../../../platform/monitoring/process-stats.service';
import type { LiveStats } from '../live-stats.service';

@ApiSchema({ name: 'UsageStats' })
class UsageStatsDto {
  @ApiProperty({ type: 'integer', description: 'Valid licenses: neither suspended nor expired, and started.' })
  active_licenses!: number;

  @ApiProperty({ type: 'integer', description: 'Devices that hold a seat.' })
  activations!: number;

  @ApiProperty({ type: 'integer', description: 'License sessions that have neither ended nor expired.' })
  active_sessions!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Accepted device heartbeats of the last 60 seconds, plus the sessions with a heartbeat in that time.',
  })
  heartbeats_per_minute!: number;
}

@ApiSchema({ name: 'MemoryStats' })
class MemoryStatsDto {
  @ApiProperty({ type: 'integer', description: 'Memory of the process in bytes.' })
  rss!: number;

  @ApiProperty({ type: 'integer', description: 'Bytes used of the JavaScript heap.' })
  heap_used!: number;

  @ApiProperty({ type: 'integer', description: 'Size of the JavaScript heap in bytes.' })
  heap_total!: number;
}

@ApiSchema({ name: 'EventLoopDelay' })
class EventLoopDelayDto {
  @ApiProperty({ type: 'integer', description: '99th percentile in milliseconds, of at most 15 seconds.' })
  p99_ms!: number;

  @ApiProperty({ type: 'integer', description: 'Maximum in milliseconds, of at most 15 seconds.' })
  max_ms!: number;
}

@ApiSchema({ name: 'DatabasePool' })
class DatabasePoolDto {
  @ApiProperty({ type: 'integer', description: 'Open database connections.' })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'Unused database connections.' })
  idle!: number;

  @ApiProperty({ type: 'integer', description: 'Requests that wait for a database connection.' })
  waiting!: number;
}

@ApiSchema({ name: 'NodeStats' })
class NodeStatsDto {
  /**
   * Host name and process ID.
   * @example "license-1:4711"
   */
  name!: string;

  /** Seconds since the start of this node. */
  @ApiProperty({ type: 'integer' })
  uptime_seconds!: number;

  /** Memory of this node. */
  memory!: MemoryStatsDto;

  /** Delay of this node's event loop. */
  event_loop_delay!: EventLoopDelayDto;

  /** Database connections of this node. */
  database_pool!: DatabasePoolDto;
}

@ApiSchema({ name: 'MonitoringStats' })
export class MonitoringStatsDto {
  /** When the statistics were read. */
  timestamp!: Date;

  /** Figures of the whole installation. */
  usage!: UsageStatsDto;

  /** State of the node that answers. */
  node!: NodeStatsDto;

  static from(usage: LiveStats, node: ProcessStats, timestamp: Date): MonitoringStatsDto {
    return {
      timestamp,
      usage: {
        active_licenses: usage.activeLicenses,
        activations: usage.activations,
        active_sessions: usage.activeSessions,
        heartbeats_per_minute: usage.heartbeatsPerMinute,
      },
      node: {
        name: node.node,
        uptime_seconds: node.uptimeSeconds,
        memory: { rss: node.memory.rss, heap_used: node.memory.heapUsed, heap_total: node.memory.heapTotal },
        event_loop_delay: { p99_ms: node.eventLoopDelay.p99, max_ms: node.eventLoopDelay.max },
        database_pool: node.pool,
      },
    };
  }
}
