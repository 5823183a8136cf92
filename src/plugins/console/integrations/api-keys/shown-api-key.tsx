import type { ApiKey } from '../../../../core/identity';
import type { ApiKeyWithSecret } from '../../../../core/identity/internal';
import { texts } from '../../../../core/i18n';
import { secretPage } from '../../../../pages/components/secret-page';
import { type Detail, MaybeTime } from '../../../../pages/components/text';
import type { Page } from '../../../../pages/kit/page';
import { API_KEYS_PATH, keyPath, namesOf, prefixText } from './api-key-parts';

/** Shows the value, which nothing stores. */
export function shownKey({ apiKey, value }: ApiKeyWithSecret, done: string): Page {
  const { secret: t } = texts('apiKeys');
  return secretPage({
    title: t.title({ name: apiKey.name }),
    crumbs: crumbsOf(),
    done,
    once: t.once,
    label: t.label,
    secret: value,
    use: t.use,
    next: { title: t.open, href: keyPath(apiKey.uid) },
  });
}

export function crumbsOf(apiKey?: ApiKey) {
  const list = { title: texts('apiKeys').title, href: API_KEYS_PATH };
  return apiKey ? [list, { title: apiKey.name, href: keyPath(apiKey.uid) }] : [list];
}

export function aboutOf({ kind, prefix, products = [], lastUsedAt }: ApiKey): Detail[] {
  const t = texts('apiKeys');
  return [
    { term: t.kind, value: t.kinds[kind] },
    { term: t.details.prefix, value: <code>{prefixText(prefix)}</code> },
    { term: t.details.product, value: namesOf(products) || t.allProducts },
    { term: t.lastUsed, value: <MaybeTime at={lastUsedAt} as="age" none={t.neverUsed} /> },
  ];
}
