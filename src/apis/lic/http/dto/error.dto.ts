import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  success!: false;

  /**
   * Error in Chinese, for a person.
   * @example "许可证无效或已过期"
   */
  message!: string;

  /**
   * Machine-readable error code.
   * @example "INVALID_LICENSE"
   */
  error_code!: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'Error messages by field.',
    example: { count: ['必须是 1 到 100 之间的整数'] },
  })
  errors?: Record<string, string[]>;

  @ApiPropertyOptional({ type: 'integer', description: 'Seconds to wait before retrying.' })
  retry_after?: number;
}
