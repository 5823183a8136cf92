import type { ComponentChildren, VNode } from 'preact';
import { type PluginHelp, runningPlugins } from '../../../core/common';
import { isPermitted, type LoggedIn, Permission, type User } from '../../../core/identity';
import type { AttentionCounts } from '../../../core/events';
import type { Maintenance } from '../../../core/platform/internal';
import { VERSION } from '../../../core/common';
import { ASSETS } from '../../../pages/kit/assets';
import type { Flash } from '../../../pages/kit/flash';
import { formatDateTime, formatNumber, texts, viewer } from '../../../core/i18n';
import type { PageContent } from '../../../pages/kit/page';
import { roleName } from './role-texts';
import type { Theme } from '../../../pages/frame/theme';
import { entryAt, groupsOf, navigationFor, type NavigationEntry, placeAt } from './navigation';
import { settingPath } from '../../../pages/settings/setting-places';
import { PagePlaceContext } from '../../../pages/components/page-parts';
import { FlashMessage } from '../../../pages/components/banner';
import { Icon } from '../../../pages/components/icon';
import { LanguageSwitch } from '../../../pages/frame/language-switch';
import { ToastTemplate } from '../../../pages/components/toast';
import { SHORTCUTS_PATH } from './shortcut-paths';
import { SidebarSearch, TopbarSearch, Palette, ShortcutDialog } from './palette';

interface DocumentShellProps {
  readonly title: string;
  /** The path below which browsers reach the server, for scripts; empty at the root of its host. */
  readonly base: string;
  readonly theme: Theme;
  readonly hasSingleKeys: boolean;
  readonly reloadSeconds?: number;
  readonly children: ComponentChildren;
}

export function DocumentShell(props: DocumentShellProps): VNode {
  const { title, base, theme, hasSingleKeys, reloadSeconds, children } = props;
  const t = texts('components');
  return (
    <html
      lang={viewer().pageLanguage}
      data-theme={theme === 'system' ? undefined : theme}
      data-base={base || undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <title>{`${title} · Keyward`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href={ASSETS.styles} />
        <link rel="icon" href={ASSETS.favicon} type="image/svg+xml" />
        <script src={ASSETS.scripts} defer />
        {reloadSeconds !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(reloadSeconds)} />
          </noscript>
        )}
      </head>
      {/* Words for scripts. */}
      <body
        data-word-copied={t.copied}
        data-word-search-failed={t.searchFailed}
        data-no-single-keys={hasSingleKeys ? undefined : ''}
      >
        <a class="skip" href="#main">
          {t.skip}
        </a>
        {children}
        <ToastTemplate />
      </body>
    </html>
  );
}

interface LayoutProps {
  readonly host: string;
  /** Path and query of this page, to come back to. */
  readonly address: string | undefined;
  readonly flash?: Flash;
  /** The page answers a form. */
  readonly isAnswer?: boolean;
}

interface ShellProps extends LayoutProps {
  readonly caller: LoggedIn;
  /** Path of this page. */
  readonly path: string;
  readonly content: PageContent;
  readonly counts?: AttentionCounts;
  readonly maintenance?: Maintenance;
}

/** A page with the navigation, for a signed-in user. */
export function Shell(props: ShellProps): VNode {
  const { host, address, caller, path, content, flash, counts, maintenance, isAnswer } = props;
  const { user } = caller;
  const t = texts('components');
  const entries = navigationFor(caller, counts);
  const current = entryAt(entries, path);
  return (
    <div class="shell" data-user={user.uid}>
      <header class="topbar">
        <a class="topbar-button" href="#nav" aria-label={t.openMenu}>
          <Icon name="menu" size={20} />
        </a>
        <Mark />
        <span class="topbar-name">Keyward</span>
        <TopbarSearch />
        <a class="topbar-button topbar-account" href="/account">
          <Initials name={user.username} />
          <span class="visually-hidden">{t.account}</span>
        </a>
      </header>
      <Sidebar host={host} address={address} user={user} path={path} entries={entries} current={current} />
      <main
        class={`main main-${content.width ?? 'wide'}`}
        id="main"
        tabIndex={-1}
        data-answer={isAnswer ? '' : undefined}
      >
        {maintenance && <MaintenanceBanner caller={caller} maintenance={maintenance} />}
        {flash && <FlashMessage {...flash} />}
        <PagePlaceContext.Provider value={placeAt(current, path)}>{content.body}</PagePlaceContext.Provider>
        <PrintFoot host={host} address={address} name={user.username} />
      </main>
      <Palette />
      <ShortcutDialog />
    </div>
  );
}

interface MaintenanceBannerProps {
  readonly caller: LoggedIn;
  readonly maintenance: Maintenance;
}

function MaintenanceBanner({ caller, maintenance: { reason, until } }: MaintenanceBannerProps): VNode {
  const t = texts('components');
  const link = isPermitted(caller, Permission.SettingsWrite)
    ? { path: settingPath('maintenance.until'), text: t.endMaintenance }
    : undefined;
  return <FlashMessage tone="warn" text={t.maintenance({ reason, until: formatDateTime(until) })} link={link} />;
}

/** Says on paper where a page is from. */
function PrintFoot({ host, address = '', name }: Pick<ShellProps, 'host' | 'address'> & { name: string }): VNode {
  const { now, zone } = viewer();
  return (
    <p class="print-foot">
      {host}
      {address} · {name} · {formatDateTime(now)} {zone}
    </p>
  );
}

interface NavigationProps {
  readonly entries: readonly NavigationEntry[];
  /** The entry that the page belongs to. */
  readonly current: NavigationEntry | undefined;
}

interface SidebarProps extends NavigationProps, Pick<ShellProps, 'host' | 'address' | 'path'> {
  readonly user: User;
}

function Sidebar({ host, address, user, path, entries, current }: SidebarProps): VNode {
  const t = texts('components');
  return (
    <nav class="sidebar" id="nav" aria-label={t.mainNavigation}>
      <div class="brand">
        <Mark />
        <span class="brand-text">
          <b>Keyward</b>
          <span>{host}</span>
        </span>
        <a class="topbar-button sidebar-close" href="#main" aria-label={t.closeMenu}>
          <Icon name="x" size={20} />
        </a>
      </div>
      <SidebarSearch />
      {groupsOf(entries).map((group) => (
        <NavigationList key={group[0]?.part} entries={group} current={current} />
      ))}
      <a class="account-link" href="/account" aria-current={path === '/account' ? 'page' : undefined}>
        <Initials name={user.username} />
        <span class="brand-text">
          <b>{user.username}</b>
          <span>{roleName(user.role)}</span>
        </span>
      </a>
      <LanguageSwitch next={address} />
      {helpLinks().map(({ path: to, title }) => (
        <a key={to} class="shortcuts-link" href={to}>
          {title()}
        </a>
      ))}
      <a class="shortcuts-link" href={SHORTCUTS_PATH} aria-keyshortcuts="?" data-shortcuts-open>
        {texts('shortcuts').title} <kbd aria-hidden="true">?</kbd>
      </a>
    </nav>
  );
}

/** Documents of plug-ins. */
function helpLinks(): PluginHelp[] {
  return runningPlugins().flatMap(({ console: { help } = {} }) => (help?.isThere() ? [help] : []));
}

function NavigationList({ entries, current }: NavigationProps): VNode {
  return (
    <div class="nav-section">
      <ul>
        {entries.map((entry) => (
          <li key={entry.part}>
            <a href={entry.path} aria-current={entry === current ? 'page' : undefined}>
              <Icon name={entry.icon} />
              {entry.title}
              <NavigationCount {...entry} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A page without navigation: the sign-in, and errors before it. */
export function BareLayout({
  host,
  address,
  flash,
  children,
}: LayoutProps & { readonly children: ComponentChildren }): VNode {
  return (
    <main class="bare" id="main" tabIndex={-1} data-typed-kept={texts('typedText').kept}>
      <div class="bare-card">
        <p class="bare-brand">
          <Mark />
          <b>Keyward</b>
        </p>
        {flash && <FlashMessage {...flash} />}
        {children}
      </div>
      <div class="bare-foot">
        <LanguageSwitch next={address} />
        <p>
          {host} · Keyward {VERSION}
        </p>
      </div>
    </main>
  );
}

function Mark(): VNode {
  return (
    <span class="mark">
      <Icon name="key-round" />
    </span>
  );
}

function Initials({ name }: { readonly name: string }): VNode {
  return (
    <span class="initials" aria-hidden="true">
      {[...name].slice(0, 2).join('').toUpperCase()}
    </span>
  );
}

/** Number of things that need attention. */
function NavigationCount({ count }: Pick<NavigationEntry, 'count'>): VNode | null {
  if (count === 0) {
    return null;
  }
  return (
    <span class="nav-count">
      {formatNumber(count)}
      <span class="visually-hidden">{texts('navigationCount').needAttention}</span>
    </span>
  );
}
