import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import type { VisibleView } from '../../../core/identity';
import { Badge } from '../../../pages/components/badge';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { EmptyState, PageHeader, Section } from '../../../pages/components/page-parts';
import { type Column, Table } from '../../../pages/components/table';
import type { SavedList } from '../frame/saved-lists';
import { viewPath, VIEWS_PATH } from '../../../pages/kit/list-address';
import { Page } from '../../../pages/kit/page';
import { PostForm } from '../../../pages/components/post-form';

export function aboutView({ title }: SavedList, query: string) {
  const t = texts('views');
  return [
    { term: t.list, value: title },
    { term: t.kept, value: <ViewQuery query={query} /> },
  ];
}

function ViewQuery({ query }: { readonly query: string }): VNode {
  const fields = [...new URLSearchParams(query)];
  return fields.length === 0 ? (
    <>{texts('views').whole}</>
  ) : (
    <code class="view-query">{fields.map(([name, value]) => `${name}: ${value}`).join(' · ')}</code>
  );
}

interface ReplacingProps {
  readonly views: readonly VisibleView[];
  readonly query: string;
  readonly from?: string;
}

/** Buttons that give one of the views this search, these filters and columns. */
export function Replacing({ views, query, from }: ReplacingProps): VNode {
  const t = texts('views');
  return (
    <Section id="replace" title={t.replaceTitle} note={t.replaceNote}>
      <div class="actions">
        {views.map(({ id, name }) => (
          <PostButton
            key={id}
            action={withQuery(`${VIEWS_PATH}/${id}/query`, { from })}
            name="query"
            value={query}
            text={name}
          />
        ))}
      </div>
    </Section>
  );
}

export function viewsPage(lists: readonly SavedList[], views: readonly VisibleView[], canDeleteShared: boolean): Page {
  const t = texts('views');
  const own = views.filter(({ isOwn }) => isOwn);
  const shared = views.filter(({ isOwn }) => !isOwn);
  const body = (
    <>
      <PageHeader title={t.manage} lead={t.lead} />
      {views.length === 0 && (
        <EmptyState icon="list" title={t.emptyTitle}>
          {t.emptyText}
        </EmptyState>
      )}
      {own.length > 0 && (
        <Section id="own" title={t.own}>
          <Table label={t.own} rows={own} columns={[...columnsFor(lists), actionColumn(own)]} />
        </Section>
      )}
      {shared.length > 0 && (
        <Section id="shared" title={t.shared}>
          <Table label={t.shared} rows={shared} columns={[...columnsFor(lists), sharedColumn(canDeleteShared)]} />
        </Section>
      )}
    </>
  );
  return new Page({ title: t.manage, body });
}

function columnsFor(lists: readonly SavedList[]): Column<VisibleView>[] {
  const t = texts('views');
  const by = new Map(lists.map((list) => [list.list, list]));
  return [
    {
      head: t.name,
      width: 25,
      onCard: 'title',
      cell: ({ list, name, query }) => (
        <a class="row-link cut" href={viewPath(by.get(list)?.path ?? '', query)} title={name}>
          {name}
        </a>
      ),
    },
    { head: t.list, width: 15, onCard: 'left', cell: ({ list }) => by.get(list)?.title },
    { head: t.kept, onCard: 'wide', cell: ({ query }) => <ViewQuery query={query} /> },
    { head: t.visibleTo, width: 15, onCard: 'status', cell: (view) => <Visibility {...view} /> },
  ];
}

function Visibility({ isOwn, isShared, isDefault, owner }: VisibleView): VNode {
  const t = texts('views');
  const notes = [!isOwn && t.by({ owner }), isDefault && t.opensFirst].filter(Boolean);
  return (
    <>
      {isShared ? (
        <Badge tone="info" icon="users" text={t.everybody} />
      ) : (
        <Badge tone="neutral" icon="user" text={t.onlyMe} />
      )}
      {notes.length > 0 && <span class="row-note">{notes.join(' · ')}</span>}
    </>
  );
}

function actionColumn(own: readonly VisibleView[]): Column<VisibleView> {
  const t = texts('views');
  return {
    head: t.actions,
    width: 20,
    isRight: true,
    onCard: 'right',
    cell: (view) => {
      const same = own.filter(({ list }) => list === view.list);
      return (
        <span class="row-actions">
          {view !== same[0] && <Move view={view} to="up" />}
          {view !== same.at(-1) && <Move view={view} to="down" />}
          <ButtonLink isSmall look="quiet" href={`${VIEWS_PATH}/${view.id}`} text={t.change} />
        </span>
      );
    },
  };
}

interface MoveProps {
  readonly view: VisibleView;
  readonly to: 'up' | 'down';
}

function Move({ view: { id, name }, to }: MoveProps): VNode {
  const t = texts('views');
  return (
    <PostForm class="inline-form" action={`${VIEWS_PATH}/${id}/move`}>
      <input type="hidden" name="to" value={to} />
      <Button
        isSmall
        look="quiet"
        icon={to === 'up' ? 'arrow-up' : 'arrow-down'}
        label={to === 'up' ? t.moveUp({ name }) : t.moveDown({ name })}
      />
    </PostForm>
  );
}

function sharedColumn(canDeleteShared: boolean): Column<VisibleView> {
  const t = texts('views');
  return {
    head: t.actions,
    width: 20,
    isRight: true,
    onCard: 'right',
    cell: ({ id, isDefault }) => (
      <span class="row-actions">
        <PostButton
          isSmall
          look="quiet"
          action={`${VIEWS_PATH}/${id}/open`}
          name="first"
          value={isDefault ? '0' : '1'}
          text={isDefault ? t.openWhole : t.openFirst}
        />
        {canDeleteShared && <ButtonLink isSmall look="quiet" href={`${VIEWS_PATH}/${id}/delete`} text={t.delete} />}
      </span>
    ),
  };
}
