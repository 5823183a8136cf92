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
import { Activities } from './lead-activity.view';
import { ContactGroup } from './lead-contacts.view';
import { convertPath, createPath, deletePath, editPath, LEADS_PATH, updatePath } from './lead-paths';
import { STATUS_TITLES } from './lead-status';

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
  const title = data.saved?.lead.institution.name ?? 'Add lead';
  return new Page({ title, width: 'form', body: <LeadForm {...data} title={title} /> });
}

type Titled = LeadFormData & { readonly title: string };

function LeadForm(data: Titled): VNode {
  const { form, saved, canWrite, contactCount } = data;
  const action = saved ? updatePath(saved.lead.institution.uid) : createPath;
  return (
    <>
      <LeadHeader {...data} />
      {form.problemOf('revision') === undefined ? (
        <ErrorSummary form={form} title="The lead was not saved" />
      ) : (
        <ChangedMeanwhile {...data} />
      )}
      {saved && <ConvertedBanner {...saved} />}
      <Form action={action}>
        {/* Enter in a field presses the first button of a form. */}
        {canWrite && (
          <button class="visually-hidden" type="submit" tabIndex={-1} aria-hidden="true">
            Save lead
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
  return (
    <PageHeader
      title={title}
      crumbs={[{ title: 'Leads', href: LEADS_PATH }]}
      lead={
        saved && (
          <>
            Lead since <Time at={saved.lead.institution.createdAt} as="date" />. Times are UTC.
          </>
        )
      }
      actions={saved && canWrite ? <LeadActions {...saved} /> : undefined}
    />
  );
}

function LeadActions({ lead: { institution } }: SavedLead): VNode {
  return (
    <>
      <ButtonLink look="danger" icon="trash-2" href={deletePath(institution.uid)}>
        Delete…
      </ButtonLink>
      {institution.customerId === null && (
        <ButtonLink icon="arrow-left-right" href={convertPath(institution.uid)}>
          Turn into customer…
        </ButtonLink>
      )}
    </>
  );
}

function ChangedMeanwhile({ saved }: LeadFormData): VNode {
  const href = saved && editPath(saved.lead.institution.uid);
  return (
    <Banner
      tone="bad"
      id="changed"
      title="Somebody else changed this lead meanwhile"
      action={<ButtonLink href={href}>Show their change</ButtonLink>}
      isAlert
    >
      Nothing was saved. What you entered is kept below; saving it again replaces their change.
    </Banner>
  );
}

function ConvertedBanner({ lead: { institution } }: SavedLead): VNode | null {
  if (institution.status !== 'converted') {
    return null;
  }
  const { customer, convertedAt } = institution;
  return (
    <Banner
      tone="ok"
      id="converted"
      title={customer ? `This lead is customer ${customer.name}` : 'This lead is converted'}
    >
      {convertedAt && (
        <>
          Converted on <Time at={convertedAt} />.
        </>
      )}{' '}
      {!customer && 'There is no customer for it, or the customer was deleted.'}
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
  const isConverted = saved?.lead.institution.status === 'converted';
  const statuses = OPEN_LEAD_STATUSES.map((value) => ({ value, title: STATUS_TITLES[value] }));
  return (
    <FormGroup id="institution" title="Institution">
      <TextField form={form} name="name" label="Name" />
      <FieldRow hasTexts>
        <TextField form={form} name="type" label="Type" suggestions={types} />
        <TextField form={form} name="city" label="City and country" isOptional />
      </FieldRow>
      {!isConverted && (
        <Radios
          form={form}
          name="status"
          label="Status"
          choices={statuses}
          hint="“Converted” is set when the lead becomes a customer."
        />
      )}
      <TextField form={form} name="website" label="Website" isOptional />
      <TextArea form={form} name="address" label="Address" isOptional />
      <TextArea form={form} name="notes" label="Notes" isOptional />
    </FormGroup>
  );
}

function Foot({ canWrite }: { readonly canWrite: boolean }): VNode {
  return (
    <FormFoot>
      {canWrite ? (
        <>
          <Button look="primary">Save lead</Button>
          <ButtonLink look="quiet" href={LEADS_PATH}>
            Cancel
          </ButtonLink>
        </>
      ) : (
        <p class="hint">Your role can read leads, but not change them.</p>
      )}
    </FormFoot>
  );
}
