import type { VNode } from 'preact';
import type { Institution } from '../institution.entity';
import type { LeadActivity, LeadActivityType } from '../lead-activity.entity';
import { MAX_CONTACTS } from '../lead-contacts';
import { texts, zoneNote } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { FieldPanel, FieldRow } from '../../../pages/components/form';
import type { IconName } from '../../../pages/components/icon';
import { Timeline } from '../../../pages/components/lists';
import { Time } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import { editPath } from './lead-paths';

export function Since({ at }: { readonly at: Date }): VNode {
  return (
    <>
      {texts('leads').since} <Time at={at} as="date" /> · {zoneNote()}
    </>
  );
}

export function ChangedMeanwhile({ lead }: { readonly lead: string }): VNode {
  const t = texts('leads');
  const action = <ButtonLink href={editPath(lead)} text={t.showTheirChange} />;
  return (
    <Banner tone="bad" id="changed" title={t.changedMeanwhile} action={action} isAlert>
      {t.keptBelow}
    </Banner>
  );
}

export function ConvertedBanner({ customer, convertedAt }: Institution): VNode {
  const t = texts('leads');
  return (
    <Banner tone="ok" id="converted" title={customer ? t.isCustomer({ name: customer.name }) : t.isConverted}>
      {convertedAt && (
        <>
          {t.convertedOn} <Time at={convertedAt} />
        </>
      )}
      {!customer && <p>{t.customerGone}</p>}
    </Banner>
  );
}

interface ContactsProps {
  readonly form: FormState;
  readonly count: number;
  readonly canWrite: boolean;
}

/** The contacts of a lead. The buttons send the form, which then comes again with one contact more or less. */
export function Contacts({ form, count, canWrite }: ContactsProps): VNode {
  const t = texts('leads');
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <ContactPanel key={index} form={form} index={index} canWrite={canWrite} />
      ))}
      {canWrite && count < MAX_CONTACTS && <Button icon="plus" name="do" value="add-contact" text={t.addContact} />}
      {!canWrite && count === 0 && <p class="unset">{t.noContacts}</p>}
    </>
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
        <Button
          look="quiet"
          icon="trash-2"
          name="do"
          value={`remove-contact-${index}`}
          text={t.removeContact({ number: index + 1 })}
        />
      )}
    </FieldPanel>
  );
}

const ICONS: Readonly<Record<LeadActivityType, IconName>> = {
  call: 'phone',
  email: 'mail',
  meeting: 'users',
  note: 'sticky-note',
};

interface ActivitiesProps {
  /** The latest ones. */
  readonly activities: readonly LeadActivity[];
  /** Including older ones. */
  readonly count: number;
}

export function Activities({ activities, count }: ActivitiesProps): VNode {
  const t = texts('leads');
  if (activities.length === 0) {
    return <p class="unset">{t.noActivities}</p>;
  }
  const entries = activities.map(({ id, type, text, at }) => ({
    key: id,
    icon: ICONS[type],
    text: t.activityTypes[type],
    at,
    evidence: text,
  }));
  return (
    <>
      <Timeline entries={entries} />
      {count > activities.length && <p class="unset">{t.latestOf({ shown: activities.length, count })}</p>}
    </>
  );
}
