import { hostname } from 'node:os';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type PoolState, poolState } from '../database/pool-state';

/** Resolution in milliseconds of the timer that measures the delay. */
const RESOLUTION = 20;
const NANOSECONDS_PER_MS = 1e6;

/** Names this process among the nodes. */
export const NODE = `${hostname()}:${process.pid}`.slice(-255);

export interface EventLoopDelay {
  /** 99th percentile, in milliseconds. */
  readonly p99: number;
  readonly max: number;
}

/** Memory, delay and connections of a node. */
export interface ProcessStats {
  readonly node: string;
  readonly uptimeSeconds: number;
  readonly memory: { readonly rss: number; readonly heapUsed: number; readonly heapTotal: number };
  readonly eventLoopDelay: EventLoopDelay;
  readonly pool: PoolState;
}

/** Reads figures of this process. */
@Injectable()
export class ProcessStatsService implements OnApplicationShutdown {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION });

  constructor(private readonly dataSource: DataSource) {
    this.delays.enable();
  }

  onApplicationShutdown(): void {
    this.delays.disable();
  }

  read(): ProcessStats {
    const { rss, heapUsed, heapTotal } = process.memoryUsage();
    return {
      node: NODE,
      uptimeSeconds: Math.floor(process.uptime()),
      memory: { rss, heapUsed, heapTotal },
      eventLoopDelay: this.eventLoopDelay(),
      pool: poolState(this.dataSource),
    };
  }

  /** The delay since the last reset. */
  eventLoopDelay(): EventLoopDelay {
    return { p99: delayOf(this.delays.percentile(99)), max: delayOf(this.delays.max) };
  }

  resetEventLoopDelay(): void {
    this.delays.reset();
  }
}

/** The timer's own interval is part of what it measures. */
function delayOf(nanoseconds: number): number {
  return Math.max(0, Math.round(nanoseconds / NANOSECONDS_PER_MS - RESOLUTION));
}
