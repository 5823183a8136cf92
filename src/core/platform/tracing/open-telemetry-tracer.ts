import { Logger } from '@nestjs/common';
import * as otel from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import {
  type Attributes,
  parseTraceparent,
  type Span,
  type SpanEnd,
  type SpanOptions,
  type Tracer,
} from '../../common/tracing/tracing';
import { VERSION } from '../../common/version';
import { NODE } from '../monitoring/process-stats.service';

const KINDS = {
  server: otel.SpanKind.SERVER,
  client: otel.SpanKind.CLIENT,
  consumer: otel.SpanKind.CONSUMER,
  internal: otel.SpanKind.INTERNAL,
};

/** A receiver that is away would otherwise be reported with each attempt. */
const WARNED_EVERY_MS = 60_000;

/**
 * Sends spans by OTLP over HTTP, in the background. It reads the standard variables: `OTEL_SERVICE_NAME`,
 * `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_BSP_MAX_QUEUE_SIZE` and so on. Spans
 * that do not fit in the queue are dropped.
 */
export class OpenTelemetryTracer implements Tracer {
  private readonly logger = new Logger('Tracing');
  private readonly provider: BasicTracerProvider;
  private readonly tracer: otel.Tracer;
  private warnedAt = -Infinity;

  /** @param endpoint base URL of the receiver, to which `/v1/traces` is appended */
  constructor(endpoint: string) {
    const warn = (message: string): void => this.warn(message);
    const silent = (): void => undefined;
    otel.diag.setLogger({ error: warn, warn, info: silent, debug: silent, verbose: silent }, otel.DiagLogLevel.WARN);
    const own = { 'service.name': 'keyward', 'service.version': VERSION, 'service.instance.id': NODE };
    const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
    this.provider = new BasicTracerProvider({
      resource: defaultResource()
        .merge(resourceFromAttributes(own))
        .merge(detectResources({ detectors: [envDetector] })),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    });
    this.tracer = this.provider.getTracer('keyward', VERSION);
  }

  start(name: string, { kind = 'internal', parent, attributes, links = [] }: SpanOptions): Span {
    const options = {
      kind: KINDS[kind],
      attributes: attributes && { ...attributes },
      links: links.flatMap((link) => (link instanceof RecordedSpan ? [{ context: link.context }] : [])),
    };
    return new RecordedSpan(this.tracer.startSpan(name, options, contextOf(parent)));
  }

  shutdown(): Promise<void> {
    return this.provider.shutdown().catch((error: unknown) => this.warn(String(error)));
  }

  private warn(message: string): void {
    if (performance.now() - this.warnedAt > WARNED_EVERY_MS) {
      this.warnedAt = performance.now();
      this.logger.warn(`Spans were not sent: ${message.slice(0, 300)}`);
    }
  }
}

class RecordedSpan implements Span {
  readonly context: otel.SpanContext;

  constructor(private readonly span: otel.Span) {
    this.context = span.spanContext();
  }

  get traceId(): string {
    return this.context.traceId;
  }

  get traceparent(): string {
    const { traceId, spanId, traceFlags } = this.context;
    return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  get isRecorded(): boolean {
    return this.span.isRecording();
  }

  link(span: Span): void {
    if (span instanceof RecordedSpan) {
      this.span.addLink({ context: span.context });
    }
  }

  end({ attributes, failure }: SpanEnd = {}): void {
    this.span.setAttributes(definedIn(attributes));
    if (failure !== undefined) {
      this.span.setAttribute('error.type', failure).setStatus({ code: otel.SpanStatusCode.ERROR });
    }
    this.span.end();
  }
}

function definedIn(attributes: Attributes = {}): otel.Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

function contextOf(parent: Span | string | undefined): otel.Context {
  const context = parent instanceof RecordedSpan ? parent.context : typeof parent === 'string' && remote(parent);
  return context ? otel.trace.setSpanContext(otel.ROOT_CONTEXT, context) : otel.ROOT_CONTEXT;
}

function remote(traceparent: string): otel.SpanContext | undefined {
  const parts = parseTraceparent(traceparent);
  return (
    parts && {
      traceId: parts.traceId,
      spanId: parts.spanId,
      traceFlags: Number.parseInt(parts.flags, 16) & otel.TraceFlags.SAMPLED,
      isRemote: true,
    }
  );
}
