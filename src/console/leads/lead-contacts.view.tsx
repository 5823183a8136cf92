import type { VNode } from 'preact';
import { MAX_CONTACTS } from '../../customers/leads/lead-contacts';
import { Button } from '../components/button';
import { TextField } from '../components/fields';
import { FieldPanel, FieldRow, FormGroup } from '../components/form';
import type { FormState } from '../kit/form-state';

interface ContactGroupProps {
  readonly form: FormState;
  readonly count: number;
  readonly canWrite: boolean;
}

/** The contacts of a lead. The buttons send the form, which then comes again with one contact more or less. */
export function ContactGroup({ form, count, canWrite }: ContactGroupProps): VNode {
  const note =
    'The first one is shown in lists and becomes the customer. Separate several addresses or numbers with semicolons.';
  return (
    <FormGroup id="contacts" title="Contacts" note={note}>
      {Array.from({ length: count }, (_, index) => (
        <ContactPanel key={index} form={form} index={index} canWrite={canWrite} />
      ))}
      {canWrite && count < MAX_CONTACTS && (
        <Button icon="plus" name="do" value="add-contact">
          Add contact
        </Button>
      )}
      {!canWrite && count === 0 && <p class="unset">No contacts</p>}
    </FormGroup>
  );
}

interface ContactPanelProps {
  readonly form: FormState;
  readonly index: number;
  readonly canWrite: boolean;
}

function ContactPanel({ form, index, canWrite }: ContactPanelProps): VNode {
  const field = { form, index };
  return (
    <FieldPanel label={`Contact ${index + 1}`}>
      <input type="hidden" name="contact_id[]" value={form.value('contact_id', index)} />
      <FieldRow hasTexts>
        <TextField {...field} name="contact_name[]" label="Name" />
        <TextField {...field} name="contact_position[]" label="Role" isOptional />
      </FieldRow>
      <FieldRow hasTexts>
        <TextField {...field} name="contact_emails[]" label="E-mail" isOptional />
        <TextField {...field} name="contact_phones[]" label="Phone" isOptional />
      </FieldRow>
      {canWrite && (
        <Button look="quiet" icon="trash-2" name="do" value={`remove-contact-${index}`}>
          Remove contact {index + 1}
        </Button>
      )}
    </FieldPanel>
  );
}
