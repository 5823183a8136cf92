import { withQuery } from '../components/filters';

export const AUDIT_PATH = '/console/audit';

export const entryPath = (id: number): string => `${AUDIT_PATH}/entries/${id}`;

const everything = (filter: Readonly<Record<string, string>>): string =>
  withQuery(AUDIT_PATH, { tab: 'everything', ...filter });

/** All changes of a record. */
export const recordChangesPath = (type: string, id: string): string => everything({ target: `${type}:${id}` });
/** All changes that a job made. */
export const jobChangesPath = (id: string): string => everything({ job: id });
