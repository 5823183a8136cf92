import { IsIn } from 'class-validator';
import { plugins } from '../../core/common';
import type { LoggedIn } from '../../core/identity';
import { OptionalField } from '../kit/optional-field';

/** Lists that reports are about, by their paths in the console. */
export const REPORTED = ['licenses', 'customers', 'devices', 'sessions', 'orders'] as const;
/** A list that reports are about. */
export type Reported = (typeof REPORTED)[number];

/** The page of all reports. */
export const REPORTS_PATH = '/console/reports';

/** The page of the reports about a list. */
export function reportPlace(of: Reported): string {
  return `${REPORTS_PATH}/${of}`;
}

/** The name under which reports about a list are saved. */
export function savedReports(of: Reported): string {
  return of === 'licenses' ? 'reports' : `${of}-reports`;
}

/** The list that saved reports with a name are about; undefined for the views of a list. */
export function reportedBy(list: string): Reported | undefined {
  return REPORTED.find((of) => savedReports(of) === list);
}

/** The lists that a user may see reports about, with their pages. */
export function reportedPages({ grants }: Pick<LoggedIn, 'grants'>) {
  const pages = plugins().flatMap(({ console }) => console?.navigation ?? []);
  return REPORTED.flatMap((of) =>
    pages
      .filter(({ path, permission }) => path === `/console/${of}` && grants.permissions.includes(permission))
      .map(({ title, icon, permission }) => ({ of, title: title(), icon, permission })),
  );
}

/** The chart of a report may be shown as a table. */
export class ReportQueryDto {
  @OptionalField()
  @IsIn(['1'])
  table?: '1';
}
