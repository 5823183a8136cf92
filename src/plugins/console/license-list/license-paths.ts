import { withQuery } from '../../../pages/components/filters';
import { texts } from '../../../core/i18n';
import { fieldsOf, type LicenseListQueryDto } from './license-list-query.dto';

export const LICENSES_PATH = '/console/licenses';
export const exportPath = `${LICENSES_PATH}/export`;
export const exportFilePath = `${exportPath}/file`;
export const importPath = `${LICENSES_PATH}/import`;
export const newPath = `${LICENSES_PATH}/new`;
export const issuedPath = `${LICENSES_PATH}/issued`;

export const bulkPath = (verb: string): string => `${LICENSES_PATH}/bulk/${verb}`;

/** @param page where the list begins */
export function listPath(
  query: LicenseListQueryDto,
  page: { after?: string; before?: string } = {},
  path = LICENSES_PATH,
): string {
  return withQuery(path, { ...fieldsOf(query), sort: query.sort, ...page });
}

export const JOBS_PATH = '/console/jobs';

export const policyChangePath = (uid: string): string => `${LICENSES_PATH}/policy-changes/${uid}`;

/** Crumbs of pages below the list. */
export const licensesCrumbs = () => [{ title: texts('licenses').title, href: LICENSES_PATH }];

/** The attribute of forms with a field for which scripts suggest customers. */
export const SUGGEST_CUSTOMERS = { 'data-suggest': `${LICENSES_PATH}/customers` } as const;
