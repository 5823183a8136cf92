import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { BY_CREATION, SortedPage } from '../../../core/common/pagination/sorting';
import { PageOf } from '../../../core/common/pagination/page.dto';
import { IsText, IsTimestamp, MayBeMissing } from '../../../core/common/validation/fields';
import { IsSearchFilter } from '../../../core/common/validation/search-text';
import { LEAD_ACTIVITY_TYPES, type LeadActivity, type LeadActivityType } from '../lead-activity.entity';

export class ListLeadActivitiesDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('type or the text')
  q?: string;
}

export class CreateLeadActivityDto {
  /** Kind of contact with the lead. */
  @IsIn(LEAD_ACTIVITY_TYPES)
  @ApiProperty({ enum: LEAD_ACTIVITY_TYPES, enumName: 'LeadActivityType' })
  type!: LeadActivityType;

  /**
   * Description of the contact.
   * @example "Wants 60 seats"
   */
  @MayBeMissing()
  @IsText(2000)
  text?: string;

  /** When it happened, at most a day in the future; now by default. A date alone is its first second in `TIME_ZONE`. */
  @IsTimestamp()
  at?: Date | null;
}

export class LeadActivityDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Kind of contact with the lead. */
  @ApiProperty({ enum: LEAD_ACTIVITY_TYPES, enumName: 'LeadActivityType' })
  type!: LeadActivityType;

  /**
   * Description of the contact.
   * @example "Wants 60 seats"
   */
  text!: string;

  /** When it happened. */
  at!: Date;

  /** When the activity was recorded. */
  created_at!: Date;

  static from({ uid, type, text, at, createdAt }: LeadActivity): LeadActivityDto {
    return { id: uid, type, text, at, created_at: createdAt };
  }
}

@ApiSchema({ name: 'LeadActivityPage' })
export class LeadActivityPageDto extends PageOf(LeadActivityDto) {}
