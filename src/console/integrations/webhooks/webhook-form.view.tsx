import type { VNode } from 'preact';
import type { WebhookEndpoint } from '../../../events/webhooks/webhook-endpoint.entity';
import { WEBHOOK_FORMATS } from '../../../events/webhooks/webhook-format';
import { RETRY_BATCH } from '../../../events/webhooks/webhook-retries.service';
import { COUNTED_DELIVERIES, type UndeliveredCounts } from '../../../events/webhooks/webhook-delivery-details.service';
import { Button, ButtonLink } from '../../components/button';
import { CheckboxGroup } from '../../components/checkbox-group';
import { confirmation } from '../../components/confirmation';
import { Radios, TextField } from '../../components/fields';
import { ErrorSummary, Form, FormFoot, FormGroup } from '../../components/form';
import { PageHeader } from '../../components/page-parts';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { eventSets, type Span, SPANS } from './webhook-forms';
import { newWebhookPath, webhookActionPath, webhookPath, WEBHOOKS_PATH } from './webhook-paths';
import { formatNote, formatTitle, nameOf } from './webhook-state';
import { formPage } from '../../components/form-page';

interface WebhookFormData {
  readonly form: FormState;
  readonly events: readonly string[];
  /** Undefined for a new webhook. */
  readonly endpoint?: WebhookEndpoint;
}

export function webhookFormPage(data: WebhookFormData): Page {
  const t = texts('webhooks');
  const { form, endpoint } = data;
  return formPage({
    title: endpoint ? t.edit : t.create,
    crumbs: crumbsOf(endpoint),
    form,
    refused: t.form.notSaved,
    action: endpoint ? webhookActionPath(endpoint.uid, 'edit') : newWebhookPath,
    fields: (
      <>
        <Where {...data} />
        {!endpoint && (
          <FormGroup id="signature" title={t.form.secret} note={t.form.secretNote}>
            <SecretField form={form} />
          </FormGroup>
        )}
        <What {...data} />
      </>
    ),
    verb: t.form.save,
    cancel: { title: t.form.cancel, href: endpoint ? webhookPath(endpoint.uid) : WEBHOOKS_PATH },
  });
}

function Where({ form }: WebhookFormData): VNode {
  const t = texts('webhooks');
  return (
    <FormGroup id="where" title={t.form.where}>
      <TextField
        form={form}
        name="url"
        type="url"
        label={t.form.url}
        placeholder={t.form.urlPlace}
        hint={t.form.urlHint}
        isMono
      />
      <TextField form={form} name="description" label={t.form.description} hint={t.form.descriptionHint} isOptional />
      <Radios
        form={form}
        name="format"
        label={t.form.format}
        choices={WEBHOOK_FORMATS.map((value) => ({ value, title: formatTitle(value), note: formatNote(value) }))}
      />
    </FormGroup>
  );
}

function What({ form, events }: WebhookFormData): VNode {
  const t = texts('webhooks').form;
  return (
    <FormGroup id="what" title={t.what} note={t.whatNote}>
      <CheckboxGroup form={form} name="events" label={t.names} sets={eventSets()} selected={events} isMono />
    </FormGroup>
  );
}

function SecretField({ form }: { readonly form: FormState }): VNode {
  const t = texts('webhooks').form;
  return <TextField form={form} name="secret" type="password" label={t.secret} hint={t.secretHint} isOptional isMono />;
}

export function rotateSecretPage(endpoint: WebhookEndpoint, form: FormState): Page {
  const t = texts('webhooks').rotateForm;
  const body = (
    <>
      <PageHeader title={t.title} crumbs={crumbsOf(endpoint)} />
      <ErrorSummary form={form} title={t.notRotated} />
      <p>{t.text}</p>
      <div class="section">
        <Form action={webhookActionPath(endpoint.uid, 'rotate-secret')}>
          <TextField form={form} name="overlap_hours" type="number" label={t.overlap} hint={t.overlapHint} />
          <SecretField form={form} />
          <FormFoot>
            <Button look="primary">{t.verb}</Button>
            <ButtonLink href={webhookPath(endpoint.uid)}>{t.keep}</ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
  return new Page({ title: t.title, width: 'confirmation', body });
}

export function replayFailedPage(endpoint: WebhookEndpoint, form: FormState): Page {
  const t = texts('webhooks').replayForm;
  const spans = Object.keys(SPANS) as Span[];
  const body = (
    <>
      <PageHeader title={t.title} crumbs={crumbsOf(endpoint)} />
      <ErrorSummary form={form} title={t.notSent} />
      <p>{t.text({ most: RETRY_BATCH })}</p>
      <div class="section">
        <Form action={webhookActionPath(endpoint.uid, 'replay-failed')}>
          <Radios
            form={form}
            name="since"
            label={t.since}
            choices={spans.map((value) => ({ value, title: t.spans[value] }))}
          />
          <FormFoot>
            <Button look="primary">{t.verb}</Button>
            <ButtonLink href={webhookPath(endpoint.uid)}>{t.keep}</ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
  return new Page({ title: t.title, width: 'confirmation', body });
}

export function deleteWebhookPage(endpoint: WebhookEndpoint, { pending }: UndeliveredCounts): Page {
  const t = texts('webhooks');
  const { deletion } = t;
  const title = deletion.title({ name: nameOf(endpoint) });
  return confirmation({
    title,
    crumbs: crumbsOf(endpoint),
    undo: { isPossible: false, text: deletion.undo },
    about: [
      { term: t.form.url, value: <code>{endpoint.url}</code> },
      { term: t.events, value: t.eventCount({ count: endpoint.events.length }) },
    ],
    consequences: [
      { icon: 'zap', tone: 'bad', text: deletion.pending({ count: pending, isMore: pending >= COUNTED_DELIVERIES }) },
      { icon: 'list', text: deletion.log },
    ],
    action: webhookActionPath(endpoint.uid, 'delete'),
    verb: deletion.verb,
    keep: { title: deletion.keep, href: webhookPath(endpoint.uid) },
  });
}

function crumbsOf(endpoint: WebhookEndpoint | undefined) {
  const list = { title: texts('webhooks').title, href: WEBHOOKS_PATH };
  return endpoint ? [list, { title: nameOf(endpoint), href: webhookPath(endpoint.uid) }] : [list];
}
