import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsIP } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import { ValidateLicenseDto } from '../../../verification/calls/dto/client-call.dto';
import { optionalDeviceIn, validationScope } from '../../../verification/calls/dto/device-and-scope';
import { LICENSE_STATUSES, type LicenseStatus } from '../../../licenses/licenses/license-status';
import {
  messageOf,
  REFUSALS,
  type Refusal,
  VERDICT_CODES,
  type VerdictCode,
} from '../../../verification/rules/verdict';
import {
  type Explanation,
  EXPLAINED_OPERATIONS,
  type ExplainedOperation,
  type Question,
  type Step,
  STEP_RESULTS,
} from '../explain-verdict.service';
import type { Facts } from '../facts';
import { requirementOf } from '../rule-texts';

/** The fields of the app's call. */
export class ExplainVerdictDto extends ValidateLicenseDto {
  /** The app's request: whether it may run, a seat, or the file of a version. */
  @MayBeMissing()
  @IsIn(EXPLAINED_OPERATIONS)
  @ApiPropertyOptional({ enum: EXPLAINED_OPERATIONS, enumName: 'ExplainedOperation', default: 'check' })
  operation?: ExplainedOperation;

  /**
   * Address of the app. If omitted, rules about addresses and countries are not checked.
   * @example "203.0.113.7"
   */
  @MayBeMissing()
  @IsIP()
  @ApiPropertyOptional({ example: undefined })
  address?: string;

  static question(input: ExplainVerdictDto): Question {
    return {
      operation: input.operation ?? 'check',
      key: input.license_key,
      device: optionalDeviceIn(input),
      scope: validationScope(input),
      address: input.address,
    };
  }
}

export class ExplainedRuleDto {
  /** Code of the refusal. */
  @ApiProperty({ enum: REFUSALS, enumName: 'Refusal' })
  code!: Refusal;

  /** `reported`: would refuse, and is not enforced yet. `not_checked`: the call names nothing that the rule could judge, or the rule is not for this operation. */
  @ApiProperty({ enum: STEP_RESULTS, enumName: 'RuleResult' })
  result!: Step['result'];

  /** The first rule that refuses: its code is the code of the result. */
  decides!: boolean;

  /** Requirement of the rule. */
  rule!: string;

  /** Values that the rule compared, by name; null for values that are not set or unlimited. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  facts!: Facts;

  static from({ code, result, decides, facts }: Step): ExplainedRuleDto {
    return { code, result, decides, rule: requirementOf(code), facts };
  }
}

export class ExplainedLicenseDto {
  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Current key of the license: another one than asked for if that was rotated. */
  key!: string;

  /** State of the license now. */
  @ApiProperty({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus' })
  status!: LicenseStatus;
}

export class ExplanationDto {
  /** Whether the app would be allowed to go on. */
  usable!: boolean;

  /** Code that the app would get. */
  @ApiProperty({ enum: VERDICT_CODES, enumName: 'VerdictCode' })
  code!: VerdictCode;

  /** Sentence for the code. */
  message!: string;

  /** The call would take a seat. */
  takes_seat!: boolean;

  /** The license that was found; null if no license has the key. */
  @ApiProperty({ type: ExplainedLicenseDto, nullable: true })
  license!: ExplainedLicenseDto | null;

  /** Every rule, in the order in which they are evaluated. */
  @ApiProperty({ type: [ExplainedRuleDto] })
  rules!: ExplainedRuleDto[];

  /** When the rules were evaluated. */
  evaluated_at!: Date;

  static from({ usable, code, context, steps, takesSeat, at }: Explanation): ExplanationDto {
    return {
      usable,
      code,
      message: messageOf(code),
      takes_seat: takesSeat,
      license: context && {
        id: context.license.uid,
        key: context.currentKey ?? context.license.key,
        status: context.license.statusAt(at),
      },
      rules: steps.map((step) => ExplainedRuleDto.from(step)),
      evaluated_at: at,
    };
  }
}
