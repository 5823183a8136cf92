import type { VNode } from 'preact';
import { plugins } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { Icon } from '../../../pages/components/icon';

/** The page that finds everything; undefined if no plug-in has one. */
export function searchPath(): string | undefined {
  return plugins()
    .map(({ console }) => console?.search)
    .find((path) => path !== undefined);
}

/** The search field of the sidebar. A script opens the palette from it, as Ctrl-K does everywhere. */
export function SidebarSearch(): VNode | null {
  const t = texts('search');
  const path = searchPath();
  if (path === undefined) {
    return null;
  }
  return (
    <form class="sidebar-search" method="get" action={path} role="search" aria-label={t.searchOrGo}>
      <Icon name="search" />
      <input
        type="search"
        name="q"
        placeholder={t.searchOrGo}
        aria-label={t.label}
        aria-keyshortcuts="Control+K"
        autoComplete="off"
        data-palette-open
      />
      <kbd aria-hidden="true">Ctrl K</kbd>
    </form>
  );
}

/** The search of the phone's top bar. */
export function TopbarSearch(): VNode | null {
  const path = searchPath();
  return path === undefined ? null : (
    <a class="topbar-button topbar-search" href={path} data-palette-open>
      <Icon name="search" size={20} />
      <span class="visually-hidden">{texts('search').search}</span>
    </a>
  );
}

/** Opened by the script, which fills it with the results of the search page. */
export function Palette(): VNode | null {
  const t = texts('search');
  const path = searchPath();
  if (path === undefined) {
    return null;
  }
  return (
    <dialog class="palette" aria-label={t.searchOrGo} data-palette>
      <form class="palette-field" method="get" action={path}>
        <Icon name="search" />
        <input
          type="text"
          name="q"
          role="combobox"
          aria-label={t.label}
          aria-autocomplete="list"
          aria-expanded="false"
          aria-controls="palette-results"
          placeholder={t.searchOrGo}
          autoComplete="off"
          spellcheck={false}
          maxLength={255}
        />
        <button class="palette-close" type="button" aria-label={t.close} data-palette-close>
          <Icon name="x" />
        </button>
      </form>
      <div
        class="palette-results"
        id="palette-results"
        role="listbox"
        aria-label={t.results}
        tabIndex={-1}
        data-of-page={t.onPage}
        data-visited={t.recent}
      />
      <p class="palette-status" role="status" data-failed={t.failed} />
      <template>
        <div class="hit" role="option">
          <Icon name="arrow-right" />
          <span class="hit-text">
            <span class="hit-title" />
            <span class="hit-note">{t.toButton}</span>
          </span>
        </div>
      </template>
    </dialog>
  );
}

/** Opened by the script with the list of the page of shortcuts. */
export function ShortcutDialog(): VNode {
  const t = texts('shortcuts');
  return (
    <dialog class="palette" aria-labelledby="shortcuts-title" data-shortcuts>
      <div class="shortcuts-head">
        <h2 id="shortcuts-title">{t.title}</h2>
        <button class="palette-close" type="button" aria-label={t.close} data-shortcuts-close>
          <Icon name="x" />
        </button>
      </div>
      <div class="shortcuts-body" role="region" aria-labelledby="shortcuts-title" tabIndex={0} />
    </dialog>
  );
}
