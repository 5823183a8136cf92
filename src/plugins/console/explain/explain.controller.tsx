import { Get, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsIP, IsString, Length } from 'class-validator';
import { KeyTyposService } from '../../../core/catalog';
import type { MistypedKey } from '../../../core/catalog/internal';
import { Authorized, type FormValues, IsName, IsNameList, IsText, MayBeMissing } from '../../../core/common';
import { Permission } from '../../../core/identity';
import {
  EXPLAINED_OPERATIONS,
  ExplainVerdictService,
  type Explanation,
  type Facts,
  type Question,
} from '../../../core/licensing/internal';
import { optionalDeviceIn, userIn } from '../../../core/verification/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { OptionalField } from '../../../pages/kit/optional-field';
import type { Page, SeeOther } from '../../../pages/kit/page';
import { submitForm } from '../../../pages/kit/submit-form';
import type { ComponentChildren, VNode } from 'preact';
import { StatusBadge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { Button } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FieldGroups } from '../../../pages/components/field-groups';
import { Fold, Folds, QuietFold } from '../../../pages/components/fold';
import { ErrorSummary } from '../../../pages/components/form';
import { LicenseBadge } from '../../../pages/components/license-badge';
import { Section } from '../../../pages/components/page-parts';
import { Key, Time } from '../../../pages/components/text';
import { VerdictView } from '../../../pages/components/verdict';
import { labeled } from '../../../pages/kit/form-table';
import { licensePath } from '../../../pages/kit/record-paths';
import { formatNumber, textFor, textOf, texts } from '../../../core/i18n';
import { EXPLAIN_PATH } from '../license/license-paths';

export class ExplainQueryDto {
  @IsString()
  @Length(1, 255)
  key!: string;

  @OptionalField()
  @IsText(512)
  device?: string;

  @OptionalField()
  @IsIn(EXPLAINED_OPERATIONS)
  operation?: Question['operation'];

  @OptionalField()
  @IsName()
  product?: string;

  @OptionalField()
  @IsText(255)
  version?: string;

  @OptionalField()
  @IsName()
  domain?: string;

  @OptionalField()
  @IsIP()
  address?: string;

  @OptionalField()
  @IsName()
  user?: string;

  /** Codes with commas between them. */
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((code) => code.trim())
          .filter(Boolean)
      : value,
  )
  @MayBeMissing()
  @IsNameList()
  entitlements?: string[];
}

@ConsoleController('console/explain')
export class ExplainController {
  constructor(
    private readonly explanations: ExplainVerdictService,
    private readonly typos: KeyTyposService,
  ) {}

  /** The question is the address, so that it can be shared. */
  @Get()
  @Authorized(Permission.LicensesRead)
  showExplanation(@Query() query: FormValues): Promise<Page | SeeOther> | Page {
    if (query.key === undefined) {
      return explainPage(FormState.of({ operation: 'check' }));
    }
    return submitForm({
      body: query,
      input: ExplainQueryDto,
      submit: async (input) => {
        const explanation = await this.explanations.explain(questionIn(input));
        const typo = explanation.context ? undefined : await this.typos.find(input.key);
        return explainPage(FormState.of({ operation: 'check', ...query }), { ...explanation, typo });
      },
      show: (form) => explainPage(form),
    });
  }
}

function questionIn(input: ExplainQueryDto): Question {
  const { key, device, operation = 'check', product, version, domain, address, user, entitlements } = input;
  return {
    operation,
    key,
    device: optionalDeviceIn({ hardware_id: device }),
    scope: { product, version, domain, user: userIn(user), entitlements },
    address,
  };
}

interface ShownExplanation extends Explanation {
  /** Only if no license has the key. */
  readonly typo?: MistypedKey;
}

function explainPage(form: FormState, explanation?: ShownExplanation): Page {
  const t = texts('explain');
  return detailPage({
    title: t.title,
    width: 'form',
    lead: t.lead,
    above: <ErrorSummary form={form} title={t.refused} />,
    main: (
      <>
        <Question form={form} />
        {explanation && <Answer {...explanation} />}
        {explanation && <Rules steps={explanation.steps} />}
      </>
    ),
  });
}

type Step = Explanation['steps'][number];

const MORE = [
  [{ name: 'product' }, { name: 'version' }],
  [{ name: 'domain' }, { name: 'address' }],
  [{ name: 'user' }, { name: 'entitlements' }],
].map((row) => row.map((field) => ({ ...field, isOptional: true })));

function Question({ form }: { readonly form: FormState }): VNode {
  const t = texts('explain');
  const choices = EXPLAINED_OPERATIONS.map((value) => ({ value, ...t.operations[value] }));
  const device = [
    { name: 'key', isMono: true, hasFocus: form.value('key') === '' },
    { name: 'device', isMono: true, isOptional: true },
  ];
  const operation = { name: 'operation', kind: 'radios', choices } as const;
  return (
    <form class="form explain-form" method="get" action={EXPLAIN_PATH} noValidate>
      <FieldGroups form={form} groups={labeled([{ rows: [device, operation] }], t)} />
      <QuietFold title={t.more} isOpen={MORE.flat().some(({ name }) => form.value(name) !== '')}>
        <FieldGroups form={form} groups={labeled([{ rows: MORE }], t)} />
      </QuietFold>
      <Button look="primary" text={t.submit} />
    </form>
  );
}

function Answer({ usable, code, context, takesSeat, at, typo }: ShownExplanation): VNode {
  const t = texts('explain');
  return (
    <div class="section">
      <Banner
        tone={!usable ? 'bad' : code === 'VALID' ? 'ok' : 'warn'}
        id="answer"
        title={textFor(texts('verdicts'), code) ?? sentenceOf(code)}
        action={
          <span class="explain-told">
            <span>{t.told}</span>
            <VerdictView code={code} />
          </span>
        }
      >
        {typo && t.mistyped({ group: typo.text })}
        {context && (
          <>
            <p>
              <a href={licensePath(context.license.uid)}>{t.openLicense}</a>{' '}
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

/** The rules that decided; the others are folded. */
function Rules({ steps }: Pick<Explanation, 'steps'>): VNode {
  const t = texts('explain');
  const of = (...results: readonly Step['result'][]) => steps.filter((step) => results.includes(step.result));
  const [refused, passed, others] = [of('refused', 'reported'), of('passed'), of('not_checked')];
  return (
    <Section id="rules" title={t.rules}>
      {refused.length === 0 ? <p class="unset">{t.noneRefused}</p> : <RuleList label={t.rules} steps={refused} />}
      <Folds>
        {passed.length > 0 && (
          <Fold id="passed" title={t.passed({ count: passed.length })} line="">
            <RuleList label={t.results.passed} steps={passed} />
          </Fold>
        )}
        {others.length > 0 && (
          <Fold id="not-checked" title={t.notChecked({ count: others.length })} line={t.notCheckedWhy}>
            <ul class="plain-list">
              {others.map(({ code }) => (
                <li key={code}>{ruleText(code)}</li>
              ))}
            </ul>
          </Fold>
        )}
      </Folds>
    </Section>
  );
}

function RuleList({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }): VNode {
  const t = texts('explain');
  return (
    <ul class="explained" aria-label={label}>
      {steps.map(({ code, result, decides, facts }) => (
        <li key={code} class={decides ? 'explain-decides' : undefined}>
          <StatusBadge status={result} text={t.results[result]} />
          <div>
            <p>
              {ruleText(code)} {decides && <b>{t.decides}</b>}
            </p>
            <FactList facts={facts} />
          </div>
          <code>{code}</code>
        </li>
      ))}
    </ul>
  );
}

function ruleText(code: string): string {
  return textFor(texts('rules'), code) ?? sentenceOf(code);
}

/** The code of a rule of a plug-in is an error; its texts may have a sentence of `rules` and `verdicts`. */
function sentenceOf(code: string): string {
  return textOf('errors', code) ?? code;
}

/** The facts that a rule used, by the names of the API. */
function FactList({ facts }: { readonly facts: Facts }): VNode {
  return (
    <ul class="facts">
      {Object.entries(facts).map(([name, value]) => (
        <li key={name}>
          <code>{name}</code> <FactValue value={value} />
        </li>
      ))}
    </ul>
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function FactValue({ value }: { readonly value: Facts[string] }): VNode {
  if (value === null) {
    return <span class="unset">{texts('explain').unset}</span>;
  }
  return <b>{contentOf(value)}</b>;
}

function contentOf(value: NonNullable<Facts[string]>): ComponentChildren {
  const t = texts('explain');
  if (typeof value === 'boolean') {
    return value ? t.yes : t.no;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value === 'string') {
    return INSTANT.test(value) ? <Time at={new Date(value)} /> : value;
  }
  return value.length === 0 ? t.none : value.join(', ');
}
