import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { currentRequest } from '../http/request-context';
import { address } from './rate-limit-keys';
import { RateLimitsService } from './rate-limits.service';

const MOST_REMEMBERED = 10_000;

/**
 * Makes guessing credentials slow at every API: wrong, ended and missing ones are counted by address. Once the limit is
 * reached there, credentials are refused without a look, so that a guess tells nothing; only one that proved right at that
 * address before goes on to work, because many people may share an address with whoever guesses.
 */
@Injectable()
export class UnauthenticatedLimitService {
  /** Hashes of an address and a credential that proved right there, the one used last at the end. Each node has its own. */
  private readonly proven = new Set<string>();

  constructor(private readonly limits: RateLimitsService) {}

  /** Whoever `find` finds by the credential, or null. */
  async identify<T>(
    request: FastifyRequest,
    credential: string | undefined,
    find: () => Promise<T | null>,
  ): Promise<T | null> {
    const pair = pairOf(request, credential);
    const isProven = this.proven.has(pair);
    if (!isProven) {
      await this.refuseIfReached(request);
    }
    const found = await find();
    this.proven.delete(pair);
    if (found === null) {
      await this.limits.countHere('unauthenticated', address(request));
      return null;
    }
    if (!isProven) {
      // Again, for guesses that were sent together.
      await this.refuseIfReached(request);
    }
    this.remember(pair);
    return found;
  }

  private async refuseIfReached(request: FastifyRequest): Promise<void> {
    const dialect = currentRequest()?.dialect;
    if (dialect) {
      await this.limits.refuseIfReached(dialect, 'unauthenticated', address(request));
    }
  }

  private remember(pair: string): void {
    this.proven.add(pair);
    const [oldest] = this.proven;
    if (this.proven.size > MOST_REMEMBERED && oldest !== undefined) {
      this.proven.delete(oldest);
    }
  }
}

function pairOf(request: FastifyRequest, credential = ''): string {
  return createHash('sha256')
    .update(`${address(request)}\n${credential}`)
    .digest('base64url');
}
