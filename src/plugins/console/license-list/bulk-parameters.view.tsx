import type { VNode } from 'preact';
import { RENEWAL_BASES } from '../../../core/catalog/internal';
import { texts } from '../../../core/i18n';
import { COPIED_LIMITS } from '../../../core/licensing';
import { EXPIRY_CHANGES, isDestructive } from '../../../core/licensing/internal';
import { Button } from '../../../pages/components/button';
import { ChoiceFields, Radios, Select, TextField } from '../../../pages/components/fields';
import { ReasonFields } from '../../../pages/components/reason-fields';
import type { CheckData } from './bulk.view';

/** Parameters of a change and its reason. Other parameters have to be checked before they can be confirmed. */
export function BulkParameters(data: CheckData): VNode {
  const { action, form } = data;
  const t = texts('bulk');
  return (
    <div class="panel bulk-parameters" role="group" aria-label={t.parameters}>
      {action === 'extend' && <Term {...data} />}
      {action === 'move' && (
        <TextField form={form} name="new_customer" label={t.customer} hint={t.customerHint} suggestions={[]} />
      )}
      {action === 'change_policy' && <PolicyChoice {...data} />}
      {action === 'change_policy_version' && (
        <TextField form={form} name="to_version" label={t.version} hint={t.versionHint} />
      )}
      <ReasonFields form={form} isDestructive={isDestructive(action)} />
      <Button icon="refresh-cw" name="do" value="check" text={t.checkAgain} />
    </div>
  );
}

function Term({ form }: CheckData): VNode {
  const t = texts('bulk');
  const bases = RENEWAL_BASES.map((value) => ({ value, title: t.bases[value] }));
  return (
    <>
      <ChoiceFields
        form={form}
        name="extend_by"
        label={t.extendBy}
        choices={[
          { value: 'days', title: t.byDays, fields: <TextField form={form} name="days" label={t.days} /> },
          { value: 'months', title: t.byMonths, fields: <TextField form={form} name="months" label={t.months} /> },
          {
            value: 'date',
            title: t.byDate,
            fields: <TextField form={form} name="until" type="date" label={t.lastDay} hint={t.lastDayHint} />,
          },
        ]}
      />
      <Select
        form={form}
        name="counted_from"
        label={t.countedFrom}
        choices={[{ value: '', title: t.bases.policy }, ...bases]}
      />
    </>
  );
}

function PolicyChoice({ form, input, policies }: CheckData): VNode {
  const t = texts('bulk');
  return (
    <>
      <Select
        form={form}
        name="to_policy"
        label={t.policy}
        choices={[
          { value: '', title: t.choosePolicy },
          ...policies.map(({ uid, name }) => ({ value: uid, title: name })),
        ]}
      />
      <fieldset class="field">
        <legend>{t.limits}</legend>
        <input type="hidden" name="limits" value="" />
        <div class="radio-row">
          {COPIED_LIMITS.map((limit) => (
            <label class="checkbox" key={limit}>
              <input type="checkbox" name="limits" value={limit} checked={input.limits.includes(limit)} />
              <span>{t.limitNames[limit]}</span>
            </label>
          ))}
        </div>
        <p class="hint">{t.limitsNote}</p>
      </fieldset>
      <Radios
        form={form}
        name="expiry"
        label={t.expiry}
        choices={EXPIRY_CHANGES.map((value) => ({ value, title: t.expiryNames[value] }))}
      />
    </>
  );
}
