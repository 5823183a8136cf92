import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldProblem' })
export class FieldProblemDto {
  /** @example "max_activations" */
  field!: string;

  /** @example "min" */
  reason!: string;

  /** @example "max_activations must not be less than 1" */
  message!: string;

  @ApiProperty({ type: [String], required: false, description: 'The rejected IDs, if the field is a list of IDs.' })
  ids?: string[];
}

@ApiSchema({ name: 'Problem' })
class ProblemDto {
  /**
   * Machine-readable error code. The meaning of a code never changes.
   * @example "VALIDATION_ERROR"
   */
  code!: string;

  /**
   * Human-readable error message.
   * @example "max_activations must not be less than 1"
   */
  message!: string;

  @ApiProperty({ type: [FieldProblemDto], required: false })
  details?: FieldProblemDto[];

  /** ID of the request in the server's log. */
  @ApiProperty({ format: 'uuid' })
  request_id!: string;
}

/** The body of every error response. */
@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  error!: ProblemDto;
}
