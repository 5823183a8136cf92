import type { LoggedVerdict } from '../../licensing/verifications/verdict-log.service';
import { withQuery } from '../components/filters';
import type { CursorFields } from '../kit/cursor-page';
import type { LogFilter } from './audit-filter';
import type { Log } from './audit-query.dto';

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
