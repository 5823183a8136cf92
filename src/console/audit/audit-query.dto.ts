import { IsIn, Matches } from 'class-validator';
import { IsCalendarDate, IsName, MayBeMissing } from '../../common/validation/fields';
import { IsSearchText } from '../../common/validation/search-text';
import { CursorPageDto } from '../kit/cursor-page';
import { EmptyIsMissing } from '../kit/empty-is-missing';
import { asRule } from '../../common/validation/rules';

export const LOGS = ['audit', 'events', 'verdicts'] as const;
export type Log = (typeof LOGS)[number];

/** Filters of all three logs: each ignores those that it does not have. */
export class AuditFilterDto extends CursorPageDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsIn(LOGS)
  tab?: Log;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsSearchText()
  q?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  actor?: string;

  /** Name of an event. */
  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(64)
  action?: string;

  /** A type, an id, or both separated by a colon. */
  @EmptyIsMissing()
  @MayBeMissing()
  @Matches(/^(?=.{1,129}$)([^\s:]{1,64}:)?\S{1,64}$/, {
    message: 'target must be a type, an ID, or a type and an ID separated by a colon',
    ...asRule({ rule: 'isTarget' }),
  })
  target?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  key?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(64)
  address?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(64)
  code?: string;

  /** First day. */
  @EmptyIsMissing()
  @MayBeMissing()
  @IsCalendarDate()
  from?: string;

  /** Last day. */
  @EmptyIsMissing()
  @MayBeMissing()
  @IsCalendarDate()
  to?: string;
}
