import { Injectable } from '@nestjs/common';
import { DomainError, problem } from '../errors/domain-error';
import type { ReceivedRequest } from '../http/received-request';
import { RecentNames } from '../recent-names';
import { currentRequest } from '../http/request-context';
import { address } from './route-limits';
import { isUncounted, RateLimitsService } from './rate-limits.service';

const MAX_VERIFIED = 50_000;

/**
 * Limits credential guessing in every API: invalid, expired and missing credentials are counted by address. At the limit,
 * credentials are rejected unchecked, except those verified from that address before, because many users may share an
 * address with an attacker.
 */
@Injectable()
export class UnauthenticatedLimitService {
  /** Addresses with the credentials that were verified from there, on this node. */
  private readonly verified = new RecentNames(MAX_VERIFIED);

  constructor(private readonly limits: RateLimitsService) {}

  /**
   * Returns the result of `find`, null for an invalid credential.
   * @param limit that of invalid credentials, by address
   */
  async identify<T>(
    request: ReceivedRequest,
    credential: string | undefined,
    find: () => Promise<T | null>,
    limit = 'unauthenticated',
  ): Promise<T | null> {
    if (isUncounted()) {
      return find();
    }
    const pair = pairOf(request, credential);
    const isVerified = this.verified.has(pair);
    if (!isVerified) {
      await this.refuseIfReached(request, limit);
    }
    const found = await find();
    if (found === null) {
      this.verified.delete(pair);
      await this.limits.countHere(limit, address(request));
      return null;
    }
    if (!isVerified) {
      // Checked again for concurrent guesses.
      await this.refuseIfReached(request, limit);
    }
    this.verified.note(pair);
    return found;
  }

  /**
   * Runs a call that finds what its token names, or fails because there is no such thing: only these count against the limit, by
   * address. All others are counted by the token.
   */
  async prove<T extends object>(
    request: ReceivedRequest,
    { token, limit }: { readonly token: string; readonly limit: string },
    call: () => Promise<T>,
  ): Promise<T> {
    const failures: DomainError[] = [];
    const run = async (): Promise<T | null> => {
      try {
        return await call();
      } catch (error) {
        if (error instanceof DomainError && error.kind === 'not-found') {
          failures.push(error);
          return null;
        }
        throw error;
      }
    };
    const found = await this.identify(request, token, run, limit);
    if (found === null) {
      throw failures[0] ?? problem('RATE_LIMIT_EXCEEDED');
    }
    return found;
  }

  /** Notes a credential that this address has, such as a token that it was given. */
  noteVerified(request: ReceivedRequest, credential: string): void {
    this.verified.note(pairOf(request, credential));
  }

  /** Refuses a request whose credential is unchecked, if too many were invalid at its address. A promise only where one has to be awaited. */
  refuseIfReached(request: ReceivedRequest, limit: string): Promise<void> | undefined {
    const dialect = currentRequest()?.dialect;
    return dialect && this.limits.refuseIfReached(dialect, limit, address(request));
  }

  /** Whether the credential was verified from this address before, so that no limit applies. */
  isVerified(request: ReceivedRequest, credential: string): boolean {
    return this.verified.has(pairOf(request, credential));
  }

  /** Notes that nothing has the credential any more. */
  forget(request: ReceivedRequest, credential: string): void {
    this.verified.delete(pairOf(request, credential));
  }
}

function pairOf(request: ReceivedRequest, credential = ''): string {
  return `${address(request)}\n${credential}`;
}
