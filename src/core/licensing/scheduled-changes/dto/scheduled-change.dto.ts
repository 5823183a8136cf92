import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsAnyOf } from '../../../common/pagination/any-of';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsGivenTimestamp, MayBeMissing } from '../../../common/validation/fields';
import type { License } from '../../../licenses/licenses/license.entity';
import { SCHEDULED_CHANGE_STATES, type ScheduledChange, type ScheduledChangeState } from '../scheduled-change.entity';
import { SCHEDULED_ACTIONS } from '../scheduled-params';

/** Validates the date at which a change takes effect; without one, it is made at once. */
export function IsEffectiveAt(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsGivenTimestamp(),
    ApiProperty({
      required: false,
      example: undefined,
      description:
        'Date in the future at which the change is made; at once by default. It is checked against the license of today, listed in its `scheduled_changes`, and made within a minute after the date. A date alone is its first second in `TIME_ZONE`.',
    }),
  );
}

/** A change of a license that takes effect at a later date. */
@ApiSchema({ name: 'PendingChange' })
export class PendingChangeDto {
  @ApiProperty({ format: 'uuid', description: 'UUID.' })
  id!: string;

  @ApiProperty({ enum: SCHEDULED_ACTIONS, enumName: 'ScheduledAction', description: 'Operation on the license.' })
  action!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Parameters of the operation, as they were sent; a policy by its UUID.',
    example: { months: 12 },
  })
  params!: object;

  /** When the change takes effect. */
  effective_at!: Date;
}

/** The pending changes of a license, as a field of an answer that only licenses with such changes have. */
export function pendingChangesOf({ scheduledChanges = [] }: License): { scheduled_changes?: PendingChangeDto[] } {
  const changes = scheduledChanges.map(({ uid: id, action, params, effectiveAt: effective_at }) => ({
    id,
    action,
    params,
    effective_at,
  }));
  return changes.length === 0 ? {} : { scheduled_changes: changes };
}

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
}
