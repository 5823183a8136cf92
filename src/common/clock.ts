import { Injectable } from '@nestjs/common';

/** Where time comes from, so that tests can hold it still. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Does this again and again, until what it answers is called. The task itself must not fail. */
  every(milliseconds: number, task: () => Promise<void>): () => void {
    const timer = setInterval(() => void task(), milliseconds).unref();
    return () => clearInterval(timer);
  }
}
