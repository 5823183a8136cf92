import type { RequestContext } from '../http/request-context';

/** A rate limit of the current request, after it was counted. */
export interface CountedLimit {
  readonly name: string;
  /** Requests per window. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
  /** Length of the window in seconds; one minute if left out. */
  readonly windowSeconds?: number;
}

declare module '../http/request-context' {
  interface RequestContext {
    countedLimits?: CountedLimit[];
  }
}

/** A limit that was noted before is noted as it is now. A vendor's limit may have the name of one of the server. */
export function noteLimit(request: RequestContext | undefined, limit: CountedLimit): void {
  if (request) {
    const limits = (request.countedLimits ??= []);
    const known = limits.findIndex((one) => isSame(one, limit));
    if (known >= 0) {
      limits.splice(known, 1);
    }
    limits.push(limit);
  }
}

function isSame(one: CountedLimit, other: CountedLimit): boolean {
  return one.name === other.name && one.windowSeconds === other.windowSeconds;
}
