import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Clock } from '../../common/clock';
import { PRIMARY } from '../../common/workers/primary';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NATIVE } from '../../common/dialects/native.dialect';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Histogram buckets, from a verification to an import. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Time in milliseconds for which a rendering is shared. */
const RENDERING_LIFETIME = 1_000;

/** Route label of requests that no route matched. */
export const UNMATCHED = 'unmatched';
/** Route label of requests that were refused before their caller was known to be allowed on the route. */
export const REFUSED = 'refused';

export interface Served {
  /** Name of the API that the request is for. */
  readonly dialect: string;
  readonly method: string;
  /** The route template: a path may contain a license key. `UNMATCHED` or `REFUSED` if it is not to be named. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Requests of an API since the start of this node. */
export interface Traffic {
  readonly served: number;
  /** With a status from 400 to 499. */
  readonly refused: number;
  /** With a status of 500 or above. */
  readonly failed: number;
}

const NO_TRAFFIC: Traffic = { served: 0, refused: 0, failed: 0 };

/** Prometheus metrics. Label values never come from clients, which could exhaust the memory. */
@Injectable()
export class Metrics {
  /** Not the global registry: one process may run several applications. */
  readonly registry = new Registry();

  /** Since the start; `failed` with a status of 500 or above. */
  readonly requestTotals = { served: 0, failed: 0 };

  private rendering: { readonly text: Promise<Buffer>; readonly at: number } | undefined;

  private readonly traffic = new Map<string, Traffic>();

  private readonly requests = new Counter({
    name: 'keyward_http_requests_total',
    help: 'Number of HTTP requests by API, method, route and status.',
    labelNames: ['dialect', 'method', 'route', 'status'] as const,
    registers: [this.registry],
  });

  private readonly durations = new Histogram({
    name: 'keyward_http_request_duration_seconds',
    help: 'Duration of HTTP requests in seconds by API, method and route.',
    labelNames: ['dialect', 'method', 'route'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  private readonly verdicts = new Counter({
    name: 'keyward_verdicts_total',
    help: 'Number of license verdicts by API, operation and code.',
    labelNames: ['dialect', 'operation', 'code'] as const,
    registers: [this.registry],
  });

  private readonly knownChecks = new Counter({
    name: 'keyward_known_checks_total',
    help: 'Number of checks of a device that this node knew: confirmed with one statement, or changed meanwhile and read again.',
    labelNames: ['result'] as const,
    registers: [this.registry],
  });

  // Not `job`: Prometheus renames this label, because it names the scrape by it.
  private readonly jobRuns = new Counter({
    name: 'keyward_job_runs_total',
    help: 'Number of job runs on this node by job and outcome: success or failure.',
    labelNames: ['job_name', 'outcome'] as const,
    registers: [this.registry],
  });

  private readonly jobSuccesses = new Gauge({
    name: 'keyward_job_last_success_timestamp_seconds',
    help: 'Time of the last successful run of a job on this node, in seconds since 1970.',
    labelNames: ['job_name'] as const,
    aggregator: 'max',
    registers: [this.registry],
  });

  constructor(private readonly clock: Clock) {
    PRIMARY?.answer('metrics', () => this.registry.getMetricsAsJSON());
  }

  /** All metrics in the text format of Prometheus. All requests within a second share one rendering. */
  render(): Promise<Buffer> {
    const at = this.clock.now().getTime();
    // The clock may have been set back.
    if (!this.rendering || Math.abs(at - this.rendering.at) >= RENDERING_LIFETIME) {
      this.rendering = { text: this.read().then((text) => Buffer.from(text)), at };
    }
    return this.rendering.text;
  }

  /** The metrics of all workers of this node. */
  private read(): Promise<string> {
    return PRIMARY ? PRIMARY.ask('metrics') : this.registry.metrics();
  }

  /** @param dialect name of an API */
  trafficOf(dialect: string): Traffic {
    return this.traffic.get(dialect) ?? NO_TRAFFIC;
  }

  countRequest({ dialect, method, route, status, seconds }: Served): void {
    const labels = { dialect, method: METHODS.has(method) ? method : 'other', route };
    this.requestTotals.served += 1;
    this.requestTotals.failed += status >= 500 ? 1 : 0;
    this.countTraffic(dialect, status);
    this.requests.inc({ ...labels, status });
    this.durations.observe(labels, seconds);
  }

  countVerdict(dialect: string, operation: string, code: string, times = 1): void {
    this.verdicts.inc({ dialect, operation, code }, times);
  }

  countKnownCheck(isConfirmed: boolean): void {
    this.knownChecks.inc({ result: isConfirmed ? 'confirmed' : 'changed' });
  }

  countJobRun(job: string, isSuccess: boolean, now: Date): void {
    // Both from the first run on: Prometheus sees no increase in a series that begins with 1.
    this.jobRuns.inc({ job_name: job, outcome: 'success' }, isSuccess ? 1 : 0);
    this.jobRuns.inc({ job_name: job, outcome: 'failure' }, isSuccess ? 0 : 1);
    if (isSuccess) {
      this.jobSuccesses.set({ job_name: job }, now.getTime() / 1000);
    }
  }

  private countTraffic(dialect: string, status: number): void {
    const { served, refused, failed } = this.trafficOf(dialect);
    this.traffic.set(dialect, {
      served: served + 1,
      refused: refused + (status >= 400 && status < 500 ? 1 : 0),
      failed: failed + (status >= 500 ? 1 : 0),
    });
  }
}

/** Counts and times every request by route template, and counts it by API. */
export function useRequestMetrics(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest({
      dialect: dialectOf(request),
      method: request.method,
      route: routeOf(request, reply.statusCode),
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}

/** Each route in the metrics costs some twenty lines: callers without access must not add any. */
function routeOf({ isAllowed, routeOptions: { url } }: FastifyRequest, status: number): string {
  if (url === undefined) {
    return UNMATCHED;
  }
  return isAllowed || status < 300 ? url : REFUSED;
}

/** Routes of the native API do not name it, nor do those of no API, which count as its own. */
function dialectOf({ dialect, routeOptions: { url, config } }: FastifyRequest): string {
  return url === undefined ? dialect.name : (config.dialect ?? NATIVE.name);
}
