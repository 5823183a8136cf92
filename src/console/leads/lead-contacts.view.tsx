import type { VNode } from 'preact';
import { MAX_CONTACTS } from '../../customers/leads/lead-contacts';
import { Button } from '../components/button';
import { TextField } from '../components/fields';
import { FieldPanel, FieldRow, FormGroup } from '../components/form';
import type { FormState } from '../kit/form-state';
import { texts } from '../../i18n/texts';

interface ContactGroupProps {
  readonly form: FormState;
  readonly count: number;
  readonly canWrite: boolean;
}

/** The contacts of a lead. The buttons send the form, which then comes again with one contact more or less. */
export function ContactGroup({ form, count, canWrite }: ContactGroupProps): VNode {
  const t = texts('leads');
  return (
    <FormGroup id="contacts" title={t.contacts} note={t.contactsNote}>
      {Array.from({ length: count }, (_, index) => (
        <ContactPanel key={index} form={form} index={index} canWrite={canWrite} />
      ))}
      {canWrite && count < MAX_CONTACTS && (
        <Button icon="plus" name="do" value="add-contact">
          {t.addContact}
        </Button>
      )}
      {!canWrite && count === 0 && <p class="unset">{t.noContacts}</p>}
    </FormGroup>
  );
}

interface ContactPanelProps {
  readonly form: FormState;
  readonly index: number;
  readonly canWrite: boolean;
}

function ContactPanel({ form, index, canWrite }: ContactPanelProps): VNode {
  const t = texts('leads');
  const field = { form, index };
  return (
    <FieldPanel label={t.contactNumber({ number: index + 1 })}>
      <input type="hidden" name="contact_id[]" value={form.value('contact_id', index)} />
      <FieldRow hasTexts>
        <TextField {...field} name="contact_name[]" label={t.name} />
        <TextField {...field} name="contact_position[]" label={t.role} isOptional />
      </FieldRow>
      <FieldRow hasTexts>
        <TextField {...field} name="contact_emails[]" label={t.email} isOptional />
        <TextField {...field} name="contact_phones[]" label={t.phone} isOptional />
      </FieldRow>
      {canWrite && (
        <Button look="quiet" icon="trash-2" name="do" value={`remove-contact-${index}`}>
          {t.removeContact({ number: index + 1 })}
        </Button>
      )}
    </FieldPanel>
  );
}
