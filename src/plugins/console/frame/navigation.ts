import { type PermissionName, plugins } from '../../../core/common';
import { NAVIGATION_PARTS, type NavigationPart, type PluginNavigation } from '../../../core/common/internal';
import type { AttentionCounts } from '../../../core/events';
import type { LoggedIn } from '../../../core/identity';
import { texts } from '../../../core/i18n';
import type { IconName } from '../../../pages/components/icon';
import type { PagePlace } from '../../../pages/components/page-parts';

/** A page that an entry of the sidebar leads to. */
export interface NavigationPage extends Omit<PluginNavigation, 'title' | 'count'> {
  readonly title: string;
  /** Number of things that need attention; none if undefined or 0. */
  readonly count?: number;
  readonly permission: PermissionName;
}

/** An entry of the sidebar. */
export interface NavigationEntry {
  readonly part: NavigationPart;
  readonly title: string;
  readonly icon: IconName;
  /** Its first page. */
  readonly path: string;
  /** That of all its pages. */
  readonly count: number;
  readonly tabs: readonly NavigationPage[];
  /** Pages that are not in use, and those that are wanted rarely. */
  readonly more: readonly NavigationPage[];
}

const ICONS: Readonly<Record<NavigationPart, IconName>> = {
  home: 'chart-column',
  licenses: 'key',
  customers: 'users',
  devices: 'monitor',
  orders: 'shopping-cart',
  products: 'package',
  policies: 'sliders-horizontal',
  reports: 'activity',
  developers: 'code',
  audit: 'history',
  settings: 'settings',
};

/** The parts after which the sidebar has a gap. */
const LAST_OF_GROUP: readonly NavigationPart[] = ['home', 'orders', 'policies'];

/** Every page that an entry leads to, in the order of the navigation. */
export function allPages(): PluginNavigation[] {
  return plugins()
    .flatMap(({ console }) => console?.navigation ?? [])
    .sort(
      (one, other) =>
        NAVIGATION_PARTS.indexOf(one.part) - NAVIGATION_PARTS.indexOf(other.part) || one.place - other.place,
    );
}

/**
 * The entries without what a user may not see.
 * @param counts undefined if they are unknown: then all pages count as used
 */
export function navigationFor({ grants }: LoggedIn, counts?: Partial<AttentionCounts>): NavigationEntry[] {
  const pages = allPages()
    .filter(({ permission }) => grants.permissions.includes(permission))
    .map(({ title, count, ...page }) => ({
      ...page,
      title: title(),
      count: count === undefined ? undefined : counts?.[count],
    }));
  return NAVIGATION_PARTS.flatMap((part) =>
    entryOf(
      part,
      pages.filter((each) => each.part === part),
      counts,
    ),
  );
}

/** None if the pages are only such as stand aside. */
function entryOf(
  part: NavigationPart,
  pages: readonly NavigationPage[],
  counts?: Partial<AttentionCounts>,
): NavigationEntry[] {
  const isUnused = ({ path, usedIf }: NavigationPage) => usedIf !== undefined && counts?.[path] === 0;
  const common = pages.filter(({ isAside }) => !isAside);
  const used = common.filter((page) => !isUnused(page));
  const tabs = used.length > 0 ? used : common;
  const [first] = tabs;
  return first === undefined
    ? []
    : [
        {
          part,
          title: texts('navigation').entries[part],
          icon: ICONS[part],
          path: first.path,
          count: tabs.reduce((sum, { count = 0 }) => sum + count, 0),
          tabs,
          more: pages.filter((page) => !tabs.includes(page)),
        },
      ];
}

/** The entries with a gap between their groups. */
export function groupsOf(entries: readonly NavigationEntry[]): NavigationEntry[][] {
  const groups: NavigationEntry[][] = [[]];
  for (const part of NAVIGATION_PARTS) {
    groups.at(-1)?.push(...entries.filter((entry) => entry.part === part));
    if (LAST_OF_GROUP.includes(part)) {
      groups.push([]);
    }
  }
  return groups.filter((group) => group.length > 0);
}

/** The entry that a page belongs to. */
export function entryAt(entries: readonly NavigationEntry[], path: string): NavigationEntry | undefined {
  const ofEntry = (entry: NavigationEntry) =>
    [...entry.tabs, ...entry.more].map((page) => ({ entry, length: lengthWithin(path, page) }));
  const [nearest] = entries.flatMap(ofEntry).sort((one, other) => other.length - one.length);
  return nearest && nearest.length > 0 ? nearest.entry : undefined;
}

/** Length of the path of a page that another page is, or is below; 0 if it is not. */
function lengthWithin(path: string, page: NavigationPage): number {
  const bases = [page.path, page.alsoAt ?? page.path].map(withoutSlash);
  return Math.max(...bases.map((base) => (`${path}/`.startsWith(`${base}/`) ? base.length : 0)));
}

/** The place of a page among those of its entry: tabs if it is one of them, or what its breadcrumb begins with. */
export function placeAt(entry: NavigationEntry | undefined, path: string): PagePlace | undefined {
  if (!entry) {
    return undefined;
  }
  const { title, path: href, tabs, more } = entry;
  const at = withoutSlash(path);
  const shown = (page: NavigationPage) => ({
    title: page.title,
    href: page.path,
    isCurrent: withoutSlash(page.path) === at,
    count: page.count === 0 ? undefined : page.count,
  });
  return { title, href, tabs: tabs.map(shown), more: more.map(shown) };
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

/** The first page that a user may see. */
export function homeOf(caller: LoggedIn): string {
  return navigationFor(caller)[0]?.path ?? '/account';
}
