import type { CurrentBalance } from '../rules/current-balance';
import { type MeterShares, recordsShares, shareKey, withReserved, withTaken } from '../rules/meter-shares';
import type { ShareChange } from './meter-shares.query';
import type { UsageHolder } from './usage-ledger';
import type { NewReservation } from './write-reservations.query';

/** Amounts of the earlier calls of a transaction, besides those of their shares. */
interface Earlier {
  /** Change of what the device holds. */
  readonly held: number;
  /** New reservations of the meter. */
  readonly reserved: readonly NewReservation[];
}

/** Adds up what the calls of one transaction change of the parts of devices and users. */
export class ShareLedger {
  private readonly shares = new Map<string, ShareChange>();

  get changes(): ShareChange[] {
    return [...this.shares.values()].filter(({ amount }) => amount !== 0);
  }

  move(holder: UsageHolder, before: CurrentBalance, after: CurrentBalance): void {
    if (before.shares && after.shares && recordsShares(before.terms)) {
      const key = keyOf(holder, before);
      const change = this.shares.get(key) ?? newChange(holder, before);
      change.amount += after.shares.own - before.shares.own;
      this.shares.set(key, change);
    }
  }

  /** The stored parts after the earlier calls, whose device or user may be that of this one. */
  current(
    holder: UsageHolder,
    { terms, shares }: CurrentBalance & { readonly shares: MeterShares },
    { held, reserved }: Earlier,
  ): MeterShares {
    const changes = [...this.shares.values()].filter(
      ({ license_id, meter_id }) => license_id === holder.licenseId && meter_id === terms.id,
    );
    const key = shareKey(holder, terms);
    const ofDevice = changes.filter(({ activation_id }) => activation_id === holder.activationId);
    const ofUser = changes.filter(({ username }) => username === holder.username);
    const ofBoth = changes.filter((one) => one.activation_id === key.activation_id && one.username === key.username);
    const taken = withTaken(shares, {
      own: sumOf(ofBoth),
      device: terms.kind === 'held' ? held : sumOf(ofDevice),
      user: sumOf(ofUser),
    });
    const kept = {
      device: sumOf(reserved.filter(({ activationId }) => activationId === holder.activationId)),
      user: sumOf(reserved.filter(({ username }) => username === holder.username)),
    };
    return withReserved(taken, (one, amount) => amount + kept[one]);
  }
}

function sumOf(rows: readonly { readonly amount: number }[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

function keyOf(holder: UsageHolder, { terms }: CurrentBalance): string {
  const { activation_id, username } = shareKey(holder, terms);
  return `${holder.licenseId} ${terms.id} ${activation_id} ${username}`;
}

function newChange(holder: UsageHolder, { terms, startsAt, endsAt }: CurrentBalance): ShareChange {
  return {
    license_id: holder.licenseId,
    meter_id: terms.id,
    period_start: startsAt,
    period_end: endsAt,
    ...shareKey(holder, terms),
    amount: 0,
  };
}
