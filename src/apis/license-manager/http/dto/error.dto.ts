import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

/** Error response. Fields that an endpoint does not use are omitted. */
@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  status!: boolean;

  /**
   * Error in words, for a person.
   * @example "Your license code is invalid."
   */
  message!: string;

  /** External API only. */
  @ApiProperty({ enum: [false], required: false })
  is_active?: boolean;

  /** Error messages by field. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    example: { product_id: ['product_id must have 1 to 255 characters'] },
  })
  errors?: Record<string, string[]>;

  /** Set if the license has reached its activation limit. */
  @ApiProperty({ enum: ['ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES'], required: false })
  status_code?: string;

  /** Always null. */
  @ApiProperty({ type: String, nullable: true, required: false })
  lic_response?: string | null;

  /** Always null. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  data?: object | null;
}
