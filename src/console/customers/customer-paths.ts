import { withQuery } from '../components/filters';
import type { CursorFields } from '../kit/cursor-page';

export const CUSTOMERS_PATH = '/console/customers';
export const newPath = '/console/customers/new';
export const importPath = '/console/customers/import';

/** @param id uuid */
export const customerPath = (id: string): string => `/customer/edit/${id}`;
export const deletePath = (id: string): string => `/console/customers/${id}/delete`;
export const mergePath = (id: string): string => `/console/customers/${id}/merge`;
export const mergePreviewPath = (id: string): string => `/console/customers/${id}/merge/preview`;

export function listPath(q?: string, { after, trail }: CursorFields = {}): string {
  return withQuery(CUSTOMERS_PATH, { q, after, trail });
}

export function exportPath(q?: string): string {
  return withQuery('/console/customers/export', { q });
}

export const issuePath = (id: string): string => withQuery('/console/licenses/new', { customer: id });
export const licensesPath = (id: string): string => withQuery('/console/licenses', { customer: id });
export const licensePath = (id: string): string => `/license/edit/${id}`;
export const historyPath = (id: string): string => withQuery('/console/audit', { target: `customers:${id}` });
