import { ApiSchema } from '@nestjs/swagger';
import { PaginationMetaDto } from '../../../kit/pagination-meta.dto';
import { SuccessDto } from '../../../kit/success.dto';

/** Successful response with a message. */
@ApiSchema({ name: 'Done' })
export class DoneDto extends SuccessDto {
  /**
   * Result in Chinese, for a person.
   * @example "许可证删除成功"
   */
  message!: string;
}

export function done(message: string): DoneDto {
  return { success: true, message };
}

@ApiSchema({ name: 'Pagination' })
export class PaginationDto extends PaginationMetaDto {}
