import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ReceivedRequest } from '../http/received-request';
import { currentRequest } from '../http/request-context';
import { address } from './rate-limit-keys';
import { isUncounted } from './uncounted';
import { RateLimitsService } from './rate-limits.service';

const MAX_VERIFIED = 10_000;

/**
 * Limits credential guessing in every API: invalid, expired and missing credentials are counted by address. At the limit,
 * credentials are rejected unchecked, except those verified from that address before, because many users may share an
 * address with an attacker.
 */
@Injectable()
export class UnauthenticatedLimitService {
  /** Hashes of addresses and credentials verified on this node, least recently used first. */
  private readonly verified = new Set<string>();

  constructor(private readonly limits: RateLimitsService) {}

  /** Returns the result of `find`, null for an invalid credential. */
  async identify<T>(
    request: ReceivedRequest,
    credential: string | undefined,
    find: () => Promise<T | null>,
  ): Promise<T | null> {
    if (isUncounted()) {
      return find();
    }
    const pair = pairOf(request, credential);
    const isVerified = this.verified.has(pair);
    if (!isVerified) {
      await this.refuseIfReached(request);
    }
    const found = await find();
    this.verified.delete(pair);
    if (found === null) {
      await this.limits.countHere('unauthenticated', address(request));
      return null;
    }
    if (!isVerified) {
      // Checked again for concurrent guesses.
      await this.refuseIfReached(request);
    }
    this.remember(pair);
    return found;
  }

  /** Whether the credential was verified from this address before, so that no limit applies. */
  isVerified(request: ReceivedRequest, credential: string): boolean {
    return this.verified.has(pairOf(request, credential));
  }

  private async refuseIfReached(request: ReceivedRequest): Promise<void> {
    const dialect = currentRequest()?.dialect;
    if (dialect) {
      await this.limits.refuseIfReached(dialect, 'unauthenticated', address(request));
    }
  }

  private remember(pair: string): void {
    this.verified.add(pair);
    const [oldest] = this.verified;
    if (this.verified.size > MAX_VERIFIED && oldest !== undefined) {
      this.verified.delete(oldest);
    }
  }
}

function pairOf(request: ReceivedRequest, credential = ''): string {
  return hash('sha256', `${address(request)}\n${credential}`, 'base64url');
}
