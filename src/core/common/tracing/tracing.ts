import { ContextVariable } from '../async-context';
import { currentRequest } from '../http/request-context';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

export interface SpanOptions {
  /** An internal operation by default. */
  readonly kind?: 'server' | 'client' | 'consumer' | 'internal';
  /** A span of this process, or the `traceparent` of another one, which is ignored if it is malformed. A new trace by default. */
  readonly parent?: Span | string;
  /** Named by the semantic conventions of OpenTelemetry. They contain no keys, addresses, bodies or parameters. */
  readonly attributes?: Attributes;
  /** Other spans that caused it. */
  readonly links?: readonly Span[];
}

/** Outcome of a span. */
export interface SpanEnd {
  readonly attributes?: Attributes;
  /** Kind of the failure, such as a status or the name of an error. Its message may contain data. */
  readonly failure?: string;
}

/** An operation under way, as a part of a trace. */
export interface Span {
  /** In hexadecimal. */
  readonly traceId: string;
  /** For requests to other servers: https://www.w3.org/TR/trace-context. */
  readonly traceparent: string;
  /** False if its trace is not sampled. */
  readonly isRecorded: boolean;
  link(span: Span): void;
  end(outcome?: SpanEnd): void;
}

export interface Tracer {
  start(name: string, options: SpanOptions): Span;
}

/** The tracer of this process. Without one, tracing is off and nothing of it is loaded. */
export const tracing: { tracer?: Tracer } = {};

const active = new ContextVariable<Span>();

/** The span of the work that calls this, or of its request. */
export function currentSpan(): Span | undefined {
  return tracing.tracer && (active.current ?? currentRequest()?.span);
}

/** Runs work in a span of its own, if tracing is on. */
export function traced<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  const span = tracing.tracer?.start(name, options);
  return span ? runIn(span, work) : work();
}

/** Runs work for several callers in a span of the first one's trace, which is linked with those of the others. */
export function tracedTogether<T>(
  name: string,
  callers: readonly (Span | undefined)[],
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  const [parent, ...others] = callers.flatMap((caller) => (caller?.isRecorded ? [caller] : []));
  const span = parent && tracing.tracer?.start(name, { parent, links: others, attributes });
  if (!span) {
    return work();
  }
  others.forEach((other) => other.link(span));
  return runIn(span, work);
}

async function runIn<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    const result = await active.run(span, work);
    span.end();
    return result;
  } catch (error) {
    span.end({ failure: failureOf(error) });
    throw error;
  }
}

/** The SQLSTATE or code of an error, or its class. */
export function failureOf(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  }
  return '_OTHER';
}

const FORMAT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The parts of a `traceparent`, in hexadecimal. */
export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: string;
}

/** Undefined if it is malformed, as https://www.w3.org/TR/trace-context demands. Parts of later versions are left out. */
export function parseTraceparent(text: string): TraceParent | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = FORMAT.exec(text) ?? [];
  const isValid = version !== undefined && (version !== '00' || more === undefined);
  return isValid ? { traceId, spanId, flags } : undefined;
}

/** In the version of this server; undefined if it is malformed. */
export function validTraceparent(text: string | undefined): string | undefined {
  const parts = text === undefined ? undefined : parseTraceparent(text);
  return parts && `00-${parts.traceId}-${parts.spanId}-${parts.flags}`;
}
