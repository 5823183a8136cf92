import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isErrorName } from '../../common/errors/catalogue';
import { PluginServices } from '../../common/plugins/plugin-services';
import { withTimeLimit } from '../../common/time-limit';
import { Assessment } from '../rules/assessment';
import type { LicenseContext, VerificationRequest } from '../rules/license-context';
import type { Refusal } from '../rules/verdict';
import { LicenseRule } from './license-rule';

export const RULE_LIMITS = {
  /** Time for the answer of a rule, in milliseconds. */
  answer: 2_000,
  /** A rule is not asked while so many of its answers are late. */
  late: 10,
};

/** Result of a plug-in's rule for a call; it is not checked if Keyward's own rules refuse the call. */
export interface RuleFinding {
  readonly code: Refusal;
  readonly result: 'passed' | 'refused' | 'not_checked';
}

/** The rules of plug-ins, which follow those of the verdict. */
@Injectable()
export class LicenseRulesService implements OnModuleInit {
  private rules: readonly PluginRule[] = [];

  constructor(private readonly services: PluginServices) {}

  onModuleInit(): void {
    this.rules = this.services.all(LicenseRule).map((rule) => new PluginRule(rule, this.services.describe(rule)));
  }

  /** Whether a rule has to be asked about the call, if it is allowed otherwise. */
  concern(context: LicenseContext, request: VerificationRequest): boolean {
    return this.rules.length > 0 && this.rules.some((rule) => rule.appliesTo(context, request));
  }

  /** The assessment, or the same call refused by the first rule that does. A promise only where a rule is asked. */
  judge(assessment: Assessment): Assessment | Promise<Assessment> {
    const { usable, call } = assessment;
    if (this.rules.length === 0 || !usable) {
      return assessment;
    }
    const rules = this.rules.filter((rule) => rule.appliesTo(usable, call.request));
    return rules.length === 0 ? assessment : ask(rules, assessment);
  }

  /** The findings of all rules that apply to the call. */
  async explain({ call, context, now }: Assessment): Promise<RuleFinding[]> {
    const rules = context ? this.rules.filter((rule) => rule.appliesTo(context, call.request)) : [];
    // Without the refusal of a plug-in.
    const assessment = new Assessment(call, context, now);
    const findings: RuleFinding[] = [];
    for (const rule of rules) {
      const refuses = assessment.usable && (await rule.refuses(assessment));
      findings.push({ code: rule.code, result: refuses === null ? 'not_checked' : refuses ? 'refused' : 'passed' });
    }
    return findings;
  }
}

async function ask(rules: readonly PluginRule[], assessment: Assessment): Promise<Assessment> {
  const { call, context, now } = assessment;
  for (const rule of rules) {
    if (await rule.refuses(assessment)) {
      return new Assessment(call, context, now, () => ({ usable: false, code: rule.code }));
    }
  }
  return assessment;
}

/** A rule that neither fails nor delays a call for long: where it has no answer, the call is allowed. */
class PluginRule {
  readonly code: Refusal;
  private readonly logger = new Logger('LicenseRules');
  /** Answers that did not come in time, and have not come yet. */
  private late = 0;

  constructor(
    private readonly rule: LicenseRule,
    private readonly name: string,
  ) {
    const { code } = rule;
    if (!isRefusal(code)) {
      throw new Error(`The rule ${name} refuses with ${code}, which no *.error-codes.ts declares`);
    }
    this.code = code;
  }

  appliesTo(context: LicenseContext, request: VerificationRequest): boolean {
    try {
      return this.rule.appliesTo(context, request);
    } catch (error) {
      this.logger.error(error, `The rule ${this.name} failed: the call is allowed`);
      return false;
    }
  }

  async refuses(assessment: Assessment): Promise<boolean> {
    if (this.late >= RULE_LIMITS.late) {
      return false;
    }
    const state = { isSettled: false };
    const answer = this.answer(assessment).finally(() => (state.isSettled = true));
    try {
      return await withTimeLimit(RULE_LIMITS.answer, () => answer);
    } catch (error) {
      this.logger.error(error, `The rule ${this.name} failed: the call is allowed`);
      if (!state.isSettled) {
        this.await(answer);
      }
      return false;
    }
  }

  private async answer(assessment: Assessment): Promise<boolean> {
    return this.rule.refuses(assessment);
  }

  private await(answer: Promise<boolean>): void {
    this.late += 1;
    if (this.late === RULE_LIMITS.late) {
      this.logger.error(`The rule ${this.name} is not asked until one of its last ${this.late} answers has come`);
    }
    const settled = (): void => void (this.late -= 1);
    answer.then(settled, settled);
  }
}

/** Whether a rule can refuse with it: the name of an error that the log can store. */
export function isRefusal(code: string): code is Refusal {
  return isErrorName(code) && code.length <= 64;
}
