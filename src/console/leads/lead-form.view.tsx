import type { VNode } from 'preact';
import { type Lead, OPEN_LEAD_STATUSES } from '../../customers/leads/institution.entity';
import type { LeadActivity } from '../../customers/leads/lead-activity.entity';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { Radios, TextArea, TextField } from '../components/fields';
import { ErrorSummary, FieldRow, Form, FormFoot, FormGroup } from '../components/form';
import { PageHeader } from '../components/page-parts';
import { Time } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { zoneNote } from '../kit/zone-note';
import { Activities } from './lead-activity.view';
import { ContactGroup } from './lead-contacts.view';
import { convertPath, createPath, deletePath, editPath, LEADS_PATH, updatePath } from './lead-paths';

export interface LeadFormData {
  readonly form: FormState;
  readonly contactCount: number;
  /** Types in use, as suggestions. */
  readonly types: readonly string[];
  /** Undefined for a new lead. */
  readonly saved?: SavedLead;
  readonly canWrite: boolean;
}

export interface SavedLead {
  readonly lead: Lead;
  /** The latest ones. */
  readonly activities: readonly LeadActivity[];
  /** Including older ones. */
  readonly activityCount: number;
}

export function leadFormPage(data: LeadFormData): Page {
  const title = data.saved?.lead.institution.name ?? texts('leads').addLead;
  return new Page({ title, width: 'form', body: <LeadForm {...data} title={title} /> });
}

type Titled = LeadFormData & { readonly title: string };

function LeadForm(data: Titled): VNode {
  const t = texts('leads');
  const { form, saved, canWrite, contactCount } = data;
  const action = saved ? updatePath(saved.lead.institution.uid) : createPath;
  return (
    <>
      <LeadHeader {...data} />
      {form.problemOf('revision') === undefined ? (
        <ErrorSummary form={form} title={t.notSaved} />
      ) : (
        <ChangedMeanwhile {...data} />
      )}
      {saved && <ConvertedBanner {...saved} />}
      <Form action={action}>
        {/* Enter in a field presses the first button of a form. */}
        {canWrite && (
          <button class="visually-hidden" type="submit" tabIndex={-1} aria-hidden="true">
            {t.save}
          </button>
        )}
        <HiddenFields {...data} />
        <fieldset class="form-all" disabled={!canWrite}>
          <InstitutionGroup {...data} />
          <ContactGroup form={form} count={contactCount} canWrite={canWrite} />
          {saved && (
            <Activities form={form} activities={saved.activities} count={saved.activityCount} canWrite={canWrite} />
          )}
        </fieldset>
        <Foot canWrite={canWrite} />
      </Form>
    </>
  );
}

function LeadHeader({ title, saved, canWrite }: Titled): VNode {
  const t = texts('leads');
  return (
    <PageHeader
      title={title}
      crumbs={[{ title: t.leads, href: LEADS_PATH }]}
      lead={
        saved && (
          <>
            {t.since} <Time at={saved.lead.institution.createdAt} as="date" /> · {zoneNote()}
          </>
        )
      }
      actions={saved && canWrite ? <LeadActions {...saved} /> : undefined}
    />
  );
}

function LeadActions({ lead: { institution } }: SavedLead): VNode {
  const t = texts('leads');
  return (
    <>
      <ButtonLink look="danger" icon="trash-2" href={deletePath(institution.uid)}>
        {t.delete}
      </ButtonLink>
      {institution.customerId === null && (
        <ButtonLink icon="arrow-left-right" href={convertPath(institution.uid)}>
          {t.convert}
        </ButtonLink>
      )}
    </>
  );
}

function ChangedMeanwhile({ saved }: LeadFormData): VNode {
  const t = texts('leads');
  const href = saved && editPath(saved.lead.institution.uid);
  return (
    <Banner
      tone="bad"
      id="changed"
      title={t.changedMeanwhile}
      action={<ButtonLink href={href}>{t.showTheirChange}</ButtonLink>}
      isAlert
    >
      {t.keptBelow}
    </Banner>
  );
}

function ConvertedBanner({ lead: { institution } }: SavedLead): VNode | null {
  if (institution.status !== 'converted') {
    return null;
  }
  const t = texts('leads');
  const { customer, convertedAt } = institution;
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

/** A form that was refused because of a newer revision is based on that one from now on. */
function HiddenFields({ form, saved }: LeadFormData): VNode {
  const isOutdated = form.problemOf('revision') !== undefined;
  const revision = isOutdated ? String(saved?.lead.institution.revision ?? '') : form.value('revision');
  return (
    <>
      {saved && <input type="hidden" name="revision" value={revision} />}
      <input type="hidden" name="contacts_shown" value="1" />
    </>
  );
}

function InstitutionGroup({ form, types, saved }: LeadFormData): VNode {
  const t = texts('leads');
  const isConverted = saved?.lead.institution.status === 'converted';
  const statuses = OPEN_LEAD_STATUSES.map((value) => ({ value, title: t.statuses[value] }));
  return (
    <FormGroup id="institution" title={t.institution}>
      <TextField form={form} name="name" label={t.name} />
      <FieldRow hasTexts>
        <TextField form={form} name="type" label={t.type} suggestions={types} />
        <TextField form={form} name="city" label={t.cityAndCountry} isOptional />
      </FieldRow>
      {!isConverted && <Radios form={form} name="status" label={t.status} choices={statuses} hint={t.statusHint} />}
      <TextField form={form} name="website" label={t.website} isOptional />
      <TextArea form={form} name="address" label={t.address} isOptional />
      <TextArea form={form} name="notes" label={t.notes} isOptional />
    </FormGroup>
  );
}

function Foot({ canWrite }: { readonly canWrite: boolean }): VNode {
  const t = texts('leads');
  return (
    <FormFoot>
      {canWrite ? (
        <>
          <Button look="primary">{t.save}</Button>
          <ButtonLink look="quiet" href={LEADS_PATH}>
            {t.cancel}
          </ButtonLink>
        </>
      ) : (
        <p class="hint">{t.readOnly}</p>
      )}
    </FormFoot>
  );
}
