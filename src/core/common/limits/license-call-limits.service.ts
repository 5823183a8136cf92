import { Injectable } from '@nestjs/common';
import { isProblem } from '../errors/domain-error';
import type { ReceivedRequest } from '../http/received-request';
import type { RequestContext } from '../http/request-context';
import { type FoundLicense, FoundLicenses } from './found-licenses';
import type { NamedLicense, NamedLicenseReader } from './license-calls.decorator';
import { address } from './route-limits';
import { isUncounted, type KnownKey, RateLimitsService } from './rate-limits.service';
import { UnauthenticatedLimitService } from './unauthenticated-limit.service';

/** The limit, by address, for calls with an unknown license key. */
const FAILURES = 'client';
/** The limit of a license is that of as many seats at least, so that other devices are not refused because of one. */
const MIN_SEATS = 10;
/** At most, and for an unlimited license. */
const MAX_SEATS = 1_000;
const MAX_FOUND = 10_000;
/** Larger bodies count by their address before they are read, because reading them takes time. */
const MAX_UNCOUNTED_BYTES = 16_384;
/** Stands for any license; no credential has a line break. */
const ANY_LICENSE = '\nlicense';

/** The counts to which a call of a program is added. */
interface LicenseCall {
  readonly named?: NamedLicense;
  /** Its address had not reached the limit of failures when its head arrived. */
  readonly isChecked?: boolean;
  /** It was counted by its address when its head arrived. */
  readonly isLarge?: boolean;
  /** The license was found from this address before. */
  readonly isVerified?: boolean;
  /** It is counted by its license. */
  readonly isCounted?: boolean;
  /** No more is to be counted. */
  readonly isSettled?: boolean;
}

declare module '../http/request-context' {
  interface RequestContext {
    /** Only of a route that limits calls by license. */
    licenseCall?: LicenseCall;
    /** Set when the license of the call was looked up; null if there is none. */
    foundLicense?: FoundLicense | null;
  }
}

/**
 * Limits calls of programs: by device and license, as many as its seats need, if the license exists; by address otherwise. At the
 * limit of its address, a call is refused unchecked, unless its license was found from there before: many programs may share an
 * address with someone who guesses keys.
 */
@Injectable()
export class LicenseCallLimitsService {
  private readonly found = new FoundLicenses(MAX_FOUND);

  constructor(
    private readonly limits: RateLimitsService,
    private readonly verified: UnauthenticatedLimitService,
  ) {}

  /** Refuses a call by its head, if its address reached the limit and no license was found from there. */
  async checkHead(request: ReceivedRequest, current: RequestContext): Promise<void> {
    if (this.isOff) {
      return;
    }
    const isChecked = !this.verified.isVerified(request, ANY_LICENSE);
    const isCounted = isLarge(request);
    current.licenseCall = { isChecked, isLarge: isCounted };
    if (isCounted) {
      await this.countFailure(request, current);
    } else if (isChecked) {
      await this.verified.refuseIfReached(request, FAILURES);
    }
  }

  /** Counts or refuses a call whose body is known. A promise only where one has to be awaited. */
  count(request: ReceivedRequest, current: RequestContext, reader: NamedLicenseReader): Promise<void> | undefined {
    if (this.isOff) {
      return undefined;
    }
    const named = reader(request);
    const { isChecked, isLarge: isFailureCounted } = current.licenseCall ?? {};
    if (!named) {
      current.licenseCall = { isSettled: true };
      return isFailureCounted ? undefined : this.countFailure(request, current);
    }
    const isVerified = this.verified.isVerified(request, named.credential);
    const license = this.found.get(named.credential);
    current.licenseCall = { named, isVerified, isCounted: license !== undefined, isLarge: isFailureCounted };
    const countKnown = (): Promise<void> | undefined => license && this.countLicense(current, license, named);
    const checking = isVerified || isChecked ? undefined : this.verified.refuseIfReached(request, FAILURES);
    return checking ? checking.then(countKnown) : countKnown();
  }

  /** Runs a call, and counts it by what it has found. Throws if that exceeds a limit. */
  within<T>(request: ReceivedRequest, current: RequestContext, call: () => Promise<T>): Promise<T> {
    return current.licenseCall ? this.settled(request, current, call) : call();
  }

  private async settled<T>(request: ReceivedRequest, current: RequestContext, call: () => Promise<T>): Promise<T> {
    let answer: T;
    try {
      answer = await call();
    } catch (error) {
      await this.settle(request, current);
      throw error;
    }
    // Without an answer, the handler has begun to send one.
    if (answer === undefined) {
      await this.settleQuietly(request, current);
    } else {
      await this.settle(request, current);
    }
    return answer;
  }

  /** Counts a call that failed before it was run. */
  async settleQuietly(request: ReceivedRequest, current: RequestContext): Promise<void> {
    await this.settle(request, current).catch((error: unknown) => {
      if (!isProblem(error, 'RATE_LIMIT_EXCEEDED')) {
        throw error;
      }
    });
  }

  private async settle(request: ReceivedRequest, current: RequestContext): Promise<void> {
    const { licenseCall, foundLicense } = current;
    if (!licenseCall || licenseCall.isSettled) {
      return;
    }
    const { named, isVerified, isCounted, isLarge: isFailureCounted } = licenseCall;
    current.licenseCall = { isSettled: true };
    if (!named || !foundLicense) {
      if (named && foundLicense === null) {
        this.forget(request, named);
      }
      if (!isFailureCounted && (!isVerified || foundLicense === null)) {
        await this.countFailure(request, current);
      }
      return;
    }
    if (!isVerified) {
      // Checked again for concurrent guesses.
      await this.verified.refuseIfReached(request, FAILURES);
      this.verified.noteVerified(request, ANY_LICENSE);
      this.verified.noteVerified(request, named.credential);
    }
    this.found.keep(named.credential, foundLicense);
    if (!isCounted) {
      await this.countLicense(current, foundLicense, named);
    }
  }

  private get isOff(): boolean {
    return this.limits.areOff || isUncounted();
  }

  private countFailure(request: ReceivedRequest, { dialect }: RequestContext): Promise<void> | undefined {
    return this.limits.countKnown(dialect, [{ name: FAILURES, key: address(request) }]);
  }

  /** The device first: when it is refused, it takes nothing from the others. */
  private countLicense(
    { dialect }: RequestContext,
    { id, seats }: FoundLicense,
    { device }: NamedLicense,
  ): Promise<void> | undefined {
    const times = Math.min(Math.max(seats ?? MAX_SEATS, MIN_SEATS), MAX_SEATS);
    const keys: KnownKey[] = [{ name: 'license', key: id, times, group: id }];
    return this.limits.countKnown(
      dialect,
      device === undefined ? keys : [{ name: 'device', key: `${id}\n${device}`, group: id }, ...keys],
    );
  }

  private forget(request: ReceivedRequest, named: NamedLicense): void {
    this.verified.forget(request, named.credential);
    this.found.forget(named.credential);
  }
}

/** Also a body of unknown length. */
function isLarge({ headers }: ReceivedRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > MAX_UNCOUNTED_BYTES;
}
