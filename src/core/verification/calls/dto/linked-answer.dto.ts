import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REPORTABLE_RULES, type ReportableRule } from '../../../catalog/policies/behavior';
import { TERM_STARTS, type TermStart } from '../../../licenses/licenses/license-term';
import { SignedAnswerDto } from '../../signed-answers/dto/signed-answer.dto';

/** Documents the start of a term that has not started yet. */
export const STARTS_ON = {
  enum: TERM_STARTS,
  enumName: 'TermStart',
  description: 'Event that starts the term. Only present while it has not started: `valid_until` is still null.',
} as const;

/** Fields of answers about a license that are not always there, with the pages that the app can open for its user. */
export class LinkedAnswerDto extends SignedAnswerDto {
  @ApiPropertyOptional(STARTS_ON)
  starts_on?: TermStart;

  @ApiPropertyOptional({
    enum: REPORTABLE_RULES,
    enumName: 'ReportableRule',
    description:
      'Code with which the policy will refuse this call once it enforces what it reports now. Only present then.',
  })
  would_be?: ReportableRule;

  /** The product's page on which customers buy more, with its placeholders filled in. Only present if it has one. */
  @ApiProperty({ format: 'uri', required: false })
  upgrade_url?: string;

  /** Page on which customers manage their licenses: the setting `mail.manage_url`, else the portal. Only present if there is one. */
  @ApiProperty({ format: 'uri', required: false })
  manage_url?: string;
}
