import type { PageTexts } from '../../../core/i18n';
import type { Dimension, ReportDate } from '../../../core/licensing/internal';
import { withQuery } from '../../../pages/components/filters';
import type { IconName } from '../../../pages/components/icon';
import { reportPlace, REPORTS_PATH } from '../../../pages/reports/report-places';
import { fieldsOf, type LicenseListQueryDto } from '../license-list/license-list-query.dto';
import { listPath } from '../license-list/license-paths';

export const LICENSE_REPORT_PATH = reportPlace('licenses');
export const COMPARISON_PATH = `${REPORTS_PATH}/compare`;

/** A report of licenses that comes with Keyward: conditions with a title. */
interface Report {
  readonly name: keyof PageTexts<'reports'>['of'];
  readonly icon: IconName;
  readonly query: LicenseListQueryDto;
}

export const REPORTS: readonly Report[] = [
  { name: 'atRisk', icon: 'triangle-alert', query: { expires_within: 30, unseen_for: 60 } },
  { name: 'expiring', icon: 'calendar', query: { expires_within: 365, sort: 'expires_first' } },
  { name: 'unused', icon: 'circle-dashed', query: { status: 'unused', issued_for: 14 } },
  { name: 'full', icon: 'gauge', query: { use: 'full' } },
  { name: 'shared', icon: 'users', query: { use: 'shared' } },
];

/** The address of a report. */
export function reportPath(query: LicenseListQueryDto): string {
  return listPath(query, {}, LICENSE_REPORT_PATH);
}

export function comparisonPath(by: Dimension): string {
  return withQuery(COMPARISON_PATH, { by: by === 'product' ? undefined : by });
}

/** The report with these conditions; undefined for conditions of one's own. */
export function reportOf(query: LicenseListQueryDto): Report | undefined {
  const asText = (one: LicenseListQueryDto): string => JSON.stringify(fieldsOf(one));
  return REPORTS.find((report) => asText(report.query) === asText(query));
}

/** The date that a report charts: the expiry, if it has a condition on it, and otherwise the issue. */
export function chartedDate({ expires_within, expires_from, expires_to, view }: LicenseListQueryDto): ReportDate {
  const isOfExpiry = [expires_within, expires_from, expires_to].some((one) => one !== undefined);
  return isOfExpiry || view === 'expiring' ? 'expiresAt' : 'createdAt';
}
