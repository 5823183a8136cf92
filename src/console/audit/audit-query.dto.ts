import { IsIn, Matches } from 'class-validator';
import { IsCalendarDate, IsName } from '../../common/validation/fields';
import { IsSearchText } from '../../common/validation/search-text';
import { CursorPageDto, type CursorFields } from '../kit/cursor-page';
import { OptionalField } from '../kit/optional-field';
import { asRule } from '../../common/validation/rules';
import type { LoggedVerdict } from '../../licensing/verifications/verdict-log.service';
import { withQuery } from '../components/filters';
import type { LogFilter } from './audit-filter';

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

export const AUDIT_PATH = '/console/audit';

export function logPath(log: Log, filter: LogFilter = {}, { after, trail }: CursorFields = {}): string {
  return withQuery(AUDIT_PATH, { ...tabOf(log), ...filter, after, trail });
}

export function exportPath(log: Log, filter: LogFilter): string {
  return withQuery('/console/audit/export', { ...tabOf(log), ...filter });
}

/** The first log needs no name in the address. */
export function tabOf(log: Log): { tab?: Log } {
  return log === 'audit' ? {} : { tab: log };
}

export const entryPath = (id: number): string => `/console/audit/entries/${id}`;
export const eventPath = (id: number): string => `/console/audit/events/${id}`;
export const verdictPath = ({ at, id }: LoggedVerdict): string => `/console/audit/verdicts/${at.getTime()}-${id}`;
export const explainPath = (key: string, device: string | null): string =>
  withQuery('/console/explain', { key, device: device ?? undefined });
