import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorAnswer' })
export class EddErrorDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  success!: false;

  /**
   * Code of the error, in lower case.
   * @example "rate_limit_exceeded"
   */
  error!: string;

  /**
   * Message for a person.
   * @example "Too many requests"
   */
  message!: string;
}
