import type { VNode } from 'preact';
import type { ApiKey } from '../../../../core/identity';
import type { ApiKeyRefusal, ApiKeyUse, VersionUse } from '../../../../core/identity/internal';
import { formatDate, texts, viewer } from '../../../../core/i18n';
import { Banner } from '../../../../pages/components/banner';
import { DescriptionList, MaybeTime, Time } from '../../../../pages/components/text';
import { Tags } from '../../../../pages/components/badge';
import { rateLimitLines } from '../../policies/rate-limit-lines';
import { namesOf, prefixText, stateOf } from './api-key-parts';

/** Addresses that are shown. */
const SHOWN = 10;

export function StateBanner({ apiKey }: { readonly apiKey: ApiKey }): VNode | null {
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

/** The latest addresses from which the key was used. */
export function Addresses({ uses }: { readonly uses: readonly ApiKeyUse[] }): VNode {
  const t = texts('apiKeys').details;
  return uses.length === 0 ? (
    <p class="unset">{t.noAddresses}</p>
  ) : (
    <DescriptionList
      items={uses
        .slice(0, SHOWN)
        .map(({ address, lastUsedAt }) => ({ term: address, value: <Time at={lastUsedAt} as="age" /> }))}
    />
  );
}

interface DetailsProps {
  readonly apiKey: ApiKey;
  readonly refusal: ApiKeyRefusal | null;
  /** Older versions of the API with which it was used. */
  readonly versions: readonly VersionUse[];
}

/** The version that the key is set to, and the older ones that its calls used. */
function Version({ apiKey, versions }: DetailsProps): VNode {
  const t = texts('apiVersions');
  const used = versions.map(({ apiVersion, lastUsedOn }) =>
    t.lastUsedOn({ version: apiVersion, date: formatDate(new Date(lastUsedOn)) }),
  );
  return (
    <>
      {apiKey.apiVersion} {used.length > 0 && <span class="row-note">{`${t.used}: ${used.join('; ')}`}</span>}
    </>
  );
}

export function Details(props: DetailsProps): VNode {
  const { apiKey, refusal } = props;
  const t = texts('apiKeys');
  const { kind, prefix, permissions, products = [], allowedIps, lastUsedAt, expiresAt, createdAt } = apiKey;
  const { previousPrefix, previousUntil, rateLimits } = apiKey;
  const limits = rateLimitLines(rateLimits);
  const kindValue = (
    <>
      {t.kinds[kind]} <span class="row-note">{t.kindNotes[kind]}</span>
    </>
  );
  return (
    <DescriptionList
      items={[
        { term: t.kind, value: kindValue },
        { term: t.details.prefix, value: <code>{prefixText(prefix)}</code> },
        ...(previousPrefix === null || previousUntil === null
          ? []
          : [
              {
                term: t.details.previous,
                value: (
                  <>
                    <code>{prefixText(previousPrefix)}</code>{' '}
                    {previousUntil > viewer().now ? t.details.worksUntil : t.details.endedOn}{' '}
                    <Time at={previousUntil} />
                  </>
                ),
              },
            ]),
        { term: t.details.permissions, value: permissions === null ? t.allPermissions : <Tags names={permissions} /> },
        { term: t.details.product, value: products.length > 0 ? <code>{namesOf(products)}</code> : t.allProducts },
        { term: t.details.allowedIps, value: allowedIps.length > 0 ? <Tags names={allowedIps} /> : t.details.anywhere },
        { term: texts('apiVersions').version, value: <Version {...props} /> },
        ...(limits.length > 0 ? [{ term: t.form.rateLimits, value: <Tags names={limits} /> }] : []),
        { term: t.lastUsed, value: <MaybeTime at={lastUsedAt} as="age" none={t.neverUsed} /> },
        ...(refusal === null
          ? []
          : [
              {
                term: t.details.lastRefusal,
                value: (
                  <>
                    <Time at={refusal.at} as="age" />, {refusal.address}{' '}
                    <span class="row-note">{t.refusals[refusal.reason]}</span>
                  </>
                ),
              },
            ]),
        { term: t.expires, value: expiresAt ? <Time at={expiresAt} /> : t.never },
        { term: t.details.created, value: <Time at={createdAt} /> },
      ]}
    />
  );
}
