import { IsIn, Matches } from 'class-validator';
import { IsCalendarDate, IsName } from '../../common/validation/fields';
import { IsSearchText } from '../../common/validation/search-text';
import { CursorPageDto } from '../kit/cursor-page';
import { OptionalField } from '../kit/optional-field';
import { asRule } from '../../common/validation/rules';

export const LOGS = ['audit', 'events', 'verdicts'] as const;
export type Log = (typeof LOGS)[number];

/** Filters of all three logs: each ignores those that it does not have. */
export class AuditFilterDto extends CursorPageDto {
  @OptionalField()
  @IsIn(LOGS)
  tab?: Log;

  @OptionalField()
  @IsSearchText()
  q?: string;

  @OptionalField()
  @IsName()
  actor?: string;

  /** Name of an event. */
  @OptionalField()
  @IsName(64)
  action?: string;

  /** A type, an id, or both separated by a colon. */
  @OptionalField()
  @Matches(/^(?=.{1,129}$)([^\s:]{1,64}:)?\S{1,64}$/, {
    message: 'target must be a type, an ID, or a type and an ID separated by a colon',
    ...asRule({ rule: 'isTarget' }),
  })
  target?: string;

  @OptionalField()
  @IsName()
  key?: string;

  @OptionalField()
  @IsName(64)
  address?: string;

  @OptionalField()
  @IsName(64)
  code?: string;

  /** First day. */
  @OptionalField()
  @IsCalendarDate()
  from?: string;

  /** Last day. */
  @OptionalField()
  @IsCalendarDate()
  to?: string;
}
