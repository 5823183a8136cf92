import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorDetails' })
class ErrorDetailsDto {
  /** @example "license_key" */
  field!: string;

  /** @example "format_invalid" */
  reason!: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'integer' },
    required: false,
    description: 'The rejected ids, if the field is a list of ids.',
  })
  ids?: number[];
}

@ApiSchema({ name: 'ErrorBody' })
class ErrorBodyDto {
  /** @example "INVALID_LICENSE" */
  code!: string;

  /** @example "The provided license key is invalid" */
  message!: string;

  @ApiProperty({ type: ErrorDetailsDto, required: false })
  details?: ErrorDetailsDto;
}

@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  error!: ErrorBodyDto;
}

@ApiSchema({ name: 'InvalidApiKey' })
export class InvalidApiKeyDto {
  /** @example "Invalid or missing API key" */
  error!: string;

  @ApiProperty({ enum: ['INVALID_API_KEY'] })
  code!: string;

  @ApiProperty({ type: 'integer', enum: [401] })
  status!: number;
}
