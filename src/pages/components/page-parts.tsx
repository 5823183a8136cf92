import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { formatNumber, texts } from '../../core/i18n';
import { Icon } from './icon';

/** A page above this one, in the navigation at its top. */
export interface Crumb {
  readonly title: string;
  readonly href: string;
}

interface PageHeaderProps {
  readonly title: string;
  /** In place of the h1 with the title: an h1 with a button beside it. */
  readonly heading?: ComponentChildren;
  /** The pages above this one. */
  readonly crumbs?: readonly Crumb[];
  /** One line below the title. */
  readonly lead?: ComponentChildren;
  /** Buttons, the primary one last. */
  readonly actions?: ComponentChildren;
}

/** The title of a page with what can be done on it, below the pages above it or above those beside it. */
export function PageHeader({ title, heading, crumbs = [], lead, actions }: PageHeaderProps): VNode {
  const above = useCrumbs(crumbs);
  return (
    <div class="page-header">
      {above.length > 0 && <Breadcrumb crumbs={above} title={title} />}
      <div class="page-title">
        <div class="page-title-text">
          {heading ?? <h1>{title}</h1>}
          {lead !== undefined && <p class="page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div class="actions">{actions}</div>}
      </div>
      <PageTabs />
    </div>
  );
}

function Breadcrumb({ crumbs, title }: { readonly crumbs: readonly Crumb[]; readonly title: string }): VNode {
  return (
    <nav class="crumbs" aria-label={texts('components').breadcrumb}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.title}>
            <Icon name="chevron-left" />
            <a class="cut" href={crumb.href} title={crumb.title}>
              {crumb.title}
            </a>
            <Icon name="chevron-right" size={12} />
          </li>
        ))}
        <li aria-current="page">
          <span class="cut" title={title}>
            {title}
          </span>
        </li>
      </ol>
    </nav>
  );
}

/** The pages beside a page, under the same entry of the sidebar. */
export interface PagePlace {
  /** The entry of the sidebar. */
  readonly title: string;
  /** The first of its pages. */
  readonly href: string;
  readonly tabs: readonly Tab[];
  /** Pages that are wanted rarely. */
  readonly more: readonly Tab[];
}

/** Undefined outside of the sidebar's entries. */
export const PagePlaceContext = createContext<PagePlace | undefined>(undefined);

/** The breadcrumb of a page from the entry on; none on a page that is one of the tabs. */
function useCrumbs(crumbs: readonly Crumb[]): readonly Crumb[] {
  const place = useContext(PagePlaceContext);
  if (!place) {
    return crumbs;
  }
  if (isTab(place)) {
    return [];
  }
  const { title, href, more } = place;
  const isBelow = crumbs.length > 0 || more.some(({ isCurrent }) => isCurrent);
  return isBelow && crumbs[0]?.title !== title ? [{ title, href }, ...crumbs] : crumbs;
}

/** The pages of the entry, on each of them. */
function PageTabs(): VNode | null {
  const place = useContext(PagePlaceContext);
  if (!place || !isTab(place) || place.tabs.length + place.more.length < 2) {
    return null;
  }
  const { title, tabs, more } = place;
  return (
    <div class="page-tabs">
      <Tabs label={texts('navigation').pagesOf({ entry: title })} tabs={tabs} />
      {more.length > 0 && (
        <Menu label={texts('navigation').more}>
          {more.map((page) => (
            <a key={page.href} href={page.href}>
              {page.title}
            </a>
          ))}
        </Menu>
      )}
    </div>
  );
}

interface WithAsideProps {
  readonly children: ComponentChildren;
  /** Beside them, and below on narrow screens. */
  readonly aside: ComponentChildren;
}

/** Parts of a page with others beside them. */
export function WithAside({ children, aside }: WithAsideProps): VNode {
  return aside === undefined ? (
    <>{children}</>
  ) : (
    <div class="with-aside">
      <div>{children}</div>
      <aside>{aside}</aside>
    </div>
  );
}

function isTab({ tabs }: PagePlace): boolean {
  return tabs.some(({ isCurrent }) => isCurrent);
}

interface SectionProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note?: ComponentChildren;
  /** Leads to the whole, or to a form. */
  readonly link?: { readonly href: string; readonly title: string };
  /** A link or a small button at the right. */
  readonly action?: ComponentChildren;
  /** Replaced by the script that keeps the page live. */
  readonly isLive?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a page with a heading, and optionally a note, a link and an action. */
export function Section({ id, title, note, link, action, isLive, children }: SectionProps): VNode {
  return (
    <section class="section" aria-labelledby={`${id}-title`} data-live={isLive ? id : undefined}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
        {link && (
          <a class="section-link" href={link.href}>
            {link.title}
          </a>
        )}
        {action !== undefined && <div class="part-action">{action}</div>}
      </div>
      {children}
    </section>
  );
}

export interface Tab {
  readonly title: string;
  readonly href: string;
  /** A text such as "more than 10,000" where the count ends. */
  readonly count?: number | string;
  readonly isCurrent?: boolean;
}

/** Views of one list. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }): VNode {
  return (
    <nav class="tabs" aria-label={label} data-live={`tabs ${label}`}>
      <ul>
        {tabs.map(({ title, href, count, isCurrent }) => (
          <li key={href}>
            <a href={href} aria-current={isCurrent ? 'page' : undefined}>
              {title}
              {count !== undefined && (
                <span class="tab-count"> {typeof count === 'number' ? formatNumber(count) : count}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface MenuProps {
  /** The text of the button; the name of a button with an icon alone. */
  readonly label: string;
  readonly isIcon?: boolean;
  readonly children: ComponentChildren;
}

/** Further actions. Destructive ones come last, in `MenuRule` after the others. */
export function Menu({ label, isIcon, children }: MenuProps): VNode {
  return (
    <details class="menu">
      <summary class={isIcon ? 'btn btn-default btn-icon' : 'btn btn-default'} aria-label={isIcon ? label : undefined}>
        {isIcon ? <Icon name="ellipsis" /> : <span>{label}</span>}
        {!isIcon && <Icon name="chevron-down" />}
      </summary>
      <div class="menu-panel">{children}</div>
    </details>
  );
}

export function MenuRule(): VNode {
  return <hr class="menu-rule" />;
}

interface EmptyStateProps {
  readonly icon: Parameters<typeof Icon>[0]['name'];
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** Says that a list is empty, and what to do about it. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps): VNode {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <p class="empty-title">{title}</p>
      {children !== undefined && <p class="empty-text">{children}</p>}
      {actions !== undefined && <div class="actions">{actions}</div>}
    </div>
  );
}
