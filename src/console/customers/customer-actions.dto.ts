import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { IsName } from '../../common/validation/fields';
import { OptionalField } from '../kit/optional-field';

export class MergeSearchDto {
  @OptionalField()
  @IsName()
  q?: string;
}

/** The duplicates to merge, uuids: fewer than the API takes, so that a person can look at each. */
export class MergeFormDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsUUID(undefined, { each: true })
  customer_ids!: string[];
}
