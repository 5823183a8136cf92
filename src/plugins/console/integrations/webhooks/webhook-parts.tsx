import type { VNode } from 'preact';
import type { WebhookEndpoint } from '../../../../core/events';
import type { EndpointWithSecret } from '../../../../core/events/internal';
import { StatusBadge } from '../../../../pages/components/badge';
import type { Crumb } from '../../../../pages/components/page-parts';
import type { Page } from '../../../../pages/kit/page';
import { secretPage } from '../../../../pages/components/secret-page';
import { textFor, texts } from '../../../../core/i18n';
import { presentedDialect } from '../../../../core/i18n/internal';

export const WEBHOOKS_PATH = '/console/webhooks';

export const newWebhookPath = `${WEBHOOKS_PATH}/new`;
export const webhookPath = (uid: string): string => `${WEBHOOKS_PATH}/${uid}`;

/** The actions of a webhook, below its page. */
type Verb = 'edit' | 'test' | 'pause' | 'resume' | 'rotate-secret' | 'delete' | 'retry' | 'replay-failed';

export const webhookActionPath = (uid: string, verb: Verb): string => `${webhookPath(uid)}/${verb}`;

/** The pages above those of a webhook, or of a new one. */
export function crumbsOf(endpoint?: WebhookEndpoint): Crumb[] {
  const list = { title: texts('webhooks').title, href: WEBHOOKS_PATH };
  return endpoint ? [list, { title: nameOf(endpoint), href: webhookPath(endpoint.uid) }] : [list];
}

type WebhookState = 'healthy' | 'failing' | 'paused' | 'gone' | 'stopped';

const STATE_BY_REASON = { admin: 'paused', gone: 'gone', failing: 'stopped' } as const;

export function stateOf({ disabledReason, failingSince }: WebhookEndpoint): WebhookState {
  if (disabledReason !== null) {
    return STATE_BY_REASON[disabledReason];
  }
  return failingSince === null ? 'healthy' : 'failing';
}

export function WebhookBadge({ endpoint }: { readonly endpoint: WebhookEndpoint }): VNode {
  const state = stateOf(endpoint);
  return <StatusBadge status={state} text={texts('webhooks').states[state]} />;
}

/** The display name of a format: the API whose bodies it has. */
export function formatTitle(format: string): string {
  return textFor(texts('webhooks').formats, format) ?? presentedDialect(format)?.label ?? format;
}

export function formatNote(format: string): string | undefined {
  return textFor(texts('webhooks').formatNotes, format) ?? presentedDialect(format)?.webhookFormat;
}

/** The display name of a webhook. */
export function nameOf({ description, url }: Pick<WebhookEndpoint, 'description' | 'url'>): string {
  return description.trim() === '' ? new URL(url).host : description;
}

/** The page that shows a new secret, once. */
export function shownSecret({ endpoint, secret }: EndpointWithSecret, done: string): Page {
  const { form, secretPage: t } = texts('webhooks');
  return secretPage({
    title: t.title,
    crumbs: crumbsOf(endpoint),
    done,
    once: t.once,
    label: form.secret,
    secret,
    use: t.use,
    next: { title: t.open, href: webhookPath(endpoint.uid) },
  });
}
