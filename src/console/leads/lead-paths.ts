import type { LeadFilter } from '../../customers/leads/lead-filter';
import { withQuery } from '../components/filters';

export const LEADS_PATH = '/leads/';

export const createPath = '/leads/create';
export const importPath = '/leads/import';
export const editPath = (id: string): string => `/leads/edit/${id}`;
export const updatePath = (id: string): string => `/leads/update/${id}`;
export const deletePath = (id: string): string => `/leads/delete/${id}`;
export const convertPath = (id: string): string => `/leads/convert/${id}`;

/** @param page from 1 */
export function listPath({ status, type, q }: LeadFilter, page = 1): string {
  return withQuery(LEADS_PATH, { status, type, q, page: page > 1 ? String(page) : undefined });
}

export function exportPath({ status, type, q }: LeadFilter): string {
  return withQuery('/leads/export', { status, type, q });
}
