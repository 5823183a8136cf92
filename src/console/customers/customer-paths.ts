import { withQuery } from '../components/filters';
import type { Customer } from '../../customers/customers/customer.entity';
import { texts } from '../../i18n/texts';

export const CUSTOMERS_PATH = '/console/customers';
export const newPath = '/console/customers/new';
export const importPath = '/console/customers/import';

/** @param id uuid */
export const customerPath = (id: string): string => `/customer/edit/${id}`;
export const deletePath = (id: string): string => `/console/customers/${id}/delete`;
export const mergePath = (id: string): string => `/console/customers/${id}/merge`;
export const mergePreviewPath = (id: string): string => `/console/customers/${id}/merge/preview`;

export const exportPath = (q?: string): string => withQuery('/console/customers/export', { q });

export function crumbsOf({ uid, name }: Customer) {
  return [
    { title: texts('customers').customers, href: CUSTOMERS_PATH },
    { title: name, href: customerPath(uid) },
  ];
}

/** Counts of licenses end here. */
export const COUNTED_LICENSES = 100;

/** A count that ends at a maximum, as texts take it: "more than 99". */
export function counted(count: number, max: number): { readonly count: number; readonly isMore: boolean } {
  return { count: Math.min(count, max - 1), isMore: count >= max };
}

export const countedLicenses = (count = 0) => counted(count, COUNTED_LICENSES);
