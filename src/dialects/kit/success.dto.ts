import { ApiProperty } from '@nestjs/swagger';

/** Field of every successful answer of several dialects. */
export class SuccessDto {
  @ApiProperty({ enum: [true] })
  success!: true;
}
