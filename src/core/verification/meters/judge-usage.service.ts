import { Injectable } from '@nestjs/common';
import { RateLimitsService } from '../../common/limits/rate-limits.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import { crossedThreshold } from '../seats/usage-threshold';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { Assessment } from '../rules/assessment';
import type { LicenseContext } from '../rules/license-context';
import { LicenseRulesService } from '../extension/license-rules.service';
import { noteLicense } from '../assessment/note-license';
import { type CurrentBalance, ownUseOf, type RefusedItem } from '../rules/current-balance';
import { type ReachedLimit, reachedMeter } from '../rules/reached-limit';
import type { UsageLedger } from './usage-ledger';
import type { UsageCall, UsageOutcome } from './use-meters.service';
import { problem, isProblem, DomainError } from '../../common/errors/domain-error';

/** Decides whether a usage call counts. The caller holds the license's row lock. */
@Injectable()
export class JudgeUsageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly limits: RateLimitsService,
    private readonly pluginRules: LicenseRulesService,
  ) {}

  async judge(call: UsageCall, context: LicenseContext | null, now: Date, ledger: UsageLedger): Promise<UsageOutcome> {
    noteLicense(context, call.sender);
    const limited = context && (await this.refusedByRate(call, context));
    if (limited) {
      return { result: limited, records: [] };
    }
    const assessment = await this.pluginRules.judge(new Assessment(call, context, now));
    const entry = { ...assessment.entry('usage'), request: call.sender };
    const { usable } = assessment;
    if (!usable) {
      return { result: assessment.refusal(), entry, records: [] };
    }
    const holder = { licenseId: usable.license.id, activationId: usable.activation?.id ?? null };
    const stored = usable.meters ?? [];
    const before = ledger.current(holder, stored);
    const result = ledger.apply(holder, before, call.items);
    return 'code' in result
      ? {
          result: problem(result.code, { meter: result.meter, ids: [result.meter] }),
          entry: { ...entry, outcome: result.code, reached: assessment.reported(exhausted(result, before)) },
          records: [],
        }
      : { result, entry, records: this.thresholdRecords(call, usable, before, result) };
  }

  private async refusedByRate(
    { sender }: UsageCall,
    { license, behavior }: LicenseContext,
  ): Promise<DomainError | undefined> {
    if (behavior.maxUsesPerMinute === null) {
      return undefined;
    }
    try {
      await this.limits.countUpTo('license-uses', String(license.id), behavior.maxUsesPerMinute, sender);
      return undefined;
    } catch (error) {
      if (isProblem(error, 'RATE_LIMIT_EXCEEDED')) {
        return error;
      }
      throw error;
    }
  }

  private thresholdRecords(
    { sender }: UsageCall,
    { license }: LicenseContext,
    before: readonly CurrentBalance[],
    after: readonly CurrentBalance[],
  ): ChangeRecord[] {
    return after.flatMap((balance) => {
      const { code, terms, startsAt, endsAt } = balance;
      const former = before.find((one) => one.code === code);
      const usedBefore = former ? ownUseOf(former) : 0;
      const used = ownUseOf(balance);
      const crossed = crossedThreshold('meter', terms.limit, usedBefore, used);
      if (!crossed) {
        return [];
      }
      const { threshold, limit } = crossed;
      const period = { period_start: endsAt === null ? null : startsAt, resets_at: endsAt };
      const data = { ...eventPayload(license), meter: code, threshold, used, limit, ...period };
      return [{ ...this.work.changeRecord('meter.threshold_reached', license, null, null, data), request: sender }];
    });
  }
}

function exhausted({ code, meter }: RefusedItem, before: readonly CurrentBalance[]): ReachedLimit | undefined {
  const balance = code === 'METER_EXHAUSTED' ? before.find((one) => one.code === meter) : undefined;
  return balance && reachedMeter(balance);
}
