import { ApiProperty } from '@nestjs/swagger';

export class ReadinessDto {
  /** Always `ready`: a node that is not ready answers 503. */
  @ApiProperty({ enum: ['ready'] })
  status!: string;
}
