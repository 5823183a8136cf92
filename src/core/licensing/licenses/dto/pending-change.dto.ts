import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { License } from '../../../licenses/licenses/license.entity';
import { SCHEDULED_ACTIONS } from '../scheduled-params';

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
