import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import { Button } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { FieldPanel, FieldRow, HiddenFields } from '../../../pages/components/form';
import type { FormState } from '../../../pages/kit/form-state';

interface NewCustomerProps {
  readonly form: FormState;
  readonly isNew: boolean;
  /** The fields were just opened by their button. */
  readonly hasFocus: boolean;
}

/** The fields of a customer that is created together with the license, or the button that opens them. */
export function NewCustomer({ form, isNew, hasFocus }: NewCustomerProps): VNode {
  const t = texts('issue');
  return (
    <div id="new-customer">
      {isNew ? (
        <NewCustomerFields form={form} hasFocus={hasFocus} />
      ) : (
        <p class="below-field">
          <LinkButton value="new_customer" text={t.addCustomer} />
        </p>
      )}
    </div>
  );
}

function NewCustomerFields({ form, hasFocus }: Omit<NewCustomerProps, 'isNew'>): VNode {
  const t = texts('issue');
  const [owner] = form.shownProblemOf('customer_email')?.ids ?? [];
  return (
    <FieldPanel label={t.newCustomerTitle}>
      <div class="panel-head">
        <p>{t.newCustomer({})}</p>
        <LinkButton value="choose_customer" text={t.chooseAnother} />
      </div>
      <HiddenFields fields={{ new_customer: '1', new_customer_for: form.value('new_customer_for') }} />
      <FieldRow hasTexts>
        <TextField form={form} name="customer_name" label={texts('words').name} hasFocus={hasFocus} />
        <TextField form={form} name="customer_email" type="email" label={t.newEmail} isOptional />
      </FieldRow>
      {owner !== undefined && (
        <p class="below-field">
          <LinkButton value={`take:${owner}`} text={t.takeCustomer} />
        </p>
      )}
    </FieldPanel>
  );
}

/** A button that shows the form again with a change, and looks like a link. */
export function LinkButton({ value, text }: { readonly value: string; readonly text: string }): VNode {
  return <Button look="link" name="do" value={value} text={text} />;
}
