import type { PermissionName } from '../../../core/common';
import type { LoggedIn } from '../../../core/identity';
import { allPages } from './navigation';

const VERSIONS = /^\/console\/products\/[^/]+\/versions$/;

/** The address of a list that is below the page that leads to it. */
const LISTS: Readonly<Record<string, string>> = { reports: '/console/reports/licenses' };

/** A list whose views people save. */
export interface SavedList {
  /** Stored with its views. */
  readonly list: string;
  readonly title: string;
  /** Opens the list or, if it has several addresses, leads to them. */
  readonly path: string;
  readonly permission: PermissionName;
  /** The addresses of a list that has several, such as one of each product. */
  readonly places?: RegExp;
}

export function isAt({ path, places }: SavedList, address: string): boolean {
  return places?.test(address) ?? path === address;
}

/** The lists that a user may see. */
export function savedListsFor({ grants }: LoggedIn): readonly SavedList[] {
  return savedLists().filter(({ permission }) => grants.permissions.includes(permission));
}

function savedLists(): readonly SavedList[] {
  return allPages().flatMap(({ list, title, path, permission }) =>
    list === undefined
      ? []
      : [
          {
            list,
            title: title(),
            path: LISTS[list] ?? path,
            permission,
            places: list === 'versions' ? VERSIONS : undefined,
          },
        ],
  );
}
