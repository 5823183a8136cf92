import { Injectable } from '@nestjs/common';
import { RateLimitsService } from '../../common/limits/rate-limits.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import { Assessment } from '../rules/assessment';
import { eventPayload } from '../../licenses/licenses/event-payload';
import type { LicenseContext } from '../rules/license-context';
import { LicenseRulesService } from '../extension/license-rules.service';
import { noteLicense } from '../assessment/note-license';
import { type CurrentBalance, type RefusedItem, unnamedIn } from '../rules/current-balance';
import { useStartsTerm } from '../rules/term-rules';
import { amountsOf, type MeterAmount } from '../rules/usage-items';
import { type ReachedLimit, reachedMeter } from '../rules/reached-limit';
import { type MeterThreshold, thresholdsOf } from './meter-thresholds';
import type { UsageHolder, UsageLedger } from './usage-ledger';
import type { UsageCall, UsageOutcome } from './use-meters.service';
import { problem, isProblem, DomainError } from '../../common/errors/domain-error';

/** Open reservations of one meter of a license. */
const MAX_RESERVATIONS = 1_000;

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
    const holder = {
      licenseId: usable.license.id,
      activationId: usable.activation?.id ?? null,
      username: call.request.user ?? null,
    };
    const stored = usable.meters ?? [];
    const before = ledger.current(holder, stored);
    const amounts = amountsOf(before, call.items, now);
    if ('code' in amounts) {
      return {
        result: refusalOf(amounts),
        entry: { ...entry, outcome: amounts.code, reached: undefined },
        records: [],
      };
    }
    const result = this.apply(call, holder, before, amounts, ledger);
    if (result instanceof DomainError) {
      return { result, records: [] };
    }
    if ('code' in result) {
      const reached = assessment.reported(exhausted(result, before));
      return { result: refusalOf(result), entry: { ...entry, outcome: result.code, reached }, records: [] };
    }
    if (!call.reservation && useStartsTerm(usable, takenIn(amounts))) {
      ledger.start(usable.license, call.sender);
    }
    return {
      result,
      entry,
      records: thresholdsOf(before, result).map((reached) => this.recordOf(reached, call, usable)),
    };
  }

  private apply(
    { reservation }: UsageCall,
    holder: UsageHolder,
    before: readonly CurrentBalance[],
    amounts: readonly MeterAmount[],
    ledger: UsageLedger,
  ): readonly CurrentBalance[] | RefusedItem | DomainError {
    const unnamed = unnamedIn(before, amounts);
    if (unnamed) {
      return problem(unnamed.holder === 'device' ? 'METER_DEVICE_REQUIRED' : 'METER_USER_REQUIRED', {
        meter: unnamed.meter,
        ids: [unnamed.meter],
      });
    }
    if (!reservation) {
      return ledger.apply(holder, before, amounts);
    }
    const named = before.filter(({ code }) => amounts.some(({ meter }) => meter === code));
    const held = named.find(({ terms }) => terms.kind === 'held');
    if (held) {
      return problem('METER_HELD', { meter: held.code, ids: [held.code], field: 'items' });
    }
    return named.some(({ reservations }) => reservations >= MAX_RESERVATIONS)
      ? problem('TOO_MANY_RESERVATIONS', { limit: MAX_RESERVATIONS })
      : ledger.reserve(holder, before, amounts, reservation);
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

  private recordOf({ data }: MeterThreshold, { sender }: UsageCall, { license }: LicenseContext): ChangeRecord {
    const payload = { ...eventPayload(license), ...data };
    return { ...this.work.changeRecord('meter.threshold_reached', license, null, null, payload), request: sender };
  }
}

/** Codes of the meters and credits that are taken, and not returned; a feature may cost nothing. */
function takenIn(amounts: readonly MeterAmount[]): string[] {
  return amounts.filter(({ item }) => item.amount > 0).map(({ meter }) => meter);
}

/** The error of items that do not fit. */
export function refusalOf({ code, meter, feature, holder }: RefusedItem): DomainError {
  if (holder !== undefined) {
    return problem(EXHAUSTED_BY[holder], { meter, ids: [meter] });
  }
  return feature === undefined
    ? problem(code, { meter, ids: [meter] })
    : problem('RATE_NOT_FOUND', { feature, ids: [feature] });
}

const EXHAUSTED_BY = { device: 'METER_EXHAUSTED_BY_DEVICE', user: 'METER_EXHAUSTED_BY_USER' } as const;

/** A limit of a device or user is none that a license reaches. */
function exhausted({ code, meter, holder }: RefusedItem, before: readonly CurrentBalance[]): ReachedLimit | undefined {
  const balance =
    code === 'METER_EXHAUSTED' && holder === undefined ? before.find((one) => one.code === meter) : undefined;
  return balance && reachedMeter(balance);
}
