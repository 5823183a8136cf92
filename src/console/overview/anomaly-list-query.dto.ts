import { IsName, MayBeMissing } from '../../common/validation/fields';

export class AnomalyListQueryDto {
  @MayBeMissing()
  @IsName()
  after?: string;
}
