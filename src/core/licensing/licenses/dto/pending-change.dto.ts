import { ApiProperty, ApiSchema } from '@nestjs/swagger';
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
