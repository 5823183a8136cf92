import { ApiProperty } from '@nestjs/swagger';

/** What every answer begins with. */
export class AnswerDto {
  @ApiProperty({ enum: [true] })
  success!: true;
}

/** The same with a word for people. */
export class DoneDto extends AnswerDto {
  /** @example "License updated successfully" */
  message!: string;
}
