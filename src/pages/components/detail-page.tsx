import type { ComponentChildren, VNode } from 'preact';
import { Page } from '../kit/page';
import { actionLinks, type Actions } from './button';
import { type Crumb, PageHeader } from './page-parts';

interface DetailColumnsProps {
  /** The main column: tables and the timeline. */
  readonly children: ComponentChildren;
  /** The other column: details, limits, notes. */
  readonly sidebar: ComponentChildren;
  /** Inside of `Refreshed`: both columns are replaced. */
  readonly isLive?: boolean;
}

/** A page about one thing: on a narrow screen, the sidebar goes below. */
export function DetailColumns({ children, sidebar, isLive = false }: DetailColumnsProps): VNode {
  return (
    <div class="detail">
      <div class="detail-main" data-live={isLive ? 'main' : undefined}>
        {children}
      </div>
      <div class="detail-rail" data-live={isLive ? 'rail' : undefined}>
        {sidebar}
      </div>
    </div>
  );
}

interface DetailDescription {
  readonly title: string;
  /** The title of the browser's window, if it says more. */
  readonly windowTitle?: string;
  /** In place of the h1 with the title. */
  readonly heading?: ComponentChildren;
  readonly crumbs?: readonly Crumb[];
  readonly lead?: ComponentChildren;
  readonly actions?: Actions;
  /** Banners and figures below the title. */
  readonly above?: ComponentChildren;
  /** The main column, or the whole page. */
  readonly main: ComponentChildren;
  /** Without it, the page has one column. */
  readonly sidebar?: ComponentChildren;
  readonly width?: 'form' | 'confirmation';
}

/** A page about one thing. */
export function detailPage(description: DetailDescription): Page {
  const { title, windowTitle = title, heading, crumbs, lead, actions, above, main, sidebar, width } = description;
  const body = (
    <>
      <PageHeader title={title} heading={heading} crumbs={crumbs} lead={lead} actions={actionLinks(actions)} />
      {above}
      {sidebar === undefined ? main : <DetailColumns sidebar={sidebar}>{main}</DetailColumns>}
    </>
  );
  return new Page({ title: windowTitle, width, body });
}
