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
};

interface PluginRule {
  readonly name: string;
  readonly code: Refusal;
  readonly rule: LicenseRule;
}

/** The rules of plug-ins, which follow those of the verdict. */
@Injectable()
export class LicenseRulesService implements OnModuleInit {
  private readonly logger = new Logger('LicenseRules');
  private rules: readonly PluginRule[] = [];

  constructor(private readonly services: PluginServices) {}

  onModuleInit(): void {
    this.rules = this.services.all(LicenseRule).map(named);
  }

  /** Whether a rule has to be asked about the call, if it is allowed otherwise. */
  concern(context: LicenseContext, request: VerificationRequest): boolean {
    return this.rules.length > 0 && this.rules.some(({ rule }) => rule.appliesTo(context, request));
  }

  /** The assessment, or the same call refused by the first rule that does. A promise only where a rule is asked. */
  judge(assessment: Assessment): Assessment | Promise<Assessment> {
    const { usable } = assessment;
    return this.rules.length === 0 || !usable ? assessment : this.ask(assessment, usable);
  }

  private async ask(assessment: Assessment, usable: LicenseContext): Promise<Assessment> {
    const { call, context, now } = assessment;
    for (const { name, code, rule } of this.rules) {
      if (await this.refuses(name, rule, assessment, usable)) {
        return new Assessment(call, context, now, () => ({ usable: false, code }));
      }
    }
    return assessment;
  }

  private async refuses(
    name: string,
    rule: LicenseRule,
    assessment: Assessment,
    usable: LicenseContext,
  ): Promise<boolean> {
    try {
      return (
        rule.appliesTo(usable, assessment.call.request) &&
        (await withTimeLimit(RULE_LIMITS.answer, async () => rule.refuses(assessment)))
      );
    } catch (error) {
      this.logger.error(error, `The rule ${name} of a plug-in failed: the call is allowed`);
      return false;
    }
  }
}

function named(rule: LicenseRule): PluginRule {
  const { name } = rule.constructor;
  const { code } = rule;
  if (!isRefusal(code)) {
    throw new Error(`The rule ${name} refuses with ${code}, which no *.error-codes.ts declares`);
  }
  return { name, code, rule };
}

function isRefusal(code: string): code is Refusal {
  return isErrorName(code) && code.length <= 64;
}
