import type { VNode } from 'preact';
import { currentRequest } from '../../core/common';
import { texts } from '../../core/i18n';
import { REASON_FIELD, REFERENCE_FIELD } from '../kit/change-reason';
import type { FormState } from '../kit/form-state';
import { TextField } from './fields';
import { QuietFold } from './fold';
import { FieldRow } from './form';

interface ReasonFieldsProps {
  readonly form: FormState;
  /** Whether the change is refused without a reason if the settings demand one. */
  readonly isDestructive?: boolean;
}

/** Why a change is made, and the order or ticket behind it. */
export function ReasonFields({ form, isDestructive = false }: ReasonFieldsProps): VNode {
  const t = texts('changeReason');
  const isRequired = isDestructive && currentRequest()?.changeReason?.isRequired === true;
  return (
    <FieldRow hasTexts>
      <TextField form={form} name={REASON_FIELD} label={t.reason} hint={t.reasonHint} isOptional={!isRequired} />
      <TextField form={form} name={REFERENCE_FIELD} label={t.reference} isOptional />
    </FieldRow>
  );
}

/** The fields at the end of a form with groups, in a fold that is closed until one of them is used. */
export function ReasonGroup({ form }: Pick<ReasonFieldsProps, 'form'>): VNode {
  const isUsed = [REASON_FIELD, REFERENCE_FIELD].some(
    (name) => form.value(name) !== '' || form.problemOf(name) !== undefined,
  );
  return (
    <div class="form-group">
      <span />
      <QuietFold title={texts('changeReason').reason} isOpen={isUsed}>
        <ReasonFields form={form} />
      </QuietFold>
    </div>
  );
}
