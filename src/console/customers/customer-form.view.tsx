import type { VNode } from 'preact';
import type { Customer } from '../../customers/customers/customer.entity';
import type { Group } from '../../customers/groups/group.entity';
import { Button, ButtonLink } from '../components/button';
import { Checkbox, Select, TextArea, TextField } from '../components/fields';
import { ErrorSummary, FieldRow, Form, FormFoot, FormGroup } from '../components/form';
import { PageHeader } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { customerPath, CUSTOMERS_PATH, newPath } from './customer-paths';

interface CustomerFields {
  readonly form: FormState;
  readonly groups: readonly Group[];
  /** Has the e-mail address for which the form was refused. */
  readonly duplicate?: Customer;
}

export function newCustomerPage({ form, groups, duplicate }: CustomerFields): Page {
  const t = texts('customers');
  const body = (
    <>
      <PageHeader title={t.add} crumbs={[{ title: t.customers, href: CUSTOMERS_PATH }]} />
      <ErrorSummary form={form} title={t.notSaved} />
      <CustomerForm form={form} groups={groups} duplicate={duplicate} action={newPath} verb={t.add} canWrite />
    </>
  );
  return new Page({ title: t.add, width: 'form', body });
}

interface CustomerFormProps extends CustomerFields {
  readonly action: string;
  readonly verb: string;
  readonly canWrite: boolean;
}

export function CustomerForm({ form, groups, duplicate, action, verb, canWrite }: CustomerFormProps): VNode {
  const t = texts('customers');
  return (
    <Form action={action}>
      <fieldset class="form-all" disabled={!canWrite}>
        <DetailFields form={form} groups={groups} duplicate={duplicate} />
      </fieldset>
      <FormFoot>
        {canWrite ? (
          <>
            <Button look="primary">{verb}</Button>
            <ButtonLink look="quiet" href={CUSTOMERS_PATH}>
              {t.cancel}
            </ButtonLink>
          </>
        ) : (
          <p class="hint">{t.readOnly}</p>
        )}
      </FormFoot>
    </Form>
  );
}

function DetailFields({ form, groups, duplicate }: CustomerFields): VNode {
  const t = texts('customers');
  return (
    <FormGroup id="details" title={t.details} note={t.detailsNote}>
      <TextField form={form} name="name" label={t.name} />
      <TextField form={form} name="email" label={t.email} type="email" isOptional hint={t.emailHint} />
      <DuplicateEmail form={form} duplicate={duplicate} />
      <FieldRow hasTexts>
        <TextField form={form} name="company" label={t.company} isOptional />
        <TextField form={form} name="phone" label={t.phone} type="tel" isOptional />
      </FieldRow>
      <TextField form={form} name="reference" label={t.reference} isOptional hint={t.referenceHint} />
      {groups.length > 0 && (
        <Select
          form={form}
          name="group"
          label={t.group}
          hint={t.groupHint}
          choices={[{ value: '', title: t.noGroup }, ...groups.map(({ uid, name }) => ({ value: uid, title: name }))]}
        />
      )}
      <TextArea form={form} name="notes" label={t.notes} isOptional hint={t.notesHint} />
    </FormGroup>
  );
}

/** Names the owner of a duplicate address and offers to save it anyway. Empty until a form was refused for it. */
function DuplicateEmail({ form, duplicate }: Pick<CustomerFields, 'form' | 'duplicate'>): VNode | null {
  const t = texts('customers');
  if (!duplicate && form.value('allow_duplicate_email') !== '1') {
    return null;
  }
  return (
    <>
      {duplicate && (
        <p class="hint">
          {t.emailOf} <a href={customerPath(duplicate.uid)}>{duplicate.name}</a>
        </p>
      )}
      <Checkbox form={form} name="allow_duplicate_email" label={t.allowDuplicateEmail} hint={t.duplicateHint} />
    </>
  );
}
