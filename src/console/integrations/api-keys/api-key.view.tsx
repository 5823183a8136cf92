import type { VNode } from 'preact';
import type { ApiKey } from '../../../identity/api-keys/api-key.entity';
import type { ApiKeyWithSecret } from '../../../identity/api-keys/api-keys.service';
import type { AuditEntry } from '../../../platform/records/audit-entry.entity';
import { Banner } from '../../components/banner';
import { ButtonLink } from '../../components/button';
import { withQuery } from '../../components/filters';
import { Timeline } from '../../components/lists';
import { PageHeader, Section } from '../../components/page-parts';
import { DescriptionList, Time } from '../../components/text';
import { formatDate } from '../../../i18n/format';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { secretPage } from '../secret-page';
import { Tags } from '../tags';
import { LastUsed } from './api-key-list.view';
import { API_KEYS_PATH, keyPath, revokeKeyPath, rotateKeyPath } from './api-key-paths';
import { ApiKeyBadge, stateOf } from './api-key-state';

export interface ApiKeyData {
  readonly apiKey: ApiKey;
  /** The latest changes made with it. */
  readonly changes: readonly AuditEntry[];
  readonly canWrite: boolean;
}

export function apiKeyPage(data: ApiKeyData): Page {
  return new Page({ title: data.apiKey.name, body: <ApiKeyView {...data} /> });
}

function ApiKeyView(data: ApiKeyData): VNode {
  const t = texts('apiKeys');
  const { apiKey, canWrite } = data;
  return (
    <>
      <PageHeader
        title={apiKey.name}
        crumbs={[{ title: t.title, href: API_KEYS_PATH }]}
        lead={<ApiKeyBadge apiKey={apiKey} />}
        actions={canWrite && !apiKey.revokedAt ? <Actions {...apiKey} /> : undefined}
      />
      <StateBanner apiKey={apiKey} />
      <Details apiKey={apiKey} />
      <Section id="changes" title={t.details.changes} note={t.details.changesNote}>
        <Changes {...data} />
      </Section>
    </>
  );
}

function Actions({ uid, kind }: Pick<ApiKey, 'uid' | 'kind'>): VNode {
  const t = texts('apiKeys').details;
  return (
    <>
      <ButtonLink look="danger" icon="ban" href={revokeKeyPath(uid)}>
        {t.revoke}
      </ButtonLink>
      <ButtonLink icon="refresh-cw" href={rotateKeyPath(uid)}>
        {kind === 'system' ? t.regenerate : t.rotate}
      </ButtonLink>
    </>
  );
}

function StateBanner({ apiKey }: { readonly apiKey: ApiKey }): VNode | null {
  const t = texts('apiKeys').details;
  if (apiKey.revokedAt) {
    return (
      <Banner tone="bad" icon="circle-x" title={t.revokedTitle({ date: formatDate(apiKey.revokedAt) })}>
        {t.revokedText}
      </Banner>
    );
  }
  return apiKey.expiresAt && stateOf(apiKey) === 'expired' ? (
    <Banner tone="warn" icon="clock" title={t.expiredTitle({ date: formatDate(apiKey.expiresAt) })}>
      {t.expiredText}
    </Banner>
  ) : null;
}

function Details({ apiKey }: { readonly apiKey: ApiKey }): VNode {
  const t = texts('apiKeys');
  const { kind, prefix, permissions, product, lastUsedAt, expiresAt, createdAt } = apiKey;
  return (
    <DescriptionList
      items={[
        {
          term: t.kind,
          value: (
            <>
              {t.kinds[kind]} <span class="row-note">{t.kindNotes[kind]}</span>
            </>
          ),
        },
        { term: t.details.prefix, value: <code>{prefix}…</code> },
        {
          term: t.details.permissions,
          value: permissions === null ? t.allPermissions : <Tags names={permissions} />,
        },
        { term: t.details.product, value: product ? <code>{product.reference}</code> : t.allProducts },
        { term: t.lastUsed, value: <LastUsed at={lastUsedAt} /> },
        { term: t.expires, value: expiresAt ? <Time at={expiresAt} /> : t.never },
        { term: t.details.created, value: <Time at={createdAt} /> },
      ]}
    />
  );
}

function Changes({ apiKey, changes }: ApiKeyData): VNode {
  const t = texts('apiKeys').details;
  if (changes.length === 0) {
    return <p class="unset">{t.noChanges}</p>;
  }
  return (
    <>
      <Timeline
        entries={changes.map(({ id, action, targetType, targetId, at, ip }) => ({
          key: id,
          icon: 'pencil',
          text: action,
          at,
          evidence: [`${targetType} ${targetId}`, ip].filter(Boolean).join(' · '),
        }))}
      />
      <p>
        <a href={withQuery('/console/audit', { actor: apiKey.name })}>{t.audit}</a>
      </p>
    </>
  );
}

/** Shows the value, which nothing stores. */
export function apiKeySecretPage({ apiKey, value }: ApiKeyWithSecret, isNew: boolean): Page {
  const { title, secret } = texts('apiKeys');
  return secretPage({
    title: secret.title({ name: apiKey.name }),
    crumbs: [{ title, href: API_KEYS_PATH }],
    done: isNew ? secret.created : secret.rotated,
    once: secret.once,
    label: secret.label,
    secret: value,
    use: secret.use,
    next: { title: secret.open, href: keyPath(apiKey.uid) },
  });
}
