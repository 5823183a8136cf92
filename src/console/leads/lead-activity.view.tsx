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
import { texts } from '../../i18n/texts';

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
  const t = texts('leads');
  return (
    <FormGroup id="activities" title={t.activities} note={t.activitiesNote}>
      {canWrite && <NewActivity form={form} />}
      {activities.length === 0 ? (
        <p class="unset">{t.noActivities}</p>
      ) : (
        <Timeline
          entries={activities.map(({ id, type, text, at }) => ({
            key: id,
            icon: ICONS[type],
            text: t.activityTypes[type],
            at,
            evidence: text,
          }))}
        />
      )}
      {count > activities.length && <p class="unset">{t.latestOf({ shown: activities.length, count })}</p>}
    </FormGroup>
  );
}

function NewActivity({ form }: { readonly form: FormState }): VNode {
  const t = texts('leads');
  const choices = LEAD_ACTIVITY_TYPES.map((value) => ({ value, title: t.activityTypes[value] }));
  return (
    <>
      <FieldRow>
        <Select form={form} name="activity_type" label={t.what} choices={choices} />
        <TextField form={form} name="activity_date" label={t.when} type="date" isOptional hint={t.whenHint} />
      </FieldRow>
      <TextField form={form} name="activity_text" label={t.note} isOptional hint={t.noteHint} />
    </>
  );
}
