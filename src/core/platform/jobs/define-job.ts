import type { FactoryProvider, Type } from '@nestjs/common';
import type { CronItem } from 'graphile-worker';
import { DatabaseClock } from '../database/database-clock';

/** Background work that runs on a schedule or when it is queued. */
export class Job {
  constructor(
    readonly name: string,
    /** Schedule in UTC; a job without a schedule runs only when it is queued. */
    readonly cron: string | undefined,
    readonly run: (payload: unknown) => Promise<void>,
    /** Whether it also runs when a node starts. */
    readonly atStart = false,
  ) {}

  /** A job that is still queued when it is due again is not queued again. */
  get cronItem(): CronItem | undefined {
    const { name, cron } = this;
    return cron === undefined ? undefined : { task: name, identifier: name, match: cron, options: { jobKey: name } };
  }
}

export interface JobDefinition<S> {
  /** Unique and permanent: queued jobs refer to it. */
  readonly name: string;
  readonly cron?: string;
  /** Also runs when a node starts. */
  readonly atStart?: boolean;
  readonly service: Type<S>;
  /** Must be repeatable: it may run again after a failure or a crash. `Clock` shows the time of the database. */
  readonly run: (service: S, payload: unknown) => Promise<void>;
}

/** Creates the provider of a job, to be listed in a module. */
export function defineJob<S>({ name, cron, atStart, service, run }: JobDefinition<S>): FactoryProvider<Job> {
  return {
    provide: `job:${name}`,
    inject: [service, DatabaseClock],
    useFactory: (instance: S, clock: DatabaseClock) =>
      new Job(name, cron, (payload) => clock.follow(() => run(instance, payload)), atStart),
  };
}
