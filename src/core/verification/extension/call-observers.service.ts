import { AsyncResource } from 'node:async_hooks';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { PluginServices } from '../../common/plugins/plugin-services';
import { withTimeLimit } from '../../common/time-limit';
import { CallObserver, type ObservedCall } from './call-observer';

export const OBSERVER_LIMITS = {
  /** Time to observe calls, in milliseconds. */
  answer: 30_000,
  /** Calls that wait for an observer; further ones are dropped. */
  waiting: 10_000,
  /** Calls at once. */
  batch: 500,
};

/** Hands the calls of programs to the observers of plug-ins. */
@Injectable()
export class CallObserversService implements OnModuleInit {
  private observers: readonly Observed[] = [];

  constructor(private readonly services: PluginServices) {}

  onModuleInit(): void {
    this.observers = this.services
      .all(CallObserver)
      .map((observer) => new Observed(observer, this.services.describe(observer)));
  }

  get areAny(): boolean {
    return this.observers.length > 0;
  }

  /** Returns at once. */
  tell(call: ObservedCall): void {
    for (const observed of this.observers) {
      observed.add(call);
    }
  }
}

/** An observer with the calls that wait for it. */
class Observed {
  private readonly logger = new Logger('CallObservers');
  /** The context of no request: an observer joins no transaction of the call that it is told of. */
  private readonly scope = new AsyncResource('CallObserver');
  private waiting: ObservedCall[] = [];
  private dropped = 0;
  private isRunning = false;

  constructor(
    private readonly observer: CallObserver,
    private readonly name: string,
  ) {}

  add(call: ObservedCall): void {
    if (this.waiting.length >= OBSERVER_LIMITS.waiting) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(call);
    if (!this.isRunning) {
      this.isRunning = true;
      setImmediate(() => this.scope.runInAsyncScope(() => void this.run()));
    }
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const calls = this.waiting.slice(0, OBSERVER_LIMITS.batch);
      this.waiting = this.waiting.slice(OBSERVER_LIMITS.batch);
      try {
        await withTimeLimit(OBSERVER_LIMITS.answer, async () => this.observer.observe(calls));
      } catch (error) {
        this.logger.error(error, `The observer ${this.name} failed with ${calls.length} calls`);
      }
      if (this.dropped > 0) {
        this.logger.warn(`The observer ${this.name} is too slow: ${this.dropped} calls are dropped`);
        this.dropped = 0;
      }
    }
    this.isRunning = false;
  }
}
