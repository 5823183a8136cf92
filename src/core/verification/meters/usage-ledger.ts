import type { RequestContext } from '../../common/http/request-context';
import type { CheckedLicense } from '../rules/checked-license';
import { applyAmounts, capacityOf, type CurrentBalance, type RefusedItem } from '../rules/current-balance';
import type { CurrentGrant } from '../rules/draw-order';
import type { ShareOwner } from '../rules/meter-shares';
import type { MeterAmount } from '../rules/usage-items';
import type { ShareChange } from './meter-shares.query';
import { ShareLedger } from './share-ledger';
import type { NewReservation } from './write-reservations.query';

/** A change of a balance, with the column names of the database; amounts are differences. */
interface BalanceChange {
  readonly license_id: number;
  readonly meter_id: number;
  readonly period_start: string;
  readonly period_end: string | null;
  readonly capacity: number | null;
  readonly is_new: boolean;
  used: number;
  total: number;
  granted: number;
}

/** A draw from a grant, or a return to it, by a device; `activation_id` is 0 without a device. */
interface Draw {
  readonly license_id: number;
  readonly meter_id: number;
  readonly period_start: string;
  /** Null for what is left of an earlier period and not stored. */
  readonly grant_id: number | null;
  readonly rolled_from: string | null;
  readonly granted: number;
  readonly starts_at: string;
  readonly expires_at: string | null;
  readonly activation_id: number;
  amount: number;
}

/** A change of what a device holds; `activation_id` is 0 without a device. */
interface HoldChange {
  readonly license_id: number;
  readonly activation_id: number;
  readonly meter_id: number;
  amount: number;
}

/** A license whose term the call of a sender starts. */
interface StartingTerm {
  readonly license: CheckedLicense;
  readonly sender: RequestContext | undefined;
}

/** The license whose meters are used, by a device and a user. */
export interface UsageHolder extends ShareOwner {
  readonly licenseId: number;
}

/** Adds up what the calls of one transaction take, so that each call sees what those before it left. */
export class UsageLedger {
  private readonly balances = new Map<string, BalanceChange>();
  private readonly holds = new Map<string, HoldChange>();
  private readonly drawn = new Map<string, Draw>();
  private readonly shares = new ShareLedger();
  private readonly reserved: NewReservation[] = [];
  private readonly starting = new Map<number, StartingTerm>();

  /** The stored balances after the earlier calls. */
  current(holder: UsageHolder, stored: readonly CurrentBalance[]): readonly CurrentBalance[] {
    return stored.map((balance) => this.moved(holder, balance));
  }

  /**
   * All amounts or, if one does not fit, none. Returns their meters after the call.
   * @param before what `current` returned
   */
  apply(
    holder: UsageHolder,
    before: readonly CurrentBalance[],
    amounts: readonly Pick<MeterAmount, 'meter' | 'amount'>[],
  ): readonly CurrentBalance[] | RefusedItem {
    const after = applyAmounts(before, amounts);
    if ('code' in after) {
      return after;
    }
    const named = new Set(amounts.map(({ meter }) => meter));
    return after.filter((balance, index) => {
      const from = before[index];
      if (from && (from.used !== balance.used || from.total !== balance.total)) {
        this.move(holder, from, balance);
      }
      return named.has(balance.code);
    });
  }

  /** Reserves all amounts or, if one does not fit, none. Returns their meters as they were. */
  reserve(
    { licenseId, activationId, username }: UsageHolder,
    before: readonly CurrentBalance[],
    amounts: readonly MeterAmount[],
    { tokenHash, expiresAt }: Pick<NewReservation, 'tokenHash' | 'expiresAt'>,
  ): readonly CurrentBalance[] | RefusedItem {
    const after = applyAmounts(before, amounts);
    if ('code' in after) {
      return after;
    }
    const named = before.filter(({ code }) => amounts.some(({ meter }) => meter === code));
    for (const { code, terms } of named) {
      const own = amounts.filter(({ meter }) => meter === code);
      this.reserved.push({
        tokenHash,
        licenseId,
        meterId: terms.id,
        activationId: activationId ?? 0,
        username: (terms.limit_per_user === undefined ? null : username) ?? '',
        amount: own.reduce((sum, { amount }) => sum + amount, 0),
        items: own.map(({ item, rate }) => ({ ...item, rate })),
        expiresAt,
      });
    }
    return named;
  }

  /** Notes that the term of the license starts, if no earlier call has started it. */
  start(license: CheckedLicense, sender: RequestContext | undefined): void {
    if (!this.starting.has(license.id)) {
      this.starting.set(license.id, { license, sender });
    }
  }

  /** Changes a balance without judging it. */
  move(holder: UsageHolder, before: CurrentBalance, after: CurrentBalance): void {
    const key = balanceKey(holder, before);
    const change = this.balances.get(key) ?? newChange(holder, before);
    change.used += after.used - before.used;
    change.total += after.total - before.total;
    change.granted += after.granted - before.granted;
    this.balances.set(key, change);
    for (const [index, grant] of (after.grants ?? []).entries()) {
      this.draw(holder, before, grant, grant.used - (before.grants?.[index]?.used ?? grant.used));
    }
    if (before.terms.kind === 'held') {
      const hold = this.holds.get(holdKey(holder, before)) ?? newHold(holder, before);
      hold.amount += after.held - before.held;
      this.holds.set(holdKey(holder, before), hold);
    }
    this.shares.move(holder, before, after);
  }

  get balanceChanges(): BalanceChange[] {
    return [...this.balances.values()];
  }

  get holdChanges(): HoldChange[] {
    return [...this.holds.values()].filter(({ amount }) => amount !== 0);
  }

  get draws(): Draw[] {
    return [...this.drawn.values()].filter(({ amount }) => amount !== 0);
  }

  get shareChanges(): ShareChange[] {
    return this.shares.changes;
  }

  get startingTerms(): readonly StartingTerm[] {
    return [...this.starting.values()];
  }

  get reservations(): readonly NewReservation[] {
    return this.reserved;
  }

  /** Rows that the changes write, apart from the records and the reservations. */
  get rows(): number {
    return this.balanceChanges.length + this.holdChanges.length + new Set(this.draws.map(grantKey)).size;
  }

  private draw(holder: UsageHolder, balance: CurrentBalance, grant: CurrentGrant, amount: number): void {
    if (amount !== 0) {
      const draw = newDraw(holder, balance, grant);
      const key = `${grantKey(draw)} ${draw.activation_id}`;
      const change = this.drawn.get(key) ?? draw;
      change.amount += amount;
      this.drawn.set(key, change);
    }
  }

  private withDraws(holder: UsageHolder, balance: CurrentBalance): CurrentBalance['grants'] {
    return (
      balance.grants?.map((grant) => {
        const key = grantKey(newDraw(holder, balance, grant));
        const draws = [...this.drawn.values()].filter((draw) => grantKey(draw) === key);
        const change = draws.reduce((sum, { amount }) => sum + amount, 0);
        return { ...grant, used: grant.used + change, drawn: grant.drawn + change };
      }) ?? null
    );
  }

  private moved(holder: UsageHolder, balance: CurrentBalance): CurrentBalance {
    const change = this.balances.get(balanceKey(holder, balance));
    const hold = this.holds.get(holdKey(holder, balance));
    const reserved = this.reserved.filter(
      ({ licenseId, meterId }) => licenseId === holder.licenseId && meterId === balance.terms.id,
    );
    return {
      ...balance,
      used: balance.used + (change?.used ?? 0),
      total: balance.total + (change?.total ?? 0),
      held: balance.held + (hold?.amount ?? 0),
      granted: balance.granted + (change?.granted ?? 0),
      grants: this.withDraws(holder, balance),
      reserved: reserved.reduce((sum, { amount }) => sum + amount, balance.reserved),
      reservations: balance.reservations + reserved.length,
      ...(balance.shares && {
        shares: this.shares.current(
          holder,
          { ...balance, shares: balance.shares },
          { held: hold?.amount ?? 0, reserved },
        ),
      }),
    };
  }
}

function balanceKey({ licenseId }: UsageHolder, { terms }: CurrentBalance): string {
  return `${licenseId} ${terms.id}`;
}

function holdKey({ licenseId, activationId }: UsageHolder, { terms }: CurrentBalance): string {
  return `${licenseId} ${terms.id} ${activationId}`;
}

function newChange({ licenseId }: UsageHolder, { terms, startsAt, endsAt, isNew }: CurrentBalance): BalanceChange {
  return {
    license_id: licenseId,
    meter_id: terms.id,
    period_start: startsAt,
    period_end: endsAt,
    capacity: capacityOf(terms),
    is_new: isNew,
    used: 0,
    total: 0,
    granted: 0,
  };
}

function newDraw({ licenseId, activationId }: UsageHolder, balance: CurrentBalance, grant: CurrentGrant): Draw {
  return {
    license_id: licenseId,
    meter_id: balance.terms.id,
    period_start: balance.startsAt,
    grant_id: grant.id,
    rolled_from: grant.rolledFrom,
    granted: grant.amount,
    starts_at: grant.startsAt,
    expires_at: grant.endsAt,
    activation_id: activationId ?? 0,
    amount: 0,
  };
}

function grantKey({ license_id, meter_id, grant_id, rolled_from }: Draw): string {
  return grant_id === null ? `${license_id} ${meter_id} ${rolled_from}` : String(grant_id);
}

function newHold({ licenseId, activationId }: UsageHolder, { terms }: CurrentBalance): HoldChange {
  return { license_id: licenseId, activation_id: activationId ?? 0, meter_id: terms.id, amount: 0 };
}
