import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldProblem' })
class FieldProblemDto {
  /**
   * Invalid field.
   * @example "duration_days"
   */
  field!: string;

  /**
   * Reason in words, for a person.
   * @example "Duration must be at least 1 day"
   */
  message!: string;
}

@ApiSchema({ name: 'ReachedLimit' })
class ReachedLimitDto {
  /**
   * When the limit is reset, UTC.
   * @example "2025-10-12T13:00:00Z"
   */
  resetAt!: string;

  /** Requests in a minute. */
  @ApiProperty({ type: 'integer', example: 100 })
  limit!: number;

  /** Requests that are left. */
  @ApiProperty({ type: 'integer', example: 0 })
  remaining!: number;
}

@ApiSchema({ name: 'ErrorAnswer' })
@ApiExtraModels(FieldProblemDto, ReachedLimitDto)
export class ErrorDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  success!: false;

  /**
   * Error in words, for a person.
   * @example "Validation failed"
   */
  error!: string;

  /** Invalid fields; only present if fields are invalid. */
  @ApiProperty({
    required: false,
    oneOf: [
      { type: 'array', items: { $ref: getSchemaPath(FieldProblemDto) } },
      { $ref: getSchemaPath(ReachedLimitDto) },
    ],
  })
  details?: FieldProblemDto[] | ReachedLimitDto;

  /** Error code; omitted if the contract has none. */
  @ApiProperty({ required: false, example: 'VALIDATION_ERROR' })
  code?: string;
}
