import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class TicketDto {
  @ApiProperty({ description: 'Key of the license.', example: 'DEMO-ACTIVE-0001', minLength: 1, maxLength: 255 })
  @IsString()
  @Length(1, 255)
  license!: string;

  @ApiProperty({ description: 'Subject of the ticket.', example: 'Refund requested', minLength: 1, maxLength: 255 })
  @IsString()
  @Length(1, 255)
  subject!: string;
}

export class DoneDto {
  @ApiProperty({ description: 'Whether the license may be used again.' })
  usable!: boolean;
}

export class DeskErrorDto {
  @ApiProperty({ description: 'Reason.', example: 'License not found' })
  error!: string;
}
