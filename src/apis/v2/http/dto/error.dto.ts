import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorRow' })
class ErrorRowDto {
  /**
   * Row and column.
   * @example "rows.3.name"
   */
  field!: string;

  /**
   * Machine-readable reason.
   * @example "length"
   */
  reason!: string;

  /** Error in words, for a person. */
  message!: string;
}

@ApiSchema({ name: 'ErrorDetails' })
class ErrorDetailsDto {
  /**
   * Invalid field.
   * @example "license_key"
   */
  field!: string;

  /**
   * Machine-readable reason.
   * @example "format_invalid"
   */
  reason!: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'integer' },
    required: false,
    description: 'The rejected ids, if the field is a list of ids.',
  })
  ids?: number[];

  /** The first 100 problems in the rows of a file, by row. */
  @ApiProperty({ type: [ErrorRowDto], required: false })
  rows?: ErrorRowDto[];
}

@ApiSchema({ name: 'ErrorBody' })
class ErrorBodyDto {
  /**
   * Machine-readable error code.
   * @example "INVALID_LICENSE"
   */
  code!: string;

  /**
   * Error in words, for a person.
   * @example "The provided license key is invalid"
   */
  message!: string;

  /** The first invalid field; only present if a field is invalid. */
  @ApiProperty({ type: ErrorDetailsDto, required: false })
  details?: ErrorDetailsDto;
}

@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  /** The error. */
  error!: ErrorBodyDto;
}

@ApiSchema({ name: 'InvalidApiKey' })
export class InvalidApiKeyDto {
  /**
   * Error in words, for a person.
   * @example "Invalid or missing API key"
   */
  error!: string;

  /** Machine-readable error code. */
  @ApiProperty({ enum: ['INVALID_API_KEY'] })
  code!: string;

  /** HTTP status. */
  @ApiProperty({ type: 'integer', enum: [401] })
  status!: number;
}
