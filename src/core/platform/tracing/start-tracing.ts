import { setTimeout as elapsed } from 'node:timers/promises';
import { tracing } from '../../common/tracing/tracing';
import type { Settings } from '../config/settings';
import type { OpenTelemetryTracer as Loaded } from './open-telemetry-tracer';

/** Time that a stopping server waits for a receiver of spans. */
const FLUSH_LIMIT_MS = 2_000;

/**
 * Turns tracing on if a receiver of spans is set, before the first connection to the database is opened. The packages of
 * OpenTelemetry are loaded only then.
 * @returns sends what is left, and turns it off
 */
export function startTracing(
  { OTEL_EXPORTER_OTLP_ENDPOINT }: Pick<Settings, 'OTEL_EXPORTER_OTLP_ENDPOINT'>,
  flushLimitMs = FLUSH_LIMIT_MS,
): () => Promise<void> {
  if (OTEL_EXPORTER_OTLP_ENDPOINT === undefined) {
    return () => Promise.resolve();
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it in every server
  const { OpenTelemetryTracer } = require('./open-telemetry-tracer') as { OpenTelemetryTracer: typeof Loaded };
  const tracer = new OpenTelemetryTracer(OTEL_EXPORTER_OTLP_ENDPOINT);
  tracing.tracer = tracer;
  return async () => {
    delete tracing.tracer;
    await Promise.race([tracer.shutdown(), elapsed(flushLimitMs, undefined, { ref: false })]);
  };
}
