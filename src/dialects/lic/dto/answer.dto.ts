import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** What every answer begins with. */
export class AnswerDto {
  @ApiProperty({ enum: [true] })
  success!: true;
}

/** The same with a word for people. */
@ApiSchema({ name: 'Done' })
export class DoneDto extends AnswerDto {
  /** @example "许可证删除成功" */
  message!: string;
}

/** The answer where there is nothing more to say. */
export function done(message: string): DoneDto {
  return { success: true, message };
}

@ApiSchema({ name: 'Pagination' })
export class PaginationDto {
  @ApiProperty({ type: 'integer', example: 1 })
  current_page!: number;

  @ApiProperty({ type: 'integer', example: 20 })
  per_page!: number;

  @ApiProperty({ type: 'integer', example: 100 })
  total!: number;

  @ApiProperty({ type: 'integer', example: 5 })
  last_page!: number;

  static from({ page, perPage }: { page: number; perPage: number }, total: number | null): PaginationDto {
    const rows = total ?? 0;
    return { current_page: page, per_page: perPage, total: rows, last_page: Math.max(1, Math.ceil(rows / perPage)) };
  }
}
