import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { databaseJson } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { VerificationLogService } from '../log/verification-log.service';
import type { Assessment } from '../rules/assessment';
import type { LicenseContext } from '../rules/license-context';
import { type CurrentBalance, MOST_COUNTED, withDrawn } from '../rules/current-balance';
import { amountOf, type SentAmount } from '../rules/credit-balance';
import { decimalsOf } from './meter-thresholds';
import { scopedLicense } from '../../licenses/licenses/scoped-license';
import { UsageLedger } from './usage-ledger';
import { WRITE_USAGE } from './write-usage.query';

/** The new amount that is used, or its difference from the current one: a number or, of a credit, its text. */
export type MeterCorrection = { readonly used: SentAmount } | { readonly change: SentAmount };

/** Corrects what a license used of a meter in its current period. */
@Injectable()
export class CorrectMeterService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly log: VerificationLogService,
  ) {}

  /**
   * A correction may exceed the limit. What devices hold is corrected by returning it: of a meter of the kind `held`, only the
   * amount without a device changes.
   * @param license uid or key
   */
  async correct(license: string, code: string, correction: MeterCorrection): Promise<CurrentBalance> {
    const { key } = await scopedLicense(this.work.manager, license);
    const call = { key, request: { operation: 'check' } } as const;
    return this.assessments.assessLocked(call, (assessment) => this.move(assessment, code, correction), {
      withMeters: true,
    });
  }

  private async move({ context, now }: Assessment, code: string, correction: MeterCorrection): Promise<CurrentBalance> {
    const before = context?.meters?.find((meter) => meter.code === code);
    if (!context || !before) {
      throw problem('METER_NOT_FOUND', { meter: code, ids: [code] });
    }
    const after = corrected(before, correction);
    const ledger = new UsageLedger();
    ledger.move({ licenseId: context.license.id, activationId: null, username: null }, before, after);
    const record = this.recordOf(context, before, after);
    // Without a capacity, the balance may exceed the limit.
    const balances = ledger.balanceChanges.map((change) => ({ ...change, capacity: null }));
    const changes = [databaseJson(balances), databaseJson(ledger.holdChanges)];
    const values = [...changes, this.work.recordRows([record]), now, databaseJson(ledger.draws)];
    await this.log.query(WRITE_USAGE, values, []);
    return after;
  }

  private recordOf(
    { license }: LicenseContext,
    { code: meter, used }: CurrentBalance,
    after: CurrentBalance,
  ): ChangeRecord {
    const amounts = { used: after.used, difference: after.used - used, ...decimalsOf(after) };
    const data = { ...eventPayload(license), meter, ...amounts };
    return this.work.changeRecord('meter.corrected', license, { meter, used }, { meter, used: after.used }, data);
  }
}

function corrected(balance: CurrentBalance, correction: MeterCorrection): CurrentBalance {
  const { code: meter, terms, used, total, held } = balance;
  const [field, change] =
    'used' in correction
      ? ['used', amountOf(balance, correction.used, 'used') - used]
      : ['change', amountOf(balance, correction.change, 'change')];
  if (-change > (terms.kind === 'held' ? held : used)) {
    throw problem('METER_RETURN_EXCEEDED', { meter, ids: [meter], field });
  }
  if (total + change > MOST_COUNTED) {
    throw problem('METER_EXHAUSTED', { meter, ids: [meter], field });
  }
  return { ...withDrawn(balance, change), used: used + change, total: total + change, held: held + change };
}
