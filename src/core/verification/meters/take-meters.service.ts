import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { StartTermService } from '../../licenses/licenses/start-term.service';
import { databaseJson } from '../../platform/database/prepared-statement';
import type { ChangeRecord } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { VerificationLogService } from '../log/verification-log.service';
import type { CurrentBalance } from '../rules/current-balance';
import type { LicenseContext } from '../rules/license-context';
import { useStartsTerm } from '../rules/term-rules';
import { refusalOf } from './judge-usage.service';
import { thresholdsOf } from './meter-thresholds';
import { withReserved } from '../rules/meter-shares';
import { withSharesOf, writeShares } from './meter-shares.query';
import type { TakenAmount } from './reserved-amounts';
import { type UsageHolder, UsageLedger } from './usage-ledger';
import { WRITE_USAGE } from './write-usage.query';

/** Takes amounts that were reserved. The caller holds the lock of the license. */
@Injectable()
export class TakeMetersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly log: VerificationLogService,
    private readonly terms: StartTermService,
  ) {}

  /** Ignores other reservations, whose amounts are taken by their own commits. Returns the meters after it. */
  async take(
    context: LicenseContext,
    holder: UsageHolder,
    taken: readonly TakenAmount[],
    now: Date,
  ): Promise<readonly CurrentBalance[]> {
    const { license } = context;
    const meters = await withSharesOf(this.work.manager, holder, context.meters ?? [], now);
    const before = meters.map((balance) => withoutReserved(balance));
    const ledger = new UsageLedger();
    const amounts = amountsIn(before, taken);
    const after = ledger.apply(holder, before, amounts);
    if ('code' in after) {
      throw refusalOf(after);
    }
    const records = thresholdsOf(before, after).map(({ data }): ChangeRecord => {
      const payload = { ...eventPayload(license), ...data };
      return this.work.changeRecord('meter.threshold_reached', license, null, null, payload);
    });
    const changes = [databaseJson(ledger.balanceChanges), databaseJson(ledger.holdChanges)];
    const values = [...changes, this.work.recordRows(records), now, databaseJson(ledger.draws)];
    const [written] = await this.log.query<{ rows: number }>(WRITE_USAGE, values, []);
    if (written?.rows !== ledger.rows) {
      throw problem('METERS_CHANGED');
    }
    await writeShares(this.work.manager, ledger.shareChanges);
    const used = amounts.filter(({ amount }) => amount > 0).map(({ meter }) => meter);
    if (useStartsTerm(context, used)) {
      await this.terms.start(license, now);
    }
    return after.map((balance) => withReservedOf(meters, balance));
  }
}

/** A meter that the license has no more is refused. */
function amountsIn(before: readonly CurrentBalance[], taken: readonly TakenAmount[]) {
  return taken.map(({ meterId, amount }) => {
    const balance = before.find(({ terms }) => terms.id === meterId);
    return { meter: balance?.code ?? '', amount };
  });
}

function withoutReserved(balance: CurrentBalance): CurrentBalance {
  const { shares } = balance;
  return { ...balance, reserved: 0, ...(shares && { shares: withReserved(shares, () => 0) }) };
}

function withReservedOf(meters: readonly CurrentBalance[], balance: CurrentBalance): CurrentBalance {
  const before = meters.find(({ code }) => code === balance.code);
  const shares = balance.shares && withReserved(balance.shares, (holder) => before?.shares?.[holder]?.reserved ?? 0);
  return { ...balance, reserved: before?.reserved ?? 0, ...(shares && { shares }) };
}
