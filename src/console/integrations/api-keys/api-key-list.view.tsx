import type { VNode } from 'preact';
import type { ApiKey } from '../../../identity/api-keys/api-key.entity';
import { API_KEY_KINDS, type ApiKeyKind } from '../../../identity/permissions/permission';
import { Banner } from '../../components/banner';
import { ButtonLink } from '../../components/button';
import { Results, SearchForm, withQuery } from '../../components/filters';
import { EmptyState, PageHeader, Tabs } from '../../components/page-parts';
import { type Column, Cut, Pager, RowTitle, Table } from '../../components/table';
import { Time } from '../../components/text';
import { type CursorFields, nextPage, previousPage } from '../../kit/cursor-page';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import type { ApiKeyListQueryDto } from './api-key-form';
import { API_KEYS_PATH, keyPath, newKeyPath, rotateKeyPath } from './api-key-paths';
import { ApiKeyBadge } from './api-key-state';

export interface ApiKeyListData {
  readonly keys: readonly ApiKey[];
  /** The system key in force. */
  readonly systemKey: ApiKey | undefined;
  readonly filter: Pick<ApiKeyListQueryDto, 'kind' | 'q'>;
  readonly place: CursorFields;
  /** Cursor of the next page. */
  readonly next: string | null;
  readonly canWrite: boolean;
}

export function apiKeyListPage(data: ApiKeyListData): Page {
  return new Page({ title: texts('apiKeys').title, body: <ApiKeyList {...data} /> });
}

function ApiKeyList(data: ApiKeyListData): VNode {
  const t = texts('apiKeys');
  const { keys, filter, canWrite } = data;
  const create = (
    <ButtonLink look="primary" icon="plus" href={newKeyPath(filter.kind)}>
      {t.create}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={canWrite ? create : undefined} />
      <SystemKey {...data} />
      <Tabs label={t.byKind} tabs={tabsOf(filter)} />
      <SearchForm
        action={API_KEYS_PATH}
        label={t.search}
        placeholder={t.searchIn}
        value={filter.q ?? ''}
        keep={{ kind: filter.kind }}
      />
      <Results summary={keys.length === 0 ? t.nothingTitle : t.shown({ count: keys.length })}>
        {keys.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Table label={t.title} rows={keys} columns={columns()} keyOf={({ id }) => id} />
            <KeyPager {...data} />
          </>
        )}
      </Results>
    </>
  );
}

/** The one key of the V2 API. */
function SystemKey({ systemKey, canWrite }: ApiKeyListData): VNode {
  const { system } = texts('apiKeys');
  const action = systemKey ? (
    <ButtonLink href={rotateKeyPath(systemKey.uid)}>{system.regenerate}</ButtonLink>
  ) : (
    <ButtonLink href={newKeyPath('system')}>{system.create}</ButtonLink>
  );
  return (
    <Banner
      tone="neutral"
      id="system-key"
      icon="key-round"
      title={systemKey ? system.title({ prefix: systemKey.prefix }) : system.missing}
      action={canWrite ? action : undefined}
    >
      {systemKey ? system.text : system.missingText}
    </Banner>
  );
}

function tabsOf({ kind, q }: ApiKeyListData['filter']) {
  const t = texts('apiKeys');
  const tab = (title: string, one?: ApiKeyKind) => ({
    title,
    href: withQuery(API_KEYS_PATH, { kind: one, q }),
    isCurrent: kind === one,
  });
  return [tab(t.all), ...API_KEY_KINDS.map((one) => tab(t.kinds[one], one))];
}

function columns(): Column<ApiKey>[] {
  const t = texts('apiKeys');
  return [
    {
      head: t.name,
      width: 30,
      onCard: 'title',
      cell: ({ uid, name, prefix }) => <RowTitle href={keyPath(uid)} title={name} note={`${prefix}…`} />,
    },
    { head: t.kind, onCard: 'left', cell: ({ kind }) => t.kinds[kind] },
    { head: t.scope, width: 20, onCard: 'hidden', cell: (apiKey) => <Scope {...apiKey} /> },
    { head: t.lastUsed, onCard: 'right', cell: ({ lastUsedAt }) => <LastUsed at={lastUsedAt} /> },
    { head: t.expires, onCard: 'hidden', cell: ({ expiresAt }) => <Expiry at={expiresAt} /> },
    { head: t.state, onCard: 'status', cell: (apiKey) => <ApiKeyBadge apiKey={apiKey} /> },
  ];
}

function Scope({ product, permissions }: Pick<ApiKey, 'product' | 'permissions'>): VNode {
  const t = texts('apiKeys');
  const note = permissions === null ? undefined : t.permissions({ count: permissions.length });
  return <Cut text={product?.reference ?? t.allProducts} note={note} />;
}

export function LastUsed({ at }: { readonly at: Date | null }): VNode {
  return at === null ? <span class="unset">{texts('apiKeys').neverUsed}</span> : <Time at={at} as="age" />;
}

function Expiry({ at }: { readonly at: Date | null }): VNode {
  return at === null ? <span class="unset">{texts('apiKeys').never}</span> : <Time at={at} as="date" />;
}

function KeyPager({ keys, filter, place, next }: ApiKeyListData): VNode {
  const pathAt = (to: CursorFields | undefined) => to && withQuery(API_KEYS_PATH, { ...filter, ...to });
  return (
    <Pager
      text={texts('apiKeys').shown({ count: keys.length })}
      previousHref={pathAt(previousPage(place))}
      nextHref={pathAt(nextPage(place, next))}
    />
  );
}

function Nothing({ filter, canWrite }: ApiKeyListData): VNode {
  const t = texts('apiKeys');
  if (filter.kind === undefined && filter.q === undefined) {
    const create = canWrite ? <ButtonLink href={newKeyPath()}>{t.create}</ButtonLink> : undefined;
    return (
      <EmptyState icon="square-terminal" title={t.noneTitle} actions={create}>
        {t.none}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title={t.nothingTitle}
      actions={<ButtonLink href={API_KEYS_PATH}>{t.showAll}</ButtonLink>}
    >
      {filter.q ? t.notFound({ q: filter.q }) : t.nothing}
    </EmptyState>
  );
}
