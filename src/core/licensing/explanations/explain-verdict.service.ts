import { Injectable } from '@nestjs/common';
import type { Device } from '../../licenses/activations/device';
import { AssessLicenseService } from '../../verification/assessment/assess-license.service';
import { LicenseRulesService } from '../../verification/extension/license-rules.service';
import type { LicenseCall, VerificationScope } from '../../verification/rules/assessment';
import { evaluateAllRules } from '../../verification/rules/evaluate';
import type { LicenseContext } from '../../verification/rules/license-context';
import { reportedRules } from '../../verification/rules/report-only';
import { takesSeat } from '../../verification/rules/seat-rules';
import type { Refusal, VerdictCode } from '../../verification/rules/verdict';
import { type Facts, factsOf } from './facts';
import { isAsked } from './asked-rules';

/** Operations whose verdict can be explained. */
export const EXPLAINED_OPERATIONS = ['check', 'activate', 'download'] as const;
/** Operation whose verdict can be explained. */
export type ExplainedOperation = (typeof EXPLAINED_OPERATIONS)[number];

/** A call of a program that nobody makes. */
export interface Question {
  readonly operation: ExplainedOperation;
  readonly key: string;
  readonly device?: Device;
  readonly scope: VerificationScope;
  /** Address of the program; if undefined, addresses and countries are not checked. */
  readonly address?: string;
}

/** `reported`: the policy says when the rule, which would refuse, is enforced. `not_checked`: the call names nothing that the rule could judge, or the rule is not for this operation. */
export const STEP_RESULTS = ['passed', 'refused', 'reported', 'not_checked'] as const;

export interface Step {
  /** A refusal of the verdict, or of a rule of a plug-in. */
  readonly code: Refusal;
  readonly result: (typeof STEP_RESULTS)[number];
  /** The first rule that refuses. */
  readonly decides: boolean;
  readonly facts: Facts;
}

/** A verdict with all rules that led to it. */
export interface Explanation {
  readonly usable: boolean;
  readonly code: VerdictCode;
  readonly steps: readonly Step[];
  /** Null if no license has the key. */
  readonly context: LicenseContext | null;
  /** The call would take a seat. */
  readonly takesSeat: boolean;
  readonly at: Date;
}

/** Explains the verdict that a program would get. Takes no seat, writes no log and counts nothing. */
@Injectable()
export class ExplainVerdictService {
  constructor(
    private readonly assessments: AssessLicenseService,
    private readonly pluginRules: LicenseRulesService,
  ) {}

  async explain(question: Question): Promise<Explanation> {
    const assessment = await this.assessments.assessAlone(callOf(question));
    const { verdict, context, call, now } = assessment;
    const results = evaluateAllRules(context, call.request, now);
    const reported = context ? reportedRules(context.behavior, now) : [];
    const steps = results.map(({ code, refuses }) => ({
      code,
      result: refuses
        ? reported.some((one) => one === code)
          ? 'reported'
          : 'refused'
        : context && isAsked(code, context, call.request)
          ? 'passed'
          : 'not_checked',
      decides: code === verdict.code,
      facts: context ? factsOf(code, context, call.request, now) : {},
    })) satisfies Step[];
    const ofPlugins = await this.pluginRules.explain(assessment);
    return {
      usable: verdict.usable,
      code: verdict.code,
      steps: [...steps, ...ofPlugins.map((step) => ({ ...step, decides: step.code === verdict.code, facts: {} }))],
      context,
      takesSeat: verdict.usable && context !== null && takesSeat(context, call.request),
      at: now,
    };
  }
}

/** An explanation would assign the user whom a check assigns. */
function callOf({ operation, key, device, scope, address }: Question): LicenseCall {
  const { fingerprint, kind, isLocalDomain, environment, cores, memoryMb, diskGb } = device ?? {};
  const facts = { fingerprint, kind, isLocalDomain, environment, cores, memoryMb, diskGb };
  const request = { ...facts, ...scope, operation, address, caller: address };
  return { key, device, request: { ...request, assignsUser: operation !== 'download' } };
}
