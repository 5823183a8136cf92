import { withQuery } from '../components/filters';

export const EXPLAIN_PATH = '/console/explain';

/** The page with key and device filled in. */
export const explainPath = (key: string, device?: string): string => withQuery(EXPLAIN_PATH, { key, device });
