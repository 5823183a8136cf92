import { IsText } from '../../../src/core/common/validation/fields';

export class ReasonDto {
  @IsText(100)
  reason!: string;
}
