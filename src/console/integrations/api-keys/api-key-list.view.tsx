import type { VNode } from 'preact';
import type { ApiKey } from '../../../identity/api-keys/api-key.entity';
import { API_KEY_KINDS } from '../../../identity/permissions/permission';
import { Banner } from '../../components/banner';
import { ButtonLink, addLink } from '../../components/button';
import { Cut, RowTitle } from '../../components/table';
import { Time } from '../../components/text';
import type { CursorFields } from '../../kit/cursor-page';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import type { ApiKeyListQueryDto } from './api-key-form';
import { API_KEYS_PATH, keyPath, newKeyPath, rotateKeyPath } from './api-key-paths';
import { ApiKeyBadge } from './api-key-state';
import { listPage, trailPages } from '../../components/list-page';

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
  const t = texts('apiKeys');
  const { keys, place, next, canWrite } = data;
  const { kind, q } = data.filter;
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.create, newKeyPath(kind))],
    above: <SystemKey {...data} />,
    path: API_KEYS_PATH,
    query: { kind, q },
    views: {
      label: t.byKind,
      field: 'kind',
      all: [{ title: t.all }, ...API_KEY_KINDS.map((value) => ({ value, title: t.kinds[value] }))],
    },
    search: { label: t.search, placeholder: t.searchIn, hasNoClear: true },
    rows: keys,
    columns: [
      {
        head: t.name,
        width: 30,
        onCard: 'title',
        cell: ({ uid, name, prefix }) => <RowTitle href={keyPath(uid)} title={name} note={`${prefix}…`} />,
      },
      { head: t.kind, onCard: 'left', cell: (apiKey) => t.kinds[apiKey.kind] },
      { head: t.scope, width: 20, onCard: 'hidden', cell: (apiKey) => <Scope {...apiKey} /> },
      { head: t.lastUsed, onCard: 'right', cell: ({ lastUsedAt }) => <LastUsed at={lastUsedAt} /> },
      { head: t.expires, onCard: 'hidden', cell: ({ expiresAt }) => <Expiry at={expiresAt} /> },
      { head: t.state, onCard: 'status', cell: (apiKey) => <ApiKeyBadge apiKey={apiKey} /> },
    ],
    shown: t.shown({ count: keys.length }),
    summary: keys.length === 0 ? t.nothingTitle : undefined,
    pages: trailPages(place, next),
    empty: {
      icon: 'square-terminal',
      title: t.noneTitle,
      text: t.none,
      add: canWrite && addLink(t.create, newKeyPath()),
    },
    noMatch: { title: t.nothingTitle, text: q ? t.notFound({ q }) : t.nothing, showAll: t.showAll },
  });
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
