import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import type { VisibleView } from '../../core/identity';
import { columnsIn, columnsText, viewPath, VIEWS_PATH } from '../kit/list-address';
import { Button, ButtonLink } from './button';
import { withQuery } from './filters';
import { HiddenFields } from './form';
import { Icon } from './icon';
import { type ListState, useListState } from './list-state';
import { MenuRule } from './page-parts';
import type { Column } from './table';

/** A column that can be hidden. */
interface NamedColumn {
  readonly name: string;
  readonly head: string;
  readonly isExtra?: boolean;
}

/** The columns in the chosen order: those without a name keep their places before or after the others. */
export function chosenColumns<T>(columns: readonly Column<T>[], chosen?: readonly string[]): Column<T>[] {
  const isNamed = ({ name }: Column<T>): boolean => name !== undefined;
  const last = columns.findLastIndex(isNamed);
  const named = columns.filter(isNamed);
  const shown =
    chosen === undefined
      ? named.filter(({ isExtra }) => !isExtra)
      : chosen.flatMap((name) => named.filter((column) => column.name === name));
  const fixed = columns.filter((column) => !isNamed(column));
  const after = columns.filter((column, index) => !isNamed(column) && index > last);
  return [...fixed.filter((column) => !after.includes(column)), ...shown, ...after];
}

/** The menus for the columns and the saved views of a list. */
export function ListMenus<T>({ columns }: { readonly columns: readonly Column<T>[] }): VNode | null {
  const state = useListState();
  if (!state) {
    return null;
  }
  const named = columns.flatMap(({ name, head, isExtra }) => (name === undefined ? [] : [{ name, head, isExtra }]));
  return (
    <div class="list-menus">
      {named.length > 1 && <ColumnMenu state={state} named={named} />}
      <ViewMenu {...state} />
    </div>
  );
}

interface ColumnMenuProps {
  readonly state: ListState;
  readonly named: readonly NamedColumn[];
}

/** Which columns are shown, in which order. The choice is in the address. */
function ColumnMenu({ state: { path, query }, named }: ColumnMenuProps): VNode {
  const t = texts('views');
  const chosen = columnsIn(query);
  const shown = (chosen ?? named.filter(({ isExtra }) => !isExtra).map(({ name }) => name)).flatMap((name) =>
    named.filter((column) => column.name === name),
  );
  const names = shown.map(({ name }) => name);
  const others = Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => name !== 'columns'));
  return (
    <details class="menu">
      <summary class="btn btn-default">
        <Icon name="columns-3" />
        <span>{t.columns}</span>
      </summary>
      <form class="menu-panel column-choice" method="get" action={path}>
        <HiddenFields fields={{ ...others, columns: columnsText([]) }} />
        {[...shown, ...named.filter(({ name }) => !names.includes(name))].map(({ name, head }, index) => (
          <div key={name} class="column-row">
            <label class="checkbox">
              <input type="checkbox" name="columns" value={name} checked={index < shown.length} />
              <span>{head}</span>
            </label>
            {index > 0 && index < shown.length && (
              <a
                class="column-move"
                href={withQuery(path, { ...others, columns: columnsText(movedUp(names, index)) })}
                aria-label={t.moveColumn({ column: head })}
              >
                <Icon name="arrow-up" size={14} />
              </a>
            )}
          </div>
        ))}
        <div class="actions">
          <Button isSmall text={t.apply} />
          {chosen && (
            <ButtonLink
              isSmall
              look="quiet"
              href={viewPath(path, new URLSearchParams(others).toString())}
              text={t.reset}
            />
          )}
        </div>
      </form>
    </details>
  );
}

/** The names with that of the index one place earlier. */
function movedUp(names: readonly string[], index: number): string[] {
  const moved = [...names];
  moved.splice(index - 1, 0, ...moved.splice(index, 1));
  return moved;
}

/** Opens and saves views of the list. */
function ViewMenu({ list, path, isPlace, query, views }: ListState): VNode {
  const t = texts('views');
  const current = views.find((view) => view.query === query);
  const own = views.filter(({ isOwn }) => isOwn);
  const shared = views.filter(({ isOwn }) => !isOwn);
  const links = (some: readonly VisibleView[]) =>
    some.map((view) => <ViewLink key={view.id} path={path} view={view} isCurrent={view === current} />);
  return (
    <details class="menu">
      <summary class="btn btn-default">
        <Icon name="list" />
        <span class="cut">{current?.name ?? t.views}</span>
        <Icon name="chevron-down" />
      </summary>
      <div class="menu-panel">
        {views.length > 0 && (
          <a href={viewPath(path, '')} aria-current={query === '' ? 'page' : undefined}>
            {t.whole}
          </a>
        )}
        {own.length > 0 && <p class="menu-title">{t.own}</p>}
        {links(own)}
        {shared.length > 0 && <p class="menu-title">{t.shared}</p>}
        {links(shared)}
        {views.length > 0 && <MenuRule />}
        {current?.isOwn && (
          <a href={`${VIEWS_PATH}/${current.id}`}>
            <Icon name="pencil" />
            {t.edit}
          </a>
        )}
        {!current && (
          <a href={withQuery(`${VIEWS_PATH}/new`, { list, query, from: isPlace ? path : undefined })}>
            <Icon name="save" />
            {t.save}
          </a>
        )}
        <a href={VIEWS_PATH}>
          <Icon name="settings" />
          {t.manage}
        </a>
      </div>
    </details>
  );
}

interface ViewLinkProps {
  readonly path: string;
  readonly view: VisibleView;
  readonly isCurrent: boolean;
}

function ViewLink({ path, view, isCurrent }: ViewLinkProps): VNode {
  const t = texts('views');
  const { name, query, isOwn, owner, isShared, isDefault } = view;
  const notes = [isDefault && t.opensFirst, isOwn ? isShared && t.isShared : t.by({ owner })].filter(Boolean);
  return (
    <a href={viewPath(path, query)} aria-current={isCurrent ? 'page' : undefined}>
      <span class="view-name">
        {name}
        {notes.length > 0 && <span class="row-note">{notes.join(' · ')}</span>}
      </span>
    </a>
  );
}
