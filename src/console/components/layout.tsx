import type { ComponentChildren, VNode } from 'preact';
import type { User } from '../../identity/users/user.entity';
import type { AttentionCounts } from '../../events/webhooks/attention-counts.service';
import { VERSION } from '../../common/version';
import { assetPath } from '../assets';
import type { Flash } from '../kit/flash';
import type { PageContent } from '../kit/page';
import type { Theme } from '../kit/theme';
import { viewer } from '../kit/viewer';
import { navigationFor, type NavigationEntry, type NavigationSection } from '../navigation';
import { Palette, SidebarSearch, TopbarSearch } from '../search/palette';
import { FlashMessage } from './banner';
import { Icon } from './icon';
import { NavigationCount } from './navigation-count';

interface DocumentShellProps {
  readonly title: string;
  readonly theme: Theme;
  readonly children: ComponentChildren;
}

export function DocumentShell({ title, theme, children }: DocumentShellProps): VNode {
  return (
    <html lang={viewer().language} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${title} · Keyward`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href={assetPath('console.css')} />
        <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
        <script src={assetPath('console.js')} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  );
}

interface ShellProps {
  readonly host: string;
  readonly user: User;
  /** Path of this page. */
  readonly path: string;
  readonly content: PageContent;
  readonly flash?: Flash;
  readonly counts?: AttentionCounts;
}

/** A page with the navigation, for a signed-in user. */
export function Shell({ host, user, path, content, flash, counts }: ShellProps): VNode {
  return (
    <div class="shell">
      <header class="topbar">
        <a class="topbar-button" href="#nav" aria-label="Open the menu">
          <Icon name="menu" size={20} />
        </a>
        <Mark />
        <span class="topbar-name">Keyward</span>
        <TopbarSearch />
        <a class="topbar-button topbar-account" href="/account">
          <Initials name={user.username} />
          <span class="visually-hidden">Account</span>
        </a>
      </header>
      <Sidebar host={host} user={user} path={path} counts={counts} />
      <main class={`main main-${content.width ?? 'wide'}`} id="main" tabIndex={-1}>
        {flash && <FlashMessage {...flash} />}
        {content.body}
      </main>
      <Palette />
    </div>
  );
}

function Sidebar({ host, user, path, counts }: Omit<ShellProps, 'content' | 'flash'>): VNode {
  return (
    <nav class="sidebar" id="nav" aria-label="Main">
      <div class="brand">
        <Mark />
        <span class="brand-text">
          <b>Keyward</b>
          <span>{host}</span>
        </span>
        <a class="topbar-button sidebar-close" href="#main" aria-label="Close the menu">
          <Icon name="x" size={20} />
        </a>
      </div>
      <SidebarSearch />
      {navigationFor(user.role, counts).map((section) => (
        <NavigationList key={section.title} section={section} path={path} />
      ))}
      <a class="account-link" href="/account" aria-current={path === '/account' ? 'page' : undefined}>
        <Initials name={user.username} />
        <span class="brand-text">
          <b>{user.username}</b>
          <span>{user.role}</span>
        </span>
      </a>
    </nav>
  );
}

function NavigationList({ section, path }: { readonly section: NavigationSection; readonly path: string }): VNode {
  return (
    <div class="nav-section">
      {section.title !== undefined && <p>{section.title}</p>}
      <ul>
        {section.entries.map((entry) => (
          <li key={entry.path}>
            <a href={entry.path} aria-current={isCurrent(path, entry) ? 'page' : undefined}>
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

function isCurrent(path: string, { path: own, alsoAt }: NavigationEntry): boolean {
  return isWithin(path, own) || (alsoAt !== undefined && isWithin(path, alsoAt));
}

function isWithin(path: string, entry: string): boolean {
  const base = entry.replace(/\/$/, '');
  return path === base || path.startsWith(`${base}/`);
}

interface BareLayoutProps {
  readonly host: string;
  readonly flash?: Flash;
  readonly children: ComponentChildren;
}

/** A page without navigation: the sign-in, and errors before it. */
export function BareLayout({ host, flash, children }: BareLayoutProps): VNode {
  return (
    <main class="bare" id="main" tabIndex={-1}>
      <div class="bare-card">
        <p class="bare-brand">
          <Mark />
          <b>Keyward</b>
        </p>
        {flash && <FlashMessage {...flash} />}
        {children}
        <p class="bare-foot">
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
