import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  success!: boolean;

  /**
   * Error in words, for a person.
   * @example "That license does not exist for the provided product."
   */
  message!: string;
}
