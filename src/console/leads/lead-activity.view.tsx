import type { VNode } from 'preact';
import {
  LEAD_ACTIVITY_TYPES,
  type LeadActivity,
  type LeadActivityType,
} from '../../customers/leads/lead-activity.entity';
import { Select, TextField } from '../components/fields';
import { FieldRow, FormGroup } from '../components/form';
import type { IconName } from '../components/icon';
import { Timeline } from '../components/lists';
import type { FormState } from '../kit/form-state';

export const ACTIVITY_TITLES: Readonly<Record<LeadActivityType, string>> = {
  call: 'Call',
  email: 'E-mail',
  meeting: 'Meeting',
  note: 'Note',
};

const ICONS: Readonly<Record<LeadActivityType, IconName>> = {
  call: 'phone',
  email: 'mail',
  meeting: 'users',
  note: 'sticky-note',
};

interface ActivitiesProps {
  readonly form: FormState;
  /** The latest ones. */
  readonly activities: readonly LeadActivity[];
  /** Including older ones. */
  readonly count: number;
  readonly canWrite: boolean;
}

/** The activities of a lead, and the fields for a new one. */
export function Activities({ form, activities, count, canWrite }: ActivitiesProps): VNode {
  return (
    <FormGroup id="activities" title="Activities" note="Dated notes, newest first. They cannot be changed later.">
      {canWrite && <NewActivity form={form} />}
      {activities.length === 0 ? (
        <p class="unset">No activities yet</p>
      ) : (
        <Timeline
          entries={activities.map(({ id, type, text, at }) => ({
            key: id,
            icon: ICONS[type],
            text: ACTIVITY_TITLES[type],
            at,
            evidence: text,
          }))}
        />
      )}
      {count > activities.length && (
        <p class="unset">
          The latest {activities.length} of {count}; the API has all of them.
        </p>
      )}
    </FormGroup>
  );
}

function NewActivity({ form }: { readonly form: FormState }): VNode {
  const choices = LEAD_ACTIVITY_TYPES.map((value) => ({ value, title: ACTIVITY_TITLES[value] }));
  return (
    <>
      <FieldRow>
        <Select form={form} name="activity_type" label="What" choices={choices} />
        <TextField form={form} name="activity_date" label="When" type="date" isOptional hint="Now if left empty." />
      </FieldRow>
      <TextField
        form={form}
        name="activity_text"
        label="Note"
        isOptional
        hint="The activity is recorded if this is filled in."
      />
    </>
  );
}
