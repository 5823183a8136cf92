import { IsIn } from 'class-validator';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import { EmptyIsMissing } from '../../kit/empty-is-missing';
import { ListQueryDto } from '../list-query.dto';

export const VERSION_STATES = ['published', 'draft'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

export class VersionListQueryDto extends ListQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsIn(VERSION_STATES)
  status?: VersionState;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(64)
  channel?: string;
}
