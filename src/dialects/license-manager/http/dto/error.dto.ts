import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

/** The body of every refusal: fields that an endpoint does not have are left out. */
@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  @ApiProperty({ enum: [false] })
  status!: boolean;

  /** @example "Your license code is invalid." */
  message!: string;

  /** In the external API. */
  @ApiProperty({ enum: [false], required: false })
  is_active?: boolean;

  /** What is wrong, by field. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    example: { product_id: ['product_id must have 1 to 255 characters'] },
  })
  errors?: Record<string, string[]>;

  /** Where every installation that the license allows is in use. */
  @ApiProperty({ enum: ['ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES'], required: false })
  status_code?: string;

  @ApiProperty({ type: String, nullable: true, required: false })
  lic_response?: string | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  data?: object | null;
}
