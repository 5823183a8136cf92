import type { LoggedIn } from '../../../core/identity';
import { texts } from '../../../core/i18n';
import { reportedPages, reportPlace, savedReports } from '../../../pages/reports/report-places';
import { allPages } from './navigation';

const VERSIONS = /^\/console\/products\/[^/]+\/versions$/;

/** A list whose views people save. */
export interface SavedList {
  /** Stored with its views. */
  readonly list: string;
  readonly title: string;
  /** Opens the list or, if it has several addresses, leads to them. */
  readonly path: string;
  /** The addresses of a list that has several, such as one of each product. */
  readonly places?: RegExp;
}

export function isAt({ path, places }: SavedList, address: string): boolean {
  return places?.test(address) ?? path === address;
}

/** The lists that a user may see, and the reports about them. */
export function savedListsFor(caller: LoggedIn): readonly SavedList[] {
  const lists = allPages().flatMap(({ list, title, path, permission }) =>
    list === undefined || !caller.grants.permissions.includes(permission)
      ? []
      : [{ list, title: title(), path, places: list === 'versions' ? VERSIONS : undefined }],
  );
  const reports = reportedPages(caller).map(({ of, title }) => ({
    list: savedReports(of),
    title: texts('reports').reportOf({ rows: title }),
    path: reportPlace(of),
  }));
  return [...lists, ...reports];
}
