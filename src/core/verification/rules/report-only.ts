import type { Behavior, ReportableRule } from '../../catalog/policies/behavior';

const NONE: readonly ReportableRule[] = [];

/** Codes of the rules that refuse nothing now, but are reported. */
export function reportedRules({ reportOnly, reportOnlyUntil }: Behavior, now: Date): readonly ReportableRule[] {
  return reportOnlyUntil !== null && now < reportOnlyUntil ? reportOnly : NONE;
}

export function isReported(rule: ReportableRule, behavior: Behavior, now: Date): boolean {
  return reportedRules(behavior, now).includes(rule);
}
