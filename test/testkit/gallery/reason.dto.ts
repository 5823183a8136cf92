import { IsText } from '../../../src/common/validation/fields';

export class ReasonDto {
  @IsText(100)
  reason!: string;
}
