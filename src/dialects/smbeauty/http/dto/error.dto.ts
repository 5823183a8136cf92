import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  @ApiProperty({ enum: [false] })
  success!: boolean;

  /** @example "许可证配置不存在" */
  error!: string;

  /** @example "LICENSE_NOT_FOUND" */
  code!: string;
}
