import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PaginationMetaDto } from '../../../kit/pagination-meta.dto';

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
export class PaginationDto extends PaginationMetaDto {}
