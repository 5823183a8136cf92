import { type QueryFields, withQuery } from '../../../pages/components/filters';
import { bulkPath, exportPath as licenseExportPath } from '../license-list/license-paths';
import type { Customer } from '../../../core/customers';
import { countText } from '../../../pages/components/list-counts';
import { customerPath } from '../../../pages/kit/record-paths';
import { texts } from '../../../core/i18n';
import { MAX_COUNTED } from './owned-licenses';
import type { CustomerTab } from './customer-query.dto';

export const CUSTOMERS_PATH = '/console/customers';
export const newPath = '/console/customers/new';
export const importPath = '/console/customers/import';

export const editPath = (id: string): string => `/console/customers/${id}/edit`;
export const deletePath = (id: string): string => `/console/customers/${id}/delete`;
export const usersPath = (id: string): string => `/console/customers/${id}/users`;
export const newUserPath = (id: string): string => `${usersPath(id)}/new`;
export const userPath = (id: string, user: string, verb: 'role' | 'remove'): string =>
  `${usersPath(id)}/${user}/${verb}`;
export const portalLinkPath = (id: string): string => `/console/customers/${id}/portal-link`;
export const mergePath = (id: string): string => `/console/customers/${id}/merge`;
export const mergePreviewPath = (id: string): string => `/console/customers/${id}/merge/preview`;

export const issuePath = (id: string): string => withQuery('/console/licenses/new', { customer: id });
export const moveAllPath = (id: string): string => withQuery(bulkPath('move'), { customer: id, all: '1' });
export const mailsPath = (id: string): string => withQuery('/console/mails', { customer: id });
export const auditPath = (id: string): string => withQuery('/console/audit', { target: `customers:${id}` });

export function tabPath(id: string, tab: CustomerTab, page: QueryFields = {}): string {
  return withQuery(customerPath(id), { tab: tab === 'licenses' ? undefined : tab, ...page });
}

/** The export of a customer's devices, refusals or timeline. */
export const ownExportPath = (id: string): string => `${CUSTOMERS_PATH}/${id}/export`;

/** Undefined for e-mails, which have no export. */
export function tabExportPath(id: string, tab: Exclude<CustomerTab, 'orders'>): string | undefined {
  if (tab === 'mails') {
    return undefined;
  }
  return tab === 'licenses' ? withQuery(licenseExportPath, { customer: id }) : withQuery(ownExportPath(id), { tab });
}

export const EXPORT_PATH = `${CUSTOMERS_PATH}/export`;

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

/** A count of the page of a customer, which ends at MAX_COUNTED. */
export const customerCount = (count: number): string => countText(count, MAX_COUNTED - 1);

/** The licenses of a customer in a list. */
export const licenseCount = (count = 0): string => countText(count, COUNTED_LICENSES - 1);
