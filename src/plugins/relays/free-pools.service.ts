import { Injectable } from '@nestjs/common';
import { partsOf } from '../../core/catalog';
import { Clock, problem } from '../../core/common';
import { storePools } from '../../core/licenses';
import { livePools, type RelayPool, SessionReservation } from '../../core/licenses/internal';
import { UnitOfWork } from '../../core/platform';
import {
  AssessLicenseService,
  type CurrentBalance,
  type LicenseContext,
  MeterPoolsService,
} from '../../core/verification';
import { amountOf, evaluate, remainingOf, sentAmount } from '../../core/verification/internal';
import type { Pool, Relay } from './relay.entity';

/** Bounds what a check reads of a license. */
const MAX_RELAYS = 100;

interface KeptMeter {
  readonly code: string;
  readonly meterId: number;
  readonly amount: number;
}

/**
 * Takes pools from licenses and gives them back. The row of the license says until when each is away, so that it comes back by the
 * clock alone.
 */
@Injectable()
export class FreePoolsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly meters: MeterPoolsService,
    private readonly clock: Clock,
  ) {}

  /** Locks the license, and runs the work if it can be used now. */
  withLicense<T>(key: string, work: (context: LicenseContext, now: Date) => Promise<T>): Promise<T> {
    const call = { key, request: { operation: 'check' } } as const;
    return this.assessments.assessLocked(
      call,
      async (assessment) => {
        if (!assessment.usable) {
          throw assessment.refusal();
        }
        return work(assessment.usable, assessment.now);
      },
      { withMeters: true, withSessions: true, rules: judgeWithoutUser },
    );
  }

  /** The pool with amounts of credits as texts, as relays tell them from meters. */
  written({ meters = [] }: LicenseContext, pool: Pool): Pool {
    const textOf = (code: string, sent: number | string): number | string =>
      meters.some((one) => one.code === code && one.terms.decimals !== undefined) ? String(sent) : sent;
    return pool.meters
      ? {
          ...pool,
          meters: Object.fromEntries(Object.entries(pool.meters).map(([code, sent]) => [code, textOf(code, sent)])),
        }
      : pool;
  }

  /**
   * Takes the pool of a new relay.
   * @throws POOL_NOT_FREE, and says how much is free
   */
  async take(context: LicenseContext, relay: Relay): Promise<void> {
    const { pool } = relay;
    if (relay.kind === 'relay') {
      requireFree('pool.sessions', pool.sessions, await this.freeSessions(context));
      requireFree('pool.activations', pool.activations, freeActivations(context));
    }
    const kept = this.keptMeters(context, pool);
    await this.store(context, relay);
    await this.meters.keep(poolOf(relay), kept);
  }

  /** Lets a new relay share the pool of the first one of its pair, which comes back when both have ended. */
  async share(context: LicenseContext, relay: Relay, first: Relay): Promise<void> {
    await this.store(context, relay, first);
    await this.meters.prolong(poolOf(relay, first));
  }

  /**
   * Takes the pool for longer, or anew if it came back meanwhile. Amounts of meters that came back may have been used: such a pool
   * has ended.
   */
  async prolong(
    context: LicenseContext,
    relay: Relay,
    { wasAway, partner }: { readonly wasAway: boolean; readonly partner: Relay | null },
  ): Promise<void> {
    const { pool } = relay;
    if (!wasAway && Object.keys(pool.meters ?? {}).length > 0) {
      throw problem('RELAY_ENDED');
    }
    if (relay.kind === 'relay') {
      const [sessions, activations] = wasAway ? [pool.sessions, pool.activations] : [];
      requireFree('pool.sessions', pool.sessions, await this.freeSessions(context, sessions));
      requireFree('pool.activations', pool.activations, withOwn(freeActivations(context), activations));
    }
    await this.store(context, relay, partner);
    await this.meters.prolong(poolOf(relay, partner));
  }

  /** Leaves the pool to the other relay of the pair, until that one ends. */
  async leave(context: Pick<LicenseContext, 'license'>, partner: Relay): Promise<void> {
    await this.store(context, partner);
    await this.meters.prolong(poolOf(partner));
  }

  /** Gives the pool back at once. */
  async giveBack(context: Pick<LicenseContext, 'license'>, relay: Relay): Promise<void> {
    const pools = this.others(context, relay);
    await storePools(this.work.manager, context.license.id, pools);
    await this.meters.release(poolOf(relay));
  }

  /**
   * Takes what a relay used of its meters out of its pool. More than is left of a meter stays untaken: what was used cannot be
   * refused any more.
   * @param before what an earlier report of the same time named
   */
  async settle(
    relay: Relay,
    used: ReadonlyMap<string, string>,
    before: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> {
    const { license } = relay;
    if (used.size === 0 || !license) {
      return;
    }
    const call = { key: license.key, request: { operation: 'check' } } as const;
    await this.assessments.assessLocked(
      call,
      async ({ context }) => {
        const amounts = (context?.meters ?? []).flatMap((balance) => amountUsed(balance, used, before));
        if (context && amounts.length > 0) {
          await this.meters.settle(context, poolOf(relay), amounts);
        }
      },
      { withMeters: true, rules: judgeWithoutUser },
    );
  }

  /**
   * Seats that are neither taken nor reserved; null is unlimited. Reservations are changed under the lock of the license, too.
   * @param own seats of the pool itself, while it is away
   */
  private async freeSessions({ license, sessionsRunning }: LicenseContext, own = 0): Promise<number | null> {
    if (license.maxSessions === null) {
      return null;
    }
    const reserved = await this.work.manager.sum(SessionReservation, 'seats', { licenseId: license.id });
    return Math.max(0, license.maxSessions + own - Math.max(sessionsRunning ?? 0, reserved ?? 0));
  }

  private async store(
    context: Pick<LicenseContext, 'license'>,
    relay: Relay,
    partner: Relay | null = null,
  ): Promise<void> {
    const others = this.others(context, relay);
    if (others.length >= MAX_RELAYS) {
      throw problem('TOO_MANY_RELAYS', { limit: MAX_RELAYS });
    }
    const { sessions, activations } = relay.pool;
    const own = { relay: relay.poolId, until: endOf(relay, partner).getTime(), sessions, activations };
    await storePools(this.work.manager, context.license.id, [...others, own]);
  }

  private others({ license }: Pick<LicenseContext, 'license'>, { poolId }: Relay): RelayPool[] {
    return livePools(license.relayPools, this.clock.now()).filter(({ relay }) => relay !== poolId);
  }

  private keptMeters({ meters = [] }: LicenseContext, pool: Pool): KeptMeter[] {
    return Object.entries(pool.meters ?? {}).map(([code, sent]) => {
      const field = `pool.meters.${code}`;
      const balance = meters.find((one) => one.code === code);
      if (!balance) {
        throw problem('POOL_METER_NOT_FOUND', { meter: code, field });
      }
      const amount = amountOf(balance, sent, field);
      const left = remainingOf({ ...balance, shares: undefined });
      if (left !== null && amount > left) {
        throw notFree(field, sentAmount(balance.terms.decimals, left));
      }
      return { code, meterId: balance.terms.id, amount };
    });
  }
}

/** A relay serves many users: none needs to be named for it. */
const judgeWithoutUser: typeof evaluate = (context, request, now) =>
  evaluate(context && { ...context, behavior: { ...context.behavior, requireUser: false } }, request, now);

/** At most what is left, the pool included. */
function amountUsed(balance: CurrentBalance, used: ReadonlyMap<string, string>, before: ReadonlyMap<string, string>) {
  const { code, terms } = balance;
  const parts = (text = '0'): number => partsOf(text, terms.decimals ?? 0) ?? 0;
  const left = remainingOf({ ...balance, reserved: 0, shares: undefined });
  const amount = Math.min(parts(used.get(code)) - parts(before.get(code)), left ?? Infinity);
  return amount > 0 ? [{ meterId: terms.id, amount }] : [];
}

const poolOf = (relay: Relay, partner: Relay | null = null) => ({
  tokenHash: relay.tokenHash,
  licenseId: relay.licenseId,
  until: endOf(relay, partner),
});

/** When the pool of a relay comes back: of a pair, with the later one. */
function endOf({ expiresAt }: Relay, partner: Relay | null): Date {
  return partner && partner.expiresAt > expiresAt ? partner.expiresAt : expiresAt;
}

/** Seats that their devices did not renew are free: the next activation takes them. */
function freeActivations({ license, seatsTaken, seatsExpired }: LicenseContext): number | null {
  return license.maxActivations === null ? null : Math.max(0, license.maxActivations - seatsTaken + seatsExpired);
}

function withOwn(free: number | null, own = 0): number | null {
  return free === null ? null : free + own;
}

/** A relay serves without a limit what its pool does not name: it must name each limit of the license. */
function requireFree(field: string, wanted: number | undefined, free: number | null): void {
  if (wanted === undefined && free !== null) {
    throw problem('POOL_INCOMPLETE', { field });
  }
  if (wanted !== undefined && free !== null && wanted > free) {
    throw notFree(field, free);
  }
}

const notFree = (field: string, free: number | string) =>
  problem('POOL_TOO_LARGE', { field, free, of: field.replace(/^pool\./, '') });
