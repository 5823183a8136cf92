import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { ContextVariable } from './async-context';

/** The time of another clock, and the monotonic time at which it was read. */
interface FollowedClock {
  readonly time: number;
  readonly readAt: number;
}

const followed = new ContextVariable<FollowedClock>();

/** The source of time; tests replace it. */
@Injectable()
export class Clock {
  private kept: FollowedClock | undefined;

  now(): Date {
    const other = followed.current ?? this.kept;
    return other === undefined ? this.machine() : new Date(other.time + performance.now() - other.readAt);
  }

  /** The clock of this machine, which can be wrong. Tests do not move it. */
  machine(): Date {
    return new Date();
  }

  /** Runs work in which `now` continues from this time, whatever the clock of the machine does meanwhile. */
  follow<T>(time: Date, work: () => T): T {
    return followed.run({ time: time.getTime(), readAt: performance.now() }, work);
  }

  /**
   * Outside of `follow` as well, `now` continues from this time from now on.
   * @param uncertainty milliseconds by which the time may be wrong: a smaller difference changes nothing
   */
  keepTo(time: Date, uncertainty: number): void {
    const kept = { time: time.getTime(), readAt: performance.now() };
    const before = this.kept;
    const difference = before ? kept.time - kept.readAt - (before.time - before.readAt) : Infinity;
    if (Math.abs(difference) > uncertainty) {
      this.kept = kept;
    }
  }

  /** Runs a task at an interval until the returned function is called. The task must not throw. */
  every(milliseconds: number, task: () => Promise<void>): () => void {
    const timer = setInterval(() => void task(), milliseconds).unref();
    return () => clearInterval(timer);
  }
}
