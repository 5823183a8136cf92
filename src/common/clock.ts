import { Injectable } from '@nestjs/common';

/** The source of time; tests replace it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Runs a task at an interval until the returned function is called. The task must not throw. */
  every(milliseconds: number, task: () => Promise<void>): () => void {
    const timer = setInterval(() => void task(), milliseconds).unref();
    return () => clearInterval(timer);
  }
}
