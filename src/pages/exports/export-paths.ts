import { withQuery, type QueryFields } from '../components/filters';

export const EXPORTS_PATH = '/console/exports';

export const exportFilePath = (uid: string): string => `${EXPORTS_PATH}/${uid}/file`;
export const deleteExportPath = (uid: string): string => `${EXPORTS_PATH}/${uid}/delete`;

/** The page of an export, or its file, with filters and columns. */
export function withColumns(path: string, fields: QueryFields, columns: readonly string[]): string {
  const chosen = new URLSearchParams(columns.map((column) => ['column', column])).toString();
  const address = withQuery(path, fields);
  return chosen === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${chosen}`;
}
