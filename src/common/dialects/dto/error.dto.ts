import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldProblem' })
class FieldProblemDto {
  /** @example "max_activations" */
  field!: string;

  /** @example "min" */
  reason!: string;

  /** @example "max_activations must not be less than 1" */
  message!: string;
}

@ApiSchema({ name: 'Problem' })
class ProblemDto {
  /**
   * What went wrong, for programs: it never changes meaning.
   * @example "VALIDATION_ERROR"
   */
  code!: string;

  /**
   * The same for people.
   * @example "max_activations must not be less than 1"
   */
  message!: string;

  @ApiProperty({ type: [FieldProblemDto], required: false })
  details?: FieldProblemDto[];

  /** By which the server's log knows the request. */
  @ApiProperty({ format: 'uuid' })
  request_id!: string;
}

/** The body of every refusal. */
@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  error!: ProblemDto;
}
