import type { RequestContext } from '../http/request-context';

/** A rate limit of the current request, after it was counted. */
export interface CountedLimit {
  readonly name: string;
  /** Requests per window of one minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
}

declare module '../http/request-context' {
  interface RequestContext {
    countedLimits?: CountedLimit[];
  }
}

/** A limit that was noted before is noted as it is now. */
export function noteLimit(request: RequestContext | undefined, limit: CountedLimit): void {
  if (request) {
    request.countedLimits = [...(request.countedLimits ?? []).filter(({ name }) => name !== limit.name), limit];
  }
}
