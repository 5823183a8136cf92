import type { VNode } from 'preact';
import {
  type Explanation,
  EXPLAINED_OPERATIONS,
  type Step,
} from '../../licensing/explanations/explain-verdict.service';
import { Badge, type Tone } from '../components/badge';
import { Banner } from '../components/banner';
import { Button } from '../components/button';
import { Radios, TextField } from '../components/fields';
import { ErrorSummary, FieldRow } from '../components/form';
import type { IconName } from '../components/icon';
import { LicenseBadge } from '../components/license-badge';
import { PageHeader, Section } from '../components/page-parts';
import { Key } from '../components/text';
import { VerdictView } from '../components/verdict';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { EXPLAIN_PATH } from './explain-paths';
import { FactList } from './fact-list';

export function explainPage(form: FormState, explanation?: Explanation): Page {
  const t = texts('explain');
  const body = (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <ErrorSummary form={form} title={t.refused} />
      <Question form={form} />
      {explanation && (
        <>
          <Answer {...explanation} />
          <Rules steps={explanation.steps} />
        </>
      )}
    </>
  );
  return new Page({ title: t.title, width: 'form', body });
}

const MORE = ['product', 'version', 'domain', 'address', 'user', 'entitlements'];

function Question({ form }: { readonly form: FormState }): VNode {
  const t = texts('explain');
  const choices = EXPLAINED_OPERATIONS.map((value) => ({ value, ...t.operations[value] }));
  const hasMore = MORE.some((field) => form.value(field) !== '');
  return (
    <form class="form explain-form" method="get" action={EXPLAIN_PATH} noValidate>
      <FieldRow hasTexts>
        <TextField form={form} name="key" label={t.key} isMono hasFocus={form.value('key') === ''} />
        <TextField form={form} name="device" label={t.device} isMono isOptional hint={t.deviceHint} />
      </FieldRow>
      <Radios form={form} name="operation" label={t.operation} choices={choices} />
      <details class="explain-more" open={hasMore}>
        <summary>{t.more}</summary>
        <FieldRow hasTexts>
          <TextField form={form} name="product" label={t.product} isOptional hint={t.productHint} />
          <TextField form={form} name="version" label={t.version} isOptional />
        </FieldRow>
        <FieldRow hasTexts>
          <TextField form={form} name="domain" label={t.domain} isOptional />
          <TextField form={form} name="address" label={t.address} isOptional hint={t.addressHint} />
        </FieldRow>
        <FieldRow hasTexts>
          <TextField form={form} name="user" label={t.user} isOptional hint={t.userHint} />
          <TextField form={form} name="entitlements" label={t.entitlements} isOptional hint={t.entitlementsHint} />
        </FieldRow>
      </details>
      <div>
        <Button look="primary">{t.submit}</Button>
      </div>
    </form>
  );
}

function Answer({ usable, code, context, takesSeat, at }: Explanation): VNode {
  const t = texts('explain');
  return (
    <div class="section">
      <Banner
        tone={!usable ? 'bad' : code === 'VALID' ? 'ok' : 'warn'}
        id="answer"
        title={texts('verdicts')[code]}
        action={
          <span class="explain-told">
            <span>{t.told}</span>
            <VerdictView code={code} />
          </span>
        }
      >
        {context && (
          <>
            <p>
              <a href={`/license/edit/${context.license.uid}`}>{t.openLicense}</a>{' '}
              <Key value={context.currentKey ?? context.license.key} />{' '}
              <LicenseBadge status={context.license.statusAt(at)} />
            </p>
            {context.currentKey !== undefined && <p>{t.rotated}</p>}
          </>
        )}
        {takesSeat && <p>{t.wouldTake}</p>}
      </Banner>
    </div>
  );
}

const LOOKS: Readonly<Record<Step['result'], { tone: Tone; icon: IconName }>> = {
  passed: { tone: 'ok', icon: 'circle-check' },
  refused: { tone: 'bad', icon: 'circle-x' },
  not_checked: { tone: 'outlined', icon: 'circle-dashed' },
};

function Rules({ steps }: Pick<Explanation, 'steps'>): VNode {
  const t = texts('explain');
  const sentences = texts('rules');
  return (
    <Section id="rules" title={t.rules} note={t.rulesNote}>
      <div class="scroller" role="region" aria-label={`${t.rules}, ${t.rulesNote}`} tabIndex={0}>
        <table class="table explain-rules">
          <thead>
            <tr>
              <th scope="col">{t.result}</th>
              <th scope="col">{t.rule}</th>
              <th scope="col">{t.facts}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ code, result, decides, facts }) => (
              <tr key={code} class={decides ? 'explain-decides' : undefined}>
                <td>
                  <Badge {...LOOKS[result]}>{t.results[result]}</Badge>
                  {decides && <span class="row-note">{t.decides}</span>}
                </td>
                <td>
                  {sentences[code]}
                  <code class="row-note">{code}</code>
                </td>
                <td>{result !== 'not_checked' && <FactList facts={facts} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
