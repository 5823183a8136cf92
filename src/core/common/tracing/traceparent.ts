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
