import type { VNode } from 'preact';
import type { FormValues } from '../../../../core/common';
import { NATIVE_VERSIONS } from '../../../../core/common/internal';
import { CreateWebhookDto, EVENT_NAMES, type WebhookDelivery, type WebhookEndpoint } from '../../../../core/events';
import { WEBHOOK_FORMATS } from '../../../../core/events/internal';
import { texts } from '../../../../core/i18n';
import type { EventName } from '../../../../core/platform';
import { Banner } from '../../../../pages/components/banner';
import { Button } from '../../../../pages/components/button';
import { Radios, TextField } from '../../../../pages/components/fields';
import { Fold, Folds } from '../../../../pages/components/fold';
import { EnterButton, FormGroup } from '../../../../pages/components/form';
import { formPage } from '../../../../pages/components/form-page';
import { listIn, textIn } from '../../../../pages/kit/form-input';
import { FormState } from '../../../../pages/kit/form-state';
import { type Page, PageForm, type SeeOther } from '../../../../pages/kit/page';
import { submitForm } from '../../../../pages/kit/submit-form';
import { versionChoices } from '../api-versions/version-choices';
import { EventFields, type EventFieldsProps } from './event-fields';
import { PRESET_NAMES, PRESETS } from './webhook-events';
import {
  crumbsOf,
  formatNote,
  formatTitle,
  newWebhookPath,
  webhookActionPath,
  webhookPath,
  WEBHOOKS_PATH,
  nameOf,
} from './webhook-parts';

export interface WebhookFormDescription extends Pick<EventFieldsProps, 'rates'> {
  /** Undefined for a new one. */
  readonly endpoint?: WebhookEndpoint;
  /** References of its products. */
  readonly products?: readonly string[];
  /** References that the browser suggests. */
  readonly suggestedProducts: readonly string[];
  /** The body of an event, as an example. */
  readonly sampleOf: (event: EventName) => string;
  /** The event whose sample the page opens with. */
  readonly sample?: string;
  /** Sends a test without saving anything. */
  readonly test: (input: CreateWebhookDto) => Promise<WebhookDelivery['tries'][number]>;
  readonly save: (input: CreateWebhookDto) => Promise<Page | SeeOther>;
}

/** Buttons that show the form again, with what was typed. */
const STEPS = ['preset', 'remove', 'sample', 'view'] as const;

/** The form of a webhook. Choosing and searching events posts it and shows it again, so that nothing typed is lost. */
export class WebhookForm extends PageForm {
  private readonly action: string;

  constructor(private readonly description: WebhookFormDescription) {
    super();
    const { endpoint } = description;
    this.action = endpoint ? webhookActionPath(endpoint.uid, 'edit') : newWebhookPath;
  }

  show(form = this.initial()): Page {
    return this.page(form);
  }

  submit(body: FormValues): Promise<Page | SeeOther> {
    const values = nextValues(body);
    const form = FormState.of(values);
    if (isStep(body)) {
      return Promise.resolve(this.page(form));
    }
    const { test, save } = this.description;
    const { messages, ...wrong } = texts('webhooks').form;
    return submitForm({
      body: values,
      input: CreateWebhookDto,
      fields: () => this.inputIn(values),
      messages: { url: wrong.urlWrong, description: wrong.descriptionWrong, secret: wrong.secretWrong, ...messages },
      submit: async (input) => (textIn(body, 'step') === 'test' ? this.page(form, await test(input)) : save(input)),
      show: (refused) => this.page(refused),
    });
  }

  private initial(): FormState {
    const { endpoint, products = [], sample = '' } = this.description;
    const { url = '', description = '', format = 'native', events = [] } = endpoint ?? {};
    const api_version = endpoint?.apiVersion ?? NATIVE_VERSIONS.newest;
    return FormState.of({ url, description, format, api_version, events, products: products.join(', '), sample });
  }

  private inputIn(values: FormValues): object {
    const products = listIn(values, 'products');
    const secret = textIn(values, 'secret');
    return {
      url: textIn(values, 'url').trim(),
      description: textIn(values, 'description').trim(),
      format: textIn(values, 'format') || undefined,
      api_version: textIn(values, 'api_version') || undefined,
      events: values.events,
      products: products.length > 0 ? products : null,
      ...(!this.description.endpoint && secret !== '' && { secret }),
    };
  }

  private page(form: FormState, result?: WebhookDelivery['tries'][number]): Page {
    const { endpoint, rates, sampleOf } = this.description;
    const t = texts('webhooks');
    const event = EVENT_NAMES.find((name) => name === form.value('sample'));
    return formPage({
      title: endpoint ? t.editTitle({ name: nameOf(endpoint) }) : t.create,
      crumbs: crumbsOf(endpoint),
      form,
      action: this.action,
      texts: t.form,
      above: result && <TestResult {...result} />,
      fields: (
        <>
          <EnterButton name="step" value="enter">
            {t.form.save}
          </EnterButton>
          <Where form={form} />
          <EventFields
            form={form}
            action={this.action}
            rates={rates}
            sample={event && { event, body: sampleOf(event) }}
          />
          <Limits form={form} {...this.description} />
        </>
      ),
      verb: endpoint ? t.form.save : t.create,
      second: <Button name="step" value="test" text={t.form.testFirst} />,
      cancel: endpoint ? webhookPath(endpoint.uid) : WEBHOOKS_PATH,
    });
  }
}

/** The values that the form shows after a button was pressed. */
function nextValues(body: FormValues): FormValues {
  const preset = PRESET_NAMES.find((name) => name === textIn(body, 'preset'));
  const removed = textIn(body, 'remove');
  const typed = [...listOf(body.events), ...listIn(body, 'add', /[,\s]/)];
  const events = preset ? PRESETS[preset] : [...new Set(typed)].filter((pattern) => pattern !== removed);
  const view = textIn(body, 'view') || textIn(body, 'shown_view');
  return { ...body, events, add: '', view };
}

function listOf(value: FormValues[string] | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** Enter saves the form, unless it was pressed in a search or behind a new event. */
function isStep(body: FormValues): boolean {
  const step = textIn(body, 'step');
  const isTyping = textIn(body, 'add').trim() !== '' || textIn(body, 'q') !== textIn(body, 'shown_q');
  return STEPS.some((name) => Object.hasOwn(body, name)) || step === 'search' || (step === 'enter' && isTyping);
}

function Where({ form }: { readonly form: FormState }): VNode {
  const t = texts('webhooks').form;
  return (
    <FormGroup id="where" title={t.where} note={t.whereNote}>
      <TextField form={form} name="url" type="url" label={t.url} hint={t.urlHint} placeholder={t.urlPlace} isMono />
      <TextField form={form} name="description" label={t.description} hint={t.descriptionHint} isOptional />
    </FormGroup>
  );
}

function Limits({
  form,
  endpoint,
  suggestedProducts,
}: Pick<WebhookFormDescription, 'endpoint' | 'suggestedProducts'> & { readonly form: FormState }): VNode {
  const t = texts('webhooks').form;
  const { version } = texts('apiVersions');
  const present = endpoint?.apiVersion ?? NATIVE_VERSIONS.newest;
  const products = form.value('products');
  const formats = WEBHOOK_FORMATS.map((value) => ({ value, title: formatTitle(value), note: formatNote(value) }));
  const format = form.value('format') || 'native';
  const isWrong = (field: string): boolean => form.problems.some((problem) => problem.field.split('.')[0] === field);
  return (
    <FormGroup id="limits" title={t.limits}>
      <Folds>
        <Fold
          id="limit-products"
          title={t.products}
          line={products.trim() === '' ? t.allProducts : products}
          isOpen={products.trim() !== '' || isWrong('products')}
        >
          <TextField
            form={form}
            name="products"
            label={t.products}
            hint={t.productsHint}
            suggestions={suggestedProducts}
            isMono
            isOptional
          />
        </Fold>
        <Fold
          id="limit-format"
          title={t.format}
          line={formatTitle(format)}
          isOpen={format !== 'native' || isWrong('format')}
        >
          <Radios form={form} name="format" label={t.format} choices={formats} isStacked />
        </Fold>
        <Fold
          id="limit-version"
          title={version}
          line={form.value('api_version')}
          isOpen={form.value('api_version') !== present || isWrong('api_version')}
        >
          <Radios form={form} name="api_version" label={version} choices={versionChoices(present)} isStacked />
        </Fold>
        {!endpoint && (
          <Fold id="limit-secret" title={t.secret} line={t.newSecret} isOpen={isWrong('secret')}>
            <TextField
              form={form}
              name="secret"
              type="password"
              label={t.secret}
              hint={t.secretHint}
              isOptional
              isMono
            />
          </Fold>
        )}
        <Fold id="limit-retries" title={t.retries} line={t.retriesLine}>
          <p class="hint">{t.retriesText}</p>
        </Fold>
      </Folds>
    </FormGroup>
  );
}

function TestResult({ status_code: status, duration_ms: ms, error }: WebhookDelivery['tries'][number]): VNode {
  const t = texts('webhooks').form;
  const isReceived = status !== null && status >= 200 && status < 300;
  const title = status === null ? t.testUnanswered({ ms }) : t.testAnswered({ status: String(status), ms });
  return (
    <Banner tone={isReceived ? 'ok' : 'bad'} id="test" title={title} isAlert>
      {error ?? (isReceived ? t.testReceived : t.testRefused)}
    </Banner>
  );
}
