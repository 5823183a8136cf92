import { IsIn } from 'class-validator';
import { IsName } from '../../../common/validation/fields';
import { OptionalField } from '../../kit/optional-field';
import { ListQueryDto } from '../list-query.dto';

export const VERSION_STATES = ['published', 'draft'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

export class VersionListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(VERSION_STATES)
  status?: VersionState;

  @OptionalField()
  @IsName(64)
  channel?: string;
}
