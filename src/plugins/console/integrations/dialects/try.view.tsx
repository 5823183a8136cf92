import type { VNode } from 'preact';
import { Banner } from '../../../../pages/components/banner';
import { EditForm } from '../../../../pages/components/form-page';
import { JsonCode } from '../../../../pages/components/json-code';
import { Section, Tabs } from '../../../../pages/components/page-parts';
import { FormState } from '../../../../pages/kit/form-state';
import { DIALECTS_PATH, dialectPath } from '../../../../pages/kit/record-paths';
import type { FormField } from '../../../../pages/kit/form-table';
import { textFor, texts } from '../../../../core/i18n';
import { statusLine } from '../status-line';
import type { SampleRequest } from './dialect-overviews.service';
import { tryPath } from './dialect.view';
import { IsName, IsOneLine, IsText, MayBeMissing, type SampleCall, type SampleInput } from '../../../../core/common';
import type { Exchange } from './try-request.service';
import { applyDecorators } from '@nestjs/common';
import { Matches } from 'class-validator';
import { OptionalField } from '../../../../pages/kit/optional-field';

const HIDDEN = '••••••••';

/**
 * The form of a request. It answers with the request and its response.
 * @param exchange the request that was sent with it
 */
export function tryForm(
  sample: SampleRequest,
  send: (input: SampleInput) => Promise<Exchange>,
  exchange?: Exchange,
): EditForm<TryFormDto> {
  const t = texts('dialects');
  const { dialect, operations, operation, hasSampleKey } = sample;
  const { name, title } = dialect;
  const tabs = operations.map((one) => ({
    title: one.name,
    href: tryPath(name, one.name),
    isCurrent: one.name === operation.name,
  }));
  return new EditForm({
    title: t.tryTitle({ name: title }),
    crumbs: [
      { title: t.title, href: DIALECTS_PATH },
      { title, href: dialectPath(name) },
    ],
    refused: t.notSent,
    above: (
      <>
        <Banner tone="neutral" id="real" title={t.tryWarning}>
          {t.tryWarningText}
        </Banner>
        <Tabs label={t.operations} tabs={tabs} />
        <p class="try-call">
          <code>
            {operation.method} {operation.path}
          </code>
        </p>
      </>
    ),
    action: `${tryPath(name, operation.name)}#response-title`,
    groups: [{ rows: operation.fields.map((field) => fieldOf(field, hasSampleKey)) }],
    texts: t.fields,
    verb: t.send,
    icon: 'send',
    cancel: { title, href: dialectPath(name) },
    below: exchange && <ExchangeView {...exchange} />,
    input: TryFormDto,
    submit: async (input, body) => tryForm(sample, send, await send(input)).show(FormState.of(body)),
  });
}

function fieldOf(name: SampleCall['fields'][number], hasSampleKey: boolean): FormField {
  const t = texts('dialects');
  const isCredential = name === 'credential';
  return {
    name,
    kind: isCredential ? 'password' : 'text',
    hint: isCredential && hasSampleKey ? t.sampleKey : textFor(t.hints, name),
    problem: textFor(t.messages, name),
    isMono: name !== 'client' && name !== 'email',
    empty: 'missing',
  };
}

function ExchangeView({ method, url, headers, body, answer }: Exchange): VNode {
  const t = texts('dialects');
  return (
    <>
      <Section id="response" title={t.response} note={t.took({ ms: answer.milliseconds })}>
        <JsonCode label={t.wire} head={[[statusLine(answer.status), '']]} body={answer.body} />
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

function hideSecret([name, value]: Exchange['headers'][number]): Exchange['headers'][number] {
  return name === 'x-api-key' ? [name, HIDDEN] : [name, value];
}

/** A text without spaces that a header can have. */
const IsOptionalToken = (): PropertyDecorator =>
  applyDecorators(MayBeMissing(), IsOneLine(), Matches(/^[\x21-\x7e]{1,255}$/));

const IsOptionalText = (max: number): PropertyDecorator => applyDecorators(MayBeMissing(), IsText(max));

export class TryQueryDto {
  @OptionalField()
  @IsName(64)
  operation?: string;
}

/** The values for a request. None is required, so that the response to a missing field can be seen. */
class TryFormDto implements SampleInput {
  @IsOptionalText(512)
  key?: string;

  @IsOptionalText(512)
  device?: string;

  @IsOptionalText(255)
  product?: string;

  @IsOptionalText(255)
  client?: string;

  @IsOptionalToken()
  domain?: string;

  @IsOptionalText(255)
  email?: string;

  @IsOptionalText(255)
  app?: string;

  @IsOptionalToken()
  credential?: string;
}
