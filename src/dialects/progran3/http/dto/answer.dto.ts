import { ApiProperty } from '@nestjs/swagger';

/** Fields of every answer. */
export class AnswerDto {
  @ApiProperty({ enum: [true] })
  success!: true;
}

/** Successful response with a message. */
export class DoneDto extends AnswerDto {
  /** @example "License updated successfully" */
  message!: string;
}
