import type { FactoryProvider, Type } from '@nestjs/common';

/** Work that is done apart from any request: on time, or when somebody queues it. */
export class Job {
  constructor(
    readonly name: string,
    /** When it is due, in UTC; a job without is done when it is queued. */
    readonly cron: string | undefined,
    readonly run: (payload: unknown) => Promise<void>,
    /** Whether it is due when a node starts, too. */
    readonly atStart = false,
  ) {}
}

export interface JobDefinition<S> {
  /** Unique in the whole server, and kept: queued jobs are found by it. */
  readonly name: string;
  readonly cron?: string;
  /** Due when a node starts, too. */
  readonly atStart?: boolean;
  readonly service: Type<S>;
  /** May be done again when it fails half-way, or when its node dies after it was done. */
  readonly run: (service: S, payload: unknown) => Promise<void>;
}

/** A provider: the module that lists it has this job, with nothing else to change. */
export function defineJob<S>({ name, cron, atStart, service, run }: JobDefinition<S>): FactoryProvider<Job> {
  return {
    provide: `job:${name}`,
    inject: [service],
    useFactory: (instance: S) => new Job(name, cron, (payload) => run(instance, payload), atStart),
  };
}
