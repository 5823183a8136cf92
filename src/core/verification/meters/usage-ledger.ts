import {
  applyItems,
  capacityOf,
  type CurrentBalance,
  type RefusedItem,
  type UsageItem,
} from '../rules/current-balance';

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
}

/** A change of what a device holds; `activation_id` is 0 without a device. */
interface HoldChange {
  readonly license_id: number;
  readonly activation_id: number;
  readonly meter_id: number;
  amount: number;
}

/** The license and the device whose meters are used. */
export interface UsageHolder {
  readonly licenseId: number;
  /** Null without a device. */
  readonly activationId: number | null;
}

/** Adds up what the calls of one transaction take, so that each call sees what those before it left. */
export class UsageLedger {
  private readonly balances = new Map<string, BalanceChange>();
  private readonly holds = new Map<string, HoldChange>();

  /** The stored balances after the earlier calls. */
  current(holder: UsageHolder, stored: readonly CurrentBalance[]): readonly CurrentBalance[] {
    return stored.map((balance) => this.moved(holder, balance));
  }

  /**
   * All items or, if one does not fit, none. Returns the meters of the items after the call.
   * @param before what `current` returned
   */
  apply(
    holder: UsageHolder,
    before: readonly CurrentBalance[],
    items: readonly UsageItem[],
  ): readonly CurrentBalance[] | RefusedItem {
    const after = applyItems(before, items);
    if ('code' in after) {
      return after;
    }
    const named = new Set(items.map(({ meter }) => meter));
    return after.filter((balance, index) => {
      const from = before[index];
      if (from && named.has(balance.code)) {
        this.move(holder, from, balance);
      }
      return named.has(balance.code);
    });
  }

  /** Changes a balance without judging it. */
  move(holder: UsageHolder, before: CurrentBalance, after: CurrentBalance): void {
    const key = balanceKey(holder, before);
    const change = this.balances.get(key) ?? newChange(holder, before);
    change.used += after.used - before.used;
    change.total += after.total - before.total;
    this.balances.set(key, change);
    if (before.terms.kind === 'held') {
      const hold = this.holds.get(holdKey(holder, before)) ?? newHold(holder, before);
      hold.amount += after.held - before.held;
      this.holds.set(holdKey(holder, before), hold);
    }
  }

  get balanceChanges(): BalanceChange[] {
    return [...this.balances.values()];
  }

  get holdChanges(): HoldChange[] {
    return [...this.holds.values()].filter(({ amount }) => amount !== 0);
  }

  private moved(holder: UsageHolder, balance: CurrentBalance): CurrentBalance {
    const change = this.balances.get(balanceKey(holder, balance));
    const hold = this.holds.get(holdKey(holder, balance));
    return {
      ...balance,
      used: balance.used + (change?.used ?? 0),
      total: balance.total + (change?.total ?? 0),
      held: balance.held + (hold?.amount ?? 0),
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
  };
}

function newHold({ licenseId, activationId }: UsageHolder, { terms }: CurrentBalance): HoldChange {
  return { license_id: licenseId, activation_id: activationId ?? 0, meter_id: terms.id, amount: 0 };
}
