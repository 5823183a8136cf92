import type { ReceivedRequest } from '../http/received-request';

/**
 * The counter of a request: its address, its authenticated caller, or a function of its body. Unverified credentials are
 * never used as keys, because a client could send a new one with each request.
 */
export type LimitKey = 'caller' | ((request: ReceivedRequest) => string);
