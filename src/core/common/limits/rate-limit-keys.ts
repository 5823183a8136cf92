import { rateLimitAddress } from '../http/addresses';
import type { ReceivedRequest } from '../http/received-request';

/** One counter per IPv4 address or IPv6 /64, the usual allocation of one subscriber. */
export function address(request: ReceivedRequest): string {
  return rateLimitAddress(request.ip);
}

/** One counter per token as sent, undefined without one. Use it together with a limit by address. */
export function token({ headers }: ReceivedRequest): string | undefined {
  return headers.authorization;
}
