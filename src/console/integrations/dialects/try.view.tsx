import { STATUS_CODES } from 'node:http';
import type { VNode } from 'preact';
import { Banner } from '../../components/banner';
import { TextField } from '../../components/fields';
import { JsonCode } from '../../components/json-code';
import { Section, Tabs } from '../../components/page-parts';
import type { FormState } from '../../kit/form-state';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import type { SampleRequest } from './dialect-overviews.service';
import { dialectPath, DIALECTS_PATH, tryPath } from './dialect-paths';
import type { SampleField } from '../../../common/dialects/sample-call';
import type { Exchange } from './try-request.service';
import { formPage } from '../../components/form-page';

const HIDDEN = '••••••••';

interface TryData extends SampleRequest {
  readonly form: FormState;
  /** The request and its response; undefined before the form was sent. */
  readonly exchange?: Exchange;
}

export function tryPage(data: TryData): Page {
  const t = texts('dialects');
  const { dialect, operation, form, exchange } = data;
  const { name, title } = dialect;
  return formPage({
    title: t.tryTitle({ name: title }),
    crumbs: [
      { title: t.title, href: DIALECTS_PATH },
      { title, href: dialectPath(name) },
    ],
    form,
    refused: t.notSent,
    above: (
      <>
        <Banner tone="neutral" id="real" title={t.tryWarning}>
          {t.tryWarningText}
        </Banner>
        <Tabs label={t.operations} tabs={tabsOf(data)} />
        <p class="try-call">
          <code>
            {operation.method} {operation.path}
          </code>
        </p>
      </>
    ),
    action: `${tryPath(name, operation.name)}#response-title`,
    fields: (
      <>
        {operation.fields.map((field) => (
          <TryTextField key={field} {...data} field={field} />
        ))}
      </>
    ),
    verb: t.send,
    icon: 'send',
    cancel: { title: title, href: dialectPath(name) },
    below: <>{exchange && <ExchangeView {...exchange} />}</>,
  });
}

function tabsOf({ dialect, operations, operation }: TryData) {
  return operations.map(({ name }) => ({
    title: name,
    href: tryPath(dialect.name, name),
    isCurrent: name === operation.name,
  }));
}

function TryTextField({ form, field, hasSampleKey }: TryData & { readonly field: SampleField }): VNode {
  const t = texts('dialects');
  const isCredential = field === 'credential';
  const hint = isCredential && hasSampleKey ? t.sampleKey : t.hints[field];
  return (
    <TextField
      form={form}
      name={field}
      type={isCredential ? 'password' : 'text'}
      label={t.fields[field]}
      hint={hint === '' ? undefined : hint}
      isMono={field !== 'client' && field !== 'email'}
    />
  );
}

function ExchangeView({ method, url, headers, body, answer }: Exchange): VNode {
  const t = texts('dialects');
  return (
    <>
      <Section id="response" title={t.response} note={t.took({ ms: answer.milliseconds })}>
        <JsonCode label={t.wire} head={[[answerOf(answer.status), '']]} body={answer.body} />
        <details class="more">
          <summary>{t.headers({ count: answer.headers.length })}</summary>
          <JsonCode label={t.headerList} head={answer.headers} body="" />
        </details>
      </Section>
      <Section id="request" title={t.request}>
        <JsonCode
          label={`${method} ${url}`}
          head={[[`${method} ${url}`, ''], ...headers.map(hideSecret)]}
          body={body}
        />
      </Section>
    </>
  );
}

function answerOf(status: number): string {
  return [status, STATUS_CODES[status]].filter(Boolean).join(' ');
}

function hideSecret([name, value]: Exchange['headers'][number]): Exchange['headers'][number] {
  return name === 'x-api-key' ? [name, HIDDEN] : [name, value];
}
