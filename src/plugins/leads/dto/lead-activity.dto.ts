import { ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import {
  answerOf,
  BY_CREATION,
  fieldsOf,
  ID,
  inputOf,
  IsSearchFilter,
  IsText,
  IsTimestamp,
  nullable,
  optional,
  PageOf,
  required,
  SortedPage,
} from '../../../core/common';
import { LEAD_ACTIVITY_TYPES, type LeadActivity } from '../lead-activity.entity';

const LEAD_ACTIVITY = fieldsOf<LeadActivity>()({
  ...ID,
  type: {
    enum: LEAD_ACTIVITY_TYPES,
    enumName: 'LeadActivityType',
    description: 'Kind of contact with the lead.',
    input: required(IsIn(LEAD_ACTIVITY_TYPES)),
  },
  text: { description: 'Description of the contact.', example: 'Wants 60 seats', input: optional(IsText(2000)) },
  at: {
    type: Date,
    description: 'When it happened.',
    input: nullable(
      'When it happened, at most a day in the future; now by default. A date alone is its first second in `TIME_ZONE`.',
      IsTimestamp(),
    ),
  },
  created_at: { type: Date, description: 'When the activity was recorded.' },
});

export class ListLeadActivitiesDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('type or the text')
  q?: string;
}

export class CreateLeadActivityDto extends inputOf(LEAD_ACTIVITY) {}

export class LeadActivityDto extends answerOf(LEAD_ACTIVITY) {
  static readonly from = LEAD_ACTIVITY.from;
}

@ApiSchema({ name: 'LeadActivityPage' })
export class LeadActivityPageDto extends PageOf(LeadActivityDto) {}
