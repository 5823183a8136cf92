import { ApiProperty } from '@nestjs/swagger';

/** Field of every successful answer of several dialects. */
export class SuccessDto {
  /** Always true: failures are errors. */
  @ApiProperty({ enum: [true] })
  success!: true;
}
