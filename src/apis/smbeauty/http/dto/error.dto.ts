import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  success!: boolean;

  /**
   * Error in Chinese, for a person.
   * @example "许可证配置不存在"
   */
  error!: string;

  /**
   * Machine-readable error code.
   * @example "LICENSE_NOT_FOUND"
   */
  code!: string;
}
