import type { ComponentChildren, VNode } from 'preact';
import { shortKey } from '../license/license-paths';
import type { FirstSteps } from './first-steps.service';
import type { VerificationRecord } from '../../../core/licensing';
import { ButtonLink, Button, PostButton } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { ErrorSummary, Form } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { PageHeader, Tabs } from '../../../pages/components/page-parts';
import { Code, Time } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { texts } from '../../../core/i18n';
import { HOME_PATH, OVERVIEW_PATH, stepsPath } from './overview-query.dto';
import { BUILD_SDK, INSTALL_SDK, SNIPPET_LANGUAGES, SNIPPET_TITLES, type SnippetLanguage, SNIPPETS } from './snippets';

const REFRESH_SECONDS = 5;

const PRODUCT_PATH = `${OVERVIEW_PATH}/product`;
const LICENSE_PATH = `${OVERVIEW_PATH}/license`;

export interface FirstStepsProps {
  readonly steps: FirstSteps;
  readonly form: FormState;
  readonly code: SnippetLanguage;
  readonly baseUrl: string;
  readonly canAddProducts: boolean;
  readonly canIssue: boolean;
}

export function firstStepsPage(props: FirstStepsProps): Page {
  return new Page({ title: texts('firstSteps').title, body: <FirstStepsBody {...props} />, width: 'form' });
}

function FirstStepsBody(props: FirstStepsProps): VNode {
  const t = texts('firstSteps');
  const { steps, form, code } = props;
  const current = currentOf(steps);
  return (
    <Refreshed seconds={REFRESH_SECONDS} from={stepsPath(code)}>
      <PageHeader
        title={t.title}
        lead={<span data-live="lead">{current > 3 ? t.done : t.lead({ step: current })}</span>}
        actions={
          <span data-live="skip">
            <ButtonLink look="quiet" href={HOME_PATH} text={current > 3 ? t.toOverview : t.skip} />
          </span>
        }
      />
      <ErrorSummary form={form} title={t.product} />
      <ol class="first-steps">
        <Step number={1} current={current} title={t.product}>
          <ProductStep {...props} />
        </Step>
        <Step number={2} current={current} title={t.license}>
          {steps.product && <LicenseStep {...props} />}
        </Step>
        <Step number={3} current={current} title={t.ask}>
          <AskStep {...props} />
        </Step>
      </ol>
    </Refreshed>
  );
}

/** From 1; 4 when all is done. */
function currentOf({ product, license, verdict }: FirstSteps): number {
  return [product, license, verdict].filter((_part, index, all) => all.slice(0, index + 1).every(Boolean)).length + 1;
}

interface StepProps {
  readonly number: number;
  readonly current: number;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Step({ number, current, title, children }: StepProps): VNode {
  const t = texts('firstSteps');
  const isDone = number < current;
  const state = isDone ? 'is-done' : number === current ? 'is-current' : '';
  return (
    <li>
      <span class={`first-step-mark ${state}`} aria-hidden="true" data-live={`mark ${number}`}>
        {isDone ? <Icon name="check" /> : number}
      </span>
      <div class="first-step">
        <h2 aria-current={number === current ? 'step' : undefined} data-live={`step ${number}`}>
          {title}
          {isDone && <span class="visually-hidden">{t.isDone}</span>}
        </h2>
        {children}
      </div>
    </li>
  );
}

function ProductStep({ steps: { product }, form, canAddProducts }: FirstStepsProps): VNode {
  const t = texts('firstSteps');
  if (product) {
    return (
      <p>
        <a href={`/console/products/${product.uid}`}>{product.name}</a>. {t.productDone}{' '}
        <code>{product.reference}</code>
      </p>
    );
  }
  if (!canAddProducts) {
    return <p>{t.notPermitted}</p>;
  }
  return (
    <>
      <p>{t.productWhy}</p>
      <Form action={PRODUCT_PATH}>
        <TextField form={form} name="name" label={t.name} hint={t.nameHint} />
        <Button look="primary" icon="plus" text={t.addProduct} />
      </Form>
    </>
  );
}

function LicenseStep({ steps: { license }, canIssue }: FirstStepsProps): VNode {
  const t = texts('firstSteps');
  if (license) {
    return (
      <>
        <p>{t.licenseDone}</p>
        <Code label={t.licenseKey} text={license.key} />
        <ButtonLink isSmall href={`/license/edit/${license.uid}`} text={t.openLicense} />
      </>
    );
  }
  if (!canIssue) {
    return <p>{t.notPermitted}</p>;
  }
  return (
    <>
      <p>{t.licenseWhy}</p>
      <PostButton action={LICENSE_PATH} look="primary" icon="key" text={t.issue} />
    </>
  );
}

function AskStep({ steps, code, baseUrl }: FirstStepsProps): VNode {
  const t = texts('firstSteps');
  if (!steps.license) {
    return <p>{t.askLater}</p>;
  }
  const tabs = SNIPPET_LANGUAGES.map((language) => ({
    title: SNIPPET_TITLES[language],
    href: `${stepsPath(language)}#ask`,
    isCurrent: language === code,
  }));
  return (
    <>
      <p id="ask">{t.askWhy}</p>
      <Tabs label={t.languages} tabs={tabs} />
      {code === 'typescript' && (
        <>
          <p class="hint">{t.buildSdk}</p>
          <Code label={t.buildSdk} text={BUILD_SDK} />
          <p class="hint">{t.installSdk}</p>
          <Code label={t.installSdk} text={INSTALL_SDK} />
        </>
      )}
      <Code label={`${t.app} (${SNIPPET_TITLES[code]})`} text={SNIPPETS[code]({ baseUrl, key: steps.license.key })} />
      <FirstVerdict steps={steps} code={code} />
    </>
  );
}

function FirstVerdict({ steps: { verdict }, code }: Pick<FirstStepsProps, 'steps' | 'code'>): VNode {
  const t = texts('firstSteps');
  return (
    <div class="first-verdict" role="status">
      <div data-live="verdict">{verdict ? <Arrived verdict={verdict} /> : <p>{t.waiting}</p>}</div>
      {/* Without a fragment, which would not load the page again. */}
      <LiveStatus href={stepsPath(code)} action={t.lookNow} />
    </div>
  );
}

function Arrived({ verdict }: { readonly verdict: VerificationRecord }): VNode {
  const t = texts('firstSteps');
  const { at, outcome, key, fingerprint } = verdict;
  return (
    <>
      <p class="first-verdict-done">
        <Icon name="circle-check" /> <b>{t.arrived}</b>
      </p>
      <p>
        {t.arrivedWhy({ key: shortKey(key) })} <code>{outcome}</code> · <Time at={at} as="clock" />
        {fingerprint !== null && (
          <>
            {' · '}
            <code class="key-whole">{shortKey(fingerprint)}</code>
          </>
        )}
      </p>
    </>
  );
}
