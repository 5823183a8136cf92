import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldProblem' })
class FieldProblemDto {
  /** @example "duration_days" */
  field!: string;

  /** @example "Duration must be at least 1 day" */
  message!: string;
}

@ApiSchema({ name: 'ReachedLimit' })
class ReachedLimitDto {
  /** @example "2025-10-12T13:00:00Z" */
  resetAt!: string;

  @ApiProperty({ type: 'integer', example: 100 })
  limit!: number;

  @ApiProperty({ type: 'integer', example: 0 })
  remaining!: number;
}

@ApiSchema({ name: 'ErrorAnswer' })
@ApiExtraModels(FieldProblemDto, ReachedLimitDto)
export class ErrorDto {
  @ApiProperty({ enum: [false] })
  success!: false;

  /** @example "Validation failed" */
  error!: string;

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
