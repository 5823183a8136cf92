import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { IsAnyOf } from '../../../common/pagination/any-of';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { PendingChangeDto } from '../../licenses/dto/pending-change.dto';
import { SCHEDULED_CHANGE_STATES, type ScheduledChange, type ScheduledChangeState } from '../scheduled-change.entity';

/** A change of a license with a date, and what became of it. */
@ApiSchema({ name: 'ScheduledChange' })
export class ScheduledChangeDto extends PendingChangeDto {
  /** Whether the change is pending, or how it ended. */
  @ApiProperty({ enum: SCHEDULED_CHANGE_STATES, enumName: 'ScheduledChangeState' })
  state!: ScheduledChangeState;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Code of the error, as an answer would have it; null if the change did not fail.',
  })
  failure_code!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Message of the error; null if the change did not fail.' })
  failure!: string | null;

  @ApiProperty({ description: 'Name of the user or API key that scheduled it.' })
  created_by!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was scheduled; null if nothing was given.' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Order or ticket behind the change; null for none.' })
  reference!: string | null;

  /** When it was scheduled. */
  created_at!: Date;

  /** When it was made; null if it was not. */
  done_at!: Date | null;

  /** When it failed; null if it did not. */
  failed_at!: Date | null;

  /** When it was cancelled; null if it was not. */
  cancelled_at!: Date | null;

  static from(change: ScheduledChange): ScheduledChangeDto {
    return {
      id: change.uid,
      action: change.action,
      params: change.params,
      effective_at: change.effectiveAt,
      state: change.state,
      failure_code: change.failureCode,
      failure: change.failure,
      created_by: change.actor,
      reason: change.reason,
      reference: change.reference,
      created_at: change.createdAt,
      done_at: change.doneAt,
      failed_at: change.failedAt,
      cancelled_at: change.cancelledAt,
    };
  }
}

@ApiSchema({ name: 'ScheduledChangePage' })
export class ScheduledChangePageDto extends PageOf(ScheduledChangeDto) {}

export class ListScheduledChangesDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsAnyOf(SCHEDULED_CHANGE_STATES, 'ScheduledChangeState', { description: 'Only changes in any of these states.' })
  state?: ScheduledChangeState[];

  @IsSearchFilter('reason or reference')
  q?: string;
}
