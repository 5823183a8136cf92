import type { PermissionName } from '../common/access/authorized.decorator';
import { Permission, PERMISSIONS_OF_ROLE } from '../identity/permissions/permission';
import type { Role } from '../identity/users/user.entity';
import type { IconName } from './components/icon';

export interface NavigationEntry {
  readonly title: string;
  readonly path: string;
  readonly icon: IconName;
  /** The permission without which the page is not shown. */
  readonly permission: PermissionName;
}

export interface NavigationSection {
  /** Undefined for the entries above the first heading. */
  readonly title?: string;
  readonly entries: readonly NavigationEntry[];
}

/** Every page that the sidebar leads to. */
const NAVIGATION: readonly NavigationSection[] = [
  {
    title: 'Sales',
    entries: [{ title: 'Leads', path: '/leads/', icon: 'building-2', permission: Permission.LeadsRead }],
  },
];

/** The navigation without what a role may not see. */
export function navigationFor(role: Role): NavigationSection[] {
  const permitted = PERMISSIONS_OF_ROLE[role];
  return NAVIGATION.map(({ title, entries }) => ({
    title,
    entries: entries.filter(({ permission }) => permitted.includes(permission)),
  })).filter(({ entries }) => entries.length > 0);
}

/** The first page that a role may see. */
export function homeOf(role: Role): string {
  return navigationFor(role)[0]?.entries[0]?.path ?? '/account';
}
