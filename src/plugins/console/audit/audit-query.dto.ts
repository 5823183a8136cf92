import { Calendar, dateAfter, defined, IsSearchText } from '../../../core/common';
import { CursorPageDto, type CursorFields } from '../../../pages/kit/cursor-page';
import { AUDIT_PATH } from '../../../pages/audit/audit-paths';
import type { LoggedVerdict, VerdictFilter } from '../../../core/licensing/internal';
import { withQuery } from '../../../pages/components/filters';
import { AUDIT_VIEWS, type AuditSearch, type EventFilter, type Span, targetIn } from '../../../core/events/internal';
import type { ActorType } from '../../../core/platform';
import { viewer } from '../../../core/i18n';
import { choiceField, dateField, nameField, textField, queryOf, uuidField } from '../../../pages/kit/query-of';

/** Logs beside the audit log. */
const OTHER_LOGS = ['events', 'verdicts'] as const;
export const TABS = [...AUDIT_VIEWS, ...OTHER_LOGS] as const;
/** A view of the audit log, or another log. */
export type Tab = (typeof TABS)[number];
export type Log = 'audit' | (typeof OTHER_LOGS)[number];

export const logOf = (tab: Tab): Log => OTHER_LOGS.find((log) => log === tab) ?? 'audit';

/** Sources of changes: users, API keys, customers, apps, or Keyward itself. */
export const SOURCES = ['user', 'api-key', 'customer', 'client', 'system'] as const satisfies readonly ActorType[];

/** Filters of all three logs: each ignores those that it does not have. */
export class AuditFilterDto extends queryOf(
  {
    tab: choiceField(TABS),
    q: textField(IsSearchText()),
    actor: nameField(),
    /** Name of an event. */
    action: nameField(64),
    /** A type and an ID separated by a colon, a type, or an ID, a key, a name or an e-mail address. */
    target: nameField(),
    source: choiceField(SOURCES),
    /** A background job whose changes are listed. */
    job: uuidField(),
    /** Reference of a product. */
    product: nameField(),
    key: nameField(),
    address: nameField(64),
    code: nameField(64),
    /** First day. */
    from: dateField(),
    /** Last day. */
    to: dateField(),
  },
  CursorPageDto,
) {}

export const EXPORT_PATH = `${AUDIT_PATH}/export`;

export function logPath(tab: Tab, filter: LogFilter = {}, { after, trail }: CursorFields = {}): string {
  return withQuery(AUDIT_PATH, { ...tabOf(tab), ...filter, after, trail });
}

/** The first view needs no name in the address. */
export function tabOf(tab: Tab): { tab?: Tab } {
  return tab === 'changes' ? {} : { tab };
}

export const REQUESTS_PATH = '/console/audit/requests';
export const eventPath = (id: number): string => `/console/audit/events/${id}`;
export const verdictPath = ({ at, id }: LoggedVerdict): string => `/console/audit/verdicts/${at.getTime()}-${id}`;
export const explainPath = (key: string, device: string | null): string =>
  withQuery('/console/explain', { key, device: device ?? undefined });

/** The filters of each log by their names in the address. */
export const FILTERS = {
  audit: ['actor', 'action', 'target', 'product', 'source', 'job', 'from', 'to'],
  events: ['action', 'target', 'from', 'to'],
  verdicts: ['key', 'code', 'address', 'from', 'to'],
} as const satisfies Readonly<Record<Log, readonly (keyof AuditFilterDto)[]>>;

export type FilterName = (typeof FILTERS)[Log][number];

/** The filters that a log has, with `q` where it has one. */
export type LogFilter = Partial<Record<Exclude<FilterName, 'source'> | 'q', string>> & { readonly source?: ActorType };

/** Filters that the log does not have are left out. A search for verdicts is one for a key. */
export function filterOf(log: Log, query: AuditFilterDto): LogFilter {
  const filter: LogFilter = Object.fromEntries(FILTERS[log].map((name) => [name, query[name]]));
  return defined(log === 'verdicts' ? { ...filter, key: query.key ?? query.q } : { ...filter, q: query.q });
}

/** Whole days in the time zone of the viewer. */
const ownZone = (): Calendar => new Calendar(viewer().zone);

/** The filters that need no look-up. */
export function auditFilter(
  { actor, action, product, source, job, q, ...days }: LogFilter,
  calendar = ownZone(),
): Omit<AuditSearch, 'view'> {
  return { actor, action, product, actorType: source, job, q, ...spanOf(days, calendar) };
}

export function eventFilter({ action, q, target, ...days }: LogFilter, calendar = ownZone()): EventFilter {
  return { name: action, q, target: targetIn(target), ...spanOf(days, calendar) };
}

export function verdictFilter({ key, code, address, ...days }: LogFilter, calendar = ownZone()): VerdictFilter {
  return { key, outcome: code, ip: address, ...spanOf(days, calendar) };
}

function spanOf({ from, to }: Pick<LogFilter, 'from' | 'to'>, calendar: Calendar): Span {
  return {
    from: from === undefined ? undefined : calendar.startOf(from),
    until: to === undefined ? undefined : calendar.startOf(dateAfter(to, 1)),
  };
}
