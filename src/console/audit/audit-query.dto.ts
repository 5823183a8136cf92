import { IsIn, Matches, isUUID } from 'class-validator';
import { IsCalendarDate, IsName } from '../../common/validation/fields';
import { IsSearchText } from '../../common/validation/search-text';
import { CursorPageDto, type CursorFields } from '../kit/cursor-page';
import { OptionalField } from '../kit/optional-field';
import { asRule } from '../../common/validation/rules';
import type { LoggedVerdict, VerdictFilter } from '../../licensing/verifications/verdict-log.service';
import { withQuery } from '../components/filters';
import { Calendar, dateAfter } from '../../common/calendar';
import { defined } from '../../common/defined';
import type { EventFilter, Span, Target } from '../../events/records/event-query';
import type { AuditFilter } from '../../events/records/records.service';
import { viewer } from '../../i18n/viewer';

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

/** The filters of each log by their names in the address. */
export const FILTERS = {
  audit: ['actor', 'action', 'target', 'from', 'to'],
  events: ['action', 'target', 'from', 'to'],
  verdicts: ['key', 'code', 'address', 'from', 'to'],
} as const satisfies Readonly<Record<Log, readonly (keyof AuditFilterDto)[]>>;

export type FilterName = (typeof FILTERS)[Log][number];

/** The filters that a log has, with `q` where it has one. */
export type LogFilter = Partial<Record<FilterName | 'q', string>>;

/** Filters that the log does not have are left out. A search for verdicts is one for a key. */
export function filterOf(log: Log, query: AuditFilterDto): LogFilter {
  const filter: LogFilter = Object.fromEntries(FILTERS[log].map((name) => [name, query[name]]));
  return defined(log === 'verdicts' ? { ...filter, key: query.key ?? query.q } : { ...filter, q: query.q });
}

export function auditFilter({ actor, action, q, target, ...days }: LogFilter): AuditFilter {
  return { actor, action, q, target: targetIn(target), ...spanOf(days) };
}

export function eventFilter({ action, q, target, ...days }: LogFilter): EventFilter {
  return { name: action, q, target: targetIn(target), ...spanOf(days) };
}

export function verdictFilter({ key, code, address, ...days }: LogFilter): VerdictFilter {
  return { key, outcome: code, ip: address, ...spanOf(days) };
}

/** `licenses`, `licenses:<id>`, or the uuid alone. */
function targetIn(text: string | undefined): Partial<Target> | undefined {
  if (text === undefined || isUUID(text)) {
    return text === undefined ? undefined : { id: text };
  }
  const [type, ...id] = text.split(':');
  return { type, id: id.length > 0 ? id.join(':') : undefined };
}

/** Whole days in the time zone of the viewer. */
function spanOf({ from, to }: Pick<LogFilter, 'from' | 'to'>): Span {
  const calendar = new Calendar(viewer().zone);
  return {
    from: from === undefined ? undefined : calendar.startOf(from),
    until: to === undefined ? undefined : calendar.startOf(dateAfter(to, 1)),
  };
}
