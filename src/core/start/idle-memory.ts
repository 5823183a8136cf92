import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const AFTER_START_MS = 5_000;
const AFTER_LOAD_MS = 300_000;
/** Share of the time that the event loop of an idle server works at most. After the start, there are jobs that run at once. */
const IDLE_AFTER_START = 0.2;
const IDLE_AFTER_LOAD = 0.02;
/** A collection that would return less is not worth its pause, in which a request would wait. */
const WORTH_BYTES = 32 * 2 ** 20;

/**
 * Returns memory to the system while the server is idle: once after the start, which needs more than what follows, and after load.
 * V8 collects when objects are allocated, which an idle server does not do.
 */
export class IdleMemory {
  private readonly collect = collector();
  private utilization = performance.eventLoopUtilization();
  private collectedTo = 0;

  start(): void {
    setTimeout(() => this.check(), this.isStarted ? AFTER_LOAD_MS : AFTER_START_MS).unref();
  }

  private get isStarted(): boolean {
    return this.collectedTo > 0;
  }

  private check(): void {
    const { utilization } = performance.eventLoopUtilization(performance.eventLoopUtilization(), this.utilization);
    const isIdle = utilization <= (this.isStarted ? IDLE_AFTER_LOAD : IDLE_AFTER_START);
    if (isIdle && process.memoryUsage.rss() - this.collectedTo >= WORTH_BYTES) {
      this.collect();
      this.collectedTo = process.memoryUsage.rss();
    }
    this.utilization = performance.eventLoopUtilization();
    this.start();
  }
}

/** V8 gives its collector to a context that is made while this flag is set. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  setFlagsFromString('--no-expose-gc');
  return () => {
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  };
}
