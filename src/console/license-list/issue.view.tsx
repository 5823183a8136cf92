import type { VNode } from 'preact';
import type { Policy } from '../../catalog/policies/policy.entity';
import { LICENSE_TYPES } from '../../licenses/licenses/license.entity';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { Radios, Select, TextArea, TextField } from '../components/fields';
import { ErrorSummary, FieldRow, Form, FormFoot, FormGroup } from '../components/form';
import { EmptyState, PageHeader } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { ONCE_FIELD } from '../kit/send-once.service';
import { texts } from '../../i18n/texts';
import type { IssueChoices } from './issue-choices.service';
import type { IssueChoice } from './issue-form';
import { RUNS } from './issue-form.dto';
import { Grants } from './issue-grants.view';
import { LICENSES_PATH, newPath } from './license-paths';

export interface IssueData extends IssueChoices {
  readonly form: FormState;
  /** The fields were just filled in from another policy. */
  readonly isFilled: boolean;
  /** Of the dates. */
  readonly zone: string;
}

type Chosen = IssueData & { readonly choice: IssueChoice };

export function issuePage(data: IssueData): Page {
  const { choice } = data;
  return choice
    ? new Page({ title: texts('issue').title, width: 'form', body: <Issue {...data} choice={choice} /> })
    : noProductPage();
}

export function noProductPage(): Page {
  const t = texts('issue');
  const actions = <ButtonLink href="/console/products/new">{t.addProduct}</ButtonLink>;
  const body = (
    <>
      <Header />
      <EmptyState icon="package" title={t.noProduct} actions={actions} />
    </>
  );
  return new Page({ title: t.title, width: 'form', body });
}

function Header(): VNode {
  return <PageHeader title={texts('issue').title} crumbs={[{ title: texts('licenses').title, href: LICENSES_PATH }]} />;
}

function Issue(data: Chosen): VNode {
  const { form, isFilled, choice } = data;
  const t = texts('issue');
  return (
    <>
      <Header />
      <ErrorSummary form={form} title={t.refused} />
      {isFilled && <Banner tone="neutral" id="filled" title={t.filled} />}
      <div data-refill data-suggest="/console/licenses/customers">
        <Form action={newPath}>
          {/* Enter in a field presses the first button of a form. */}
          <button class="visually-hidden" type="submit" tabIndex={-1} aria-hidden="true">
            {t.submit}
          </button>
          <input type="hidden" name={ONCE_FIELD} value={form.value(ONCE_FIELD)} />
          <input type="hidden" name="filled_for" value={form.value('filled_for')} />
          <ProductGroup {...data} />
          <CustomerGroup {...data} />
          <TermGroup {...data} />
          <LimitsGroup {...data} />
          <Grants form={form} choice={choice} />
          <NumberGroup {...data} />
          <NotesGroup {...data} />
          <FormFoot>
            <Button look="primary">{t.submit}</Button>
            <ButtonLink look="quiet" href={LICENSES_PATH}>
              {t.cancel}
            </ButtonLink>
            <span class="foot-note">{t.noMail}</span>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}

function ProductGroup({ form, products, policies, choice }: Chosen): VNode {
  const t = texts('issue');
  const own = choice.product.policy?.uid;
  return (
    <FormGroup id="product" title={t.product} note={t.productNote}>
      <Select
        form={form}
        name="product"
        label={t.productField}
        choices={products.map(({ uid, name }) => ({ value: uid, title: name }))}
      />
      <Select
        form={form}
        name="policy"
        label={t.policyField}
        hint={summaryOf(choice.policy)}
        choices={policies.map(({ uid, name }) => ({
          value: uid,
          title: uid === own ? t.productPolicy({ name }) : name,
        }))}
      />
      <p class="fill-policy">
        <Button isSmall icon="refresh-cw" name="do" value="refresh">
          {t.fill}
        </Button>
      </p>
      <Radios
        form={form}
        name="type"
        label={t.type}
        choices={LICENSE_TYPES.map((value) => ({ value, title: texts('licenses').types[value] }))}
      />
      <TextField form={form} name="type_label" label={t.typeLabel} isOptional placeholder="Regular License" />
    </FormGroup>
  );
}

/** The terms of the policy, in one line. */
function summaryOf(policy: Policy): string {
  const t = texts('issue');
  const { maxActivations, graceDays, whenFull } = policy;
  const parts = [
    maxActivations === null ? t.noSeatLimit : t.seats({ count: maxActivations }),
    termText(policy),
    ...(graceDays > 0 ? [t.grace({ count: graceDays })] : []),
    ...(maxActivations === null ? [] : [t.whenFull[whenFull]]),
  ];
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function termText({ durationDays, expiryBasis }: Policy): string {
  const t = texts('issue');
  return durationDays === null ? t.noTerm : t.term[expiryBasis]({ count: durationDays });
}

function CustomerGroup({ form }: Chosen): VNode {
  const t = texts('issue');
  return (
    <FormGroup id="customer" title={t.customer} note={t.customerNote}>
      <TextField
        form={form}
        name="customer"
        label={t.customerField}
        isOptional
        hint={t.customerHint}
        suggestions={[]}
      />
      <p class="below-field">
        <a href="/console/customers/new">{t.addCustomer}</a>
      </p>
      <TextField form={form} name="restricted_to_email" label={t.email} type="email" isOptional hint={t.emailHint} />
    </FormGroup>
  );
}

function TermGroup({ form, choice, zone }: Chosen): VNode {
  const t = texts('issue');
  const notes: Partial<Record<string, string>> = { ...t.runsNotes, policy: termText(choice.policy) };
  return (
    <FormGroup id="term" title={t.termTitle} note={t.termNote({ zone })}>
      <Radios
        form={form}
        name="runs"
        label={t.runs}
        choices={RUNS.map((value) => ({ value, title: t.runsChoices[value], note: notes[value] }))}
      />
      <FieldRow>
        <TextField form={form} name="starts_on" label={t.startsOn} type="date" isOptional />
        <TextField
          form={form}
          name="expires_on"
          label={t.expiresOn}
          type="date"
          hint={t.expiresHint}
          isOptional
          chooses="runs=date"
        />
        <TextField
          form={form}
          name="days_of_use"
          label={t.daysField}
          hint={t.daysHint}
          isOptional
          chooses="runs=first_use"
        />
      </FieldRow>
    </FormGroup>
  );
}

function LimitsGroup({ form }: Chosen): VNode {
  const t = texts('issue');
  const limit = { form, placeholder: t.noLimit };
  return (
    <FormGroup id="limits" title={t.limits} note={t.limitsNote}>
      <FieldRow>
        <TextField {...limit} name="max_activations" label={t.seatsField} hint={t.seatsHint} />
        <TextField {...limit} name="uses_limit" label={t.usesField} hint={t.usesHint} />
      </FieldRow>
      <FieldRow>
        <TextField {...limit} name="max_users" label={t.usersField} />
        <TextField {...limit} name="max_sessions" label={t.sessionsField} hint={t.sessionsHint} />
      </FieldRow>
      <TextArea form={form} name="allowed_domains" label={t.domains} isOptional hint={t.domainsHint} />
      <TextArea form={form} name="allowed_ips" label={t.ips} isOptional hint={t.ipsHint} />
    </FormGroup>
  );
}

function NumberGroup({ form }: Chosen): VNode {
  const t = texts('issue');
  return (
    <FormGroup id="number" title={t.number}>
      <FieldRow>
        <TextField form={form} name="count" label={t.count} hint={t.countHint} />
        <TextField form={form} name="batch" label={t.batch} isOptional />
      </FieldRow>
      <TextField form={form} name="key" label={t.key} isOptional isMono hint={t.keyHint} />
    </FormGroup>
  );
}

function NotesGroup({ form }: Chosen): VNode {
  const t = texts('issue');
  return (
    <FormGroup id="notes" title={t.notes} note={t.notesNote}>
      <TextArea form={form} name="description" label={t.description} isOptional />
      <TextArea form={form} name="metadata" label={t.metadata} isOptional hint={t.metadataHint} />
    </FormGroup>
  );
}
