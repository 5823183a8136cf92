import { ApiProperty } from '@nestjs/swagger';

export class ReadinessDto {
  @ApiProperty({ enum: ['ready'] })
  status!: string;
}
