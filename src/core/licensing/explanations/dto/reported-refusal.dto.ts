import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { REPORTABLE_RULES, type ReportableRule } from '../../../catalog/policies/behavior';
import type { ReportedRefusal } from '../../../verification/log/reported-refusal.entity';

export class ReportedRefusalDto {
  /** Code of the rule. */
  @ApiProperty({ enum: REPORTABLE_RULES, enumName: 'ReportableRule' })
  code!: ReportableRule;

  /** Calls that it would have refused. */
  @ApiProperty({ type: 'integer', minimum: 1 })
  count!: number;

  /** Time of the first of them. */
  first_at!: Date;

  /** Time of the last of them. */
  last_at!: Date;

  static from({ code, count, firstAt, lastAt }: ReportedRefusal): ReportedRefusalDto {
    return { code, count, first_at: firstAt, last_at: lastAt };
  }
}

@ApiSchema({ name: 'ReportedRefusals' })
export class ReportedRefusalsDto {
  /** At most one for each rule, the latest first. */
  items!: ReportedRefusalDto[];
}
