import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { problem } from '../../../common/errors/domain-error';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { IsReference, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { ANOMALY_TYPES, type AnomalyType } from '../../licenses/anomaly-types';
import type { ReactionRule } from '../reaction-rule.entity';
import type { Reactions } from '../reaction-rules.service';

const MAX_DAYS = 90;

/** Reactions to new anomalies of a type; those that are left out are not made. */
export class SetReactionRuleDto {
  /** Type of the anomalies. */
  @IsIn(ANOMALY_TYPES)
  @ApiProperty({ enum: ANOMALY_TYPES, enumName: 'AnomalyType' })
  anomaly!: AnomalyType;

  @IsOptional()
  @IsReference('UUID or name of the policy; by default the rule is for all policies without one of their own.', {
    nullable: true,
  })
  policy?: string | null;

  /**
   * Tells the customer by e-mail.
   * @example true
   */
  @MayBeMissing()
  @IsBoolean()
  mail_customer?: boolean;

  /** Asks the customer by e-mail to sign in to the portal, which cancels a pending suspension. */
  @MayBeMissing()
  @IsBoolean()
  ask_sign_in?: boolean;

  /** Tells the vendor by e-mail. */
  @MayBeMissing()
  @IsBoolean()
  report?: boolean;

  /** Days after which the license is disabled, unless the anomaly is resolved or the reaction undone before; null, the default, for never. */
  @IsOptional()
  @IsWholeNumber(0, MAX_DAYS)
  @ApiProperty({ nullable: true })
  suspend_after_days?: number | null;

  /** Throws for a rule that does nothing. */
  static toReactions(input: SetReactionRuleDto): Reactions {
    const { mail_customer = false, ask_sign_in = false, report = false, suspend_after_days = null } = input;
    if (!mail_customer && !ask_sign_in && !report && suspend_after_days === null) {
      throw problem('REACTION_RULE_EMPTY');
    }
    return { mailCustomer: mail_customer, askSignIn: ask_sign_in, report, suspendAfterDays: suspend_after_days };
  }
}

export class ReactionRuleQueryDto extends SortedPage(BY_CREATION, 'ReactionRuleSort') {
  @IsSearchFilter('type or the name of the policy', { among: MAX_SCANNED_ROWS })
  q?: string;
}

/** Reactions to new anomalies of a type. */
@ApiSchema({ name: 'ReactionRule' })
export class ReactionRuleDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Type of the anomalies. */
  @ApiProperty({ enum: ANOMALY_TYPES, enumName: 'AnomalyType' })
  anomaly!: AnomalyType;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'UUID of the policy; null for all policies without a rule of their own.',
  })
  policy!: string | null;

  /** Whether the customer is told by e-mail. */
  mail_customer!: boolean;

  /** Whether the customer is asked to sign in to the portal. */
  ask_sign_in!: boolean;

  /** Whether the vendor is told by e-mail. */
  report!: boolean;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Days until the license is disabled; null for never.' })
  suspend_after_days!: number | null;

  static from(rule: ReactionRule): ReactionRuleDto {
    const { uid, type, policy, mailCustomer, askSignIn, report, suspendAfterDays } = rule;
    return {
      id: uid,
      anomaly: type,
      policy: policy?.uid ?? null,
      mail_customer: mailCustomer,
      ask_sign_in: askSignIn,
      report,
      suspend_after_days: suspendAfterDays,
    };
  }
}

@ApiSchema({ name: 'ReactionRulePage' })
export class ReactionRulePageDto extends PageOf(ReactionRuleDto) {}
