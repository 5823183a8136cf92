import { isUUID } from 'class-validator';
import { Calendar, dateAfter } from '../../common/calendar';
import { defined } from '../../common/defined';
import type { EventFilter, Span, Target } from '../../events/records/event-query';
import type { AuditFilter } from '../../events/records/records.service';
import type { VerdictFilter } from '../../licensing/verifications/verdict-log.service';
import { viewer } from '../../i18n/viewer';
import type { AuditFilterDto, Log } from './audit-query.dto';

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
